"""Child tables: the rows of a sheet of materials, steps or windows put into the matters that they name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from guidelint.readers.fold import Element, Matter, Table, data_rows, listed
from guidelint.readers.headers import Column
from guidelint.readers.lists import COUNTERS, KEYS, NAME_KEYS, belongs, owned
from guidelint.readers.part import Part, part


class Unjoined(NamedTuple):
    """A row of a child table that belongs to no matter; `key` is empty when no key column is shared."""

    row: int
    column: int
    name: str
    key: str


def join(found: list[Matter], child: Table, label: str) -> list[Unjoined]:
    """Put the rows of a child table into the list of the matter that they name; what is left names none."""
    rows = list(data_rows(child))
    if not rows:
        for matter in found:
            matter.record.setdefault(label, [])
        return []
    names = {column.name: column.at for column in child.header.columns}
    inner, outer = _shared_key(found, child, rows, names)
    if not inner:
        return [Unjoined(child.header.labels, 0, "", "")]
    elements = part(label, _kept(child, label, inner, found), child.number)
    at, targets = names[inner], _targets(found, outer)
    left = [Unjoined(row, at, inner, key) for row, key in _put(child, rows, elements, at, targets)]
    for matter in found:
        matter.record.setdefault(label, [])
    return left


def _put(
    child: Table, rows: list[int], elements: Part, at: int, targets: Mapping[str, list[Matter]]
) -> list[tuple[int, str]]:
    """Add each row to the list of its matters; the rows whose key names none, with it."""
    left = []
    cells_of, pick, known = child.sheet.rows, elements.pick, elements.elements
    raw: str | None = None
    key: str | None = None
    lists: list[tuple[list[Any], list[Element]]] = []
    for row in rows:
        cells = cells_of[row]
        if cells[at] is not raw or key is None:
            raw = cells[at]
            said = (raw or key or "").strip()
            if said != key:
                key, lists = said, [listed(matter, elements.label) for matter in targets.get(said, ())]
        for items, places in lists:
            items.append(known[pick(cells)])
            places.append((elements, row))
        if not lists:
            left.append((row, key))
    return left


def _shared_key(
    found: list[Matter], child: Table, rows: list[int], names: Mapping[str, int]
) -> tuple[str, str]:
    """The key column of the child table and that of the matters, the same by name if they share one."""
    known = _columns_of(found)

    @cache
    def filled(name: str) -> bool:
        return name in names and any(child.sheet.rows[row][names[name]] for row in rows)

    @cache
    def given(name: str) -> bool:
        return name in known and any(isinstance(matter.record.get(name), str) for matter in found)

    for name in (*KEYS, *NAME_KEYS):
        if filled(name) and given(name):
            return name, name
    for theirs in filter(filled, KEYS):
        keys = {(child.sheet.rows[row][names[theirs]] or "").strip() for row in rows}
        for ours in filter(given, KEYS):
            if keys & _targets(found, ours).keys():
                return theirs, ours
    return "", ""


def _columns_of(found: Iterable[Matter]) -> set[str]:
    """The names of the matters' own columns; those of one table share them."""
    tables = {id(matter.place.columns): matter.place.columns for matter in found}
    return {name for columns in tables.values() for name in columns}


def _targets(found: Iterable[Matter], column: str) -> dict[str, list[Matter]]:
    """The matters by key. A name that two matters share is no key."""
    targets: dict[str, list[Matter]] = {}
    for matter in found:
        text = matter.record.get(column)
        if isinstance(text, str):
            targets.setdefault(text.strip(), []).append(matter)
    if column in NAME_KEYS:
        return {name: sharing for name, sharing in targets.items() if len(sharing) == 1}
    return targets


def _kept(child: Table, label: str, key: str, found: list[Matter]) -> list[Column]:
    """The columns that describe an element, not the matter once more."""
    # the lists that were joined before are in every matter
    outer = _columns_of(found).union(found[0].record if found else ())
    own = owned(label)
    columns = [c for c in child.header.columns if c.name != key and (c.known or c.name not in COUNTERS)]
    kept = [c for c in columns if c.name not in outer or c.name in own or _inside(c.name, label)]
    return kept or child.header.columns


def _inside(column: str, label: str) -> bool:
    return (
        column not in KEYS and column not in ("事项名称", "task_name", "TASK_NAME") and belongs(column, label)
    )
