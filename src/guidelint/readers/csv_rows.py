"""The rows of a file beside a long CSV: at which byte each line begins, and which of them hold data."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import BinaryIO

from guidelint.readers.csv_head import Head, lines_of
from guidelint.readers.csv_reader import clean
from guidelint.readers.decode import Decoded
from guidelint.readers.fold import Table, data_rows, leading, says_who
from guidelint.readers.sheet import Sheet, Texts, rectangular
from guidelint.tuples import NamedTuple


class Beside(NamedTuple):
    """A file beside the main one, its name and what its name calls it, and its head."""

    name: str
    title: str
    file: BinaryIO
    decoded: Decoded
    head: Head


class Piece(NamedTuple):
    """A piece of a file: its first and last byte, and how many lines stand before it."""

    start: int
    end: int
    line: int


def text_at(beside: Beside, piece: Piece) -> str:
    """The text of a piece of a file."""
    beside.file.seek(piece.start)
    return beside.file.read(piece.end - piece.start).decode(beside.decoded.encoding)


class Placed:
    """The lines of a file one by one, and the byte at which each of them begins."""

    def __init__(self, beside: Beside) -> None:
        self.quotes = 0
        self._beside = beside
        self._first = 0
        self._starts = [beside.decoded.start]

    def __iter__(self) -> Iterator[str]:
        encoding = self._beside.decoded.encoding
        for lines in lines_of(self._beside.file, self._beside.decoded):
            self.quotes += sum([line.count('"') for line in lines])
            lengths = [len(line.encode(encoding)) for line in lines]
            self._starts.extend(accumulate(lengths, initial=self._starts.pop()))
            yield from lines

    def start(self, line: int) -> int:
        """Where a line begins, by its number from 0, or the line after it ends."""
        return self._starts[line - self._first]

    def forget(self, line: int) -> None:
        """Forget the lines before one."""
        del self._starts[: line - self._first]
        self._first = line


class DataRows:
    """Tells which rows of a file hold data; most show it by their first cells, and no other is looked at."""

    def __init__(self, head: Head) -> None:
        self._head = head
        self._shown = Texts(clean)
        self._top = head.cells()
        self._lead = leading(head.header)
        self._width = max(self._lead, default=0)

    def rows(self, rows: list[list[str]]) -> list[int]:
        """The numbers of those that do, among some rows below the header."""
        found = list(map(self._plain, rows))
        others = [number for number, plain in enumerate(found) if not plain]
        sheet = Sheet("", rectangular([*self._top, *(rows[n] for n in others)], self._shown.__getitem__))
        for row in data_rows(Table(0, sheet, self._head.header)):
            found[others[row - self._head.rows]] = True
        return [number for number, holds in enumerate(found) if holds]

    def cell(self, row: list[str], at: int) -> str | None:
        """A cell as text."""
        return self._shown[row[at]] if at < len(row) else None

    def _plain(self, row: list[str]) -> bool:
        if not self._lead or len(row) <= self._width:
            return False
        first, second, third = self._lead
        text, shown = self._shown[row[first]], self._shown
        title = self._top[self._head.header.labels][first]
        if not (text and shown[row[second]] and shown[row[third]] and text != title):
            return False
        return not says_who(map(shown.__getitem__, row))
