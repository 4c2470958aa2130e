"""Where the elements of an XML text stand, told by expat; nothing is expanded, nothing is fetched."""

from __future__ import annotations

import re
from contextlib import suppress
from xml.parsers import expat

from guidelint.location import Lines
from guidelint.readers.tree import Comment
from guidelint.readers.xml_plain import NAMED

_START_TAG = re.compile(r"""<(?:[^>"']++|"[^"]*+"|'[^']*+')*+>""")
_ATTRIBUTE = re.compile(
    r"""\s(?P<name>[^\s=<>"'/]++)\s*+=\s*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)')"""
)
_CDATA = re.compile(r"\s*+<!\[CDATA\[\s*+((?:(?!\]\]>).)*+)\]\]>\s*+", re.DOTALL)

_CUT = frozenset(
    expat.errors.codes[message]
    for message in (
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
)


class _StopError(Exception):
    """What was asked for has been read, or a declaration was met that is refused."""


class Spot:
    """An element: its local name, the offsets of its tags, its children by local name in document order.

    A column of a database is among them by the name in its attribute as well.
    `mixed` tells whether text stands between its children; one without children is not mixed.
    """

    __slots__ = ("children", "mixed", "name", "start", "stop")

    def __init__(self, name: str, start: int) -> None:
        self.name = name
        self.start = self.stop = start
        self.mixed = False
        self.children: dict[str, list[Spot]] = {}


class Spots:
    """The elements of a text, or of one element cut out of it at an offset; one walk over the text.

    What follows the end of the first element does not matter. `top` is None where expat met no element.
    """

    def __init__(self, text: str, base: int = 0) -> None:
        self.comments: list[Comment] = []
        self._lines = Lines(text)
        self._base = base
        self._open: list[Spot] = [Spot("", base)]
        self._worded: set[Spot] = set()
        self._waiting: list[tuple[int, str]] = []
        self._parser = expat.ParserCreate("utf-8")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CommentHandler = self._comment
        self._parser.CharacterDataHandler = self._text
        with suppress(expat.ExpatError):
            self._parser.Parse(text.encode(), True)
        del self._parser  # it holds the methods of this object, and would keep it for ever
        self.top = next((spots[0] for spots in self._open[0].children.values()), None)
        self.comments += [Comment(start, words, None) for start, words in self._waiting]

    def _offset(self) -> int:
        parser = self._parser
        return self._base + self._lines.offset(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        spot = Spot(name, self._offset())
        self._open[-1].children.setdefault(name, []).append(spot)
        if name in NAMED and (known := attributes.get("name")):
            self._open[-1].children.setdefault(known, []).append(spot)
        self._open.append(spot)
        if self._waiting:
            self.comments += [Comment(start, words, spot) for start, words in self._waiting]
            self._waiting.clear()

    def _end(self, name: str) -> None:
        spot = self._open.pop()
        spot.stop = self._offset()
        if spot in self._worded:
            self._worded.discard(spot)
            spot.mixed = bool(spot.children)

    def _text(self, text: str) -> None:
        if not text.isspace():
            self._worded.add(self._open[-1])

    def _comment(self, text: str) -> None:
        self._waiting.append((self._offset(), text))


def tag_of(text: str, spot: Spot) -> tuple[int, int]:
    """The span of an element's start tag."""
    match = _START_TAG.match(text, spot.start)
    return spot.start, match.end() if match else spot.start + 1


def attribute_of(text: str, tag: tuple[int, int], name: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """The spans of an attribute and of its value by its local name; the start tag, where it has none of it."""
    for match in _ATTRIBUTE.finditer(text, *tag):
        if match["name"].rpartition(":")[2] == name:
            start, end = match.span("double" if match["single"] is None else "single")
            value = text[start:end]
            start += len(value) - len(value.lstrip())
            return (match.start("name"), match.end()), (start, start + len(value.strip()))
    return tag, tag


def content_of(text: str, spot: Spot) -> tuple[int, int]:
    """The span of what an element holds, without the blanks and the CDATA marks around it."""
    start, end = tag_of(text, spot)[1], spot.stop
    wrapped = _CDATA.fullmatch(text, start, end)
    if wrapped:
        return wrapped.start(1), wrapped.start(1) + len(wrapped[1].rstrip())
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
    parser.EntityDeclHandler = parser.StartElementHandler = None  # they hold the parser, and it holds them
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
