"""Edits of text in XML and HTML: tags and entities are kept, new text is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

from guidelint.finding import Edit
from guidelint.readers.literal import Token, plain_tokens, tokens, written

_XML = re.compile(
    r"<!--.*?-->|<\?.*?\?>|<[^<>]*>|&(?:amp|lt|gt|quot|apos|#[0-9]+|#[xX][0-9A-Fa-f]+);", re.DOTALL
)
_HTML = re.compile(
    r"<!--.*?-->|</?[A-Za-z][^<>]*>|&(?:#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);", re.DOTALL
)
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def xml_edits(
    text: str, span: tuple[int, int], value: str, changes: Iterable[Edit]
) -> tuple[Edit, ...] | None:
    """The edits of an element's content; text in CDATA is not escaped."""
    source_tokens, inside = _xml_tokens(text, span)
    plain = inside or "<![CDATA[" in text[slice(*span)]

    def encode(changed: str) -> str | None:
        if _CONTROL.search(changed) or (plain and re.search(r"[<>&\]]", changed)):
            return None
        return escaped(changed)

    return written(source_tokens, value, changes, encode)


def html_edits(
    text: str, span: tuple[int, int], value: str, changes: Iterable[Edit]
) -> tuple[Edit, ...] | None:
    """The edits of a text of a page, with line breaks as `<br>`; None for a change across a tag."""
    source_tokens = tokens(text, span, _HTML, lambda match: _unescaped(match[0]))

    def encode(changed: str) -> str | None:
        return None if _CONTROL.search(changed) else escaped(changed).replace("\n", "<br>")

    return written(source_tokens, value, changes, encode)


def escaped(text: str) -> str:
    """A text as character data."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _xml_tokens(text: str, span: tuple[int, int]) -> tuple[list[Token], bool]:
    """The tokens of a span, and whether it lies within CDATA as a whole."""
    start, end = span
    before = list(_CDATA.finditer(text, max(0, start - 200), start))
    if before and before[-1][0] != "]]>":
        return plain_tokens(text, start, end), True
    source_tokens: list[Token] = []
    inside = False
    for mark in _CDATA.finditer(text, start, end):
        source_tokens += _between(text, (start, mark.start()), inside)
        source_tokens.append(Token("", *mark.span()))
        start, inside = mark.end(), mark[0] != "]]>"
    return source_tokens + _between(text, (start, end), inside), False


def _between(text: str, span: tuple[int, int], inside: bool) -> list[Token]:
    return (
        plain_tokens(text, *span) if inside else tokens(text, span, _XML, lambda match: _unescaped(match[0]))
    )


def _unescaped(mark: str) -> str:
    return unescape(mark) if mark.startswith("&") else ""
