"""Counting guides that agree in the few fields a tally reads, so that each group is evaluated once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from guidelint.checks.dataset import RecordPlace
from guidelint.record import Record


class AlikeGuides:
    """Guides that agree: the first of them, and how many; the places of all, if they are culprits."""

    __slots__ = ("blamed", "places", "record", "times")

    def __init__(self, record: Record, blamed: bool) -> None:
        self.record = record
        self.blamed = blamed
        self.times = 0
        self.places: list[RecordPlace] = []


class Counts:
    """How many guides agree in some fields; `blames` tells which of them may be culprits."""

    __slots__ = ("_blames", "_known", "reads")

    def __init__(self, reads: tuple[str, ...], blames: Callable[[Record], bool] | None = None) -> None:
        self.reads = reads
        self._blames = blames
        self._known: dict[tuple[Any, ...], AlikeGuides] = {}

    def add(self, record: Record, by_application: bool) -> AlikeGuides:
        """Count one guide, and return its group."""
        key = (by_application, *map(record.data.get, self.reads))
        alike = self._known.get(key)
        if alike is None:
            blamed = self._blames is not None and self._blames(record)
            alike = self._known[key] = AlikeGuides(record, blamed)
        alike.times += 1
        return alike

    def taken(self) -> Iterator[AlikeGuides]:
        """What was counted; the counts are then reset."""
        yield from self._known.values()
        self._known.clear()
