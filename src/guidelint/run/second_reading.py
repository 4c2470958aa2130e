"""Reads sources again, for a few of their guides and for the regions of paths in them."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Sequence
from contextlib import suppress

from guidelint.checks.dataset.base import RecordPlace
from guidelint.dialects import find_rows, is_guide
from guidelint.evaluation.linter import Linter
from guidelint.evaluation.set_findings import Wanted
from guidelint.evaluation.sets import place_of
from guidelint.location import Path, Region
from guidelint.readers.tree import Tree
from guidelint.record import Record
from guidelint.run.reading import Reading
from guidelint.sources.inputs import Input


class SecondReading:
    """Reads sources of a run once more, for the guides that rules over the whole set point to.

    `sources` are those that were linted: whole ones, and the parts of others in order. `by_line` are the parts, by
    name and beginning, in which every line is a guide.
    """

    def __init__(
        self, linter: Linter, sources: Sequence[Input], by_line: Container[tuple[str, int]] = ()
    ) -> None:
        self.linter = linter
        self.by_line = by_line
        self.by_name: dict[str, list[Input]] = {}
        for source in sources:
            self.by_name.setdefault(source.name, []).append(source)

    def guides(self, wanted: Collection[tuple[str, int]]) -> Iterator[tuple[RecordPlace, Record]]:
        """The guides with these sources and numbers, each with its place, as they are read."""
        for name, _, record in self._read(wanted):
            yield place_of(record, name), record

    def regions(self, wanted: Wanted) -> dict[tuple[str, int, Path], Region]:
        """The regions of paths in numbered guides."""
        return {
            (name, record.index, path): tree.region(record.origin(path))
            for name, tree, record in self._read(wanted)
            for path in wanted[name, record.index]
        }

    def _read(self, wanted: Collection[tuple[str, int]]) -> Iterator[tuple[str, Tree, Record]]:
        """Some guides, each with its source and the tree in which it stands; one tree is in memory at a time."""
        by_source: dict[str, set[int]] = {}
        for name, number in wanted:
            by_source.setdefault(name, set()).add(number)
        for name, numbers in sorted(by_source.items()):
            for source, own in _parts(self.by_name[name], numbers):
                part, lines = source.part, None
                if part is not None and (name, part.start) in self.by_line:
                    lines = {number - part.number for number in own}
                with suppress(UnicodeDecodeError):  # the file has changed since: the part ends in a character
                    for tree, record in guides_of(Reading(self.linter, source, lines), own):
                        yield name, tree, record


def _parts(sources: list[Input], numbers: set[int]) -> Iterator[tuple[Input, set[int]]]:
    """The parts of a source in which numbered guides stand."""
    firsts = [source.part.number if source.part else 0 for source in sources]
    for source, first, end in zip(sources, firsts, [*firsts[1:], None], strict=True):
        own = {number for number in numbers if number >= first and (end is None or number < end)}
        if own:
            yield source, own


def records_in(linter: Linter, source: Input) -> Iterator[Record]:
    """The guides of a source, in order, unjudged."""
    return (record for _, record in guides_of(Reading(linter, source)))


def guides_of(reading: Reading, wanted: Collection[int] | None = None) -> Iterator[tuple[Tree, Record]]:
    """The guides of a source yet to be read, or those of some numbers, in order, unjudged, each with its tree.

    What is wrong with the source is reported to the reading. Where it reads some lines only, every one is a guide.
    """
    linter, number = reading.linter, reading.first
    end = max(wanted, default=number) if wanted is not None else None
    for tree in reading.trees():
        linter.begin()
        for row in find_rows(linter.dialects, tree.root):
            if reading.only is not None or is_guide(row):
                record = linter.read(row, number) if wanted is None or number in wanted else None
                number += 1
                if record is not None:
                    yield tree, record
        if end is not None and number > end:
            return
