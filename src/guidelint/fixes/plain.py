"""Applies fixes to plain values without a source, as in the examples of rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from guidelint.finding import Edit
from guidelint.fixes.kinds import AnyFix
from guidelint.fixes.offer import applied, offer
from guidelint.location import Path
from guidelint.record import Record

_ROUNDS = 20
SeenRecord = tuple[Record, list[tuple[Path, Mapping[str, str]]]]
"""A record, and path and args of what a rule sees in it."""


class _Row:
    """Plain values that are edited as they are."""

    def __init__(self, root: Any) -> None:
        self.root = root

    def edits(self, path: Path, value: str, changes: Sequence[Edit]) -> tuple[Edit, ...]:
        """The changes themselves."""
        return tuple(changes)


def after_fix(fix: AnyFix, row: Any, see: Callable[[Any], SeenRecord]) -> Any:
    """A row after the fix of everything that `see` finds in it, one after the other."""
    for _ in range(_ROUNDS):
        record, problems = see(row)
        offers = (offer(fix, seen, record, _Row(row), "zh") for seen in problems)
        made = next(filter(None, offers), None)
        if made is None:
            break
        row = applied(row, [made])
    return row
