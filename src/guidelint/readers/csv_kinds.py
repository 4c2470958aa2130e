"""Matters that stand for all of a long CSV: they have, together, what any of it has in its columns and lists."""

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
    """A file beside the whole, the column that both share, and which of its rows belong where."""

    beside: Beside
    key: str
    where: Index


class _State(NamedTuple):
    """Of some matter: which of the columns that are titled after a list hold a text, and whether a file gives it."""

    texts: tuple[bool, ...]
    given: bool


def kinds(head: Head, keys: Keys, found: Sequence[Found]) -> list[dict[str, Any]]:
    """As few matters as it takes, each with a number for its key, read as those of a part are."""
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
    """The states that matters are in, by list."""
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
    """The cells of a matter's own columns: by turns all texts that there are, and all blanks."""
    filled = {name for name in keys.texts if number % 2 == 0 or name not in keys.blanks}
    for label, of_list in states.items():
        own = [name for name in keys.listed if list_titled(name) == label]
        holds = dict(zip(own, of_list[number % len(of_list)].texts, strict=True))
        filled = filled.difference(own) | {name for name in own if holds[name]}
    return dict.fromkeys(filled, _TEXT)


def _written(head: Head, rows: Sequence[Mapping[str, str]]) -> str:
    """Rows of the columns of a head, as they stand in a file."""
    names = {column.at: column.name for column in head.header.columns}
    lines = (
        head.delimiter.join(row.get(names.get(at, ""), "") for at in range(max(names) + 1)) for row in rows
    )
    return "".join(f"{line}\n" for line in lines)
