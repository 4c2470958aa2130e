"""What a page of a guide says: labels with their texts and lists, gathered in one walk over its elements."""

from __future__ import annotations

from collections.abc import Sequence

from guidelint.readers.html_grid import Cell, cell_of
from guidelint.readers.html_labels import SURE, Labels, clean, unit_of
from guidelint.readers.html_lines import Line, lines_of, value_of
from guidelint.readers.html_prose import Prose
from guidelint.readers.html_said import BOLD, LINE, TAB, name_of
from guidelint.readers.html_tables import Loose, Pair, Part, Rows, read_table
from guidelint.readers.html_tree import BLOCKS, UNSEEN, Node, Run

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NO_LABELS = (*_HEADINGS, "li", "ul")
_SHORT, _MANY = 12, 30
"""So short are tabs, and so many may there be."""


class Page(Prose):
    """The reading of one page, or of one article of it, into `said`."""

    def __init__(self, top: Node, source: str, labels: Labels) -> None:
        super().__init__(source, labels)
        self.visit_all(top)
        self.said.end()

    def visit(self, node: Node) -> None:
        """Read one element."""
        if node.tag in UNSEEN:
            return
        if node.tag == "table":
            self.parts(read_table(node, self.labels))
            self.said.end_column()
        elif node.tag == "dl":
            self.parts(self.definitions(node))
        elif node.tag in _HEADINGS:
            self.heading(self.lines(node), int(node.tag[1]))
        elif not node.blocks:
            self.leaf(self.lines(node), node)
        elif not self.side_by_side(node):
            self.visit_all(node)

    def visit_all(self, node: Node) -> None:
        """Read what stands in an element; loose text between blocks counts as a block."""
        before = self.said.section
        held: list[Node] = []
        loose: list[Node | Run] = []
        for child in node.children:
            if isinstance(child, Run) or not (child.blocks or child.tag in BLOCKS):
                loose.append(child)
                continue
            if loose:
                self.leaf(lines_of(loose, node), node)
                loose = []
            if not (held and self.panels(held, child)):
                held = self.tabs(child)
                if not held:
                    self.visit(child)
        if loose:
            self.leaf(lines_of(loose, node), node)
        section = self.said.section
        if section is not before and section and section.level == LINE and section.lines:
            self.said.end()

    def panels(self, tabs: list[Node], node: Node) -> bool:
        """Read an element as the panels of the tabs before it, if it has as many children."""
        inner = node.elements()
        if len(inner) != len(tabs):
            return False
        for tab, panel in zip(tabs, inner, strict=True):
            line = self.lines(tab)[0]
            self.said.begin(self.labels.known(line.text), line, TAB, clean(line.text))
            self.visit_all(panel)
            self.said.end()
        return True

    def tabs(self, node: Node) -> list[Node]:
        """The items of a list that is nothing but short labels, one of them known."""
        while node.tag != "ul":
            only = node.children[0] if len(node.children) == 1 else None
            if not isinstance(only, Node):
                return []
            node = only
        items = node.elements()
        if not 1 < len(items) <= _MANY or any([item.blocks for item in items]):
            return []
        texts = [self.lines(item) for item in items]
        if any([len(lines) != 1 or len(lines[0].text) > _SHORT for lines in texts]):
            return []
        return items if any([self.labels.known(lines[0].text) for lines in texts]) else []

    def side_by_side(self, node: Node) -> bool:
        """Read two blocks of which the first is a known label."""
        inner = node.elements()
        if len(inner) != 2 or inner[0].blocks or inner[0].tag in _NO_LABELS:
            return False
        head = self.lines(inner[0])
        name = self.labels.known(head[0].text) if len(head) == 1 else None
        if name is None or _holds_table(inner[1]):
            return False
        value = value_of(self.lines(inner[1]), (head[0].start, head[0].end), inner[1].start)
        self.said.put(name, value, known=True)
        return True

    def definitions(self, node: Node) -> list[Pair]:
        """The pairs of a definition list; several definitions of one term are one."""
        groups = [child.elements() if child.tag == "div" else [child] for child in node.elements()]
        terms: list[tuple[Cell, list[Cell]]] = []
        for entry in [entry for group in groups for entry in group if entry.tag in ("dt", "dd")]:
            cell = cell_of(entry, self.labels)
            if entry.tag == "dt":
                terms.append((cell, []))
            elif terms:
                terms[-1][1].append(cell)
        return [Pair(term, _joined(term, cells)) for term, cells in terms]

    def parts(self, parts: Sequence[Part]) -> None:
        """What a table or a definition list says."""
        pairs = [part for part in parts if isinstance(part, Pair)]
        cards = self.said.cards(pairs)
        for part in parts:
            if isinstance(part, Rows):
                self.said.rows(part)
            elif isinstance(part, Loose):
                self.loose(part.cell)
            elif not cards:
                self.pair(part)

    def pair(self, pair: Pair) -> None:
        """A label and what it names; tables may stand in the cell, and under an unknown label known ones."""
        label, cell = pair
        if self.said.section:
            self.said.section.tables = True
        if _holds_table(cell.node):
            head = Line(label.label, *label.key, label.node.start)
            outer, self.said.section = self.said.section, None
            self.said.begin(label.known, head, BOLD, label.label)
            self.visit_all(cell.node)
            self.said.end()
            self.said.section = outer
            return
        value = cell.value(label.key)
        if value.text.isdecimal():
            value = value._replace(text=value.text + unit_of(label.label))
        self.said.put(name_of(pair), value, known=label.known is not None)
        if label.known is None:
            self.statements(cell.lines, keep=False)

    def loose(self, cell: Cell) -> None:
        """A cell that is neither label nor named by one: a title across the table, or layout."""
        if cell.known and len(cell.known) >= SURE and cell.lines:
            self.said.begin_column(cell.known, cell.lines[0], BOLD)
        elif cell.node.blocks:
            self.visit_all(cell.node)
        else:
            self.leaf(cell.lines, cell.node)


def _joined(term: Cell, cells: list[Cell]) -> Cell:
    """The definitions of a term as one."""
    if len(cells) == 1:
        return cells[0]
    return (cells or [term])[-1]._replace(lines=[line for cell in cells for line in cell.lines])


def _holds_table(node: Node) -> bool:
    if not node.blocks:
        return node.tag in ("table", "dl")
    return node.tag in ("table", "dl") or any(map(_holds_table, node.elements()))
