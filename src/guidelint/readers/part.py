"""Part of a table's columns: how its cells are taken out of a row, and what is made of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

from guidelint.elements import Interned
from guidelint.readers.headers import Column
from guidelint.readers.lists import may_hold_many, said_in
from guidelint.tuples import NamedTuple

Said = tuple[str | None, ...]
"""The cells of some columns of a row."""

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_REMEMBERED = 30_000


class Elements(dict[Said, Interned]):
    """The elements that rows describe, by the cells picked for them: rows that say the same share one.

    So many are remembered, then it begins anew.
    """

    def __init__(self, names: tuple[str, ...], special: list[Column]) -> None:
        super().__init__()
        self._names = names
        self._special = special

    def __missing__(self, said: Said) -> Interned:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self[said] = Interned(zip(self._names, said, strict=True))
        complete(found, self._special)
        return found


class Part(NamedTuple):
    """The columns of a table that describe the elements of a list, or its matters; and how a row is read.

    `sheet` is the number of the table's sheet, `at` the indices of the columns by name. `pick` takes the cells
    of these columns, which have these `names`, out of a row; `elements` holds what rows of these cells say.
    `special` columns may hold more than a text.
    """

    label: str
    sheet: int
    columns: list[Column]
    at: dict[str, int]
    names: tuple[str, ...]
    pick: Callable[[Sequence[str | None]], Said]
    special: list[Column]
    elements: Elements

    def read(self, said: Said) -> dict[str, Any]:
        """The values of the cells of a row, by name."""
        found: dict[str, Any] = dict(zip(self.names, said, strict=True))
        complete(found, self.special)
        return found


def part(label: str, columns: list[Column], sheet: int) -> Part:
    """The part of a table that belongs to a list, or with an empty label to the matters."""
    at = {column.name: column.at for column in columns}
    names = tuple(column.name for column in columns)
    special = [column for column in columns if column.unit or may_hold_many(column.name)]
    pick = picker([column.at for column in columns])
    return Part(label, sheet, columns, at, names, pick, special, Elements(names, special))


def complete(found: dict[str, Any], special: list[Column]) -> None:
    """Put in the place of texts what they mean in columns that may hold more."""
    for column in special:
        text = found[column.name]
        if text:
            found[column.name] = value(column, text)


def picker(columns: Sequence[int]) -> Callable[[Sequence[str | None]], Said]:
    """What takes the cells of some columns out of a row."""
    if len(columns) > 1:
        return itemgetter(*columns)
    return lambda cells: tuple([cells[at] for at in columns])


def value(column: Column, text: str) -> str | dict[str, str] | list[str]:
    """A cell's text; of a bare number under a header that states its unit, the limit that the two make."""
    if column.unit and _NUMBER.fullmatch(text.strip()):
        return {"value": text, "unit": column.unit}
    return said_in(column.name, text) if "[" in text else text
