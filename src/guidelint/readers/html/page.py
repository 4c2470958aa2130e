"""Reads a guide from a page or laid-out document, labels with texts and lists, in one pass."""

from __future__ import annotations

import re
from collections.abc import Sequence

from guidelint.lean.tuples import NamedTuple
from guidelint.readers.html.grid import Cell, blocks_as_table, cell_of, continued
from guidelint.readers.html.labels import SURE, Labels, clean, is_short, unit_of
from guidelint.readers.html.lines import Line, Value, lines_of
from guidelint.readers.html.materials import REMARK, values_of
from guidelint.readers.html.prose import Prose
from guidelint.readers.html.section import BOLD, LINE, TAB, Section
from guidelint.readers.html.tables import Loose, Pair, Rows, TablePart, counted_rows, joined, read_table
from guidelint.readers.html.tabs import SHORT, linked_tab, tabs_in
from guidelint.readers.html.tree import (
    HEADINGS,
    ITEMS,
    UNSEEN,
    Node,
    Run,
    holds_table,
    is_link,
    items_of,
    pieces_of,
)
from guidelint.readers.table.lists import MATERIALS, leading_column_of, list_titled

_NO_LABELS = (*HEADINGS, "li", "ul")
_FOOT = re.compile("(?<![a-z])(?:foot|footer|copyright)(?![a-z])")
"""Words in the class or id of a page's footer."""
_OF_THE_SITE = UNSEEN | {"nav", "footer"}


class _EndedElement(NamedTuple):
    """An element in which a section began and has lines, and the section if it ends with the element."""

    node: Node | None
    section: Section | None


_NOT_ENDED = _EndedElement(None, None)


class Page(Prose):
    """Reads one page, or one article of it, into `content`."""

    def __init__(self, top: Node, source: str, labels: Labels) -> None:
        super().__init__(top, source, labels)
        self.header: tuple[Node | None, int] = None, 0
        self.seen_rows: set[tuple[str, ...]] = set()
        self.visit_all(top)
        self.content.end()
        self.entitle(top)

    def visit(self, node: Node) -> None:
        """Read an element according to its kind."""
        if node.tag in _OF_THE_SITE or (node.tag == "div" and self.is_foot(node)):
            return
        if node.tag == "table":
            self.table(node)
        elif node.tag == "dl":
            self.parts(self.definitions(node))
        elif node.tag in HEADINGS:
            self.heading(self.lines(node), int(node.tag[1]))
        elif not node.blocks:
            self.leaf(self.lines(node), node)
        elif not self.side_by_side(node):
            self.visit_all(node)

    def is_foot(self, node: Node) -> bool:
        """Whether an element after a guide is a footer, whose phone number belongs to the web site."""
        start_tag = self.start_tag(node)
        found = "foot" in start_tag and self.content.recognised
        return found and re.search(r"""[\s"'=]foot(?:er)?(?![a-z])""", start_tag) is not None

    def table(self, node: Node) -> None:
        """Read a table, possibly together with the preceding table if that is its header."""
        header, begun = self.header
        self.header = None, 0
        whole = continued(header, node) if header and begun == self.content.begun else None
        parts = read_table(whole or node, self.labels)
        only = parts[0] if len(parts) == 1 else None
        if isinstance(only, Rows) and not only.rows:
            self.header = node, self.content.begun
        if not (whole and self.is_repeated(parts)):
            counted = self.counted(node, parts)
            self.parts([counted] if counted else parts)
        self.content.end_column()

    def counted(self, node: Node, parts: Sequence[TablePart]) -> Rows | None:
        """The materials and notes of a table of numbered rows without a header; None for other tables."""
        title = self.content.title()
        if (
            title is None
            or list_titled(title) != MATERIALS
            or any([type(part) is not Loose for part in parts])
        ):
            return None
        columns = leading_column_of(MATERIALS), REMARK
        rows = [
            {columns[0]: name.value()} | ({columns[1]: joined(rest).value()} if rest else {})
            for name, *rest in counted_rows(node, self.labels)
        ]
        return Rows(None, columns, rows) if rows else None

    def rows_of_blocks(self, node: Node) -> bool:
        """Read an element as a table if its blocks are rows below a header: 材料名称 beside 份数."""
        table = blocks_as_table(node)
        parts = read_table(table, self.labels) if table else []
        if not parts or not isinstance(parts[0], Rows) or not parts[0].rows:
            return False
        self.parts(parts)
        return True

    def is_repeated(self, parts: Sequence[TablePart]) -> bool:
        """Whether these rows were read already: pages show sticky columns twice."""
        rows = [row for part in parts if isinstance(part, Rows) for row in part.rows]
        texts = tuple(value.text for row in rows for value in row.values())
        known = texts in self.seen_rows
        self.seen_rows.add(texts)
        return known

    def visit_all(self, node: Node) -> None:
        """Read the content of an element; loose text between blocks counts as a block."""
        before = self.content.section
        if before and list_titled(before.label) and self.rows_of_blocks(node):
            return
        held: list[Node] = []
        ended = _NOT_ENDED
        for piece in pieces_of(node):
            if isinstance(piece, list):
                self.loose_text(piece, node, ended)
                continue
            if ended.section and self.start_tag(piece) != self.start_tag(ended.node):
                self.leave(ended)
            elif (section := self.content.section) and section.lines and _FOOT.search(self.start_tag(piece)):
                self.content.end()
            if not (held and self.panels(held, piece)):
                held = tabs_in(piece, self.source, self.labels, self.lines)
                if not held:
                    ended = self.visited(piece, ended)
        self.end_line(before)

    def end_line(self, before: Section | None) -> None:
        """End a section begun by a line, at the end of the line's element."""
        section = self.content.section
        if section is not before and section and section.level == LINE and section.lines:
            self.content.end()

    def loose_text(self, loose: list[Node | Run], node: Node, ended: _EndedElement) -> None:
        """Read loose text as a block that is outside the element before it."""
        lines = lines_of(loose, node)
        if lines and ended.section:
            self.leave(ended)
        self.leaf(lines, node)

    def visited(self, node: Node, before: _EndedElement) -> _EndedElement:
        """Read an element, possibly a list item; return the section that ends with it.

        A section ends with the element in which it began if that holds several sections (a column of a
        guide), or if its siblings hold one each. It does not end if the next element has the same start tag:
        heading and text may be in an element each.
        """
        outer, begun = self.content.section, self.content.begun
        first = len(outer.lines) if outer and node.tag in ITEMS else -1
        self.visit(node)
        section = self.content.section
        if section and section is outer and first >= 0:
            section.end_item(first)
        if section is outer or section is None or not (node.blocks and section.lines):
            return _NOT_ENDED
        several = self.content.begun - begun > 1 or (
            before.node and self.start_tag(before.node) == self.start_tag(node)
        )
        return _EndedElement(node, section if several else None)

    def leave(self, ended: _EndedElement) -> None:
        """End the section of a finished element, if it is still open."""
        if self.content.section is ended.section:
            self.content.end()

    def start_tag(self, node: Node | None) -> str:
        """The start tag of an element, as written."""
        return self.source[node.start : node.inside] if node else ""

    def panels(self, tabs: list[Node], node: Node) -> bool:
        """Read an element as the panel to which one of the tabs before it links, or as the panels of all tabs, if
        it has as many children.
        """
        linked = linked_tab(tabs, node, self.source)
        inner = [node] if linked else node.elements()
        if len(inner) != len(linked or tabs):
            return False
        for tab, panel in zip(linked or tabs, inner, strict=True):
            line = self.lines(tab)[0]
            self.content.begin(self.labels.known(line.text), line, TAB, clean(line.text))
            self.visit_all(panel)
            self.content.end()
        return True

    def side_by_side(self, node: Node) -> bool:
        """Read two blocks as label and text: the first is a known label, or has the class of known labels."""
        inner = node.elements()
        if len(inner) != 2 or inner[0].blocks or inner[0].tag in _NO_LABELS:
            return False
        head = self.lines(inner[0])
        if len(head) != 1:
            return False
        if head[0].text[0].isdecimal() and self.below(inner[1], head):
            return True
        name, mark = self.labels.known(head[0].text), self.start_tag(inner[0])
        unknown_label = self.content.section is None and mark in self.marks and is_short(head[0].text)
        if not (name or unknown_label) or holds_table(inner[1]):
            return False
        if name and "class=" in mark:
            self.marks.add(mark)
        if name and list_titled(name) and inner[1].blocks:
            self.under(name, head[0], inner[1])
            return True
        key, label = (head[0].start, head[0].end), name or clean(head[0].text)
        items = self.listed(label, inner[1], key)
        if items:
            self.content.put(label, items, known=name is not None)
        else:
            self.content.put_lines(label, self.lines(inner[1]), key, inner[1].start, known=name is not None)
        return True

    def below(self, node: Node, above: list[Line]) -> bool:
        """Read a known label below a short text that begins with a number: 5工作日 over 承诺办结时限."""
        lines = [] if node.blocks or len(above[0].text) > SHORT else self.lines(node)
        name = self.labels.known(lines[0].text) if len(lines) == 1 else None
        if name is None or len(name) < SURE:
            return False
        self.content.put_lines(name, above, (lines[0].start, lines[0].end), node.start, known=True)
        return True

    def listed(self, name: str, node: Node, key: tuple[int, int]) -> list[Value]:
        """The items of the list that is the element's only content, if the label is that of a list."""
        items = items_of(node) if list_titled(name) else []
        texts = [lines for lines in map(self.lines, items) if lines]
        labelled = any(self.labels.split(line.text) for lines in texts for line in lines)
        return [] if labelled else values_of(self.source, texts, key)

    def definitions(self, node: Node) -> list[Pair]:
        """The pairs of a definition list; several definitions of one term become one."""
        groups = [child.elements() if child.tag == "div" else [child] for child in node.elements()]
        terms: list[tuple[Cell, list[Cell]]] = []
        for entry in [entry for group in groups for entry in group if entry.tag in ("dt", "dd")]:
            cell = cell_of(entry, self.labels)
            if entry.tag == "dt":
                terms.append((cell, []))
            elif terms:
                terms[-1][1].append(cell)
        return [Pair(term, joined(cells or [term._replace(lines=[])])) for term, cells in terms]

    def parts(self, parts: Sequence[TablePart]) -> None:
        """Read the parts of a table or definition list."""
        pairs = [part for part in parts if isinstance(part, Pair)]
        cards = self.content.cards(pairs)
        for part in parts:
            if isinstance(part, Rows):
                self.content.rows(part)
            elif isinstance(part, Loose):
                self.loose(part.cell)
            elif not cards:
                self.pair(part)

    def pair(self, pair: Pair) -> None:
        """Read a label and its cell, which may hold tables; below an unknown label, known ones may follow."""
        label, cell, rows = pair
        if self.content.section:
            self.content.section.tables = True
        if holds_table(cell.node):
            head = Line(label.label, *label.key, label.node.start)
            self.under(label.known, head, cell.node)
            return
        if len(rows) > 1 and list_titled(label.name):
            items = [row.value(label.key) for row in rows]
        else:
            items = self.listed(label.name, cell.node, label.key) if cell.node.blocks else []
        if items:
            self.content.put(label.name, items, known=label.known is not None)
            return
        lines = cell.lines
        if len(lines) == 1 and lines[0].text.isdecimal():
            lines = [lines[0]._replace(text=lines[0].text + unit_of(label.label))]
        self.content.put_lines(label.name, lines, label.key, cell.node.start, known=label.known is not None)
        if label.known is None:
            self.statements(cell.lines, keep=False)

    def under(self, name: str | None, head: Line, node: Node) -> None:
        """Read an element as a section of its own below a label, inside the open section."""
        outer, self.content.section = self.content.section, None
        self.content.begin(name, head, BOLD, clean(head.text))
        self.visit_all(node)
        self.content.end()
        self.content.section = outer

    def loose(self, cell: Cell) -> None:
        """Read a cell that neither is a label nor has one: a title across the table, or layout."""
        if cell.known and is_link(cell.node):
            return  # of a menu
        if cell.known and len(cell.known) >= SURE and cell.lines:
            self.content.begin_column(cell.known, cell.lines[0])
        elif cell.node.blocks:
            self.visit_all(cell.node)
        else:
            self.leaf(cell.lines, cell.node)
