"""Workbooks for tests: XLSX by XlsxWriter, ODS by hand, and the cell that a region names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from guidelint.dialects import known_columns
from guidelint.location import Region
from guidelint.readers.table.sheet import text_of
from guidelint.ruleset import dialect_files, load_dialects

NAMES = known_columns(load_dialects(dialect_files([])))
Rows = Sequence[Sequence[Any]]
_ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    "{}</office:spreadsheet></office:body></office:document-content>"
)
_MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def xlsx(build: Callable[[Workbook], None]) -> bytes:
    buffer = BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        build(book)
    return buffer.getvalue()


def write(sheet: Worksheet, rows: Rows, top: int = 0, left: int = 0) -> None:
    """Rows of cells from a cell on; None writes nothing."""
    for row, cells in enumerate(rows, top):
        for column, value in enumerate(cells, left):
            if isinstance(value, str):
                sheet.write_string(row, column, value)
            elif value is not None:
                sheet.write(row, column, value)


def book_of(sheets: dict[str, Rows], *merged: tuple[str, str]) -> bytes:
    """A workbook of sheets; `merged` are (sheet, range), which take the text of their first cell."""

    def build(book: Workbook) -> None:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            write(sheet, rows)
            for _, span in (pair for pair in merged if pair[0] == name):
                sheet.merge_range(span, "")
            write(sheet, rows)

    return xlsx(build)


def zipped(**entries: str) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, text in entries.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def ods_cell(text: str, attributes: str = "") -> str:
    if not text:
        return f"<table:table-cell {attributes}/>"
    start = f'<table:table-cell office:value-type="string" {attributes}>'
    return f"{start}<text:p>{escape(text)}</text:p></table:table-cell>"


def ods(name: str, *rows: str) -> bytes:
    """A workbook of one sheet of `ods_cell`s."""
    lines = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    content = _ODS.format(f'<table:table table:name="{name}">{lines}</table:table>')
    entries = {"mimetype": ODS_TYPE, "META-INF/manifest.xml": _MANIFEST, "content.xml": content}
    return zipped(**entries)


def cell_text(content: bytes, region: Region) -> str | None:
    """What the cell that a region names holds, read anew."""
    assert region.cell is not None
    sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name(region.cell.rpartition("!")[0])
    rows = sheet.to_python(skip_empty_area=False)
    inside = region.line <= len(rows) and region.column <= len(rows[0])
    return text_of(rows[region.line - 1][region.column - 1]) if inside else None
