"""The matters of a long CSV by the keys that files beside it may name, and what their own columns hold."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence

from guidelint.readers.csv_head import Head, SeenWholeError
from guidelint.readers.csv_reader import clean
from guidelint.readers.fold import Table, data_rows
from guidelint.readers.lists import KEYS, NAME_KEYS, as_key, list_titled, serves_as_key
from guidelint.readers.part import picker
from guidelint.readers.sheet import Sheet, Texts, rectangular


class KeyColumn:
    """The numbers of the matters that have a key in one column; of each key no more than its hash is kept.

    Two keys of one hash would only bring a part rows that its join leaves out again.
    """

    def __init__(self, name: str) -> None:
        self._by_name = name in NAME_KEYS
        self._first: dict[int, int] = {}
        self._all: dict[int, list[int]] = {}

    def __bool__(self) -> bool:
        return bool(self._first)

    def add(self, text: str, number: int) -> None:
        """Note the key of a matter."""
        mark = hash(as_key(text))
        if mark in self._first:
            self._all.setdefault(mark, [self._first[mark]]).append(number)
        else:
            self._first[mark] = number

    def of(self, key: str) -> Sequence[int]:
        """The matters of a key; SeenWholeError for a name that several share: the join tells them apart."""
        mark = hash(as_key(key))
        if mark in self._all:
            if self._by_name:
                raise SeenWholeError
            return self._all[mark]
        first = self._first.get(mark)
        return () if first is None else (first,)


class Keys:
    """What is noted of the rows of the main file, part by part.

    `firsts`: how many matters stand before each part. `columns` by name. `texts` and `blanks` are the columns that
    hold a text, and that hold none, in some matter. `listed` are the columns that are titled after a list, `shapes`
    which of them hold a text, and `shape_of` leads from each matter to the number of its shape.
    """

    def __init__(self, head: Head, size: int, asked: Collection[str]) -> None:
        at = {column.name: column.at for column in head.header.columns}
        self.columns = {name: KeyColumn(name) for name in (*KEYS, *NAME_KEYS) if name in at and name in asked}
        self.count = 0
        self.firsts: list[int] = []
        self.texts: set[str] = set()
        self.blanks: set[str] = set()
        self.listed = [name for name in at if list_titled(name)]
        self.shapes: dict[tuple[bool, ...], int] = {}
        self.shape_of = array("L")
        self._head = head
        self._size = size
        self._at = at
        self._shown = Texts(clean)
        self._top = head.cells()

    def noting(self, rows: Iterator[list[str]]) -> Iterator[list[str]]:
        """The rows under the header, noted as they pass."""
        held: list[list[str]] = []
        for row in rows:
            held.append(row)
            if len(held) == self._size:
                self._note(held)
                held = []
            yield row
        self._note(held)

    def part_of(self, number: int) -> int:
        """In which part a matter stands."""
        return bisect_right(self.firsts, number) - 1

    def _note(self, rows: list[list[str]]) -> None:
        self.firsts.append(self.count)
        sheet = Sheet("", rectangular([*self._top, *rows], self._shown.__getitem__))
        found = [sheet.rows[row] for row in data_rows(Table(0, sheet, self._head.header))]
        for name, column in self.columns.items():
            at = self._at[name]
            for number, cells in enumerate(found, self.count):
                if serves_as_key(text := cells[at]):
                    column.add(text, number)
        for name, at in self._at.items() if found else ():
            filled = [cells[at] is not None for cells in found]
            if any(filled):
                self.texts.add(name)
            if not all(filled):
                self.blanks.add(name)
        pick = picker([self._at[name] for name in self.listed])
        shapes = (tuple(map(bool, pick(cells))) for cells in found)
        self.shape_of.extend(self.shapes.setdefault(shape, len(self.shapes)) for shape in shapes)
        self.count += len(found)
