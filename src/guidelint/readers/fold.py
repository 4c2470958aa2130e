"""From the rows of a table to matters: rows that only go on with a matter's lists are folded into it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from guidelint.readers.headers import Column, Header
from guidelint.readers.lists import COUNTERS, texts_in
from guidelint.readers.sheet import Sheet

_FOOTER = re.compile(
    "(?:注|备注|说明|填表|填报|制表|审核|合计|共计|总计|小计)(?:$|[\\s:：说明人单位日期0-9一二三])"
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_DIVIDER = 3
"""A single text merged over at least so many columns heads a section; it is no matter."""


class Place(NamedTuple):
    """Where a record or an element of its lists stands: its row in a sheet and the index of each column.

    `first` is the index of the leftmost of its columns.
    """

    sheet: int
    row: int
    columns: Mapping[str, int]
    first: int
    children: dict[str, list[Place]]


class Table(NamedTuple):
    """A sheet with a header; `number` is that of the sheet in its source."""

    number: int
    sheet: Sheet
    header: Header

    @property
    def own(self) -> list[Column]:
        """The columns of the matter itself, without those that only count rows."""
        return [c for c in self.header.columns if not c.of_list and (c.known or c.name not in COUNTERS)]


class Matter(NamedTuple):
    """A matter on its way: its record, what its own cells say, its place, and the elements met so far."""

    record: dict[str, Any]
    said: tuple[str | None, ...]
    place: Place
    seen: set[tuple[str, tuple[str | None, ...]]]


def fill(table: Table) -> None:
    """Write the text of merged cells into the cells below that they cover, in the rows under the header."""
    rows = table.sheet.rows
    for (row, column), (top, left) in table.sheet.merged.items():
        if column == left and top > table.header.bottom:
            rows[row][column] = rows[top][left]


def data_rows(table: Table) -> Iterator[int]:
    """The indices of the rows that hold data: no blank rows, repeated headers, section titles or footers."""
    sheet, header = table.sheet, table.header
    columns = [c.at for c in header.columns if c.known or c.name not in COUNTERS]
    head = [sheet.rows[header.labels][index] for index in columns]
    for row in range(header.bottom + 1, len(sheet.rows)):
        cells = sheet.rows[row]
        filled = [index for index in columns if cells[index]]
        if not filled or [cells[index] for index in columns] == head:
            continue
        if sheet.merged and all(sheet.merged.get((row, index), (row, 0))[0] < row for index in filled):
            continue
        if len(filled) <= 2 and (_FOOTER.match(next(filter(None, cells))) or _divides(sheet, row, filled)):
            continue
        yield row


def _divides(sheet: Sheet, row: int, filled: list[int]) -> bool:
    at = (row, filled[0])
    return len(filled) == 1 and all(sheet.merged.get((row, filled[0] + n)) == at for n in range(1, _DIVIDER))


class Part(NamedTuple):
    """The columns of a table that describe the elements of a list, and their indices by name."""

    label: str
    columns: list[Column]
    at: dict[str, int]


def part(label: str, columns: list[Column]) -> Part:
    """The part of a table that belongs to a list."""
    return Part(label, columns, {column.name: column.at for column in columns})


def matters(table: Table) -> list[Matter]:
    """The matters of a table. A row that only adds to the lists of the matter above is part of it."""
    own, parts = table.own, _parts(table)
    at = {column.name: column.at for column in own}
    for each in parts:
        at.setdefault(each.label, each.columns[0].at)
    first = min((column.at for column in table.header.columns), default=0)
    found: list[Matter] = []
    for row in data_rows(table):
        cells = table.sheet.rows[row]
        said = tuple(cells[column.at] for column in own)
        filled = [each for each in parts if any(cells[column.at] for column in each.columns)]
        if not (filled and found and _continues(found[-1].said, said)):
            record = {c.name: value(c, text) for c, text in zip(own, said, strict=True)}
            found.append(Matter(record, said, Place(table.number, row, at, first, {}), set()))
        _add(found[-1], filled, table, row)
    for matter in found:
        for each in parts:
            matter.record.setdefault(each.label, [])
    return found


def _parts(table: Table) -> list[Part]:
    labels = dict.fromkeys(column.of_list for column in table.header.columns if column.of_list)
    return [part(label, [c for c in table.header.columns if c.of_list == label]) for label in labels]


def _continues(above: tuple[str | None, ...], said: tuple[str | None, ...]) -> bool:
    return all(text is None or text == before for text, before in zip(said, above, strict=True))


def value(column: Column, text: str | None) -> str | dict[str, str] | list[str] | None:
    """A cell's text; of a bare number under a header that states its unit, the limit that the two make."""
    if not text or not (column.unit or "[" in text):
        return text
    if column.unit and _NUMBER.fullmatch(text.strip()):
        return {"value": text, "unit": column.unit}
    return texts_in(column.name, text) or text


def _add(matter: Matter, filled: list[Part], table: Table, row: int) -> None:
    """Add a row's elements, save those that the rows above repeat while another list goes on."""
    cells = table.sheet.rows[row]
    said = [(each.label, tuple(cells[column.at] for column in each.columns)) for each in filled]
    fresh = [each for each, words in zip(filled, said, strict=True) if words not in matter.seen]
    matter.seen.update(said)
    for each in fresh or filled[:1]:
        put(matter, each, table, row)


def put(matter: Matter, each: Part, table: Table, row: int) -> None:
    """Add the element that a row describes to its list; a text in the list's stead gives way."""
    cells = table.sheet.rows[row]
    if not isinstance(matter.record.get(each.label), list):
        matter.record[each.label] = []
    matter.record[each.label].append({c.name: value(c, cells[c.at]) for c in each.columns})
    place = Place(table.number, row, each.at, each.columns[0].at, {})
    matter.place.children.setdefault(each.label, []).append(place)
