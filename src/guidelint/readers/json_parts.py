"""A long list in JSON in parts: consecutive elements with the text that holds them, never all of it at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, BinaryIO

from guidelint.location import Lines, Path, Region
from guidelint.readers.json_reader import JsonTree, decoder, told_repeats
from guidelint.readers.json_scan import KEY, Places, mend_surrogates, next_value, scan, skip_blank
from guidelint.readers.same_files import LastSeen
from guidelint.readers.stretch import LongList, Stretch
from guidelint.readers.tree import Spans
from guidelint.tuples import NamedTuple

Scan = Callable[[str, int], tuple[Any, int]]


class NoListError(Exception):
    """A text that is no list of elements under scalars, or no JSON."""


class Hull(NamedTuple):
    """What stands around a list: the text before its elements and after them, and the keys that lead to it."""

    before: str
    after: str
    keys: Path

    @property
    def text(self) -> str:
        """All of it, as if the list had no elements."""
        return self.before + self.after

    def around(self, elements: list[Any], empty: Any) -> Any:
        """The value of the text with these elements in its list; `empty` is that of the text without."""
        value: Any = elements
        for depth in reversed(range(len(self.keys))):
            above = empty
            for key in self.keys[:depth]:
                above = above[key]
            value = {**above, self.keys[depth]: value}
        return value


_last = LastSeen[Hull | None]()


class JsonParts(LongList):
    """A file as the parts of its list; `hull` is None where it is nothing that can be read in parts.

    `names`: keys that fields of guides have, whose lists belong to one guide.
    """

    def __init__(self, file: BinaryIO, names: frozenset[str], size: int) -> None:
        super().__init__(file, size)
        self.hull = _last.of([file], partial(self._found, names), names)

    def parts(self, scan: Scan) -> Iterator[Stretch]:
        """The parts, read by a scanner."""
        return iter(()) if self.hull is None else self._parts(scan, len(self.hull.before), [])

    def _found(self, names: frozenset[str]) -> Hull | None:
        """What stands around the list, if all of the file proves to be that and nothing else."""
        if not self._is_unbroken():
            return None
        try:
            head = self._head()
            keys, start = _opened(head)
            after: list[str] = []
            for _ in self._parts(scan, start, after):
                pass
            hull = Hull(head[:start], after[0], keys)
            _check(hull, names)
        except (NoListError, RecursionError, ValueError, StopIteration):
            return None
        return hull

    def _parts(self, scan: Scan, start: int, after: list[str]) -> Iterator[Stretch]:
        """The parts of the list whose elements begin at an offset; the text after them is put into `after`."""
        texts = self._texts()
        held, first, number = next(texts, ""), (1, 1), 0
        position = start
        values: list[Any] = []
        spans: list[tuple[int, int]] = []
        while True:
            found = _element(held, position, scan, not (number or values))
            if found is None:
                longer = _more(texts, len(held) - position)
                if not longer:
                    raise NoListError
                held += longer
                continue
            begun, value, position = found
            if begun < 0:
                break
            values.append(value)
            spans.append((begun, position))
            if position >= self._size:
                part = Stretch(held[:position], first, number, values, spans)
                yield part
                first, number = part.after, number + len(values)
                held, position, values, spans = held[position:], 0, [], []
        if values or not number:
            yield Stretch(held[:position], first, number, values, spans)
        after.append(held[position:] + "".join(texts))


def _opened(head: str) -> tuple[Path, int]:
    """The keys that lead to the first list in a text, and where its elements begin."""
    keys: list[str] = []
    position = skip_blank(head, 0)
    while head[position : position + 1] == "{":
        position = skip_blank(head, position + 1)
        while (key := KEY.match(head, position)) and head[key.end() : key.end() + 1] not in ("{", "["):
            position = next_value(head, scan(head, key.end())[1])
        if key is None:
            raise NoListError
        keys.append(json.loads(key[1]))
        position = key.end()
    if head[position : position + 1] != "[":
        raise NoListError
    return tuple(keys), position + 1


def _element(text: str, position: int, scan: Scan, is_first: bool) -> tuple[int, Any, int] | None:
    """The next element of a list, its beginning and its end, or -1 and where the list ends; None for unfinished."""
    begun = skip_blank(text, position)
    if text[begun : begun + 1] == "]":
        return -1, None, begun
    if not is_first:
        if text[begun : begun + 1] != ",":
            return None
        begun = skip_blank(text, begun + 1)
    try:
        value, end = scan(text, begun)
    except (ValueError, StopIteration):
        return None
    return (begun, value, end) if skip_blank(text, end) < len(text) else None


def _more(texts: Iterator[str], least: int) -> str:
    """More text, as much at least as could not be read, so that a long element is not tried too often."""
    found: list[str] = []
    length = 0
    for text in texts:
        found.append(text)
        length += len(text)
        if length >= least:
            break
    return "".join(found)


def _check(hull: Hull, names: frozenset[str]) -> None:
    """NoListError where more stands around a list than scalars, or where the list may be that of one guide."""
    if not names.isdisjoint(hull.keys):
        raise NoListError
    value = json.loads(hull.text, object_pairs_hook=_once)
    for key in hull.keys:
        if any(isinstance(other, (dict, list)) for name, other in value.items() if name != key):
            raise NoListError
        value = value[key]


def _once(pairs: list[tuple[str, Any]]) -> Mapping[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NoListError
    return found


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
