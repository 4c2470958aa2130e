"""Recognises sheets or files that are the tables of one platform, which its dialect joins rather than the
reader.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from guidelint.readers.fold import Matter, Place, Table, data_rows
from guidelint.readers.headers import Column
from guidelint.readers.join import Unjoined
from guidelint.readers.known import Kin, Known
from guidelint.readers.part import part
from guidelint.tuples import NamedTuple


class Platform(NamedTuple):
    """The tables of a platform by their names there: that of the matters, and those of their lists."""

    kin: Kin
    main: tuple[str, Table]
    lists: dict[str, Table]


def platform_of(tables: Sequence[Table], names: frozenset[str]) -> Platform | None:
    """The tables, if they are those of one platform and include a list that refers to matters; else None.

    A file with list files is the table of matters, whatever its own name.
    """
    titled = {table.sheet.name.strip(): table for table in reversed(tables)}
    for kin in names.kin if isinstance(names, Known) else ():
        lists = {title: table for title, table in titled.items() if title in kin.lists}
        mains = [(title, table) for title, table in titled.items() if title in kin.matters]
        if not mains and "" in titled:
            mains = [(min(kin.matters), titled[""])]
        if mains and _has(mains[0][1], kin.key) and any(_has(table, kin.on) for table in lists.values()):
            return Platform(kin, mains[0], lists)
    return None


def _has(table: Table, columns: frozenset[str]) -> bool:
    return any(column.name in columns for column in table.header.columns)


def strays(platform: Platform, found: Mapping[str, list[Matter]]) -> Iterator[tuple[Table, list[Unjoined]]]:
    """The list tables, each with its rows that name no matter."""
    kin, (main, _), lists = platform
    keys = {row.record.get(column) for row in found[main] for column in kin.key}
    for name, table in lists.items():
        on = [column for column in table.header.columns if column.name in kin.on]
        yield table, list(_naming_none(found[name], on, keys))


def _naming_none(rows: list[Matter], on: list[Column], keys: set[Any]) -> Iterator[Unjoined]:
    for row in rows:
        said = [(column, text) for column in on if (text := row.record[column.name])]
        if said and keys.isdisjoint(text for _, text in said):
            column, text = said[0]
            yield Unjoined(row.place.row, column.at, column.name, text)


def rows_of(table: Table) -> list[Matter]:
    """The rows of a table as they are, with their places."""
    whole = part("", table.header.columns, table.number)
    first = min(column.at for column in table.header.columns)
    found = []
    for row in data_rows(table):
        said = whole.pick(table.sheet.rows[row])
        found.append(Matter(whole.read(said), said, Place(table.number, row, whole.at, first, {})))
    return found
