"""The targets of links and pictures, used as values of labels that ask for an address or a file."""

from __future__ import annotations

import re
from html import unescape

from guidelint.readers.html.lines import Value
from guidelint.readers.table.lists import ADDRESSES, FILES

LINKED = ADDRESSES | FILES
"""Labels whose text is the target of a link."""
_LINK = re.compile(
    r"""<a\s(?:[^<>]*?[\s"'])?href\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')""",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
_ON_THE_SERVER = re.compile(r"//?[^\s/][^<>\"'\\]*")
_PICTURE = re.compile(
    r"""<img\s(?:[^<>]*?[\s"'])?src\s*=\s*(?:"([^"<>]+)"|'([^'<>]+)'|([^\s"'<>]+))""",
    re.IGNORECASE,
)
_NO_TEXT = re.compile(
    r"(?:\s|&nbsp;|&#160;|<(?!(?:h[1-6]|tr|th|dt|dl)[\s>]|/tr>|/dl>)[^<>]*+>)*+",
    re.IGNORECASE,
)
"""Characters between a label and its text that belong to the label."""
_SHOWN = 200
_DEEPEST, _FAR = 20, 1000
"""The maximum number of tags before a text in which a link is searched, and their maximum length."""


def link_targets(source: str, label: str, value: Value) -> Value | list[Value]:
    """The targets of the links in a text; the text itself if it is an address or no link has a target.

    A file may be on the page's own server, and there may be several; an address must be the only one.
    Relative paths need the page's server, and scripts are no targets.
    """
    if not value.text or "://" in value.text or "www." in value.text or "<" not in source:
        return value
    files = label in FILES
    found: dict[str, Value] = {}
    for link in _LINK.finditer(source, _opened(source, value.start), value.end):
        number = link.lastindex or 0
        text = unescape(link[number].strip())
        if _ADDRESS.fullmatch(text) or (files and _ON_THE_SERVER.fullmatch(text)):
            found.setdefault(text, Value(text, *link.span(number), value.key, link.start()))
    links = list(found.values())
    if files:
        return links or value
    return links[0] if len(links) == 1 else value


def drawn(source: str, value: Value) -> list[Value]:
    """The pictures below a label without text, each as a file."""
    begin = value.key[1]
    found = _NO_TEXT.match(source, begin)
    pictures = _PICTURE.finditer(source, begin, found.end()) if found else ()
    return [
        Value(unescape(each[number][:_SHOWN]), *each.span(number), value.key, each.start())
        for each in pictures
        if (number := each.lastindex)
    ]


def _opened(source: str, start: int) -> int:
    """The offset of the first of the start tags right before a text."""
    for _ in range(_DEEPEST):
        before = source[max(start - _FAR, 0) : start].rstrip()
        tag = before.rfind("<")
        if not before.endswith(">") or tag < 0 or before.startswith("</", tag):
            break
        start -= min(start, _FAR) - tag
    return start
