"""The tree built from an HTML page or Word document: elements and runs of text, with offsets."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from operator import itemgetter

from guidelint.lean.regex import regex
from guidelint.lean.tuples import NamedTuple

BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt",
        "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
        "legend", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th",
        "thead", "tr", "ul", "w:li",
    )
)  # fmt: skip
"""Elements that begin and end a line."""
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
ITEMS = frozenset(("li", "w:li"))
"""List items; a Word list paragraph, `w:li`, may also be a heading that Word numbers."""
UNSEEN = frozenset(("script", "style", "title", "option", "svg", "template"))
"""Elements whose content is no text of the page."""
WIDEST = 64
"""The maximum number of table columns read; browsers allow a cell to span a thousand, no guide needs that."""
BOXES = ("□", "☑")
"""The text for an unticked and for a ticked check box."""


class Run(NamedTuple):
    """A piece of text, entities decoded, and its span in the source."""

    text: str
    start: int
    end: int


class Node:
    """An element: tag, span of the start tag, end, children, and whether it contains blocks."""

    __slots__ = ("blocks", "children", "colspan", "inside", "rowspan", "start", "stop", "tag")

    def __init__(self, tag: str, start: int, inside: int) -> None:
        self.tag = tag
        self.start = start
        self.inside = self.stop = inside
        self.children: list[Node | Run] = []
        self.blocks = False
        self.colspan = self.rowspan = 1

    @classmethod
    def holding(cls, tag: str, blocks: Iterable[Node], at: Node) -> Node:
        """A new element that contains blocks, at the position of another."""
        made = cls(tag, at.start, at.inside)
        made.children, made.blocks = [*blocks], True
        return made

    def elements(self) -> list[Node]:
        """The children that are elements."""
        return [child for child in self.children if isinstance(child, Node)]

    def put(self, block: Node) -> None:
        """Add a child that is a block."""
        self.children.append(block)
        self.blocks = True


def is_link(node: Node) -> bool:
    """Whether an element contains only a link."""
    while len(node.children) == 1 and isinstance(only := node.children[0], Node):
        if only.tag == "a":
            return True
        node = only
    return False


def items_of(node: Node) -> list[Node]:
    """The items of the list that is an element's only content, if there are several."""
    items = node.elements()
    while len(items) == 1 and items[0].tag in ("ul", "ol"):
        node, items = items[0], items[0].elements()
    alone = len(items) > 1 and all(item.tag in ITEMS for item in items)
    loose = any(isinstance(child, Run) and not child.text.isspace() for child in node.children)
    return items if alone and not loose else []


def pieces_of(node: Node) -> Iterator[Node | list[Node | Run]]:
    """The blocks in an element, and the loose content between them."""
    loose: list[Node | Run] = []
    for child in node.children:
        if isinstance(child, Run) or not (child.blocks or child.tag in BLOCKS):
            loose.append(child)
            continue
        if loose:
            yield loose
            loose = []
        yield child
    if loose:
        yield loose


def holds_table(node: Node) -> bool:
    """Whether an element is or contains a table or a definition list."""
    return node.tag in ("table", "dl") or (node.blocks and any(map(holds_table, node.elements())))


_HIDDEN = regex(r"\shidden(?=[\s=/>])|display\s*:\s*none")


class HiddenParts:
    """The parts of a page that it hides, looked for once, and only if anything is asked of them."""

    def __init__(self, top: Node, source: str) -> None:
        self._top = top
        self._source = source

    def __contains__(self, at: int) -> bool:
        """Whether what stands at an offset is hidden."""
        after = bisect_right(self._spans, at, key=itemgetter(0))
        return after > 0 and at < self._spans[after - 1][1]

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        """The spans of the outermost hidden elements, in order."""
        found, nodes = [], [self._top]
        while nodes:
            node = nodes.pop()
            if _HIDDEN.search(self._source, node.start, node.inside):
                found.append((node.start, node.stop))
            else:
                nodes.extend(node.elements())
        return sorted(found)


class PageText:
    """The text of a document converted to a page; each element adds a character: no two start together."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0

    def _append_text(self, text: str) -> tuple[int, int]:
        """Append a text; returns its span."""
        start = self._length
        self._pieces.append(text)
        self._length += len(text)
        return start, self._length

    def _node(self, tag: str) -> Node:
        return Node(tag, *self._append_text("\n"))

    def _run(self, text: str) -> Run:
        return Run(text, *self._append_text(text))
