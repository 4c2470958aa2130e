"""Builds elements with exact offsets from HTML, closing what pages leave open (cells, rows, paragraphs, list
items).

A standard HTML parser moves text about and drops offsets. Here a page is cut at its angle brackets, and the
meaning of each tag is cached by its spelling. Unusual input (scripts, angle brackets in texts or quotes) goes
through a tokeniser; if that does not find its end, the whole page is tokenised.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain

from turbohtml import Token

from guidelint.location import Lines
from guidelint.readers.html import tags
from guidelint.readers.html.tags import TAGS, Tag
from guidelint.readers.html.tree import Node, Run
from guidelint.readers.tree import Comment

_TABLE_PARTS = frozenset(("td", "th", "tr", "tbody", "thead", "tfoot", "table"))
_CELLS = ("td", "th", "table")
_MAX_DEPTH = 100
_BLOCK = 1 << 16
"""The number of characters split at a time."""
_REMEMBERED, _LONGEST = 20_000, 300
"""The maximum number of cached pieces, and their maximum length."""
_Piece = tuple[Tag, int, str, int]
"""A tag, its length, the text after it (empty if it shows nothing), and the length of both in the source."""
_KNOWN_TAGS: dict[str, _Piece] = {}
"""Cache of pieces by the source between two opening brackets: the pages of a portal repeat most of theirs."""
_run = partial(tuple.__new__, Run)  # twice as fast as Run(...)


def parse(lines: Lines) -> tuple[Node, list[Comment]]:
    """The elements, runs and comments of a page. Never fails: any text is a page."""
    builder = _Builder(lines.text)
    try:
        builder.take_tags()
    except _EndlessError:
        builder = _Builder(lines.text)
        builder.take_tokens(tags.tokens(lines), 0, len(lines.text))
    builder.close_all()
    return builder.stack[0], builder.comments


def _pieces(text: str) -> Iterator[list[str]]:
    """A text cut at its angle brackets, many at a time."""
    at = 0
    while at >= 0:
        end = text.find("<", at + _BLOCK)
        yield text[at : end if end >= 0 else None].split("<")
        at = end + 1 or -1


def _data(text: str) -> str:
    """The text that a piece of source shows, empty for mere line breaks."""
    if not text:
        return text
    data = tags.data_of(text)
    return "" if data.isspace() and "\n" in data else data


class _EndlessError(Exception):
    """Unusual input whose end was not found."""


class _Builder:
    """Builds elements from tags and texts, in linear time: no search goes deeper than a fixed depth."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.stack = [Node("html", 0, 0)]
        self.comments: list[Comment] = []
        self.waiting: list[tuple[int, str]] = []

    def take_tags(self) -> None:
        """Insert all tags and the texts between them."""
        stack, known_tags = self.stack, _KNOWN_TAGS
        pieces = chain.from_iterable(_pieces(self.text))
        begin, at = 0, len(next(pieces))
        text = _data(self.text[:at])  # the text before the tag at hand, which begins at `begin`
        for piece in pieces:
            found = known_tags.get(piece) or self._learn(piece, at)
            if found is None:
                begin, at = self._take_odd(begin, at, piece, pieces)
                text = _data(self.text[begin:at])
                continue
            tag, width, after, length = found
            if text:
                stack[-1].children.append(_run((text, begin, at)))
            begin = at + width
            if tag.starts:
                self._start(tag, at, begin)
            elif tag.name == stack[-1].tag and len(stack) > 1:
                stack.pop().stop = at
            elif tag.name:
                self._end(tag.name, at)
            text = after
            at += length
        if text:
            stack[-1].children.append(_run((text, begin, at)))

    def _learn(self, piece: str, at: int) -> _Piece | None:
        """The meaning of a new piece of source after a bracket; None if it needs the tokeniser."""
        inside, closed, after = piece.partition(">")
        tag = TAGS.of(inside)
        if tag is None or not closed:
            return None
        length = len(piece) + 1
        if tag.raw and ("&" in after or "\0" in after or not self.text.startswith(tag.raw, at + length)):
            return None  # it may contain tags that are not markup
        found = tag, len(inside) + 2, _data(after), length
        if not tag.raw and len(piece) <= _LONGEST:
            if len(_KNOWN_TAGS) >= _REMEMBERED:
                _KNOWN_TAGS.clear()
            _KNOWN_TAGS[piece] = found
        return found

    def _take_odd(self, start: int, at: int, piece: str, pieces: Iterator[str]) -> tuple[int, int]:
        """Insert unusual input at an offset, and the text before it; the offsets of the next text and tag."""
        stop = tags.end_of(self.text, at)
        if stop < 0:
            raise _EndlessError
        if tags.MARKUP.match(self.text, at):
            self._take_whole(start, at, stop)
            start = stop
        at += len(piece) + 1
        while at < stop:
            at += len(next(pieces)) + 1
        return start, at

    def _take_whole(self, start: int, at: int, stop: int) -> None:
        """Insert a text, and what may be a single tag with angle brackets inside, from `at` on."""
        tag = None if tags.is_raw(self.text, at) else TAGS.of(self.text[at + 1 : stop - 1])
        if tag and (tag.starts or not tag.name):
            if text := _data(self.text[start:at]):
                self.stack[-1].children.append(Run(text, start, at))
            if tag.starts:
                self._start(tag, at, stop)
            return
        found = tags.tokens_within(self.text, start, stop)
        if not found:
            raise _EndlessError
        self.take_tokens(found, start, stop)

    def take_tokens(self, found: Iterable[tuple[Token, int]], base: int, stop: int) -> None:
        """Insert tokens, whose offsets count from `base`; the last ends at `stop`."""
        held, at = None, 0
        for token, start in found:
            if held is not None:
                self._take(held, at, base + start)
            held, at = token, base + start
        if held is not None:
            self._take(held, at, stop)

    def _take(self, token: Token, start: int, end: int) -> None:
        kind, name = token.type, token.tag or ""
        if kind is tags.TEXT:
            self._put(token.data or "", start, end)
        elif kind is tags.START_TAG and not name.isascii():  # a law title in angle brackets, not a tag
            self._put(self.text[start:end], start, end)
        elif kind is tags.START_TAG:
            self._start(Tag(token), start, end)
        elif kind is tags.END_TAG:
            self._end(name, start)
        elif tags.is_directive(token):
            self.waiting.append((start, token.data or ""))

    def close_all(self) -> None:
        """The end of the page."""
        self._close(1, len(self.text))
        self.comments += [Comment(start, text, None) for start, text in self.waiting]

    def _put(self, data: str, start: int, end: int) -> None:
        if not data.isspace() or "\n" not in data:
            self.stack[-1].children.append(Run(data, start, end))

    def _start(self, tag: Tag, start: int, end: int) -> None:
        stack = self.stack
        if tag.block:
            if stack[-1].tag == "p":
                stack.pop().stop = start
            if tag.closes:
                self._close_implied(tag, start)
            if not stack[-1].blocks:
                self._mark_blocks()
        node = Node(tag.name, start, end)
        stack[-1].children.append(node)
        if not tag.void and len(stack) < _MAX_DEPTH:
            stack.append(node)
        if tag.peculiar:
            self._suit(node, tag, end)
        if self.waiting:
            self.comments += [Comment(at, text, node) for at, text in self.waiting]
            self.waiting.clear()

    def _suit(self, node: Node, tag: Tag, end: int) -> None:
        """Set the attributes of an element that matter: the span of a cell, the displayed value of an input."""
        if tag.spans:
            node.colspan, node.rowspan = tag.spans
        if tag.shows:
            start, stop = tags.held_in(self.text[node.start : end])
            node.children.append(Run(tag.shows, node.start + start, node.start + stop))

    def _mark_blocks(self) -> None:
        for node in reversed(self.stack):
            if node.blocks:
                return
            node.blocks = True

    def _close_implied(self, tag: Tag, start: int) -> None:
        """Close the element that a start tag implicitly ends, if it is open within the same container."""
        stops = tag.stops
        for node in reversed(self.stack):
            if node.tag in stops:
                if node.tag in tag.closes:
                    self._close(self.stack.index(node), start)
                return

    def _end(self, tag: str, start: int) -> None:
        stack = self.stack
        barrier = ("table",) if tag in _TABLE_PARTS else _CELLS
        for depth in range(len(stack) - 1, 0, -1):
            if stack[depth].tag == tag:
                self._close(depth, start)
                return
            if stack[depth].tag in barrier:
                return

    def _close(self, depth: int, stop: int) -> None:
        for node in self.stack[depth:]:
            node.stop = stop
        del self.stack[depth:]
