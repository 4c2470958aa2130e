"""Which canonical fields a table or page has a column for, whether or not anything stands in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from guidelint.dialects.columns import Level, levels
from guidelint.dialects.recognise import Row


def fields_present(rows: Iterable[Row]) -> frozenset[str]:
    """The dotted fields that some row, or some element of a list in it, has a column for."""
    found: set[str] = set()
    for row in rows:
        if row.dialect is not None and isinstance(row.value, Mapping):
            _of_level(levels(row.dialect), row.value, found)
    return frozenset(found)


def _of_level(level: Level, row: Mapping[str, Any], found: set[str]) -> None:
    for column in level.met(tuple(row))[0]:
        found.add(column.dotted)
        for name in (*column.source.columns, *column.source.rows) if column.level.columns else ():
            value = row.get(name)
            for element in value if isinstance(value, list) else ():
                if isinstance(element, Mapping):
                    _of_level(column.level, element, found)
