"""Checks a zipped workbook (XLSX, ODS) before it is parsed: unpacked size, and how far its cells reach."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from types import MappingProxyType
from xml.etree import ElementTree
from zipfile import ZipFile, ZipInfo

from guidelint.lean.tuples import NamedTuple
from guidelint.readers.table.sheet import Span, column_number
from guidelint.readers.workbook.reach import Reach
from guidelint.readers.workbook.text_volume import TextLength, pieces

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
_INSIDE = rb"""([^<>"']*+(?:(?:"[^"]*+"|'[^']*+')[^<>"']*+)*+)>"""
_REST = re.compile(_INSIDE)
"""A start tag from the end of its name."""
_SHEET = re.compile(rb"<table:table(?=[\s>])" + _INSIDE)
_NAME = re.compile(rb"""table:name=(["'])(.*?)\1""")
_LINE = b"<table:table-row"
_CELL = re.compile(rb"<table:(?:covered-)?table-cell(?=[\s/>])" + _INSIDE)
_SPACE = re.compile(rb"<text:s(?=\s)" + _INSIDE)
_TAG = re.compile(rb"<[^<>]*>")
_ROWS, _COLUMNS, _DOWN, _RIGHT, _SPACES = (
    re.compile(rb"""\b%b=["']([^"']*)""" % name)
    for name in (
        b"table:number-rows-repeated", b"table:number-columns-repeated", b"table:number-rows-spanned",
        b"table:number-columns-spanned", b"text:c",
    )
)  # fmt: skip


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


def notes_of_xlsx(archive: ZipFile) -> dict[str, Notes]:
    """Notes by sheet name, for sheets that have any. BadZipFile or ParseError if the file is damaged."""
    names = sheet_files(archive)
    files = {name.lower() for name in names}
    sheets = [entry for entry in archive.infolist() if entry.filename.lower() in files]
    held = TextLength(archive, sheets, MAX_BYTES)
    notes = [(entry.filename, _look_at_sheet(archive, entry, held)) for entry in sheets]
    if held.too_much:
        raise RefusedError(_TOO_LARGE)
    return {names.get(file, file): note for file, note in notes if note != Notes()}


def _look_at_sheet(archive: ZipFile, entry: ZipInfo, held: TextLength) -> Notes:
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


def notes_of_ods(archive: ZipFile) -> dict[str, Notes]:
    """Notes by sheet name: the merged ranges, which the parser does not give.

    Tags are found by the prefixes that the parser requires, since a tree of all cells takes several times as long.
    """
    if b"encryption-data" in _content(archive, "META-INF/manifest.xml"):
        raise RefusedError(LOCKED)
    content = _content(archive, "content.xml")
    characters = sum(_number(found[0], _SPACES) for found in _SPACE.finditer(content))
    notes: dict[str, Notes] = {}
    starts = list(_SHEET.finditer(content))
    for start, end in zip(starts, [*(next.start() for next in starts[1:]), len(content)], strict=True):
        spans, repeated = _spans(content, start.end(), end)
        characters += repeated
        name = _NAME.search(start[0])
        notes[unescape(name[2].decode()) if name else ""] = Notes(merged=tuple(spans))
    if characters > MAX_BYTES:
        raise RefusedError(_TOO_LARGE)
    return notes


def _spans(content: bytes, start: int, end: int) -> tuple[list[Span], int]:
    """The merged ranges of a sheet, and the number of characters in its repeated cells."""
    spans: list[Span] = []
    row = width = height = characters = 0
    for line in content[start:end].split(_LINE)[1:]:
        if line[:1].isalpha() or line[:1] == b"-":
            continue  # table-rows, table-row-group
        times, column = 1, line.count(b"<table:table-cell") + line.count(b"<table:covered-table-cell")
        if b"repeated" in line or b"spanned" in line:
            tag = _REST.match(line)
            times = _number(tag[0] if tag else line, _ROWS)
            column, repeated = _read_cells(line, row, times, spans)
            characters += repeated
        if b"value-type" in line:
            width, height = max(width, column), row + times
        row += times
    check_area(height, width)
    return spans, characters


def _read_cells(line: bytes, row: int, times: int, spans: list[Span]) -> tuple[int, int]:
    """Add a row's merged ranges; its columns up to the last value, its characters in repeated cells."""
    column = width = characters = 0
    for found in _CELL.finditer(line):
        attributes = found[1]
        repeats, down, right = (_number(attributes, name) for name in (_COLUMNS, _DOWN, _RIGHT))
        if down * right > 1:
            spans.append((row, column, row + down - 1, column + right - 1))
        column += repeats
        if b"value-type" in attributes:
            width = column
        if repeats * times > 1 and not attributes.endswith(b"/"):
            inside = line[found.end() : line.find(b"</table:", found.end())]
            characters += repeats * times * len(_TAG.sub(b"", inside).decode(errors="replace"))
    return width, characters


def _number(tag: bytes, name: re.Pattern[bytes]) -> int:
    """An attribute that repeats cells, rows or spaces, 1 if missing; ValueError if it is no number."""
    found = name.search(tag)
    if found is None:
        return 1
    number = int(found[1])
    if number < 0:
        raise ValueError(name)
    return number
