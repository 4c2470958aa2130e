"""Writes workbook cells: the formats, and texts that are never taken for formulas or links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from guidelint.assess.sheets import Cell
from guidelint.finding import Severity
from guidelint.reporters.workbook.rows import cell_text
from guidelint.reporters.workbook.widths import column_widths, row_height

FILLS: dict[Severity, str] = {"error": "FFC7CE", "warning": "FFEB9C", "info": "DDEBF7"}
"""Colours of severities, as RRGGBB: light enough to read black on."""

_A4 = 9


class CellFormats:
    """The formats of a workbook. Texts have Excel's text format and quote prefix: `=1` stays `=1`."""

    def __init__(self, workbook: Any) -> None:
        text = {"num_format": "@", "quote_prefix": True, "text_wrap": True, "valign": "top"}
        self.workbook = workbook
        self.text = workbook.add_format(text)
        self.bold = workbook.add_format({**text, "bold": True})
        self.head = workbook.add_format({**text, "bold": True, "bg_color": "#D9E1F2", "border": 1})
        self.count = workbook.add_format({"num_format": "0", "valign": "top"})
        self.share = workbook.add_format({"num_format": "0.00", "valign": "top"})
        self.bold_count = workbook.add_format({"num_format": "0", "valign": "top", "bold": True})
        self.bold_share = workbook.add_format({"num_format": "0.00", "valign": "top", "bold": True})
        self.date = workbook.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
        self.fills = {
            severity: workbook.add_format({"bg_color": f"#{fill}"}) for severity, fill in FILLS.items()
        }
        self.done = workbook.add_format({"font_color": "#808080"})

    def put_row(self, page: Any, row: int, cells: Sequence[Cell], widths: Sequence[int]) -> None:
        """Write the cells of a row, high enough for texts wrapped to these widths."""
        page.set_row(row, row_height(cells, widths))
        self.put(page, row, cells)

    def put(self, page: Any, row: int, cells: Sequence[Cell], bold: bool = False, first: int = 0) -> None:
        """Write cells side by side from column `first` (0-based); None leaves a cell empty."""
        for column, cell in enumerate(cells, first):
            if isinstance(cell, str):
                page.write_string(row, column, cell_text(cell), self.bold if bold else self.text)
            elif isinstance(cell, float):
                page.write_number(row, column, cell, self.bold_share if bold else self.share)
            elif cell is not None:
                page.write_number(row, column, cell, self.bold_count if bold else self.count)

    def put_headings(self, page: Any, heads: Sequence[str], row: int = 0) -> None:
        """Write the headings of a table."""
        for column, head in enumerate(heads):
            page.write_string(row, column, cell_text(head), self.head)

    def set_print(self, page: Any, landscape: bool) -> None:
        """Print on A4, fitted to one page in width."""
        if landscape:
            page.set_landscape()
        page.set_paper(_A4)
        page.fit_to_pages(1, 0)

    def set_widths(self, page: Any, rows: Iterable[Sequence[Cell]]) -> list[int]:
        """Set and return column widths for these rows, before the first cell: big sheets are streamed."""
        widths = column_widths(rows)
        for column, width in enumerate(widths):
            page.set_column(column, column, width)
        return widths
