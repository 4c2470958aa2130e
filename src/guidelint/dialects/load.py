"""From a dialect file to a dialect; short forms are written out and names are checked here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, ClassVar, Literal

from guidelint.definition import DefinitionFile, unknown_key
from guidelint.dialects.model import Dialect, FieldSource, Table
from guidelint.location import Path
from guidelint.vocabulary import FIELDS, Field

_FORBID: dict[str, str] = {"extra": "forbid"}
_SOURCE_KEYS = ("columns", "unit", "note", "rows", "table", "fields", "separators")


@dataclass(frozen=True)
class DialectExample:
    """A source, the record to which it must lead (only the fields given are compared) and its problems by path."""

    __pydantic_config__: ClassVar[dict[str, str]] = _FORBID
    name: str
    source: Any
    record: dict[str, Any]
    problems: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class DialectFile:
    """The shape of a dialect file. `spells` gives every field the column of its English name or Chinese label;
    `fields` then adds further names."""

    __pydantic_config__: ClassVar[dict[str, str]] = _FORBID
    name: str
    title: str
    source: str
    extends: str = ""
    spells: Literal["", "names", "labels"] = ""
    detect: str = ""
    records: str = ""
    key: str = ""
    code_scheme: str = ""
    tables: dict[str, dict[str, str]] = field(default_factory=dict)
    fields: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    empty: dict[str, list[str]] = field(default_factory=dict)
    examples: list[DialectExample] = field(default_factory=list)


def load_dialect(source: DefinitionFile, known: Mapping[str, Dialect]) -> Dialect | None:
    """The dialect of a file, which may extend a known one; None with the mistakes noted in `source`."""
    shape = source.validate(DialectFile, source.root) if not source.mistakes else None
    if shape is None:
        return None
    if shape.extends and shape.extends not in known:
        source.mistake(("extends",), unknown_key(shape.extends, known).replace("key", "dialect"))
        return None
    dialect = _dialect(source, shape)
    if source.mistakes:
        return None
    return _extended(dialect, known[shape.extends], bool(shape.spells)) if shape.extends else dialect


def _extended(own: Dialect, base: Dialect, spelled: bool) -> Dialect:
    """What the own dialect leaves out comes from its base; a spelled one takes only the codes."""
    merged = replace(own, codes={**base.codes, **own.codes}, empty={**base.empty, **own.empty})
    if spelled:
        return merged
    scalars = {name: getattr(own, name) or getattr(base, name) for name in ("detect", "records", "key", "code_scheme")}
    fields, tables = {**base.fields, **own.fields}, {**base.tables, **own.tables}
    return replace(merged, labels=own.labels or base.labels, fields=fields, tables=tables, **scalars)


def _dialect(source: DefinitionFile, shape: DialectFile) -> Dialect:
    tables = {name: Table(entry.get("rows", ""), entry.get("on", "")) for name, entry in shape.tables.items()}
    fields = _sources(source, shape.fields, FIELDS, ("fields",))
    if shape.spells:
        fields = _spelled(fields, FIELDS, shape.spells == "labels")
    if not shape.extends:
        _check_tables(source, fields, tables)
    return Dialect(
        name=shape.name,
        title=shape.title,
        source=shape.source,
        detect=shape.detect,
        records=shape.records,
        key=shape.key,
        labels=bool(shape.spells),
        code_scheme=shape.code_scheme,
        tables=tables,
        fields=fields,
        codes=shape.codes,
        empty={name: tuple(words) for name, words in shape.empty.items()},
        examples=tuple(vars(example) for example in shape.examples),
    )

def _sources(
    source: DefinitionFile, raw: Any, known: Mapping[str, Field], at: Path
) -> dict[str, FieldSource]:
    found = {}
    for name, spec in raw.items() if isinstance(raw, Mapping) else ():
        if name not in known:
            source.mistake((*at, name), unknown_key(name, known))
            continue
        found[name] = _source(source, spec, known[name], (*at, name))
    return found


def _source(source: DefinitionFile, spec: Any, field: Field, at: Path) -> FieldSource:
    if isinstance(spec, (str, list)):
        return FieldSource(columns=_names(spec))
    if not isinstance(spec, Mapping):
        source.mistake(at, "a field's source is a column, a list of columns or a mapping")
        return FieldSource()
    for key in spec.keys() - set(_SOURCE_KEYS):
        source.mistake((*at, key), unknown_key(key, _SOURCE_KEYS))
    return FieldSource(
        columns=_names(spec.get("columns", [])),
        unit=_names(spec.get("unit", [])),
        note=_names(spec.get("note", [])),
        rows=_names(spec.get("rows", [])),
        table=spec.get("table", ""),
        fields=_sources(source, spec.get("fields"), field.children, (*at, "fields")),
        separators=spec.get("separators", ""),
    )


def _names(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(str(name) for name in value or ())


def _spelled(given: dict[str, FieldSource], known: Mapping[str, Field], labels: bool) -> dict[str, FieldSource]:
    """Every known field with its own column in front of the given ones."""
    spelled = {}
    for name, known_field in known.items():
        own = (known_field.label, name) if labels else (name,)
        extra = given.get(name, FieldSource())
        columns = tuple(dict.fromkeys((*own, *extra.columns)))
        unit = tuple(f"{column}单位" for column in columns) if labels and known_field.kind == "limit" else ()
        note = tuple(f"{column}说明" for column in columns) if labels and known_field.kind == "limit" else ()
        fields = _spelled(extra.fields, known_field.children, labels)
        spelled[name] = replace(extra, columns=columns, unit=extra.unit or unit, note=extra.note or note, fields=fields)
    return spelled


def _check_tables(source: DefinitionFile, fields: dict[str, FieldSource], tables: dict[str, Table]) -> None:
    for name, spec in fields.items():
        if spec.table and spec.table not in tables:
            source.mistake(("fields", name, "table"), unknown_key(spec.table, tables).replace("key", "table"))


def dialect_to_plain(dialect: Dialect) -> dict[str, Any]:
    """A dialect without its examples, for the cache."""
    return {**asdict(dialect), "examples": ()}


def dialect_from_plain(plain: Mapping[str, Any]) -> Dialect:
    """The inverse of `dialect_to_plain`; the mapping is trusted."""
    return Dialect(
        **{
            **plain,
            "tables": {name: Table(**table) for name, table in plain["tables"].items()},
            "fields": {name: _source_from_plain(spec) for name, spec in plain["fields"].items()},
            "empty": {name: tuple(words) for name, words in plain["empty"].items()},
            "examples": (),
        }
    )


def _source_from_plain(plain: Mapping[str, Any]) -> FieldSource:
    tuples = {name: tuple(plain[name]) for name in ("columns", "unit", "note", "rows")}
    fields = {name: _source_from_plain(spec) for name, spec in plain["fields"].items()}
    return FieldSource(table=plain["table"], separators=plain["separators"], fields=fields, **tuples)
