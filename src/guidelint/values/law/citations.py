"""Finds what a text cites: laws by title or bare name with their articles, and document numbers.

The forms are those of statutes and of guides: 《A》（国务院令第1号）第三条、第五条; 食品安全法第三十五条.
Offsets are code points of the text itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from guidelint.lean.regex import regex
from guidelint.lean.tuples import NamedTuple
from guidelint.values.law.articles import Article, article_starts, read_articles
from guidelint.values.law.document_numbers import find_document_numbers
from guidelint.values.law.law_names import OTHER_MARKS, find_titles, name_before, names_law

_COUNTRY = "中华人民共和国"


class Citation(NamedTuple):
    """One law with at most one of its articles.

    `start` to `end`: from the title to its first article; each further article of the row stands for itself.
    `short`: the title as tables of laws have it, without 中华人民共和国 and a bracket of revision.
    `qualifier`: what stands in brackets behind or, of a revision, within the title (2018修正); several joined
    by 、.
    `former`: 原 stands before. Numbers are None where none was written or none could be read.
    """

    title: str
    start: int
    end: int
    marks: bool
    qualifier: str
    article: int | None
    article_suffix: int | None
    former: bool
    short: str


class _Name(NamedTuple):
    """A name in the text, where it ends with what is in brackets behind it, and that."""

    title: str
    start: int
    end: int
    marks: bool
    qualifiers: tuple[str, ...]


@lru_cache(maxsize=4096)
def find_citations(text: str) -> tuple[Citation, ...]:
    """Every citation in order: marked titles with or without articles, unmarked names right before 第N条."""
    found: list[Citation] = []
    taken: list[tuple[int, int]] = []
    for start, end in find_titles(text):
        name = _named(text, start, end, text[start + 1 : end - 1].strip(), marks=True)
        articles = read_articles(text, name.end)
        taken.append((start, articles[-1].end if articles else name.end))
        found += _cited(text, name, articles)
    found += _unmarked(text, taken)
    return tuple(sorted(found, key=lambda citation: citation.start))


@lru_cache(maxsize=4096)
def names_instrument(text: str) -> bool:
    """Whether the text names any instrument: a title in 《》, an unmarked law, or a document number."""
    return bool(find_titles(text)) or names_law(text) or bool(find_document_numbers(text))


def _unmarked(text: str, taken: list[tuple[int, int]]) -> Iterator[Citation]:
    """Citations by bare names, outside the regions taken (which are in order)."""
    regions = iter([*taken, (len(text), len(text))])
    start, end = next(regions)
    done = 0
    for position in article_starts(text):
        while position >= end:
            start, end = next(regions)
        if position >= start or position < done:
            continue
        bounds = name_before(text, position)
        if bounds:
            name = _named(text, *bounds, text[slice(*bounds)], marks=False)
            articles = read_articles(text, name.end)
            done = articles[-1].end if articles else position
            yield from _cited(text, name, articles)


def _named(text: str, start: int, end: int, title: str, *, marks: bool) -> _Name:
    qualifiers: list[str] = []
    if not marks and text[end : end + 1] in OTHER_MARKS:
        end += 1
    bracket = _bracket.match(text, end)
    while bracket and len(qualifiers) < 3:
        qualifiers.append(bracket[1].strip())
        end = bracket.end()
        bracket = _bracket.match(text, end)
    return _Name(title, start, end, marks, tuple(qualifiers))


def _cited(text: str, name: _Name, articles: tuple[Article, ...]) -> Iterator[Citation]:
    short, inner = _short(name.title)
    qualifiers = [part for part in (inner, *name.qualifiers) if part]
    former = _former.search(text, max(0, name.start - 3), name.start) is not None
    for index, article in enumerate(articles or (Article(name.start, name.end, None, None),)):
        yield Citation(
            name.title,
            article.start if index else name.start,
            article.end,
            name.marks,
            "、".join(qualifiers),
            article.number,
            article.suffix,
            former,
            short,
        )


def _short(title: str) -> tuple[str, str]:
    """The title without the country's name and a bracket of revision at its end; that bracket's text."""
    short = title.removeprefix(_COUNTRY)
    revision = _revision.search(short)
    return (short[: revision.start()], revision[1]) if revision else (short, "")


_bracket = regex(r"\s{0,3}[（(]((?:[^（）()]|[（(][^（）()]{0,40}[）)]){0,400})[）)]")
"""The bracket after a title; the revision history of a law takes several lines and contains titles."""
_revision = regex(r"\s?[（(]([^（）()]{0,12}[0-9]{4}年?[^（）()]{0,6}修[^（）()]{0,8})[）)]$")
_former = regex(r"(?<![高平草太中])原[）)]?$")
