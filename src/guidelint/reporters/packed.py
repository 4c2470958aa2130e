"""Makes Office files reproducible by removing timestamps: the same report gives the same bytes."""

from __future__ import annotations

import re
from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_OLDEST = (1980, 1, 1, 0, 0, 0)
_UNDATED = datetime(2000, 1, 1)
_CORE = "docProps/core.xml"
_MODIFIED = re.compile(rb"(<dcterms:modified\b[^>]*>)[^<]*(</dcterms:)")


def made_on(as_of: str) -> datetime:
    """The time stated in a file: the start of the run's date (YYYY-MM-DD), or a fixed one."""
    return datetime.combine(date.fromisoformat(as_of), datetime.min.time()) if as_of else _UNDATED


def undated(content: bytes, as_of: str) -> bytes:
    """The archive with its parts in order and without timestamps; its properties state the run's date."""
    stamp = made_on(as_of).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    written = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(written, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == _CORE:
                data = _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", data)
            made = ZipInfo(entry.filename, _OLDEST)
            made.compress_type, made.external_attr = ZIP_DEFLATED, 0o600 << 16
            new.writestr(made, data)
    return written.getvalue()
