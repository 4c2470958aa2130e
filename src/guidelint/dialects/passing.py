"""One pass over one row: what was written and met, and, when a finding asks, where each value came from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from guidelint.dialects.answer import Answer
from guidelint.dialects.codes import decoded
from guidelint.dialects.columns import Column
from guidelint.dialects.embedded import Unreadable
from guidelint.dialects.model import Dialect
from guidelint.location import Path
from guidelint.record import Data, Problem, is_missing
from guidelint.shortening import shortened
from guidelint.values.ticked import ticked

_TRUTH = {True: "是", False: "否"}
_SEPARATED = "、"
_SOUGHT = 100
"""After so many problems of a row nothing is sought any more that an unknown key may mean: nobody reads so far."""


class Pass:
    """The state of a pass; `trace` collects canonical path → source path, None when nobody asks for it.

    `left` is what a traced pass met and did not take, by the place where it would stand; `passed` what it may not have
    taken: place, origin and value.
    """

    __slots__ = ("answer", "broken", "dialect", "left", "passed", "problems", "row", "trace")

    def __init__(
        self, dialect: Dialect, row: Any, answer: Answer | None, trace: dict[Path, Path] | None
    ) -> None:
        self.dialect = dialect
        self.row = row
        self.answer = answer
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
        """Note where a value comes from, unless that is known."""
        if self.trace is not None:
            self.trace.setdefault(path, origin)

    def leave(self, row: Mapping[str, Any], column: Column, taken: str, path: Path) -> None:
        """Note what the other columns of a field say, whose value comes from one of them."""
        if self.trace is None:
            return
        said = {"", bare(row[taken])}
        for name in column.source.rows or column.source.columns:
            text = bare(row.get(name))
            if text not in said and not is_missing(row[name], column.dotted):
                said.add(text)
                self.left[(*path[:-1], name)] = row[name]

    def text(self, raw: Any, path: Path) -> str | None:
        """A value as text; anything but a text, a truth value or a typed one is of the wrong type."""
        if isinstance(raw, Mapping):
            raw = untyped(raw)
        if isinstance(raw, str):
            return raw
        if isinstance(raw, bool):
            return _TRUTH[raw]
        self.wrong_type(raw, path, ("文本", "a text"))
        return None

    def decode(self, column: Column, text: str, path: Path, origin: Path) -> str:
        """What a code means; a label stays as it is, an unknown code is told and stays too."""
        found = decoded(column.codes or {}, text)
        if found is not None:
            return found
        values = column.field.values
        chosen = ticked(text)
        if len(chosen) == 1 and chosen[0] in values:
            return chosen[0]
        known = text in values or column.judged or is_missing(text, column.dotted)
        if not (known or (not values and not text.isascii())):
            self.unknown_code(path, text, (*values, *(column.codes or {}).values()), origin)
        return text

    def unknown_code(self, path: Path, text: str, allowed: tuple[str, ...], origin: Path) -> None:
        """Tell of a code or option that nobody can read."""
        known = _SEPARATED.join(dict.fromkeys(allowed))
        told, told_en = (
            (f"不在可选范围内（可选：{known}）", f"not one of: {known}")
            if known
            else ("含义不明，该平台没有公布代码的含义", "and the platform does not tell what its codes mean")
        )
        self.problem(
            "source.unknown-code", path, {"value": shortened(text), "told": told, "told_en": told_en}
        )
        self.broken.add(path)
        self.mark(path, origin)

    def unknown_key(self, key: str, origin: Path, known: frozenset[str], path: Path) -> None:
        """Tell of a key that the dialect does not name, with the nearest that it does."""
        nearest = _nearest(key, known) if len(self.problems) < _SOUGHT else ""
        args = {"key": key, "nearest": nearest}
        self.problem("source.unknown-key", (*path, key), args)
        if self.trace is not None:
            self.trace[(*path, key)] = origin

    def wrong_type(self, raw: Any, path: Path, expected: tuple[str, str]) -> None:
        """Tell of a value that is of another type than its field, in both languages."""
        (found, found_en), (wanted, wanted_en) = _type(raw), expected
        args = {"found": found, "found_en": found_en, "expected": wanted, "expected_en": wanted_en}
        self.problem("source.wrong-type", path, args)
        self.broken.add(path)

    def problem(self, rule: str, path: Path, args: dict[str, str]) -> None:
        """Tell of something that was met."""
        self.problems.append(Problem(rule, path, args))


def bare(raw: Any) -> str:
    """A value as it is compared, empty for nothing."""
    return "".join(str(raw).split()) if raw not in (None, "", [], {}) else ""


def untyped(raw: Mapping[str, Any]) -> Any:
    """What a mapping holds by which an export of a database says of what type a value is, {"$date": "2021-03-01"};
    any other mapping is itself."""
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


@lru_cache(maxsize=1024)
def _nearest(key: str, known: frozenset[str]) -> str:
    """The name most like a key, if one is: the same columns stand in every row."""
    from difflib import get_close_matches

    nearest = get_close_matches(key, sorted(known), 1, 0.6)
    return nearest[0] if nearest else ""
