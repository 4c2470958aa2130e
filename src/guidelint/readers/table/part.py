"""The columns of one list (or of the matters) in a table: selects their cells and makes values of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

from guidelint.elements import Interned
from guidelint.lean.tuples import NamedTuple
from guidelint.readers.table.headers import Column
from guidelint.readers.table.lists import may_hold_many, text_in_cell

Cells = tuple[str | None, ...]
"""The cells of some columns of a row."""

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_REMEMBERED = 30_000


class Elements(dict[Cells, Interned]):
    """A cache of the elements that rows describe, by their cells: equal rows share one element."""

    def __init__(self, names: tuple[str, ...], special: list[Column]) -> None:
        super().__init__()
        self._names = names
        self._special = special

    def __missing__(self, cells: Cells) -> Interned:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self[cells] = Interned(zip(self._names, cells, strict=True))
        complete(found, self._special)
        return found


class Part(NamedTuple):
    """The columns of a table that describe the elements of a list, or its matters.

    `sheet`: the index of the sheet; `at`: column indices by name; `pick` selects the cells of the columns
    `names` from a row; `elements` caches the results; `special`: columns whose cells may be more than a text.
    """

    label: str
    sheet: int
    columns: list[Column]
    at: dict[str, int]
    names: tuple[str, ...]
    pick: Callable[[Sequence[str | None]], Cells]
    special: list[Column]
    elements: Elements

    def read(self, cells: Cells) -> dict[str, Any]:
        """The values of a row's cells, by column name."""
        found: dict[str, Any] = dict(zip(self.names, cells, strict=True))
        complete(found, self.special)
        return found


def part(label: str, columns: list[Column], sheet: int) -> Part:
    """The part of a table that belongs to a list, or to the matters if the label is empty."""
    at = {column.name: column.at for column in columns}
    names = tuple(column.name for column in columns)
    special = [column for column in columns if column.unit or may_hold_many(column.name)]
    pick = picker([column.at for column in columns])
    return Part(label, sheet, columns, at, names, pick, special, Elements(names, special))


def complete(found: dict[str, Any], special: list[Column]) -> None:
    """Replace the texts of special columns by the values that they stand for."""
    for column in special:
        text = found[column.name]
        if text:
            found[column.name] = value(column, text)


def picker(columns: Sequence[int]) -> Callable[[Sequence[str | None]], Cells]:
    """A function that selects the cells of some columns from a row."""
    if len(columns) > 1:
        return itemgetter(*columns)
    return lambda cells: tuple([cells[at] for at in columns])


def value(column: Column, text: str) -> str | dict[str, str] | list[str]:
    """The value of a cell: its text, or {value, unit} for a bare number below a header with a unit."""
    if column.unit and _NUMBER.fullmatch(text.strip()):
        return {"value": text, "unit": column.unit}
    return text_in_cell(column.name, text)
