"""Finds the rows of a source that may be guides: at the top, in a platform's response, or inside wrappings."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any

from guidelint.dialects.columns import Level, levels
from guidelint.dialects.detector import (
    MAX_SHAPES,
    SEVERAL,
    DialectDetector,
    is_clear,
    is_of_problems,
    labels_known,
)
from guidelint.dialects.dotted_names import counts, flat, reach
from guidelint.dialects.model import Dialect
from guidelint.dialects.response import Response
from guidelint.dialects.wrapping import (
    LEADING,
    alone,
    empty_response,
    has_response_key,
    is_more_than_status,
    is_wrapping,
    no_mapping,
    opened,
    structure,
)  # fmt: skip
from guidelint.lean.tuples import NamedTuple
from guidelint.location import Path

_MAX_DEPTH = 6
"""The maximum number of lists and wrappings opened around a row."""


class Row(NamedTuple):
    """A row that may be a guide: its dialect (None if unknown), and the reason, in both languages."""

    dialect: Dialect | None
    value: Any
    at: Path
    reason: str = ""
    response: Response | None = None


@lru_cache(maxsize=8)
def recogniser(dialects: tuple[Dialect, ...]) -> Recogniser:
    """The recogniser for some dialects, created once."""
    return Recogniser(dialects)


class Recogniser:
    """Finds the rows for some dialects; responses of platforms by their paths, the longest first."""

    def __init__(self, dialects: Sequence[Dialect]) -> None:
        paths = [(path, dialect) for dialect in dialects for path in dialect.detect]
        self.paths = sorted(paths, key=lambda pair: (not pair[1].own, -pair[0].count(".")))
        self.heads = frozenset(path.partition(".")[0] for path, _ in paths)
        self.speech = DialectDetector(dialects)
        self.plain: dict[tuple[str, ...], tuple[Dialect, str]] = {}

    def rows(self, root: Any) -> list[Row]:
        """The rows of a source, including those that no dialect knows."""
        return self._rows(root, (), root, 0)

    def _rows(self, value: Any, at: Path, root: Any, depth: int) -> list[Row]:
        """The rows of a value inside `depth` lists and wrappings."""
        if isinstance(value, list) and depth < _MAX_DEPTH:
            return self._each(value, at, root, depth + 1)
        if not isinstance(value, Mapping):
            return [Row(None, value, at, no_mapping(value))]
        found = None if self.heads.isdisjoint(value) else self._answer(value, at, root)
        if found is None and depth < _MAX_DEPTH:
            if isinstance(value.get("records"), list):
                return self._each(value["records"], (*at, "records"), root, depth + 1)
            found = self._wrapped(value, at, root, depth) or self._inside(value, at, root, depth)
        return self._row(value, at, root) if found is None else found

    def _by_keys(self, value: Mapping[str, Any]) -> bool:
        """Whether a row is complete by its keys alone: nothing in it could contain rows."""
        keys = value.keys()
        return "records" not in keys and keys.isdisjoint(self.heads) and keys.isdisjoint(LEADING)

    def _each(self, items: list[Any], at: Path, root: Any, depth: int) -> list[Row]:
        rows: list[Row] = []
        for number, item in enumerate(items):
            known = self.plain.get(tuple(item)) if type(item) is dict else None
            if known is not None:
                rows.append(Row(known[0], item, (*at, number), known[1]))
            else:
                rows += self._rows(item, (*at, number), root, depth)
        return rows

    def _row(self, value: Mapping[str, Any], at: Path, root: Any) -> list[Row]:
        dialect, reason, doubtful = self.speech.of(value)
        if dialect is not None and dialect.labels and not doubtful and self._by_keys(value):
            self._know(tuple(value), dialect, reason)
        if dialect is not None and not counts(value, dialect.only, lenient=True):
            return []
        response = None if dialect is None or dialect.labels else Response(root, value, at)
        return [Row(dialect, value, at, reason, response)]

    def _know(self, keys: tuple[str, ...], dialect: Dialect, reason: str) -> None:
        """Recognise rows with these keys from now on."""
        if len(self.plain) < MAX_SHAPES:
            self.plain[keys] = dialect, reason

    def _answer(self, value: Mapping[str, Any], at: Path, root: Any) -> list[Row] | None:
        """The rows of a platform's response, None if no path of any platform exists."""
        for path, dialect in self.paths:
            if any(found is not None for found, _ in reach(value, at, path, dialect)):
                return _matters(dialect, Response(root, value, at), path)
        return None

    def _wrapped(self, value: Mapping[str, Any], at: Path, root: Any, depth: int) -> list[Row] | None:
        """The rows inside a response's wrapping, None if a mapping is no wrapping."""
        only, inner = is_wrapping(value), opened(value) or (alone(value) if depth else [])
        if not (only or (inner and self.speech.of(value)[0] is None)):
            return None
        found = [self._rows(item, (*at, key), root, depth + 1) for key, item in inner]
        clear_rows = [rows for rows in found if any(self._is_known(row, only) for row in rows)]
        if clear_rows:
            fuller = [rows for rows in clear_rows if any(is_more_than_status(row.value) for row in rows)]
            return [row for rows in fuller or clear_rows for row in rows]
        return [Row(None, value, at, empty_response(value))] if only else None

    def _inside(self, value: Mapping[str, Any], at: Path, root: Any, depth: int) -> list[Row] | None:
        """The guides under unknown keys; None if a mapping is a guide itself or contains none.

        Platforms and tools wrap lists under keys of their own, or matters under their numbers. A mapping with
        a name is something else: a config, a workflow, a dialect.
        """
        if "name" in value or is_of_problems(value) or not _may_wrap(value, at, root):
            return None
        dialect = self.speech.of(value).dialect
        if dialect is not None and (not dialect.labels or labels_known(dialect, value) >= SEVERAL):
            return None
        known = _lists_of(levels(dialect)) if dialect is not None else LEADING
        inner = [(key, structure(item)) for key, item in value.items() if key not in known]
        found = [self._rows(item, (*at, key), root, depth + 1) for key, item in inner if item is not None]
        clear_rows = [rows for rows in found if any(is_clear(row.dialect, row.value) for row in rows)]
        most = len(clear_rows) * 2 > len(value)
        return [row for rows in (found if most else clear_rows) for row in rows] if clear_rows else None

    def _is_known(self, row: Row, only: bool) -> bool:
        """Whether a row inside a wrapping is a guide; in a doubtful wrapping it needs more than a few labels."""
        if row.dialect is None or only or not row.dialect.labels:
            return row.dialect is not None
        return labels_known(row.dialect, row.value) >= SEVERAL


def _may_wrap(value: Mapping[str, Any], at: Path, root: Any) -> bool:
    """Whether a mapping may contain guides: it is in no list, in the only list of a response, or alone in one
    (a database in its dump).
    """
    above = at[1:] if at[:1] == ("records",) else at
    lists = [number for number, step in enumerate(above) if isinstance(step, int)]
    alone = at[:1] == ("records",) and len(root["records"]) == 1
    return not lists or (lists == [0] and (alone or has_response_key(value)))


def _lists_of(level: Level) -> Collection[str]:
    """The keys that may hold more than a text: 事项, which names a matter, may also hold a list of matters."""
    return {key for key, column in level.by_key.items() if column.field.kind != "text"}


def _matters(dialect: Dialect, response: Response, path: str) -> list[Row]:
    """The rows of a platform's response that was recognised by a path."""
    reason = f"有该平台特有的 {path} (its path)"
    for name in dialect.records or (".",):
        found = flat(reach(response.value, response.at, name, dialect))
        rows = [Row(dialect, row, at, reason, response) for row, at in found if isinstance(row, Mapping)]
        if rows:
            return rows
    return [Row(None, response.value, response.at, f"有 {path}，但其中没有事项 (no matters in “{path}”)")]
