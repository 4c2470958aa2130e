"""Collects what a dialect could not map: unknown keys, rejected values, and values beside those used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from guidelint.dialects.candidates import alone
from guidelint.dialects.embedded import list_in
from guidelint.dialects.mapping import WayBack
from guidelint.dialects.model import Dialect, FieldSource
from guidelint.dialects.recognise import Row
from guidelint.dialects.row_state import bare
from guidelint.fingerprint import value_at
from guidelint.lean.tuples import NamedTuple
from guidelint.location import Path, format_path
from guidelint.record import Problem, Record
from guidelint.vocabulary import FIELDS

_REFUSED = frozenset(("source.unknown-key", "source.wrong-type"))


def remainder(row: Row, record: Record) -> dict[str, Any]:
    """Raw values by key, with the canonical path for those inside elements: `materials[2].介质`.

    For platforms, whose rows contain much that no guide shows, only non-empty columns of the matter and of
    its lists; tables that the dialect does not know are not part of the matter's row.
    """
    left = {_name(p.path): _raw(row, record, p.path) for p in record.problems if p.rule in _REFUSED}
    left.update({_name(p.path): p.args["value"] for p in record.problems if _is_unit(p)})
    if isinstance(record.origin, WayBack):
        record.origin.inside(())
        left.update({_name(at): value for at, value in record.origin.left.items()})
        for at, value in _passed_over(record.origin, record) if record.origin.passed else ():
            left.setdefault(_name(at), value)
    if row.dialect is not None and not row.dialect.labels:
        for at, value in _unnamed(row, row.dialect, record):
            left.setdefault(_name(at), value)
    return {name: value for name, value in left.items() if value not in (None, "", [], {})}


def _is_unit(problem: Problem) -> bool:
    """Whether an unknown code is that of a limit's unit; other unknown codes are kept in the record."""
    return problem.rule == "source.unknown-code" and problem.path[-1] == "unit"


def _passed_over(way: WayBack, record: Record) -> Iterator[tuple[Path, Any]]:
    """Values in a field's other columns that occur nowhere in the record."""
    above = len(way.at) + 1
    taken = {origin[:end] for origin in way.trace.values() for end in range(above, len(origin) + 1)}
    read_texts = "\n".join(map(bare, _texts(record.data)))
    for at, origin, raw in way.passed:
        if origin not in taken and bare(raw) not in read_texts:
            yield at, raw


def _texts(value: Any) -> Iterator[str]:
    """All texts in a record."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (Mapping, list)):
        for item in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(item)


def _name(path: Path) -> str:
    return format_path(path)[2:]


def _raw(row: Row, record: Record, path: Path) -> Any:
    if row.response is not None:
        return _walk(row.response.root, record.origin(path))
    way = record.origin
    return _walk(row.value, (way.inside if isinstance(way, WayBack) else way)(path)[len(row.at) :])


def _walk(value: Any, path: Path) -> Any:
    """The value at a path, which may go on inside of a text that holds a list."""
    for step in path:
        value = value_at(list_in(value) if isinstance(value, str) else value, (step,))
    return value


def _unnamed(row: Row, dialect: Dialect, record: Record) -> Iterator[tuple[Path, Any]]:
    """The columns of a platform's rows that no field uses, at the canonical path of the row."""
    known = _of_matter(dialect)
    own_names = _beginnings(_used_names([dialect.fields["name"]]) if "name" in dialect.fields else ())
    lists = _lists_read(row, record) - own_names
    yield from _columns({key: row.value[key] for key in row.value if key not in lists}, known, ())
    yield from _unread(row.value, dialect, record)
    for name, items in record.data.items():
        if name not in FIELDS or FIELDS[name].kind != "items":
            continue
        heads = _of_list(dialect, name)
        for number in range(len(items)):
            raw = _raw(row, record, (name, number))
            if isinstance(raw, Mapping) and not _is_matters(row, record.origin((name, number)), own_names):
                yield from _columns(raw, heads, (name, number))


def _is_matters(row: Row, origin: Path, own_names: Collection[str]) -> bool:
    """Whether the row of an element is the matter's own row, or the part of it that contains the name."""
    depth = len(row.at)
    if origin[:depth] != row.at:
        return False
    inside = ".".join(step for step in origin[depth:] if isinstance(step, str))
    return not inside or inside in own_names


def _unread(raw: Mapping[str, Any], dialect: Dialect, record: Record) -> Iterator[tuple[Path, Any]]:
    """Columns with a list from which nothing was read, because none of its rows has a known column."""
    used = Counter(name.partition(".")[0] for name in _used_names(dialect.fields.values()))
    for name, source in dialect.fields.items():
        if FIELDS[name].kind == "items" and not record.data.get(name):
            for key in (*source.columns, *source.rows):
                if isinstance(raw.get(key), list) and used[key] == 1:
                    yield (key,), raw[key]


def _lists_read(row: Row, record: Record) -> frozenset[str]:
    """The keys of a platform's row under which lists of the record are found."""
    origins = [record.origin((name, 0)) for name, value in record.data.items() if isinstance(value, list)]
    depth = len(row.at)
    inside = [at[depth] for at in origins if at[:depth] == row.at and len(at) > depth]
    return frozenset(key for key in inside if isinstance(key, str))


class _UsedNames(NamedTuple):
    """The names that a dialect uses in a row, and the prefixes of nested ones (`within`) and of lists."""

    whole: frozenset[str]
    within: frozenset[str]
    lists: frozenset[str]


def _columns(
    raw: Mapping[str, Any], known: _UsedNames, at: Path, above: str = ""
) -> Iterator[tuple[Path, Any]]:
    """The unused columns of a row and of the mappings in it."""
    for key, value in raw.items():
        name = f"{above}{key}"
        only, _ = alone(value, at)
        if name in known.whole:
            continue
        if name in known.within and isinstance(only, Mapping):
            yield from _columns(only, known, (*at, key), f"{name}.")
        elif name not in known.within and name not in known.lists:
            yield (*at, key), value


@cache
def _of_matter(dialect: Dialect) -> _UsedNames:
    """The names used in the row of a matter."""
    own = [source for name, source in dialect.fields.items() if FIELDS[name].kind != "items"]
    items = [source for name, source in dialect.fields.items() if FIELDS[name].kind == "items"]
    beside = {name.rpartition(".")[2] for name in (*dialect.detect, *dialect.records)}
    lists = _beginnings(_used_names(items)) | set(_used_names(items)) | beside
    return _used_names_of(dialect, (*_deep(own), *_deep(items)), _deep(own), lists)


@cache
def _of_list(dialect: Dialect, list_label: str) -> _UsedNames:
    """The names used in the rows of a list."""
    names: set[str] = set()
    source: FieldSource | None = dialect.fields.get(list_label)
    while source is not None:
        names.update((*source.where, source.children), _used_names(source.fields.values()))
        names.update(_of_table(dialect, source.table) if source.table else ())
        names.update(
            _used_names(other for other in dialect.fields.values() if set(other.rows) & set(source.rows))
        )
        source = source.otherwise
    return _used_names_of(dialect, names, names, ())


def _used_names_of(
    dialect: Dialect, names: Iterable[str], own: Iterable[str], lists: Iterable[str]
) -> _UsedNames:
    whole = {*names, *dialect.key, *dialect.only}
    for table in dialect.tables.values():
        whole.update((*table.on, *table.key))
    return _UsedNames(frozenset(whole), _beginnings(own), frozenset(lists))


def _beginnings(names: Iterable[str]) -> frozenset[str]:
    """The prefixes of dotted names."""
    return frozenset(name[:at] for name in names for at, character in enumerate(name) if character == ".")


def _deep(sources: Iterable[FieldSource]) -> list[str]:
    """The names used in a row and in the rows inside it."""
    names: list[str] = []
    for source in sources:
        inner = [*source.columns, *source.unit, *source.note, *source.where, *_deep(source.fields.values())]
        for place in source.rows or (".",):
            names += inner if place == "." else [f"{place}.{name}" for name in inner]
        names += _deep([source.otherwise]) if source.otherwise else ()
    return names


def _of_table(dialect: Dialect, table: str) -> Iterator[str]:
    """The names of a child table that is also a list, as used in matters' fields, in all its spellings."""
    for name in _used_names(dialect.fields.values()):
        head, dot, tail = name.partition(".")
        if dot and head in dialect.tables and dialect.tables[head] == dialect.tables[table]:
            yield tail


def _used_names(sources: Iterable[FieldSource]) -> Iterator[str]:
    for source in sources:
        yield from (*source.columns, *source.unit, *source.note, *source.rows)
        if source.otherwise:
            yield from _used_names([source.otherwise])
