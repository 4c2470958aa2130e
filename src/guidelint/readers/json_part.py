"""The tree of a part of a long JSON list: its values are the part's own, its places those of the whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from guidelint.location import Lines, Path, Region
from guidelint.readers.json_parts import Hull, JsonParts
from guidelint.readers.json_reader import JsonTree, decoder, told_repeats
from guidelint.readers.json_scan import Places, mend_surrogates
from guidelint.readers.stretch import Stretch
from guidelint.readers.tree import Spans


class JsonPart(JsonTree):
    """A part of a list; see `JsonTree`. In the root the list has the elements of the part alone, from `number` on.

    `around` is the tree of all that stands around the list.
    """

    def __init__(self, stretch: Stretch, hull: Hull, around: JsonTree) -> None:
        self.lines = Lines(stretch.text, stretch.first)
        elements = mend_surrogates(stretch.values) if "\\u" in stretch.text else stretch.values
        self.root = hull.around(elements, around.root)
        self.number = stretch.number
        self.problems = []
        self._keys = hull.keys
        self._around = around
        self._elements = stretch.spans
        self._places = Places(stretch.text)

    def spans(self, path: Path) -> Spans | None:
        """The spans of the node at a path into an element of the part."""
        depth = len(self._keys)
        step = path[depth] if len(path) > depth and path[:depth] == self._keys else None
        if not isinstance(step, int) or step >= len(self._elements):
            return None
        return self._places.find(path[depth + 1 :], self._elements[step][0])

    def region(self, path: Path) -> Region:
        """As in the whole: what is in no element of the part stands around the list."""
        inside = self.spans(path[: len(self._keys) + 1]) is not None
        return super().region(path) if inside else self._around.region(path)


def part_trees(file: BinaryIO, names: frozenset[str], size: int) -> Iterator[JsonTree]:
    """The trees of a file's parts, or the one tree of what has none."""
    reading = JsonParts(file, names, size)
    if reading.hull is None:
        yield from map(JsonTree, reading.whole())
        return
    around = JsonTree(reading.hull.text)
    repeats: list[Any] = []
    for stretch in reading.parts(decoder(repeats).scan_once):
        part = JsonPart(stretch, reading.hull, around)
        if repeats:
            part.problems = told_repeats(part.lines, stretch.spans[0][0])
            repeats.clear()
        yield part
