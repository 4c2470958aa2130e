"""Runs the examples in dialect files: compares the records and problems that they yield with those stated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from guidelint.dialects import choose, find_rows, read_record
from guidelint.dialects.model import Dialect
from guidelint.lean.structs import Struct
from guidelint.location import format_path


class DialectResult(Struct):
    """What an example of a dialect states and what it yielded: the named fields, and `problems`."""

    dialect: str
    example: str
    expected: Mapping[str, Any]
    actual: Mapping[str, Any]

    @property
    def right(self) -> bool:
        """Whether the dialect read the example as stated."""
        return self.expected == self.actual


def results(dialects: Iterable[Dialect]) -> list[DialectResult]:
    """The result of every example of some dialects."""
    return [_result(dialect, example) for dialect in dialects for example in dialect.examples]


def _result(dialect: Dialect, example: Mapping[str, Any]) -> DialectResult:
    expected = {**example["record"], "problems": example["problems"]}
    actual: dict[str, Any] = {"problems": {}}
    rows = find_rows(choose([dialect], dialect.name), example["source"])
    record = read_record(rows[0], 0) if rows else None
    if record is not None:
        actual = {name: record.data[name] for name in example["record"] if name in record.data}
        actual["problems"] = {format_path(problem.path): problem.rule for problem in record.problems}
    return DialectResult(dialect.name, example["name"], expected, actual)
