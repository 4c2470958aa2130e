"""A long CSV in parts: consecutive rows under the header of the whole, with the places that they have there."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import BinaryIO

from guidelint.finding import Edit
from guidelint.location import Lines, Path, Region
from guidelint.readers.csv_reader import CsvFile, CsvTree, clean, delimiter_of
from guidelint.readers.decode import Decoded, decode, encoding_of, texts_of
from guidelint.readers.headers import Header, find_header
from guidelint.readers.headings import Names
from guidelint.readers.sheet import Sheet, rectangular
from guidelint.readers.tables import TableTree
from guidelint.tuples import NamedTuple

_READ = 1 << 18
_HEAD_ROWS = 200
_ENOUGH = 62
"""So many rows that are not blank show what the header of the whole is."""


class _Plain(NamedTuple):
    """A file that is one row a matter: its header, the text down to it, and that text's number of rows."""

    header: Header
    head: str
    rows: int
    delimiter: str


class CsvPart(CsvTree):
    """A part of a CSV, laid out under the head of the whole; `skipped` lines and signs stand between the two."""

    def __init__(self, plain: _Plain, body: str, skipped: tuple[int, int]) -> None:
        TableTree.__init__(self)
        self._plain = plain
        self._skipped = skipped
        self._files = [CsvFile(plain.head + body, plain.delimiter)]
        self.lines = self._files[0].lines
        self.delimiter = plain.delimiter
        self.lay_out([self._files[0].sheet()], frozenset())

    def header_of(self, sheet: Sheet, names: Names) -> Header | None:
        """That of the whole."""
        return self._plain.header

    def cell(self, sheet: int, row: int, column: int) -> Region:
        """The field's stretch of text in the file."""
        region = super().cell(sheet, row, column)
        return region if row < self._plain.rows else _lower(region, self._skipped[0])

    def edits(self, path: Path, value: str, changes: Sequence[Edit]) -> tuple[Edit, ...] | None:
        """As small as can be, each with its region."""
        made = super().edits(path, value, changes)
        if not made or self.cell_of(path)[1] < self._plain.rows:
            return made
        lines, signs = self._skipped
        return tuple(
            Edit(e.start + signs, e.end + signs, e.text, e.region and _lower(e.region, lines)) for e in made
        )


def _lower(region: Region, lines: int) -> Region:
    return region._replace(line=region.line + lines, end_line=region.end_line + lines)


def part_trees(file: BinaryIO, names: frozenset[str], size: int) -> Iterator[CsvTree]:
    """The trees of a file's parts, of so many rows each, or the one tree of what is not one row a matter."""
    decoded = encoding_of(file)
    plain = _plain(file, decoded, names)
    number = 0
    for tree in _parts(file, decoded, plain, size) if plain else ():
        if tree.root:
            tree.number, number = number, number + len(tree.root)
            yield tree
    if not number:
        file.seek(0)
        text = decode(file.read()).text
        if text is not None:
            yield CsvTree(text, names)


class _Recorded:
    """The lines of a file one by one, and the text of those that were taken."""

    def __init__(self, file: BinaryIO, decoded: Decoded) -> None:
        self._texts = texts_of(file, decoded, _READ)
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        held = ""
        for text in self._texts:
            lines = _lines(held + text)
            held = lines.pop() if lines and not lines[-1].endswith(("\n", "\r")) else ""
            for line in lines:
                self.taken.append(line)
                yield line
        if held:
            self.taken.append(held)
            yield held

    def text(self) -> str:
        """The text taken since this was last asked."""
        text = "".join(self.taken)
        self.taken.clear()
        return text


def _lines(text: str) -> list[str]:
    starts = Lines(text).starts
    return [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True) if a < b]


def _plain(file: BinaryIO, decoded: Decoded, names: frozenset[str]) -> _Plain | None:
    """What all parts share; None for a file that must be seen whole.

    That is one without a header, with lists in its columns, with columns of one name or without one, with a
    quote that is never closed, a field longer than the csv module takes, or an end in the midst of a sign.
    """
    if decoded.text is None or decoded.cut:
        return None
    delimiter = delimiter_of(next(texts_of(file, decoded, _READ), ""), names)
    try:
        header = _header(file, decoded, names, delimiter)
        if header is None:
            return None
        recorded = _Recorded(file, decoded)
        reader = csv.reader(recorded, delimiter=delimiter)
        rows = header.bottom + 1
        for _ in islice(reader, rows):
            pass
        plain = _Plain(header, recorded.text(), rows, delimiter)
        return plain if _is_plain(plain, reader, recorded) else None
    except csv.Error:
        return None


def _header(file: BinaryIO, decoded: Decoded, names: frozenset[str], delimiter: str) -> Header | None:
    reader = csv.reader(_Recorded(file, decoded), delimiter=delimiter)
    sheet = Sheet("", rectangular(islice(reader, _HEAD_ROWS), clean))
    few = sum(any(row) for row in sheet.rows) < _ENOUGH and next(reader, None) is not None
    if few or not sheet.rows or len(sheet.rows[0]) < 2:
        return None
    header = find_header(sheet, Names(names))
    if header is None or header.repeated:
        return None
    plain = all(not c.of_list and sheet.rows[header.row_of(c, sheet)][c.at] for c in header.columns)
    return header if plain else None


def _is_plain(plain: _Plain, reader: Iterator[list[str]], recorded: _Recorded) -> bool:
    """Whether nothing stands outside of the header's columns, and every quote is closed."""
    named = {column.at for column in plain.header.columns}
    width = max(named) + 1
    outside = [at for at in range(width) if at not in named]
    quotes = plain.head.count('"')
    for row in reader:
        quotes += recorded.text().count('"')
        if len(row) > width and any(map(clean, row[width:])):
            return False
        if outside and any(clean(row[at]) for at in outside if at < len(row)):
            return False
    return quotes % 2 == 0


def _parts(file: BinaryIO, decoded: Decoded, plain: _Plain, size: int) -> Iterator[CsvPart]:
    recorded = _Recorded(file, decoded)
    reader = csv.reader(recorded, delimiter=plain.delimiter)
    for _ in islice(reader, plain.rows):
        pass
    recorded.text()
    lines = signs = 0
    while True:
        read = sum(1 for _ in islice(reader, size))
        body = recorded.text()
        if not read:
            return
        yield CsvPart(plain, body, (lines, signs))
        lines += len(Lines(body).starts) - 1
        signs += len(body)
