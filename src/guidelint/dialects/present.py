"""The canonical fields for which a table or page has a column, whether or not it has a value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from guidelint.dialects.columns import Column, Level, levels
from guidelint.dialects.embedded import list_in
from guidelint.dialects.model import Dialect, FieldSource
from guidelint.dialects.recognise import Row
from guidelint.dialects.response import Response
from guidelint.vocabulary import FIELDS, TEXT_ENTRY


def fields_present(rows: Iterable[Row]) -> frozenset[str]:
    """The dotted fields for which some row, or some list element in it, has a column."""
    found: set[str] = set()
    answers: set[int] = set()
    for dialect, value, _, _, response in rows:
        if dialect is None or not isinstance(value, Mapping):
            continue
        if response is not None and id(response) not in answers:
            answers.add(id(response))
            value = {**value, **_in_tables(dialect, response)}
        _of_level(levels(dialect), value, dialect.labels, found)
    return frozenset(found)


@lru_cache(maxsize=256)
def with_empty_lists(present: frozenset[str]) -> frozenset[str]:
    """These fields, and those of the elements of lists that are empty throughout: nothing can be missing there."""
    seen = {name.partition(".")[0] for name in present if "." in name}
    empty = [field for name, field in FIELDS.items() if name in present and name not in seen]
    return present.union(f"{field.name}.{child}" for field in empty for child in field.children)


def _in_tables(dialect: Dialect, response: Response) -> dict[str, Any]:
    """The columns that a response's child tables have for all of its rows: `TABLE.` → its rows, and
    `TABLE.column`.

    `TABLE.*` for a table without rows, whose columns are unknown.
    """
    found: dict[str, Any] = {}
    for name in dialect.tables:
        rows = response.rows(dialect, name)
        if rows is not None:
            found[f"{name}."] = rows
            found.update((f"{name}.{column}", None) for column in (rows[0] if rows else "*"))
    return found


def _of_level(level: Level, row: Mapping[str, Any], labels: bool, found: set[str]) -> None:
    shown, lists = _shown(level, tuple(row), labels)
    found |= shown
    for column in lists:
        _of_elements(column, row, labels, found)


@lru_cache(maxsize=4096)
def _shown(level: Level, keys: tuple[str, ...], labels: bool) -> tuple[frozenset[str], list[Column]]:
    """The dotted fields for which a row with these keys has a column, and the columns that hold lists."""
    more: Iterable[str] = ()
    if not labels:
        columns = _led_to(level, keys)
    else:
        matched, unknown_keys = level.match(keys)
        columns = [column for column, *_ in matched]
        if unknown_keys:
            from guidelint.dialects.implicit_keys import fields_of

            more = fields_of(level, unknown_keys)
    lists = [column for column in columns if column.level.columns]
    return frozenset(more).union([column.dotted for column in columns]), lists


def _led_to(level: Level, keys: tuple[str, ...]) -> list[Column]:
    """A platform's columns that may have a value in a row with these keys.

    What is inside a structure (`apasDirectory.lawlimit`) or child table counts as present if the structure
    is.
    """
    there = frozenset(keys)
    return [column for column in level.columns if not there.isdisjoint(_heads(column))]


def _heads(column: Column) -> Iterator[str]:
    """The keys of a row at which a field's sources begin."""
    for column_source in (column, *column.others):
        for name in _names(column_source.source):
            yield name
            yield name.partition(".")[0]


def _names(source: FieldSource) -> tuple[str, ...]:
    """The columns of a source; if it selects rows, their location, and for a table its columns."""
    if source.table:
        own = (name for child in (source, *source.fields.values()) for name in child.columns)
        return (*source.rows, *(f"{source.table}.{name}" for name in ("*", *own)))
    return source.columns if not source.rows or "." in source.rows else source.rows


def _of_elements(column: Column, row: Mapping[str, Any], labels: bool, found: set[str]) -> None:
    """The fields of a list's elements. A list of texts, or one text, has the one field that such a text gives."""
    source = column.source
    names = (*source.columns, *source.rows, f"{source.table}.", column.field.label)
    values = [_opened(row.get(name)) for name in names]
    items = [item for value in values for item in (value if isinstance(value, list) else [value])]
    elements = [item for item in items if isinstance(item, Mapping)]
    for element in elements:
        _of_level(column.level, element, labels, found)
    if labels and any(isinstance(item, str) and item.strip() for item in items):
        found.add(f"{column.dotted}.{TEXT_ENTRY.get(column.field.name, '')}")


def _opened(value: Any) -> Any:
    """A value, or the list that it contains as text."""
    inside = list_in(value) if isinstance(value, str) else None
    return value if inside is None else inside
