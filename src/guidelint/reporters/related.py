"""The guides related to a finding: the first of two duplicates, or those named by a cross-record rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from guidelint.finding import LISTED, Related
from guidelint.reporters.words import Words


def where(related: Related) -> str:
    """The location of a related guide."""
    return related.location.place if related.location else related.path


def about(parts: Iterable[str | None]) -> str:
    """Location, name and note of a related guide, each once: the note is often the name."""
    return "  ".join(dict.fromkeys(filter(None, parts)))


def first_of(related: Sequence[Related], most: int, words: Words) -> str:
    """The first `most` guides in a row, and the number of further ones."""
    places = [about((where(one), one.record.name, one.message)) for one in related[:most]]
    return words.separator.join(filter(None, [*places, more(related, most, words)]))


def more(related: Sequence[Related], most: int, words: Words) -> str:
    """The number of guides beyond the first `most`; a list that is full stands for more guides than it holds."""
    count = len(related) - most
    if count <= 0:
        return ""
    return (words.more if len(related) < LISTED else words.more_at_least).format(count=count)
