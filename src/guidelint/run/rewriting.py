"""The bytes of a source after fixes: everything that no edit names stays the same, byte for byte."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Sequence

from guidelint.finding import Edit, Fix
from guidelint.fixes.transcode import declaration
from guidelint.readers import reader_for
from guidelint.readers.decode import decode
from guidelint.readers.literal import changed

_WITH_MARK = frozenset((".csv", ".tsv"))
"""Spreadsheets take a text without a byte order mark for one in the local encoding."""


def rewritten(extension: str, data: bytes, fixes: Sequence[Fix]) -> bytes | None:
    """A file with the edits of fixes, in its own encoding; None where that cannot be.

    A fix that changes nothing in what is read is the transcoding to UTF-8.
    """
    edits = list(dict.fromkeys(edit for fix in fixes for edit in fix.edits))
    reader = reader_for(extension)
    if reader is None:
        return None
    if reader.takes == "bytes":
        return _workbook(data, edits)
    return _text(data, edits, extension if any(not fix.targets for fix in fixes) else "")


def _text(data: bytes, edits: Iterable[Edit], transcoded: str) -> bytes | None:
    """`transcoded`: the extension of a source that is to become UTF-8, else empty."""
    decoded = decode(data)
    if decoded.text is None or decoded.cut:
        return None
    try:
        body = decoded.text.encode(decoded.encoding)
        mark = data[: len(data) - len(body)]
        if transcoded:
            edits = [*edits, *declaration(transcoded, decoded.text)]
        new = changed(decoded.text, edits).encode("utf-8" if transcoded else decoded.encoding)
    except UnicodeEncodeError:
        return None
    if mark + body != data or bool(mark) != decoded.mark:
        return None  # some bytes have another spelling than the one that would be written
    if transcoded:
        return (codecs.BOM_UTF8 if transcoded in _WITH_MARK else b"") + new
    return mark + new


def _workbook(data: bytes, edits: Iterable[Edit]) -> bytes | None:
    from guidelint.readers.workbook.edit import with_cells

    cells: dict[str, list[Edit]] = {}
    for edit in edits:
        if edit.region is None or edit.region.cell is None:
            return None
        cells.setdefault(edit.region.cell, []).append(edit)
    return with_cells(data, cells)
