"""Says of a cited law, on a given day, whether it holds: replaced by what, rewritten when, how many articles.

The facts are the tables `superseded_laws`, `new_laws`, `revised_laws`, `law_articles` and `law_short_names`;
they are read when the first law is looked up. Dates are ISO texts.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from guidelint.tables import rows
from guidelint.values.numerals import half_width, level_dashes

UNCERTAIN = "MEM"
"""The certainty of a row that nobody has checked: never cited as a source, never more than a warning."""
READ = "V"
"""The certainty of a row that was read in the text of the law itself."""


class Replacement(NamedTuple):
    """From `since` on `old` does not hold; `successor` is what holds on the day asked, empty where nothing does."""

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
    """The newest rewritten text in force on the day asked: when adopted, from when it holds."""

    name: str
    version: str
    since: str
    certainty: str


class Text(NamedTuple):
    """One known text of a law: its last article, when it was adopted and from when it holds."""

    name: str
    version: str
    since: str
    last_article: int


class Status(NamedTuple):
    """What is known of a law on a day; every part None where the tables say nothing."""

    replaced: Replacement | None
    starts: Start | None
    revised: Revision | None
    text: Text | None


@lru_cache(maxsize=4096)
def status(title: str, as_of: str, editions: tuple[str, ...] = ()) -> Status:
    """What a title means on a day. `editions`: what stands in brackets behind it (试行, 2021年版).

    The country's name, a bracket of revision, the kind of brackets and spaces make no difference.
    """
    key = _full_key(title)
    replaced = next(filter(None, (_replaced(name, as_of) for name in _keys(key, editions))), None)
    starts = None if replaced else _starts(key, as_of)
    return Status(replaced, starts, _revised(key, as_of), None if replaced or starts else _text(key, as_of))


def text_of_year(title: str, year: str) -> Text | None:
    """The known text of a law that was adopted in a year."""
    texts = _texts().get(_full_key(title), ())
    return next((text for text in texts if text.version.startswith(year)), None)


def category(title: str) -> str:
    """行政法规, 部门规章 or the branch of law to which a law in the tables belongs; empty for others."""
    return _categories().get(_full_key(title), "")


def article_name(number: int) -> str:
    """第三十五条, as statutes write the numbers of their articles; below 10,000."""
    written = ""
    for unit, value in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = number // value % 10
        if digit:
            written += "零一二三四五六七八九"[digit] + unit
        elif written and number % (10 * value) and not written.endswith("零"):
            written += "零"
    return f"第{written.removeprefix('一') if written.startswith('一十') else written}条"


@lru_cache(maxsize=8192)
def law_key(title: str) -> str:
    """The title with everything left out in which two spellings of one law differ."""
    plain = level_dashes(half_width(title)).replace("中华人民共和国", "")
    plain = _edition().sub(r"(\1)", _revision().sub("", _marks().sub("", plain)))
    return plain


def _full_key(title: str) -> str:
    key = law_key(title)
    return _short_names().get(key, key)


def _keys(key: str, editions: tuple[str, ...]) -> list[str]:
    """A title with its edition says more than the title alone."""
    return [*(law_key(f"{key}({edition})") for edition in editions), key]


def _replaced(key: str, as_of: str) -> Replacement | None:
    row = _superseded().get(key)
    if row is None or row.since > as_of:
        return None
    successor, met = row.successor, {key}
    while (next_key := _full_key(successor)) not in met:
        met.add(next_key)
        following = _superseded().get(next_key)
        if following is None or following.since > as_of:
            break
        successor = following.successor
    return row._replace(successor=successor)


def _starts(key: str, as_of: str) -> Start | None:
    row = _new().get(key)
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
    """The text in force on the day; None where a rewritten one is, whose articles nobody counted."""
    begun = [text for text in _texts().get(key, ()) if text.since <= as_of]
    text = max(begun, key=lambda text: text.since, default=None)
    revised = _revised(key, as_of)
    return None if text is None or (revised and revised.since > text.since) else text


@cache
def _superseded() -> dict[str, Replacement]:
    table = rows("superseded_laws")
    return {law_key(old): Replacement(old, since, to, sure) for old, to, since, sure, *_ in table}


@cache
def _new() -> dict[str, Start]:
    return {law_key(name): Start(name, since, (), sure) for name, since, sure, *_ in rows("new_laws")}


@cache
def _revisions() -> dict[str, list[Revision]]:
    known: dict[str, list[Revision]] = {}
    for name, version, since, sure, *_ in rows("revised_laws"):
        known.setdefault(law_key(name), []).append(Revision(name, version, since, sure))
    return known


@cache
def _texts() -> dict[str, list[Text]]:
    known: dict[str, list[Text]] = {}
    for name, _, version, since, last, *_ in rows("law_articles"):
        known.setdefault(law_key(name), []).append(Text(name, version, since, int(last)))
    return known


@cache
def _categories() -> dict[str, str]:
    return {law_key(name): kind for name, kind, *_ in rows("law_articles")}


@cache
def _short_names() -> dict[str, str]:
    return {short: law_key(name) for short, name, *_ in rows("law_short_names")}


@cache
def _marks() -> re.Pattern[str]:
    return re.compile(r"[《》〈〉<>“”\"\s]")


@cache
def _revision() -> re.Pattern[str]:
    """(2018修正), (2023年12月29日第二次修订): brackets that tell of a text, not of a law."""
    return re.compile(r"\([^()]{0,12}[0-9]{4}年?[^()]{0,12}修[^()]{0,8}\)$")


@cache
def _edition() -> re.Pattern[str]:
    return re.compile(r"\(([0-9]{4})(?:年?[版本]?|年修正?版)\)$")
