"""Decides which dialect a row is in: by its keys, and if those are ambiguous by its values."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from guidelint.dialects.columns import Level, levels
from guidelint.dialects.model import Dialect
from guidelint.dialects.wrapping import RESPONSE_KEYS
from guidelint.lean.tuples import NamedTuple
from guidelint.vocabulary import FIELDS

_GUIDE_FIELDS = frozenset(("name", "code", "materials"))
_FOUND = frozenset(("问题", "存在问题", "存在的问题", "问题描述", "常见问题", "message", "problem"))
"""Columns of a list of findings; readers take 问题 for a list."""
_TO_FIX = frozenset(
    ("怎样改", "建议", "整改建议", "整改要求", "整改措施", "整改情况", "整改期限", "整改时限", "advice", "how to mend")
)  # fmt: skip
_FEW = 6
"""A row with at most this many known fields and such a column belongs to a list of defects, such as our own
reports: it names matters and is no guide.
"""
_EVERYDAY = frozenset(("name", "version"))
"""Keys that other files of a repository have as well (workflows, packages): alone they tell nothing."""
_NAMED_ONLY = (
    "有 name 或 code，但没有中文，不像办事指南 (a name or a code, but nothing Chinese in a known field)"
)
_CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
SEVERAL = 3
"""The number of labels from which a mapping is a guide, wherever it is."""
_OF_AN_OFFICE = frozenset(
    ("name", "code", "region", "region_code", "location", "hours", "consultation", "complaint")
)
"""Fields that lists of offices, windows and shops have as well."""
_OF_A_MATTER = frozenset((FIELDS["name"].label, FIELDS["code"].label))
_LABELS = frozenset(field.label for field in FIELDS.values())
MAX_SHAPES = 4096
"""The number of row shapes cached by their keys."""


class Detection(NamedTuple):
    """The dialect indicated by a row's keys, if any, and why; `doubtful`: the values must confirm it."""

    dialect: Dialect | None
    reason: str
    doubtful: bool = False


class DialectDetector:
    """Detects the dialect of rows: by characteristic keys, else by the number of known columns, most specific
    first.

    The user's dialects come before built-in ones, from which they may be derived.
    """

    def __init__(self, dialects: Sequence[Dialect]) -> None:
        self.characteristic = [
            (frozenset(dialect.detect_keys), dialect) for dialect in dialects if dialect.detect_keys
        ]
        alone = len(dialects) == 1
        unmarked = [dialect for dialect in dialects if alone or not (dialect.detect or dialect.detect_keys)]
        self.unmarked = sorted(unmarked, key=lambda dialect: not (dialect.own and dialect.labels))
        self.shapes: dict[tuple[str, ...], Detection] = {}

    def of(self, row: Mapping[str, Any]) -> Detection:
        """The dialect of a row and why; cached by the row's keys, unless it is doubtful."""
        shape = tuple(row)
        known = self.shapes.get(shape)
        if known is None:
            known = self._by_characteristic_keys(shape) or self._by_known_keys(shape)
            if len(self.shapes) < MAX_SHAPES:
                self.shapes[shape] = known
        if known.doubtful and known.dialect is not None and not _has_chinese_text(levels(known.dialect), row):
            return Detection(None, _NAMED_ONLY)
        return known

    def _by_characteristic_keys(self, keys: tuple[str, ...]) -> Detection | None:
        """The platform with the most characteristic keys in a row, if there are enough."""
        matched = [
            (len(characteristic.intersection(keys)), dialect)
            for characteristic, dialect in self.characteristic
        ]
        enough = [(dialect.own, hits, dialect) for hits, dialect in matched if hits >= dialect.detect_least]
        if not enough:
            return None
        _, hits, dialect = max(enough, key=lambda each: each[:2])
        return Detection(dialect, f"有该平台特有的字段 {hits} 个 (its columns)")

    def _by_known_keys(self, keys: tuple[str, ...]) -> Detection:
        """The dialect that knows most keys, if it finds a name, a code or materials."""
        best: tuple[Dialect, list[str]] | None = None
        for dialect in self.unmarked:
            columns = {key: column.dotted for key in keys if (column := levels(dialect).named(key))}
            found = not _GUIDE_FIELDS.isdisjoint(columns.values())
            if found and (best is None or len(columns) > len(best[1])):
                best = dialect, list(columns)
            if best and len(best[1]) == len(keys):
                break
        if best is None:
            return Detection(None, "")
        dialect, known = best
        if len(known) <= _FEW and is_of_problems(keys):
            return Detection(None, "是问题清单，不是办事指南 (a list of what is wrong with guides)")
        return Detection(
            dialect, f"认识其中 {len(known)} 个字段 (known columns)", _is_doubtful(dialect, known, keys)
        )


def is_of_problems(keys: Collection[str]) -> bool:
    """Whether the columns are those of a list of defects in guides."""
    return not (_FOUND.isdisjoint(keys) or _TO_FIX.isdisjoint(keys))


def labels_known(dialect: Dialect, row: Mapping[str, Any]) -> int:
    """The number of a row's keys that are columns of a dialect."""
    by_key = levels(dialect).by_key
    return sum(key in by_key for key in row)


def is_clear(dialect: Dialect | None, row: Mapping[str, Any]) -> bool:
    """Whether a row is a guide wherever it is: a platform's, or one with several labels and values in
    Chinese.

    At least one label is specific to guides, and the values differ from the labels, unlike in translation
    files.
    """
    if dialect is None or not dialect.labels:
        return dialect is not None
    level = levels(dialect)
    matched = [(key, column.dotted) for key in row if (column := level.by_key.get(key))]
    characteristic = any(key in _OF_A_MATTER or name not in _OF_AN_OFFICE for key, name in matched)
    words = sum(isinstance(text := row[key], str) and text.strip() in _LABELS for key, _ in matched)
    return (
        len(matched) >= SEVERAL and characteristic and words < SEVERAL - 1 and _has_chinese_text(level, row)
    )


def _is_doubtful(dialect: Dialect, known: list[str], keys: tuple[str, ...]) -> bool:
    """Whether the keys may be those of another kind of file: only `name` suggests a guide, and some keys are
    unknown.

    Or they are those of a response, which has a `code` as well.
    """
    level, names = levels(dialect), [key.removeprefix("@") for key in known]
    characteristic = {name for name in names if level.by_key[name].dotted in _GUIDE_FIELDS}
    some_unknown = len(known) < len(keys)
    if characteristic == {"name"}:
        return some_unknown or _EVERYDAY.issuperset(names)
    return some_unknown and RESPONSE_KEYS.issuperset(names)


def _has_chinese_text(level: Level, row: Mapping[str, Any]) -> bool:
    """Whether a known column of a row, or of an element in one, has a Chinese text."""
    return any(_is_chinese(column.level, row[key]) for key in row if (column := level.named(key)))


def _is_chinese(level: Level, value: Any) -> bool:
    if isinstance(value, str):
        return _CHINESE.search(value) is not None
    if isinstance(value, list):
        return any(_is_chinese(level, item) for item in value if not isinstance(item, list))
    return isinstance(value, Mapping) and _has_chinese_text(level, value)
