"""The state of mapping one row: values written, problems found, and, if traced, the origin of each value."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, partial
from typing import Any

from guidelint.dialects.codes import decoded
from guidelint.dialects.columns import Column
from guidelint.dialects.embedded import Unreadable
from guidelint.dialects.model import Dialect
from guidelint.dialects.response import Response
from guidelint.errors import nearest
from guidelint.location import Path
from guidelint.record import Data, Problem, is_missing
from guidelint.values.text.shortening import shortened
from guidelint.values.text.ticked import ticked

_TRUTH = {True: "是", False: "否"}
_SEPARATED = "、"
_SOUGHT = 100
"""The number of problems in a row after which unknown keys get no suggestions: nobody reads that far."""


class Pass:
    """The state of one pass over a row; `trace` maps canonical paths to source paths, None if tracing is off.

    `left`: what a traced pass found and did not use, by the path where it would belong; `passed`: what may be
    unused, as path, origin and value.
    """

    __slots__ = ("broken", "dialect", "left", "passed", "problems", "response", "row", "trace")

    def __init__(
        self, dialect: Dialect, row: Any, response: Response | None, trace: dict[Path, Path] | None
    ) -> None:
        self.dialect = dialect
        self.row = row
        self.response = response
        self.trace = trace
        self.left: dict[Path, Any] = {}
        self.passed: list[tuple[Path, Path, Any]] = []
        self.problems: list[Problem] = []
        self.broken: set[Path] = set()

    def put(self, target: Data, name: str, text: str, path: Path, origin: Path) -> None:
        """Write a text under a name."""
        target[name] = text
        if self.trace is not None:
            self.trace[path] = origin

    def mark(self, path: Path, origin: Path) -> None:
        """Record the origin of a value, unless it is known."""
        if self.trace is not None:
            self.trace.setdefault(path, origin)

    def skip_columns(self, row: Mapping[str, Any], column: Column, taken: str, path: Path) -> None:
        """Record the values of a field's other columns, when one of them was used."""
        if self.trace is None:
            return
        used = {"", bare(row[taken])}
        for name in column.source.rows or column.source.columns:
            text = bare(row.get(name))
            if text not in used and not is_missing(row[name], column.dotted):
                used.add(text)
                self.left[(*path[:-1], name)] = row[name]

    def text(self, raw: Any, path: Path) -> str | None:
        """A text, a truth value or a database's typed value as text; reports any other type as wrong."""
        if isinstance(raw, Mapping):
            raw = untyped(raw)
        if isinstance(raw, str):
            return raw
        if isinstance(raw, bool):
            return _TRUTH[raw]
        self.wrong_type(raw, path, ("文本", "a text"))
        return None

    def decode(self, column: Column, text: str, path: Path, origin: Path) -> str:
        """The meaning of a code; a label is kept, and an unknown code is reported and kept."""
        values = column.field.values
        bare_text = text.rstrip("。") if text.endswith("。") else text
        found = bare_text if bare_text in values else decoded(column.codes or {}, bare_text)
        if found is not None:
            return found
        chosen = ticked(text)
        if len(chosen) == 1 and chosen[0] in values:
            return chosen[0]
        known = text in values or column.judged or is_missing(text, column.dotted)
        if not (known or (not values and not text.isascii())):
            self.unknown_code(path, text, (*values, *(column.codes or {}).values()), origin)
        return text

    def unknown_code(self, path: Path, text: str, allowed: tuple[str, ...], origin: Path) -> None:
        """Report a code or option without a known meaning."""
        known = _SEPARATED.join(dict.fromkeys(allowed))
        meaning, told_en = (
            (f"不在可选范围内（可选：{known}）", f"not one of: {known}")
            if known
            else ("含义不明，该平台没有公布代码的含义", "and the platform does not tell what its codes mean")
        )
        self.problem(
            "source.unknown-code", path, {"value": shortened(text), "told": meaning, "told_en": told_en}
        )
        self.broken.add(path)
        self.mark(path, origin)

    def unknown_key(self, key: str, origin: Path, known: frozenset[str], path: Path) -> None:
        """Report a key that the dialect does not name, with the nearest one that it does."""
        suggested = _nearest(key, known) if len(self.problems) < _SOUGHT else ""
        args = {"key": key, "nearest": suggested}
        self.problem("source.unknown-key", (*path, key), args)
        if self.trace is not None:
            self.trace[(*path, key)] = origin

    def wrong_type(self, raw: Any, path: Path, expected: tuple[str, str]) -> None:
        """Report a value that does not have its field's type; `expected` is given in both languages."""
        (found, found_en), (wanted, wanted_en) = _type(raw), expected
        args = {"found": found, "found_en": found_en, "expected": wanted, "expected_en": wanted_en}
        self.problem("source.wrong-type", path, args)
        self.broken.add(path)

    def problem(self, rule: str, path: Path, args: dict[str, str]) -> None:
        """Report a problem."""
        self.problems.append(Problem(rule, path, args))


def bare(raw: Any) -> str:
    """A value as compared; empty for None."""
    return "".join(str(raw).split()) if raw not in (None, "", [], {}) else ""


def untyped(raw: Mapping[str, Any]) -> Any:
    """The value in a database's typed value, {"$date": "2021-03-01"}; other mappings as they are."""
    inner: Any = raw
    while isinstance(inner, Mapping) and len(inner) == 1 and next(iter(inner)).startswith("$"):
        inner = next(iter(inner.values()))
    return raw if isinstance(inner, (Mapping, list)) else inner


def _type(raw: Any) -> tuple[str, str]:
    if isinstance(raw, Unreadable):
        return f"无法解读的 {raw.format} 文本", f"{raw.format} that cannot be read"
    if isinstance(raw, list):
        return "列表", "a list"
    if isinstance(raw, str):
        return "文本", "a text"
    return ("映射", "a mapping") if isinstance(raw, dict) else ("值", "a value")


_nearest = lru_cache(maxsize=1024)(partial(nearest, alike=0.7))
"""Cached, since the same columns recur in every row. Two characters of four (地址, 网办地址) are not much alike."""
