"""Maps a row of a source's tree to a canonical record, by the columns, joins and codes of a dialect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from guidelint.dialects.candidates import (
    elements,
    entries,
    folded,
    in_lines,
    is_struck_out,
    own,
    raw_values,
    similar_rows,
)
from guidelint.dialects.columns import Column, Level, attributed, is_attribute, levels
from guidelint.dialects.dotted_names import Row, clipped
from guidelint.dialects.elsewhere import answers_another, take_answer, take_channels, take_limit
from guidelint.dialects.embedded import list_in
from guidelint.dialects.limits import put_note, put_unit
from guidelint.dialects.model import Dialect
from guidelint.dialects.platform import plain, put_field
from guidelint.dialects.response import Response
from guidelint.dialects.row_state import Pass
from guidelint.dialects.texts import Place, put_value
from guidelint.location import Path
from guidelint.readers.tree import UNREAD
from guidelint.record import Data, Record, is_missing
from guidelint.vocabulary import FIELDS, TEXT_ENTRY

_LIMITS = frozenset(("statutory_limit", "promised_limit"))
_NOTHING: Mapping[Path, Any] = MappingProxyType({})


def map_record(
    dialect: Dialect, row: Mapping[str, Any], at: Path, index: int, response: Response | None = None
) -> Record:
    """The canonical record of a row, given its path in the tree and its platform's response."""
    run = Pass(dialect, row, response, None)
    data = _record(run, at)
    return Record(
        data=data,
        index=index,
        dialect=dialect.name,
        problems=tuple(run.problems),
        broken=frozenset(run.broken),
        origin=WayBack(dialect, row, at, response),
        carries=dialect.carries,
    )


class WayBack:
    """Translates a canonical path to the path in the source's tree, by reading the row again with tracing."""

    __slots__ = ("at", "dialect", "left", "passed", "response", "row", "trace")

    def __init__(self, dialect: Dialect, row: Mapping[str, Any], at: Path, response: Response | None) -> None:
        self.dialect = dialect
        self.row = row
        self.at = at
        self.response = response
        self.trace: dict[Path, Path] = {}
        self.left: Mapping[Path, Any] = _NOTHING
        self.passed: Sequence[tuple[Path, Path, Any]] = ()

    def __call__(self, path: Path) -> Path:
        """The source path of a canonical path; for a missing value, that of its nearest ancestor."""
        found = self.inside(path)
        if self.response is not None:
            return clipped(self.response.root, found)
        return (*self.at, *clipped(self.row, found[len(self.at) :]))

    def inside(self, path: Path) -> Path:
        """The same, continued inside a text that holds a structure."""
        if not self.trace:
            self.trace[()] = self.at
            run = Pass(self.dialect, self.row, self.response, self.trace)
            _record(run, self.at)
            self.left, self.passed = run.left, run.passed
        while path not in self.trace and path:
            path = path[:-1]
        return self.trace[path]


def map_value(dialect: Dialect, column: Column, raw: Any) -> Any:
    """The canonical value of a single raw value, if values are labels; None if there is a problem to report."""
    name = column.source.columns[0] if column.source.columns else column.source.rows[0]
    run = Pass(dialect, {name: raw}, None, None)
    data: Data = {}
    path: Path = (column.field.name,)
    if column.field.kind == "items":
        _items(run, data, entries(run, run.row, (), column, path), column, path)
    else:
        _label(run, data, (run.row, ()), column, path)
    return None if run.problems or run.broken else data.get(column.field.name)


def _record(run: Pass, at: Path) -> Data:
    data: Data = {}
    level = levels(run.dialect)
    _level(run, data, (run.row, at), level, ())
    if "hours" in data and _LIMITS.isdisjoint(data):
        take_limit(run, data)
    if run.broken and ("service_mode",) in run.broken:
        take_channels(run, data)
    materials = data.get("materials")
    if materials == [] and "no_materials" not in data:
        _needs_none(run, data, at, level)
    elif materials and len(materials) == 1:
        from guidelint.dialects.no_material import lie_elsewhere, means_none_needed

        if means_none_needed(materials[0]):
            _states_none(run, data, materials[0]["name"])
        elif lie_elsewhere(materials[0]):
            run.broken.update(
                ("materials", 0, name) for name in FIELDS["materials"].children if name != "name"
            )
    return data


def _needs_none(run: Pass, data: Data, at: Path, level: Level) -> None:
    """`materials: 无` states that no materials are needed."""
    column = next(column for column in level.columns if column.dotted == "materials")
    for raw, origin in own(run.row, at, column.source.columns):
        if isinstance(raw, str) and raw.strip() and list_in(raw) is None:
            run.put(data, "no_materials", raw.strip(), ("no_materials",), origin)


def _states_none(run: Pass, data: Data, value_text: str) -> None:
    """A list whose only row is 无 states the same."""
    data["materials"] = []
    row = ("materials", 0)
    run.broken = {path for path in run.broken if path[:2] != row}
    run.problems = [problem for problem in run.problems if problem.path[:2] != row]
    origin: Path = run.trace.get((*row, "name"), ()) if run.trace is not None else ()
    if "no_materials" not in data:
        run.put(data, "no_materials", value_text.strip(), ("no_materials",), origin)


def _level(run: Pass, target: Data, row: Row, level: Level, path: Path) -> None:
    if run.dialect.labels:
        _labels(run, target, row, level, path)
        return
    for column in level.columns:
        inner = (*path, column.field.name)
        if column.field.kind == "items":
            if row[0].get(column.field.label) is UNREAD:
                run.broken.add(inner)
            else:
                _items(run, target, elements_of(run, *row, column), column, inner)
        else:
            put_field(run, target, row, column, inner)
            if path and inner in run.broken:
                take_answer(run, target, row, (level, column, inner))


def _labels(run: Pass, target: Data, row: Row, level: Level, path: Path) -> None:
    values = row[0]
    columns, unknown_keys = level.match(tuple(values))
    if unknown_keys and any(map(is_attribute, unknown_keys)):
        columns, unknown_keys = attributed(level).match(tuple(values))
    untraced = run.trace is None
    for column, only, name, empty, is_text, settled in columns:
        if only and untraced and type(raw := values[only]) is str:
            text = raw and raw.strip()
            if not text or text in empty:
                continue
            if is_text and (settled is None or text in settled):
                target[name] = raw if settled is None else text
                continue
        inner = (*path, name)
        if column.field.kind == "items":
            _items(run, target, entries(run, *row, column, inner), column, inner)
        else:
            _label(run, target, row, column, inner, level)
    if unknown_keys:
        _unknown_keys(run, target, row, (level, unknown_keys), path)


def _unknown_keys(
    run: Pass, target: Data, row: Row, asked: tuple[Level, tuple[str, ...]], path: Path
) -> None:
    """Read keys that the dialect does not name if their meaning is known, and report the others."""
    from guidelint.dialects.implicit_keys import left_over

    for key in left_over(run, target, row, asked, _items):
        run.unknown_key(key, (*row[1], key), asked[0].names, path)


def _label(run: Pass, target: Data, row: Row, column: Column, path: Path, level: Level | None = None) -> None:
    """Write a field whose values are labels: its first column that is not empty."""
    if column.coded and level and len(path) > 1 and answers_another(run, target, row, (level, column, path)):
        return
    kind, (values, at) = column.field.kind, row
    for raw, origin in raw_values(row, column):
        name = str(origin[len(at)])
        if run.trace is not None:
            run.mark(path, origin)
        if raw is None or (isinstance(raw, str) and (not (text := raw.strip()) or text in column.empty)):
            continue
        if kind == "text" and isinstance(raw, str):
            value = run.decode(column, text, path, origin) if column.coded else raw
            run.put(target, column.field.name, value, path, origin)
            run.skip_columns(values, column, name, path)
            return
        run.skip_columns(values, column, name, path)
        put_value(run, target, column, raw, (path, origin))
        break
    if kind == "limit":
        put_unit(run, target, column, own(*row, column.source.unit), path)
        put_note(run, target, column, own(*row, column.source.note), path)


def elements_of(run: Pass, row: Mapping[str, Any], at: Path, column: Column) -> list[tuple[Any, Path]] | None:
    """The rows of a platform's list, from the first source that has any, without empty ones."""
    found = None
    for asked in (column, *column.others):
        found = elements(run, row, at, asked.source) or found
        if found:
            break
    if not found and isinstance(row.get(column.field.label), list):
        found = folded(row, at, column)
    if not found and row is run.row:
        found = similar_rows(run, at, column) or found
    if found is None:
        return None
    texts = [(plain(run, raw), origin) for raw, origin in found if _has_value(raw, column)]
    return in_lines(texts, column)


def _has_value(raw: Any, column: Column) -> bool:
    if isinstance(raw, Mapping):
        return any(value not in (None, "", [], {}) for value in raw.values())
    empty = isinstance(raw, str) and (column.means_empty(raw.strip()) or is_missing(raw, column.dotted))
    return not empty


def _items(run: Pass, target: Data, rows: list[tuple[Any, Path]] | None, column: Column, path: Path) -> None:
    if rows is None:
        return
    items: list[Data] = []
    target[column.field.name] = items
    rows = [row for row in rows if not is_struck_out(row[0])]
    titles: Sequence[tuple[int, str, Path]] = ()
    if column.field.name == "materials":
        from guidelint.dialects.no_material import put_titles, without_titles

        rows, titles = without_titles(rows, column.level)
    for raw, origin in rows:
        if run.trace is not None:
            run.mark(path, origin)
        _item(run, items, column, raw, ((*path, len(items)), origin))
    if titles:
        put_titles(run, items, titles, path)


def _item(run: Pass, items: list[Data], column: Column, raw: Any, place: Place) -> None:
    element, origin = place
    item: Data = {}
    items.append(item)
    if run.trace is not None:
        run.trace[element] = origin
    if isinstance(raw, Mapping):
        _level(run, item, (raw, origin), column.level, element)
        if not item and not run.dialect.labels and element not in run.broken:
            items.pop()
    elif isinstance(raw, str) and column.field.name in TEXT_ENTRY:
        name = TEXT_ENTRY[column.field.name]
        run.put(item, name, raw, (*element, name), origin)
    elif raw is not None:
        text_too = column.field.name in TEXT_ENTRY
        wanted = ("映射或文本", "a mapping or a text") if text_too else ("映射", "a mapping")
        run.wrong_type(raw, element, wanted)
