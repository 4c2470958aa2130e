"""Checks regular expressions in rules: syntax, and patterns that take exponential time on some texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from guidelint.checks.ambiguity import REPEATS, goes_on, is_ambiguous

AMBIGUOUS = (
    "a repeated part that matches the same text in two ways, which takes endless time on some texts: "
    "write a+ for (a+)+, and (ab?)+ for (a|ab?)+"
)


def fault_of(expression: str) -> str:
    """Why a rule cannot use an expression; empty if it can."""
    try:
        flags = re.compile(expression).flags
        tree = re._parser.parse(expression)  # type: ignore[attr-defined]
    except (re.error, OverflowError, RecursionError) as error:
        return f"not a regular expression: {error}"
    return AMBIGUOUS if _is_endless(tree, False, tree, flags) else ""


def _is_endless(items: Sequence[Any], before: bool, tree: Any, flags: int) -> bool:
    """Whether an ambiguous part repeats without bound, `before` or within something that may not be there: the text
    is then divided in every way that there is.
    """
    for number, (kind, value) in enumerate(items):
        name = str(kind)
        follows = before or any(map(_may_fail, items[number + 1 :]))
        if name in REPEATS and follows and goes_on(value[1]) and is_ambiguous(value[2], tree, flags):
            return True
        kept = follows and (name in REPEATS or name in ("SUBPATTERN", "BRANCH"))
        inner_flags = (flags | value[1]) & ~value[2] if name == "SUBPATTERN" else flags
        if any(_is_endless(inner, kept, tree, inner_flags) for inner in _inner(name, value)):
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
        [value[-1]] if name in (*REPEATS, "POSSESSIVE_REPEAT", "SUBPATTERN", "ASSERT", "ASSERT_NOT") else []
    )


def _may_fail(item: Any) -> bool:
    """Whether a part asks for something: a character at least, or a place."""
    kind, value = str(item[0]), item[1]
    if kind in REPEATS or kind == "POSSESSIVE_REPEAT":
        return value[0] > 0 and any(map(_may_fail, value[2]))
    if kind == "BRANCH":
        return all(any(map(_may_fail, way)) for way in value[1])
    if kind in ("SUBPATTERN", "ATOMIC_GROUP"):
        return any(map(_may_fail, value[-1] if kind == "SUBPATTERN" else value))
    return True
