"""The fix of a source that is not UTF-8: the same text in UTF-8, and no declaration that says otherwise.

It has no edits that a report could tell: whoever changed only the declaration would make the source unreadable.
"""

from __future__ import annotations

import re

from guidelint.finding import Edit, Fix

_HEAD = 4096
_DECLARED = {
    ".xml": re.compile(r"\s*<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([\w.:-]+)[\"']"),
    ".html": re.compile(r"<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE),
}
_DECLARED[".htm"] = _DECLARED[".html"]


def transcoding(language: str) -> Fix:
    """The fix of a source that is not UTF-8."""
    return Fix("save it as UTF-8" if language == "en" else "转存为 UTF-8 编码", True, ())


def declaration(extension: str, text: str) -> list[Edit]:
    """What makes a text declare UTF-8, where it declares another encoding."""
    declared = _DECLARED.get(extension.lower())
    found = declared.search(text[:_HEAD]) if declared else None
    if found is None or found[1].lower() in ("utf-8", "utf8"):
        return []
    return [Edit(*found.span(1), "UTF-8")]
