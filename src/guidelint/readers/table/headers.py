"""Finds the header row of a table, below titles and notes, and maps each of its cells to a column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from guidelint.lean.tuples import NamedTuple
from guidelint.readers.table.headings import WINDOW, Heading, Names
from guidelint.readers.table.lists import (
    COUNTERS,
    MATERIALS,
    belongs,
    counts_columns,
    flat_lists,
    leading_column_of,
    list_titled,
)
from guidelint.readers.table.sheet import Sheet, letters
from guidelint.readers.table.side_by_side import abreast, numbered_of

_MAX_COLUMNS = 16_384
_BLANKS = re.compile(r"\s+")
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_.]*")
_CAPTION = re.compile("[A-Za-z]*[\u3400-\u9fff][\u3400-\u9fffA-Za-z（）()、/]{0,11}")

INSTRUCTION = re.compile(
    "[必选可]填|填[写报]|请(?:选|按|输)|下拉|[示样]例|例如|格式|单选|多选|[0-9]位|字符|字以内|如[:：]|[注说]明?[:：]|自动(?:生成|带出)|字典"
)
_MOST_INSTRUCTIONS = 3
"""The maximum number of rows with filling instructions below a header."""


class Column(NamedTuple):
    """A column of a table: its index in the rows (`at`), and the list whose elements it describes, if any.

    `number` counts, from 1, the elements that stand side by side in one row.
    """

    at: int
    list_label: str
    name: str
    known: bool
    unit: str = ""
    number: int = 0


class Header(NamedTuple):
    """The header of a table: first and last row, columns, and columns whose heading occurs twice.

    `bottom` is the last row that belongs to it, including captions below a row of keys, column numbers and
    instructions; `labels` is the row of the keys.
    """

    top: int
    bottom: int
    columns: list[Column]
    repeated: list[Column]
    labels: int

    def row_of(self, column: Column, sheet: Sheet) -> int:
        """The row that contains the heading of a column."""
        return self.labels if sheet.cell(self.labels, column.at) else self.top

    @property
    def known(self) -> int:
        """The number of different known columns."""
        return len({(column.list_label, column.name) for column in self.columns if column.known})


def find_header(sheet: Sheet, names: Names) -> Header | None:
    """The header with the most known columns among the first rows; None if no row has at least two.

    A sheet with one column needs only one. Of equally good rows the upper one wins, and one row wins over two
    unless its headings are merged with the cells below.
    """
    filled = list(islice((row for row, cells in enumerate(sheet.rows) if any(cells)), WINDOW))
    tried = [(_hits(sheet, row, names, pair), not pair, -row) for row in filled for pair in (False, True)]
    hits, alone, row = max(tried, default=(0, True, 0))
    if hits < (1 if filled and len(sheet.rows[0]) == 1 else 2):
        return None
    row = -row
    top = row - 1 if alone and _groups_above(sheet, row) else row
    return _header(sheet, top, row if alone else row + 1, names)


def _hits(sheet: Sheet, row: int, names: Names, pair: bool) -> int:
    """The number of different known columns if this row, or this and the next (`pair`), were the header."""
    if pair and (row + 1 >= len(sheet.rows) or _is_title(sheet, row)):
        return 0
    if not pair and _goes_on(sheet, row, names):
        return 0
    found = set()
    for _, group, label in _labels(sheet, row, row + 1 if pair else row):
        list_label, heading = _named(group, label, names)
        if heading.known or ("材料" in label and numbered_of(label, names)):
            found.add((list_label, heading.name))
    return len(found)


def _goes_on(sheet: Sheet, row: int, names: Names) -> bool:
    """Whether known headings of a row are merged downwards while other cells below have texts of their own."""
    if row + 1 >= len(sheet.rows) or not sheet.merged:
        return False
    width = range(min(len(sheet.rows[row]), _MAX_COLUMNS))
    down = [column for column in width if sheet.merged.get((row + 1, column)) == (row, column)]
    own = any(sheet.rows[row + 1][column] for column in width if (row + 1, column) not in sheet.merged)
    return own and any(names.heading(sheet.rows[row][column] or "").known for column in down)


def _is_title(sheet: Sheet, row: int) -> bool:
    """Whether a row has a single text, which begins at the left edge."""
    cells = {sheet.cell(row, column) for column in range(min(len(sheet.rows[row]), _MAX_COLUMNS))} - {None}
    return len(cells) <= 1 and bool(sheet.rows[row][0])


def _groups_above(sheet: Sheet, row: int) -> bool:
    """Whether the row above groups the columns of a header: by merged cells, or by the title of a list."""
    if row == 0 or _is_title(sheet, row - 1):
        return False
    above = [text for text in sheet.rows[row - 1] if text]
    spread = any(cell[0] == row - 1 and anchor[0] == row - 1 for cell, anchor in sheet.merged.items())
    return (spread and len(above) > 1) or any(
        list_titled(_BLANKS.sub("", text)) for text in above if len(text) < 12
    )


def _labels(sheet: Sheet, top: int, bottom: int) -> Iterator[tuple[int, str, str]]:
    """Column index, group and label of each header cell; in one row `group.label` is split."""
    group = ""
    for column in range(min(len(sheet.rows[bottom]), _MAX_COLUMNS)):
        label = sheet.cell(bottom, column)
        if top == bottom:
            head, _, tail = (label or "").strip().partition(".")
            dotted = bool(tail) and list_titled(head) is not None
            yield column, head if dotted else "", tail if dotted else label or ""
            continue
        upper = sheet.cell(top, column)
        group = _BLANKS.sub("", upper) if upper else group
        if label is None or sheet.merged.get((bottom, column), (bottom, column))[0] == top:
            yield column, "", upper or ""
        else:
            yield column, group, label


def _header(sheet: Sheet, top: int, bottom: int, names: Names) -> Header:
    columns: dict[tuple[str, str], tuple[Column, bool]] = {}
    repeated: list[Column] = []
    labels = list(_labels(sheet, top, bottom))
    numbered = abreast(sheet, (top, bottom), labels, names)
    alone = [
        each for each in labels if each[0] not in numbered and not _goes_on_beside(sheet, bottom, each[0])
    ]
    for index, group, label in alone:
        column, exact = _column(sheet, bottom, index, group, label, names)
        if column is None:
            continue
        taken = columns.get((column.list_label, column.name))
        if taken is not None and not column.known and column.name in COUNTERS:
            continue
        if taken is not None:
            if exact and not taken[1]:
                old = _second(taken[0], sheet.cell(bottom, taken[0].at) or "", "", names, False)
                columns[old.list_label, old.name] = (old, False)
            else:
                column = _second(column, label, group, names, exact)
                if (column.list_label, column.name) in columns:
                    kept, left = _fuller(sheet, bottom, taken[0], column)
                    repeated.append(left)
                    column = kept
        columns[column.list_label, column.name] = (column, exact)
    own = _one_a_row(sheet, bottom, [column for column, _ in columns.values()])
    own += [Column(at, MATERIALS, name, True, "", number) for at, (name, number) in numbered.items()]
    last = bottom + 1 if _captions(sheet, bottom, names) else bottom
    while last < bottom + _MOST_INSTRUCTIONS and _belongs(sheet, last + 1, own):
        last += 1
    return Header(top, last, _listed(own), repeated, bottom)


def _goes_on_beside(sheet: Sheet, bottom: int, index: int) -> bool:
    """Whether nothing stands below the part of a heading that goes on from the column before."""
    _, left = sheet.merged.get((bottom, index), (bottom, index))
    return left < index and not any(cells[index] for cells in sheet.rows[bottom + 1 :])


def _captions(sheet: Sheet, keys: int, names: Names) -> bool:
    """Whether the row below a row of Latin keys gives their Chinese captions."""
    if keys + 1 >= len(sheet.rows):
        return False
    pairs = [(key or "", text) for key, text in zip(*sheet.rows[keys : keys + 2], strict=True) if text]
    all_captions = all(
        _KEY.fullmatch(key.strip()) and _CAPTION.fullmatch(text.strip()) for key, text in pairs
    )
    return all_captions and len(pairs) > 2 and any(names.heading(text).known for _, text in pairs)


def _belongs(sheet: Sheet, row: int, columns: Iterable[Column]) -> bool:
    """Whether a row still belongs to the header: it numbers the columns, or contains instructions."""
    if row >= len(sheet.rows):
        return False
    return counts_columns(filter(None, sheet.rows[row])) or _instructs(sheet, row, columns)


def _instructs(sheet: Sheet, row: int, columns: Iterable[Column]) -> bool:
    """Whether a row says how to fill in most columns, and every 名称 column (填写标准名称, 31位编码，必填)."""
    texts = [(column, text) for column in columns if (text := sheet.rows[row][column.at])]
    instructions = [column for column, text in texts if INSTRUCTION.search(text)]
    named = [column for column, _ in texts if column.name.endswith("名称")]
    return (
        len(instructions) > 2
        and 2 * len(instructions) > len(texts)
        and all(column in instructions for column in named)
    )


def _fuller(sheet: Sheet, bottom: int, first: Column, last: Column) -> tuple[Column, Column]:
    """Of two columns with the same name, the one that is used (the last with any values), then the other."""
    return (last, first) if any(row[last.at] for row in sheet.rows[bottom + 1 :]) else (first, last)


def _column(
    sheet: Sheet, bottom: int, index: int, group: str, label: str, names: Names
) -> tuple[Column | None, bool]:
    if not label:
        filled = any(row[index] for row in sheet.rows[bottom + 1 :])
        return (Column(index, "", letters(sheet.first[1] + index) + "列", False) if filled else None), True
    list_label, heading = _named(group, label, names)
    return Column(index, list_label, heading.name, heading.known, heading.unit), heading.exact


def _named(group: str, label: str, names: Names) -> tuple[str, Heading]:
    """The list that a column below a group heading belongs to (empty: none), and its heading."""
    heading = names.heading(label)
    list_label = (list_titled(group) or "") if group else ""
    if list_label and belongs(heading.name, list_label):
        return list_label, heading
    return "", (names.under(group, label) if group else heading)


def _second(column: Column, label: str, group: str, names: Names, exact: bool) -> Column:
    """A further column with a name that is taken: known by its group, or unknown under its full heading."""
    grouped = names.heading(group + label) if group else None
    if grouped is not None and grouped.known and grouped.name != column.name:
        return column._replace(name=grouped.name)
    if exact and column.known:
        return column
    return column._replace(name=f"{group}{label}（第{column.at + 1}列）".strip(), known=False, unit="")


def _one_a_row(sheet: Sheet, bottom: int, columns: list[Column]) -> list[Column]:
    """The columns, with 申请材料 as the name of a material where a material per row follows: 取水许可 | 申请书, and
    below it an empty cell | 身份证.
    """
    lists = [c for c in columns if c.known and not c.list_label and list_titled(c.name) == MATERIALS]
    if len(lists) != 1 or any(c.list_label == MATERIALS for c in columns):
        return columns
    named = lists[0]._replace(name=leading_column_of(MATERIALS))
    made = [named if c is lists[0] else c for c in columns]
    flat = flat_lists(c.name for c in made if not c.list_label)
    others = [c.at for c in made if c.name not in flat and not c.list_label and c.name not in COUNTERS]
    above = False
    for cells in islice(sheet.rows, bottom + 1, bottom + 1 + WINDOW):
        alone = cells[named.at] and not any(cells[at] for at in others)
        if alone and above and others:
            return made
        above = bool(alone or all(cells[at] for at in (*others[:2], named.at)))
    return columns


def _listed(columns: list[Column]) -> list[Column]:
    """The columns, with those marked that by their names describe elements of a list."""
    flat = flat_lists(column.name for column in columns if not column.list_label)
    return [c if c.list_label else c._replace(list_label=flat.get(c.name, "")) for c in columns]
