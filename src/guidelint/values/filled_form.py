"""Compares a filled-in sample with its blank: how much is the same, and what was filled in."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cache

from guidelint.tuples import NamedTuple
from guidelint.values.numerals import half_width

_MOST = 4000
"""So many cells of a form are compared."""
_FEWEST_SLOTS = 3
_NEAR = 4
"""Among so many changed cells of the blank the one is looked for that a changed cell of the sample was."""


class Comparison(NamedTuple):
    """`alike`: share of signs that both texts have, blanks and underscores aside; `values`: what was added.

    `open_slots`: every labelled place to fill in of the blank is still empty in the sample.
    """

    alike: float
    values: tuple[str, ...]
    open_slots: bool


def compared(blank: str, sample: str) -> Comparison:
    """The comparison of a sample with its blank. Words that only say that it is a sample are no values."""
    first, second = cells_of(blank), cells_of(sample)
    still_open = _still_open(blank, sample)
    if "".join(first) == "".join(second):
        return Comparison(1.0, (), still_open)
    same, values = 0, []
    for what, i, k, m, n in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if what == "equal":
            same += sum(map(len, first[i:k]))
        else:
            common, added = _changed(first[i:k], second[m:n])
            same += common
            values += added
    length = sum(map(len, first)) + sum(map(len, second))
    return Comparison(2 * same / length, tuple(values), still_open)


def cells_of(text: str) -> list[str]:
    """What stands between tabs and line ends, without blanks and the marks of places to fill in."""
    pieces = (_blank_marks().sub("", cell) for cell in re.split(r"[\t\n]", half_width(text)))
    return [cell for cell in pieces if cell][:_MOST]


def _changed(before: list[str], after: list[str]) -> tuple[int, list[str]]:
    """How many signs of changed cells stayed, and what was added to them."""
    same, at, added = 0, 0, []
    for cell in after:
        near = [_same_start(old, cell) for old in before[at : at + _NEAR]]
        old = ""
        if any(near):
            at += near.index(max(near)) + 1
            old = before[at - 1]
        head = _same_start(old, cell)
        tail = _same_start(old[head:][::-1], cell[head:][::-1])
        same += head + tail
        value = _no_value().sub("", cell[head : len(cell) - tail])
        if value:
            added.append(value)
    return same, added


def _same_start(one: str, other: str) -> int:
    """How many signs two texts begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (mine, yours) in pairs if mine != yours), min(len(one), len(other)))


def _still_open(blank: str, sample: str) -> bool:
    slots = _slots(blank)
    return len(slots) >= _FEWEST_SLOTS and set(slots) <= set(_slots(sample))


def _slots(text: str) -> list[str]:
    """The labels of what is to be filled in: before a line of underscores, an empty cell, or a bare colon."""
    tight = re.sub(r"[^\S\t\n]+", "", half_width(text))
    return [match["label"] for match in _slot().finditer(tight)]


@cache
def _blank_marks() -> re.Pattern[str]:
    return re.compile(r"[\s_□☐◻○]+")


@cache
def _no_value() -> re.Pattern[str]:
    """Signs that say nothing, and the words by which a file is called a sample."""
    return re.compile(
        r"[^\w√☑■✓✔]|_|(?:填写)?(?:样表|样本|样例|示例|示范|范本|范文|模板|参考|仅供)|空白|空表"
    )


@cache
def _slot() -> re.Pattern[str]:
    return re.compile(r"(?P<label>[^\t\n_:]{1,12})(?::(?=[\t\n]|$)|:?_{2,}|\t(?=[\t\n]|$))")
