"""The tree of a part of a long XML list: its values are the part's own, its places those of the whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from guidelint.location import START, Lines, Path, Region
from guidelint.readers.stretch import Stretch
from guidelint.readers.tree import is_called, spoken
from guidelint.readers.xml_locator import Spots, tag_of
from guidelint.readers.xml_members import Kind
from guidelint.readers.xml_parts import XmlParts
from guidelint.readers.xml_places import ListPlaces
from guidelint.readers.xml_reader import XmlTree


@dataclass
class _Whole:
    """What parts share: the names, the region of the root's tag, and the line on which the root ends."""

    kind: Kind
    root: Region
    last_line: int


class XmlPart(XmlTree):
    """A part of a list; see `XmlTree`. The root's `records` are those of the part, from `number` on."""

    def __init__(self, stretch: Stretch, whole: _Whole) -> None:
        self.lines = Lines(stretch.text, stretch.first)
        self.problems = []
        self.root = {"records": stretch.values}
        self.number = stretch.number
        self._whole = whole
        count = len(stretch.values)
        self._places = ListPlaces(stretch.text, whole.kind, count, stretch.number, stretch.spans)

    def region(self, path: Path) -> Region:
        """As in the whole: what is no member of the part stands at the root."""
        step = path[1] if len(path) > 1 else None
        inside = isinstance(step, int) and step < len(self.root["records"])
        return super().region(path) if inside else self._whole.root

    def comments(self) -> list[tuple[int, int, str]]:
        """Comments that speak to guidelint, with the lines that each covers."""
        if not is_called(self.lines.text):
            return []
        opening = f"<{self._whole.kind.root}>" if self.number else ""
        spots = Spots(opening + self.lines.text, -len(opening))
        return spoken(spots.comments, self.lines, spots.top, 0 if self.number else self._whole.last_line)


def part_trees(file: BinaryIO, size: int) -> Iterator[XmlTree]:
    """The trees of a file's parts, or the one tree of what has none."""
    reading = XmlParts(file, size)
    if reading.kind is None:
        yield from map(XmlTree, reading.whole())
        return
    whole: _Whole | None = None
    for stretch in reading.parts():
        if whole is None:
            whole = _Whole(reading.kind, _root_region(stretch, reading.kind), reading.last_line)
        yield XmlPart(stretch, whole)


def _root_region(stretch: Stretch, kind: Kind) -> Region:
    lines, top = Lines(stretch.text, stretch.first), Spots(stretch.text).top
    region = lines.region(*tag_of(stretch.text, top)) if top else START
    return region._replace(xpath=f"/{kind.top}")
