"""What of a row its dialect could not place: keys that it does not name, values that it refused, and what
it met beside the value that it took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from guidelint.dialects.embedded import list_in
from guidelint.dialects.mapping import WayBack
from guidelint.dialects.model import Dialect, FieldSource
from guidelint.dialects.recognise import Row
from guidelint.location import Path, format_path
from guidelint.record import Record
from guidelint.vocabulary import FIELDS

_REFUSED = frozenset(("source.unknown-key", "source.wrong-type"))


def remainder(row: Row, record: Record) -> dict[str, Any]:
    """Raw values by their key, those inside of elements by canonical path and key: `materials[2].介质`.

    Of platforms, whose rows hold much that no guide shows, the columns of the matter and of its lists that say
    something; what stands in tables of which the dialect knows nothing is no part of the matter's row.
    """
    left = {_name(p.path): _raw(row, record, p.path) for p in record.problems if p.rule in _REFUSED}
    if isinstance(record.origin, WayBack):
        record.origin.inside(())
        left.update({_name(at): value for at, value in record.origin.left.items()})
    if row.dialect is not None and not row.dialect.labels:
        for at, value in _unnamed(row, row.dialect, record):
            left.setdefault(_name(at), value)
    return {name: value for name, value in left.items() if value not in (None, "", [], {})}


def _name(path: Path) -> str:
    return format_path(path)[2:]


def _raw(row: Row, record: Record, path: Path) -> Any:
    if row.answer is not None:
        return _walk(row.answer.root, record.origin(path))
    way = record.origin
    return _walk(row.value, (way.inside if isinstance(way, WayBack) else way)(path)[len(row.at) :])


def _walk(value: Any, path: Path) -> Any:
    for step in path:
        if isinstance(value, str):
            value = list_in(value)
        if isinstance(value, Mapping):
            value = value.get(str(step))
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def _unnamed(row: Row, dialect: Dialect, record: Record) -> Iterator[tuple[Path, Any]]:
    """The columns of a platform's rows that no field asks for, at the canonical path of the row."""
    yield from _columns(row.value, _heads(dialect, "") | _lists_read(row, record), ())
    yield from _unread(row.value, dialect, record)
    for name, items in record.data.items():
        if name not in FIELDS or FIELDS[name].kind != "items":
            continue
        heads = _heads(dialect, name)
        for number in range(len(items)):
            raw = _raw(row, record, (name, number))
            if isinstance(raw, Mapping) and raw is not row.value:
                yield from _columns(raw, heads, (name, number))


def _unread(raw: Mapping[str, Any], dialect: Dialect, record: Record) -> Iterator[tuple[Path, Any]]:
    """The columns that hold a list from which nothing was read, as none of its rows has a column that is known."""
    asked = Counter(name.partition(".")[0] for name in _asked(dialect.fields.values()))
    for name, source in dialect.fields.items():
        if FIELDS[name].kind == "items" and not record.data.get(name):
            for key in (*source.columns, *source.rows):
                if isinstance(raw.get(key), list) and asked[key] == 1:
                    yield (key,), raw[key]


def _lists_read(row: Row, record: Record) -> frozenset[str]:
    """The keys of a platform's row under which lists of the record lie, whether the dialect names them or not."""
    origins = [record.origin((name, 0)) for name, value in record.data.items() if isinstance(value, list)]
    depth = len(row.at)
    inside = [at[depth] for at in origins if at[:depth] == row.at and len(at) > depth]
    return frozenset(key for key in inside if isinstance(key, str))


def _columns(raw: Mapping[str, Any], heads: frozenset[str], at: Path) -> Iterator[tuple[Path, Any]]:
    for key, value in raw.items():
        if key not in heads:
            yield (*at, key), value


@cache
def _heads(dialect: Dialect, of_list: str) -> frozenset[str]:
    """The first steps of everything that a dialect asks of a matter's row, or of the rows of a list."""
    names = {*dialect.key, *dialect.only}
    for table in dialect.tables.values():
        names.update((*table.on, *table.key))
    if of_list:
        source: FieldSource | None = dialect.fields.get(of_list)
        while source is not None:
            names.update((*source.where, source.children), _asked(source.fields.values()))
            names.update(_of_table(dialect, source.table) if source.table else ())
            names.update(
                _asked(other for other in dialect.fields.values() if set(other.rows) & set(source.rows))
            )
            source = source.otherwise
    else:
        names.update(_asked(dialect.fields.values()))
        names.update(path.rpartition(".")[2] for path in (*dialect.detect, *dialect.records))
    return frozenset(name.partition(".")[0] for name in names if name)


def _of_table(dialect: Dialect, table: str) -> Iterator[str]:
    """What fields of the matter ask of a child table that is also a list, in any of the spellings of its name."""
    for name in _asked(dialect.fields.values()):
        head, dot, tail = name.partition(".")
        if dot and head in dialect.tables and dialect.tables[head] == dialect.tables[table]:
            yield tail


def _asked(sources: Iterable[FieldSource]) -> Iterator[str]:
    for source in sources:
        yield from (*source.columns, *source.unit, *source.note, *source.rows)
        if source.otherwise:
            yield from _asked([source.otherwise])
