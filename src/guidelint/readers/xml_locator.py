"""Where the elements of an XML text stand, told by expat; nothing is expanded, nothing is fetched."""

from __future__ import annotations

import re
from array import array
from contextlib import suppress
from typing import NamedTuple
from xml.parsers import expat

from guidelint.location import Lines

_START_TAG = re.compile(r"""<(?:[^>"']+|"[^"]*"|'[^']*')*>""")
_CDATA = re.compile(r"\s*<!\[CDATA\[\s*((?:(?!\]\]>).)*?)\s*\]\]>\s*", re.DOTALL)

_CUT = frozenset(
    expat.errors.codes[message]
    for message in (
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
)


class _StopError(Exception):
    """The prolog has been read, or a declaration was met that is refused."""


class Comment(NamedTuple):
    """A comment: its offset, its text, and the first and last line of the element that begins next."""

    start: int
    text: str
    covers: tuple[int, int]


class Spots:
    """The offsets of start and end tags, in document order, and the comments; one walk over the text."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.opened = array("q")
        self.closed = array("q")
        self.comments: list[Comment] = []
        self._stack: list[int] = []
        self._waiting: list[tuple[int, str]] = []
        self._covered: list[tuple[int, str, int]] = []
        self._parser = expat.ParserCreate("utf-8")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CommentHandler = self._comment
        self._parser.Parse(lines.text.encode(), True)
        self._match_comments()

    def _offset(self) -> int:
        return self.lines.offset(self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        number = len(self.opened)
        self._stack.append(number)
        self.opened.append(self._offset())
        self.closed.append(0)
        self._covered += [(start, text, number) for start, text in self._waiting]
        self._waiting.clear()

    def _end(self, name: str) -> None:
        self.closed[self._stack.pop()] = self._offset()

    def _comment(self, text: str) -> None:
        self._waiting.append((self._offset(), text))

    def _match_comments(self) -> None:
        for start, text, number in self._covered:
            first, last = (self.lines.position(at)[0] for at in (self.opened[number], self.closed[number]))
            self.comments.append(Comment(start, text, (first, last)))
        for start, text in self._waiting:
            line = self.lines.position(start)[0]
            self.comments.append(Comment(start, text, (line, line)))

    def tag(self, number: int) -> tuple[int, int]:
        """The span of an element's start tag."""
        start = self.opened[number]
        match = _START_TAG.match(self.lines.text, start)
        return start, match.end() if match else start + 1

    def content(self, number: int) -> tuple[int, int]:
        """The span of what an element holds, without the blanks and the CDATA marks around it."""
        start, end = self.tag(number)[1], self.closed[number]
        text = self.lines.text
        wrapped = _CDATA.fullmatch(text, start, end)
        if wrapped:
            return wrapped.span(1)
        inside = text[start:end]
        start += len(inside) - len(inside.lstrip())
        return start, start + len(inside.strip())


def declared_entity(lines: Lines) -> int | None:
    """The offset of the first entity declaration of the prolog; None where there is none."""
    if "<!DOCTYPE" not in lines.text:
        return None
    parser = expat.ParserCreate("utf-8")
    found: list[int] = []

    def refuse(*declaration: object) -> None:
        at = lines.offset(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        found.append(lines.text.rfind("<!ENTITY", 0, at))
        raise _StopError

    def begin(name: str, attributes: dict[str, str]) -> None:
        raise _StopError

    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = begin
    with suppress(_StopError, expat.ExpatError):
        parser.Parse(lines.text.encode(), True)
    return found[0] if found else None


def mistake(lines: Lines) -> tuple[int, bool, str] | None:
    """Where the text stops being well-formed XML, whether it breaks off, and why; None if it never does."""
    parser = expat.ParserCreate("utf-8")
    try:
        parser.Parse(lines.text.encode(), True)
    except expat.ExpatError as error:
        offset = min(lines.offset(error.lineno, error.offset + 1), len(lines.text))
        cut = error.code in _CUT or not lines.text[offset:].strip()
        return offset, cut, expat.ErrorString(error.code) or "not XML"
    return None
