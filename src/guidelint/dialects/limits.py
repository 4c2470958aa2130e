"""Reads the unit and note of a time limit from columns of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import starmap
from typing import Any

from guidelint.dialects.candidates import alone
from guidelint.dialects.columns import Column
from guidelint.dialects.dotted_names import Found
from guidelint.dialects.row_state import Pass
from guidelint.location import Path
from guidelint.record import Data, is_missing

_PARTS = ("value", "unit", "note")
_BARE = re.compile(r"[\d０-９.]+个?|[零〇一二两三四五六七八九十百]+个?")
"""A number without unit; not 20 工作日 and 即办."""


def put_mapping(
    run: Pass, target: Data, column: Column, raw: Mapping[str, Any], at: tuple[Path, Path]
) -> None:
    """Write a limit given as {value, unit, note} (in XML as attributes); `at` is its path and its origin."""
    path, origin = at
    name = column.field.name
    keys = {part: part if part in raw else f"@{part}" for part in _PARTS}
    parts = {part: _part(run, raw.get(key), (*path, part)) for part, key in keys.items()}
    if parts["value"]:
        run.put(target, name, parts["value"] + parts["unit"], path, (*origin, keys["value"]))
    if parts["note"]:
        run.put(target, name + "_note", parts["note"], (*path, "note"), (*origin, keys["note"]))
    for key in [key for key in raw if key not in keys.values()] if run.dialect.labels else ():
        run.unknown_key(key, (*origin, key), frozenset(_PARTS), path)


def _part(run: Pass, raw: Any, path: Path) -> str:
    raw, _ = alone(raw, path)
    return (run.text(raw, path) or "").strip() if raw is not None else ""


def put_unit(run: Pass, target: Data, column: Column, units: Iterable[Found], path: Path) -> None:
    """Add a unit to a limit that is a bare number: the first one given, or the platform's only one."""
    name = column.field.name
    if name not in target or not _BARE.fullmatch(target[name].strip()):
        return
    for raw, origin in starmap(alone, units):
        if isinstance(raw, str) and raw.strip():
            _put_unit(run, target, column, raw.strip(), (path, origin))
            return
    target[name] += column.source.measured_in


def _put_unit(run: Pass, target: Data, column: Column, text: str, at: tuple[Path, Path]) -> None:
    path, origin = at
    units = column.units
    if units is None or text in units or not text.isascii():
        target[column.field.name] += (units or {}).get(text, text)
        return
    run.unknown_code((*path, "unit"), text, tuple(units.values()), origin)
    run.broken.add(path)


def put_note(run: Pass, target: Data, column: Column, notes: Iterable[Found], path: Path) -> None:
    """Write the first note that is not empty."""
    for raw, origin in starmap(alone, notes):
        if isinstance(raw, str) and not is_missing(raw):
            run.put(target, column.field.name + "_note", raw, (*path, "note"), origin)
            return
