"""Checks regular expressions in rules: syntax, and patterns that take exponential time on some texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

_REPEATS = ("MAX_REPEAT", "MIN_REPEAT")
NESTED = "a repeat within a repeat, which takes endless time on some texts: write a+ for (a+)+"


def fault_of(expression: str) -> str:
    """Why a rule cannot use an expression; empty if it can."""
    try:
        re.compile(expression)
        tree = re._parser.parse(expression)  # type: ignore[attr-defined]
    except re.error as error:
        return f"not a regular expression: {error}"
    if _is_endless(tree, False):
        return NESTED
    return ""


def _is_endless(items: Sequence[Any], before: bool) -> bool:
    """Whether a part repeats without bound what does so itself, `before` or within something that may not be there:
    the same text can be divided in as many ways as there are subsets, and each is tried.
    """
    for number, (kind, value) in enumerate(items):
        name = str(kind)
        follows = before or any(map(_may_fail, items[number + 1 :]))
        if name in _REPEATS and follows and _is_unbounded(value) and any(map(_divides, _ways(value[2]))):
            return True
        kept = follows and (name in _REPEATS or name in ("SUBPATTERN", "BRANCH"))
        if any(_is_endless(inner, kept) for inner in _inner(name, value)):
            return True
    return False


def _inner(name: str, value: Any) -> list[Any]:
    """The sequences inside a part."""
    if name == "BRANCH":
        return list(value[1])
    if name == "GROUPREF_EXISTS":
        return [each for each in value[1:] if each is not None]
    if name == "ATOMIC_GROUP":
        return [value]
    return (
        [value[-1]] if name in (*_REPEATS, "POSSESSIVE_REPEAT", "SUBPATTERN", "ASSERT", "ASSERT_NOT") else []
    )


def _is_unbounded(value: Any) -> bool:
    return str(value[1]) == "MAXREPEAT"


def _may_fail(item: Any) -> bool:
    """Whether a part asks for something: a character at least, or a place."""
    kind, value = str(item[0]), item[1]
    if kind in _REPEATS or kind == "POSSESSIVE_REPEAT":
        return value[0] > 0 and any(map(_may_fail, value[2]))
    if kind == "BRANCH":
        return all(any(map(_may_fail, way)) for way in value[1])
    if kind in ("SUBPATTERN", "ATOMIC_GROUP"):
        return any(map(_may_fail, value[-1] if kind == "SUBPATTERN" else value))
    return True


def _ways(items: Sequence[Any]) -> list[Sequence[Any]]:
    """The alternatives of a group, past the groups that only hold another."""
    if len(items) == 1:
        kind, value = str(items[0][0]), items[0][1]
        if kind in ("SUBPATTERN", "BRANCH"):
            return [way for inner in _inner(kind, value) for way in _ways(inner)]
    return [items]


def _divides(items: Sequence[Any]) -> bool:
    """Whether a sequence may be one part alone that repeats without bound."""
    repeats = [str(kind) in _REPEATS and _is_unbounded(value) for kind, value in items]
    needed = [number for number, item in enumerate(items) if _may_fail(item)]
    return any(repeat and all(number == own for own in needed) for number, repeat in enumerate(repeats))
