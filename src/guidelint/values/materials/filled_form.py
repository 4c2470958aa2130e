"""Compares a filled-in sample with its blank form: the share of equal text, and the values filled in."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher

from guidelint.lean.regex import regex
from guidelint.lean.tuples import NamedTuple
from guidelint.values.numerals import half_width

_MOST = 4000
"""The maximum number of cells compared."""
_FEWEST_SLOTS = 3
_AFTER = 8
"""The number of characters compared to tell whether the text after a blank is the next label or a value."""
_NEAR = 4
"""The number of changed cells of the blank form among which the original of a changed cell is searched."""


class Comparison(NamedTuple):
    """`alike`: share of characters common to both texts, without blanks and underscores; `values`: added
    texts.

    `open_slots`: every labelled blank of the form is still empty in the sample.
    """

    alike: float
    values: tuple[str, ...]
    open_slots: bool

    def filled(self) -> tuple[str, ...]:
        """The values without filling instructions; if all blanks are still empty, nothing else was filled in."""
        if not self.open_slots:
            return self.values
        return tuple(value for value in self.values if not _instruction.search(value))


def compared(blank: str, sample: str) -> Comparison:
    """The comparison of a sample with its blank. Words that only mark it as a sample are no values."""
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
    """The texts between tabs and line ends, without blanks, underscores and the like."""
    pieces = (_blank_marks.sub("", cell) for cell in re.split(r"[\t\n]", half_width(text)))
    return [cell for cell in pieces if cell][:_MOST]


def _changed(before: list[str], after: list[str]) -> tuple[int, list[str]]:
    """The number of characters kept in changed cells, and the texts added to them."""
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
        value = _no_value.sub("", cell[head : len(cell) - tail])
        if value:
            added.append(value)
    return same, added


def _same_start(one: str, other: str) -> int:
    """The length of the common beginning of two texts."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (mine, yours) in pairs if mine != yours), min(len(one), len(other)))


def _still_open(blank: str, sample: str) -> bool:
    slots = _slots(blank)
    return slots.total() >= _FEWEST_SLOTS and slots <= _slots(sample)


def _slots(text: str) -> Counter[tuple[str, str]]:
    """The places to fill in (a label before underscores, an empty cell or a bare colon), each with the text
    after it.

    That is the text on the same line, in the next cell or on the next line; a value there makes a different
    slot. Filling instructions count as the end.
    """
    tight = re.sub(r"[^\S\t\n]+", "", half_width(text))
    found = ((match["label"], match["next"]) for match in _slot.finditer(tight))
    return Counter((label, "" if _instruction.search(after) else after) for label, after in found)


_blank_marks = regex(r"[\s_□☐◻○]+")
_no_value = regex(r"[^\w√☑■✓✔]|_|(?:填写)?(?:样表|样本|样例|示例|示范|范本|范文|模板|参考|仅供)|空白|空表")
"""Characters without meaning, and words that mark a file as a sample."""
_instruction = regex("填写|填表(?!人|日|单位)|填报|说明|注意|字迹|涂改|不得|(?<!申)请|必?须|应当|^注")
_slot = regex(
    r"(?P<label>[^\t\n_:]{1,12})(?::(?=[\t\n]|$)|:?_{2,}|\t(?=[\t\n]|$))[\s_]*"
    rf"(?=(?P<next>[^\t\n_:]{{0,{_AFTER}}}))"
)
