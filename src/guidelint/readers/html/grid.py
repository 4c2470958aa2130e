"""The cells of an HTML table by row and column; a spanning cell is in every row and column that it covers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from guidelint.lean.tuples import NamedTuple
from guidelint.readers.html.labels import Labels
from guidelint.readers.html.lines import Line, Value, lines_of, value_of
from guidelint.readers.html.tree import WIDEST, Node


class Cell(NamedTuple):
    """A cell with its lines, its text read as a label, and the known label that it is, if any.

    `heads`: the page marks it as a header (`<th>`).
    """

    node: Node
    lines: list[Line]
    heads: bool
    label: str
    known: str | None

    @property
    def name(self) -> str:
        """Its text as a label: as the dialects spell it, else as the page does."""
        return self.known or self.label

    @property
    def key(self) -> tuple[int, int]:
        """The span of the text, or of the start tag of an empty cell."""
        lines, node = self.lines, self.node
        return (lines[0].start, lines[-1].end) if lines else (node.start, node.inside)

    def value(self, key: tuple[int, int] | None = None) -> Value:
        """The text of the cell, with the span of its label; in a list an empty cell is its own key."""
        return value_of(self.lines, key or (self.node.start, self.node.inside), self.node.start)


_cell = partial(tuple.__new__, Cell)  # three times as fast as Cell(...)


class Row(list[tuple[Cell, bool]]):
    """The cells of a row by column; the flag tells whether a cell begins in this row.

    `begins`: the cells that begin in it, each once.
    """

    __slots__ = ("begins",)

    begins: list[Cell]


def cells_of(table: Node, labels: Labels) -> list[Row]:
    """The rows of a table; a cell stands in every row and column that it covers."""
    grid: list[Row] = []
    hanging: dict[int, tuple[Cell, int]] = {}
    for tr in rows_of(table):
        nodes = [node for node in tr.children if isinstance(node, Node) and node.tag in ("td", "th")]
        cells = [cell_of(node, labels) for node in nodes]
        if hanging or len(cells) > WIDEST or any([n.colspan > 1 or n.rowspan > 1 for n in nodes]):
            row = _laid_row(cells, hanging)
        else:
            row = Row([(cell, True) for cell in cells])
            row.begins = cells
        if row:
            grid.append(row)
    return grid


def _laid_row(cells: list[Cell], hanging: dict[int, tuple[Cell, int]]) -> Row:
    """A row with its own cells and the cells that extend into it from above."""
    row = Row()
    row.begins = []
    waiting = cells[::-1]
    while len(row) < WIDEST and (waiting or len(row) in hanging):
        if len(row) in hanging:
            cell, left = hanging.pop(len(row))
            if left > 1:
                hanging[len(row)] = (cell, left - 1)
            row.append((cell, False))
            continue
        _begin(row, waiting.pop(), hanging)
    return row


def _begin(row: Row, cell: Cell, hanging: dict[int, tuple[Cell, int]]) -> None:
    """Add a cell to the row in which it begins."""
    node = cell.node
    row.begins.append(cell)
    width = min(node.colspan, WIDEST - len(row))
    if node.rowspan > 1:
        hanging.update(dict.fromkeys(range(len(row), len(row) + width), (cell, node.rowspan - 1)))
    row += [(cell, True)] * width


def continued(header: Node, table: Node) -> Node | None:
    """The two tables as one if the first is only the header of the second (for scrolling); else None."""
    heads, rows = rows_of(header), rows_of(table)
    if not rows or any(cell.tag != "td" for row in rows for cell in row.elements()):
        return None
    if len(heads[-1].elements()) - len(rows[0].elements()) not in (0, 1):
        return None
    return Node.holding("table", [*heads, *rows], table)


def blocks_as_table(node: Node) -> Node | None:
    """An element whose children form rows of equally many elements, as a table; the first row may be a
    sibling of an element that holds the others. None for other elements.
    """
    rows = node.elements()
    width = len(rows[0].elements()) if len(rows) > 1 else 0
    inner = rows[1].elements() if len(rows) == 2 and width > 1 else []
    if inner and all(len(row.elements()) == width for row in inner):
        rows = [rows[0], *inner]
    if width < 2 or any(len(row.elements()) != width for row in rows):
        return None
    return Node.holding(
        "table", [Node.holding("tr", map(_as_cell, row.elements()), row) for row in rows], node
    )


def _as_cell(node: Node) -> Node:
    """An element as a table cell."""
    cell = Node("td", node.start, node.inside)
    cell.children, cell.blocks = node.children, node.blocks
    return cell


def rows_of(table: Node) -> list[Node]:
    """The rows of a table, row groups included."""
    rows: list[Node] = []
    for node in table.elements():
        if node.tag == "tr":
            rows.append(node)
        elif node.tag in ("tbody", "thead", "tfoot"):
            rows += [inner for inner in node.elements() if inner.tag == "tr"]
    return rows


def cell_of(node: Node, labels: Labels) -> Cell:
    """The cell for a table cell, or for a term or definition of a list."""
    lines = lines_of(node.children, node)
    if not lines:
        return _cell((node, lines, node.tag == "th", "", None))
    text = lines[0].text if len(lines) == 1 else "".join([line.text for line in lines[:3]])
    return _cell((node, lines, node.tag == "th", *labels.read(text)))


def beginning_cells(row: Sequence[tuple[Cell, bool]]) -> list[Cell]:
    """The cells that begin in some columns of a row, each once."""
    return list({id(cell.node): cell for cell, begins in row if begins}.values())
