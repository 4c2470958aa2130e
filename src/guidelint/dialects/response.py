"""A platform's response: the mapping that contains the rows of its matters and their child tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from guidelint.dialects.dotted_names import Found, counts, flat, reach
from guidelint.dialects.model import Dialect
from guidelint.location import Path


class Response:
    """A response, its path in the tree, and its child tables, each grouped by matter once."""

    def __init__(self, root: Any, value: Any, at: Path) -> None:
        self.root = root
        self.value = value
        self.at = at
        self._tables: dict[tuple[str, str], tuple[list[Found], dict[str, list[int]]]] = {}

    def children(self, dialect: Dialect, name: str, row: Mapping[str, Any]) -> Iterator[Found]:
        """The rows of a child table that belong to a matter's row."""
        table = dialect.tables[name]
        rows, groups = self._table(dialect, name)
        if not table.on:
            yield from rows
            return
        keys = {str(row[column]) for column in table.key or dialect.key if row.get(column)}
        for number in sorted({number for key in keys for number in groups.get(key, ())}):
            yield rows[number]

    def rows(self, dialect: Dialect, name: str) -> list[Mapping[str, Any]] | None:
        """The rows of a child table, None if the response has no such table."""
        paths = dialect.tables[name].rows
        there = any(True for path in paths for _ in reach(self.value, self.at, path, dialect))
        return [row for row, _ in self._table(dialect, name)[0]] if there else None

    def _table(self, dialect: Dialect, name: str) -> tuple[list[Found], dict[str, list[int]]]:
        known = self._tables.get((dialect.name, name))
        if known is None:
            known = self._tables[dialect.name, name] = self._grouped(dialect, name)
        return known

    def _grouped(self, dialect: Dialect, name: str) -> tuple[list[Found], dict[str, list[int]]]:
        table = dialect.tables[name]
        found = flat(value for path in table.rows for value in reach(self.value, self.at, path, dialect))
        rows = [
            (row, at) for row, at in found if isinstance(row, Mapping) and counts(row, dialect.only, True)
        ]
        groups: dict[str, list[int]] = {}
        for number, (row, _) in enumerate(rows):
            for column in table.on:
                if row.get(column):
                    groups.setdefault(str(row[column]), []).append(number)
        return rows, groups
