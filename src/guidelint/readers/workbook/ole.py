"""Checks an Excel 97 workbook (.xls) before it is parsed: format, damage, and how far its cells reach."""

from __future__ import annotations

import struct
from struct import unpack_from

from guidelint.readers.workbook.zipped import LOCKED, RefusedError, check_area

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFF0
_CELLS = frozenset((0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E, 0x0406, 0x0207))
"""BIFF records of cell values: FORMULA, MULRK, RSTRING, LABELSST, NUMBER, LABEL, BOOLERR, RK."""
_BOF, _FILEPASS = 0x0809, 0x002F


def check_xls(content: bytes) -> None:
    """Refuse a compound file that is encrypted, damaged, no workbook, or has cells too far apart."""
    try:
        stream = _workbook(content)
    except (IndexError, ValueError, struct.error) as error:
        raise RefusedError("文件已损坏 (damaged)") from error
    height = width = at = 0
    while at + 4 <= len(stream):
        kind, length = unpack_from("<HH", stream, at)
        if kind == _FILEPASS:
            raise RefusedError(LOCKED)
        if kind == _BOF:
            check_area(height, width)
            height = width = 0
        elif kind in _CELLS and length >= 4 and at + 8 <= len(stream):
            row, column = unpack_from("<HH", stream, at + 4)
            height, width = max(height, row + 1), max(width, column + 1)
        at += 4 + length
    check_area(height, width)


def _workbook(content: bytes) -> bytes:
    """The stream that holds the workbook [MS-CFB 2]; ValueError or IndexError when the file is damaged."""
    shift = unpack("<H", content, 30)
    if shift not in (9, 12):
        raise ValueError("no sector size")
    size = 1 << shift
    table = _table(content, size)
    directory = _chain(content, table, unpack("<I", content, 48), size)
    streams = {}
    for at in range(0, len(directory) - 127, 128):
        name = directory[at : at + max(unpack("<H", directory, at + 64) - 2, 0)].decode(
            "utf-16-le", "replace"
        )
        streams[name] = (unpack("<I", directory, at + 116), unpack("<I", directory, at + 120))
    if "EncryptedPackage" in streams:
        raise RefusedError(LOCKED)
    found = streams.get("Workbook") or streams.get("Book")
    if found is None:
        raise RefusedError("不是 Excel 工作簿 (no workbook inside)", "source.unsupported")
    start, length = found
    if length < unpack("<I", content, 56):
        return b""  # in the mini stream: too small to reach far
    return _chain(content, table, start, size)[:length]


def _table(content: bytes, size: int) -> list[int]:
    """Sector → next sector."""
    sectors = [unpack("<I", content, 76 + 4 * n) for n in range(109)]
    more, seen = unpack("<I", content, 68), 0
    while more < _END and seen < len(content) // size:
        block = content[(more + 1) * size : (more + 2) * size]
        sectors += unpack_from(f"<{size // 4 - 1}I", block)
        more, seen = unpack("<I", block, size - 4), seen + 1
    table: list[int] = []
    for sector in sectors:
        if sector < _END:
            block = content[(sector + 1) * size : (sector + 2) * size].ljust(size, b"\xff")
            table += unpack_from(f"<{size // 4}I", block)
    return table


def _chain(content: bytes, table: list[int], sector: int, size: int) -> bytes:
    parts: list[bytes] = []
    while sector < _END and len(parts) <= len(table):
        parts.append(content[(sector + 1) * size : (sector + 2) * size])
        sector = table[sector]
    return b"".join(parts)


def unpack(form: str, data: bytes, at: int) -> int:
    """One number; IndexError beyond the end."""
    if at + (2 if form == "<H" else 4) > len(data):
        raise IndexError("beyond the end")
    number: int = unpack_from(form, data, at)[0]
    return number
