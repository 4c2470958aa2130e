"""Part of a table's columns: how its cells are taken out of a row, and what is made of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from operator import itemgetter
from typing import Any, NamedTuple

from guidelint.elements import Alike
from guidelint.readers.headers import Column
from guidelint.readers.lists import may_hold_many, texts_in

Said = tuple[str | None, ...]
"""The cells of some columns of a row."""

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_REMEMBERED = 30_000


class Elements(dict[Said, Alike]):
    """The elements that rows describe, by the cells picked for them: rows that say the same share one.

    So many are remembered, then it begins anew.
    """

    def __init__(self, read: Callable[[Said], dict[str, Any]]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, said: Said) -> Alike:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self[said] = Alike(self._read(said))
        return found


class Part(NamedTuple):
    """The columns of a table that describe the elements of a list, or its matters; and how a row is read.

    `sheet` is the number of the table's sheet, `at` the indices of the columns by name. `pick` takes the cells
    of these columns out of a row; `read` makes of them the values by name, and `elements` holds what was read.
    """

    label: str
    sheet: int
    columns: list[Column]
    at: dict[str, int]
    pick: Callable[[Sequence[str | None]], Said]
    read: Callable[[Said], dict[str, Any]]
    elements: Elements


def part(label: str, columns: list[Column], sheet: int) -> Part:
    """The part of a table that belongs to a list, or with an empty label to the matters."""
    at = {column.name: column.at for column in columns}
    names = tuple(column.name for column in columns)
    special = [column for column in columns if column.unit or may_hold_many(column.name)]
    read = partial(_values, names, special)
    return Part(label, sheet, columns, at, picker([column.at for column in columns]), read, Elements(read))


def _values(names: tuple[str, ...], special: list[Column], said: Said) -> dict[str, Any]:
    """The values of a row by name; `special` columns may hold more than a text."""
    found: dict[str, Any] = dict(zip(names, said, strict=True))
    for column in special:
        found[column.name] = value(column, found[column.name])
    return found


def picker(columns: Sequence[int]) -> Callable[[Sequence[str | None]], Said]:
    """What takes the cells of some columns out of a row."""
    if len(columns) > 1:
        return itemgetter(*columns)
    return lambda cells: tuple([cells[at] for at in columns])


def value(column: Column, text: str | None) -> str | dict[str, str] | list[str] | None:
    """A cell's text; of a bare number under a header that states its unit, the limit that the two make."""
    if not text or not (column.unit or "[" in text):
        return text
    if column.unit and _NUMBER.fullmatch(text.strip()):
        return {"value": text, "unit": column.unit}
    return texts_in(column.name, text) or text
