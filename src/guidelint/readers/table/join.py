"""Joins list tables (a sheet of materials, steps or windows) to the matters that their rows name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from guidelint.lean.tuples import NamedTuple
from guidelint.readers.table.headers import Column
from guidelint.readers.table.lists import (
    COUNTERS,
    KEYS,
    NAME_KEYS,
    OF_MATTERS,
    as_key,
    belongs,
    describes,
    exclusive_columns,
    serves_as_key,
)
from guidelint.readers.table.part import Part, part
from guidelint.readers.table.row_matters import Element, Matter, Table, data_rows, listed
from guidelint.readers.tree import UNREAD


class Unjoined(NamedTuple):
    """A row of a list table that belongs to no matter; `name` and `key` are empty if no key column is shared.

    `same_name_count`: the number of matters with that name, if several have it and no column tells them
    apart.
    """

    row: int
    column: int
    name: str
    key: str
    same_name_count: int = 0


class Matters:
    """The matters to which list tables are joined; indexes by key are cached."""

    def __init__(self, found: list[Matter]) -> None:
        self.found = found
        tables = {id(matter.place.columns): matter.place.columns for matter in found}
        self.columns = {name for columns in tables.values() for name in columns}
        """The names of their own columns; the matters of one table share them."""
        self._given: dict[str, bool] = {}
        self._by: dict[str, dict[str, list[Matter]]] = {}

    def given(self, column: str) -> bool:
        """Whether any matter has a key in a column."""
        if column not in self._given:
            texts = (matter.record.get(column) for matter in self.found)
            self._given[column] = column in self.columns and any(map(serves_as_key, texts))
        return self._given[column]

    def by(self, column: str) -> dict[str, list[Matter]]:
        """The matters by key."""
        if column not in self._by:
            targets: dict[str, list[Matter]] = {}
            for matter in self.found:
                text = matter.record.get(column)
                if serves_as_key(text):
                    targets.setdefault(as_key(text), []).append(matter)
            self._by[column] = targets
        return self._by[column]

    def fill_up(self, label: str) -> None:
        """Set the list to empty for matters that have none."""
        for matter in self.found:
            if label not in matter.record:
                matter.record[label] = []

    def leave_unread(self, label: str, unjoined: list[Unjoined]) -> None:
        """Mark the list as unread for matters to which unassigned rows may belong."""
        for column, name in {(row.name, row.key) for row in unjoined if row.same_name_count}:
            for matter in self.by(column)[as_key(name)]:
                matter.record.setdefault(label, UNREAD)


def join(matters: Matters, child: Table, label: str) -> list[Unjoined]:
    """Add the rows of a list table to the matters that they name; returns the rows that could not be
    assigned.
    """
    rows = list(data_rows(child))
    if not rows:
        matters.fill_up(label)
        return []
    names = {column.name: column.at for column in child.header.columns}
    inner, outer = _shared_key(matters, child, rows, names)
    if not inner:
        return [Unjoined(child.header.labels, 0, "", "")]
    elements = part(label, _kept(child, label, inner, matters), child.number)
    key = _Key(inner, names[inner], matters.by(outer), _shared_columns(matters, child, label))
    left = _put(child, rows, elements, key)
    elements.elements.clear()
    matters.leave_unread(label, left)
    matters.fill_up(label)
    return left


class _Key(NamedTuple):
    """The key column of a list table, the matters by key, and the columns that tell equal names apart."""

    name: str
    at: int
    targets: Mapping[str, list[Matter]]
    shared_columns: list[Column]

    def alike(self, found: list[Matter], cells: list[str | None]) -> list[Matter]:
        """Of several matters with one name, those that agree with the row's other columns."""
        for column in self.shared_columns:
            cell = cells[column.at]
            same = [matter for matter in found if cell and _equal(matter.record.get(column.name), cell)]
            found = same or found
        return found


def _equal(cell: Any, text: str) -> bool:
    return isinstance(cell, str) and as_key(cell) == as_key(text)


def _shared_columns(matters: Matters, child: Table, label: str) -> list[Column]:
    """The columns of a list table that repeat columns of the matters."""
    return [c for c in child.header.columns if c.name in matters.columns and not describes(c.name, label)]


def _put(child: Table, rows: list[int], elements: Part, by: _Key) -> list[Unjoined]:
    """Add each row to its matter's list; returns the rows that name no matter, or several."""
    left = []
    at, cells_of, pick, known = by.at, child.sheet.rows, elements.pick, elements.elements
    by_name = by.name in NAME_KEYS
    raw: str | None = None
    key: str | None = None
    last_key, several, same_name_count = "", False, 0
    lists: list[tuple[list[Any], list[Element]]] = []
    for row in rows:
        cells = cells_of[row]
        if cells[at] is not raw or key is None or several:
            raw = cells[at]
            last_key = (raw or last_key).strip()
            key_text = as_key(last_key)
            if key_text != key or (several and raw):
                found, key = by.targets.get(key_text, []), key_text
                several = by_name and len(found) > 1
                found = by.alike(found, cells) if several else found
                same_name_count = len(found) if several and len(found) > 1 else 0
                lists = [] if same_name_count else [listed(matter, elements.label) for matter in found]
        for items, places in lists:
            items.append(known[pick(cells)])
            places.append((elements, row))
        if not lists:
            left.append(Unjoined(row, at, by.name, last_key, same_name_count))
    return left


def _shared_key(matters: Matters, child: Table, rows: list[int], names: Mapping[str, int]) -> tuple[str, str]:
    """The key columns of the list table and of the matters; the same name in both, if possible."""

    @cache
    def filled(name: str) -> bool:
        return name in names and any(serves_as_key(child.sheet.rows[row][names[name]]) for row in rows)

    for name in (*KEYS, *NAME_KEYS):
        if filled(name) and matters.given(name):
            return name, name
    for theirs in filter(filled, KEYS):
        keys = {as_key(child.sheet.rows[row][names[theirs]] or "") for row in rows}
        for ours in filter(matters.given, KEYS):
            if keys & matters.by(ours).keys():
                return theirs, ours
    return "", ""


def _kept(child: Table, label: str, key: str, matters: Matters) -> list[Column]:
    """The columns that describe a list element, without those that repeat the matter's."""
    # lists joined earlier are in every matter
    outer = matters.columns.union(matters.found[0].record if matters.found else ())
    own = exclusive_columns(label)
    columns = [c for c in child.header.columns if c.name != key and (c.known or c.name not in COUNTERS)]
    kept = [c for c in columns if c.name not in outer or c.name in own or _inside(c.name, label)]
    return kept or child.header.columns


def _inside(column: str, label: str) -> bool:
    return (column == "name" or column not in OF_MATTERS) and belongs(column, label)
