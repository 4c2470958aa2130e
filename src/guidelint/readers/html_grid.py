"""The cells of a page's table in rows and columns, those that span several put into each."""

from __future__ import annotations

from typing import NamedTuple

from guidelint.readers.html_labels import Labels, clean
from guidelint.readers.html_lines import Line, Value, lines_of, value_of
from guidelint.readers.html_tree import Node

_WIDEST = 64


class Cell(NamedTuple):
    """A cell with its lines, its text as a label, and the known name that the text is."""

    node: Node
    lines: list[Line]
    label: str
    known: str | None

    @property
    def heads(self) -> bool:
        """Whether the page itself marks the cell as a header."""
        return self.node.tag == "th"

    @property
    def key(self) -> tuple[int, int]:
        """The span of the text, or of the start tag of an empty cell."""
        return (
            (self.lines[0].start, self.lines[-1].end) if self.lines else (self.node.start, self.node.inside)
        )

    def value(self, key: tuple[int, int] | None = None) -> Value:
        """The text of the cell under a label; in a list an empty cell is its own key."""
        return value_of(self.lines, key or (self.node.start, self.node.inside), self.node.start)


Row = list[tuple[Cell, bool]]
"""The cells of a row, column by column; the flag tells whether a cell begins in this row."""


def cells_of(table: Node, source: str, labels: Labels) -> list[Row]:
    """The rows of a table; a cell stands in every row and column that it covers."""
    grid: list[Row] = []
    hanging: dict[int, tuple[Cell, int]] = {}
    for tr in _table_rows(table):
        row: Row = []
        waiting = [cell_of(node, source, labels) for node in tr.elements() if node.tag in ("td", "th")]
        waiting.reverse()
        while len(row) < _WIDEST and (waiting or len(row) in hanging):
            if len(row) in hanging:
                cell, left = hanging.pop(len(row))
                if left > 1:
                    hanging[len(row)] = (cell, left - 1)
                row.append((cell, False))
                continue
            cell = waiting.pop()
            for _ in range(min(cell.node.colspan, _WIDEST - len(row))):
                if cell.node.rowspan > 1:
                    hanging[len(row)] = (cell, cell.node.rowspan - 1)
                row.append((cell, True))
        if row:
            grid.append(row)
    return grid


def _table_rows(table: Node) -> list[Node]:
    rows: list[Node] = []
    for node in table.elements():
        if node.tag == "tr":
            rows.append(node)
        elif node.tag in ("tbody", "thead", "tfoot"):
            rows += [inner for inner in node.elements() if inner.tag == "tr"]
    return rows


def cell_of(node: Node, source: str, labels: Labels) -> Cell:
    """A cell, or a term or definition of a list."""
    lines = lines_of(node.children, source, node)
    text = "".join(line.text for line in lines[:3])
    return Cell(node, lines, clean(text), labels.known(text))


def fresh_of(row: Row) -> list[Cell]:
    """The cells that begin in a row, each once."""
    return list({cell.node.start: cell for cell, fresh in row if fresh}.values())
