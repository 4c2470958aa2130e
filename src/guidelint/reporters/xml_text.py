"""Writes XML: escapes values, and makes characters visible that XML 1.0 (section 2.2) forbids."""

from __future__ import annotations

from collections.abc import Iterable

from guidelint.reporters.options import Options
from guidelint.reporters.visible import visible

_KEPT = "\n\t"
_CONTENT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\ufffe": "\\ufffe", "\uffff": "\\uffff"})
_ATTRIBUTE = _CONTENT | str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})
"""Line breaks as references: a parser turns bare ones into spaces (section 3.3.3)."""


def content(text: str) -> str:
    """Text between tags; line feeds and tabs are kept."""
    return visible(text, keep=_KEPT).translate(_CONTENT)


def attributes(**values: str | int) -> str:
    """` name="value"` for each attribute, in this order."""
    return "".join(f' {name}="{_quoted(str(value))}"' for name, value in values.items())


def _quoted(text: str) -> str:
    return visible(text, keep=_KEPT).translate(_ATTRIBUTE)


def document(lines: Iterable[str], options: Options) -> str:
    """A declaration and the lines; pure ASCII if the destination may not be UTF-8."""
    text = "".join(line + "\n" for line in ('<?xml version="1.0" encoding="UTF-8"?>', *lines))
    return text if options.unicode else text.encode("ascii", "xmlcharrefreplace").decode("ascii")
