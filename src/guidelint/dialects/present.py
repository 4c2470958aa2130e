"""Which canonical fields a table or page has a column for, whether or not anything stands in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from guidelint.dialects.columns import Column, Level, levels
from guidelint.dialects.recognise import Row
from guidelint.vocabulary import TEXT_ENTRY


def fields_present(rows: Iterable[Row]) -> frozenset[str]:
    """The dotted fields that some row, or some element of a list in it, has a column for."""
    found: set[str] = set()
    for row in rows:
        if row.dialect is not None and isinstance(row.value, Mapping):
            _of_level(levels(row.dialect), row.value, found)
    return frozenset(found)


def _of_level(level: Level, row: Mapping[str, Any], found: set[str]) -> None:
    for column, *_ in level.met(tuple(row))[0]:
        found.add(column.dotted)
        if column.level.columns:
            _of_elements(column, row, found)


def _of_elements(column: Column, row: Mapping[str, Any], found: set[str]) -> None:
    """The fields of a list's elements; of a list without any, all: nothing was left out of nothing.

    A list given as one text has the one field that such a text is.
    """
    values = [row.get(name) for name in (*column.source.columns, *column.source.rows)]
    elements = [
        item for value in values if isinstance(value, list) for item in value if isinstance(item, Mapping)
    ]
    for element in elements:
        _of_level(column.level, element, found)
    if any(isinstance(value, str) and value.strip() for value in values):
        found.add(f"{column.dotted}.{TEXT_ENTRY.get(column.field.name, '')}")
    elif not elements:
        found.update(child.dotted for child in column.level.columns)
