"""Representatives of the matters of a long CSV: together they have every column and list that any has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import repeat
from typing import Any

from guidelint.lean.tuples import NamedTuple
from guidelint.readers.csv.head import FileHead
from guidelint.readers.csv.keys import Keys
from guidelint.readers.csv.list_index import Index, ListFile
from guidelint.readers.csv.part import CsvPart, Rows
from guidelint.readers.csv.reader import CsvFile
from guidelint.readers.table.lists import list_titled

_TEXT = "字"
"""What stands for any text: Chinese, as texts of matters are."""


class Found(NamedTuple):
    """A list file, the key column that it shares with the main file, and the rows that belong to each part."""

    list_file: ListFile
    key: str
    where: Index


class _State(NamedTuple):
    """Which columns titled after a list hold a text in some matter, and whether a file gives its list."""

    texts: tuple[bool, ...]
    given: bool


def kinds(head: FileHead, keys: Keys, found: Sequence[Found]) -> list[dict[str, Any]]:
    """The fewest representatives, each with a number as its key, read as the matters of a part are."""
    states = _states(keys, found)
    numbers = range(max(2, *map(len, states.values())))
    lists = []
    for list_file, key, _ in found:
        list_label = states[list_titled(list_file.title) or ""]
        given = [number for number in numbers if list_label[number % len(list_label)].given]
        names = [column.name for column in list_file.head.header.columns]
        rows = [{**dict.fromkeys(names, _TEXT), key: str(number)} for number in given]
        file = CsvFile(
            list_file.head.text + _written(list_file.head, rows), list_file.head.delimiter, list_file.name
        )
        lists.append(Rows(file, list_file.head.header))
    shared = {each.key for each in found}
    own = [_own(keys, states, number) | dict.fromkeys(shared, str(number)) for number in numbers]
    made: list[dict[str, Any]] = CsvPart(head, _written(head, own), (0, 0), lists).root
    return made


def _states(keys: Keys, found: Sequence[Found]) -> dict[str, list[_State]]:
    """The states of the matters, by list."""
    given: dict[str, bytearray] = {}
    for list_file, _, where in found:
        label = list_titled(list_file.title) or ""
        known = given.get(label)
        given[label] = bytearray(map(max, known, where.given)) if known else where.given
    labels = dict.fromkeys([*given, *filter(None, map(list_titled, keys.listed))])
    shapes = list(keys.shapes)
    states = {}
    for label in labels:
        own = [at for at, name in enumerate(keys.listed) if list_titled(name) == label]
        met = set(zip(keys.shape_of, given.get(label) or repeat(0), strict=False))
        states[label] = sorted(
            {_State(tuple(shapes[shape][at] for at in own), bool(has)) for shape, has in met}
        )
    return states


def _own(keys: Keys, states: Mapping[str, Sequence[_State]], number: int) -> dict[str, str]:
    """The cells of a matter's own columns; alternately all texts that occur, and all blanks."""
    filled = {name for name in keys.texts if number % 2 == 0 or name not in keys.blanks}
    for label, list_label in states.items():
        own = [name for name in keys.listed if list_titled(name) == label]
        holds = dict(zip(own, list_label[number % len(list_label)].texts, strict=True))
        filled = filled.difference(own) | {name for name in own if holds[name]}
    return dict.fromkeys(filled, _TEXT)


def _written(head: FileHead, rows: Sequence[Mapping[str, str]]) -> str:
    """Rows below a head, as CSV text."""
    names = {column.at: column.name for column in head.header.columns}
    lines = (
        head.delimiter.join(row.get(names.get(at, ""), "") for at in range(max(names) + 1)) for row in rows
    )
    return "".join(f"{line}\n" for line in lines)
