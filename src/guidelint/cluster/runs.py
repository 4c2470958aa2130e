"""What one task of the cluster processes: batches of sources, from descriptions of files or from rows.

A task is a partition of a DataFrame. Its guides are numbered on from those of the tasks before it.
"""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from guidelint.lean.tuples import NamedTuple
from guidelint.sources.batches import PART, Batch
from guidelint.sources.inputs import Input, Part

Run = tuple[int, Iterator[Batch]]
"""The number of a task, and its batches."""
_AS_SPACE = str.maketrans("\r\n", "\t\t")
"""A tab is to JSON what a line break is: a space between values, a mistake in a text."""
Runs = Callable[[Iterator[Any]], Iterator[Run]]
"""The runs in the Arrow batches of a partition."""


def file_runs(tables: Iterator[Any]) -> Iterator[Run]:
    """The runs of files, which executors read for themselves: a row has a number (`task`) and a pickled run.

    Only the driver writes these rows, and only its executors read them.
    """
    for table in tables:
        for row in table.to_pylist():
            yield row["task"], iter(pickle.loads(row["run"]))


class Rows(NamedTuple):
    """How many rows of a source, and how many of them that are not blank."""

    rows: int = 0
    guides: int = 0

    def plus(self, other: Rows) -> Rows:
        """Those and others."""
        return Rows(*map(sum, zip(self, other, strict=True)))


class FrameRuns(NamedTuple):
    """Runs of a frame's own rows: JSON texts in a column `value`, or columns as dialects know them.

    `source` is the column that names the source of a row; without one all are of the source `name`, which the
    caller named. `before` leads from task and source to the rows before them. `present` are the fields for
    which the frame has columns, None of texts.
    """

    name: str
    source: str | None
    texts: bool
    before: Mapping[int, Mapping[str, Rows]] = {}
    present: frozenset[str] | None = None

    def runs(self, tables: Iterator[Any]) -> Iterator[Run]:
        """The one run of a partition, unless it is empty."""
        from pyspark import TaskContext

        first = next(tables, None)
        context = TaskContext.get()
        if first is not None and context is not None:
            task = context.partitionId()
            yield task, self._batches(self.before.get(task, {}), first, tables)

    def _batches(self, before: Mapping[str, Rows], first: Any, more: Iterator[Any]) -> Iterator[Batch]:
        seen = dict(before)
        for chunk in self.chunks(first, more):
            yield tuple(self._part(source, rows, seen) for source, rows in self.by_source(chunk))

    def chunks(self, first: Any, more: Iterator[Any]) -> Iterator[Any]:
        """Consecutive rows, about as many bytes of them as are linted at a time."""
        table: Any = first
        while table is not None:
            rows = max(1, table.num_rows * PART // max(table.nbytes, 1))
            for start in range(0, table.num_rows, rows):
                yield table.slice(start, rows)
            table = next(more, None)

    def by_source(self, chunk: Any) -> Iterator[tuple[str, Any]]:
        """The rows of each source among consecutive ones, without the column that names it."""
        if self.source is None:
            yield self.name, chunk
            return
        at = chunk.schema.names.index(self.source)
        names = [str(name or "") for name in chunk.column(at).to_pylist()]
        rows = _without(chunk, at)
        for name in Counter(names):
            yield name, rows.take([number for number, other in enumerate(names) if other == name])

    def _part(self, source: str, rows: Any, seen: dict[str, Rows]) -> Input:
        line, number = before = seen.get(source, Rows())
        data, own = text_of(rows) if self.texts else (_as_parquet(rows), Rows(rows.num_rows, rows.num_rows))
        seen[source] = before.plus(own)
        return Input(
            source,
            ".jsonl" if self.texts else ".parquet",
            partial(bytes, data),
            self.source is None,
            part=Part(line, line + rows.num_rows, line, number),
            held=True,
            present=self.present,
        )


class Numbers:
    """The true numbers of guides in a run: those before it, and those found in it."""

    def __init__(self, before: Mapping[str, int]) -> None:
        self.seen = dict(before)
        self.first: dict[str, int] = {}

    def true(self, batch: Batch) -> Batch:
        """A batch whose parts are truly numbered."""
        return tuple(source if source.part is None else self._true(source, source.part) for source in batch)

    def _true(self, source: Input, part: Part) -> Input:
        number = self.seen.setdefault(source.name, part.number)
        self.first.setdefault(source.name, number)
        return source if number == part.number else source._replace(part=part._replace(number=number))

    def count_guides(self, records: Mapping[str, int]) -> None:
        """Count the guides of a batch, by source."""
        for source, count in records.items():
            self.seen[source] = self.seen.get(source, 0) + count


def text_of(rows: Any) -> tuple[bytes, Rows]:
    """Texts as JSON lines, and how many there are."""
    values = [str(value or "").translate(_AS_SPACE) for value in rows.column(0).to_pylist()]
    data = "".join([f"{value}\n" for value in values]).encode("utf-8", "replace")
    guides = sum(bool(value.strip()) for value in values)
    return data, Rows(len(values), guides)


def _as_parquet(rows: Any) -> bytes:
    from pyarrow import BufferOutputStream, Table
    from pyarrow.parquet import write_table

    stream = BufferOutputStream()
    write_table(Table.from_batches([rows]), stream, compression="none")
    data: bytes = stream.getvalue().to_pybytes()
    return data


def _without(chunk: Any, at: int) -> Any:
    from pyarrow import RecordBatch

    others = [number for number in range(chunk.num_columns) if number != at]
    names = [chunk.schema.names[number] for number in others]
    return RecordBatch.from_arrays([chunk.column(number) for number in others], names=names)
