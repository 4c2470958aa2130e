"""Parquet exports through pyarrow: one matter per row, nested columns kept; needs the extra `parquet`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, BinaryIO, ClassVar, Literal

from guidelint.location import START, Path, Region, format_path
from guidelint.readers.parquet.rows import batches, check_sizes, opened
from guidelint.readers.tree import SourceProblem, Tree
from guidelint.readers.workbook.zipped import MAX_BYTES, RefusedError

SIZE = 4096
"""Rows in a part."""
_TIMES = 50
"""The factor by which a file read in parts may exceed the size allowed at once."""


class ParquetTree(Tree):
    """A Parquet file; see `readers.tree.Tree`.

    `root` is the list of rows, each a mapping of column → text, list or mapping. A region is a row and a
    column, shown as `行3!materials[0].name`.
    """

    takes: ClassVar[Literal["text", "bytes"]] = "bytes"
    tabular: ClassVar[bool] = True

    def __init__(self, content: bytes) -> None:
        columns: list[str] = []
        try:
            file = opened(BytesIO(content))
            columns = list(file.schema_arrow.names)
            check_sizes(file.metadata, 1)
            self._hold(columns, [row for batch in batches(file, MAX_BYTES) for row in batch], 0)
        except RefusedError as refusal:
            self._hold(columns, [], 0, refusal)

    @classmethod
    def parts(
        cls, file: BinaryIO, names: frozenset[str] = frozenset(), size: int = SIZE
    ) -> Iterator[ParquetTree]:
        """The trees of consecutive rows, at least `size` in each but the last; `number` counts the rows
        before it.

        If the file turns out to be damaged, the last tree has no rows and that problem.
        """
        number = 0
        rows: list[dict[str, Any]] = []
        columns: list[str] = []
        try:
            source = opened(file)
            columns = list(source.schema_arrow.names)
            check_sizes(source.metadata, _TIMES)
            for batch in batches(source, _TIMES * MAX_BYTES):
                rows += batch
                if len(rows) >= size:
                    yield cls._part(columns, rows, number)
                    number, rows = number + len(rows), []
        except RefusedError as refusal:
            if rows:
                yield cls._part(columns, rows, number)
            yield cls._part(columns, [], number, refusal)
            return
        if rows or not number:
            yield cls._part(columns, rows, number)

    @classmethod
    def _part(
        cls, columns: list[str], rows: list[dict[str, Any]], number: int, refusal: RefusedError | None = None
    ) -> ParquetTree:
        tree = cls.__new__(cls)
        tree._hold(columns, rows, number, refusal)
        return tree

    def _hold(
        self, columns: list[str], rows: list[dict[str, Any]], number: int, refusal: RefusedError | None = None
    ) -> None:
        self.columns, self.number = columns, number
        self.root: Any = None if refusal else rows
        self.problems: list[SourceProblem] = [] if number else _of_columns(columns)
        if refusal:
            self.problems = [SourceProblem(refusal.rule, START, {"reason": str(refusal)})]
        elif not rows:
            self.problems.append(SourceProblem("source.no-rows", START, {}))

    def region(self, path: Path) -> Region:
        """The row and column at a path, or of its nearest ancestor."""
        if not path:
            return START
        row = self.number + int(path[0]) + 1
        inner = self._existing(path)
        column = self.columns.index(str(inner[0])) + 1 if inner else 1
        name = f"行{row}" + (f"!{format_path(inner)[2:]}" if inner else "")
        return Region(row, column, row, column + 1, cell=name)

    def _existing(self, path: Path) -> Path:
        """The longest beginning of a path that exists."""
        found = self.root[int(path[0])]
        for number, step in enumerate(path[1:], 1):
            inside = isinstance(found, Mapping) and step in found
            if not inside and not (isinstance(found, list) and isinstance(step, int) and step < len(found)):
                return path[1:number]
            found = found[step]
        return path[1:]


def _of_columns(columns: list[str]) -> list[SourceProblem]:
    """Problems for columns with the same name; the last of them counts."""
    problems = []
    for name in dict.fromkeys(name for name in columns if columns.count(name) > 1):
        number = len(columns) - columns[::-1].index(name)
        region = Region(1, number, 1, number + 1, cell=f"列{number}")
        problems.append(SourceProblem("source.duplicate-key", region, {"key": name}))
    return problems
