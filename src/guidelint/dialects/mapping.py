"""From a row of a source's tree to a canonical record, by the columns, joins and codes of a dialect."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from guidelint.dialects.model import Dialect, FieldSource
from guidelint.location import Path
from guidelint.record import Data, Problem, Record, is_missing
from guidelint.vocabulary import FIELDS, FLAG, TEXT_ENTRY, Field

_JUDGED_BY_A_RULE = frozenset(("matter_type", "materials.necessity", "results.type"))
"""Value lists that a rule of the catalogue guards where values are labels; the decoder stays silent there."""
_SEPARATORS = re.compile(r"[、,，;；\n|^]+")
_MANY_CODES = re.compile(r"[,，^;；|]")
_STEPS_ALONE = frozenset("67")
"""Feedback of results and of certificates: steps of the depth list that say nothing of the level alone."""
_TRUTH = {True: "是", False: "否"}


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
        self._fields(self.data, self.row, self.at, FIELDS, self.dialect.fields, ())
        if self.data.get("materials") == [] and "no_materials" not in self.data:
            self._needs_none()

    def _needs_none(self) -> None:
        """`materials: 无` states that none are needed."""
        for raw, at in self._candidates(self.row, self.at, self.dialect.fields["materials"].columns):
            if isinstance(raw, str) and raw.strip():
                self._put(self.data, "no_materials", raw.strip(), ("no_materials",), at)

    def _fields(
        self,
        target: Data,
        row: Mapping[str, Any],
        at: Path,
        known: Mapping[str, Field],
        sources: Mapping[str, FieldSource],
        path: Path,
    ) -> None:
        for name, source in sources.items():
            self._field(target, row, at, known[name], source, (*path, name))
        if self.dialect.labels:
            self._unknown_keys(row, at, sources, path)

    def _field(
        self, target: Data, row: Mapping[str, Any], at: Path, field: Field, source: FieldSource, path: Path
    ) -> None:
        if field.kind == "items":
            self._items(target, row, at, field, source, path)
            return
        for raw, origin in self._candidates(row, at, source.columns):
            if self.trace is not None:
                self.trace.setdefault(path, origin)
            if raw is None or (isinstance(raw, str) and self._empty(raw, path)):
                continue
            self._value(target, field, source, raw, path, origin)
            if field.kind == "limit":
                self._limit_parts(target, row, at, source, path)
            return

    def _value(
        self, target: Data, field: Field, source: FieldSource, raw: Any, path: Path, origin: Path
    ) -> None:
        if field.kind == "any":
            target[field.name] = raw
        elif field.kind == "texts":
            self._texts(target, field, source, raw, path, origin)
        elif field.kind == "limit" and isinstance(raw, Mapping):
            self._limit_mapping(target, field, raw, path, origin)
        else:
            text = self._text(raw, path)
            if text is not None:
                self._put(target, field.name, self._decode(field, text, path, origin), path, origin)

    def _text(self, raw: Any, path: Path) -> str | None:
        if isinstance(raw, str):
            return raw
        if isinstance(raw, bool):
            return _TRUTH[raw]
        self._problem("source.wrong-type", path, {"found": "列表" if isinstance(raw, list) else "映射", "expected": "文本"})
        self.broken.add(path)
        return None

    def _texts(
        self, target: Data, field: Field, source: FieldSource, raw: Any, path: Path, origin: Path
    ) -> None:
        texts: list[str] = []
        if isinstance(raw, str):
            separators = f"[{re.escape(source.separators)}]+" if source.separators else _SEPARATORS
            for piece in re.split(separators, raw):
                if piece.strip():
                    self._put_text(texts, field, piece.strip(), path, origin)
        elif isinstance(raw, list):
            for number, item in enumerate(raw):
                text = self._text(item, (*path, number)) if item is not None else None
                if text is not None:
                    self._put_text(texts, field, text, path, (*origin, number))
        else:
            self._text(raw, path)
            return
        target[field.name] = texts
        if self.trace is not None:
            self.trace[path] = origin

    def _put_text(self, texts: list[str], field: Field, text: str, path: Path, origin: Path) -> None:
        element = (*path, len(texts))
        texts.append(self._decode(field, text, element, origin))
        if self.trace is not None:
            self.trace[element] = origin

    def _limit_mapping(self, target: Data, field: Field, raw: Mapping[str, Any], path: Path, origin: Path) -> None:
        parts = {name: self._part(raw.get(name), (*path, name)) for name in ("value", "unit", "note")}
        if parts["value"]:
            self._put(target, field.name, parts["value"] + parts["unit"], path, (*origin, "value"))
        if parts["note"]:
            self._put(target, field.name + "_note", parts["note"], (*path, "note"), (*origin, "note"))
        if self.dialect.labels:
            for key in [key for key in raw if key not in parts]:
                self._unknown(key, (*origin, key), ("value", "unit", "note"), path)

    def _part(self, raw: Any, path: Path) -> str:
        return (self._text(raw, path) or "").strip() if raw is not None else ""

    def _limit_parts(
        self, target: Data, row: Mapping[str, Any], at: Path, source: FieldSource, path: Path
    ) -> None:
        name = str(path[-1])
        for raw, origin in self._candidates(row, at, source.unit):
            if isinstance(raw, str) and raw.strip() and name in target:
                self._unit(target, name, raw.strip(), path, origin)
        for raw, origin in self._candidates(row, at, source.note):
            if isinstance(raw, str) and not is_missing(raw):
                self._put(target, name + "_note", raw, (*path, "note"), origin)
                return

    def _unit(self, target: Data, name: str, text: str, path: Path, origin: Path) -> None:
        codes = self.dialect.codes.get(f"{_dotted(path)}.unit")
        if codes is None or text in codes:
            target[name] = str(target[name]) + (codes or {}).get(text, text)
            return
        self._unknown_code((*path, "unit"), text, tuple(codes), origin)
        self.broken.add(path)

    def _items(
        self, target: Data, row: Mapping[str, Any], at: Path, field: Field, source: FieldSource, path: Path
    ) -> None:
        rows = self._rows(row, at, field, source, path)
        if rows is None:
            return
        items: list[Data] = []
        target[field.name] = items
        for raw, origin in rows:
            self._item(items, field, source, raw, path, origin)

    def _rows(
        self, row: Mapping[str, Any], at: Path, field: Field, source: FieldSource, path: Path
    ) -> list[tuple[Any, Path]] | None:
        if source.table:
            return list(self._children(source.table))
        for raw, origin in self._candidates(row, at, source.rows or source.columns):
            if self.trace is not None:
                self.trace.setdefault(path, origin)
            if isinstance(raw, list):
                return [(item, (*origin, number)) for number, item in enumerate(raw)]
            if isinstance(raw, Mapping):
                return [(raw, origin)]
            if isinstance(raw, str) and field.name in TEXT_ENTRY and not is_missing(raw, field.name):
                return [(raw, origin)]
            if isinstance(raw, str) and raw.strip():
                return []
        return None

    def _item(
        self, items: list[Data], field: Field, source: FieldSource, raw: Any, path: Path, origin: Path
    ) -> None:
        element = (*path, len(items))
        item: Data = {}
        items.append(item)
        if self.trace is not None:
            self.trace[element] = origin
        if isinstance(raw, Mapping):
            self._fields(item, raw, origin, field.children, source.fields, element)
        elif isinstance(raw, str) and field.name in TEXT_ENTRY:
            name = TEXT_ENTRY[field.name]
            self._put(item, name, raw, (*element, name), origin)
        elif raw is not None:
            self._problem("source.wrong-type", element, {"found": "列表", "expected": "映射或文本"})
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
                if table in self.dialect.tables:
                    for child, place in self._children(table):
                        if name in child:
                            yield child[name], (*place, name)

    def _empty(self, raw: str, path: Path) -> bool:
        if not raw.strip():
            return True
        words = self.dialect.empty
        return bool(words) and raw.strip() in (*words.get("*", ()), *words.get(_dotted(path), ()))

    def _decode(self, field: Field, text: str, path: Path, origin: Path) -> str:
        dotted = _dotted(path)
        codes = self.dialect.codes.get(dotted)
        if codes is None and field.values == FLAG:
            codes = self.dialect.codes.get("flag")
        if codes is None and not field.values:
            return text
        text = text.strip()
        found = _code(codes or {}, text)
        if found is not None:
            return found
        judged = self.dialect.labels and dotted in _JUDGED_BY_A_RULE
        if not (text in field.values or judged or is_missing(text, dotted)):
            self._unknown_code(path, text, (*field.values, *(codes or {}).values()), origin)
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

    def _unknown_keys(
        self, row: Mapping[str, Any], at: Path, sources: Mapping[str, FieldSource], path: Path
    ) -> None:
        known = {name for source in sources.values() for name in (*source.columns, *source.rows)}
        for key in [key for key in row if key not in known]:
            self._unknown(key, (*at, key), tuple(sorted(known)), path)

    def _unknown(self, key: str, origin: Path, known: tuple[str, ...], path: Path) -> None:
        nearest = get_close_matches(key, known, 1, 0.6)
        args = {"key": key, "nearest": nearest[0] if nearest else ""}
        self._problem("source.unknown-key", (*path, key), args)
        if self.trace is not None:
            self.trace[(*path, key)] = origin

    def _problem(self, rule: str, path: Path, args: dict[str, str]) -> None:
        self.problems.append(Problem(rule, path, args))


def _dotted(path: Path) -> str:
    return ".".join(step for step in path if isinstance(step, str))


def _code(codes: Mapping[str, str], text: str) -> str | None:
    """The meaning of a code; of several codes at once (`3^5^6`), the first entry all of whose codes are there."""
    if text in codes:
        return codes[text]
    pieces = frozenset(_MANY_CODES.split(text))
    if len(pieces) == 1 or not pieces <= {code for key in codes for code in key.split("+")} | _STEPS_ALONE:
        return None
    return next((label for key, label in codes.items() if pieces.issuperset(key.split("+"))), None)


def descend(root: Any, dotted: str) -> tuple[Any, Path]:
    """The value at a dotted path of keys, and the path; (None, path) where it ends early."""
    path: Path = ()
    value = root
    for step in dotted.split(".") if dotted else ():
        path = (*path, step)
        value = value.get(step) if isinstance(value, Mapping) else None
    return value, path
