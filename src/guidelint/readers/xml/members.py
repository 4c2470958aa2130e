"""Parses an XML root that is a plain list of records, one record at a time, and locates the records.

Of a large export only a few records are in memory as elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from heapq import merge
from typing import Any

from lxml import etree

from guidelint.lean.tuples import NamedTuple
from guidelint.readers.tree import NoListError
from guidelint.readers.xml.plain import local, plain_of

OPTIONS: dict[str, Any] = {
    # the text is decoded already: the parser gets UTF-8, whatever encoding the declaration names
    "encoding": "utf-8", "resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False,
    "remove_comments": True, "remove_pis": True,
}  # fmt: skip
"""Parser options: nothing is expanded or fetched."""
_HEAD = 1 << 18
_STEP = 1 << 12
_CHUNK = 1 << 13
"""The number of characters parsed at a time, small enough for the results to stay in the CPU cache."""
_SPECIAL = re.compile(r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)", re.DOTALL)
TEST_REPORTS = ("testsuites", "testsuite")
"""The roots of JUnit reports, ours among them: the names of their test cases may be those of matters."""


class Kind(NamedTuple):
    """The names of a root and of its members.

    `top`: local name of the root; `tag`: the members' name as the parser gives it; `root` and `written`: both
    names as written in their tags.
    """

    top: str
    root: str
    tag: str
    written: str

    @property
    def name(self) -> str:
        """The local name of the members."""
        return local(self.tag)


def kind_of(text: str) -> Kind | None:
    """The kind of list that a text begins: the first two children of its root have one name; else None."""
    parser = etree.XMLPullParser(events=("start",), **OPTIONS)
    found: list[Any] = []
    try:
        for at in range(0, min(len(text), _HEAD), _STEP):
            parser.feed(text[at : at + _STEP].encode())
            found += (element for _, element in parser.read_events() if _is_member(element))
            if len(found) > 1:
                break
    except etree.XMLSyntaxError:
        return None
    if len(found) < 2 or found[0].tag != found[1].tag:
        return None
    first, root = found[0], found[0].getparent()
    if root.tag in TEST_REPORTS:
        return None
    return Kind(local(root.tag), _written(root), first.tag, _written(first))


def _written(element: Any) -> str:
    return f"{element.prefix}:{local(element.tag)}" if element.prefix else local(element.tag)


def _is_member(element: Any) -> bool:
    above = element.getparent()
    return above is not None and above.getparent() is None


class Members:
    """A parser for the members of a list, fed with chunks of the text; returns their plain values.

    NoListError if the root contains anything else, lxml's XMLSyntaxError if the text is no XML. With `values`
    off, members are only checked, and None is returned for each.
    """

    def __init__(self, kind: Kind, values: bool = True) -> None:
        self._parser = etree.XMLPullParser(events=("end",), tag=kind.tag, **OPTIONS)
        self._values = values
        self._root: Any = None
        self._last: Any = None

    def feed(self, text: str) -> list[Any]:
        """The members that end in a chunk."""
        found = []
        for at in range(0, len(text), _CHUNK):
            self._parser.feed(text[at : at + _CHUNK].encode())
            for _, element in self._parser.read_events():
                if self._root is None:
                    self._root = element.getroottree().getroot()
                if element.getparent() is self._root:
                    found.append(self._taken(element))
        return found

    def _taken(self, element: Any) -> Any:
        before = element.getprevious()
        if before is not self._last or _has_text(self._root.text if before is None else before.tail):
            raise NoListError
        if before is not None:
            self._root.remove(before)
        value = plain_of(element) if self._values else None
        element.clear(keep_tail=True)
        self._last = element
        return value

    def close(self) -> None:
        """Signal the end of the text."""
        self._parser.close()
        if self._last is None or self._last.getnext() is not None or _has_text(self._last.tail):
            raise NoListError


def _has_text(text: str | None) -> bool:
    return bool(text) and not str(text).isspace()


def members(text: str, kind: Kind) -> list[Any]:
    """All members of a list."""
    reading = Members(kind)
    found = reading.feed(text)
    reading.close()
    return found


def spans(text: str, name: str) -> list[tuple[int, int]]:
    """The spans of the outermost elements with a name, as written in their tags, in well-formed XML."""
    found = []
    depth = start = 0
    for at, end, turn in _tags(text, name):
        if depth == 0:
            start = at
        depth += turn
        if depth == 0:
            found.append((start, end))
    return found


def _tags(text: str, name: str) -> Iterator[tuple[int, int, int]]:
    """Start, end and depth change of each tag with a name; tags in comments and CDATA are ignored."""
    tag = re.compile(rf"""</?{re.escape(name)}(?=[\s/>])(?:[^>"']++|"[^"]*+"|'[^']*+')*+>""")
    for span in _outside_markup(text):
        for at, closes in merge(_finds(text, f"<{name}", span), _finds(text, f"</{name}", span)):
            match = tag.match(text, at)
            if match:
                yield *match.span(), -1 if closes else 0 if match[0].endswith("/>") else 1


def _finds(text: str, words: str, span: tuple[int, int]) -> Iterator[tuple[int, bool]]:
    closes = words.startswith("</")
    at = text.find(words, *span)
    while at >= 0:
        yield at, closes
        at = text.find(words, at + 1, span[1])


def _outside_markup(text: str) -> Iterator[tuple[int, int]]:
    """The pieces of text outside comments, CDATA and processing instructions."""
    at = 0
    if "<!" in text or text.find("<?", 1) >= 0:
        for match in _SPECIAL.finditer(text):
            yield at, match.start()
            at = match.end()
    yield at, len(text)
