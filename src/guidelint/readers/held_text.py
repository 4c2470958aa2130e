"""How much text the cells of an XLSX workbook hold: what is kept once may stand in a million of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZipFile, ZipInfo

_STRINGS = "xl/sharedstrings.xml"
_SHORTEST = len("<c t='s'><v>0</v></c>")
_STRING = re.compile(rb"<(?:[^<>/:]*:)?si\b")
_PLAIN = re.compile(rb' t="s"(?: s="[0-9]+")?><(?:\w+:)?v>([0-9]+)<')
"""A cell that names a text, as every program writes it; any other is taken to name the longest one."""
_LIST = "sst"
_HEAD = 1 << 12
_PART = 1 << 18


class Held:
    """What the cells of some sheets hold together, added up as they are looked through."""

    def __init__(self, archive: ZipFile, sheets: Sequence[ZipInfo], bound: int) -> None:
        """Where sizes tell that the bound is not reached, nothing is added up.

        ValueError for a list of texts that says it has more than its size allows: a parser makes room for them.
        """
        self._lengths: Sequence[int] = ()
        self._times = Counter[bytes]()
        self._others = 0
        cells = sum(sheet.file_size for sheet in sheets) // _SHORTEST
        lists = [entry for entry in archive.infolist() if entry.filename.lower() == _STRINGS]
        for entry in lists:
            if _said(archive, entry) > entry.file_size:
                raise ValueError("fewer texts than it says")
        if cells * sum(entry.file_size for entry in lists) > bound:
            lengths = [length for entry in lists for length in _lengths(archive, entry)]
            if cells * max(lengths, default=0) > bound:
                self._lengths = lengths

    def add(self, xml: bytes) -> None:
        """Some cells of a sheet."""
        if self._lengths:
            plain = _PLAIN.findall(xml)
            self._times.update(plain)
            self._others += xml.count(b'"s"') + xml.count(b"'s'") - len(plain)

    @property
    def total(self) -> int:
        """No less than the bytes of text of all cells that were added; 0 where nothing is added up."""
        known = len(self._lengths)
        named = ((int(number), many) for number, many in self._times.items())
        total = sum(self._lengths[number] * many for number, many in named if number < known)
        return total + max(self._lengths, default=0) * self._others


def _said(archive: ZipFile, entry: ZipInfo) -> int:
    """How many texts a list says it has; ValueError for what is no such list."""
    met: list[tuple[str, dict[str, str]]] = []
    parser = ParserCreate()
    parser.StartElementHandler = lambda name, marks: met.append((name, marks))
    try:
        with archive.open(entry) as file:
            while not met and (piece := file.read(_HEAD)):
                parser.Parse(piece)
    except ExpatError as error:
        raise ValueError("damaged") from error
    name, marks = met[0] if met else (_LIST, {})
    if name.rpartition(":")[2] != _LIST:
        raise ValueError("no list of texts")
    count = marks.get("uniqueCount", "")
    return int(count) if count.isdecimal() else 0


def _lengths(archive: ZipFile, entry: ZipInfo) -> Iterator[int]:
    """The length of every text of a list, with its marks."""
    for xml in pieces(archive, entry, b"<si"):
        yield from map(len, _STRING.split(xml)[1:])


def pieces(archive: ZipFile, entry: ZipInfo, before: bytes) -> Iterator[bytes]:
    """A file of an archive in pieces that end before some bytes: as a whole it may be a thousand times its size."""
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
