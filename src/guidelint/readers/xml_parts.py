"""A long XML list in parts: consecutive members with the text that holds them, never all of it at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from guidelint.location import Lines
from guidelint.readers.same_files import LastSeen
from guidelint.readers.stretch import LongList, Stretch
from guidelint.readers.xml_locator import Spots
from guidelint.readers.xml_members import Kind, Members, NoListError, kind_of, spans

_last = LastSeen[tuple[Kind | None, int]]()


class XmlParts(LongList):
    """A file as the parts of its list; `kind` is None where it is no list that can be read in parts."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        super().__init__(file, size)
        self.kind, self.last_line = _last.of([file], self._listed)

    def _listed(self) -> tuple[Kind | None, int]:
        """What the file lists, if all of it proves to be that and nothing else, and the line on which it ends."""
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

    def parts(self) -> Iterator[Stretch]:
        """The parts; none where there is no kind."""
        if self.kind is not None:
            yield from self._parts(self.kind, values=True)

    def _parts(self, kind: Kind, values: bool) -> Iterator[Stretch]:
        members = Members(kind, values)
        number, first, held = 0, (1, 1), ""
        wanted = self._size
        for piece in self._texts():
            held += piece
            if len(held) < wanted:
                continue
            found = spans(held, kind.written)
            cut = _cut(held, found)
            if not cut:  # a member longer than that
                wanted *= 2
                continue
            wanted = self._size
            part = Stretch(held[:cut], first, number, members.feed(held[:cut]), _within(found, cut))
            yield part
            number, first, held = number + len(part.values), part.after, held[cut:]
        last = members.feed(held)
        members.close()
        yield Stretch(held, first, number, last, spans(held, kind.written))


def _is_sound(part: Stretch) -> bool:
    """Whether the members that the parser met are those whose tags were found."""
    return len(part.values) == len(part.spans) and "<!DOCTYPE" not in part.text


def _end_line(part: Stretch, kind: Kind) -> int:
    """The line of a root's end tag, of its last part."""
    opening = f"<{kind.root}>" if part.number else ""
    top = Spots(opening + part.text, -len(opening)).top
    return Lines(part.text, part.first).position(top.stop if top else 0)[0]


def _cut(text: str, found: list[tuple[int, int]]) -> int:
    """Where a text may be cut: after a member and the rest of its line, if blank; zero where nowhere.

    So what stands on the line of a comment, and the element that it speaks of, are never in another part.
    """
    for (_, end), (start, _) in zip(found[-2::-1], found[:0:-1], strict=True):
        blank, mark, _ = text[end:start].partition("<")
        line = blank.find("\n")
        if line >= 0 or not mark:
            return end + line + 1
    return 0


def _within(found: list[tuple[int, int]], cut: int) -> list[tuple[int, int]]:
    return [span for span in found if span[1] <= cut]
