"""From HTML to elements, and to the XPath of each: the one module that speaks to turbohtml.

A full HTML tree moves text about and does not say where it stood; this one is made of the tokens, so that
every run is exact, and closes what pages leave open (cells, rows, paragraphs, list items).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

import turbohtml
from turbohtml import Token, TokenType

from guidelint.location import Lines
from guidelint.readers.html_tree import BLOCKS, Node, Note, Run

_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "wbr")
)
_CLOSED_BY = {
    "li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd"), "td": ("td", "th"), "th": ("td", "th"),
    "tr": ("tr",), "tbody": ("tbody", "thead", "tfoot"), "tfoot": ("tbody", "thead", "tfoot"),
}  # fmt: skip
"""A start tag that ends an open element of these names."""
_SCOPES = {"li": ("ul", "ol"), "dt": ("dl",), "dd": ("dl",)}
_TABLE_PARTS = frozenset(("td", "th", "tr", "tbody", "thead", "tfoot", "table"))
_MAX_DEPTH = 100
_MAX_SPAN = 64
"""Columns or rows that one cell may cover; a browser allows a thousand, no guide needs that."""


_BREAK = r"(?:[ \t]*\n[ \t\n]*)?"
_SAID = r"""(?:[ ](?!colspan|rowspan)[a-z-]+(?:="[^"<>&\r\0]*")?)*"""
_ROW = re.compile(rf"<tr{_SAID}>{_BREAK}(?:<(t[dh]){_SAID}>[^<&\r\0]*</\1>{_BREAK})+</tr>")
"""A row in which every cell is one text, or none, spelt just so."""
_CELL = re.compile(r"<(t[dh])[^<>]*>([^<]*)</")
_MISSES = 8
"""After so many rows that no row can be (in a script, a comment) no more are looked for."""
_GAP = 1 << 16
"""Nor are they after so many characters without one: of a longer text not all tokens are there at once."""

_TEXT, _START_TAG, _END_TAG = TokenType.TEXT, TokenType.START_TAG, TokenType.END_TAG


def parse(lines: Lines) -> tuple[Node, list[Note]]:
    """The elements, runs and comments of a page; anything is a page, nothing is an error.

    Rows of bare cells, of which pages of guides largely consist, are taken as they stand where the tokens
    before them end in a table and not inside of a tag, a comment or a script.
    """
    builder, text = _Builder(lines), lines.text
    at = misses = 0
    in_rows = False
    for row in _ROW.finditer(text):
        gap = text[at : row.start()]
        if not (in_rows and (not gap or (gap.isspace() and "\n" in gap))):
            if len(gap) > _GAP or misses > _MISSES:
                break
            if not builder.take_gap(gap, at):
                misses += 1
                continue
            at, in_rows = row.start(), builder.in_table()
        if in_rows:
            builder.row(row.start(), row.end())
            at = row.end()
    rest = Lines(text[at:]) if at else lines
    builder.take_all(_tokens(rest, at), len(text))
    builder.close_all()
    return builder.stack[0], builder.notes


def _tokens(lines: Lines, base: int) -> Iterator[tuple[Token, int]]:
    """The tokens of a text and where they start, in a page in which the text stands at an offset."""
    starts = lines.starts
    for token in turbohtml.tokenize(lines.text):
        yield token, starts[token.line - 1] + token.col + base


def xpaths(lines: Lines) -> dict[int, str]:
    """The XPath of every element, as browsers give it, by the offset of its start tag."""
    found: dict[int, str] = {}
    document = turbohtml.parse(lines.text)
    stack = [(document.root, "/html")] if document.root else []
    while stack:
        node, path = stack.pop()
        if node.position:
            found.setdefault(lines.offset(node.position[0], node.position[1] + 1), path)
        children = [child for child in node.children if isinstance(child, turbohtml.Element)]
        counts = Counter(child.tag for child in children)
        seen: Counter[str] = Counter()
        for child in children:
            seen[child.tag] += 1
            index = f"[{seen[child.tag]}]" if counts[child.tag] > 1 else ""
            stack.append((child, f"{path}/{child.tag}{index}"))
    return found


class _Builder:
    """Tokens to elements; no search goes deeper than the bound on depth, so the whole is linear."""

    def __init__(self, lines: Lines) -> None:
        self.text = lines.text
        self.stack = [Node("html", 0, 0)]
        self.notes: list[Note] = []
        self.waiting: list[tuple[int, str]] = []

    def take(self, token: Token, start: int, end: int) -> None:
        """Put one token in its place."""
        kind = token.type
        if kind is _TEXT:
            self._text(token.data or "", start, end)
        elif kind is _START_TAG:
            self._start(token, start, end)
        elif kind is _END_TAG:
            self._end(token.tag or "", start)
        elif kind is TokenType.COMMENT and "guidelint:" in (token.data or ""):
            self.waiting.append((start, token.data or ""))

    def take_all(self, tokens: Iterable[tuple[Token, int]], stop: int) -> None:
        """Put tokens in their places; the last ends at `stop`."""
        held, at = None, 0
        for token, start in tokens:
            if held is not None:
                self.take(held, at, start)
            held, at = token, start
        if held is not None:
            self.take(held, at, stop)

    def take_gap(self, gap: str, at: int) -> bool:
        """Put what stands before a row in its place; False, and nothing is done, where no row can begin."""
        tokens = list(_tokens(Lines(gap + "<tr>"), at))
        last, start = tokens.pop() if tokens else (None, at)
        if last is None or last.type is not _START_TAG or last.tag != "tr" or start != at + len(gap):
            return False
        self.take_all(tokens, start)
        return True

    def in_table(self) -> bool:
        """Whether a row would be a child of what is open now."""
        stack = self.stack
        inner = stack[-1].tag in ("tbody", "thead", "tfoot") and len(stack) > 1
        return len(stack) < _MAX_DEPTH - 2 and stack[-2 if inner else -1].tag == "table"

    def row(self, start: int, stop: int) -> None:
        """Put a row of bare cells in its place."""
        text = self.text
        tr = Node("tr", start, text.index(">", start) + 1)
        tr.blocks, tr.stop = True, text.rindex("<", start, stop)
        self._mark_blocks()
        self._place(tr)
        cells = tr.children
        for cell in _CELL.finditer(text, tr.inside, tr.stop):
            tag, said = cell.group(1, 2)
            inside, end = cell.span(2)
            node = Node(tag, cell.start(), inside)
            node.stop = end
            cells.append(node)
            if said and not (said.isspace() and "\n" in said):
                node.children.append(Run(said, inside, end))

    def _place(self, node: Node) -> None:
        """Make an element a child of what is open."""
        if self.waiting:
            self.notes += [Note(at, text, node) for at, text in self.waiting]
            self.waiting.clear()
        self.stack[-1].children.append(node)

    def close_all(self) -> None:
        """The end of the page."""
        self._close(1, len(self.text))
        self.notes += [Note(start, text, None) for start, text in self.waiting]

    def _text(self, data: str, start: int, end: int) -> None:
        if not data.isspace() or "\n" not in data:
            self.stack[-1].children.append(Run(data, start, end))

    def _start(self, token: Token, start: int, end: int) -> None:
        tag = token.tag or ""
        if not tag.isascii():  # a law title in angle brackets, not a tag
            self._text(self.text[start:end], start, end)
            return
        self._close_implied(tag, start)
        node = Node(tag, start, end)
        if end - start > 4 and tag in ("td", "th"):  # longer than a bare tag
            node.colspan, node.rowspan = _span(token, "colspan"), _span(token, "rowspan")
        self._place(node)
        if tag in BLOCKS:
            self._mark_blocks()
        if tag not in _VOID and len(self.stack) < _MAX_DEPTH:
            self.stack.append(node)

    def _mark_blocks(self) -> None:
        for node in reversed(self.stack):
            if node.blocks:
                return
            node.blocks = True

    def _close_implied(self, tag: str, start: int) -> None:
        if tag in BLOCKS and self.stack[-1].tag == "p":
            self._close(len(self.stack) - 1, start)
        closes = _CLOSED_BY.get(tag, ())
        scope = ("table", *_SCOPES.get(tag, ())) if closes else ()
        for depth in range(len(self.stack) - 1, 0, -1) if closes else ():
            if self.stack[depth].tag in scope:
                return
            if self.stack[depth].tag in closes:
                self._close(depth, start)
                return

    def _end(self, tag: str, start: int) -> None:
        barrier = () if tag in _TABLE_PARTS else ("td", "th", "table")
        for depth in range(len(self.stack) - 1, 0, -1):
            if self.stack[depth].tag == tag:
                self._close(depth, start)
                return
            if self.stack[depth].tag in barrier or (tag in _TABLE_PARTS and self.stack[depth].tag == "table"):
                return

    def _close(self, depth: int, stop: int) -> None:
        for node in self.stack[depth:]:
            node.stop = stop
        del self.stack[depth:]


def _span(token: Token, name: str) -> int:
    value = (token.attr(name) or "").strip()
    return max(1, min(int(value), _MAX_SPAN)) if value and value.isdecimal() and len(value) < 6 else 1
