"""The shape of a dialect: how one platform spells a record. Data, not code.

Plain structs, so that a cached dialect loads without the validator; `load` checks files against them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from guidelint.lean.structs import Struct, by_name, fresh


class Table(Struct):
    """A child table: the paths to its rows in the response, and the columns that refer to their matter.

    A child belongs to a row if one of its `on` columns has the value of one of the row's `key` columns;
    without `on`, every child belongs to the response's only row.
    """

    rows: tuple[str, ...]
    on: tuple[str, ...] = ()
    key: tuple[str, ...] = ()


class FieldSource(Struct):
    """Where a canonical field comes from; the first column with a value wins.

    `columns` are keys of the row, or dotted paths from it (`ext.depth`, `TABLE.column`), through lists too.
    `rows` (paths in the row, `.` for itself) or `table` select other rows: the elements of a list, whose
    `fields` are given, or rows from which a text is made; `where` (column → values) filters them, `children`
    names the column of rows nested inside them. `join` joins all values to one text; `otherwise` is used if
    nothing was found. `unit` and `note` (columns) and `measured_in` (the unit itself, if the platform never
    writes it) complete a time limit; `separators` are the characters that separate the texts of a list of
    texts.
    """

    columns: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()
    note: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    table: str = ""
    fields: dict[str, FieldSource] = fresh(default_factory=dict)
    separators: str = ""
    where: dict[str, tuple[str, ...]] = fresh(default_factory=dict)
    join: str = ""
    children: str = ""
    measured_in: str = ""
    otherwise: FieldSource | None = None


class Dialect(Struct, eq=False):
    """How a platform represents a record.

    A platform is recognised by one of the paths in `detect`, which only its responses have, or by
    `detect_least` of `detect_keys` in a row; without either, a dialect is recognised by its columns.
    `records`: paths to the rows of the matters in a response, of which the first that exists is used; `key`:
    the columns to which child tables refer. `labels`: values are the national labels themselves, so that a
    rule judges them, not the decoder, and a key that the dialect does not name is unknown. `codes` decodes
    values per canonical field (`>=200`: all numbers from 200 on); `empty` adds words that mean empty,
    `fillers` what the platform writes where nothing was entered, both per field (`*` for all). `embedded`
    names the columns that hold a structure as text, and its kind (json, epoint, page); `only` gives the
    values that a column must have, if a row has it, for the row to count. `html`: texts are HTML. `stored`:
    `fields` in plain form as JSON text, parsed on demand, since a run uses only one of all dialects. `names`:
    all their columns. `own`: it is the user's, not built in.
    """

    name: str
    title: str
    source: str
    detect: tuple[str, ...] = ()
    detect_keys: tuple[str, ...] = ()
    detect_least: int = 0
    records: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    labels: bool = False
    code_scheme: str = ""
    html: bool = False
    tables: Mapping[str, Table] = fresh(default_factory=dict)
    stored: str = "{}"
    names: tuple[str, ...] = ()
    codes: Mapping[str, Mapping[str, str]] = fresh(default_factory=dict)
    empty: Mapping[str, tuple[str, ...]] = fresh(default_factory=dict)
    fillers: Mapping[str, tuple[str, ...]] = fresh(default_factory=dict)
    embedded: Mapping[str, str] = fresh(default_factory=dict)
    only: Mapping[str, tuple[str, ...]] = fresh(default_factory=dict)
    examples: tuple[dict[str, Any], ...] = ()
    own: bool = False

    @cached_property
    def fields(self) -> dict[str, FieldSource]:
        """The source of every canonical field that this dialect can deliver; created on first use."""
        return {name: source_from_plain(plain) for name, plain in json.loads(self.stored).items()}

    @cached_property
    def carries(self) -> frozenset[str] | None:
        """The dotted fields that this dialect can deliver; None, meaning all, if its values are labels."""
        if self.labels:
            return None
        names = set(self.fields)
        for name, source in self.fields.items():
            names.update(f"{name}.{child}" for child in source.fields)
        return frozenset(names)


TEXTS = ("table", "separators", "join", "children", "measured_in")
LISTS = ("columns", "unit", "note", "rows")
"""Keys of a field source that hold one text, and those that hold one or several."""


def source_to_plain(source: FieldSource) -> dict[str, Any]:
    """A field's source without default values, for the cache."""
    plain: dict[str, Any] = {name: value for name, value in by_name(source).items() if value}
    if source.fields:
        plain["fields"] = {name: source_to_plain(child) for name, child in source.fields.items()}
    if source.otherwise:
        plain["otherwise"] = source_to_plain(source.otherwise)
    return plain


def stored(fields: Mapping[str, FieldSource]) -> str:
    """The sources of fields in the form in which a dialect keeps them."""
    plain = {name: source_to_plain(source) for name, source in fields.items()}
    return json.dumps(plain, ensure_ascii=False)


def source_from_plain(plain: Mapping[str, Any]) -> FieldSource:
    """The inverse of `source_to_plain`; the mapping is trusted."""
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in plain.items()
    }
    if "where" in plain:
        values["where"] = tuples(plain["where"])
    if "fields" in plain:
        values["fields"] = {name: source_from_plain(child) for name, child in plain["fields"].items()}
    if "otherwise" in plain:
        values["otherwise"] = source_from_plain(plain["otherwise"])
    return FieldSource(**values)


def tuples(lists: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """A mapping of lists as one of tuples."""
    return {name: tuple(values) for name, values in lists.items()}


_TUPLES = ("detect", "detect_keys", "records", "key", "names")
_TABLES = ("empty", "fillers", "only")


def dialect_to_plain(dialect: Dialect) -> dict[str, Any]:
    """A dialect without its examples, for the cache."""
    plain = {name: getattr(dialect, name) for name in Dialect.__dataclass_fields__ if name != "examples"}
    plain["tables"] = {name: [table.rows, table.on, table.key] for name, table in dialect.tables.items()}
    return plain


def dialect_from_plain(plain: Mapping[str, Any]) -> Dialect:
    """The inverse of `dialect_to_plain`; the mapping is trusted."""
    values = dict(plain)
    values.update({name: tuple(plain[name]) for name in _TUPLES})
    values.update({name: tuples(plain[name]) for name in _TABLES})
    values["tables"] = {
        name: Table(tuple(rows), tuple(on), tuple(key)) for name, (rows, on, key) in plain["tables"].items()
    }
    return Dialect(**values)
