"""Sheets and files that are the tables of a platform: its dialect, not a reader, knows how they are joined."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from guidelint.readers.fold import Matter, Place, Table, data_rows
from guidelint.readers.part import part
from guidelint.tuples import NamedTuple


class Kin(NamedTuple):
    """The tables of a platform, by every spelling of their names: that of its matters, those of their lists.

    `on` are the columns by which a row of a list names its matter.
    """

    matters: frozenset[str]
    lists: frozenset[str]
    on: frozenset[str]


class Known(frozenset[str]):
    """The columns that dialects know; `kin` are the tables of platforms that come as several tables."""

    kin: tuple[Kin, ...]

    def __new__(cls, columns: Iterable[str], kin: Iterable[Kin] = ()) -> Known:
        """Of some columns, and of tables."""
        made = super().__new__(cls, columns)
        made.kin = tuple(dict.fromkeys(kin))
        return made


def kin_of(tables: Sequence[Table], names: frozenset[str]) -> dict[int, str]:
    """The tables that are those of one platform, that of the matters first: their number among these, and the name
    that it has for them. Nothing where there are no lists that name their matters.

    A file that has its lists in files beside it, whose own name nobody knows here, is that of the matters.
    """
    titles = [table.sheet.name.strip() for table in tables]
    for kin in names.kin if isinstance(names, Known) else ():
        lists = {number: title for number, title in enumerate(titles) if title in kin.lists}
        mains = {number: title for number, title in enumerate(titles) if title in kin.matters}
        if lists and not mains and not titles[0]:
            mains = {0: min(kin.matters)}
        if mains and any(_names_matters(tables[number], kin) for number in lists):
            return {**mains, **lists}
    return {}


def _names_matters(table: Table, kin: Kin) -> bool:
    return any(column.name in kin.on for column in table.header.columns)


def rows_of(table: Table) -> list[Matter]:
    """The rows of a table as they are, each with its place."""
    whole = part("", table.header.columns, table.number)
    first = min(column.at for column in table.header.columns)
    found = []
    for row in data_rows(table):
        said = whole.pick(table.sheet.rows[row])
        found.append(Matter(whole.read(said), said, Place(table.number, row, whole.at, first, {})))
    return found
