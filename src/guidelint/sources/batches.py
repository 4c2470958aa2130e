"""Sources grouped into batches: the unit of work of one process and of caching between runs.

Batch boundaries depend on the names and sizes of sources, so that a new file does not move others to another batch.
A large JSON Lines file is split by bytes, at line ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path as FilePath
from zlib import crc32

from guidelint.sources.inputs import Input, Part

PART = 4 << 20
"""About so many bytes of JSON lines are linted at a time."""
_USUAL = 64
_MOST = 4 * _USUAL
_LARGE = 1 << 20
"""A table of so many bytes ends its batch: a run that is stopped at the next one keeps what was found in it."""
_TABLES = frozenset((".xlsx", ".xlsm", ".xls", ".csv", ".tsv", ".json", ".xml", ".parquet"))
_LINES = frozenset((".jsonl", ".ndjson"))
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")

Batch = tuple[Input, ...]
Work = Callable[[Batch], bytes]
"""Lints a batch and packs the outcome."""


def batches(sources: Iterable[Input]) -> Iterator[Batch]:
    """The batches of sources, in their order."""
    batch: list[Input] = []
    for source in sources:
        parts = in_parts(source) if source.extension in _LINES else []
        if parts:
            if batch:
                yield tuple(batch)
                batch = []
            yield from ((part,) for part in parts)
            continue
        batch.append(source)
        ends = crc32(source.name.encode("utf-8", "replace")) % _USUAL == 0
        if ends or len(batch) >= _MOST or (source.extension in _TABLES and _is_large(source)):
            yield tuple(batch)
            batch = []
    if batch:
        yield tuple(batch)


def _is_large(source: Input) -> bool:
    try:
        return source.path is not None and FilePath(source.path).stat().st_size >= _LARGE
    except OSError:
        return False


def in_parts(source: Input) -> list[Input]:
    """The parts of a large file of lines; nothing for one that is small, blank, unreadable or no plain UTF-8.

    How many guides stand before a part is taken from its lines, one guide each; whoever finds that it is not
    so has to lint the later parts under their true number.
    """
    try:
        if source.path is None or FilePath(source.path).stat().st_size <= 2 * PART:
            return []
        return [source._replace(part=part) for part in _parts(source)]
    except (OSError, ValueError):
        return []


def _parts(source: Input) -> Iterator[Part]:
    assert source.path is not None
    start = line = number = 0
    with FilePath(source.path).open("rb") as file:
        while chunk := file.read(PART):
            chunk += file.readline()
            if b"\0" in chunk or b"\r" in chunk or (start == 0 and chunk.startswith(_MARKS)):
                raise ValueError("not plain lines")
            end = start + len(chunk)
            yield Part(start, end, line, number)
            lines = chunk.count(b"\n")
            line += lines
            number += lines + (not chunk.endswith(b"\n")) - _blank(chunk)
            start = end
    if not number:
        raise ValueError("blank lines alone")


def _blank(chunk: bytes) -> int:
    """How many of the lines are blank."""
    if b"\n\n" not in chunk and b"\n \n" not in chunk and chunk[:1] not in b"\n ":
        return 0
    return sum(not line.strip() for line in chunk.splitlines())
