"""Reads which laws a text, or an entry of the legal basis with its article in a field of its own, cites."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from guidelint.lean.regex import regex
from guidelint.lean.tuples import NamedTuple
from guidelint.values.law.articles import read_articles
from guidelint.values.law.citations import Citation, find_citations
from guidelint.values.numerals import chinese_number, half_width

_LONGEST_TITLE = 60
_OF_AN_ENTRY = ("title", "article", "effective", "document_number")


class Cited(NamedTuple):
    """A law as cited, without its marks.

    `editions`: what stands in brackets with it; `year`: of the text quoted (2018修正), `effective_year`: of
    its 实施日期, both empty where not given; `past`: 原 before it, or a sentence about what was repealed.
    """

    title: str
    editions: tuple[str, ...]
    year: str
    effective_year: str
    article: int | None
    past: bool


def cited_in(value: Any) -> tuple[Cited, ...]:
    """The laws cited in a text or in the title and article of an entry; what an entry quotes is not read."""
    if isinstance(value, str):
        return _read(value, "", "", "", False)
    if not isinstance(value, dict):
        return ()
    title, article, effective, order = (value.get(name) or "" for name in _OF_AN_ENTRY)
    return _read(title, article, effective, order, True) if title else ()


@lru_cache(maxsize=4096)
def _read(text: str, article: str, effective: str, order: str, is_title: bool) -> tuple[Cited, ...]:
    found = find_citations(text)
    if not found and is_title and len(text) <= _LONGEST_TITLE and "《" not in text:
        text = f"《{text.strip()}》"
        found = find_citations(text)
    if len(found) == 1 and found[0].article is None and article:
        found = tuple(found[0]._replace(article=number) for number in _numbers(article)) or found
    if len(found) == 1 and not found[0].qualifier and "令" in order:
        found = (found[0]._replace(qualifier=order),)
    started = _year.match(half_width(effective))
    year = started[0] if started else ""
    past = _told_past(text, found)
    return tuple(
        _as_cited(citation, year, past=replaced) for citation, replaced in zip(found, past, strict=True)
    )


def _numbers(article: str) -> list[int | None]:
    """The numbers in a field for the article: 第三十五条、第三十六条, 三十五, 35."""
    rows = [row.number for row in read_articles(article.strip(), 0)]
    return rows or [chinese_number(article.strip().removesuffix("条"))]


def _as_cited(citation: Citation, effective_year: str, *, past: bool) -> Cited:
    editions = tuple(filter(None, citation.qualifier.split("、")))
    year = max(map(_last_year, editions), default="")
    number = None if citation.article_suffix else citation.article
    return Cited(citation.short, editions, year, effective_year, number, citation.former or past)


def _last_year(edition: str) -> str:
    """The latest year in a qualifier; a bracket may contain the whole history of a law."""
    found = _quoted_year.finditer(half_width(edition))
    return max((one[1] or one[2] for one in found), default="")


def _told_past(text: str, found: Sequence[Citation]) -> list[bool]:
    """Of every citation, whether its sentence is about what was repealed; a sentence of many is read once."""
    if not found:
        return []
    ends = [-1, *(end.start() for end in _end.finditer(text)), len(text)]
    known: dict[tuple[int, int], bool] = {}
    replaced = []
    for citation in found:
        first, last = ends[bisect_left(ends, citation.start) - 1] + 1, ends[bisect_left(ends, citation.end)]
        if (first, last) not in known:
            known[first, last] = _past.search(text, first, last) is not None
        replaced.append(known[first, last])
    return replaced


_end = regex("[。；;\n]")
_year = regex(r"\s{0,3}((?:19|20)[0-9]{2})(?=[年./-]|$)")


@regex
def _quoted_year() -> str:
    """2018修正, 2018年10月26日第四次修正, 2021年国务院令第740号修订, 2018年版, 2018.

    Not the year of an order or a document number by which nothing was revised.
    """
    year = "((?:19|20)[0-9]{2})"
    revised = r"(?:(?!(?:19|20)[0-9]{2})[^〔\[,;，；]){0,80}?修[正订改]"
    return rf"{year}(?:年|-)?(?:{revised}|[^〔\[令号]{{0,14}}?[版本])|^{year}年?$"


_past = regex("废止|失效|作废|代替|取代|替代|原依据|原设定|施行前|实施前|修[订改正]前|曾经")
