"""A source read once more, for its guides unjudged and for the regions of paths in them."""

from __future__ import annotations

from guidelint.dialects import find_rows, read_record
from guidelint.linter import Linter
from guidelint.location import Path, Region
from guidelint.passage import Input, Passage
from guidelint.readers.tree import Tree
from guidelint.record import Record

_START = Region(1, 1, 1, 1)


def regions(linter: Linter, source: Input, pairs: list[tuple[int, Path]]) -> list[Region]:
    """The regions of paths in numbered records of a source, which is read once more for it."""
    tree = Passage(linter, source).tree()
    records = records_of(linter, tree) if tree else []
    return [
        tree.region(records[number].origin(path)) if tree and number < len(records) else _START
        for number, path in pairs
    ]


def records_of(linter: Linter, tree: Tree) -> list[Record]:
    """The guides of a tree, in order, unjudged."""
    found: list[Record] = []
    for row in find_rows(linter.dialects, tree.root):
        record = read_record(row, len(found))
        if record is not None:
            found.append(record)
    return found
