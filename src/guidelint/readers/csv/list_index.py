"""Index of a list file of a long CSV: which of its rows belong to which part, and their positions."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, islice
from typing import BinaryIO

from guidelint.lean.tuples import NamedTuple
from guidelint.location import Lines, Region
from guidelint.readers.csv.head import FileHead, NotInPartsError, lines_of
from guidelint.readers.csv.keys import Keys
from guidelint.readers.csv.reader import CsvFile, clean
from guidelint.readers.csv.scan import row_reader, scan
from guidelint.readers.decode import Decoded
from guidelint.readers.table.lists import serves_as_key
from guidelint.readers.table.row_matters import Table, data_rows, leading, names_makers
from guidelint.readers.table.sheet import Sheet, Texts, rectangular

_ROWS = 4096
"""The number of rows processed at a time."""
_FEW = 100
"""The maximum number of unknown keys whose first row is recorded."""


class ListFile(NamedTuple):
    """A list file: its name, the list that the name gives (`materials`), and its head."""

    name: str
    title: str
    file: BinaryIO
    decoded: Decoded
    head: FileHead


class Piece(NamedTuple):
    """Consecutive rows of a file: first and last byte, and the number of lines before them."""

    start: int
    end: int
    line: int


def text_at(list_file: ListFile, piece: Piece) -> str:
    """The text of a piece."""
    list_file.file.seek(piece.start)
    return list_file.file.read(piece.end - piece.start).decode(list_file.decoded.encoding)


class Placed:
    """Iterates over the lines of a file and records the byte offset of each."""

    def __init__(self, list_file: ListFile) -> None:
        self.quotes = 0
        self._list_file = list_file
        self._first = 0
        self._starts = [list_file.decoded.start]

    def __iter__(self) -> Iterator[str]:
        encoding = self._list_file.decoded.encoding
        for lines in lines_of(self._list_file.file, self._list_file.decoded):
            self.quotes += sum([line.count('"') for line in lines])
            lengths = [len(line.encode(encoding)) for line in lines]
            self._starts.extend(accumulate(lengths, initial=self._starts.pop()))
            yield from lines

    def start(self, line: int) -> int:
        """The byte offset of a line (counted from 0), or of the end of the line before it."""
        return self._starts[line - self._first]

    def forget(self, line: int) -> None:
        """Discard the offsets of the lines before this one."""
        del self._starts[: line - self._first]
        self._first = line


class DataRows:
    """Finds the rows that hold data; for most rows the first cells are enough to tell."""

    def __init__(self, head: FileHead) -> None:
        self._head = head
        self._shown = Texts(clean)
        self._top = head.cells()
        self._lead = leading(head.header)
        self._width = max(self._lead, default=0)

    def rows(self, rows: list[list[str]]) -> list[int]:
        """The indices of the data rows among some rows below the header."""
        found = list(map(self._plain, rows))
        others = [number for number, plain in enumerate(found) if not plain]
        sheet = Sheet("", rectangular([*self._top, *(rows[n] for n in others)], self._shown.__getitem__))
        for row in data_rows(Table(0, sheet, self._head.header)):
            found[others[row - self._head.rows]] = True
        return [number for number, holds in enumerate(found) if holds]

    def cell(self, row: list[str], at: int) -> str | None:
        """The text of a cell, None if blank."""
        return self._shown[row[at]] if at < len(row) else None

    def _plain(self, row: list[str]) -> bool:
        if not self._lead or len(row) <= self._width:
            return False
        first, second, third = self._lead
        text, shown = self._shown[row[first]], self._shown
        title = self._top[self._head.header.labels][first]
        if not (text and shown[row[second]] and shown[row[third]] and text != title):
            return False
        return not names_makers(map(shown.__getitem__, row))


class Index:
    """Maps parts of a long CSV to the pieces of a list file, by the key in the file's column `inner`.

    A blank key repeats that of the row above. `filled`: whether any row has a key; `given`: the matters that
    have rows; `unknown_keys`: unknown keys, each with the number and the piece of its first row. A piece
    takes 24 bytes.
    """

    def __init__(self, list_file: ListFile, inner: str, keys: Keys) -> None:
        self.filled = self.some = False
        self.given = bytearray(keys.count)
        self.unknown_keys: dict[str, tuple[int, Piece]] = {}
        self.unclosed: Region | None = None
        self._list_file = list_file
        self._part_of = keys.part_of
        self._column = keys.columns[inner]
        header = list_file.head.header
        self._at = next(column.at for column in header.columns if column.name == inner)
        self._pieces = [array("q") for _ in keys.firsts]
        self._key: str | None = None
        self._raw: str | None = None
        self._open: tuple[tuple[int, ...], int, int] = ((), 0, 0)
        self._scan()
        del self._list_file, self._column, self._part_of  # an open file, and the keys of all matters

    def of_part(self, part: int) -> list[Piece]:
        """The pieces of the rows that belong to a part, in order."""
        flat = self._pieces[part]
        return [Piece(*flat[at : at + 3]) for at in range(0, len(flat), 3)]

    def _scan(self) -> None:
        head, placed = self._list_file.head, Placed(self._list_file)
        reader = row_reader(placed, head.delimiter)
        for _ in islice(reader, head.rows):
            pass
        holds, data = head.holding(), DataRows(head)
        number, last = head.rows, 0
        while True:
            rows: list[list[str]] = []
            ends = [reader.line_num]
            for row in islice(reader, _ROWS):
                rows.append(row)
                ends.append(reader.line_num)
            if not rows:
                break
            if not all(map(holds, rows)):
                raise NotInPartsError
            self._note(rows, data, [(placed.start(line), line) for line in ends], number)
            number, last = number + len(rows), ends[-2]
            placed.forget(last)
        self._end = placed.start(reader.line_num)
        self._close(self._end)
        if placed.quotes % 2:
            self.unclosed = self._find_open(placed.start(last), last)

    def _note(
        self, rows: list[list[str]], data: DataRows, places: list[tuple[int, int]], number: int
    ) -> None:
        """Note some rows, which begin at these bytes and lines; the last of them is where they end."""
        for own in data.rows(rows):
            raw = data.cell(rows[own], self._at)
            if raw is self._raw and self._key:
                continue
            self._raw = raw
            self.some = True
            self.filled = self.filled or serves_as_key(raw)
            key = (raw or self._key or "").strip()
            if key == self._key:
                continue
            self._key = key
            found = self._column.of(key)
            if not found:
                self._note_unknown_key(number + own, key, places[own], places[own + 1])
            for matter in found:
                self.given[matter] = 1
            parts = tuple(dict.fromkeys(map(self._part_of, found)))
            if parts != self._open[0]:
                self._close(places[own][0])
                self._open = parts, *places[own]

    def _note_unknown_key(self, row: int, key: str, start: tuple[int, int], end: tuple[int, int]) -> None:
        if len(self.unknown_keys) < _FEW and key not in self.unknown_keys:
            self.unknown_keys[key] = row, Piece(start[0], end[0], start[1])

    def _close(self, end: int) -> None:
        parts, start, line = self._open
        for part in parts:
            self._pieces[part].extend((start, end, line))

    def _find_open(self, start: int, line: int) -> Region | None:
        """The position of an unclosed quote in the last row, None if there is none."""
        text = text_at(self._list_file, Piece(start, self._end, line))
        row = next(scan(text, self._list_file.head.delimiter), [])
        if not row or not row[-1].open:
            return None
        return Lines(text, (line + 1, 1)).region(row[-1].start, row[-1].start + 1)


class CsvRows(CsvFile):
    """Rows of a file below its head, with their positions in the file."""

    def __init__(self, list_file: ListFile, pieces: list[Piece]) -> None:
        texts = [list_file.head.text, *(text_at(list_file, piece) for piece in pieces)]
        super().__init__("".join(texts), list_file.head.delimiter, list_file.name)
        self._begin = list(accumulate(map(len, texts)))
        self._pieces = pieces

    def cell(self, row: int, column: int) -> Region:
        """The region of the field in the file."""
        region, fields = super().cell(row, column), self.fields(row)
        number = bisect_right(self._begin, fields[0].start) - 1 if fields else -1
        if number < 0:
            return region
        lower = self._pieces[number].line + 1 - self.lines.position(self._begin[number])[0]
        return region._replace(line=region.line + lower, end_line=region.end_line + lower)
