"""Representative matters of a long CSV, which together have every column and list that any of its matters
has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import repeat
from typing import Any

from guidelint.readers.csv_beside import Beside, Index
from guidelint.readers.csv_head import Head
from guidelint.readers.csv_keys import Keys
from guidelint.readers.csv_part import CsvPart, Rows
from guidelint.readers.csv_reader import CsvFile
from guidelint.readers.lists import list_titled
from guidelint.tuples import NamedTuple

_TEXT = "字"
"""What stands for any text: Chinese, as texts of matters are."""


class Found(NamedTuple):
    """A list file, the key column that it shares with the main file, and the rows that belong to each part."""

    beside: Beside
    key: str
    where: Index


class _State(NamedTuple):
    """Which columns titled after a list hold a text in some matter, and whether a file gives its list."""

    texts: tuple[bool, ...]
    given: bool


def kinds(head: Head, keys: Keys, found: Sequence[Found]) -> list[dict[str, Any]]:
    """The smallest set of representative matters, each with a number as its key, read as the matters of a
    part are.
    """
    states = _states(keys, found)
    numbers = range(max(2, *map(len, states.values())))
    lists = []
    for beside, key, _ in found:
        of_list = states[list_titled(beside.title) or ""]
        given = [number for number in numbers if of_list[number % len(of_list)].given]
        names = [column.name for column in beside.head.header.columns]
        rows = [{**dict.fromkeys(names, _TEXT), key: str(number)} for number in given]
        file = CsvFile(beside.head.text + _written(beside.head, rows), beside.head.delimiter, beside.name)
        lists.append(Rows(file, beside.head.header, key))
    shared = {each.key for each in found}
    own = [_own(keys, states, number) | dict.fromkeys(shared, str(number)) for number in numbers]
    made: list[dict[str, Any]] = CsvPart(head, _written(head, own), (0, 0), lists).root
    return made


def _states(keys: Keys, found: Sequence[Found]) -> dict[str, list[_State]]:
    """The states of the matters, by list."""
    given: dict[str, bytearray] = {}
    for beside, _, where in found:
        label = list_titled(beside.title) or ""
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
    for label, of_list in states.items():
        own = [name for name in keys.listed if list_titled(name) == label]
        holds = dict(zip(own, of_list[number % len(of_list)].texts, strict=True))
        filled = filled.difference(own) | {name for name in own if holds[name]}
    return dict.fromkeys(filled, _TEXT)


def _written(head: Head, rows: Sequence[Mapping[str, str]]) -> str:
    """Rows below a head, as CSV text."""
    names = {column.at: column.name for column in head.header.columns}
    lines = (
        head.delimiter.join(row.get(names.get(at, ""), "") for at in range(max(names) + 1)) for row in rows
    )
    return "".join(f"{line}\n" for line in lines)
