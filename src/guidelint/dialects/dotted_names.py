"""Follows dotted names through a source's tree: mappings, lists, and structures stored as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, cast

from guidelint.dialects.embedded import Format, opened
from guidelint.dialects.model import Dialect
from guidelint.location import Path

Found = tuple[Any, Path]
"""A value and its path, which continues inside a text that holds a structure; `clipped` leads back to it."""

Row = tuple[Mapping[str, Any], Path]
"""A row and its path."""


@cache
def _labels(dialect: Dialect) -> frozenset[str]:
    """The labels of the pages that a dialect stores as text."""
    pages = tuple(f"{column}." for column, kind in dialect.embedded.items() if kind == "page")
    return frozenset(name.partition(".")[2] for name in dialect.names if name.startswith(pages) and pages)


def reach(value: Any, at: Path, name: str, dialect: Dialect) -> Iterator[Found]:
    """Every value at a dotted name, in order; "." is the value itself. Rows that do not count are skipped."""
    for here, place in flat([(value, at)]):
        if name == ".":
            yield here, place
        elif isinstance(here, Mapping) and counts(here, dialect.only, True):
            head, dot, tail = name.partition(".")
            if name in here:
                yield inside(here[name], name, dialect), (*place, name)
            elif dot and head in here:
                yield from reach(inside(here[head], head, dialect), (*place, head), tail, dialect)


def inside(value: Any, name: str, dialect: Dialect) -> Any:
    """The value of a column, parsed if the column stores a structure as text."""
    if isinstance(value, str) and name in dialect.embedded:
        return opened(value, cast(Format, dialect.embedded[name]), _labels(dialect))
    if isinstance(value, list) and len(value) == 1 and name in dialect.embedded:
        return inside(value[0], name, dialect)
    return value


def counts(row: Mapping[str, Any], where: Mapping[str, tuple[str, ...]], lenient: bool = False) -> bool:
    """Whether each required column has one of its values; if lenient, each of those that the row has."""
    for column, values in where.items():
        found = row.get(column)
        while isinstance(found, list) and len(found) == 1:
            found = found[0]
        if (found is None and not lenient) or (found is not None and str(found).strip() not in values):
            return False
    return True


def flat(found: Iterable[Found]) -> Iterator[Found]:
    """The same values with nested lists flattened."""
    levels = [iter(found)]
    while levels:
        value, at = next(levels[-1], (levels, ()))
        if value is levels:
            levels.pop()
        elif isinstance(value, list):
            levels.append(iter([(item, (*at, number)) for number, item in enumerate(value)]))
        else:
            yield value, at


def clipped(root: Any, path: Path) -> Path:
    """A path as far as the tree itself goes; inside a structure stored as text, the path of that text."""
    for number, step in enumerate(path):
        if isinstance(root, str):
            return path[:number]
        if isinstance(root, Mapping):
            root = root.get(cast(str, step))
        elif isinstance(root, list) and isinstance(step, int) and step < len(root):
            root = root[step]
        else:
            return path
    return path
