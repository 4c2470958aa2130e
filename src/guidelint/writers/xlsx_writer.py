"""Canonical records as a workbook: a sheet of matters, one of every list; every cell is text, nothing is computed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook

from guidelint.errors import UsageError
from guidelint.record import Data
from guidelint.writers.tables import Table, tables
from guidelint.writers.written import Written

_LONGEST = 32_767
"""Characters that a cell can hold (Excel specifications and limits)."""
_MADE = datetime(2000, 1, 1)
"""A workbook states when it was made; the same records are to give the same bytes."""
_WIDTHS = (8, 40)


def write(records: Sequence[Data]) -> list[Written]:
    """One workbook. UsageError where a text is longer than a cell can be."""
    made = list(tables(records))
    for table in made:
        _check(table)
    buffer = BytesIO()
    with Workbook(buffer, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": _MADE})
        head = workbook.add_format({"bold": True, "bg_color": "#DDEBF7", "text_wrap": True, "valign": "top"})
        cell = workbook.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        for table in made:
            sheet = workbook.add_worksheet(table.label)
            sheet.freeze_panes(1, 0)
            for column, width in enumerate(_widths(table)):
                sheet.set_column(column, column, width, cell)
            for number, label in enumerate(table.header):
                sheet.write_string(0, number, label, head)
            for line, row in enumerate(table.rows, 1):
                for number, text in enumerate(row):
                    if text:
                        sheet.write_string(line, number, text, cell)
    return [Written(".xlsx", buffer.getvalue())]


def _check(table: Table) -> None:
    for number, row in enumerate(table.rows, 1):
        for label, text in zip(table.header, row, strict=True):
            # Excel counts UTF-16 units
            if len(text.encode("utf-16-le")) // 2 > _LONGEST:
                raise UsageError(
                    f"xlsx：{table.label}第 {number} 行“{label}”有 {len(text)} 个字，一格放不下（最多 {_LONGEST} 个），"
                    "请改用 csv、yaml 或者 xml",
                    f"xlsx: {table.label}, row {number}, {label}: {len(text)} characters, but a cell holds"
                    f" {_LONGEST}; convert to csv, yaml or xml instead",
                )


def _widths(table: Table) -> Iterator[int]:
    """Widths that show labels and most values, in characters of half the width of a Chinese one."""
    for column, label in enumerate(table.header):
        texts = [label, *(row[column] for row in table.rows[:200])]
        wanted = max(2 * len(line) for text in texts for line in text.split("\n")[:3])
        yield min(max(wanted + 2, _WIDTHS[0]), _WIDTHS[1])
