"""Loads and validates a dialect file; expands short forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from guidelint.definitions.definition import DefinitionFile
from guidelint.definitions.validation import unknown_key
from guidelint.dialects.embedded import Format
from guidelint.dialects.extend import extended
from guidelint.dialects.model import Dialect, FieldSource, Table, stored, tuples
from guidelint.dialects.source_file import Spelling, all_names, field_sources, names_of, spell, spelled
from guidelint.lean.structs import Closed
from guidelint.vocabulary import FIELDS

Names = str | list[str]


@dataclass(frozen=True)
class DialectExample(Closed):
    """A source, the record that it must yield (only these fields are compared), and its problems by path."""

    name: str
    source: Any
    record: dict[str, Any]
    problems: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class TableFile(Closed):
    """A child table; `on` and `key` as in `model.Table`."""

    rows: str
    on: Names = ""
    key: Names = ""


@dataclass(frozen=True)
class DialectFile(Closed):
    """A dialect file; the other keys are explained below, fields at `FieldSource`.

    `extends` inherits what the file omits, and puts its own columns first; `codes_of` inherits only codes.
    `spells` gives every field the column of its English name or Chinese label; `fields` then adds further
    names. `labels: false` turns a dialect that extends one of labels into a platform's. `spellings`: every
    column also occurs in these spellings.
    """

    name: str
    title: str
    source: str
    extends: str = ""
    codes_of: str = ""
    spells: Literal["", "names", "labels"] = ""
    labels: bool = True
    spellings: list[Spelling] = field(default_factory=list)
    detect: Names = ""
    detect_keys: list[str] = field(default_factory=list)
    detect_least: int = 1
    records: Names = ""
    key: Names = ""
    code_scheme: str = ""
    html: bool = False
    tables: dict[str, TableFile] = field(default_factory=dict)
    fields: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    empty: dict[str, list[str]] = field(default_factory=dict)
    fillers: dict[str, list[str]] = field(default_factory=dict)
    embedded: dict[str, Format] = field(default_factory=dict)
    only: dict[str, Names] = field(default_factory=dict)
    examples: list[DialectExample] = field(default_factory=list)


def load_dialect(source: DefinitionFile, known: Mapping[str, Dialect]) -> Dialect | None:
    """The dialect of a file, which may extend a known one; None with the mistakes noted in `source`."""
    shape = source.validate(DialectFile, source.root) if not source.mistakes else None
    if shape is None:
        return None
    for key, name in (("extends", shape.extends), ("codes_of", shape.codes_of)):
        if name and name not in known:
            source.mistake((key,), unknown_key(name, known).replace("key", "dialect"))
            return None
    fields = field_sources(source, shape.fields, FIELDS, ("fields",))
    if shape.spells:
        fields = spelled(fields, FIELDS, shape.spells == "labels")
    fields = {name: spell(spec, shape.spellings) for name, spec in fields.items()}
    own = _dialect(shape, fields)
    base = known.get(shape.extends)
    whole = extended(own, base, bool(shape.spells)) if base else own
    whole = whole if shape.labels else replace(whole, labels=False)
    _check_tables(source, whole)
    _check_words(source, shape)
    if source.mistakes:
        return None
    codes = known[shape.codes_of].codes if shape.codes_of else {}
    return replace(whole, codes=_with_codes(codes, whole.codes), names=tuple(sorted(all_names(whole.fields))))


def _with_codes(
    base: Mapping[str, Mapping[str, str]], own: Mapping[str, Mapping[str, str]]
) -> dict[str, Any]:
    return {name: {**base.get(name, {}), **own.get(name, {})} for name in {**own, **base}}


def _dialect(shape: DialectFile, fields: dict[str, FieldSource]) -> Dialect:
    embedded = {name: kind for key, kind in shape.embedded.items() for name in names_of(key, shape.spellings)}
    return Dialect(
        name=shape.name,
        title=shape.title,
        source=shape.source,
        detect=names_of(shape.detect, shape.spellings),
        detect_keys=names_of(shape.detect_keys, shape.spellings),
        detect_least=shape.detect_least,
        records=names_of(shape.records, shape.spellings),
        key=names_of(shape.key, shape.spellings),
        labels=bool(shape.spells),
        code_scheme=shape.code_scheme,
        html=shape.html,
        tables=_tables(shape),
        stored=stored(fields),
        codes=shape.codes,
        empty=tuples(shape.empty),
        fillers=tuples(shape.fillers),
        embedded=embedded,
        only={name: names_of(values) for name, values in shape.only.items()},
        examples=tuple(vars(example) for example in shape.examples),
    )


def _tables(shape: DialectFile) -> dict[str, Table]:
    """The tables by every spelling of their names, each with its rows under any spelling."""
    return {
        name: Table(*(names_of(names, shape.spellings) for names in (entry.rows, entry.on, entry.key)))
        for table, entry in shape.tables.items()
        for name in names_of(table, shape.spellings)
    }


def _check_words(source: DefinitionFile, shape: DialectFile) -> None:
    """Report words for unknown fields, and a platform that no row could match."""
    fields = [*FIELDS, *(f"{name}.{child}" for name, of in FIELDS.items() for child in of.children)]
    for part, further in (
        ("codes", (*(f"{name}.unit" for name in fields), "flag")),
        ("empty", ("*",)),
        ("fillers", ("*",)),
    ):
        for name in getattr(shape, part):
            if name not in fields and name not in further:
                source.mistake((part, name), unknown_key(name, (*fields, *further)), of_key=True)
    least, keys = shape.detect_least, len(shape.detect_keys)
    if keys and least > keys:
        source.mistake(("detect_least",), f"detect_least is {least}, but detect_keys are only {keys}")


def _check_tables(source: DefinitionFile, dialect: Dialect) -> None:
    for name, spec in dialect.fields.items():
        if spec.table and spec.table not in dialect.tables:
            source.mistake(
                ("fields", name, "table"), unknown_key(spec.table, dialect.tables).replace("key", "table")
            )
