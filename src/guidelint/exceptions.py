"""Exceptions that comments state, as entries of the record, for forms that have no comments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from guidelint.location import Path, format_path
from guidelint.readers.tree import Tree
from guidelint.record import Data, Record
from guidelint.suppress import Suppression, of_comments

_MISSING = "-missing"
_NO_PLACE = frozenset(
    ("guidelint_ignore", "extra", "statutory_limit_note", "promised_limit_note", "limit_note")
)
"""What no rule speaks of, and notes of limits, which stand with their limit."""


def stated(tree: Tree, records: Sequence[Record]) -> dict[int, list[Data]]:
    """By number of the record the `guidelint_ignore` entries that say what the comments of its source do.

    A comment speaks of lines, an entry of a path: of what stands wholly in these lines; where only the beginning of
    an element does, of its fields there, and of the whole where the rule asks for something that is missing.
    """
    found: dict[int, list[Data]] = {}
    suppressions = of_comments(tree.comments())
    for record in records if suppressions else ():
        lines = {path: tree.region(record.origin(path)).line for path in _paths(record.data, ())}
        entries = [_entry(s, path) for s in suppressions for path in _covered(s, lines)]
        if entries:
            found[record.index] = entries
    return found


def _entry(suppression: Suppression, path: Path) -> Data:
    entry = {"rule": suppression.rule, "path": format_path(path), "reason": suppression.reason}
    return {name: text for name, text in entry.items() if text}


def _paths(value: Any, at: Path) -> Iterator[Path]:
    """Every path of a record, from the whole to its texts."""
    yield at
    if isinstance(value, dict):
        for name, item in value.items():
            if name not in _NO_PLACE:
                yield from _paths(item, (*at, name))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _paths(item, (*at, number))


def _covered(suppression: Suppression, lines: dict[Path, int]) -> list[Path]:
    """The topmost paths that an exception's lines cover."""
    first, last = suppression.lines or (1, 0)
    inside = {path for path, line in lines.items() if first <= line <= last}
    split = {path[:number] for path in lines if path not in inside for number in range(len(path))}
    if suppression.rule.endswith(_MISSING):
        split = set()
    kept: list[Path] = []
    for path in lines:
        if path in inside - split and not any(path[: len(above)] == above for above in kept):
            kept.append(path)
    return kept
