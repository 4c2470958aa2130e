"""The text of an element as lines, each with its place: what a reader of the page would see."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile

from guidelint.readers.html_text import joined
from guidelint.readers.html_tree import BLOCKS, UNSEEN, Node, Run
from guidelint.tuples import NamedTuple

_BLANK_START = re.compile(r"(?:\s|&nbsp;?|&#160;|&#[xX][aA]0;|&e[mn]sp;|&#12288;)+")
_BLANK_END = re.compile(r"(?:\s|&nbsp;?|&#160;|&#[xX][aA]0;|&e[mn]sp;|&#12288;)$")

_BREAK = re.compile("\r\n?")
_COLON = re.compile("[:：]")


class Line(NamedTuple):
    """A line of text and its span in the source.

    `node` is the start of the element that holds its beginning; `lead` the text of the inline element that
    it begins with, as `<span>label</span>` does, empty when it begins with bare text; `bold` tells whether
    all of it is.
    """

    text: str
    start: int
    end: int
    node: int
    lead: str = ""
    bold: bool = False


class Value(NamedTuple):
    """A text, its span, the span of its label, and the start of its element; the span of no text is empty."""

    text: str
    start: int
    end: int
    key: tuple[int, int]
    node: int


def value_of(lines: list[Line], key: tuple[int, int], node: int) -> Value:
    """Lines as one value."""
    if not lines:
        return Value("", key[1], key[1], key, node)
    text = "\n".join(line.text for line in lines)
    return Value(text, lines[0].start, lines[-1].end, key, lines[0].node)


def lines_of(items: Iterable[Node | Run], source: str, at: Node) -> list[Line]:
    """The lines of what stands in an element, blank ones left out."""
    if items is at.children and len(at.children) < 2:
        if not at.children:
            return []
        only = at.children[0]
        if isinstance(only, Run):
            return _of_run(only, source, at)
    collector = _Collector(source)
    collector.walk(items, at, None, at.tag in ("b", "strong"))
    collector.flush()
    return collector.lines


def _of_run(run: Run, source: str, at: Node) -> list[Line]:
    """The line of a text that an element holds alone."""
    text, start, end = run
    if text.isspace():
        return []
    return [
        Line(joined(text).strip(), *_trimmed(source, start, end), at.start, "", at.tag in ("b", "strong"))
    ]


def after_label(line: Line, rest: str, source: str) -> list[Line]:
    """The end of a line that follows its label, as a line; none when nothing follows."""
    if not rest:
        return []
    start = source.rfind(rest, line.start, line.end)
    if start < 0:
        colon = _COLON.search(source, line.start, line.end)
        start = colon.end() if colon else line.start
    return [Line(rest, start, line.end, line.node)]


class _Seen(NamedTuple):
    run: Run
    node: Node
    inline: Node | None
    bold: bool


class _Collector:
    def __init__(self, source: str) -> None:
        self.source = source
        self.lines: list[Line] = []
        self.seen: list[_Seen] = []

    def walk(self, items: Iterable[Node | Run], at: Node, inline: Node | None, bold: bool) -> None:
        """Collect the runs; `inline` is the outermost inline element around them."""
        for item in items:
            if isinstance(item, Run):
                self.seen.append(_Seen(item, at, inline, bold))
            elif item.tag == "br":
                self.flush()
            elif item.tag == "pre" and at.tag == "td":
                self.flush()
                self.laid_out(item)
            elif item.tag in BLOCKS:
                self.flush()
                self.walk(item.children, item, None, bold)
                self.flush()
            elif item.tag not in UNSEEN:
                self.walk(item.children, item, inline or item, bold or item.tag in ("b", "strong"))

    def laid_out(self, node: Node) -> None:
        """Keep a cell's text with its breaks and blanks, as `<pre>` asks for, in one line."""
        runs = [item for item in node.children if isinstance(item, Run) and not item.text.isspace()]
        if len(runs) != 1 or len(node.children) != 1:
            self.walk(node.children, node, None, False)
            self.flush()
            return
        run = runs[0]
        start, end = _trimmed(self.source, run.start, run.end)
        self.lines.append(Line(_BREAK.sub("\n", run.text).strip(), start, end, node.start))

    def flush(self) -> None:
        """End the line."""
        seen = [entry for entry in self.seen if not entry.run.text.isspace()]
        whole, self.seen = self.seen, []
        if not seen:
            return
        text = _text(whole)
        first, last = seen[0], seen[-1].run
        led = [*takewhile(lambda entry: entry.inline is first.inline, seen)] if first.inline else []
        start = _trimmed(self.source, first.run.start, first.run.end)[0]
        end = _trimmed(self.source, last.start, last.end)[1]
        bold = first.bold and all(entry.bold for entry in seen)
        self.lines.append(Line(text, start, end, first.node.start, _text(led) if led else "", bold))


def _text(seen: list[_Seen]) -> str:
    return joined("".join([entry.run.text for entry in seen])).strip()


def _trimmed(source: str, start: int, end: int) -> tuple[int, int]:
    if start < end:
        first, last = source[start], source[end - 1]
        if first != "&" and last not in ";p" and not first.isspace() and not last.isspace():
            return start, end
    blank = _BLANK_START.match(source, start, end)
    if blank:
        start = blank.end()
    while end > start:
        stripped = start + len(source[start:end].rstrip())
        tail = _BLANK_END.search(source, max(start, stripped - 8), stripped)
        if tail is None:
            return start, stripped
        end = tail.start()
    return start, end
