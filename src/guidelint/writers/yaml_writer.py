"""Canonical records as YAML for people: block style, texts of several lines as blocks, quotes where they are needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from guidelint.record import Data
from guidelint.writers.written import Written
from guidelint.writers.yaml_scalars import block, scalar

_STEP = "  "


def write(records: Sequence[Data]) -> list[Written]:
    """One record as a mapping, any other number of them under `records`."""
    root = records[0] if len(records) == 1 else {"records": list(records)}
    text = "".join(f"{line}\n" for line in _lines(root))
    return [Written(".yaml", text.encode())]


def _lines(value: Any) -> Iterator[str]:
    """The lines of a collection."""
    if isinstance(value, Mapping) and value:
        for key, item in value.items():
            yield from _entry(f"{scalar(str(key))}:", item, _STEP)
    elif isinstance(value, list) and value:
        for item in value:
            yield from _element(item)
    else:
        yield "{}" if isinstance(value, Mapping) else "[]"


def _entry(head: str, item: Any, indent: str) -> Iterator[str]:
    """The lines of a key or a dash with what follows it."""
    if isinstance(item, (Mapping, list)) and item:
        yield head
        yield from (indent + line for line in _lines(item))
        return
    lines = block(item) if isinstance(item, str) else None
    if lines is None:
        yield f"{head} {_single(item)}"
        return
    yield f"{head} |-"
    yield from (indent + line if line else "" for line in lines)


def _element(item: Any) -> Iterator[str]:
    if not isinstance(item, (Mapping, list)) or not item:
        yield from _entry("-", item, _STEP)
        return
    first, *rest = _lines(item)
    yield f"- {first}"
    yield from (_STEP + line if line else "" for line in rest)


def _single(item: Any) -> str:
    if item is None:
        return "null"
    return scalar(item) if isinstance(item, str) else next(_lines(item))
