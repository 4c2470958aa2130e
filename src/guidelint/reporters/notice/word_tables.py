"""The tables of a notice in Word: with a two-row header if columns are grouped, repeated on every page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from guidelint.reporters.notice.blocks import Grid
from guidelint.reporters.notice.word_styles import TABLE
from guidelint.reporters.workbook.widths import text_width

_WIDEST = 30


def add_table(document: Any, grid: Grid) -> None:
    """Add the table with borders; the headings of a group are merged, others span both rows."""
    grouped = any(group for group, _ in grid.heads)
    table = document.add_table(rows=1 + grouped, cols=len(grid.heads), style="Table Grid")
    _set_widths(table, grid)
    _add_heads(table, grid, grouped)
    for row in grid.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            _put(cell, text)


def _set_widths(table: Any, grid: Grid) -> None:
    """Distribute the width by the contents of the columns; rows added later keep the widths."""
    table.autofit = False
    texts = [tuple(name for _, name in grid.heads), *grid.rows]
    rooms = [min(max(map(text_width, column)), _WIDEST) + 2 for column in zip(*texts, strict=True)]
    whole = sum(column.width for column in table.columns)
    for column, room in zip(table.columns, rooms, strict=True):
        column.width = whole * room // sum(rooms)
        for cell in column.cells:
            cell.width = column.width


def _add_heads(table: Any, grid: Grid, grouped: bool) -> None:
    for row in table.rows:
        _repeat(row)
    for column, (group, name) in enumerate(grid.heads):
        _put(table.cell(int(bool(group)), column), name)
    for group, first, last in _groups(grid) if grouped else ():
        if group:
            _put(table.cell(0, first).merge(table.cell(0, last)), group)
        else:
            table.cell(0, first).merge(table.cell(1, first))


def _groups(grid: Grid) -> Iterator[tuple[str, int, int]]:
    """Group, first and last column; a column without a group is one by itself."""
    numbered = [(group, column) for column, (group, _) in enumerate(grid.heads)]
    for group, members in groupby(numbered, key=lambda pair: pair[0]):
        columns = [column for _, column in members]
        if group:
            yield group, columns[0], columns[-1]
        else:
            yield from (("", column, column) for column in columns)


def _put(cell: Any, text: str) -> None:
    cell.paragraphs[0].text, cell.paragraphs[0].style = text, TABLE


def _repeat(row: Any) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
