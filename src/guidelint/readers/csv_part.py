"""A part of a long CSV: some of its rows under the header of the whole, and what belongs to them in files beside it."""

from __future__ import annotations

from collections.abc import Sequence

from guidelint.finding import Edit
from guidelint.location import Path, Region
from guidelint.readers.csv_head import Head
from guidelint.readers.csv_reader import CsvFile, CsvTree
from guidelint.readers.fold import Table
from guidelint.readers.headers import Header
from guidelint.readers.headings import Names
from guidelint.readers.join import Matters, join
from guidelint.readers.sheet import Sheet
from guidelint.readers.tables import TableTree
from guidelint.tuples import NamedTuple


class Rows(NamedTuple):
    """Those rows of a file beside the whole that belong to a part of it; `key` is the column that both share."""

    file: CsvFile
    header: Header
    key: str


class CsvPart(CsvTree):
    """A part of a CSV, laid out under the head of the whole; `skipped` lines and characters lie between."""

    def __init__(self, head: Head, body: str, skipped: tuple[int, int], lists: Sequence[Rows] = ()) -> None:
        TableTree.__init__(self)
        self._head = head
        self._skipped = skipped
        self._lists = lists
        self._files = [CsvFile(head.text + body, head.delimiter), *(rows.file for rows in lists)]
        self.lines = self._files[0].lines
        self.lay_out([file.sheet() for file in self._files], frozenset())

    def header_of(self, sheet: Sheet, names: Names) -> Header | None:
        """That of the whole."""
        headers = [self._head.header, *(rows.header for rows in self._lists)]
        return next(header for own, header in zip(self.sheets, headers, strict=True) if own is sheet)

    def cell(self, sheet: int, row: int, column: int) -> Region:
        """The field's stretch of text in its file."""
        region = super().cell(sheet, row, column)
        return region if sheet or row < self._head.rows else _lower(region, self._skipped[0])

    def edits(self, path: Path, value: str, changes: Sequence[Edit]) -> tuple[Edit, ...] | None:
        """As small as can be, each with its region; None for a cell that stands beside."""
        sheet, row, _ = self.cell_of(path)
        made = None if sheet else super().edits(path, value, changes)
        if not made or row < self._head.rows:
            return made
        lines, signs = self._skipped
        return tuple(
            Edit(e.start + signs, e.end + signs, e.text, e.region and _lower(e.region, lines)) for e in made
        )

    def _join(self, found: Matters, child: Table, label: str) -> None:
        """As in the whole, where the rows that name no matter are told."""
        join(found, child, label, self._lists[child.number - 1].key)


def _lower(region: Region, lines: int) -> Region:
    return region._replace(line=region.line + lines, end_line=region.end_line + lines)
