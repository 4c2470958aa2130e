"""Reads sheets laid out as forms (事项名称 | 取水许可), one guide each, with the reader of pages."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from functools import cached_property
from itertools import pairwise
from typing import Any

from guidelint.location import Path
from guidelint.readers.html.labelled import first, found_in, plain_values, step_into
from guidelint.readers.html.labels import TITLE, is_sure, labels_of
from guidelint.readers.html.materials import Matter
from guidelint.readers.html.several_guides import into_guides
from guidelint.readers.html.tree import Node, PageText
from guidelint.readers.table import row_matters as fold
from guidelint.readers.table.headings import Names
from guidelint.readers.table.laid_out import WIDEST, beginning_cells, is_written_out
from guidelint.readers.table.lists import COUNTERS, MATERIALS, OF_MATTERS, list_titled
from guidelint.readers.table.sheet import Cell, Sheet
from guidelint.vocabulary import FIELDS

_NAME = FIELDS["name"].label
_OF_A_CASE = re.compile(
    "(?:名称|[编号代]码|编号|类型|主体|机[构关]|部门|单位|时间|日期|[时期]限|电话|地址|结果|备注)$"
)
"""Endings of labels that also occur in the papers of individual applications."""


class Layout(PageText):
    """A sheet converted to a page: its guides, and the cell of each text."""

    def __init__(self, sheet: Sheet, names: Names) -> None:
        super().__init__()
        self.sheet = sheet
        self.labels = labels_of(names.names)
        self._prose = is_written_out(sheet, names)
        self._starts: list[int] = []
        self._cells: list[Cell] = []
        self._blank: set[Cell] = set()
        self.top = self._node("body")
        self._lay_out()

    @cached_property
    def guides(self) -> list[Matter]:
        """The guides: mappings by label with a name, a code or materials, and mostly labels of guides."""
        into_guides(self.top, self.labels)
        found = found_in(self.top, "".join(self._pieces), self.labels).matters
        return [matter for matter in found if any(map(_tells, matter)) and self._is_known(matter)]

    def _is_known(self, matter: Matter) -> bool:
        """Whether labels are those of a guide, not of an individual application or notice, which names its
        matter too.

        If some are unknown (申请人, 经办人), two labels that only guides have are required.
        """
        known = [label for label in map(self.labels.known, matter) if label]
        telling = sum(_OF_A_CASE.search(label) is None for label in known)
        return len(known) == len(matter) or (2 * len(known) > len(matter) and telling > 1)

    def matters(self, sheet: int) -> list[fold.Matter]:
        """The guides as matters of the sheet with this number."""
        return [
            fold.Matter(record, (), fold.Place(sheet, number, self._columns(number), 0, {}))
            for number, record in enumerate(plain_values(self.guides) or [])
        ]

    def _columns(self, guide: int) -> dict[str, int]:
        return {label: self.cell_of(guide, (label,))[1] for label in self.guides[guide]}

    def cell_of(self, guide: int, path: Path) -> Cell:
        """Row and column of the text at a path in a guide; for a missing path those of the first label."""
        found: Any = self.guides[guide]
        for step in path:
            inner = step_into(found, step)
            if inner is None:
                break
            found = inner
        value = first(found)
        if value is None:
            return self._cells[0]
        if found is self.guides[guide]:
            return self._at(value.key[0])
        return self._at(value.start if value.text else value.node)

    def _at(self, offset: int) -> Cell:
        return self._cells[max(bisect_right(self._starts, offset) - 1, 0)]

    def _lay_out(self) -> None:
        tall, wide = _extents(self.sheet)
        self._lengthen(tall)
        self._blank.update(at for at, rows in tall.items() if rows > 1 and at[1] == 0 and self._is_group(at))
        prose = self._prose or all(len(cells) - cells.count(None) <= 1 for cells in self.sheet.rows)
        begins = [0, *self._names_beside()]
        for begin, end in zip(begins, [*begins[1:], WIDEST], strict=True):
            self._lay_out_columns(range(begin, end), prose, (tall, wide))

    def _names_beside(self) -> list[int]:
        """The columns in which further guides begin, beside the first: 事项名称 | 甲 | 事项名称 | 乙."""
        for row in range(len(self.sheet.rows)):
            cells = [(column, text) for column, text in beginning_cells(self.sheet, row) if text]
            found = [pair for pair in pairwise(cells) if self.labels.known(pair[0][1]) == _NAME]
            named = {column: text for (column, _), (_, text) in found}
            if named:
                return list(named)[1:] if len(set(named.values())) == len(named) else []
        return []

    def _lay_out_columns(
        self, columns: range, prose: bool, extents: tuple[Counter[Cell], Counter[Cell]]
    ) -> None:
        """Lay out the cells of a guide, or of guides below each other."""
        tall, wide = extents
        table = self._node("table")
        for row in range(len(self.sheet.rows)):
            cells = self._shown(row, columns)
            cells = cells[:1] if prose and not any(text for _, text in cells[1:]) else cells
            alone = cells[0][1] if len(cells) == 1 and cells[0][1] else ""
            if alone and (prose or TITLE.fullmatch(alone)):
                self._end(table)
                self.top.put(self._cell("p", row, cells[0][0], alone))
                table = self._node("table")
                continue
            if self._heads_pairs(row, cells) or fold.names_makers(text for _, text in cells):
                continue
            line = self._node("tr")
            for column, text in cells:
                node = self._cell("td", row, column, text or "")
                node.rowspan = tall.get((row, column), 1)
                node.colspan = min(wide.get((row, column), 1), WIDEST)
                line.put(node)
            table.put(line)
        self._end(table)

    def _end(self, table: Node) -> None:
        if any(row.children for row in table.elements()):
            self.top.put(table)

    def _shown(self, row: int, columns: range) -> list[tuple[int, str | None]]:
        """The cells in some columns that begin in a row, without trailing blanks except the empty cell of a label."""
        cells = [
            each
            for each in beginning_cells(self.sheet, row)
            if each[0] in columns and (row, each[0]) not in self._blank
        ]
        while cells and not cells[-1][1]:
            before = cells[-2][1] if len(cells) > 1 else None
            if before and self._wants(before):
                break
            cells.pop()
        return cells

    def _lengthen(self, tall: Counter[Cell]) -> None:
        """Let a label at the left edge span the rows below it that are blank there and have texts beside it."""
        label: Cell | None = None
        for row, cells in enumerate(self.sheet.rows):
            if (row, 0) in self.sheet.merged:
                continue
            if cells[0] or not any(cells):
                name = self.labels.known(cells[0] or "")
                label = (row, 0) if name and is_sure(name) and cells[1:2] != [None] else None
            elif label:
                tall[label] = row - label[0] + 1
                self._blank.add((row, 0))

    def _is_group(self, at: Cell) -> bool:
        """Whether a cell at the left edge that spans rows only groups the labels beside it: 基本信息."""
        beside = [text for _, text in beginning_cells(self.sheet, at[0]) if text][1:2]
        return self.labels.known(self.sheet.cell(*at) or "") is None and any(map(self.labels.known, beside))

    def _heads_pairs(self, row: int, cells: list[tuple[int, str | None]]) -> bool:
        """Whether a row is a header of labels and texts: 序号 | 项目 | 内容."""
        if not cells or cells[0][1] not in COUNTERS or row + 1 >= len(self.sheet.rows):
            return False
        below = [text for _, text in beginning_cells(self.sheet, row + 1) if text]
        name = self.labels.known(below[1]) if len(below) > 1 else None
        return name is not None and is_sure(name)

    def _wants(self, label: str) -> bool:
        """Whether a cell is the guide's own label, which may have no text; a list's may be a heading."""
        name = self.labels.known(label)
        return name is not None and not list_titled(name)

    def _cell(self, tag: str, row: int, column: int, text: str) -> Node:
        node = self._node(tag)
        self._starts.append(node.start)
        self._cells.append((row, column))
        for number, line in enumerate(text.split("\n")):
            if number:
                node.children.append(self._node("br"))
            if line:
                node.children.append(self._run(line))
        return node


def _tells(label: str) -> bool:
    """Whether a label is one by which a guide is recognised."""
    return label in OF_MATTERS or list_titled(label) == MATERIALS


def _extents(sheet: Sheet) -> tuple[Counter[Cell], Counter[Cell]]:
    """The numbers of rows and of columns that each merged cell spans."""
    tall: Counter[Cell] = Counter()
    wide: Counter[Cell] = Counter()
    for (row, column), (top, left) in sheet.merged.items():
        tall[top, left] = max(tall[top, left], row - top + 1)
        wide[top, left] = max(wide[top, left], column - left + 1)
    return tall, wide
