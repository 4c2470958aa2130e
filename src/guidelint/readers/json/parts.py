"""Splits a long JSON list into parts of consecutive elements; the file is never in memory as a whole."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, BinaryIO

from guidelint.lean.tuples import NamedTuple
from guidelint.location import Lines, Path, Region
from guidelint.readers.json.reader import JsonTree, decoder, repeat_problems
from guidelint.readers.json.scan import KEY, Places, next_value, replace_lone_surrogates, scan, skip_blank
from guidelint.readers.long_list import ListPart, LongList
from guidelint.readers.same_files import LastRead
from guidelint.readers.tree import NoListError, Spans

Scan = Callable[[str, int], tuple[Any, int]]


class Envelope(NamedTuple):
    """What surrounds a list: the text before and after its elements, and the keys that lead to it."""

    before: str
    after: str
    keys: Path

    @property
    def text(self) -> str:
        """The text of the file as if the list were empty."""
        return self.before + self.after

    def around(self, elements: list[Any], empty: Any) -> Any:
        """The value of the file with these elements in its list; `empty` is its value with an empty list."""
        value: Any = elements
        for depth in reversed(range(len(self.keys))):
            above = empty
            for key in self.keys[:depth]:
                above = above[key]
            value = {**above, self.keys[depth]: value}
        return value


_last = LastRead[Envelope | None]()


class JsonParts(LongList):
    """A file as the parts of its list; `envelope` is None if it cannot be read in parts.

    `names`: keys of fields of guides, whose lists belong to a single guide.
    """

    def __init__(self, file: BinaryIO, names: frozenset[str], size: int) -> None:
        super().__init__(file, size)
        self.envelope = _last.of([file], partial(self._found, names), names)

    def parts(self, scan: Scan) -> Iterator[ListPart]:
        """The parts, parsed by `scan`."""
        return iter(()) if self.envelope is None else self._parts(scan, len(self.envelope.before), [])

    def _found(self, names: frozenset[str]) -> Envelope | None:
        """What surrounds the list, provided that the whole file consists of nothing else."""
        if not self._is_unbroken():
            return None
        try:
            head = self._head()
            keys, start = _opened(head)
            after: list[str] = []
            for _ in self._parts(scan, start, after):
                pass
            envelope = Envelope(head[:start], after[0], keys)
            _check(envelope, names)
        except (NoListError, RecursionError, ValueError, StopIteration):
            return None
        return envelope

    def _parts(self, scan: Scan, start: int, after: list[str]) -> Iterator[ListPart]:
        """The parts of a list from an offset on; the text after the list is appended to `after`."""
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
                part = ListPart(held[:position], first, number, values, spans)
                yield part
                first, number = part.after, number + len(values)
                held, position, values, spans = held[position:], 0, [], []
        if values or not number:
            yield ListPart(held[:position], first, number, values, spans)
        after.append(held[position:] + "".join(texts))


def _opened(head: str) -> tuple[Path, int]:
    """The keys that lead to the first list in a text, and the offset of its elements."""
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
    """The next element as (start, value, end); (-1, None, end of the list) after the last; None if cut."""
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
    """More text, at least `least` characters, so that parsing a long element is not retried too often."""
    found: list[str] = []
    length = 0
    for text in texts:
        found.append(text)
        length += len(text)
        if length >= least:
            break
    return "".join(found)


def _check(envelope: Envelope, names: frozenset[str]) -> None:
    """Raise NoListError if a list is surrounded by more than scalars, or may belong to a single guide."""
    if not names.isdisjoint(envelope.keys):
        raise NoListError
    value = json.loads(envelope.text, object_pairs_hook=_once)
    for key in envelope.keys:
        if any(isinstance(other, (dict, list)) for name, other in value.items() if name != key):
            raise NoListError
        value = value[key]


def _once(pairs: list[tuple[str, Any]]) -> Mapping[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NoListError
    return found


class JsonPart(JsonTree):
    """A part of a list; see `JsonTree`. Its root contains only the elements of the part, from index `number`
    on.

    `around` is the tree of what surrounds the list.
    """

    def __init__(self, list_part: ListPart, envelope: Envelope, around: JsonTree) -> None:
        self.lines = Lines(list_part.text, list_part.first)
        elements = replace_lone_surrogates(list_part.values) if "\\u" in list_part.text else list_part.values
        self.root = envelope.around(elements, around.root)
        self.number = list_part.number
        self.problems = []
        self._keys = envelope.keys
        self._around = around
        self._elements = list_part.spans
        self._places = Places(list_part.text)

    def spans(self, path: Path) -> Spans | None:
        """The spans of the node at a path into the part."""
        depth = len(self._keys)
        step = path[depth] if len(path) > depth and path[:depth] == self._keys else None
        if not isinstance(step, int) or step >= len(self._elements):
            return None
        return self._places.find(path[depth + 1 :], self._elements[step][0])

    def region(self, path: Path) -> Region:
        """The region in the whole file, for paths outside the part's elements in what surrounds the list."""
        inside = self.spans(path[: len(self._keys) + 1]) is not None
        return super().region(path) if inside else self._around.region(path)


def part_trees(file: BinaryIO, names: frozenset[str], size: int) -> Iterator[JsonTree]:
    """The trees of a file's parts, or a single tree if it cannot be read in parts."""
    reading = JsonParts(file, names, size)
    if reading.envelope is None:
        yield from map(JsonTree, reading.whole())
        return
    around = JsonTree(reading.envelope.text)
    repeats: list[Any] = []
    for list_part in reading.parts(decoder(repeats).scan_once):
        part = JsonPart(list_part, reading.envelope, around)
        if repeats:
            part.problems = repeat_problems(part.lines, list_part.spans[0][0])
            repeats.clear()
        yield part
