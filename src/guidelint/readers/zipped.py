"""Checks a zipped workbook (XLSX, ODS) before it is parsed: unpacked size, and how far its cells reach."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from xml.etree import ElementTree
from zipfile import ZipFile, ZipInfo

from guidelint.readers.held_text import Held, pieces
from guidelint.readers.sheet import Span, column_number
from guidelint.readers.sheet_reach import Reach
from guidelint.tuples import NamedTuple

MAX_BYTES = 1 << 30
MAX_RATIO = 200
_LARGE = 50 << 20
MAX_CELLS = 20_000_000
"""The maximum number of cells between the first and the last of a sheet: parsers allocate them all."""

_TOO_LARGE = "解压后过大，可能是压缩炸弹 (it unpacks beyond all bounds)"
LOCKED = "文件有密码保护 (password-protected)"
DAMAGED = "文件已损坏或不完整 (damaged or cut off)"
_FORMULA = rb"\s*<(?:\w+:)?f\b(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w+:)?f>)\s*"
_NO_VALUE = rb"(?:<(?:\w+:)?v\s*(?:/>|></(?:\w+:)?v>)\s*)?"
_LOST = re.compile(
    rb'<(?:\w+:)?c (?![^<>]*\bt="str")[^<>]*?\br="([A-Z]+\d+)"[^<>]*>'
    + _FORMULA
    + _NO_VALUE
    + rb"</(?:\w+:)?c>"
)
_ERROR = re.compile(
    rb'<(?:\w+:)?c (?=[^<>]*\bt="e")[^<>]*?\br="([A-Z]+)(\d+)"[^<>]*>'
    rb"(?:" + _FORMULA + rb")?<(?:\w+:)?v>([^<]*)<"
)
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_ROWS, _COLUMNS = _TABLE + "number-rows-repeated", _TABLE + "number-columns-repeated"
_DOWN, _RIGHT = _TABLE + "number-rows-spanned", _TABLE + "number-columns-spanned"
_TYPE = _OFFICE + "value-type"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


class RefusedError(Exception):
    """A file that must not reach its parser: the reason in both languages, and the `source.*` rule for it."""

    def __init__(self, why: str, rule: str = "source.unreadable") -> None:
        super().__init__(why)
        self.rule = rule


class Notes(NamedTuple):
    """Facts that the parser does not give: the first formula without a value, error values, merged ranges.

    `errors`: (row, column), from 1 → displayed text; `merged` counts from 0.
    """

    lost: str = ""
    errors: Mapping[tuple[int, int], str] = MappingProxyType({})
    merged: tuple[Span, ...] = ()


def check_sizes(archive: ZipFile) -> None:
    """Refuse an archive that would expand too far."""
    entries = archive.infolist()
    if sum(entry.file_size for entry in entries) > MAX_BYTES or any(map(_swollen, entries)):
        raise RefusedError(_TOO_LARGE)
    if any(entry.flag_bits & 1 for entry in entries):
        raise RefusedError(LOCKED)


def _swollen(entry: ZipInfo) -> bool:
    return entry.file_size > _LARGE and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)


def look_at_xlsx(archive: ZipFile) -> dict[str, Notes]:
    """Notes by sheet name, for sheets that have any. BadZipFile or ParseError if the file is damaged."""
    names = sheet_files(archive)
    files = {name.lower() for name in names}
    sheets = [entry for entry in archive.infolist() if entry.filename.lower() in files]
    held = Held(archive, sheets, MAX_BYTES)
    notes = [(entry.filename, _look_at_sheet(archive, entry, held)) for entry in sheets]
    if held.too_much:
        raise RefusedError(_TOO_LARGE)
    return {names.get(file, file): note for file, note in notes if note != Notes()}


def _look_at_sheet(archive: ZipFile, entry: ZipInfo, held: Held) -> Notes:
    reach = Reach()
    lost = ""
    errors = {}
    for xml in pieces(archive, entry, b"<row"):
        reach.add(xml)
        held.add(xml)
        # searching a single letter is fast, and most sheets lack it
        if not lost and b"f" in xml and (b"<f" in xml or b":f" in xml):
            found = _LOST.search(xml)
            lost = found[1].decode() if found else ""
        for column, row, text in _ERROR.findall(xml) if b"e" in xml and b't="e"' in xml else ():
            errors[int(row), column_number(column.decode())] = text.decode("utf-8", "replace")
    if reach.area > MAX_CELLS:
        _check_cells(archive, entry)
    return Notes(lost, errors)


def _check_cells(archive: ZipFile, entry: ZipInfo) -> None:
    """Refuse a sheet whose last non-empty row times last non-empty column is too large."""
    reach = Reach(exactly=True)
    for xml in pieces(archive, entry, b"<row"):
        reach.add(xml)
    check_area(reach.height, reach.width)


def check_area(height: int, width: int) -> None:
    """Refuse a sheet with too many cells."""
    if height * width > MAX_CELLS:
        raise RefusedError(
            f"工作表范围过大：{height} 行 × {width} 列，请删除远处的单元格 (too many cells: {height} x {width})"
        )


def sheet_files(archive: ZipFile) -> dict[str, str]:
    """The name of each sheet, by the name of its file in an XLSX archive."""
    relations = ElementTree.fromstring(_content(archive, "xl/_rels/workbook.xml.rels"))
    targets = {node.get("Id"): node.get("Target", "").removeprefix("/xl/") for node in relations}
    book = ElementTree.fromstring(_content(archive, "xl/workbook.xml"))
    found = {}
    for node in book.iter():
        key = next((value for name, value in node.attrib.items() if name.endswith("}id")), None)
        if node.tag.endswith("}sheet") and key in targets:
            found["xl/" + targets[key].removeprefix("xl/")] = node.get("name", "")
    return found


def _content(archive: ZipFile, name: str) -> bytes:
    """A file of an archive, read up to its declared size."""
    with archive.open(name) as file:
        return file.read(archive.getinfo(name).file_size)


def look_at_ods(archive: ZipFile) -> dict[str, Notes]:
    """Notes by sheet name: the merged ranges, which the parser does not give."""
    if b"encryption-data" in _content(archive, "META-INF/manifest.xml"):
        raise RefusedError(LOCKED)
    content = ElementTree.fromstring(_content(archive, "content.xml"))
    if sum(_number(node, _TEXT + "c") for node in content.iter(_TEXT + "s")) > MAX_BYTES:
        raise RefusedError(_TOO_LARGE)
    tables = list(content.iter(_TABLE + "table"))
    if sum(map(_told, tables)) > MAX_BYTES:
        raise RefusedError(_TOO_LARGE)
    return {table.get(_TABLE + "name", ""): Notes(merged=tuple(_spans(table))) for table in tables}


def _told(table: ElementTree.Element) -> int:
    """The number of characters in the cells of a table, repetitions included."""
    return sum(_number(line, _ROWS) * sum(map(_signs, line)) for line in table.iter(_TABLE + "table-row"))


def _signs(cell: ElementTree.Element) -> int:
    """The number of characters in a cell, repetitions in its row included."""
    if not len(cell) and not cell.text:
        return 0
    return _number(cell, _COLUMNS) * sum(map(len, cell.itertext()))


def _spans(table: ElementTree.Element) -> list[Span]:
    spans: list[Span] = []
    row = width = height = 0
    for line in table.iter(_TABLE + "table-row"):
        column, times = 0, _number(line, _ROWS)
        for cell in line:
            repeats = _number(cell, _COLUMNS)
            if cell.get(_DOWN) or cell.get(_RIGHT):
                down, right = _number(cell, _DOWN), _number(cell, _RIGHT)
                if down * right > 1:
                    spans.append((row, column, row + down - 1, column + right - 1))
            column += repeats
            if cell.get(_TYPE):
                width, height = max(width, column), row + times
        row += times
    check_area(height, width)
    return spans


def _number(node: ElementTree.Element, name: str) -> int:
    """An attribute that repeats cells or rows, 1 if missing; ValueError if it is no number."""
    said = node.get(name)
    if said is None:
        return 1
    number = int(said)
    if number < 0:
        raise ValueError(name)
    return number
