"""Counting guides that agree in the few fields a tally reads, so that each group is evaluated once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from guidelint.checks.dataset.base import RecordPlace
from guidelint.record import Record


class EqualGuides:
    """Guides that agree: the first of them, and how many; the places of all, if they are culprits."""

    __slots__ = ("is_culprit", "places", "record", "times")

    def __init__(self, record: Record, is_culprit: bool) -> None:
        self.record = record
        self.is_culprit = is_culprit
        self.times = 0
        self.places: list[RecordPlace] = []


class Counts:
    """How many guides agree in some fields; `may_be_culprit` tells which of them may be culprits."""

    __slots__ = ("_known", "_may_be_culprit", "reads")

    def __init__(
        self, reads: tuple[str, ...], may_be_culprit: Callable[[Record], bool] | None = None
    ) -> None:
        self.reads = reads
        self._may_be_culprit = may_be_culprit
        self._known: dict[tuple[Any, ...], EqualGuides] = {}

    def add(self, record: Record, on_application: bool) -> EqualGuides:
        """Count one guide, and return its group."""
        key = (on_application, *map(record.data.get, self.reads))
        equal = self._known.get(key)
        if equal is None:
            is_culprit = self._may_be_culprit is not None and self._may_be_culprit(record)
            equal = self._known[key] = EqualGuides(record, is_culprit)
        equal.times += 1
        return equal

    def drain(self) -> Iterator[EqualGuides]:
        """What was counted; the counts are then reset."""
        yield from self._known.values()
        self._known.clear()
