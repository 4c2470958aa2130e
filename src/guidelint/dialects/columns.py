"""Prepares a dialect's columns for reading: per level (record or list), which column gives which field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from guidelint.dialects.codes import decoded
from guidelint.dialects.model import LISTS, Dialect, FieldSource
from guidelint.lean.structs import Struct, replace
from guidelint.lean.tuples import NamedTuple
from guidelint.vocabulary import FIELDS, FLAG, Field

_MAX_SHAPES = 4096
_BLANK = re.compile(r"\s+")
_JUDGED_BY_A_RULE = frozenset(("matter_type", "materials.necessity", "results.type"))
"""Value lists that a rule of the catalogue checks if values are labels; the decoder then reports nothing."""


class Column(Struct, eq=False):
    """One field at one level. `codes` decode it, `units` its unit; `judged`: unknown values are left to a
    rule.

    `empty`: words that mean empty here; `fillers`: what the platform writes where nothing was entered
    (without blanks); `level`: the columns of a list's elements; `others`: the columns to try next.
    """

    field: Field
    source: FieldSource
    dotted: str
    codes: Mapping[str, str] | None
    units: Mapping[str, str] | None
    coded: bool
    judged: bool
    empty: frozenset[str]
    fillers: frozenset[str]
    level: Level
    others: tuple[Column, ...]

    def means_empty(self, text: str) -> bool:
        """Whether a text means empty here."""
        return not text or text in self.empty or bool(self.fillers and _BLANK.sub("", text) in self.fillers)


class Level(Struct, eq=False):
    """The columns of a record or of a list's elements, by field and by key."""

    columns: tuple[Column, ...]
    by_key: Mapping[str, Column]
    names: frozenset[str]
    shapes: dict[tuple[str, ...], tuple[tuple[MatchedColumn, ...], tuple[str, ...]]]

    def named(self, key: str) -> Column | None:
        """The column that a key names, possibly as an XML attribute."""
        return self.by_key.get(key) or self.by_key.get(key.removeprefix("@"))

    def match(self, keys: tuple[str, ...]) -> tuple[tuple[MatchedColumn, ...], tuple[str, ...]]:
        """The columns that a row with these keys has, in order, and the other keys; cached by keys."""
        known = self.shapes.get(keys)
        if known is None:
            columns = {column.dotted: column for key in keys if (column := self.by_key.get(key))}
            unknown_keys = tuple(key for key in keys if key not in self.by_key and key not in self.names)
            known = tuple(_matched(column, keys) for column in columns.values()), unknown_keys
            if len(self.shapes) < _MAX_SHAPES:
                self.shapes[keys] = known
        return known


@cache
def attributed(level: Level) -> Level:
    """The same columns, each also as an attribute of that name, for XML elements without such a child."""
    columns = tuple([replace(column, source=_attributed(column.source)) for column in level.columns])
    return _of_columns(columns)


def is_attribute(key: str) -> bool:
    """Whether a key is that of an XML attribute."""
    return key.startswith("@")


def _attributed(source: FieldSource) -> FieldSource:
    names: dict[str, Any] = {
        name: (*found, *(f"@{each}" for each in found)) for name in LISTS if (found := getattr(source, name))
    }
    return replace(source, **names)


class MatchedColumn(NamedTuple):
    """A column that a row has, with what the row's keys determine about it.

    `only`: its key, if that is the only one and a text there is enough; else empty. `empty`: words that mean
    empty. `text`: a text is used as it is, or, if there are codes, if it is one of `settled`.
    """

    column: Column
    only: str
    name: str
    empty: frozenset[str]
    text: bool
    settled: frozenset[str] | None


def _matched(column: Column, keys: tuple[str, ...]) -> MatchedColumn:
    field = column.field
    names = [name for name in column.source.columns if name in keys]
    only = names[0] if len(names) == 1 and field.kind in ("text", "texts", "any") else ""
    codes = column.codes or {}
    settled = frozenset(value for value in field.values if decoded(codes, value) is None)
    return MatchedColumn(
        column, only, field.name, column.empty, field.kind == "text", settled if column.coded else None
    )


@cache
def levels(dialect: Dialect) -> Level:
    """The prepared columns of a dialect."""
    return _level(dialect, dialect.fields, FIELDS, "")


def _level(
    dialect: Dialect, sources: Mapping[str, FieldSource], known: Mapping[str, Field], prefix: str
) -> Level:
    return _of_columns(
        tuple(_column(dialect, known[name], source, prefix) for name, source in sources.items())
    )


def _of_columns(columns: tuple[Column, ...]) -> Level:
    by_key: dict[str, Column] = {}
    names: set[str] = set()
    for column in columns:
        source = column.source
        for name in (*source.columns, *source.rows):
            by_key.setdefault(name, column)
        names.update((*source.columns, *source.rows, *source.unit, *source.note))
    return Level(columns, by_key, frozenset(names), {})


def _column(dialect: Dialect, field: Field, source: FieldSource, prefix: str) -> Column:
    dotted = prefix + field.name
    codes = dialect.codes.get(dotted)
    if codes is None and field.values == FLAG:
        codes = dialect.codes.get("flag")
    fillers = (_BLANK.sub("", word) for word in _words(dialect.fillers, dotted))
    other = _column(dialect, field, source.otherwise, prefix) if source.otherwise else None
    return Column(
        field=field,
        source=source,
        dotted=dotted,
        codes=codes,
        units=dialect.codes.get(f"{dotted}.unit"),
        coded=field.kind != "limit" and (codes is not None or bool(field.values)),
        judged=dialect.labels and dotted in _JUDGED_BY_A_RULE,
        empty=frozenset(_words(dialect.empty, dotted)),
        fillers=frozenset(fillers),
        level=_level(dialect, source.fields, field.children, dotted + "."),
        others=(other, *other.others) if other else (),
    )


def _words(tables: Mapping[str, tuple[str, ...]], dotted: str) -> tuple[str, ...]:
    return (*tables.get("*", ()), *tables.get(dotted, ()))
