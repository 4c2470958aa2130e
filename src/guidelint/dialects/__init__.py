"""Dialects: which one a source speaks, where its records lie, and each row as a canonical record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from guidelint.dialects.columns import levels
from guidelint.dialects.mapping import descend, map_record
from guidelint.dialects.model import Dialect
from guidelint.errors import UsageError
from guidelint.location import Path
from guidelint.record import Record

_GUIDE_FIELDS = frozenset(("name", "code", "materials"))
_GUIDES = "name、code、materials（事项名称、实施编码、申请材料）"


class Row(NamedTuple):
    """A row that may be a guide: its dialect, or None where no dialect knows it."""

    dialect: Dialect | None
    value: Any
    at: Path


def choose(dialects: Sequence[Dialect], name: str | None) -> tuple[Dialect, ...]:
    """All dialects, or the one that the caller forces; UsageError for an unknown name."""
    if name is None:
        return tuple(dialects)
    found = tuple(dialect for dialect in dialects if dialect.name == name)
    if not found:
        raise UsageError(f"no dialect {name!r}; known: {', '.join(dialect.name for dialect in dialects)}")
    return found


def known_columns(dialects: Sequence[Dialect]) -> frozenset[str]:
    """Every column that one of the dialects knows, those of list elements included."""
    sources = [source for dialect in dialects for source in dialect.fields.values()]
    sources += [child for source in sources for child in source.fields.values()]
    return frozenset(name for source in sources for name in (*source.columns, *source.rows))


def find_rows(dialects: Sequence[Dialect], root: Any) -> list[Row]:
    """The rows of a source: of the platform that its shape gives away, else every mapping that lies on top."""
    for dialect in dialects:
        if dialect.detect and descend(root, dialect.detect)[0] is not None:
            rows, at = descend(root, dialect.records)
            if isinstance(rows, list):
                return [Row(dialect, row, (*at, number)) for number, row in enumerate(rows)]
            return [Row(dialect, rows, at)]
    by_keys = [dialect for dialect in dialects if not dialect.detect]
    return [Row(_speaks(by_keys, value), value, at) for value, at in _on_top(root, ())]


def _on_top(root: Any, at: Path) -> Iterator[tuple[Any, Path]]:
    if isinstance(root, list):
        for number, item in enumerate(root):
            yield from _on_top(item, (*at, number)) if isinstance(item, list) and not at else _inner(item, (*at, number))
    else:
        yield from _inner(root, at)


def _inner(value: Any, at: Path) -> Iterator[tuple[Any, Path]]:
    if isinstance(value, Mapping) and isinstance(value.get("records"), list):
        for number, item in enumerate(value["records"]):
            yield item, (*at, "records", number)
    else:
        yield value, at


def _speaks(dialects: Sequence[Dialect], row: Any) -> Dialect | None:
    """The dialect that knows most keys of a row, if it finds a name, a code or materials there."""
    if not isinstance(row, Mapping):
        return None
    best: tuple[int, Dialect] | None = None
    for dialect in dialects:
        by_key = levels(dialect).by_key
        known = [by_key[key].dotted for key in row if key in by_key]
        if not _GUIDE_FIELDS.isdisjoint(known) and (best is None or len(known) > best[0]):
            best = (len(known), dialect)
    return best[1] if best else None


def read_record(row: Row, index: int, root: Any) -> Record | None:
    """The canonical record of a row, None when it is no guide."""
    if row.dialect is None or not isinstance(row.value, Mapping):
        return None
    return map_record(row.dialect, row.value, row.at, index, root)


def not_a_guide(row: Row) -> str:
    """Why a row is no guide, in both languages."""
    if not isinstance(row.value, Mapping):
        return f"不是键值结构 (not a mapping)；应有 {_GUIDES} 之一"
    return f"没有 {_GUIDES} 中的任何一项 (none of name, code, materials)"
