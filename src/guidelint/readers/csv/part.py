"""One part of a long CSV: some of its rows below the header, joined with their rows in the list files."""

from __future__ import annotations

from collections.abc import Sequence

from guidelint.finding import Edit
from guidelint.lean.tuples import NamedTuple
from guidelint.location import Path, Region
from guidelint.readers.csv.head import FileHead
from guidelint.readers.csv.reader import CsvFile, CsvTree
from guidelint.readers.table.headers import Header
from guidelint.readers.table.headings import Names
from guidelint.readers.table.sheet import Sheet
from guidelint.readers.table_tree import TableTree


class Rows(NamedTuple):
    """The rows of a list file that belong to a part."""

    file: CsvFile
    header: Header


class CsvPart(CsvTree):
    """A part of a CSV, laid out below the head of the whole; `skipped` lines and characters are between them."""

    def __init__(
        self, head: FileHead, body: str, skipped: tuple[int, int], lists: Sequence[Rows] = ()
    ) -> None:
        TableTree.__init__(self)
        self._head = head
        self._skipped = skipped
        self._lists = lists
        self._files = [CsvFile(head.text + body, head.delimiter), *(rows.file for rows in lists)]
        self.lines = self._files[0].lines
        self.assemble([file.sheet() for file in self._files], frozenset())

    def header_of(self, sheet: Sheet, names: Names) -> Header | None:
        """The header of the whole."""
        headers = [self._head.header, *(rows.header for rows in self._lists)]
        return next(header for own, header in zip(self.sheets, headers, strict=True) if own is sheet)

    def cell(self, sheet: int, row: int, column: int) -> Region:
        """The region of the field in its file."""
        region = super().cell(sheet, row, column)
        return region if sheet or row < self._head.rows else _lower(region, self._skipped[0])

    def edits(self, path: Path, value: str, changes: Sequence[Edit]) -> tuple[Edit, ...] | None:
        """Minimal edits, each with its region; None for a cell of a list file."""
        sheet, row, _ = self.cell_of(path)
        made = None if sheet else super().edits(path, value, changes)
        if not made or row < self._head.rows:
            return made
        lines, characters = self._skipped
        return tuple(
            Edit(e.start + characters, e.end + characters, e.text, e.region and _lower(e.region, lines))
            for e in made
        )


def _lower(region: Region, lines: int) -> Region:
    return region._replace(line=region.line + lines, end_line=region.end_line + lines)
