"""Workbooks (XLSX, XLS, ODS) through calamine; every value becomes the text that a spreadsheet shows."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from guidelint.finding import Edit
from guidelint.location import START, Path, Region
from guidelint.readers.literal import trimmed
from guidelint.readers.table.headings import Names
from guidelint.readers.table.sheet import Sheet, Span, Texts, column_number, covered, rectangular
from guidelint.readers.table.stacked import stacked
from guidelint.readers.table_tree import TableTree
from guidelint.readers.tree import SourceProblem
from guidelint.readers.workbook.ole import MAGIC, check_xls
from guidelint.readers.workbook.zipped import (
    DAMAGED,
    LOCKED,
    Notes,
    RefusedError,
    check_sizes,
    notes_of_ods,
    notes_of_xlsx,
)

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_ZIP = b"PK\x03\x04"
_BROKEN = (
    BadZipFile,
    ParseError,
    KeyError,
    ValueError,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
)
_OWNER_FILE = 165
"""The size in bytes of the lock file that Excel and WPS create for an open workbook."""
_SPREADSHEET = b"urn:schemas-microsoft-com:office:spreadsheet"
_ARCHIVE = b"mime-version"
_PRETENDERS: tuple[tuple[bytes, str], ...] = (
    (_ARCHIVE, "是网页存档而不是工作簿，请用 Excel 打开后另存为 xlsx (a web archive)"),
    (b"<html", "是网页而不是工作簿，请用 Excel 打开后另存为 xlsx (an HTML page)"),
    (b"<table", "是网页而不是工作簿，请用 Excel 打开后另存为 xlsx (an HTML page)"),
    (b"%pdf", "是 PDF 而不是工作簿 (a PDF)"),
)


class WorkbookTree(TableTree):
    """A workbook; see `readers.table_tree.TableTree`."""

    def __init__(self, content: bytes, names: frozenset[str]) -> None:
        super().__init__()
        self._writable = content.startswith(_ZIP) and b"xl/workbook.xml" in content
        try:
            sheets = _exported(content)
            notes = {} if sheets else _notes_of(content)
            sheets = sheets or _sheets(content, notes)
        except RefusedError as refusal:
            self.problems = [SourceProblem(refusal.rule, START, {"reason": str(refusal)})]
            return
        known = Names(names)
        self.assemble([table for sheet in sheets for table in stacked(sheet, known)], names)
        skipped = {left.sheet for left in self.left_out} if self.root else set()
        for sheet in sheets:
            if sheet.name not in skipped and (not self.root or any(map(any, sheet.rows))):
                self._tell_lost(sheet, notes.get(sheet.name, Notes()).lost)

    def edits(self, path: Path, value: str, changes: Sequence[Edit]) -> tuple[Edit, ...] | None:
        """The changes themselves, as edits of the cell's text; None for formats other than XLSX."""
        sheet, row, column = self.cell_of(path)
        text = self.sheets[sheet].cell(row, column)
        if not self._writable or text is None or text.count(value) != 1:
            return None
        region, at = self.cell(sheet, row, column), text.index(value)
        made = (trimmed(change, value) for change in changes)
        return tuple(Edit(start + at, end + at, new_text, region) for start, end, new_text, _ in made)

    def _tell_lost(self, sheet: Sheet, lost: str) -> None:
        """Report a formula without a cached value, on a sheet that is read, or if none is."""
        if not lost:
            return
        column, row = column_number(lost.rstrip("0123456789")), int(lost.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        address = f"{sheet.name}!{lost}"
        found = "没有保存结果的公式，请用 Excel 打开并保存"
        found_en = "a formula without its result; open the workbook in Excel and save it"
        args = {"where": address, "expected": "值", "found": found}
        args |= {"expected_en": "a value", "found_en": found_en}
        self.problems.append(
            SourceProblem("source.wrong-type", Region(row, column, row, column + 1, address), args)
        )


def _exported(content: bytes) -> list[Sheet]:
    """The sheets of HTML or XML that is named as a workbook; empty for real workbooks and all else."""
    start = b"" if content.startswith((_ZIP, MAGIC)) else _start(content)
    if _ARCHIVE in start:
        return []
    if b"<?mso-application" in start or (_SPREADSHEET in start and b"workbook" in start):
        from guidelint.readers.workbook.exported import sheets_of_xml

        return sheets_of_xml(content)
    if b"<html" in start or b"<table" in start:
        from guidelint.readers.workbook.exported import sheets_of_page

        return sheets_of_page(content)
    return []


def _start(content: bytes) -> bytes:
    """The beginning of a text in letters that are the same in all encodings."""
    return content[:4096].replace(b"\0", b"").lower()


def _notes_of(content: bytes) -> Mapping[str, Notes]:
    """Notes on the sheets of a workbook that may be parsed; RefusedError for one that must not."""
    if content.startswith(MAGIC):
        check_xls(content)
        return {}
    if not content.startswith(_ZIP):
        start = _start(content)
        unlike = "不是工作簿，请用 Excel 打开后另存为 xlsx (not a workbook)"
        why = next((why for mark, why in _PRETENDERS if mark in start), unlike)
        if len(content) == _OWNER_FILE:
            why = "是表格打开时的临时文件（~$），不用检查 (the lock of a workbook that is open)"
        raise RefusedError(why, "source.unsupported")
    try:
        with ZipFile(BytesIO(content)) as archive:
            check_sizes(archive)
            return notes_of_ods(archive) if "content.xml" in archive.namelist() else notes_of_xlsx(archive)
    except _BROKEN as error:
        raise RefusedError(DAMAGED) from error


def _sheets(content: bytes, notes: Mapping[str, Notes]) -> list[Sheet]:
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        hidden = {each.name for each in book.sheets_metadata if each.visible != SheetVisibleEnum.Visible}
        return [
            _sheet(book.get_sheet_by_name(each.name), notes.get(each.name, Notes()), each.name in hidden)
            for each in book.sheets_metadata
            if each.typ == SheetTypeEnum.WorkSheet  # charts and macro sheets have no cells
        ]
    except PasswordError as error:
        raise RefusedError(LOCKED) from error
    except CalamineError as error:
        raise RefusedError(f"不是可读取的工作簿或已损坏 (damaged): {error}") from error
    except BaseException as error:
        # a panic in the Rust parser is not an Exception
        if type(error).__name__ != "PanicException":
            raise
        raise RefusedError("文件已损坏 (damaged)") from error


def _sheet(found: CalamineSheet, notes: Notes, hidden: bool) -> Sheet:
    top, left = found.start or (0, 0)
    rows = rectangular(islice(found.iter_rows(), top, None), Texts().__getitem__)
    for (row, column), text in notes.errors.items():
        if 0 <= row - 1 - top < len(rows) and 0 <= column - 1 - left < len(rows[0]):
            rows[row - 1 - top][column - 1 - left] = text or None
    ranges = found.merged_cell_ranges
    spans = [(*start, *end) for start, end in ranges] if ranges else notes.merged
    shifted: list[Span] = [(a - top, b - left, c - top, d - left) for a, b, c, d in spans]
    merged = covered(shifted, len(rows), len(rows[0]) if rows else 0)
    return Sheet(found.name, rows, (top + 1, left + 1), merged, hidden=hidden)
