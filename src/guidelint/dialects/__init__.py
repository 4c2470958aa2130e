"""Dialects: detects the dialect of a source, finds its rows, and maps each row to a canonical record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from guidelint.dialects.mapping import map_record
from guidelint.dialects.model import Dialect
from guidelint.dialects.recognise import Row, recogniser
from guidelint.errors import UsageError, meant, near
from guidelint.readers.known import Known, TableFamily
from guidelint.record import Record

__all__ = (
    "Row",
    "choose",
    "find_rows",
    "is_guide",
    "known_columns",
    "not_a_guide",
    "platform_tables",
    "read_record",
)

_GUIDES = "事项名称、实施编码、申请材料（name、code、materials）"


def choose(dialects: Sequence[Dialect], name: str | None) -> tuple[Dialect, ...]:
    """All dialects, or the one that the caller forces; UsageError for an unknown name."""
    if name is None:
        return tuple(dialects)
    found = tuple(dialect for dialect in dialects if dialect.name == name)
    if not found:
        known = [dialect.name for dialect in dialects]
        raise UsageError(
            f"没有方言 {name!r}{meant(name, known)}，已有的是 {'、'.join(known)}",
            f"no dialect {name!r}{near(name, known)}; known: {', '.join(known)}",
        )
    return found


def known_columns(dialects: Sequence[Dialect]) -> Known:
    """All columns known to a dialect: of matters, of list elements, with embedded structures, and for joins;
    and the tables of platforms whose lists refer to matters.
    """
    columns = {name for dialect in dialects for name in (*dialect.names, *dialect.embedded)}
    families = platform_tables(dialects)
    return Known(columns.union(*(each.on | each.key for each in families)), families)


def platform_tables(dialects: Sequence[Dialect]) -> list[TableFamily]:
    """The tables of platforms whose lists refer to matters."""
    return [_kin(dialect) for dialect in dialects if any(table.on for table in dialect.tables.values())]


def _kin(dialect: Dialect) -> TableFamily:
    tables = [table for table in dialect.tables.values() if table.on]
    return TableFamily(
        frozenset(dialect.records),
        frozenset(path for table in tables for path in table.rows),
        frozenset(name for table in tables for name in table.on),
        frozenset(name for table in tables for name in table.key or dialect.key),
    )


def find_rows(dialects: Sequence[Dialect], root: Any) -> list[Row]:
    """The rows of a source: those of a platform recognised by its structure, otherwise the top-level ones."""
    return recogniser(tuple(dialects)).rows(root)


def read_record(row: Row, index: int) -> Record | None:
    """The canonical record of a row, None if the row is no guide."""
    if row.dialect is None or not is_guide(row):
        return None
    return map_record(row.dialect, row.value, row.at, index, row.response)


def is_guide(row: Row) -> bool:
    """Whether a dialect recognises a row as a guide."""
    return row.dialect is not None and isinstance(row.value, Mapping)


def not_a_guide(row: Row) -> str:
    """The reason why a row is no guide, in both languages."""
    if row.reason:
        return row.reason
    if not isinstance(row.value, Mapping):
        return f"不是键值结构 (not a mapping)；应有{_GUIDES}之一"
    return f"没有{_GUIDES}中的任何一项 (none of name, code, materials)"
