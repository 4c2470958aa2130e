"""The shape of a dialect file: how one platform spells a record. Data, not code.

Plain dataclasses, so that a cached dialect loads without the validator; `load` checks files against them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any


@dataclass(frozen=True, slots=True)
class Table:
    """A child table: the path to its rows in the source, and the column that names the record's key."""

    rows: str
    on: str


@dataclass(frozen=True, slots=True)
class FieldSource:
    """Where a canonical field comes from; the first column that says something wins.

    `columns` are keys of the record's row, `TABLE.column` for the first row of a child table.
    `unit` and `note` complete a time limit. `rows` (a key of the record's row) or `table` give the
    elements of a list, `fields` the sources of an element's fields. `separators` split one text into many.
    """

    columns: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()
    note: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    table: str = ""
    fields: dict[str, FieldSource] = field(default_factory=dict)
    separators: str = ""


@dataclass(frozen=True, eq=False)
class Dialect:
    """How a platform spells a record.

    `detect` is a path that only this platform's sources have; without it a dialect is known by its keys.
    `records` is the path to the rows of the matters, `key` the column that child tables point to.
    `labels`: values are the national labels themselves, so that a rule, not the decoder, judges them; a
    dialect with labels is also `closed`: a key that it does not name is unknown.
    `codes` decode per canonical field; `empty` adds words that mean empty, per field (`*` for all).
    """

    name: str
    title: str
    source: str
    detect: str = ""
    records: str = ""
    key: str = ""
    labels: bool = False
    code_scheme: str = ""
    tables: dict[str, Table] = field(default_factory=dict)
    fields: dict[str, FieldSource] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    empty: dict[str, tuple[str, ...]] = field(default_factory=dict)
    examples: tuple[dict[str, Any], ...] = ()

    @cached_property
    def carries(self) -> frozenset[str] | None:
        """The dotted fields that this dialect can deliver; None, for all, where it spells labels."""
        if self.labels:
            return None
        names = set(self.fields)
        for name, source in self.fields.items():
            names.update(f"{name}.{child}" for child in source.fields)
        return frozenset(names)
