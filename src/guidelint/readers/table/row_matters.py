"""Turns the rows of a table into matters; a row of list elements only is part of the matter above it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from guidelint.lean.tuples import NamedTuple
from guidelint.readers.table.headers import Column, Header
from guidelint.readers.table.lists import COUNTERS, OF_MATTERS
from guidelint.readers.table.part import Cells, Part, part, picker
from guidelint.readers.table.sheet import Sheet
from guidelint.vocabulary import STRUCK_OUT

_FOOTER = re.compile(
    "(?:注|备注|说明|填表|填报|制表|审核|合计|共计|总计|小计)(?:$|[\\s:：说明人单位日期0-9一二三])"
)
_SIGNED = re.compile("\\s*[\u3400-\u9fff]{2,8}[:：]")
"""The beginning of each text in a row about the people who made the table: 联系人：张三, 联系电话：…"""
_MADE_BY = re.compile(r"(?:填[表报写]|制表|审核|复核|经办)(?:人|单位|部门|日期|时间)(?:$|[\s:：])")
"""The first cell of such a row, possibly with one word per cell."""
_MAKERS = frozenset("填制审复经")
_RANK = re.compile("[（(]?[一二三四五六七八九十]{1,3}[）)、.．]?")
"""The ordinal of a section, in a table with numbered rows: 一 | 县水利局."""
_FEW = 2
"""The maximum number of texts in a note."""
_STRUCK = STRUCK_OUT | {None}
_DIVIDER = 3
"""The number of merged columns from which a single text is the title of a section, not a matter."""
Element = tuple[Part, int]
"""The place of a list element: the part of a table that describes it, and its row."""
SeenRows = set[tuple[str, Cells]]
"""The elements assigned to a matter so far: list and cells."""


class Place(NamedTuple):
    """Where a record is located: sheet, row and index of each column; and the places of its list elements.

    `first` is the index of its leftmost column that is not just a row number. In a sheet laid out as a form,
    `row` is the number of the guide.
    """

    sheet: int
    row: int
    columns: Mapping[str, int]
    first: int
    children: dict[str, list[Element]]


class Table(NamedTuple):
    """A sheet with its header; `number` is the index of the sheet in the source."""

    number: int
    sheet: Sheet
    header: Header

    @property
    def own(self) -> list[Column]:
        """The columns of the matter itself, without row numbers."""
        return [c for c in self.header.columns if not c.list_label and (c.known or c.name not in COUNTERS)]


class Matter(NamedTuple):
    """A matter being assembled: its record, the values of its own cells, and its place."""

    record: dict[str, Any]
    own_cells: Cells
    place: Place


def fill(table: Table) -> None:
    """Copy the text of merged cells into the cells that they cover, in the rows below the header."""
    rows = table.sheet.rows
    for (row, column), (top, left) in table.sheet.merged.items():
        if column == left and top > table.header.bottom:
            rows[row][column] = rows[top][left]


def leading(header: Header) -> tuple[int, ...]:
    """Three columns that quickly show that a row holds data; empty if there are fewer.

    Three texts are no note, and no repeated header if the first differs from the heading.
    """
    columns = [c.at for c in header.columns if c.known or c.name not in COUNTERS]
    return tuple(columns[:3]) if len(columns) > _FEW else ()


def names_makers(cells: Iterable[str | None]) -> bool:
    """Whether a row names the people who made the table: 填表人 | 张三 | 审核人 | 李四."""
    text = next(filter(None, cells), "")
    return text[:1] in _MAKERS and _MADE_BY.match(text) is not None


def data_rows(table: Table) -> Iterator[int]:
    """The indices of the rows with data: no blank rows, repeated headers, section titles or footers."""
    sheet, below = table.sheet, table.header.bottom + 1
    columns = [c.at for c in table.header.columns if c.known or c.name not in COUNTERS]
    pick = picker(columns)
    head = pick(sheet.rows[table.header.labels])
    lead = () if sheet.merged else leading(table.header)
    first, second, third = lead or (0, 0, 0)
    for row, cells in enumerate(islice(sheet.rows, below, None), below):
        if (not (begins := cells[0]) or begins[0] in _MAKERS) and names_makers(cells):
            continue
        plain = lead and cells[first] and cells[second] and cells[third] and cells[first] != head[0]
        if plain or _holds_data(sheet, row, columns, pick(cells), head):
            yield row


def _holds_data(sheet: Sheet, row: int, columns: list[int], cells: Cells, head: Cells) -> bool:
    """Whether a row holds data, judged by its cells in some columns."""
    blank = cells.count(None)
    if blank == len(columns) or cells == head or names_makers(sheet.rows[row]):
        return False
    if not sheet.merged and len(columns) - blank > _FEW:
        return True
    filled = [index for index, cell in zip(columns, cells, strict=True) if cell]
    if sheet.merged and all(sheet.merged.get((row, index), (row, 0))[0] < row for index in filled):
        return False
    if len(filled) == 1 and len(columns) > _DIVIDER and _is_title(sheet, row, columns, head):
        return False
    return len(filled) > _FEW or not _is_note(sheet, row, filled)


def _is_title(sheet: Sheet, row: int, columns: list[int], head: Cells) -> bool:
    """Whether a row of one text is the title of a section, by its ordinal or by the header repeated below it."""
    below = sheet.rows[row + 1] if row + 1 < len(sheet.rows) else []
    return _is_ranked(sheet.rows[row]) or (below != [] and tuple(below[at] for at in columns) == head)


def _is_ranked(cells: Iterable[str | None]) -> bool:
    """Whether a row is the title of a section, with an ordinal before it (一、…)."""
    texts = [text for text in cells if text]
    return len(texts) == _FEW and _RANK.fullmatch(texts[0].strip()) is not None


def _is_note(sheet: Sheet, row: int, filled: list[int]) -> bool:
    """Whether a row of one or two texts is a footer or the title of a section."""
    texts = [text for text in sheet.rows[row] if text]
    signed = len(texts) > 1 and all(_SIGNED.match(text) for text in texts)
    return signed or bool(_FOOTER.match(texts[0])) or _is_divider(sheet, row, filled)


def _is_divider(sheet: Sheet, row: int, filled: list[int]) -> bool:
    at = (row, filled[0])
    return len(filled) == 1 and all(sheet.merged.get((row, filled[0] + n)) == at for n in range(1, _DIVIDER))


def matters(table: Table) -> list[Matter]:
    """The matters of a table. A row that only adds to the lists of the matter above is part of it."""
    own, parts = part("", table.own, table.number), _parts(table)
    at = dict(own.at)
    for each in parts:
        at.setdefault(each.label, each.columns[0].at)
    first = min((column.at for column in table.own), default=0)
    found: list[Matter] = []
    seen: SeenRows = set()
    is_title = _titles(table.own)
    for row in data_rows(table):
        cells = table.sheet.rows[row]
        own_cells = own.pick(cells)
        filled = [each for each in parts if any(each.pick(cells))]
        if not filled and is_title(own_cells):
            continue
        if not (filled and found and _continues(found[-1].own_cells, own_cells)):
            found.append(Matter(own.read(own_cells), own_cells, Place(table.number, row, at, first, {})))
            seen.clear()
        if filled:
            _add(found[-1], filled, cells, row, seen)
    for each in parts:
        each.elements.clear()
        for matter in found:
            matter.record.setdefault(each.label, [])
    return found


def _titles(columns: list[Column]) -> Callable[[Cells], bool]:
    """A predicate for section titles: one of many columns is filled, and it is no key column."""
    keys = [at for at, column in enumerate(columns) if column.name in OF_MATTERS]
    empty_count = len(columns) - 1 if keys and len(columns) > _DIVIDER else -1

    def is_title(own_cells: Cells) -> bool:
        return own_cells.count(None) == empty_count and not any(own_cells[at] for at in keys)

    return is_title


def _parts(table: Table) -> list[Part]:
    columns = [c for c in table.header.columns if c.list_label and (c.known or c.name not in COUNTERS)]
    found: dict[tuple[str, int], list[Column]] = {}
    for column in columns:
        found.setdefault((column.list_label, column.number), []).append(column)
    return [part(label, each, table.number) for (label, _), each in found.items()]


def _continues(above: Cells, own_cells: Cells) -> bool:
    return all(text is None or text == before for text, before in zip(own_cells, above, strict=True))


def _add(matter: Matter, filled: list[Part], cells: Sequence[str | None], row: int, seen: SeenRows) -> None:
    """Add the elements of a row, except empty ones (/) and ones that merely repeat the rows above."""
    picked = [(each, words) for each in filled if not _STRUCK.issuperset(words := each.pick(cells))]
    fresh = [(each, words) for each, words in picked if (each.label, words) not in seen]
    seen.update([(each.label, words) for each, words in picked])
    for each, words in fresh or picked[:1]:
        items, places = listed(matter, each.label)
        for element in _side_by_side(words):
            items.append(each.elements[element])
            places.append((each, row))


def _side_by_side(words: Cells) -> list[Cells]:
    """The elements that a row lists line by line in several cells of as many lines: 申请书⏎身份证 | 1⏎2.

    A cell with a single line applies to every element.
    """
    if sum([text is not None and "\n" in text for text in words]) < _FEW:
        return [words]
    lines = [[line for line in (text or "").split("\n") if line.strip()] for text in words]
    many = {len(each) for each in lines if len(each) > 1}
    if len(many) != 1:
        return [words]
    rows = [[each[min(at, len(each) - 1)] if each else None for each in lines] for at in range(many.pop())]
    return list(map(tuple, rows))


def listed(matter: Matter, label: str) -> tuple[list[Any], list[Element]]:
    """The elements of a matter's list, and their places; a text in place of the list is discarded."""
    record, _, place = matter
    found = record.get(label)
    if type(found) is not list:
        found = record[label] = []
    places = place.children.get(label)
    if places is None:
        places = place.children[label] = []
    return found, places
