"""The text of an element as lines with their offsets, as a browser would show it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from itertools import takewhile

from guidelint.lean.tuples import NamedTuple
from guidelint.readers.html.numbering import number_of
from guidelint.readers.html.text import flat
from guidelint.readers.html.tree import BLOCKS, BOXES, UNSEEN, Node, Run

_BLANK_START = re.compile(r"(?:\s|&nbsp;?|&#160;|&#[xX][aA]0;|&e[mn]sp;|&#12288;)+")
_BLANK_END = re.compile(r"(?:\s|&nbsp;?|&#160;|&#[xX][aA]0;|&e[mn]sp;|&#12288;)$")

_BREAK = re.compile("\r\n?")
_COLON = re.compile("[:：]")
_END_TAGS = re.compile(r"(?:\s*+</[^<>]*+>)++")
COLONS = ("：", ":")
"""The end of an introduction."""
_BOLD = frozenset(("b", "strong"))
_SWITCHES = frozenset(
    (
        "展开", "收起", "更多", "地图", "复制", "返回顶部",
        *(way + what for way in ("查看", "展开", "收起", "显示", "点击查看", "点击展开")
          for what in ("全部", "更多", "全文", "详情", "地图", "位置")),
    )
)  # fmt: skip
"""Texts of buttons that open, close, copy or lead to something."""
_SWITCH = 12
"""The maximum length of such texts, surrounding characters included."""
_NEAR = 5
"""Less than so many of the last texts of a line are searched for one that is not blank."""
_OF_FORMS = frozenset(("input", "textarea"))
_APART = UNSEEN | _OF_FORMS | {"br", "pre"}
"""Elements whose text is not part of the line, or is displayed in another way."""


class Line(NamedTuple):
    """A line of text and its span in the source, surrounding blanks included (see `trimmed`).

    `node` is the start of the element that contains its beginning; `lead` is the text of the inline element
    that it begins with, such as `<span>label</span>`, else empty; `bold`: all of it is bold.
    """

    text: str
    start: int
    end: int
    node: int
    lead: str = ""
    bold: bool = False


class Value(NamedTuple):
    """A text with its span, the span of its label and the start of its element; the span of an absent text is
    empty.

    Spans are those of lines, surrounding blanks included.
    """

    text: str
    start: int
    end: int
    key: tuple[int, int]
    node: int


_line = partial(tuple.__new__, Line)  # three times as fast as Line(...)
_value = partial(tuple.__new__, Value)


def value_of(lines: list[Line], key: tuple[int, int], node: int) -> Value:
    """Lines as one value."""
    if not lines:
        return _value(("", key[1], key[1], key, node))
    if len(lines) == 1:
        text, start, end, node, _, _ = lines[0]
        return _value((text, start, end, key, node))
    text = "\n".join([line.text for line in lines])
    return _value((text, lines[0].start, lines[-1].end, key, lines[0].node))


def lines_of(items: list[Node | Run], at: Node) -> list[Line]:
    """The lines of an element's content, blank ones left out."""
    inline, bold = None, at.tag in _BOLD
    while len(items) == 1:
        only = items[0]
        if isinstance(only, Run):
            text, start, end = only
            if text.isspace():
                return []
            if at.tag == "pre" and (more := end - start - len(text)) in (0, text.count("\n")):
                return _laid_out(only, at, 2 if more else 1)
            text = flat(text)
            return [_line((text, start, end, at.start, text if inline else "", bold))]
        if only.tag in _APART:
            break
        inline = None if only.tag in BLOCKS else inline or only
        bold = bold or (inline is not None and only.tag in _BOLD)
        items, at = only.children, only
    if not items:
        return []
    collector = _Collector()
    collector.walk(items, at, inline, bold)
    collector.flush()
    lines = collector.lines
    while len(lines) > 1 and is_switch(lines[-1].text):
        lines.pop()
    return lines


def _laid_out(run: Run, at: Node, width: int) -> list[Line]:
    """The lines of preformatted text, whose line breaks have `width` characters."""
    lines, start = [], run.start
    for text in run.text.split("\n"):
        if text.strip():
            lines.append(Line(flat(text), start, start + len(text), at.start))
        start += len(text) + width
    return lines


def is_switch(text: str) -> bool:
    """Whether a text is only a button, such as 展开 or 复制."""
    return len(text) <= _SWITCH and text.strip(" \t\r\n\xa0\u3000>＞»›…+") in _SWITCHES


def after_label(line: Line, rest: str, source: str) -> list[Line]:
    """The rest of a line after its label, as a line; empty if nothing follows."""
    if not rest:
        return []
    begin, end = trimmed(source, line.start, line.end)
    start = source.rfind(rest, begin, end)
    if start < 0:
        colon = _COLON.search(source, begin, end)
        start = colon.end() if colon else begin
        tags = _END_TAGS.match(source, start, end)
        start = tags.end() if tags else start
    return [Line(rest, start, end, line.node)]


_Seen = tuple[Run, Node, Node | None, bool]
"""A text, the element that holds it, the outermost inline element around it, and whether it is bold."""


class _Collector:
    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.seen: list[_Seen] = []
        self.boxes = 0

    def walk(self, items: Iterable[Node | Run], at: Node, inline: Node | None, bold: bool) -> None:
        """Collect the runs; `inline` is the outermost inline element around them."""
        for item in items:
            if isinstance(item, Run):
                self.seen.append((item, at, inline, bold))
            elif item.tag in BLOCKS or item.tag == "br":
                self.flush()
                if item.tag == "pre" and at.tag == "td":
                    self.laid_out(item)
                elif item.children:
                    self.walk(item.children, item, None, bold)
                    self.flush()
            elif item.tag in _OF_FORMS:
                self.of_form(item, inline, bold)
            elif item.children and item.tag not in UNSEEN:
                self.before(item)
                self.walk(item.children, item, inline or item, bold or item.tag in _BOLD)

    def before(self, node: Node) -> None:
        """End the line before the label of the next input, if it ends with what was typed in one."""
        if node.tag != "label":
            return
        last = next((seen for seen in self.seen[:-_NEAR:-1] if not seen[0].text.isspace()), None)
        if last and last[1].tag == "input" and last[0].text not in BOXES:
            self.flush()

    def of_form(self, node: Node, inline: Node | None, bold: bool) -> None:
        """Collect what a form shows: the value of an input, a check box, or the lines of a text area."""
        if node.tag == "textarea":
            self.flush()
            self.laid_out(node)
            return
        for run in node.children:
            if isinstance(run, Run):
                self.seen.append((run, node, inline or node, bold))
                self.boxes += run.text in BOXES

    def laid_out(self, node: Node) -> None:
        """Keep the line breaks and blanks of a cell's text, as `<pre>` does, within one line."""
        run = node.children[0] if len(node.children) == 1 else None
        if not isinstance(run, Run) or run.text.isspace():
            self.walk(node.children, node, None, False)
            self.flush()
            return
        self.lines.append(Line(_BREAK.sub("\n", run.text).strip(), run.start, run.end, node.start))

    def flush(self) -> None:
        """End the current line."""
        whole = self.seen
        if not whole:
            return
        self.seen = []
        if self.boxes:
            if self.boxes == 1:  # not a choice
                whole = [entry for entry in whole if entry[0].text not in BOXES]
            self.boxes = 0
        seen = [entry for entry in whole if not entry[0].text.isspace()]
        if not seen:
            return
        while len(seen) > 1 and len(seen[-1][0].text) <= _SWITCH and _is_switch(seen[-1], seen[-2][0].text):
            seen.pop()
            while whole[-1] is not seen[-1]:
                whole.pop()
        first, node, inline, bold = seen[0]
        if len(whole) == 1:
            text = flat(first.text)
            self.lines.append(_line((text, first.start, first.end, node.start, text if inline else "", bold)))
            return
        lead = _text(takewhile(lambda entry: entry[2] is inline, seen)) if inline else ""
        bold = bold and all([entry[3] for entry in seen])
        self.lines.append(Line(_text(whole), first.start, seen[-1][0].end, node.start, lead, bold))


def _is_switch(entry: _Seen, after: str) -> bool:
    """Whether the text of an inline element is a button, and not the only value after a label."""
    run, node, inline, _ = entry
    switches = node.tag == "button" or (inline is not None and is_switch(run.text))
    return switches and not after.rstrip().endswith(COLONS)


def _text(seen: Iterable[_Seen]) -> str:
    return flat("".join([entry[0].text for entry in seen]))


def counts_on(text: str, head: str, lines: list[Line]) -> bool:
    """Whether a line has the number after that of a heading or label, while no line below that has a number."""
    number = number_of(text)
    return number > 1 and number == number_of(head) + 1 and not any(number_of(line.text) for line in lines)


def trimmed(source: str, start: int, end: int) -> tuple[int, int]:
    """A span without surrounding blanks in any spelling (`&nbsp;`); if all is blank, that of an element."""
    if start < end:
        first, last = source[start], source[end - 1]
        if first != "&" and last not in ";p" and not first.isspace() and not last.isspace():
            return start, end
    blank = _BLANK_START.match(source, start, end)
    if blank:
        if blank.end() == end:
            return start, end
        start = blank.end()
    while end > start:
        stripped = start + len(source[start:end].rstrip())
        tail = _BLANK_END.search(source, max(start, stripped - 8), stripped)
        if tail is None:
            return start, stripped
        end = tail.start()
    return start, end
