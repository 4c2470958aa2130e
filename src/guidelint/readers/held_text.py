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
_PART = 1 << 18


def held(archive: ZipFile, sheets: Sequence[ZipInfo], bound: int) -> int:
    """No less than the bytes of text that all cells hold together; 0 where sizes tell that the bound is not reached.

    ValueError for a list of texts that says it has more than its size allows: a parser makes room for them.
    """
    cells = sum(sheet.file_size for sheet in sheets) // _SHORTEST
    lists = [entry for entry in archive.infolist() if entry.filename.lower() == _STRINGS]
    for entry in lists:
        if _said(archive, entry) > entry.file_size:
            raise ValueError("fewer texts than it says")
    if cells * sum(entry.file_size for entry in lists) <= bound:
        return 0
    lengths = [length for entry in lists for length in _lengths(archive, entry)]
    longest = max(lengths, default=0)
    if cells * longest <= bound:
        return 0
    return sum(_named(archive, sheet, lengths, longest) for sheet in sheets)


def _said(archive: ZipFile, entry: ZipInfo) -> int:
    """How many texts a list says it has; ValueError for what is no XML."""
    head: list[str] = []
    parser = ParserCreate()
    parser.StartElementHandler = lambda name, marks: head.append(marks.get("uniqueCount", ""))
    try:
        with archive.open(entry) as file:
            parser.Parse(file.read(_PART))
    except ExpatError as error:
        raise ValueError("damaged") from error
    return int(head[0]) if head and head[0].isdecimal() else 0


def _lengths(archive: ZipFile, entry: ZipInfo) -> Iterator[int]:
    """The length of every text of a list, with its marks."""
    for xml in pieces(archive, entry, b"<si"):
        yield from map(len, _STRING.split(xml)[1:])


def _named(archive: ZipFile, sheet: ZipInfo, lengths: Sequence[int], longest: int) -> int:
    """The length of all texts that the cells of a sheet name."""
    times = Counter[bytes]()
    others = 0
    for xml in pieces(archive, sheet, b"<row"):
        plain = _PLAIN.findall(xml)
        times.update(plain)
        others += xml.count(b'"s"') + xml.count(b"'s'") - len(plain)
    named = ((int(number), many) for number, many in times.items())
    return longest * others + sum(lengths[number] * many for number, many in named if number < len(lengths))


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
