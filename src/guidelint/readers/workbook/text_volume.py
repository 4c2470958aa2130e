"""Bounds the text in the cells of an XLSX workbook, where a million cells may share one long string."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZipFile, ZipInfo

_STRINGS = "xl/sharedstrings.xml"
_SHORTEST = len("<c t='s'><v>0</v></c>")
_STRING = re.compile(rb"<(?:[^<>/:]*:)?si\b")
_PLAIN = re.compile(rb' t="s"(?: s="[0-9]+")?><(?:\w+:)?v>([0-9]+)</(?:\w+:)?v></')
"""A cell with a shared string, as common programs write it; any other may have the longest."""
_LIST = "sst"
_HEAD = 1 << 12
_PART = 1 << 18


class TextLength:
    """The total length of the texts in the cells of some sheets.

    The first bound is cheap: as if every cell that refers to a shared string had the longest one. Only if
    that is too much are the references of the cells counted, as far as needed.
    """

    def __init__(self, archive: ZipFile, sheets: Sequence[ZipInfo], bound: int) -> None:
        """Nothing is counted if the sizes of the files show that the bound cannot be reached.

        ValueError if the list of shared strings declares more entries than fit in its size: a parser would
        allocate them.
        """
        self._archive, self._sheets, self._bound = archive, sheets, bound
        self._lists = lists = [entry for entry in archive.infolist() if entry.filename.lower() == _STRINGS]
        for entry in lists:
            if _declared_count(archive, entry) > entry.file_size:
                raise ValueError("fewer texts than it says")
        self._named = self._longest = 0
        self._lengths: list[int] = []
        cells = sum(sheet.file_size for sheet in sheets) // _SHORTEST
        if cells * sum(entry.file_size for entry in lists) > bound:
            self._lengths = [length for entry in lists for length in _lengths(archive, entry)]
            longest = max(self._lengths, default=0)
            self._longest = longest if cells * longest > bound else 0

    def add(self, xml: bytes) -> None:
        """Add some cells of a sheet."""
        if self._longest:
            self._named += _named(xml)

    @property
    def too_much(self) -> bool:
        """Whether the cells added so far hold more bytes of text than the bound."""
        lengths, longest = self._lengths, self._longest
        most = self._named * longest
        if most <= self._bound or any(_has_asides(self._archive, entry) for entry in self._lists):
            return most > self._bound
        again = (xml for sheet in self._sheets for xml in pieces(self._archive, sheet, b"<row"))
        while most > self._bound and (xml := next(again, None)) is not None:
            plain = list(map(int, _PLAIN.findall(xml)))
            most -= len(plain) * longest - sum(lengths[at] for at in plain if at < len(lengths))
        return most > self._bound


def _named(xml: bytes) -> int:
    """The number of cells that refer to a shared string, at most."""
    return xml.count(b'"s"') + (xml.count(b"'s'") if b"'" in xml else 0)


def _declared_count(archive: ZipFile, entry: ZipInfo) -> int:
    """The number of entries that a list of shared strings declares; ValueError if it is no such list."""
    elements: list[tuple[str, dict[str, str]]] = []
    parser = ParserCreate()
    parser.StartElementHandler = lambda name, marks: elements.append((name, marks))
    try:
        with archive.open(entry) as file:
            while not elements and (piece := file.read(_HEAD)):
                parser.Parse(piece)
    except ExpatError as error:
        raise ValueError("damaged") from error
    name, marks = elements[0] if elements else (_LIST, {})
    if name.rpartition(":")[2] != _LIST:
        raise ValueError("no list of texts")
    count = marks.get("uniqueCount", "")
    return int(count) if count.isdecimal() else 0


def _lengths(archive: ZipFile, entry: ZipInfo) -> Iterator[int]:
    """The length of every shared string, markup included."""
    for xml in pieces(archive, entry, b"<si"):
        as_written = xml.count(b"<si") == xml.count(b"<si>") and b":si" not in xml
        yield from map(len, (xml.split(b"<si>") if as_written else _STRING.split(xml))[1:])


def _has_asides(archive: ZipFile, entry: ZipInfo) -> bool:
    """Whether a list has comments or CDATA, in which a tag is not one: its strings cannot be told apart cheaply."""
    return any(b"<!" in xml for xml in pieces(archive, entry, b"<si"))


def pieces(archive: ZipFile, entry: ZipInfo, before: bytes) -> Iterator[bytes]:
    """A file of an archive in chunks that end before some bytes (`before`), as it may expand a thousandfold."""
    rest: list[bytes] = []
    with archive.open(entry) as file:
        while piece := file.read(_PART):
            end = piece.rfind(before)
            if end < 0:
                rest.append(piece)
                continue
            yield b"".join([*rest, piece[:end]])
            rest = [piece[end:]]
    yield b"".join(rest)
