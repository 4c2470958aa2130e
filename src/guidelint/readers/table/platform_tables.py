"""Recognises the tables of one platform, sheets or files, which its dialect joins, not the reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from guidelint.lean.tuples import NamedTuple
from guidelint.readers.known import Known, TableFamily
from guidelint.readers.table.headers import Column
from guidelint.readers.table.join import Unjoined
from guidelint.readers.table.part import part
from guidelint.readers.table.row_matters import Matter, Place, Table, data_rows


class Platform(NamedTuple):
    """The tables of a platform by their names there: that of the matters, and those of their lists."""

    families: TableFamily
    main: tuple[str, Table]
    lists: dict[str, Table]


def platform_of(tables: Sequence[Table], names: frozenset[str]) -> Platform | None:
    """The tables, if they are those of one platform and include a list that refers to matters; else None.

    A file with list files is the table of matters, whatever its own name.
    """
    titled = {table.sheet.name.strip(): table for table in reversed(tables)}
    for family in names.families if isinstance(names, Known) else ():
        lists = {title: table for title, table in titled.items() if title in family.lists}
        main_tables = [(title, table) for title, table in titled.items() if title in family.matters]
        if not main_tables and "" in titled:
            main_tables = [(min(family.matters), titled[""])]
        if (
            main_tables
            and _has(main_tables[0][1], family.key)
            and any(_has(table, family.on) for table in lists.values())
        ):
            return Platform(family, main_tables[0], lists)
    return None


def _has(table: Table, columns: frozenset[str]) -> bool:
    return any(column.name in columns for column in table.header.columns)


def unjoined_rows(
    platform: Platform, found: Mapping[str, list[Matter]]
) -> Iterator[tuple[Table, list[Unjoined]]]:
    """The list tables, each with its rows that name no matter."""
    family, (main, _), lists = platform
    keys = {row.record.get(column) for row in found[main] for column in family.key}
    for name, table in lists.items():
        on = [column for column in table.header.columns if column.name in family.on]
        yield table, list(_naming_none(found[name], on, keys))


def _naming_none(rows: list[Matter], on: list[Column], keys: set[Any]) -> Iterator[Unjoined]:
    for row in rows:
        named = [(column, text) for column in on if (text := row.record[column.name])]
        if named and keys.isdisjoint(text for _, text in named):
            column, text = named[0]
            yield Unjoined(row.place.row, column.at, column.name, text)


def rows_of(table: Table) -> list[Matter]:
    """The rows of a table as they are, with their places."""
    whole = part("", table.header.columns, table.number)
    first = min(column.at for column in table.header.columns)
    found = []
    for row in data_rows(table):
        own_cells = whole.pick(table.sheet.rows[row])
        found.append(Matter(whole.read(own_cells), own_cells, Place(table.number, row, whole.at, first, {})))
    return found
