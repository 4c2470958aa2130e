"""Reads a long CSV in parts: consecutive rows below the header of the whole, with their original positions."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import count, islice
from types import MappingProxyType
from typing import BinaryIO

from guidelint.location import Lines
from guidelint.readers.csv_head import Head, Recorded, SeenWholeError, head_of
from guidelint.readers.csv_joined import Joined
from guidelint.readers.csv_part import CsvPart
from guidelint.readers.csv_reader import CsvTree
from guidelint.readers.decode import Decoded, decode, encoding_of
from guidelint.readers.same_files import LastSeen
from guidelint.tuples import NamedTuple

_NOTHING: Mapping[str, BinaryIO] = MappingProxyType({})
_JOINED = 1024
"""Rows in a part, if there are list files."""


def part_trees(
    file: BinaryIO, names: frozenset[str], size: int, beside: Mapping[str, BinaryIO] = _NOTHING
) -> Iterator[CsvTree]:
    """The trees of a file's parts, each of `size` rows; or a single tree if the file cannot be read in parts.

    Each part is joined with its rows of the list files. Defects of those files are reported by the first
    part.
    """
    cut = False
    for tree in _parts(file, names, min(size, _JOINED) if beside else size, beside):
        cut = True
        yield tree
    if not cut:
        text = decode(_all_of(file)).text
        if text is not None:
            yield CsvTree(text, names, {name: _all_of(other) for name, other in beside.items()})


def _all_of(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read()


class _Seen(NamedTuple):
    """The result of a first pass over a file and its list files, if they can be read in parts."""

    decoded: Decoded
    head: Head
    lists: Joined


_last = LastSeen[_Seen]()
"""The result for the last files that had list files."""


def _parts(
    file: BinaryIO, names: frozenset[str], size: int, beside: Mapping[str, BinaryIO]
) -> Iterator[CsvPart]:
    look = partial(_go_through, file, names, size, beside)
    try:
        seen = _last.of((file, *beside.values()), look, names, size, *beside) if beside else look()
    except (SeenWholeError, csv.Error):
        return
    yield from _cut(file, seen.decoded, seen.head, size, seen.lists.of(beside))


def _go_through(file: BinaryIO, names: frozenset[str], size: int, beside: Mapping[str, BinaryIO]) -> _Seen:
    decoded = encoding_of(file)
    head = head_of(file, decoded, names)
    if head is None or any(column.of_list for column in head.header.columns):
        raise SeenWholeError
    lists = Joined(head, names, size, beside)
    _see(file, decoded, head, lists)
    lists.find()
    return _Seen(decoded, head, lists)


def _see(file: BinaryIO, decoded: Decoded, head: Head, lists: Joined) -> None:
    """Check that all text is below headings and every quote is closed, and record the keys of the rows."""
    recorded, reader = _below(head, file, decoded)
    quotes, holds = head.text.count('"'), head.holding()
    for row in lists.noting(reader):
        quotes += recorded.text().count('"')
        if not holds(row):
            raise SeenWholeError
    if quotes % 2:
        raise SeenWholeError


def _below(head: Head, file: BinaryIO, decoded: Decoded) -> tuple[Recorded, Iterator[list[str]]]:
    """The rows below a head, and the recorder of their text."""
    recorded = Recorded(file, decoded)
    reader = csv.reader(recorded, delimiter=head.delimiter)
    for _ in islice(reader, head.rows):
        pass
    recorded.text()
    return recorded, reader


def _cut(file: BinaryIO, decoded: Decoded, head: Head, size: int, lists: Joined) -> Iterator[CsvPart]:
    recorded, reader = _below(head, file, decoded)
    lines = signs = number = 0
    for stretch in count():
        if not sum(1 for _ in islice(reader, size)):
            return
        body = recorded.text()
        part = CsvPart(head, body, (lines, signs), lists.rows(stretch))
        if part.root:
            part.problems += [] if number else lists.problems
            part.kinds = lists.kinds
            part.number, number = number, number + len(part.root)
            yield part
        lines += len(Lines(body).starts) - 1
        signs += len(body)
