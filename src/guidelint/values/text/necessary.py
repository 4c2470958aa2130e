"""What a text must contain for a regular expression to match, derived from the expression itself.

This shows for nearly every text, without a search, that a rule finds nothing in it: a match of
`法律(?:法规)?规定的其他材料` needs one of a few pairs of neighbouring characters. Only pairs of Chinese
characters are used: changes of width or case do not affect them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any

from guidelint.lean.tuples import NamedTuple
from guidelint.values.text.term_index import pairs_of

_FIRST, _LAST = 0x4E00, 0x9FFF
_COMMON = frozenset(
    (
        "必要", "提交", "提供", "要求", "规定", "申请", "材料", "办理", "证明", "部门", "应当", "需要", "有关", "相关",
        "条件", "情况", "人员", "单位", "机关", "其他", "通知", "告知", "出具", "原件", "复印", "资料", "文件", "证件",
    )
)  # fmt: skip
"""Pairs that occur in nearly every guide and therefore exclude little."""
_COMMON_WEIGHT = 6
_MOST = 64
"""The maximum size of a useful set of pairs."""


@lru_cache(maxsize=1024)
def necessary_pairs(expression: str) -> frozenset[int] | None:
    """Character pairs (numbered as in `term_index`) of which every match contains at least one; None if
    unknown.
    """
    items = _parsed(expression)
    found = None if items is None else _of_sequence(items)
    if found is None or len(found) > _MOST:
        return None
    return frozenset().union(*(pairs_of(pair) for pair in found))


@lru_cache(maxsize=1024)
def first_characters(expression: str) -> str | None:
    """The characters with which a match may begin, as a class like `[\\s如例]`; None if unknown."""
    items = _parsed(expression)
    begin = None if items is None else _begin(items)
    return None if begin is None or begin.may_be_empty else f"[{''.join(sorted(begin.characters))}]"


def _parsed(expression: str) -> list[Any] | None:
    """The parsed parts of an expression; None if Python does not expose them, or if it ignores case."""
    try:
        tree = re._parser.parse(expression)  # type: ignore[attr-defined]
    except (AttributeError, re.error, RecursionError):
        return None
    return None if tree.state.flags & re.IGNORECASE else list(tree)


class _Begin(NamedTuple):
    """The characters with which a part may begin, as parts of a class, and whether it may be empty."""

    characters: frozenset[str]
    may_be_empty: bool


def _begin(items: Iterable[Any]) -> _Begin | None:
    """The beginning of a sequence: that of its first part, and of the next if that may be empty."""
    characters: frozenset[str] = frozenset()
    for item in items:
        begin = _begin_of(item)
        if begin is None:
            return None
        characters |= begin.characters
        if not begin.may_be_empty:
            return _Begin(characters, False)
    return _Begin(characters, True)


def _begin_of(item: Any) -> _Begin | None:
    kind, value = str(item[0]), item[1]
    if kind == "AT":
        return _Begin(frozenset(), True)
    if kind in ("LITERAL", "IN"):
        parts = [_of_class(part) for part in ([item] if kind == "LITERAL" else value)]
        return _Begin(frozenset(filter(None, parts)), False) if all(parts) else None
    if kind == "SUBPATTERN" and not value[1] and not value[2]:
        return _begin(list(value[-1]))
    if kind == "MAX_REPEAT":
        begin = _begin(list(value[2]))
        return begin and _Begin(begin.characters, begin.may_be_empty or not value[0])
    begins = [_begin(list(branch)) for branch in value[1]] if kind == "BRANCH" else [None]
    known = [begin for begin in begins if begin is not None]
    if len(known) < len(begins):
        return None
    return _Begin(
        frozenset().union(*(begin.characters for begin in known)), any(begin.may_be_empty for begin in known)
    )


def _of_class(part: Any) -> str | None:
    """A part of a class as it is written."""
    kind, value = str(part[0]), part[1]
    if kind == "LITERAL":
        return re.escape(chr(value))
    if kind == "RANGE":
        return "-".join(re.escape(chr(end)) for end in value)
    return r"\s" if (kind, str(value)) == ("CATEGORY", "CATEGORY_SPACE") else None


def _of_sequence(items: list[Any]) -> frozenset[str] | None:
    """The smallest set of pairs that a part of the sequence requires."""
    choices = [found for run in _runs(items) if (found := _of_run(run))]
    choices += [found for item in items if (found := _of_item(item))]
    return min(choices, key=_weight, default=None)


def _runs(items: Iterable[Any]) -> Iterator[list[frozenset[str]]]:
    """Runs of neighbouring characters that must all occur, each as the characters possible at its place."""
    run: list[frozenset[str]] = []
    for item in items:
        characters = _characters(item)
        if characters is None:
            yield run
            run = []
        else:
            run.append(characters)
    yield run


def _of_run(run: list[frozenset[str]]) -> frozenset[str] | None:
    pairs = [
        frozenset(a + b for a in left for b in right)
        for left, right in pairwise(run)
        if _chinese(left) and _chinese(right)
    ]
    return min(pairs, key=_weight, default=None)


def _weight(pairs: frozenset[str]) -> tuple[int, list[str]]:
    """A sort key: the lower, the fewer texts contain one of the pairs."""
    return len(pairs) + _COMMON_WEIGHT * len(pairs & _COMMON), sorted(pairs)


def _chinese(characters: Iterable[str]) -> bool:
    return all(_FIRST <= ord(character) <= _LAST for character in characters)


def _characters(item: Any) -> frozenset[str] | None:
    """The characters possible at one place, None for anything else."""
    kind, value = str(item[0]), item[1]
    if kind == "LITERAL":
        return frozenset(chr(value))
    if kind == "IN" and all(str(part[0]) == "LITERAL" for part in value):
        return frozenset(chr(part[1]) for part in value)
    return None


def _of_item(item: Any) -> frozenset[str] | None:
    """The pairs that a group, choice or repetition (matched at least once) requires."""
    kind, value = str(item[0]), item[1]
    if kind == "SUBPATTERN":
        return _of_sequence(list(value[-1]))
    if kind in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _of_sequence(list(value[2])) if value[0] else None
    if kind != "BRANCH":
        return None
    branches = [_of_sequence(list(branch)) for branch in value[1]]
    if any(branch is None for branch in branches):
        return None
    return frozenset().union(*(branch for branch in branches if branch))
