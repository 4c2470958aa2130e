"""Locates the values of a record that was made by `fast_path`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guidelint.dialects.candidates import ONE, alone
from guidelint.dialects.columns import Column, Level
from guidelint.location import Path


class FastPathOrigin:
    """Translates a canonical path to the path in the source's tree, for records made by `fast_path`."""

    __slots__ = ("at", "level", "row")

    def __init__(self, level: Level, row: Mapping[str, Any], at: Path) -> None:
        self.level = level
        self.row = row
        self.at = at

    def __call__(self, path: Path) -> Path:
        """The source path of a canonical path; for a missing value, that of its nearest ancestor."""
        found, level = self.at, self.level
        value: Any = self.row
        for step in path:
            if isinstance(step, str):
                known = _key(level, value, step) if isinstance(value, Mapping) else None
                if known is None:
                    return found
                key, column = known
                found, value, level = (*found, key), value[key], column.level
                if column.field.kind in ONE:
                    value, found = alone(value, found)
            elif isinstance(value, list) and step < len(value):
                found, value = (*found, step), value[step]
            else:
                return found
        return found


def _key(level: Level, row: Mapping[str, Any], name: str) -> tuple[str, Column] | None:
    """The key of a row from which a field was read, and its column."""
    for key in row:
        column = level.by_key.get(key)
        if column is not None and column.field.name == name:
            return key, column
    return None
