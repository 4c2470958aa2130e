"""Child tables: the rows of a sheet of materials, steps or windows put into the matters that they name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from guidelint.readers.fold import Matter, Table, data_rows, part, put
from guidelint.readers.headers import Column
from guidelint.readers.lists import COUNTERS, KEYS, NAME_KEYS, belongs, owned


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
    targets = _targets(found, outer)
    elements = part(label, _kept(child, label, inner, found))
    left, key = [], ""
    for row in rows:
        key = (child.sheet.rows[row][names[inner]] or key).strip()
        for matter in targets.get(key, ()):
            put(matter, elements, child, row)
        if key not in targets:
            left.append(Unjoined(row, names[inner], inner, key))
    for matter in found:
        matter.record.setdefault(label, [])
    return left


def _shared_key(
    found: list[Matter], child: Table, rows: list[int], names: Mapping[str, int]
) -> tuple[str, str]:
    """The key column of the child table and that of the matters, the same by name if they share one."""
    filled = [name for name, index in names.items() if any(child.sheet.rows[row][index] for row in rows)]
    outer = {
        name
        for name in (*KEYS, *NAME_KEYS)
        if any(isinstance(matter.record.get(name), str) for matter in found)
    }
    for name in (*KEYS, *NAME_KEYS):
        if name in filled and name in outer:
            return name, name
    for theirs in (name for name in KEYS if name in filled):
        keys = {(child.sheet.rows[row][names[theirs]] or "").strip() for row in rows}
        for ours in (name for name in KEYS if name in outer):
            if keys & _targets(found, ours).keys():
                return theirs, ours
    return "", ""


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
    outer = {name for matter in found for name in matter.record}
    own = owned(label)
    columns = [c for c in child.header.columns if c.name != key and (c.known or c.name not in COUNTERS)]
    kept = [c for c in columns if c.name not in outer or c.name in own or _inside(c.name, label)]
    return kept or child.header.columns


def _inside(column: str, label: str) -> bool:
    return (
        column not in KEYS and column not in ("事项名称", "task_name", "TASK_NAME") and belongs(column, label)
    )
