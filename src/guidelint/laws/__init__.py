"""Answers whether a cited law is in force on a given day, what replaced it, when it was revised, how many
articles it has.

The facts are the tables `superseded_laws`, `new_laws`, `revised_laws`, `law_articles` and `law_short_names`, by
normalised title, each read once and only when a law is looked up. Dates are ISO strings.
"""

from __future__ import annotations

from functools import cache, lru_cache

from guidelint.lean.regex import regex
from guidelint.lean.structs import Struct
from guidelint.lean.tuples import NamedTuple
from guidelint.tables import lines, rows
from guidelint.values.numerals import half_width, level_dashes, numeral

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


class Status(Struct):
    """What is known of a law on a day; None for each part that the tables lack."""

    replaced: Replacement | None
    starts: Start | None
    revised: Revision | None
    text: Text | None


@lru_cache(maxsize=4096)
def status(title: str, as_of: str, editions: tuple[str, ...] = ()) -> Status:
    """The status of a title on a day. `editions`: bracketed qualifiers after it (试行, 2021年版).

    The country's name, a bracket of revision, the kind of brackets and spaces make no difference.
    """
    key = _full_key(title)
    replaced = next(filter(None, (_replaced(name, as_of) for name in _keys(key, editions))), None)
    starts = None if replaced else _starts(key, as_of)
    return Status(replaced, starts, _revised(key, as_of), None if replaced or starts else _text(key, as_of))


def text_of_year(title: str, year: str) -> Text | None:
    """The known text of a law that was adopted in a year."""
    return next((text for text in _texts(_full_key(title)) if text.version.startswith(year)), None)


def category(title: str) -> str:
    """行政法规, 部门规章 or the branch of law of a law in the tables; empty for others."""
    known = _articles().get(_full_key(title))
    return known[-1].split("\t")[1] if known else ""


def article_name(number: int) -> str:
    """The name of an article as statutes write it: 第三十五条."""
    return f"第{numeral(number)}条"


def _keys(key: str, editions: tuple[str, ...]) -> list[str]:
    """The keys to try: the title with its edition, which is more specific, then the title alone."""
    return [*(law_key(f"{key}({edition})") for edition in editions), key]


def _replaced(key: str, as_of: str) -> Replacement | None:
    row = _superseded().get(key)
    if row is None or row.since > as_of:
        return None
    successor, seen = row.successor, {key}
    while (next_key := _full_key(successor)) not in seen:
        seen.add(next_key)
        following = _superseded().get(next_key)
        if following is None or following.since > as_of:
            break
        successor = following.successor
    return row._replace(successor=successor)


def _starts(key: str, as_of: str) -> Start | None:
    row = _new_laws().get(key)
    if row is None or (row.since and row.since <= as_of):
        return None
    old = (
        known for known in _superseded().values() if known.since > as_of and _full_key(known.successor) == key
    )
    return row._replace(until_then=tuple(known.old for known in old))


def _revised(key: str, as_of: str) -> Revision | None:
    begun = [revision for revision in _revisions().get(key, ()) if revision.since <= as_of]
    return max(begun, key=lambda revision: revision.since, default=None)


def _text(key: str, as_of: str) -> Text | None:
    """The text in force on the day; None if it is a revised one whose articles are not counted."""
    begun = [text for text in _texts(key) if text.since <= as_of]
    text = max(begun, key=lambda text: text.since, default=None)
    revised = _revised(key, as_of)
    return None if text is None or (revised and revised.since > text.since) else text


@lru_cache(maxsize=8192)
def law_key(title: str) -> str:
    """A title normalised so that different spellings of one law are equal."""
    if not _unusual.search(title):
        return title
    plain = _marks.sub("", level_dashes(half_width(title))).replace("中华人民共和国", "")
    return _edition.sub(r"(\1)", _revision.sub("", plain))


def _full_key(title: str) -> str:
    """The key of a title; for a short title, that of the full name."""
    key = law_key(title)
    return _short_names().get(key, key)


@cache
def _superseded() -> dict[str, Replacement]:
    """The replaced laws by key, each with its own successor."""
    table = rows("superseded_laws")
    return {law_key(old): Replacement(old, since, to, sure) for old, to, since, sure, *_ in table}


@cache
def _new_laws() -> dict[str, Start]:
    """The new laws with their dates of effect, by key."""
    return {law_key(name): Start(name, since, (), sure) for name, since, sure, *_ in rows("new_laws")}


@cache
def _revisions() -> dict[str, list[Revision]]:
    """The revised texts by key."""
    known: dict[str, list[Revision]] = {}
    for name, version, since, sure, _, before, *_ in rows("revised_laws"):
        known.setdefault(law_key(name), []).append(Revision(name, version, since, sure, before))
    return known


@lru_cache(maxsize=4096)
def _texts(key: str) -> list[Text]:
    """The texts of a law whose articles were counted."""
    found = [line.split("\t") for line in _articles().get(key, ())]
    return [Text(name, version, since, int(last)) for name, _, version, since, last, *_ in found]


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
