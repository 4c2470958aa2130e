"""Answers whether a cited law is in force on a given day, what replaced it, when it was revised, how many
articles it has.

The facts are the tables `superseded_laws`, `new_laws`, `revised_laws`, `law_articles` and `law_short_names`,
read when the first law is looked up. Dates are ISO strings.
"""

from __future__ import annotations

from functools import lru_cache

from guidelint.laws import tables
from guidelint.laws.tables import (
    READ,
    UNCERTAIN,
    Replacement,
    Revision,
    Start,
    Text,
    full_key,
    law_key,
    new_laws,
    revisions,
    superseded,
    texts,
)
from guidelint.lean.structs import Struct
from guidelint.values.numerals import numeral

__all__ = [
    "READ",
    "UNCERTAIN",
    "Replacement",
    "Revision",
    "Start",
    "Status",
    "Text",
    "article_name",
    "category",
    "law_key",
    "status",
    "text_of_year",
]


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
    key = full_key(title)
    replaced = next(filter(None, (_replaced(name, as_of) for name in _keys(key, editions))), None)
    starts = None if replaced else _starts(key, as_of)
    return Status(replaced, starts, _revised(key, as_of), None if replaced or starts else _text(key, as_of))


def text_of_year(title: str, year: str) -> Text | None:
    """The known text of a law that was adopted in a year."""
    return next((text for text in texts(full_key(title)) if text.version.startswith(year)), None)


def category(title: str) -> str:
    """行政法规, 部门规章 or the branch of law of a law in the tables; empty for others."""
    return tables.category(full_key(title))


def article_name(number: int) -> str:
    """The name of an article as statutes write it: 第三十五条."""
    return f"第{numeral(number)}条"


def _keys(key: str, editions: tuple[str, ...]) -> list[str]:
    """The keys to try: the title with its edition, which is more specific, then the title alone."""
    return [*(law_key(f"{key}({edition})") for edition in editions), key]


def _replaced(key: str, as_of: str) -> Replacement | None:
    row = superseded().get(key)
    if row is None or row.since > as_of:
        return None
    successor, seen = row.successor, {key}
    while (next_key := full_key(successor)) not in seen:
        seen.add(next_key)
        following = superseded().get(next_key)
        if following is None or following.since > as_of:
            break
        successor = following.successor
    return row._replace(successor=successor)


def _starts(key: str, as_of: str) -> Start | None:
    row = new_laws().get(key)
    if row is None or (row.since and row.since <= as_of):
        return None
    old = (
        known for known in superseded().values() if known.since > as_of and full_key(known.successor) == key
    )
    return row._replace(until_then=tuple(known.old for known in old))


def _revised(key: str, as_of: str) -> Revision | None:
    begun = [revision for revision in revisions().get(key, ()) if revision.since <= as_of]
    return max(begun, key=lambda revision: revision.since, default=None)


def _text(key: str, as_of: str) -> Text | None:
    """The text in force on the day; None if it is a revised one whose articles are not counted."""
    begun = [text for text in texts(key) if text.since <= as_of]
    text = max(begun, key=lambda text: text.since, default=None)
    revised = _revised(key, as_of)
    return None if text is None or (revised and revised.since > text.since) else text
