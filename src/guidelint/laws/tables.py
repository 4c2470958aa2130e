"""The tables of laws, each read once and only when a law is looked up, by the key of a title."""

from __future__ import annotations

from functools import cache, lru_cache

from guidelint.regex import regex
from guidelint.tables import lines, rows
from guidelint.tuples import NamedTuple
from guidelint.values.numerals import half_width, level_dashes

UNCERTAIN = "MEM"
"""The certainty of a row that nobody has checked: never cited as a source, never more than a warning."""
READ = "V"
"""The certainty of a row that was read in the text of the law itself."""


class Replacement(NamedTuple):
    """From `since` on `old` does not hold; `successor` holds on the day asked, empty where nothing does."""

    old: str
    since: str
    successor: str
    certainty: str


class Start(NamedTuple):
    """A law that does not hold yet: from when it will, empty for a draft, and what holds until then."""

    name: str
    since: str
    until_then: tuple[str, ...]
    certainty: str


class Revision(NamedTuple):
    """The newest rewritten text in force on the day asked: when adopted, from when it holds.

    `before`: the orders that made known older texts, with the year of each (387:2003).
    """

    name: str
    version: str
    since: str
    certainty: str
    before: str = ""


class Text(NamedTuple):
    """One known text of a law: its last article, when it was adopted and from when it holds."""

    name: str
    version: str
    since: str
    last_article: int


@lru_cache(maxsize=8192)
def law_key(title: str) -> str:
    """The title with everything left out in which two spellings of one law differ."""
    if not _unusual.search(title):
        return title
    plain = _marks.sub("", level_dashes(half_width(title))).replace("中华人民共和国", "")
    return _edition.sub(r"(\1)", _revision.sub("", plain))


def full_key(title: str) -> str:
    """The key of a title, that of the whole name where the title is a short one."""
    key = law_key(title)
    return _short_names().get(key, key)


@cache
def superseded() -> dict[str, Replacement]:
    """The replaced laws by key, each with its own successor."""
    table = rows("superseded_laws")
    return {law_key(old): Replacement(old, since, to, sure) for old, to, since, sure, *_ in table}


@cache
def new_laws() -> dict[str, Start]:
    """From when laws that are new hold, by key."""
    return {law_key(name): Start(name, since, (), sure) for name, since, sure, *_ in rows("new_laws")}


@cache
def revisions() -> dict[str, list[Revision]]:
    """The rewritten texts by key."""
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
    """The lines of the longest table, which are taken apart only when their law is asked for."""
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
