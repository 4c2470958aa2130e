"""What bare cells say, from their source: a text each, or lines of text with breaks between them."""

from __future__ import annotations

import re
from html import unescape

from guidelint.readers.html_text import flat

BLANKS = r"[ \t\n\r\f]"
BREAK = rf"<br{BLANKS}*+/?+>"
_LINES = re.compile(BREAK)
_ENDS = re.compile("\r\n?")
_SIGNS = ("<", "&", "\n", "  ", "\xa0", "\t", "\r", "\f")
"""Texts without these are texts as they stand."""
_REFERENCES = re.compile(r"&(?:(?:amp|lt|gt|quot|nbsp|#39|#x27|#160|#12288);|(?![A-Za-z#]))")


class Odd(Exception):  # noqa: N818 - no error: what is odd is read by its elements
    """Something is not plain."""


def texts_in(cells: list[str]) -> tuple[list[str], int]:
    """What cells say, from their source, and the number of tags in them; `Odd` for uncommon entities."""
    texts = list(map(str.strip, cells))
    whole = "".join(texts)
    if any([sign in whole for sign in _SIGNS]):
        return list(map(text_in, texts)), whole.count("<")
    return texts, 0


def text_in(cell: str) -> str:
    """What one cell says, line by line where it has breaks."""
    if "<" not in cell:
        return flat(_decoded(cell))
    if cell.startswith("<pre>"):
        return _ENDS.sub("\n", _decoded(cell.removeprefix("<pre>").removesuffix("</pre>"))).strip()
    return "\n".join(filter(None, [flat(_decoded(line)) for line in _LINES.split(cell)]))


def _decoded(text: str) -> str:
    if "<" in text:
        raise Odd
    if "&" not in text:
        return text
    if "&" in _REFERENCES.sub("", text):
        raise Odd
    return unescape(text)
