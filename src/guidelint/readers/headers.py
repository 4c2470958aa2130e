"""Finding the header of a table among titles and notes, and the column that each of its cells names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import NamedTuple

from guidelint.readers.lists import flat_lists, list_titled
from guidelint.readers.sheet import Sheet

_WINDOW = 60
_MAX_COLUMNS = 16_384
_BLANKS = re.compile(r"[\s\u200b\ufeff]+")
_MARKS = "*＊★☆※:：•·"
_TAIL = re.compile(r"(.+?)[（(]([^（）()]*)[）)]$")
_NUMBER = re.compile(r"^(?:[（(][\d一二三四五六七八九十]+[）)]|[\d一二三四五六七八九十]+[.、．])")
_UNIT = re.compile(r"(?:单位[:：])?个?(工作日|自然日|小时|天|日|月)$")
_LIMIT = re.compile("时限|期限|limit")


class Heading(NamedTuple):
    """A header cell: the column that it names, whether a dialect knows it, whether it is spelt just so.

    `unit` is the unit of a time limit that the header states, else empty.
    """

    name: str
    known: bool
    exact: bool = True
    unit: str = ""


class Column(NamedTuple):
    """A column of a table: its index in the rows; the list whose elements it describes, else empty."""

    index: int
    list: str
    name: str
    known: bool
    unit: str = ""


class Header(NamedTuple):
    """The header of a table: its rows (first and last index), its columns, those with a heading already taken."""

    top: int
    bottom: int
    columns: list[Column]
    repeated: list[Column]

    @property
    def known(self) -> int:
        """How many different columns are known."""
        return len({(column.list, column.name) for column in self.columns if column.known})


class Names:
    """The columns that dialects know, and what header cells make of them; each spelling is read once."""

    def __init__(self, names: frozenset[str]) -> None:
        self.names = names
        self._read: dict[str, Heading] = {}

    def heading(self, text: str) -> Heading:
        """What a header cell names."""
        if text not in self._read:
            self._read[text] = self._heading(text)
        return self._read[text]

    def _heading(self, text: str) -> Heading:
        plain = _BLANKS.sub("" if re.search("[\u3400-\u9fff]", text) else " ", text).strip(_MARKS + " ")
        for number, (name, note) in enumerate(_readings(plain)):
            if name in self.names:
                unit = _UNIT.search(note or name)
                return Heading(name, True, number == 0, unit[1] if unit and _LIMIT.search(name) else "")
        return Heading(plain, False)

    def nearest(self, sheet: Sheet) -> list[tuple[str, str]]:
        """Short cells of a sheet's first rows that resemble known columns, at most three."""
        cells = [text.strip() for row in sheet.rows[:_WINDOW] for text in row[:_WINDOW] if text and len(text) < 20]
        pairs = [(text, get_close_matches(text, sorted(self.names), 1, 0.6)) for text in list(dict.fromkeys(cells))[:40]]
        return [(text, close[0]) for text, close in pairs if close][:3]


def _readings(plain: str) -> Iterator[tuple[str, str]]:
    """The ways to read a header cell, as (name, note in brackets): whole, without its note, its halves at a slash."""
    yield plain, ""
    bare = _NUMBER.sub("", plain).strip(_MARKS)
    if bare != plain:
        yield bare, ""
    note = ""
    while match := _TAIL.match(bare):
        bare, note = match[1].rstrip(_MARKS + " "), match[2]
        yield bare, note
        yield note, ""
    if "/" in bare:
        for part in bare.split("/"):
            yield part, note
            if inner := _TAIL.match(part):
                yield inner[1], inner[2]


def find_header(sheet: Sheet, names: Names) -> Header | None:
    """The header with the most known columns among the first rows; None where no row has two of them.

    One column is enough in a sheet of one column.
    """
    best: tuple[int, bool, int] | None = None
    for row in [row for row, cells in enumerate(sheet.rows) if any(cells)][:_WINDOW]:
        for pair in (False, True):
            hits = _hits(sheet, row, names, pair)
            if best is None or hits > best[0]:
                best = (hits, pair, row)
    if best is None or best[0] < min(2, len(sheet.rows[0])):
        return None
    _, pair, row = best
    top = row if pair or not _groups_above(sheet, row) else row - 1
    bottom = row + 1 if pair else row
    return _header(sheet, top, bottom, names)


def _hits(sheet: Sheet, row: int, names: Names, pair: bool) -> int:
    if pair and (row + 1 >= len(sheet.rows) or _is_title(sheet, row)):
        return 0
    found = set()
    for _, group, label in _labels(sheet, row, row + 1 if pair else row):
        heading = names.heading(label)
        if heading.known:
            found.add((list_titled(group, names.names) if group else None, heading.name))
    return len(found)


def _is_title(sheet: Sheet, row: int) -> bool:
    """A row that says one thing only, and says it from the left edge."""
    cells = {sheet.cell(row, column) for column in range(len(sheet.rows[row]))} - {None}
    return len(cells) <= 1 and bool(sheet.rows[row][0])


def _groups_above(sheet: Sheet, row: int) -> bool:
    """Whether the row above a header groups its columns: merged over some of them, or titled after a list."""
    if row == 0 or _is_title(sheet, row - 1):
        return False
    above = [text for text in sheet.rows[row - 1] if text]
    spread = any(cell[0] == row - 1 and anchor[0] == row - 1 for cell, anchor in sheet.merged.items())
    return (spread and len(above) > 1) or any(list_titled(_BLANKS.sub("", text)) for text in above if len(text) < 12)


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
            group = "" if upper is None else group
            yield column, "", upper or ""
        else:
            yield column, group, label


def _header(sheet: Sheet, top: int, bottom: int, names: Names) -> Header:
    columns: dict[tuple[str, str], tuple[Column, bool]] = {}
    repeated: list[Column] = []
    for index, group, label in _labels(sheet, top, bottom):
        column, exact = _column(sheet, bottom, index, group, label, names)
        if column is None:
            continue
        taken = columns.get((column.list, column.name))
        if taken is not None:
            column = _second(column, label, group, names, taken[1] and exact)
            if column.known:
                repeated.append(column)
                continue
        columns[column.list, column.name] = (column, exact)
    return Header(top, bottom, _listed([column for column, _ in columns.values()]), repeated)


def _column(
    sheet: Sheet, bottom: int, index: int, group: str, label: str, names: Names
) -> tuple[Column | None, bool]:
    if not label:
        if not any(row[index] for row in sheet.rows[bottom + 1 :]):
            return None, False
        return Column(index, "", sheet.address(bottom, index).rpartition("!")[2].rstrip("0123456789") + "列", False), True
    of_list = (list_titled(group, names.names) or "") if group else ""
    heading = names.heading(label)
    if group and not of_list and not heading.known and names.heading(group + label).known:
        heading = names.heading(group + label)
    return Column(index, of_list, heading.name, heading.known, heading.unit), heading.exact


def _second(column: Column, label: str, group: str, names: Names, exact: bool) -> Column:
    """Another column of a name that is taken: by its group, or unknown under its full spelling."""
    grouped = names.heading(group + label) if group else None
    if grouped is not None and grouped.known and grouped.name != column.name:
        return column._replace(name=grouped.name)
    if exact and column.known:
        return column
    return column._replace(name=f"{group}{label}（第{column.index + 1}列）".strip(), known=False, unit="")


def _listed(columns: list[Column]) -> list[Column]:
    """The columns, those that by their names describe a list's elements marked so."""
    flat = flat_lists(column.name for column in columns if not column.list)
    return [c if c.list else c._replace(list=flat.get(c.name, "")) for c in columns]
