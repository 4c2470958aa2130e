"""The rows that executors return, as Arrow batches with one schema, so that one DataFrame holds them all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

SCHEMA = "kind string, task long, line string, sums binary, rule string, mark long"
"""A row's `kind` says what it is: a finding, a suppressed one or a guide with findings as JSON (`line`); the sums
of a task; a mark of a guide under a rule; what was asked for besides."""
_LINES = 10_000


def lines(kind: str, task: int, texts: Sequence[str]) -> Iterator[Any]:
    """Batches of a row a text."""
    for start in range(0, len(texts), _LINES):
        some = texts[start : start + _LINES]
        yield _batch(len(some), kind, task, line=some)


def sums(kind: str, task: int, data: bytes) -> Any:
    """A batch of one row with a packed value."""
    return _batch(1, kind, task, sums=[data])


def key_hashes(task: int, rule: str, signed: bytes) -> Iterator[Any]:
    """Batches of a row a mark, from marks of eight bytes each."""
    from pyarrow import Array, int64, py_buffer

    count = len(signed) // 8
    if count:
        column = Array.from_buffers(int64(), count, [None, py_buffer(signed)])
        for start in range(0, count, _LINES):
            some = column[start : start + _LINES]
            yield _batch(len(some), "mark", task, rule=[rule] * len(some), mark=some)


def shares(task: int, states: Sequence[tuple[str, int, bytes]]) -> Iterator[Any]:
    """Batches of a row for the packed state under each rule and mark."""
    for start in range(0, len(states), _LINES):
        some = states[start : start + _LINES]
        rules, numbers, data = zip(*some, strict=True)
        yield _batch(len(some), "share", task, rule=list(rules), mark=list(numbers), sums=list(data))


def _batch(count: int, kind: str, task: int, **columns: Any) -> Any:
    import pyarrow as pa

    types = {"string": pa.string(), "long": pa.int64(), "binary": pa.binary()}
    schema = pa.schema([(name, types[of]) for name, of in map(str.split, SCHEMA.split(", "))])
    whole = {"kind": [kind] * count, "task": [task] * count, **columns}
    arrays = [pa.array(whole.get(field.name, [None] * count), type=field.type) for field in schema]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)
