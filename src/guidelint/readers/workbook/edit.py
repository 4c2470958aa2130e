"""Writes an XLSX workbook with the texts of some cells changed; all other parts keep their bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from copy import copy
from html import unescape
from io import BytesIO
from zipfile import ZipFile

from guidelint.finding import Edit
from guidelint.readers.literal import changed
from guidelint.readers.markup_edit import escaped
from guidelint.readers.workbook.zipped import sheet_files

_STRINGS = "xl/sharedStrings.xml"
_ITEM = re.compile(r"<((?:\w+:)?)si\b[^<>]*?(?:/>|>(.*?)</\1si>)", re.DOTALL)
_TEXT = re.compile(r"\s*<((?:\w+:)?)t\b[^<>]*>([^<]*)</\1t>\s*")
_VALUE = re.compile(r"<((?:\w+:)?)v>(\d+)</\1v>")
_INLINE = re.compile(r"<((?:\w+:)?)is>(.*?)</\1is>", re.DOTALL)
_CELL = re.compile(
    r'<(?P<p>(?:\w+:)?)c(?P<attributes>\s[^<>]*?\br="(?P<cell>[A-Z]+[0-9]+)"[^<>]*)(?<!/)>(?P<inside>.*?)</(?P=p)c>',
    re.DOTALL,
)
_TYPE = re.compile(r'\bt="(\w+)"')


def with_cells(content: bytes, cells: Mapping[str, Iterable[Edit]]) -> bytes | None:
    """The workbook with edited cell texts, by `Sheet!G12`; None if one of the cells holds no plain text.

    A cell keeps its style and becomes an inline string; rich text and formulas are refused.
    """
    with ZipFile(BytesIO(content)) as archive:
        files = {name: file for file, name in sheet_files(archive).items()}
        strings = _strings(archive)
        wanted: dict[str, dict[str, list[Edit]]] = {}
        for address, edits in cells.items():
            sheet, _, cell = address.rpartition("!")
            wanted.setdefault(files.get(sheet, ""), {})[cell] = list(edits)
        parts: dict[str, str] = {}
        for file, edited in wanted.items():
            if file not in archive.namelist():
                return None
            made = _with_cells(archive.read(file).decode(), edited, strings)
            if made is None:
                return None
            parts[file] = made
        return _copy(archive, parts)


def _with_cells(xml: str, cells: Mapping[str, list[Edit]], strings: list[str | None]) -> str | None:
    """The XML of a sheet with some cells changed; None if one of them is missing or holds no text."""
    pieces: list[str] = []
    left, at = dict(cells), 0
    for found in _CELL.finditer(xml):
        edits = left.pop(found["cell"], None)
        if edits is None:
            continue
        text = _text(found["attributes"], found["inside"], strings)
        if text is None:
            return None
        pieces += (xml[at : found.start()], _cell(found, changed(text, edits)))
        at = found.end()
    return None if left else "".join(pieces) + xml[at:]


def _cell(found: re.Match[str], text: str) -> str:
    prefix, attributes = found["p"], _TYPE.sub('t="inlineStr"', found["attributes"])
    body = escaped(text).replace("\n", "&#10;")
    cell_xml = f'<{prefix}is><{prefix}t xml:space="preserve">{body}</{prefix}t></{prefix}is>'
    return f"<{prefix}c{attributes}>{cell_xml}</{prefix}c>"


def _text(attributes: str, inside: str, strings: list[str | None]) -> str | None:
    """The text of a cell, None if it is not a plain string."""
    kind = _TYPE.search(attributes)
    if kind is None:
        return None
    if kind[1] == "inlineStr":
        inline = _INLINE.fullmatch(inside.strip())
        return _plain(inline[2]) if inline else None
    number = _VALUE.fullmatch(inside.strip()) if kind[1] == "s" else None
    return strings[int(number[2])] if number and int(number[2]) < len(strings) else None


def _strings(archive: ZipFile) -> list[str | None]:
    """The shared strings; None for rich text."""
    if _STRINGS not in archive.namelist():
        return []
    return [_plain(item[2] or "") for item in _ITEM.finditer(archive.read(_STRINGS).decode())]


def _plain(xml: str) -> str | None:
    text = _TEXT.fullmatch(xml)
    return unescape(text[2]) if text and "_x" not in text[2] else None


def _copy(archive: ZipFile, parts: Mapping[str, str]) -> bytes:
    """The archive with some parts replaced, in the same order and with the same dates."""
    whole = BytesIO()
    with ZipFile(whole, "w") as target:
        for entry in archive.infolist():
            new = parts.get(entry.filename)
            data = archive.read(entry) if new is None else new.encode()
            target.writestr(copy(entry), data, compress_type=entry.compress_type)
    return whole.getvalue()
