"""Which dialect each row of a source speaks, wherever it lies: on top, in a platform's answer, in wrapping."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from guidelint.dialects.answer import Answer
from guidelint.dialects.columns import levels
from guidelint.dialects.model import Dialect
from guidelint.dialects.reach import flat, reach, view
from guidelint.location import Path

_GUIDE_FIELDS = frozenset(("name", "code", "materials"))
_WRAPPERS = (
    "data", "datas", "result", "results", "rows", "list", "content", "body", "response", "obj", "records", "custom",
    "CUSTOM", "DATA", "RESULT", "ReturnInfo", "C-Response-Body",
)  # fmt: skip
"""Keys under which platforms put what was asked for."""
_KEYS = frozenset(_WRAPPERS)
_AROUND = _KEYS | frozenset(
    (
        "code", "msg", "message", "errCode", "errMsg", "errcode", "errmsg", "error", "success", "status", "STATUS", "ok",
        "ret", "state", "timestamp", "time", "traceId", "requestId", "total", "totalElements", "totalPages", "totalCount",
        "page", "pageNum", "pageNo", "pageSize", "pageable", "size", "number", "numberOfElements", "first", "last", "sort",
        "empty", "count", "C-API-Status", "C-Response-Desc",
    )
)  # fmt: skip
"""Keys that speak of the answer, not of a matter."""
_MESSAGES = ("msg", "message", "errMsg", "errmsg", "error", "C-Response-Desc")
_MAX_DEPTH = 6
"""So many lists and wrappings around a row are opened."""
_MAX_SHAPES = 4096


class Row(NamedTuple):
    """A row that may be a guide: its dialect, or None where no dialect knows it, and why in both languages."""

    dialect: Dialect | None
    value: Any
    at: Path
    reason: str = ""
    answer: Answer | None = None


@lru_cache(maxsize=8)
def recogniser(dialects: tuple[Dialect, ...]) -> Recogniser:
    """What recognises the rows of some dialects, prepared once."""
    return Recogniser(dialects)


class Recogniser:
    """Some dialects, most specific first: by paths of an answer, by telling keys, by known columns."""

    def __init__(self, dialects: Sequence[Dialect]) -> None:
        paths = [(path, dialect) for dialect in dialects for path in dialect.detect]
        self.paths = sorted(paths, key=lambda pair: -pair[0].count("."))
        self.heads = frozenset(path.partition(".")[0] for path, _ in paths)
        self.telling = [
            (frozenset(dialect.detect_keys), dialect) for dialect in dialects if dialect.detect_keys
        ]
        alone = len(dialects) == 1
        self.spoken = [
            dialect for dialect in dialects if alone or not (dialect.detect or dialect.detect_keys)
        ]
        self.shapes: dict[tuple[str, ...], tuple[Dialect | None, str]] = {}

    def rows(self, root: Any) -> list[Row]:
        """The rows of a source, those that no dialect knows among them."""
        return self._rows(root, (), root, 0)

    def _rows(self, value: Any, at: Path, root: Any, depth: int) -> list[Row]:
        if isinstance(value, list) and depth < _MAX_DEPTH:
            return [
                row
                for number, item in enumerate(value)
                for row in self._rows(item, (*at, number), root, depth + 1)
            ]
        if not isinstance(value, Mapping):
            return [Row(None, value, at, _no_mapping(value))]
        if not self.heads.isdisjoint(value):
            found = self._answer(value, at, root)
            if found:
                return found
        if isinstance(value.get("records"), list):
            return [
                row
                for n, item in enumerate(value["records"])
                for row in self._row(item, (*at, "records", n), root)
            ]
        wrapped = self._wrapped(value, at, root, depth)
        return wrapped if wrapped is not None else self._row(value, at, root)

    def _row(self, value: Any, at: Path, root: Any) -> list[Row]:
        if not isinstance(value, Mapping):
            return [Row(None, value, at, _no_mapping(value))]
        if not self.heads.isdisjoint(value):
            found = self._answer(value, at, root)
            if found:
                return found
        dialect, reason = self.speaks(value)
        answer = None if dialect is None or dialect.labels else Answer(root, value, at)
        return [Row(dialect, value, at, reason, answer)]

    def _answer(self, value: Mapping[str, Any], at: Path, root: Any) -> list[Row]:
        """The rows of a platform's answer, nothing where no path of any platform leads anywhere."""
        for path, dialect in self.paths:
            if any(found is not None for found, _ in reach(value, at, path, view(dialect))):
                answer = Answer(root, value, at)
                reason = f"有该平台特有的 {path} (its path)"
                rows = next(
                    (rows for name in dialect.records or ("",) if (rows := _matters(answer, name, dialect))),
                    [],
                )
                return [Row(dialect, row, place, reason, answer) for row, place in rows] or [
                    Row(None, value, at, f"有 {path}，但其中没有事项 (no matters in it)")
                ]
        return []

    def _wrapped(self, value: Mapping[str, Any], at: Path, root: Any, depth: int) -> list[Row] | None:
        """The rows inside an answer's wrapping, None where a mapping is no wrapping."""
        only = value.keys() <= _AROUND and not value.keys() <= {"code", "state"}
        if depth > _MAX_DEPTH or (not only and _KEYS.isdisjoint(value)):
            return None
        inner = [(key, text) for key in _WRAPPERS if (text := _structure(value.get(key))) is not None]
        if not only and self.speaks(value)[0] is not None:
            return None
        rows = [row for key, item in inner for row in self._rows(item, (*at, key), root, depth + 1)]
        if any(row.dialect is not None and (only or not row.dialect.labels) for row in rows):
            return rows
        return [Row(None, value, at, _empty_answer(value))] if only else None

    def speaks(self, row: Mapping[str, Any]) -> tuple[Dialect | None, str]:
        """The dialect of a row by its keys, and why; rows of the same keys are judged once."""
        shape = tuple(row)
        known = self.shapes.get(shape)
        if known is None:
            known = self._telling(shape) or self._spoken(shape)
            if len(self.shapes) < _MAX_SHAPES:
                self.shapes[shape] = known
        return known

    def _telling(self, keys: tuple[str, ...]) -> tuple[Dialect | None, str] | None:
        """The platform of which a row has the most telling keys, if it has enough."""
        best: tuple[int, Dialect] | None = None
        for telling, dialect in self.telling:
            hits = len(telling.intersection(keys))
            if hits >= dialect.detect_least and (best is None or hits > best[0]):
                best = hits, dialect
        return (best[1], f"有该平台特有的字段 {best[0]} 个 (its columns)") if best else None

    def _spoken(self, keys: tuple[str, ...]) -> tuple[Dialect | None, str]:
        """The dialect that knows most keys, if it finds a name, a code or materials there."""
        best: tuple[int, Dialect] | None = None
        for dialect in self.spoken:
            by_key = levels(dialect).by_key
            known = [by_key[key].dotted for key in keys if key in by_key]
            if not _GUIDE_FIELDS.isdisjoint(known) and (best is None or len(known) > best[0]):
                best = len(known), dialect
            if best and best[0] == len(keys):
                break
        return (best[1], f"认识其中 {best[0]} 个字段 (known columns)") if best else (None, "")


def _matters(answer: Answer, name: str, dialect: Dialect) -> list[tuple[Any, Path]]:
    found: Iterator[tuple[Any, Path]] = reach(answer.value, answer.at, name, view(dialect))
    return [(row, at) for row, at in flat(found) if isinstance(row, Mapping)]


def _structure(value: Any) -> Any:
    """A mapping or list, also one that stands as JSON in a text; None for anything else."""
    if isinstance(value, (Mapping, list)):
        return value
    if isinstance(value, str) and value.lstrip()[:1] in ("{", "["):
        try:
            return json.loads(value, parse_int=str, parse_float=str, parse_constant=str)
        except (ValueError, RecursionError):
            return None
    return None


def _empty_answer(value: Mapping[str, Any]) -> str:
    said = next(
        (value[key] for key in _MESSAGES if isinstance(value.get(key), str) and value[key].strip()), ""
    )
    return (
        "平台的答复里没有事项" + (f"：{said.strip()[:40]}" if said else "") + " (an answer without a matter)"
    )


def _no_mapping(value: Any) -> str:
    if isinstance(value, str) and value.lstrip()[:1] == "<":
        return "是网页而不是数据 (a web page, not data)"
    return ""
