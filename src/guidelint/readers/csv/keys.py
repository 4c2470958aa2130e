"""The keys of all matters of a long CSV, stored as hashes, and which of its columns have texts."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence

from guidelint.readers.csv.head import FileHead, NotInPartsError
from guidelint.readers.csv.reader import clean
from guidelint.readers.table.lists import KEYS, NAME_KEYS, as_key, list_titled, serves_as_key
from guidelint.readers.table.part import picker
from guidelint.readers.table.row_matters import Table, data_rows
from guidelint.readers.table.sheet import Sheet, Texts, rectangular


class KeyColumn:
    """The numbers of the matters by their key in one column; only the hash of a key is stored.

    Two keys with the same hash would bring a part superfluous rows, which its join drops.
    """

    def __init__(self, name: str) -> None:
        self._by_name = name in NAME_KEYS
        self._first: dict[int, int] = {}
        self._all: dict[int, list[int]] = {}

    def __bool__(self) -> bool:
        return bool(self._first)

    def add(self, text: str, number: int) -> None:
        """Record the key of a matter."""
        mark = hash(as_key(text))
        if mark in self._first:
            self._all.setdefault(mark, [self._first[mark]]).append(number)
        else:
            self._first[mark] = number

    def of(self, key: str) -> Sequence[int]:
        """The matters with this key; NotInPartsError if several share a name, as only the whole can tell."""
        mark = hash(as_key(key))
        if mark in self._all:
            if self._by_name:
                raise NotInPartsError
            return self._all[mark]
        first = self._first.get(mark)
        return () if first is None else (first,)


class Keys:
    """What is recorded of the rows of the main file, part by part.

    `firsts`: the number of matters before each part. `columns`, by name: the keys. `texts` and `blanks`: the
    columns with, and without, a text in some matter. `listed`: columns titled after a list; `shapes`: which
    of them have a text; `shape_of`: the shape of each matter, by index.
    """

    def __init__(self, head: FileHead, size: int, asked: Collection[str]) -> None:
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
        """Pass the rows below the header through, recording them."""
        held: list[list[str]] = []
        for row in rows:
            held.append(row)
            if len(held) == self._size:
                self._note(held)
                held = []
            yield row
        self._note(held)

    def part_of(self, number: int) -> int:
        """The index of the part that contains a matter."""
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
