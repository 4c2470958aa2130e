"""Files named .xls that are not workbooks: the tables of an HTML page, or the XML of Excel 2003, as sheets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from guidelint.lean.tuples import NamedTuple
from guidelint.location import Lines
from guidelint.readers.decode import decode
from guidelint.readers.html.builder import parse
from guidelint.readers.html.grid import rows_of
from guidelint.readers.html.lines import lines_of
from guidelint.readers.html.tree import Node
from guidelint.readers.table.sheet import Sheet, Span, covered, rectangular, text_of
from guidelint.readers.workbook.zipped import DAMAGED, RefusedError, check_area

SPREADSHEET = "{urn:schemas-microsoft-com:office:spreadsheet}"
_HIDDEN = "{urn:schemas-microsoft-com:office:excel}Visible"
_OPTIONS: dict[str, Any] = {"resolve_entities": False, "no_network": True, "remove_comments": True}
_MOST, _LONG = 1 << 20, 10
"""The maximum number of rows or columns of a sheet, and the maximum length of a number."""
_NAME = re.compile("<x:Name>([^<>]+)<")


class _Cell(NamedTuple):
    """A text, its column index if given, and the number of columns and rows that it spans."""

    text: str | None
    column: int
    width: int
    height: int


def sheets_of_page(content: bytes) -> list[Sheet]:
    """One sheet with all tables of a page, below each other; empty if the page has none."""
    text = decode(content).text or ""
    named = _NAME.search(text)
    sheets: list[Sheet] = []
    first = 1
    for table in _tables(parse(Lines(text))[0]):
        sheet = _sheet(named[1] if named else "Sheet1", enumerate(map(_cells_of_row, rows_of(table))))
        sheets.append(sheet._replace(first=(first, 1)))
        first += len(sheet.rows)
    return sheets


def _tables(node: Node) -> list[Node]:
    """The outermost tables, without those used for layout only."""
    if node.tag == "table" and any(len(row.elements()) > 1 for row in rows_of(node)):
        return [node]
    inside = [table for child in node.elements() for table in _tables(child)]
    return inside or ([node] if node.tag == "table" else [])


def _cells_of_row(row: Node) -> list[_Cell]:
    return [
        _Cell("\n".join([line.text for line in lines_of(cell.children, cell)]), 0, cell.colspan, cell.rowspan)
        for cell in row.elements()
        if cell.tag in ("td", "th")
    ]


def sheets_of_xml(content: bytes) -> list[Sheet]:
    """The sheets of a workbook in the XML of Excel 2003; RefusedError where it is damaged."""
    try:
        book = etree.fromstring(content, etree.XMLParser(**_OPTIONS))
    except etree.XMLSyntaxError as error:
        raise RefusedError(DAMAGED) from error
    return [
        _sheet(sheet.get(SPREADSHEET + "Name", ""), _lines_of(sheet))._replace(
            hidden=any(found.text != "SheetVisible" for found in sheet.iter(_HIDDEN))
        )
        for sheet in book.iter(SPREADSHEET + "Worksheet")
    ]


def _lines_of(sheet: Any) -> Iterator[tuple[int, list[_Cell]]]:
    """The rows with their indices."""
    at = -1
    for row in sheet.iter(SPREADSHEET + "Row"):
        at = max(_number(row, "Index") - 1, at + 1)
        yield at, list(map(_cell_of_xml, row.iter(SPREADSHEET + "Cell")))


def _cell_of_xml(cell: Any) -> _Cell:
    width, height = _number(cell, "MergeAcross") + 1, _number(cell, "MergeDown") + 1
    return _Cell(_text_of_xml(cell.find(SPREADSHEET + "Data")), _number(cell, "Index") - 1, width, height)


def _text_of_xml(data: Any) -> str | None:
    """The displayed text of a cell, formatted as for other workbooks."""
    if data is None:
        return None
    text = "".join(data.itertext())
    kind = data.get(SPREADSHEET + "Type")
    if kind == "DateTime":
        return text.removesuffix("T00:00:00.000").removesuffix(".000").replace("T", " ")
    try:
        return text_of(float(text)) if kind == "Number" else text
    except (ValueError, OverflowError):
        return text


def _number(element: Any, name: str) -> int:
    number = element.get(SPREADSHEET + name, "")
    return min(int(number), _MOST) if number.isdecimal() and len(number) < _LONG else 0


def _sheet(name: str, lines: Iterable[tuple[int, list[_Cell]]]) -> Sheet:
    """A sheet from rows of cells; spanning cells become merged cells."""
    rows: list[list[str | None]] = []
    spans: list[Span] = []
    taken: dict[int, int] = {}
    reach = 1
    for at, cells in lines:
        check_area(at + 1, reach)
        rows += [[] for _ in range(at + 1 - len(rows))]
        column = 0
        for cell in cells:
            column = max(column, cell.column)
            while taken.get(column, -1) >= at:
                column += 1
            reach = max(reach, column + cell.width)
            check_area(at + 1, reach)
            rows[at] += [None] * (column - len(rows[at]))
            rows[at].append(cell.text)
            if max(cell.width, cell.height) > 1:
                spans.append((at, column, at + cell.height - 1, column + cell.width - 1))
                taken |= dict.fromkeys(range(column, column + cell.width), at + cell.height - 1)
            column += cell.width
    rows = rectangular(rows, text_of)
    return Sheet(name, rows, merged=covered(spans, len(rows), len(rows[0]) if rows else 0))
