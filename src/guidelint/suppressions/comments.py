"""Suppressions stated in comments, rewritten as entries of the record for formats without comments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from guidelint.location import Path, format_path
from guidelint.readers.tree import Tree
from guidelint.record import Data, Record
from guidelint.suppressions.suppression import Suppression, comment_suppressions

_MISSING = "-missing"
_FEW_LINES = 200
"""A comment that covers more lines is tried on every guide."""
_NO_PLACE = frozenset(
    ("guidelint_ignore", "extra", "statutory_limit_note", "promised_limit_note", "limit_note")
)
"""What no rule speaks of, and notes of limits, which stand with their limit."""


class _Lines:
    """On which lines the paths of one guide begin; `below`: how many paths lie below each."""

    def __init__(self, tree: Tree, record: Record) -> None:
        self.paths = list(_paths(record.data, ()))
        self.on: dict[int, list[int]] = {}
        for number, path in enumerate(self.paths):
            self.on.setdefault(tree.region(record.origin(path)).line, []).append(number)
        self.below = _below(self.paths)

    def between(self, first: int, last: int) -> list[Path]:
        """The paths on some lines, from the whole to its texts."""
        few = last - first < len(self.on)
        lines = range(first, last + 1) if few else [line for line in self.on if first <= line <= last]
        return [self.paths[number] for number in sorted(chain(*(self.on.get(line, ()) for line in lines)))]


class _Comments:
    """Exceptions that comments state by their lines, so that not each of them is tried on every guide."""

    def __init__(self, stated: Sequence[Suppression]) -> None:
        self.stated = stated
        self._on: dict[int, list[int]] = {}
        self._long: list[int] = []
        for number, (first, last) in enumerate(s.lines or (1, 0) for s in stated):
            if last - first < _FEW_LINES:
                for line in range(first, last + 1):
                    self._on.setdefault(line, []).append(number)
            else:
                self._long.append(number)

    def near(self, lines: Iterable[int]) -> list[Suppression]:
        """Those that may speak of some lines, in their order."""
        numbers = {*self._long, *chain(*(self._on.get(line, ()) for line in lines))}
        return [self.stated[number] for number in sorted(numbers)]


def stated(tree: Tree, records: Sequence[Record]) -> dict[int, list[Data]]:
    """By number of the record the `guidelint_ignore` entries that say what the comments of its source do.

    A comment speaks of lines, an entry of a path: of what stands wholly in these lines; where only the beginning of
    an element does, of its fields there, and of the whole where the rule asks for something that is missing.
    """
    found: dict[int, list[Data]] = {}
    comments = _Comments(comment_suppressions(tree.comments()))
    for record in records if comments.stated else ():
        lines = _Lines(tree, record)
        entries = [_entry(s, path) for s in comments.near(lines.on) for path in _covered(s, lines)]
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


def _below(paths: Iterable[Path]) -> Counter[Path]:
    """How many of some paths lie below each path."""
    return Counter(path[:depth] for path in paths for depth in range(len(path)))


def _covered(suppression: Suppression, lines: _Lines) -> list[Path]:
    """The topmost paths that an exception's lines cover, with all that is below them."""
    inside = lines.between(*(suppression.lines or (1, 0)))
    also_in_part = suppression.rule.endswith(_MISSING)
    below = _below(inside)
    kept: dict[Path, None] = {}
    for path in inside:
        whole = also_in_part or below[path] == lines.below[path]
        if whole and not any(path[:depth] in kept for depth in range(len(path))):
            kept[path] = None
    return list(kept)
