"""Locates the elements of an XML text with expat; entities are not expanded, nothing is fetched."""

from __future__ import annotations

import re
from contextlib import suppress
from xml.parsers import expat

from guidelint.location import Lines
from guidelint.readers.tree import Comment
from guidelint.readers.xml.plain import NAMED

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
    """Raised to stop parsing: the element was read completely, or a forbidden declaration was found."""


class ElementSpan:
    """An element: its local name, the offsets of its tags, and its children by local name, in document order.

    A database column (`<field name="a">`) is also listed under the name in its attribute. `mixed`: text
    stands between its children; an element without children is not mixed.
    """

    __slots__ = ("children", "mixed", "name", "start", "stop")

    def __init__(self, name: str, start: int) -> None:
        self.name = name
        self.start = self.stop = start
        self.mixed = False
        self.children: dict[str, list[ElementSpan]] = {}


class ElementSpans:
    """The elements of a text, or of one element cut out of it at an offset, found in one pass.

    Text after the first element is ignored. `top` is None if expat found no element.
    """

    def __init__(self, text: str, base: int = 0) -> None:
        self.comments: list[Comment] = []
        self._lines = Lines(text)
        self._base = base
        self._open: list[ElementSpan] = [ElementSpan("", base)]
        self._worded: set[ElementSpan] = set()
        self._waiting: list[tuple[int, str]] = []
        self._parser = expat.ParserCreate("utf-8")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CommentHandler = self._comment
        self._parser.CharacterDataHandler = self._text
        with suppress(expat.ExpatError):
            self._parser.Parse(text.encode(), True)
        del self._parser  # a reference cycle: it holds methods of this object
        self.top = next((spots[0] for spots in self._open[0].children.values()), None)
        self.comments += [Comment(start, words, None) for start, words in self._waiting]

    def _offset(self) -> int:
        parser = self._parser
        return self._base + self._lines.offset(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        element = ElementSpan(name, self._offset())
        self._open[-1].children.setdefault(name, []).append(element)
        if name in NAMED and (known := attributes.get("name")):
            self._open[-1].children.setdefault(known, []).append(element)
        self._open.append(element)
        if self._waiting:
            self.comments += [Comment(start, words, element) for start, words in self._waiting]
            self._waiting.clear()

    def _end(self, name: str) -> None:
        element = self._open.pop()
        element.stop = self._offset()
        if element in self._worded:
            self._worded.discard(element)
            element.mixed = bool(element.children)

    def _text(self, text: str) -> None:
        if not text.isspace():
            self._worded.add(self._open[-1])

    def _comment(self, text: str) -> None:
        self._waiting.append((self._offset(), text))


def tag_of(text: str, element: ElementSpan) -> tuple[int, int]:
    """The span of an element's start tag."""
    match = _START_TAG.match(text, element.start)
    return element.start, match.end() if match else element.start + 1


def attribute_of(text: str, tag: tuple[int, int], name: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """The spans of an attribute and its value, by local name; without it, the start tag's span twice."""
    for match in _ATTRIBUTE.finditer(text, *tag):
        if match["name"].rpartition(":")[2] == name:
            start, end = match.span("double" if match["single"] is None else "single")
            value = text[start:end]
            start += len(value) - len(value.lstrip())
            return (match.start("name"), match.end()), (start, start + len(value.strip()))
    return tag, tag


def content_of(text: str, element: ElementSpan) -> tuple[int, int]:
    """The span of an element's content, without surrounding blanks and CDATA marks."""
    start, end = tag_of(text, element)[1], element.stop
    wrapped = _CDATA.fullmatch(text, start, end)
    if wrapped:
        return wrapped.start(1), wrapped.start(1) + len(wrapped[1].rstrip())
    inside = text[start:end]
    start += len(inside) - len(inside.lstrip())
    return start, start + len(inside.strip())


def declared_entity(lines: Lines) -> int | None:
    """The offset of the first entity declaration in the prolog; None if there is none."""
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
    parser.EntityDeclHandler = parser.StartElementHandler = None  # a reference cycle with the parser
    return found[0] if found else None


def mistake(lines: Lines) -> tuple[int, bool, str] | None:
    """Where the text stops being well-formed, whether it only lacks its end, and why; None if valid."""
    parser = expat.ParserCreate("utf-8")
    try:
        parser.Parse(lines.text.encode(), True)
    except expat.ExpatError as error:
        offset = min(lines.offset(error.lineno, error.offset + 1), len(lines.text))
        cut = error.code in _CUT or not lines.text[offset:].strip()
        return offset, cut, expat.ErrorString(error.code) or "not XML"
    return None
