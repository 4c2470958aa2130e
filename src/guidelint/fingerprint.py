"""The identity of a finding across edits: rule, matter, path by names, and value; no line numbers or counts."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

from guidelint.lean.digest import sha256
from guidelint.location import Path
from guidelint.record import Data
from guidelint.vocabulary import TEXT_ENTRY

T = TypeVar("T")


def fingerprint(rule: str, record: Data | None, source: str, path: Path, extra: str = "") -> str:
    """Sixteen hexadecimal digits. `extra` tells findings apart that have no record (a key, a reason)."""
    data = record or {}
    parts = (rule, matter_id(data, source), named_path(data, path), extra or _normal(value_at(data, path)))
    return sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:16]


@cache
def set_fingerprint(rule: str) -> str:
    """The fingerprint of a rule's finding on the whole set: the same whatever guides the set has."""
    return fingerprint(rule, None, "", (), "set")


def split_known(
    things: Iterable[T], known: Counter[str], of: Callable[[T], str] = attrgetter("fingerprint")
) -> tuple[list[T], list[T], Counter[str]]:
    """Things with and without known fingerprints, equal ones with their number; and what was not found."""
    left = Counter(known)
    new: list[T] = []
    old: list[T] = []
    for thing in things:
        name = of(thing)
        seen = left[name] > 0
        left[name] -= seen
        (old if seen else new).append(thing)
    return new, old, left


def matter_id(data: Data, source: str) -> str:
    """item_code, else code, else authority and name, else the source."""
    for name in ("item_code", "code"):
        if isinstance(data.get(name), str) and data[name].strip():
            return _normal(data[name])
    if data.get("name"):
        return f"{_normal(data.get('authority'))}/{_normal(data['name'])}"
    return source


def named_path(data: Data, path: Path) -> str:
    """The path with list positions replaced by what names the element, so that reordering changes nothing."""
    steps: list[str] = []
    for depth, step in enumerate(path):
        if isinstance(step, str):
            steps.append(step)
            continue
        element = value_at(data, path[: depth + 1])
        name = (
            element.get(TEXT_ENTRY.get(str(path[depth - 1]), "name"))
            if isinstance(element, dict)
            else element
        )
        steps.append(f"[{_normal(name) or step}]")
    return ".".join(steps)


def value_at(value: Any, path: Path) -> Any:
    """The value at a canonical path, None where there is none."""
    for step in path:
        if isinstance(value, dict):
            value = value.get(str(step))
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def _normal(value: Any) -> str:
    if not isinstance(value, str):
        return "" if value is None or isinstance(value, (dict, list)) else str(value)
    return "".join(unicodedata.normalize("NFKC", value).split())
