"""Which dialect each row of a source speaks, wherever it lies: on top, in an answer, in its wrapping."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any

from guidelint.dialects.answer import Answer
from guidelint.dialects.columns import Level, levels
from guidelint.dialects.model import Dialect
from guidelint.dialects.reach import counts, flat, reach, view
from guidelint.dialects.wrapping import (
    LEADING,
    OF_AN_ANSWER,
    alone,
    empty_answer,
    is_wrapping,
    no_mapping,
    opened,
    says_more,
    speaks_of_answer,
    structure,
)  # fmt: skip
from guidelint.location import Path
from guidelint.tuples import NamedTuple
from guidelint.vocabulary import FIELDS

_GUIDE_FIELDS = frozenset(("name", "code", "materials"))
_FOUND = frozenset(
    (
        "问题",
        "存在问题",
        "存在的问题",
        "问题描述",
        "常见问题",
        "message",
        "problem",
    )  # readers take 问题 for a list
)
_TO_MEND = frozenset(
    (
        "怎样改",
        "建议",
        "整改建议",
        "整改要求",
        "整改措施",
        "整改情况",
        "整改期限",
        "整改时限",
        "advice",
        "how to mend",
    )
)
_FEW = 6
"""A row that knows no more fields, and has a column of either kind, is of a list of what is wrong with guides, such
as our own reports: it names matters and is no guide."""
_EVERYDAY = frozenset(("name", "version"))
"""Keys that workflows, packages and other files of a repository have as well: they alone tell no guide."""
_NAMED_ONLY = (
    "有 name 或 code，但没有中文，不像办事指南 (a name or a code, but nothing Chinese in a known field)"
)
_CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_SEVERAL = 3
"""A mapping with as many labels is a guide, whatever stands around it."""
_OF_AN_OFFICE = frozenset(
    ("name", "code", "region", "region_code", "location", "hours", "consultation", "complaint")
)
"""Fields that lists of offices, windows and shops have as well."""
_OF_A_MATTER = frozenset((FIELDS["name"].label, FIELDS["code"].label))
_LABELS = frozenset(field.label for field in FIELDS.values())
_MAX_DEPTH = 6
"""So many lists and wrappings around a row are opened."""
_MAX_SHAPES = 4096


class Spoken(NamedTuple):
    """What the keys of a row say: its dialect, if any, and why; `doubtful`: if its values say so too."""

    dialect: Dialect | None
    reason: str
    doubtful: bool = False


class Row(NamedTuple):
    """A row that may be a guide: its dialect, or None where none knows it, and why, in both languages."""

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
    """Some dialects, most specific first: by paths of an answer, by telling keys, by known columns.

    The caller's own come before ours, which know as much of a row that they were made from.
    """

    def __init__(self, dialects: Sequence[Dialect]) -> None:
        paths = [(path, dialect) for dialect in dialects for path in dialect.detect]
        self.paths = sorted(paths, key=lambda pair: (not pair[1].own, -pair[0].count(".")))
        self.heads = frozenset(path.partition(".")[0] for path, _ in paths)
        self.telling = [
            (frozenset(dialect.detect_keys), dialect) for dialect in dialects if dialect.detect_keys
        ]
        alone = len(dialects) == 1
        spoken = [dialect for dialect in dialects if alone or not (dialect.detect or dialect.detect_keys)]
        self.spoken = sorted(spoken, key=lambda dialect: not (dialect.own and dialect.labels))
        self.shapes: dict[tuple[str, ...], Spoken] = {}
        self.plain: dict[tuple[str, ...], tuple[Dialect, str]] = {}

    def rows(self, root: Any) -> list[Row]:
        """The rows of a source, those that no dialect knows among them."""
        return self._rows(root, (), root, 0)

    def _rows(self, value: Any, at: Path, root: Any, depth: int) -> list[Row]:
        """The rows of a value around which `depth` lists and wrappings were opened."""
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
        """Whether its keys alone tell that a row stands by itself: nothing in them could lead further."""
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
        dialect, reason, doubtful = self.speaks(value)
        if dialect is not None and dialect.labels and not doubtful and self._by_keys(value):
            self._know(tuple(value), dialect, reason)
        if dialect is not None and not counts(value, dialect.only, lenient=True):
            return []
        answer = None if dialect is None or dialect.labels else Answer(root, value, at)
        return [Row(dialect, value, at, reason, answer)]

    def _know(self, keys: tuple[str, ...], dialect: Dialect, reason: str) -> None:
        """Know rows by their keys from now on."""
        if len(self.plain) < _MAX_SHAPES:
            self.plain[keys] = dialect, reason

    def _answer(self, value: Mapping[str, Any], at: Path, root: Any) -> list[Row] | None:
        """The rows of a platform's answer, None where no path of any platform leads anywhere."""
        for path, dialect in self.paths:
            if any(found is not None for found, _ in reach(value, at, path, view(dialect))):
                return _matters(dialect, Answer(root, value, at), path)
        return None

    def _wrapped(self, value: Mapping[str, Any], at: Path, root: Any, depth: int) -> list[Row] | None:
        """The rows inside an answer's wrapping, None where a mapping is no wrapping."""
        only, inner = is_wrapping(value), opened(value) or (alone(value) if depth else [])
        if not (only or (inner and self.speaks(value)[0] is None)):
            return None
        found = [self._rows(item, (*at, key), root, depth + 1) for key, item in inner]
        told = [rows for rows in found if any(self._is_told(row, only) for row in rows)]
        if told:
            fuller = [rows for rows in told if any(says_more(row.value) for row in rows)]
            return [row for rows in fuller or told for row in rows]
        return [Row(None, value, at, empty_answer(value))] if only else None

    def _inside(self, value: Mapping[str, Any], at: Path, root: Any, depth: int) -> list[Row] | None:
        """The guides under keys of which nothing is known, None where a mapping is one itself or holds none.

        So platforms wrap their lists in words of their own, tools in theirs, and matters lie under their numbers.
        What has a name is something else: a config, a workflow, a dialect.
        """
        if "name" in value or _is_of_problems(value) or not _may_wrap(value, at, root):
            return None
        dialect = self.speaks(value).dialect
        if dialect is not None and (not dialect.labels or _known(dialect, value) >= _SEVERAL):
            return None
        known = _lists_of(levels(dialect)) if dialect is not None else LEADING
        inner = [(key, structure(item)) for key, item in value.items() if key not in known]
        found = [self._rows(item, (*at, key), root, depth + 1) for key, item in inner if item is not None]
        told = [rows for rows in found if any(map(_is_clear, rows))]
        most = len(told) * 2 > len(value)
        return [row for rows in (found if most else told) for row in rows] if told else None

    def _is_told(self, row: Row, only: bool) -> bool:
        """Whether a row inside a wrapping is a guide; where the wrapping is doubtful, of labels more than a few."""
        if row.dialect is None or only or not row.dialect.labels:
            return row.dialect is not None
        return _known(row.dialect, row.value) >= _SEVERAL

    def speaks(self, row: Mapping[str, Any]) -> Spoken:
        """The dialect of a row by its keys, and why; rows of the same keys are judged once, save doubtful ones."""
        shape = tuple(row)
        known = self.shapes.get(shape)
        if known is None:
            known = self._telling(shape) or self._spoken(shape)
            if len(self.shapes) < _MAX_SHAPES:
                self.shapes[shape] = known
        if known.doubtful and known.dialect is not None and not _speaks_chinese(levels(known.dialect), row):
            return Spoken(None, _NAMED_ONLY)
        return known

    def _telling(self, keys: tuple[str, ...]) -> Spoken | None:
        """The platform of which a row has the most telling keys, if it has enough."""
        met = [(len(telling.intersection(keys)), dialect) for telling, dialect in self.telling]
        enough = [(dialect.own, hits, dialect) for hits, dialect in met if hits >= dialect.detect_least]
        if not enough:
            return None
        _, hits, dialect = max(enough, key=lambda each: each[:2])
        return Spoken(dialect, f"有该平台特有的字段 {hits} 个 (its columns)")

    def _spoken(self, keys: tuple[str, ...]) -> Spoken:
        """The dialect that knows most keys, if it finds a name, a code or materials there."""
        best: tuple[Dialect, list[str]] | None = None
        for dialect in self.spoken:
            columns = {key: column.dotted for key in keys if (column := levels(dialect).named(key))}
            found = not _GUIDE_FIELDS.isdisjoint(columns.values())
            if found and (best is None or len(columns) > len(best[1])):
                best = dialect, list(columns)
            if best and len(best[1]) == len(keys):
                break
        if best is None:
            return Spoken(None, "")
        dialect, known = best
        if len(known) <= _FEW and _is_of_problems(keys):
            return Spoken(None, "是问题清单，不是办事指南 (a list of what is wrong with guides)")
        return Spoken(
            dialect, f"认识其中 {len(known)} 个字段 (known columns)", _is_doubtful(dialect, known, keys)
        )


def _may_wrap(value: Mapping[str, Any], at: Path, root: Any) -> bool:
    """Whether a mapping may have guides somewhere inside: it is in no list, or in the list of all an answer or alone.

    Alone is the database in the dump of one.
    """
    above = at[1:] if at[:1] == ("records",) else at
    lists = [number for number, step in enumerate(above) if isinstance(step, int)]
    return not lists or (lists == [0] and (speaks_of_answer(value) or _is_alone(at, root)))


def _is_alone(at: Path, root: Any) -> bool:
    return at[:1] == ("records",) and len(root["records"]) == 1


def _lists_of(level: Level) -> Collection[str]:
    """The keys that may hold more than a text: under 事项, which names a matter, there may be a list of them."""
    return {key for key, column in level.by_key.items() if column.field.kind != "text"}


def _is_of_problems(keys: Collection[str]) -> bool:
    """Whether a row has columns as lists of what is wrong with guides have them."""
    return not (_FOUND.isdisjoint(keys) or _TO_MEND.isdisjoint(keys))


def _known(dialect: Dialect, row: Mapping[str, Any]) -> int:
    """How many keys of a row are columns of a dialect."""
    by_key = levels(dialect).by_key
    return sum(key in by_key for key in row)


def _is_clear(row: Row) -> bool:
    """Whether a row is a guide wherever it lies: one of a platform, or one with several labels that speaks Chinese.

    One label at least is not that of any office, and what is said is more than the labels, as programs keep them in
    the languages of their users.
    """
    if row.dialect is None or not row.dialect.labels:
        return row.dialect is not None
    level = levels(row.dialect)
    met = [(key, column.dotted) for key in row.value if (column := level.by_key.get(key))]
    telling = any(key in _OF_A_MATTER or name not in _OF_AN_OFFICE for key, name in met)
    words = sum(isinstance(text := row.value[key], str) and text.strip() in _LABELS for key, _ in met)
    return len(met) >= _SEVERAL and telling and words < _SEVERAL - 1 and _speaks_chinese(level, row.value)


def _is_doubtful(dialect: Dialect, known: list[str], keys: tuple[str, ...]) -> bool:
    """Whether keys are as good those of another file: nothing but a `name` tells a guide, and some are unknown.

    Or they are those of an answer, which has a `code` as well.
    """
    level, names = levels(dialect), [key.removeprefix("@") for key in known]
    telling = {name for name in names if level.by_key[name].dotted in _GUIDE_FIELDS}
    some_unknown = len(known) < len(keys)
    if telling == {"name"}:
        return some_unknown or _EVERYDAY.issuperset(names)
    return some_unknown and OF_AN_ANSWER.issuperset(names)


def _speaks_chinese(level: Level, row: Mapping[str, Any]) -> bool:
    """Whether some text in the known columns of a row, or of an element in one, is Chinese."""
    return any(_is_chinese(column.level, row[key]) for key in row if (column := level.named(key)))


def _is_chinese(level: Level, value: Any) -> bool:
    if isinstance(value, str):
        return _CHINESE.search(value) is not None
    if isinstance(value, list):
        return any(_is_chinese(level, item) for item in value if not isinstance(item, list))
    return isinstance(value, Mapping) and _speaks_chinese(level, value)


def _matters(dialect: Dialect, answer: Answer, path: str) -> list[Row]:
    """The rows of a platform's answer that was known by a path."""
    reason = f"有该平台特有的 {path} (its path)"
    for name in dialect.records or (".",):
        found = flat(reach(answer.value, answer.at, name, view(dialect)))
        rows = [Row(dialect, row, at, reason, answer) for row, at in found if isinstance(row, Mapping)]
        if rows:
            return rows
    return [Row(None, answer.value, answer.at, f"有 {path}，但其中没有事项 (no matters in it)")]
