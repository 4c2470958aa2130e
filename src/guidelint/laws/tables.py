"""The tables of laws by normalised title, each read once and only when a law is looked up."""

from __future__ import annotations

from functools import cache, lru_cache

from guidelint.lean.regex import regex
from guidelint.lean.tuples import NamedTuple
from guidelint.tables import lines, rows
from guidelint.values.numerals import half_width, level_dashes

UNCERTAIN = "MEM"
"""The certainty of a row that nobody has checked: never cited as a source, never more than a warning."""
READ = "V"
"""The certainty of a row that was read in the text of the law itself."""


class Replacement(NamedTuple):
    """`old` is not in force from `since` on; `successor` is in force on the day asked, empty if there is
    none.
    """

    old: str
    since: str
    successor: str
    certainty: str


class Start(NamedTuple):
    """A law not yet in force: the date from which it will be (empty for a draft), and what is in force until
    then.
    """

    name: str
    since: str
    until_then: tuple[str, ...]
    certainty: str


class Revision(NamedTuple):
    """The latest revised text in force on the day asked: date of adoption, and date of effect.

    `before`: the orders that issued known earlier texts, each with its year (387:2003).
    """

    name: str
    version: str
    since: str
    certainty: str
    before: str = ""


class Text(NamedTuple):
    """One known text of a law: number of its last article, dates of adoption and of effect."""

    name: str
    version: str
    since: str
    last_article: int


@lru_cache(maxsize=8192)
def law_key(title: str) -> str:
    """A title normalised so that different spellings of one law are equal."""
    if not _unusual.search(title):
        return title
    plain = _marks.sub("", level_dashes(half_width(title))).replace("中华人民共和国", "")
    return _edition.sub(r"(\1)", _revision.sub("", plain))


def full_key(title: str) -> str:
    """The key of a title; for a short title, that of the full name."""
    key = law_key(title)
    return _short_names().get(key, key)


@cache
def superseded() -> dict[str, Replacement]:
    """The replaced laws by key, each with its own successor."""
    table = rows("superseded_laws")
    return {law_key(old): Replacement(old, since, to, sure) for old, to, since, sure, *_ in table}


@cache
def new_laws() -> dict[str, Start]:
    """The new laws with their dates of effect, by key."""
    return {law_key(name): Start(name, since, (), sure) for name, since, sure, *_ in rows("new_laws")}


@cache
def revisions() -> dict[str, list[Revision]]:
    """The revised texts by key."""
    known: dict[str, list[Revision]] = {}
    for name, version, since, sure, _, before, *_ in rows("revised_laws"):
        known.setdefault(law_key(name), []).append(Revision(name, version, since, sure, before))
    return known


@lru_cache(maxsize=4096)
def texts(key: str) -> list[Text]:
    """The texts of a law whose articles were counted."""
    found = [line.split("\t") for line in _articles().get(key, ())]
    return [Text(name, version, since, int(last)) for name, _, version, since, last, *_ in found]


def category(key: str) -> str:
    """The rank or branch of a law with a known text, empty for others."""
    known = _articles().get(key)
    return known[-1].split("\t")[1] if known else ""


@cache
def _articles() -> dict[str, list[str]]:
    """The lines of the longest table, parsed only when their law is looked up."""
    known: dict[str, list[str]] = {}
    for line in lines("law_articles"):
        known.setdefault(law_key(line[: line.index("\t")]), []).append(line)
    return known


@cache
def _short_names() -> dict[str, str]:
    return {short: law_key(name) for short, name, *_ in rows("law_short_names")}


_unusual = regex("[^\u4e00-\u9fff]|中华人民共和国")
"""What only some titles have; all others are their own keys."""
_marks = regex(r"[《》〈〉<>“”\"\s]")
_revision = regex(r"\([^()]{0,12}[0-9]{4}年?[^()]{0,12}修[^()]{0,8}\)$")
"""(2018修正), (2023年12月29日第二次修订): brackets that tell of a text, not of a law."""
_edition = regex(r"\(([0-9]{4})(?:年?[版本]?|年修正?版)\)$")
