"""Text of PDF files through pypdf if the extra `pdf` is installed; otherwise only whether they are complete."""

from __future__ import annotations

import logging
from io import BytesIO

from guidelint.attachments.file_facts import Problem

MAX_BYTES = 24 << 20
MAX_PAGES = 20
MAX_TEXT = 200_000
_TAIL = 4096


def opened(data: bytes) -> tuple[str | None, Problem | None]:
    """The text of the first pages (None if unavailable), and the file's defect, if any.

    A file without the required end of a PDF (ISO 32000-1, 7.5.5) was truncated.
    """
    if b"%%EOF" not in data[-_TAIL:]:
        return None, "damaged"
    return (_text(data) if len(data) <= MAX_BYTES else None), None


def has_reader() -> bool:
    """Whether the extra is installed."""
    from importlib.util import find_spec

    return find_spec("pypdf") is not None


def _text(data: bytes) -> str | None:
    try:
        from pypdf import PdfReader
    except ImportError:
        return None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        pages = PdfReader(BytesIO(data)).pages
        text = "\n".join(pages[number].extract_text() for number in range(min(len(pages), MAX_PAGES)))
    except Exception:  # whatever a hostile file makes the library raise, there is no text to be had
        return None
    return text.strip()[:MAX_TEXT] or None
