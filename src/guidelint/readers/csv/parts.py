"""Reads a long CSV in parts: consecutive rows below the header of the whole, with their original positions."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import count, islice
from types import MappingProxyType
from typing import BinaryIO

from guidelint.lean.tuples import NamedTuple
from guidelint.location import Lines
from guidelint.readers.csv.head import FileHead, NotInPartsError, Recorded, head_of
from guidelint.readers.csv.joined import Joined
from guidelint.readers.csv.part import CsvPart
from guidelint.readers.csv.reader import CsvTree
from guidelint.readers.csv.scan import row_reader
from guidelint.readers.decode import Decoded, decode, encoding_of
from guidelint.readers.same_files import LastRead

_NOTHING: Mapping[str, BinaryIO] = MappingProxyType({})
_JOINED = 1024
"""Rows in a part, if there are list files."""


def part_trees(
    file: BinaryIO, names: frozenset[str], size: int, companions: Mapping[str, BinaryIO] = _NOTHING
) -> Iterator[CsvTree]:
    """The trees of a file's parts, each of `size` rows; or a single tree if the file cannot be read in parts.

    Each part is joined with its rows of the list files. Defects of those files are reported by the first
    part.
    """
    cut = False
    for tree in _parts(file, names, min(size, _JOINED) if companions else size, companions):
        cut = True
        yield tree
    if not cut:
        text = decode(_all_of(file)).text
        if text is not None:
            yield CsvTree(text, names, {name: _all_of(other) for name, other in companions.items()})


def _all_of(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read()


class _FirstPass(NamedTuple):
    """The result of a first pass over a file and its list files, if they can be read in parts."""

    decoded: Decoded
    head: FileHead
    lists: Joined


_last = LastRead[_FirstPass]()
"""The result for the last files that had list files."""


def _parts(
    file: BinaryIO, names: frozenset[str], size: int, companions: Mapping[str, BinaryIO]
) -> Iterator[CsvPart]:
    first_pass = partial(_scan, file, names, size, companions)
    try:
        seen = (
            _last.of((file, *companions.values()), first_pass, names, size, *companions)
            if companions
            else first_pass()
        )
    except (NotInPartsError, csv.Error):
        return
    yield from _cut(file, seen.decoded, seen.head, size, seen.lists.of(companions))


def _scan(file: BinaryIO, names: frozenset[str], size: int, companions: Mapping[str, BinaryIO]) -> _FirstPass:
    decoded = encoding_of(file)
    head = head_of(file, decoded, names)
    if head is None or any(column.list_label for column in head.header.columns):
        raise NotInPartsError
    lists = Joined(head, names, size, companions)
    _see(file, decoded, head, lists)
    lists.find()
    return _FirstPass(decoded, head, lists)


def _see(file: BinaryIO, decoded: Decoded, head: FileHead, lists: Joined) -> None:
    """Check that all text is below headings and every quote is closed, and record the keys of the rows."""
    recorded, reader = _below(head, file, decoded)
    quotes, holds = head.text.count('"'), head.holding()
    for row in lists.noting(reader):
        quotes += recorded.text().count('"')
        if not holds(row):
            raise NotInPartsError
    if quotes % 2:
        raise NotInPartsError


def _below(head: FileHead, file: BinaryIO, decoded: Decoded) -> tuple[Recorded, Iterator[list[str]]]:
    """The rows below a head, and the recorder of their text."""
    recorded = Recorded(file, decoded)
    reader = row_reader(recorded, head.delimiter)
    for _ in islice(reader, head.rows):
        pass
    recorded.text()
    return recorded, reader


def _cut(file: BinaryIO, decoded: Decoded, head: FileHead, size: int, lists: Joined) -> Iterator[CsvPart]:
    recorded, reader = _below(head, file, decoded)
    lines = characters = number = 0
    for list_part in count():
        if not sum(1 for _ in islice(reader, size)):
            return
        body = recorded.text()
        part = CsvPart(head, body, (lines, characters), lists.rows(list_part))
        if part.root:
            part.problems += [] if number else lists.problems
            part.kinds = lists.kinds
            part.number, number = number, number + len(part.root)
            yield part
        lines += len(Lines(body).starts) - 1
        characters += len(body)
