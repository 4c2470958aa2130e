"""From a record that was read by the short way (`shortcut`) back to its source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guidelint.dialects.columns import Level
from guidelint.location import Path


class ShortWay:
    """From a canonical path to the path in the source's tree, of a record that was read by the short way."""

    __slots__ = ("at", "level", "row")

    def __init__(self, level: Level, row: Mapping[str, Any], at: Path) -> None:
        self.level = level
        self.row = row
        self.at = at

    def __call__(self, path: Path) -> Path:
        """The place that a canonical path came from; of what is missing, that of its nearest ancestor."""
        found, level = self.at, self.level
        value: Any = self.row
        for step in path:
            if isinstance(step, str):
                known = _key(level, value, step) if isinstance(value, Mapping) else None
                if known is None:
                    return found
                key, level = known
                found, value = (*found, key), value[key]
            elif isinstance(value, list) and step < len(value):
                found, value = (*found, step), value[step]
            else:
                return found
        return found


def _key(level: Level, row: Mapping[str, Any], name: str) -> tuple[str, Level] | None:
    """The key of a row that gives a field, and the columns below it."""
    for key in row:
        column = level.by_key.get(key)
        if column is not None and column.field.name == name:
            return key, column.level
    return None
