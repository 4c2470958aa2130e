"""The fix of a source that is not UTF-8: the same text in UTF-8, and no declaration that says otherwise."""

from __future__ import annotations

import re

from guidelint.finding import Edit, Fix
from guidelint.location import Lines

_HEAD = 4096
_DECLARED = {
    ".xml": re.compile(r"\s*<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([\w.:-]+)[\"']"),
    ".html": re.compile(r"<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE),
}
_DECLARED[".htm"] = _DECLARED[".html"]


def transcoding(name: str, lines: Lines, language: str) -> Fix:
    """The fix for a source of a name; its edits are those of the encoding that the text itself declares."""
    declared = _DECLARED.get(name[name.rfind(".") :].lower())
    found = declared.search(lines.text[:_HEAD]) if declared else None
    edits: tuple[Edit, ...] = ()
    if found and found[1].lower() not in ("utf-8", "utf8"):
        start, end = found.span(1)
        edits = (Edit(start, end, "UTF-8", lines.region(start, end)),)
    return Fix("save it as UTF-8" if language == "en" else "转存为 UTF-8 编码", True, edits)
