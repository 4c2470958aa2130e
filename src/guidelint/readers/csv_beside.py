"""A file beside a long CSV: which of its rows belong to which part of that, and where they stand."""

from __future__ import annotations

import csv
from array import array
from bisect import bisect_right
from itertools import accumulate, islice

from guidelint.location import Lines, Region
from guidelint.readers.csv_head import SeenWholeError
from guidelint.readers.csv_keys import Keys
from guidelint.readers.csv_reader import CsvFile
from guidelint.readers.csv_rows import Beside, DataRows, Piece, Placed, text_at
from guidelint.readers.csv_scan import scan
from guidelint.readers.lists import serves_as_key

_ROWS = 4096
"""So many rows are looked at at a time."""
_FEW = 100
"""Of so many keys that name no matter the first row is remembered."""


class Index:
    """Which pieces of a file beside the main one belong to which part, by the key in its column `inner`.

    A key that is left blank is that of the row above. `filled` tells whether any row has one, `given` which
    matters have a row; `strays` are keys that name none, with the number of the first row of each and the piece that
    it is. A piece takes 24 bytes.
    """

    def __init__(self, beside: Beside, inner: str, keys: Keys) -> None:
        self.filled = self.some = False
        self.given = bytearray(keys.count)
        self.strays: dict[str, tuple[int, Piece]] = {}
        self.unclosed: Region | None = None
        self._beside = beside
        self._part_of = keys.part_of
        self._column = keys.columns[inner]
        header = beside.head.header
        self._at = next(column.at for column in header.columns if column.name == inner)
        self._pieces = [array("q") for _ in keys.firsts]
        self._key: str | None = None
        self._raw: str | None = None
        self._open: tuple[tuple[int, ...], int, int] = ((), 0, 0)
        self._go_through()
        del self._beside, self._column, self._part_of  # an open file, and the keys of all matters

    def of_part(self, part: int) -> list[Piece]:
        """The pieces of the rows that belong to a part, in order."""
        flat = self._pieces[part]
        return [Piece(*flat[at : at + 3]) for at in range(0, len(flat), 3)]

    def _go_through(self) -> None:
        head, placed = self._beside.head, Placed(self._beside)
        reader = csv.reader(placed, delimiter=head.delimiter)
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
                raise SeenWholeError
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
                self._stray(number + own, key, places[own], places[own + 1])
            for matter in found:
                self.given[matter] = 1
            parts = tuple(dict.fromkeys(map(self._part_of, found)))
            if parts != self._open[0]:
                self._close(places[own][0])
                self._open = parts, *places[own]

    def _stray(self, row: int, key: str, start: tuple[int, int], end: tuple[int, int]) -> None:
        if len(self.strays) < _FEW and key not in self.strays:
            self.strays[key] = row, Piece(start[0], end[0], start[1])

    def _close(self, end: int) -> None:
        parts, start, line = self._open
        for part in parts:
            self._pieces[part].extend((start, end, line))

    def _find_open(self, start: int, line: int) -> Region | None:
        """Where a quote stands that is never closed, in the last row; None where none is."""
        text = text_at(self._beside, Piece(start, self._end, line))
        row = next(scan(text, self._beside.head.delimiter), [])
        if not row or not row[-1].open:
            return None
        return Lines(text, (line + 1, 1)).region(row[-1].start, row[-1].start + 1)


class CsvRows(CsvFile):
    """Rows of a file under its head, with the places that they have there."""

    def __init__(self, beside: Beside, pieces: list[Piece]) -> None:
        texts = [beside.head.text, *(text_at(beside, piece) for piece in pieces)]
        super().__init__("".join(texts), beside.head.delimiter, beside.name)
        self._begin = list(accumulate(map(len, texts)))
        self._pieces = pieces

    def cell(self, row: int, column: int) -> Region:
        """The field's stretch of text in the file."""
        region, fields = super().cell(row, column), self.fields(row)
        number = bisect_right(self._begin, fields[0].start) - 1 if fields else -1
        if number < 0:
            return region
        lower = self._pieces[number].line + 1 - self.lines.position(self._begin[number])[0]
        return region._replace(line=region.line + lower, end_line=region.end_line + lower)
