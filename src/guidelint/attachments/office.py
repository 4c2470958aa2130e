"""Text of Word and Excel files (Office Open XML), bounded, without reading anything outside the file.

Limits: 24 MiB per XML part, 96 MiB unpacked in total, 200,000 characters of text. No entity is resolved.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from guidelint.attachments.file_facts import Kind, Problem

MAX_PART = 24 << 20
MAX_WHOLE = 96 << 20
MAX_TEXT = 200_000
MAX_ENTRIES = 5_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BREAKS = {_W + "tab": " ", _W + "br": " ", _W + "cr": " "}
_BROKEN = (BadZipFile, zlib.error, ValueError, NotImplementedError, KeyError, EOFError, OSError)


class _RefusedError(ValueError):
    """Raised for a file that would expand beyond the limits."""


def is_locked(data: bytes) -> bool:
    """Whether a compound file is a password-protected Office document [MS-OFFCRYPTO]."""
    return "EncryptedPackage".encode("utf-16-le") in data


def opened(data: bytes) -> tuple[Kind, str | None, Problem | None]:
    """The type of a ZIP, its text if it is a document, and its defect, if any."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = {entry.filename: entry for entry in archive.infolist()}
            if any(entry.flag_bits & 1 for entry in entries.values()):
                return "zip", None, "locked"
            if "word/document.xml" in entries:
                return "docx", _joined(_word(_part(archive, entries, "word/document.xml"))), None
            if "xl/workbook.xml" in entries:
                return "xlsx", _joined(_sheets(archive, entries)), None
            return "zip", None, None
    except _BROKEN:
        return "zip", None, "damaged"


def _part(archive: ZipFile, entries: dict[str, ZipInfo], name: str) -> bytes:
    """One part; _RefusedError if it, or the total, exceeds the limits, whatever it declares."""
    whole = sum(entry.file_size for entry in entries.values())
    if len(entries) > MAX_ENTRIES or whole > MAX_WHOLE or entries[name].file_size > MAX_PART:
        raise _RefusedError(name)
    with archive.open(entries[name]) as stream:
        data = stream.read(MAX_PART + 1)
    if len(data) > MAX_PART:
        raise _RefusedError(name)
    return data


def _walked(xml: bytes) -> Iterator[tuple[str, Any]]:
    """(start or end, element) in order; ValueError for malformed XML."""
    from lxml import etree

    events = etree.iterparse(
        BytesIO(xml),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for event, node in events:
            yield event, node
            if event == "end":
                node.clear(keep_tail=True)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error


def _word(xml: bytes) -> Iterator[str]:
    """The text of a document: one line per paragraph and per table row, with tabs between cells."""
    cells = fallbacks = 0
    for event, node in _walked(xml):
        tag = node.tag
        if tag == _FALLBACK:
            fallbacks += 1 if event == "start" else -1
        elif tag == _W + "tc":
            cells += 1 if event == "start" else -1
            yield "" if event == "start" else "\t"
        elif event == "end" and not fallbacks:
            yield _said(node, tag, cells)


def _said(node: Any, tag: str, cells: int) -> str:
    """The text that an element contributes at its end."""
    if tag == _W + "t":
        return node.text or ""
    if tag == _W + "p":
        return " " if cells else "\n"
    return "\n" if tag == _W + "tr" else _BREAKS.get(tag, "")


def _sheets(archive: ZipFile, entries: dict[str, ZipInfo]) -> Iterator[str]:
    """The text of a workbook: one line per row, with tabs between cells."""
    shared: list[str] = []
    if "xl/sharedStrings.xml" in entries:
        shared = _strings(_part(archive, entries, "xl/sharedStrings.xml"))
    names = sorted(name for name in entries if name.startswith("xl/worksheets/") and name.endswith(".xml"))
    for name in sorted(names, key=len):
        yield from _sheet(_part(archive, entries, name), shared)


def _strings(xml: bytes) -> list[str]:
    found: list[str] = []
    text: list[str] = []
    for event, node in _walked(xml):
        name = _local(node)
        if event == "end" and name == "t":
            text.append(node.text or "")
        elif event == "end" and name == "si":
            found.append("".join(text))
            text = []
    return found


def _sheet(xml: bytes, shared: list[str]) -> Iterator[str]:
    value = ""
    for event, node in _walked(xml):
        name = _local(node)
        if event == "start":
            continue
        if name in ("v", "t"):
            value += node.text or ""
        elif name == "c":
            indexed = node.get("t") == "s" and value.isdigit() and int(value) < len(shared)
            yield (shared[int(value)] if indexed else value) + "\t"
            value = ""
        elif name == "row":
            yield "\n"


def _local(node: Any) -> str:
    name: str = node.tag.rpartition("}")[2]
    return name


def _joined(pieces: Iterator[str]) -> str:
    """The pieces up to the limit, without trailing blanks on lines."""
    found: list[str] = []
    length = 0
    for piece in pieces:
        found.append(piece)
        length += len(piece)
        if length > MAX_TEXT:
            break
    lines = [line.rstrip(" ") for line in "".join(found)[:MAX_TEXT].split("\n")]
    return "\n".join(line for line in lines if line.strip())
