"""A record: one service guide as plain data under canonical names, with links back to its source."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from guidelint.finding import RecordRef
from guidelint.lean.structs import Struct, replace
from guidelint.lean.tuples import NamedTuple
from guidelint.location import Path
from guidelint.vocabulary import (
    CANCELLED,
    EMPTY_WORDS,
    NOT_BY_APPLICATION,
    NOTHING_IS_A_VALUE,
    PLACEHOLDERS,
)

_FIRST_OF_EMPTY = frozenset(word[0] for words in EMPTY_WORDS if words for word in (words, words.upper()))
"""How an empty word may begin; most values are told from one by their first character."""
_FIRST_OF_NOTHING = _FIRST_OF_EMPTY | {begin for word in PLACEHOLDERS for begin in (word[0], word[0].upper())}
"""How an empty word or a placeholder may begin."""
_LONGEST_LABELLED = 14
"""A longer text is no label with an empty word behind it."""

Data = dict[str, Any]
"""A record's values: texts, lists of texts, lists of mappings of texts."""


class Problem(NamedTuple):
    """What a check or a mapping found: a canonical path and the arguments of its message."""

    rule: str
    path: Path
    args: Mapping[str, str]


class Record(Struct, frozen=False, eq=False):
    """One service guide. Never modified once created (not formally frozen, which would cost too much).

    `carries` is the set of fields (`list.field` for elements) that the dialect can deliver, None for all.
    `broken` are paths whose value a lower layer rejected (wrong type, unknown code): no rule is evaluated
    there. `origin` turns a canonical path into the path in the source's tree, lazily: only findings need it.
    """

    data: Data
    index: int
    dialect: str
    problems: tuple[Problem, ...]
    broken: frozenset[Path]
    origin: Callable[[Path], Path]
    carries: frozenset[str] | None

    def __init__(
        self,
        data: Data,
        index: int,
        dialect: str,
        problems: tuple[Problem, ...],
        broken: frozenset[Path],
        origin: Callable[[Path], Path],
        carries: frozenset[str] | None = None,
    ) -> None:
        self.data, self.index, self.dialect = data, index, dialect
        self.problems, self.broken = problems, broken
        self.origin, self.carries = origin, carries

    def carrying(self, present: frozenset[str]) -> Record:
        """The record for a source that has columns only for these fields."""
        return replace(self, carries=present if self.carries is None else self.carries & present)

    def is_broken(self, path: Path) -> bool:
        """Whether a lower layer rejected the value at a path, or one that contains it."""
        broken = self.broken
        return bool(broken) and any(path[:depth] in broken for depth in range(len(path) + 1))

    @property
    def ref(self) -> RecordRef:
        """How reports name this record."""
        data = self.data
        code = data.get("item_code") or data.get("code") or data.get("local_code")
        return RecordRef(_text(code), _text(data.get("name")), _text(data.get("authority")), self.index)

    @property
    def kind(self) -> tuple[str, str]:
        """Matter type and service mode, the latter by the type's default when not given."""
        matter_type = _text(self.data.get("matter_type")) or ""
        mode = _text(self.data.get("service_mode"))
        if mode is None:
            mode = "" if matter_type in NOT_BY_APPLICATION else "依申请"
        return matter_type, mode

    @property
    def cancelled(self) -> bool:
        """Whether the matter is no longer offered."""
        return self.data.get("state") == CANCELLED

    @property
    def applied_for(self) -> bool:
        """Whether the matter starts with an application; a cancelled one does not."""
        return self.kind[1] == "依申请" and not self.cancelled


def _text(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def means_empty(text: str) -> bool:
    """Whether a text is blank, a word for empty or a placeholder; for most the first character decides."""
    if text and text[0] not in _FIRST_OF_NOTHING and not text[0].isspace():
        return is_missing(text)
    return is_missing(text) or text.strip().casefold() in PLACEHOLDERS


def is_missing(value: Any, field: str = "") -> bool:
    """Whether a value says nothing: absent, blank, or a word that means empty *in this field*.

    `field` is dotted (`materials.source`); 无 is an answer in the fields of `NOTHING_IS_A_VALUE`. The label
    that many pages repeat in the value (办理地点：无) says nothing either.
    """
    if not value:
        return True
    if not isinstance(value, str):
        return False
    word = value
    if value[0] not in _FIRST_OF_EMPTY and not value[0].isspace():
        if len(value) > _LONGEST_LABELLED or not (":" in value or "：" in value):
            return False
        label, _, word = value.replace("：", ":").partition(":")
        if not word or label.isascii() or not label.isalpha():
            return False
    word = word.strip().casefold()
    if word not in EMPTY_WORDS:
        return False
    return not (word in {"无", "无。"} and field in NOTHING_IS_A_VALUE)
