"""Splits a long XML list into parts of consecutive members; the file is never in memory as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from guidelint.lean.tuples import NamedTuple
from guidelint.location import START, Lines, Path, Region
from guidelint.readers.long_list import ListPart, LongList
from guidelint.readers.same_files import LastRead
from guidelint.readers.tree import NoListError, directives, may_hold_directive
from guidelint.readers.xml.locator import ElementSpans, tag_of
from guidelint.readers.xml.members import Kind, Members, kind_of, spans
from guidelint.readers.xml.places import ListPlaces
from guidelint.readers.xml.reader import XmlTree

_last = LastRead[tuple[Kind | None, int]]()


class XmlParts(LongList):
    """A file as the parts of its list; `kind` is None if it cannot be read in parts."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        super().__init__(file, size)
        self.kind, self.last_line = _last.of([file], self._listed)

    def _listed(self) -> tuple[Kind | None, int]:
        """The kind of the list, provided that the whole file is nothing else, and the line on which it ends."""
        head = self._head() if self._is_unbroken() else ""
        kind = None if "<!DOCTYPE" in head else kind_of(head)
        if kind is None:
            return None, 1
        try:
            for last in self._parts(kind, values=False):
                if not _is_sound(last):
                    return None, 1
        except (NoListError, RecursionError, etree.XMLSyntaxError):
            return None, 1
        return kind, _end_line(last, kind)

    def parts(self) -> Iterator[ListPart]:
        """The parts; empty without a kind."""
        if self.kind is not None:
            yield from self._parts(self.kind, values=True)

    def _parts(self, kind: Kind, values: bool) -> Iterator[ListPart]:
        members = Members(kind, values)
        number, first, held = 0, (1, 1), ""
        wanted = self._size
        for piece in self._texts():
            held += piece
            if len(held) < wanted:
                continue
            found = spans(held, kind.written)
            cut = _cut(held, found)
            if not cut:  # a member longer than a part
                wanted *= 2
                continue
            wanted = self._size
            inside = [span for span in found if span[1] <= cut]
            part = ListPart(held[:cut], first, number, members.feed(held[:cut]), inside)
            yield part
            number, first, held = number + len(part.values), part.after, held[cut:]
        last = members.feed(held)
        members.close()
        yield ListPart(held, first, number, last, spans(held, kind.written))


def _is_sound(part: ListPart) -> bool:
    """Whether the parser found as many members as the search for tags."""
    return len(part.values) == len(part.spans) and "<!DOCTYPE" not in part.text


def _end_line(part: ListPart, kind: Kind) -> int:
    """The line of the root's end tag, given the last part."""
    opening = f"<{kind.root}>" if part.number else ""
    top = ElementSpans(opening + part.text, -len(opening)).top
    return Lines(part.text, part.first).position(top.stop if top else 0)[0]


def _cut(text: str, found: list[tuple[int, int]]) -> int:
    """The offset at which a text may be cut: after a member and the blank rest of its line; 0 if nowhere.

    So a comment and the element that it refers to are always in the same part.
    """
    for (_, end), (start, _) in zip(found[-2::-1], found[:0:-1], strict=True):
        blank, mark, _ = text[end:start].partition("<")
        line = blank.find("\n")
        if line >= 0 or not mark:
            return end + line + 1
    return 0


class _Whole(NamedTuple):
    """What all parts share: the names, the region of the root's tag, and the line on which the root ends."""

    kind: Kind
    root: Region
    last_line: int


class XmlPart(XmlTree):
    """A part of a list; see `XmlTree`. The root's `records` are those of the part, from index `number` on."""

    def __init__(self, list_part: ListPart, whole: _Whole) -> None:
        self.lines = Lines(list_part.text, list_part.first)
        self.problems = []
        self.root = {"records": list_part.values}
        self.number = list_part.number
        self._whole = whole
        count = len(list_part.values)
        self._places = ListPlaces(list_part.text, whole.kind, count, list_part.number, list_part.spans)

    def region(self, path: Path) -> Region:
        """The region in the whole file; paths outside the part's members are located at the root."""
        step = path[1] if len(path) > 1 else None
        inside = isinstance(step, int) and step < len(self.root["records"])
        return super().region(path) if inside else self._whole.root

    def comments(self) -> list[tuple[int, int, str]]:
        """The comments addressed to guidelint, with the lines that each covers."""
        if not may_hold_directive(self.lines.text):
            return []
        opening = f"<{self._whole.kind.root}>" if self.number else ""
        spots = ElementSpans(opening + self.lines.text, -len(opening))
        return directives(spots.comments, self.lines, spots.top, 0 if self.number else self._whole.last_line)


def part_trees(file: BinaryIO, size: int) -> Iterator[XmlTree]:
    """The trees of a file's parts, or a single tree if it cannot be read in parts."""
    reading = XmlParts(file, size)
    if reading.kind is None:
        yield from map(XmlTree, reading.whole())
        return
    whole: _Whole | None = None
    for list_part in reading.parts():
        if whole is None:
            whole = _Whole(reading.kind, _root_region(list_part, reading.kind), reading.last_line)
        yield XmlPart(list_part, whole)


def _root_region(list_part: ListPart, kind: Kind) -> Region:
    lines, top = Lines(list_part.text, list_part.first), ElementSpans(list_part.text).top
    region = lines.region(*tag_of(list_part.text, top)) if top else START
    return region._replace(xpath=f"/{kind.top}")
