"""The guides that belong to a finding: the first of two equals, those that a rule over the set blames."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from guidelint.finding import LISTED, Related
from guidelint.reporters.words import Words


def where(related: Related) -> str:
    """The place where a guide that belongs to a finding stands."""
    return related.location.place if related.location else related.path


def about(parts: Iterable[str | None]) -> str:
    """Place, name and what is said of a guide, each once: what is said is often the name."""
    return "  ".join(dict.fromkeys(filter(None, parts)))


def first_of(related: Sequence[Related], most: int, words: Words) -> str:
    """The first so many guides in a row, and how many more there are."""
    told = [about((where(one), one.record.name, one.message)) for one in related[:most]]
    return words.separator.join(filter(None, [*told, more(related, most, words)]))


def more(related: Sequence[Related], most: int, words: Words) -> str:
    """How many guides there are beyond the first ones; a list that is full leaves out more than it holds."""
    count = len(related) - most
    if count <= 0:
        return ""
    return (words.more if len(related) < LISTED else words.more_at_least).format(count=count)
