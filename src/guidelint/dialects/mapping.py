"""From a row of a source's tree to a canonical record, by the columns, joins and codes of a dialect."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from guidelint.dialects.codes import decoded
from guidelint.dialects.columns import Column, Level, levels
from guidelint.dialects.model import Dialect
from guidelint.location import Path
from guidelint.record import Data, Problem, Record, is_missing
from guidelint.vocabulary import TEXT_ENTRY

_SEPARATORS = re.compile(r"[、,，;；\n|^]+")
_TRUTH = {True: "是", False: "否"}
_LIMIT_PARTS = ("value", "unit", "note")


def map_record(dialect: Dialect, row: Mapping[str, Any], at: Path, index: int, root: Any) -> Record:
    """The canonical record of a row that stands at a path of a source's tree."""
    mapper = _Mapper(dialect, row, at, root, None)
    mapper.run()
    trace: dict[Path, Path] = {}

    def origin(path: Path) -> Path:
        if not trace:
            trace[()] = at
            _Mapper(dialect, row, at, root, trace).run()
        while path not in trace and path:
            path = path[:-1]
        return trace[path]

    return Record(
        data=mapper.data,
        index=index,
        dialect=dialect.name,
        problems=tuple(mapper.problems),
        broken=frozenset(mapper.broken),
        origin=origin,
        carries=dialect.carries,
    )


class _Mapper:
    """One pass over one row; `trace` collects canonical path → source path when a finding asks for it."""

    def __init__(
        self, dialect: Dialect, row: Mapping[str, Any], at: Path, root: Any, trace: dict[Path, Path] | None
    ) -> None:
        self.dialect = dialect
        self.row = row
        self.at = at
        self.root = root
        self.trace = trace
        self.data: Data = {}
        self.problems: list[Problem] = []
        self.broken: set[Path] = set()

    def run(self) -> None:
        """Fill data, problems and broken."""
        level = levels(self.dialect)
        self._level(self.data, self.row, self.at, level, ())
        if self.data.get("materials") == [] and "no_materials" not in self.data:
            self._needs_none(level)

    def _needs_none(self, level: Level) -> None:
        """`materials: 无` states that none are needed."""
        column = next(column for column in level.columns if column.dotted == "materials")
        for raw, origin in self._candidates(self.row, self.at, column.source.columns):
            if isinstance(raw, str) and raw.strip():
                self._put(self.data, "no_materials", raw.strip(), ("no_materials",), origin)

    def _level(self, target: Data, row: Mapping[str, Any], at: Path, level: Level, path: Path) -> None:
        if not self.dialect.labels:
            for column in level.columns:
                self._field(target, row, at, column, (*path, column.field.name))
            return
        met: set[str] = set()
        for key in row:
            known = level.by_key.get(key)
            if known is None:
                if key not in level.names:
                    self._unknown(key, (*at, key), level.names, path)
            elif known.dotted not in met:
                met.add(known.dotted)
                self._field(target, row, at, known, (*path, known.field.name))

    def _field(self, target: Data, row: Mapping[str, Any], at: Path, column: Column, path: Path) -> None:
        kind = column.field.kind
        if kind == "items":
            self._items(target, row, at, column, path)
            return
        for raw, origin in self._candidates(row, at, column.source.columns):
            if self.trace is not None:
                self.trace.setdefault(path, origin)
            if isinstance(raw, str):
                text = raw.strip()
                if not text or text in column.empty:
                    continue
                if kind == "text":
                    value = self._decode(column, text, path, origin) if column.coded else raw
                    self._put(target, column.field.name, value, path, origin)
                    return
            elif raw is None:
                continue
            self._value(target, column, raw, path, origin)
            break
        if kind == "limit":
            self._limit_parts(target, row, at, column, path)

    def _value(self, target: Data, column: Column, raw: Any, path: Path, origin: Path) -> None:
        kind = column.field.kind
        if kind == "any":
            target[column.field.name] = raw
        elif kind == "texts":
            self._texts(target, column, raw, path, origin)
        elif kind == "limit" and isinstance(raw, Mapping):
            self._limit_mapping(target, column, raw, path, origin)
        else:
            text = self._text(raw, path)
            if text is not None:
                value = self._decode(column, text, path, origin) if column.coded else text
                self._put(target, column.field.name, value, path, origin)

    def _text(self, raw: Any, path: Path) -> str | None:
        if isinstance(raw, str):
            return raw
        if isinstance(raw, bool):
            return _TRUTH[raw]
        found = "列表" if isinstance(raw, list) else "映射"
        self._problem("source.wrong-type", path, {"found": found, "expected": "文本"})
        self.broken.add(path)
        return None

    def _texts(self, target: Data, column: Column, raw: Any, path: Path, origin: Path) -> None:
        texts: list[str] = []
        if isinstance(raw, str):
            separators = column.source.separators
            for piece in re.split(f"[{re.escape(separators)}]+", raw) if separators else _SEPARATORS.split(raw):
                if piece.strip():
                    self._put_text(texts, column, piece.strip(), path, origin)
        elif isinstance(raw, list):
            for number, item in enumerate(raw):
                text = self._text(item, (*path, number)) if item is not None else None
                if text is not None:
                    self._put_text(texts, column, text, path, (*origin, number))
        else:
            self._text(raw, path)
            return
        target[column.field.name] = texts
        if self.trace is not None:
            self.trace[path] = origin

    def _put_text(self, texts: list[str], column: Column, text: str, path: Path, origin: Path) -> None:
        element = (*path, len(texts))
        texts.append(self._decode(column, text.strip(), element, origin) if column.coded else text)
        if self.trace is not None:
            self.trace[element] = origin

    def _limit_mapping(
        self, target: Data, column: Column, raw: Mapping[str, Any], path: Path, origin: Path
    ) -> None:
        name = column.field.name
        parts = {part: self._part(raw.get(part), (*path, part)) for part in _LIMIT_PARTS}
        if parts["value"]:
            self._put(target, name, parts["value"] + parts["unit"], path, (*origin, "value"))
        if parts["note"]:
            self._put(target, name + "_note", parts["note"], (*path, "note"), (*origin, "note"))
        for key in [key for key in raw if key not in parts] if self.dialect.labels else ():
            self._unknown(key, (*origin, key), frozenset(_LIMIT_PARTS), path)

    def _part(self, raw: Any, path: Path) -> str:
        return (self._text(raw, path) or "").strip() if raw is not None else ""

    def _limit_parts(self, target: Data, row: Mapping[str, Any], at: Path, column: Column, path: Path) -> None:
        name, source = column.field.name, column.source
        for raw, origin in self._candidates(row, at, source.unit) if source.unit and name in target else ():
            if isinstance(raw, str) and raw.strip():
                self._unit(target, column, raw.strip(), path, origin)
                break
        for raw, origin in self._candidates(row, at, source.note) if source.note else ():
            if isinstance(raw, str) and not is_missing(raw):
                self._put(target, name + "_note", raw, (*path, "note"), origin)
                return

    def _unit(self, target: Data, column: Column, text: str, path: Path, origin: Path) -> None:
        name = column.field.name
        codes = self.dialect.codes.get(f"{column.dotted}.unit")
        if codes is None or text in codes:
            target[name] = str(target[name]) + (codes or {}).get(text, text)
            return
        self._unknown_code((*path, "unit"), text, tuple(codes), origin)
        self.broken.add(path)

    def _items(self, target: Data, row: Mapping[str, Any], at: Path, column: Column, path: Path) -> None:
        rows = self._rows(row, at, column, path)
        if rows is None:
            return
        items: list[Data] = []
        target[column.field.name] = items
        for raw, origin in rows:
            self._item(items, column, raw, path, origin)

    def _rows(
        self, row: Mapping[str, Any], at: Path, column: Column, path: Path
    ) -> list[tuple[Any, Path]] | None:
        source, name = column.source, column.field.name
        if source.table:
            return list(self._children(source.table))
        for raw, origin in self._candidates(row, at, source.rows or source.columns):
            if self.trace is not None:
                self.trace.setdefault(path, origin)
            if isinstance(raw, list):
                return [(item, (*origin, number)) for number, item in enumerate(raw)]
            if isinstance(raw, Mapping):
                return [(raw, origin)]
            if isinstance(raw, str) and raw.strip():
                return [(raw, origin)] if name in TEXT_ENTRY and not is_missing(raw, name) else []
        return None

    def _item(self, items: list[Data], column: Column, raw: Any, path: Path, origin: Path) -> None:
        element = (*path, len(items))
        item: Data = {}
        items.append(item)
        if self.trace is not None:
            self.trace[element] = origin
        if isinstance(raw, Mapping):
            self._level(item, raw, origin, column.level, element)
        elif isinstance(raw, str) and column.field.name in TEXT_ENTRY:
            name = TEXT_ENTRY[column.field.name]
            self._put(item, name, raw, (*element, name), origin)
        elif raw is not None:
            found = "列表" if isinstance(raw, list) else "值"
            self._problem("source.wrong-type", element, {"found": found, "expected": "映射或文本"})
            self.broken.add(element)

    def _children(self, name: str) -> Iterator[tuple[Mapping[str, Any], Path]]:
        table = self.dialect.tables[name]
        key = self.row.get(self.dialect.key)
        found, at = descend(self.root, table.rows)
        for number, child in enumerate(found if isinstance(found, list) else [found]):
            if isinstance(child, Mapping) and (not table.on or child.get(table.on) == key):
                yield child, ((*at, number) if isinstance(found, list) else at)

    def _candidates(
        self, row: Mapping[str, Any], at: Path, columns: tuple[str, ...]
    ) -> Iterator[tuple[Any, Path]]:
        for column in columns:
            if column in row:
                yield row[column], (*at, column)
            elif "." in column:
                table, _, name = column.partition(".")
                for child, place in self._children(table) if table in self.dialect.tables else ():
                    if name in child:
                        yield child[name], (*place, name)

    def _decode(self, column: Column, text: str, path: Path, origin: Path) -> str:
        found = decoded(column.codes or {}, text)
        if found is not None:
            return found
        if not (text in column.field.values or column.judged or is_missing(text, column.dotted)):
            self._unknown_code(path, text, (*column.field.values, *(column.codes or {}).values()), origin)
        return text

    def _unknown_code(self, path: Path, text: str, allowed: tuple[str, ...], origin: Path) -> None:
        words = "、".join(dict.fromkeys(allowed)) or "该平台没有公布代码含义"
        self._problem("source.unknown-code", path, {"value": text, "allowed": words})
        self.broken.add(path)
        if self.trace is not None:
            self.trace.setdefault(path, origin)

    def _put(self, target: Data, name: str, text: str, path: Path, origin: Path) -> None:
        target[name] = text
        if self.trace is not None:
            self.trace[path] = origin

    def _unknown(self, key: str, origin: Path, known: frozenset[str], path: Path) -> None:
        from difflib import get_close_matches

        nearest = get_close_matches(key, sorted(known), 1, 0.6)
        args = {"key": key, "nearest": nearest[0] if nearest else ""}
        self._problem("source.unknown-key", (*path, key), args)
        if self.trace is not None:
            self.trace[(*path, key)] = origin

    def _problem(self, rule: str, path: Path, args: dict[str, str]) -> None:
        self.problems.append(Problem(rule, path, args))


def descend(root: Any, dotted: str) -> tuple[Any, Path]:
    """The value at a dotted path of keys, and the path; (None, path) where it ends early."""
    path: Path = ()
    value = root
    for step in dotted.split(".") if dotted else ():
        path = (*path, step)
        value = value.get(step) if isinstance(value, Mapping) else None
    return value, path
