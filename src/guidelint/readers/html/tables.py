"""Reads an HTML table as label-text pairs, as rows below a header, or as mere layout."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from guidelint.lean.tuples import NamedTuple
from guidelint.readers.html.grid import Cell, Row, beginning_cells, cells_of
from guidelint.readers.html.labels import (
    FURNITURE,
    NAMES,
    Labels,
    is_short,
    is_sure,
    unit_of,
    without_row_numbers,
)
from guidelint.readers.html.lines import Value
from guidelint.readers.html.tree import Node
from guidelint.readers.table.lists import (
    COUNTERS,
    GROUP,
    MATERIALS,
    counts_columns,
    leading_column_of,
    list_led_by,
    list_titled,
)
from guidelint.values.materials.situations import case_titled

_SMALL = 6
_NONE = ("无", "不需", "本事项无", "本事项不需")


class Pair(NamedTuple):
    """A label cell and its text cell; `rows` are the cells of a label that spans several rows."""

    label: Cell
    cell: Cell
    rows: tuple[Cell, ...] = ()


class Rows(NamedTuple):
    """Rows below a header: the label beside them, if any, the labels of the header, and a mapping per row."""

    title: Cell | None
    header: tuple[str, ...]
    rows: list[dict[str, Value]]


class Loose(NamedTuple):
    """A cell that is neither label nor text of a label."""

    cell: Cell


TablePart = Pair | Rows | Loose


def read_table(table: Node, labels: Labels) -> list[TablePart]:
    """The parts of a table in the order of its rows."""
    grid = cells_of(table, labels)
    sides = _label_columns(grid)
    parts: list[TablePart] = []
    number = 0
    while number < len(grid):
        side = 0 if _heads_twice(grid, number) else _side(grid[number])
        if _is_header(grid, number, side):
            number, part = _read_rows(grid, number, side)
            parts.append(part)
            continue
        if side:
            number, beside = _read_spanning(grid, number, side, sides)
            parts += beside
            continue
        parts += _pairs(grid[number].begins, sides)
        number += 1
    return parts


def counted_rows(table: Node, labels: Labels) -> list[list[Cell]]:
    """The cells after the number in each row of a table (1 | 申请表 | 原件1份); empty unless all rows are numbered."""
    rows = [row.begins for row in cells_of(table, labels)]
    return [row[1:] for row in rows] if all(len(row) > 1 and row[0].label.isdecimal() for row in rows) else []


def _side(row: Row) -> int:
    """The number of columns taken by a label that spans several rows."""
    first, begins = row[0]
    return min(first.node.colspan, len(row)) if begins and first.known and first.node.rowspan > 1 else 0


def _heads_twice(grid: Sequence[Row], number: int) -> bool:
    """Whether a row and the next one form a header, whose first column spans both."""
    cells = grid[number].begins
    if not (cells and cells[0].heads and cells[0].node.rowspan == 2 and _is_deep(cells)):
        return False
    return number + 1 < len(grid) and all([cell.heads for cell in (*cells, *grid[number + 1].begins)])


def _read_spanning(
    grid: Sequence[Row], number: int, side: int, sides: frozenset[int]
) -> tuple[int, list[TablePart]]:
    """The parts beside a label that spans several rows, and the index of the row after them: labels with
    their texts, and lines that belong to the label's own text.
    """
    label = grid[number][0][0]
    card = _card(grid, number, side)
    if card.rows:
        return number + sum(map(len, card.rows)), [card]
    parts: list[TablePart] = []
    rows: list[Cell] = []
    while number < len(grid) and grid[number][0][0] is label and not _is_header(grid, number, side):
        cells = _beginning_cells(grid[number], side)
        if len(cells) > 1 and (cells[0].heads or (cells[0].known and is_sure(cells[0].known))):
            parts += _pairs(cells, sides)
        elif cells:
            rows.append(_line_of(cells))
        number += 1
    rows = [row for row in rows if row.lines]
    if rows or not parts:
        parts.insert(0, Pair(label, joined(rows or [label._replace(lines=[])]), tuple(rows)))
    return number, parts


def _card(grid: Sequence[Row], number: int, side: int) -> Rows:
    """List elements beside their label, a row per field (申请材料 | 材料名称 | 申请书); else no rows."""
    label = grid[number][0][0]
    rows: list[dict[str, Value]] = []
    for row in grid[number:]:
        if row[0][0] is not label:
            break
        cells = _beginning_cells(row, side)
        name = cells[0].name if len(cells) == 2 and len(cells[0].lines) == 1 else ""
        leads = list_led_by(name) is not None and list_led_by(name) == list_titled(label.known or "")
        if not name or not (leads or rows):
            return Rows(label, (), [])
        if leads or name in rows[-1]:
            rows.append({})
        rows[-1][name] = cells[1].value(cells[0].key)
    return Rows(label, tuple(dict.fromkeys(name for row in rows for name in row)), rows)


def _line_of(cells: Sequence[Cell]) -> Cell:
    """A row beside a label that spans several, as one cell: no number, a small label before its text."""
    first, *rest = cells
    if rest and first.label.isdecimal():
        return joined(rest)
    if len(rest) == 1 and len(first.lines) == 1 and len(first.label) <= _SMALL and rest[0].lines:
        line = rest[0].lines[0]
        whole = line._replace(text=f"{first.label}：{line.text}", start=first.lines[0].start)
        return rest[0]._replace(lines=[whole, *rest[0].lines[1:]])
    return joined(cells)


def joined(cells: Sequence[Cell]) -> Cell:
    """One cell with the lines of several."""
    return cells[0]._replace(lines=[line for cell in cells for line in cell.lines])


def _beginning_cells(row: Row, side: int) -> list[Cell]:
    """The cells that begin in a row, beside a label of `side` columns."""
    return beginning_cells(row[side:]) if side else row.begins


def _is_header(grid: Sequence[Row], number: int, side: int) -> bool:
    """Whether a row names the columns below it; 事项类别 | 行政审批事项 within a table states a kind."""
    cells = _beginning_cells(grid[number], side)
    if number + 1 >= len(grid):
        known = sum([cell.known is not None for cell in cells])
        alone = all([cell.heads for cell in cells]) or (known > 2 and known + 1 >= len(cells))
        return number == 0 and alone and _names_columns(cells)
    below = grid[number + 1]
    if len(cells) < 2 or len(below) < side + 2:
        return False
    first = below[side][0]
    if cells[0].label in COUNTERS and first.label.isdecimal() and not any([cell.heads for cell in cells]):
        return any([cell.known for cell in cells])
    if cells[0].heads:
        marked = all([cell.heads for cell in cells]) and any([cell.known for cell in cells])
        return marked and (not first.heads or _is_deep(cells))
    if any([cell.heads for cell in cells]):
        return False
    kind = number > 0 and len(cells) == 2 and cells[1].known in NAMES
    return not (kind or _groups(cells)) and _names_columns(cells) and first.known is None


def _names_columns(cells: Sequence[Cell]) -> bool:
    """Whether most of the cells (at least two, including the first two) are labels."""
    known = [cell.known is not None or cell.label in FURNITURE for cell in cells]
    return len(known) > 1 and known[0] and known[1] and 2 * sum(known) >= len(known)


def _is_deep(cells: Sequence[Cell]) -> bool:
    """Whether a header continues in the next row: some of its cells span columns while others span rows."""
    return any(cell.node.colspan > 1 for cell in cells) and any(cell.node.rowspan > 1 for cell in cells)


def _read_rows(grid: Sequence[Row], number: int, side: int) -> tuple[int, Rows]:
    """The rows under the header at a number, and the number of the row after them."""
    top = grid[number]
    header = [cell.label if cell.label in FURNITURE else cell.name for cell, _ in top]
    title = top[0][0] if side else None
    width = len(_beginning_cells(top, side))
    number += 1
    if _is_deep(_beginning_cells(top, side)) and _goes_on(grid[number], top, side):
        header = [_below(cell, name) for (cell, _), name in zip(grid[number], header, strict=False)]
        number += 1
    if number < len(grid) and counts_columns(cell.label for cell in _beginning_cells(grid[number], side)):
        number += 1
    rows: list[dict[str, Value]] = []
    first = number
    spread = _spread(header, side)
    while number < len(grid) and not _ends(grid, number, side, width):
        if title is not None and grid[number][0][0] is not title:
            break
        row = _row_values(_together(grid[number], spread), header, side) or _case(grid[number], header)
        if row:
            rows.append(row)
        number += 1
    _give_units(rows, zip([cell.label for cell, _ in top], header, strict=False))
    names = without_row_numbers(header[side:])
    if number == first + 1 and not rows:
        rows = _no_rows(grid[first], names, side)
    return number, Rows(title, names, rows)


def _give_units(rows: list[dict[str, Value]], header: Iterable[tuple[str, str]]) -> None:
    """Put the unit that a header states, 办理时限（工作日）, behind the bare numbers below it."""
    for name, unit in [(name, unit_of(label)) for label, name in header if unit_of(label)]:
        for row in rows:
            value = row.get(name)
            if value and value.text.isdecimal():
                row[name] = value._replace(text=value.text + unit)


def _spread(header: Sequence[str], side: int) -> list[int]:
    """The columns of a heading of materials that spans several."""
    found = [at for at in range(side, len(header)) if list_titled(header[at]) == MATERIALS]
    return found if len(found) > 1 and len({header[at] for at in found}) == 1 else []


def _together(row: Row, spread: Sequence[int]) -> Row:
    """A row in which the cells of some columns are merged, if they are names."""
    cells = beginning_cells([row[at] for at in spread if at < len(row) and row[at][0].lines])
    if len(cells) < 2:
        return row
    from guidelint.readers.table.side_by_side import are_names

    if not are_names(cell.label for cell in cells):
        return row
    made = Row(row)
    made.begins = row.begins
    made[spread[0]] = joined(cells), True
    return made


def _no_rows(row: Row, names: Sequence[str], side: int) -> list[dict[str, Value]]:
    """The only row of a table, across all columns, if it says that no materials are needed: 无."""
    cell = row[side][0]
    lead = next((name for name in names if list_led_by(name) == MATERIALS), None)
    return [{lead: cell.value()}] if lead and cell.label.startswith(_NONE) else []


def _goes_on(row: Row, top: Row, side: int) -> bool:
    """Whether a row is the second row of a header: marked so, or starting with the same spanning cell."""
    return all(cell.heads for cell in row.begins) or row[side][0] is top[side][0]


def _below(cell: Cell, group: str) -> str:
    """The label of a cell in a header's second row: 原件 below 份数 is 原件份数."""
    return cell.known or (group if cell.label in ("", group) else cell.label + group)


def _ends(grid: Sequence[Row], number: int, side: int, width: int) -> bool:
    begins = grid[number].begins
    if not begins:
        return False
    if len(begins) == 1:
        return begins[0].known is not None
    pair = len(begins) != width and (begins[0].known is not None or begins[0].heads) and not begins[1].heads
    return pair or (begins[0].heads and _is_header(grid, number, side))


def _row_values(row: Row, header: list[str], side: int) -> dict[str, Value]:
    across = len(row.begins) == 1 < row.begins[0].node.colspan
    if across or len({cell.node.start for cell, _ in row[side:]}) < 2:
        return {}  # a row across the table: a group title for the rows below, or a note on the one above
    values: dict[str, Value] = {}
    for (cell, _), name in islice(zip(row, header, strict=False), side, None):
        if name and name not in FURNITURE and (name not in values or not values[name].text):
            values[name] = cell.value()
    return values if any(value.text for value in values.values()) else {}


def _case(row: Row, header: list[str]) -> dict[str, Value]:
    """A row across a table of materials that says in which case those below it are needed (个人申请); else empty."""
    cells = row.begins
    is_case = len(cells) == 1 and leading_column_of(MATERIALS) in header and case_titled(cells[0].label)
    return {GROUP: cells[0].value()} if is_case else {}


def _label_columns(grid: Sequence[Row]) -> frozenset[int]:
    """The columns with known labels, in a table that marks no headers."""
    rows = [row.begins for row in grid]
    if any(cell.heads for row in rows for cell in row):
        return frozenset()
    return frozenset(place for row in rows for place in range(0, len(row) - 1, 2) if row[place].known)


def _pairs(cells: Sequence[Cell], sides: frozenset[int]) -> list[TablePart]:
    parts: list[TablePart] = []
    place = 0
    while place < len(cells):
        cell = cells[place]
        after = cells[place + 1] if place + 1 < len(cells) else None
        if after is not None and after.known and _groups(cells[place:]):
            place += 1
            continue
        if (
            after is not None
            and not after.heads
            and _labels_next(cell, place in sides and after.known is None)
        ):
            parts.append(Pair(cell, after))
            place += 2
            continue
        parts.append(Loose(cell))
        place += 1
    return parts


def _groups(cells: Sequence[Cell]) -> bool:
    """Whether the first cell is a label over the pairs after it: 许可收费 | 是否收费 | 否 | 收费标准 | 无."""
    names, texts = cells[1::2], cells[2::2]
    if not cells[0].known or not texts or len(names) != len(texts):
        return False
    labelled = all([cell.known and is_sure(cell.known) for cell in names])
    return labelled and not any([cell.known for cell in texts])


def _labels_next(cell: Cell, expected: bool) -> bool:
    if cell.heads or cell.known:
        return bool(cell.label)
    return expected and is_short(cell.label) and len(cell.lines) == 1
