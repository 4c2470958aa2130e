"""Fast path from a row to a record, for rows of labels in which every value is a text, a list of texts or a
list of mappings of texts, and every key is a field. Other rows are mapped by `mapping`.

Results are cached per value and per element: equal mappings of texts become the same object in all records.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from guidelint.dialects.candidates import ONE, alone, is_numbered, is_struck_out
from guidelint.dialects.columns import Column, Level, levels
from guidelint.dialects.model import Dialect
from guidelint.dialects.texts import pieces
from guidelint.elements import Interned, Shared, SharedElements
from guidelint.lean.tuples import NamedTuple
from guidelint.location import Path
from guidelint.record import Data

_MOST = 12_000
_TEXT, _MADE, _ITEMS, _NOTHING = range(4)
"""How a value is converted: a text as it is, by cached result, as a list of mappings; or not at all, for an
empty column that only `mapping` could read (one that completes another, a unit or a note).
"""

_FIRST_OF_NONE = frozenset("无本该此办均不勿毋没免 \t\r\n\u3000")
"""First characters of names that say that no material is needed."""

Make = Callable[[Column, Any], Any]
"""Converts a field's value by `mapping`; None if there is a problem to report."""


class _Step(NamedTuple):
    name: str
    how: int
    column: Column
    made: dict[Any, Any]


_Value = tuple[str, frozenset[str], dict[Any, Any] | None, _Step]
"""How the value of one key is read: its field, the texts that are empty, and the cache of converted texts, None
where a text stays as it is. A plain tuple, which unpacks in a third of the time of a named one.
"""

_BLANK = frozenset(("",))
_LONG = 32
"""No built-in word for empty is this long; rows of a dialect with such a word are mapped by `mapping`."""
_UNMET: list[_Value] = []


class Shortcut:
    """The fast path for one dialect. `make` converts a raw value of one column."""

    def __init__(self, dialect: Dialect, elements: SharedElements, make: Make) -> None:
        self.level = levels(dialect)
        self.elements = elements
        self.make = make
        self._steps: dict[tuple[str, ...], list[_Value] | None] = {}
        self._made: dict[str, dict[Any, Any]] = {}
        self._parts: list[tuple[dict[Any, Any], Interned]] = []

    def record(self, row: Mapping[str, Any]) -> Data | None:
        """The record of a row, None if it needs `mapping`."""
        return self._fields(self.level, "", row)

    def forget(self) -> None:
        """Clear the cache of values, when the elements in it are about to be freed."""
        for made in self._made.values():
            made.clear()

    def release(self) -> None:
        """Drop references to a source's elements, which would outlive it; their contents stay cached."""
        for made, part in self._parts:
            made.pop(part, None)
        self._parts.clear()

    def _fields(self, level: Level, prefix: str, row: Mapping[str, Any]) -> Data | None:
        """The fields of a row, or of an element in one."""
        shape = (prefix, *row)
        steps = self._steps.get(shape, _UNMET)
        if steps is _UNMET:
            steps = self._new_shape(level, shape)
        return None if steps is None else self._read(steps, row)

    def _read(self, steps: list[_Value], row: Mapping[str, Any]) -> Data | None:
        data: Data = {}
        for (name, empty, made, step), raw in zip(steps, row.values(), strict=True):
            if raw is None:
                continue
            if type(raw) is not str:
                value = self._list(step, raw)
            elif made is None or (value := made.get(raw)) is None:
                text = raw.strip()
                if len(text) < _LONG and text in empty:
                    continue
                value = raw if made is None else self._new(step, raw, raw)
            if value is None:
                return None
            data[name] = value
        return data

    def _new_shape(self, level: Level, shape: tuple[str, ...]) -> list[_Value] | None:
        if len(self._steps) >= _MOST:
            self._steps.clear()
        steps = self._steps[shape] = self._steps_of(level, shape[1:])
        return steps

    def _steps_of(self, level: Level, shape: tuple[str, ...]) -> list[_Value] | None:
        """One step per key, in order; None if two keys give one field, or a key none or part of another."""
        columns: dict[str, _Value] = {}
        for key in shape:
            column = level.by_key.get(key)
            if key in level.names if column is None else _is_apart(column):
                name = column.field.name if column else ""
                columns[key] = (name, _BLANK, {}, _Step(name, _NOTHING, level.columns[0], {}))
                continue
            if column is None or column.dotted in columns or column.source.measured_in:
                return None
            if any(len(word) >= _LONG for word in column.empty):
                return None
            kind = column.field.kind
            plain = kind in ("text", "limit") and not column.coded
            how = _TEXT if plain else _ITEMS if kind == "items" else _MADE
            made = self._made.setdefault(column.dotted, {})
            empty = _BLANK if how == _ITEMS else column.empty | _BLANK
            step = _Step(column.field.name, how, column, made)
            columns[column.dotted] = (step.name, empty, None if plain else made, step)
        return list(columns.values()) if len(columns) == len(shape) else None

    def _new(self, step: _Step, raw: Any, key: Any) -> Any:
        """Convert and cache a raw value; anything unusual is converted by `mapping`."""
        if step.how == _NOTHING or (step.how == _ITEMS and step.name == "materials"):
            return None  # not empty; 无 is more than missing
        column = step.column
        if column.field.kind == "texts" and not column.coded and type(raw) is str:
            return _kept(step.made, key, pieces(column, raw))
        value = self.make(column, raw)
        if value is None:
            return None
        return _kept(step.made, key, list(map(Shared, value)) if step.how == _ITEMS else value)

    def _list(self, step: _Step, raw: Any) -> Any:
        """Convert a list; None if it is no list, or there is a problem to report."""
        if type(raw) is not list or step.how == _TEXT:
            return None
        if step.how == _NOTHING:
            return [] if step.name and not raw else None
        if step.how == _ITEMS:
            return self._items(step, raw)
        try:
            key = tuple(raw)
            value = step.made.get(key)
        except TypeError:
            return None
        return self._new(step, raw, key) if value is None else value

    def _items(self, step: _Step, raw: list[Any]) -> list[Data] | None:
        items: list[Data] = []
        known = step.made
        for part in raw:
            key: Any = (*part, *part.values()) if type(part) is dict else part
            if type(part) is str:
                key = (part,)  # cached by the text, if a whole list is given as one text
            try:
                element = known.get(key)
            except TypeError:
                element = key = None
            if element is None:
                element = self._uncached(step, part, key)
                if element is None:
                    return None
            items.append(element)
        return items

    def _uncached(self, step: _Step, part: Any, key: Any) -> Data | None:
        """The element for a raw part that is not in the cache under its key; None as in `_element`."""
        known = step.made
        content = _content(part) if key is None or type(part) is Interned else key
        if content is None:
            return None
        element: Data | None = known.get(content)
        if element is None:
            element = self._element(step, part, content)
        if type(part) is Interned and type(element) is Shared:
            self._parts.append((known, part))
            _kept(known, part, element)
        return element

    def _element(self, step: _Step, part: Any, key: Any) -> Data | None:
        """The element for a raw part, None if there is a problem to report about it."""
        column = step.column
        if is_struck_out(part):
            return None
        made = self._fields(column.level, column.dotted, part) if isinstance(part, dict) else None
        if made is None:
            if isinstance(part, dict) and is_numbered(part):
                return None  # it is a list itself
            alone = self.make(column, [part])
            if alone is None or len(alone) != 1:
                return None
            made = alone[0]
        if step.name == "materials" and _may_be_no_material(made):
            return None
        element = self.elements.one((step.name, key), made)
        return element if element is made else _kept(step.made, key, element)


def _may_be_no_material(item: Data) -> bool:
    """Whether a material says that none is needed or where they are listed, or may be a group title, judged by
    the beginning of its name.
    """
    if len(item) > 1 and str(item.get("name"))[:1] not in _FIRST_OF_NONE:
        return False
    from guidelint.dialects.no_material import lie_elsewhere, may_be_title, means_none_needed

    return means_none_needed(item) or may_be_title(item) or lie_elsewhere(item)


def _is_apart(column: Column) -> bool:
    """Whether a column always needs `mapping`, if it has a value."""
    return column.field.kind == "any" or column.field.name == "guidelint_ignore"


def _kept(made: dict[Any, Any], key: Any, value: Any) -> Any:
    if len(made) >= _MOST:
        made.clear()
    made[key] = value
    return value


def _content(part: Any) -> Any:
    """The content of an element as a hashable key, with lists as tuples; None if impossible."""
    if not isinstance(part, dict):
        return None
    key = (*part, *part.values())
    try:
        hash(key)
    except TypeError:
        key = tuple([tuple(each) if type(each) is list else each for each in key])
    try:
        hash(key)
    except TypeError:
        return None
    return key


class FastPathOrigin:
    """Translates a canonical path to the path in the source's tree, for records made by `fast_path`."""

    __slots__ = ("at", "level", "row")

    def __init__(self, level: Level, row: Mapping[str, Any], at: Path) -> None:
        self.level = level
        self.row = row
        self.at = at

    def __call__(self, path: Path) -> Path:
        """The source path of a canonical path; for a missing value, that of its nearest ancestor."""
        found, level = self.at, self.level
        value: Any = self.row
        for step in path:
            if isinstance(step, str):
                known = _key(level, value, step) if isinstance(value, Mapping) else None
                if known is None:
                    return found
                key, column = known
                found, value, level = (*found, key), value[key], column.level
                if column.field.kind in ONE:
                    value, found = alone(value, found)
            elif isinstance(value, list) and step < len(value):
                found, value = (*found, step), value[step]
            else:
                return found
        return found


def _key(level: Level, row: Mapping[str, Any], name: str) -> tuple[str, Column] | None:
    """The key of a row from which a field was read, and its column."""
    for key in row:
        column = level.by_key.get(key)
        if column is not None and column.field.name == name:
            return key, column
    return None
