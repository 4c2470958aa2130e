"""Maps header cells to column names, whatever their asterisks, notes, numbers and spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from guidelint.lean.tuples import NamedTuple
from guidelint.readers.table.lists import MATERIALS, names_materials
from guidelint.readers.table.sheet import Sheet

WINDOW = 60
"""The number of rows at the top of a sheet that are searched."""
_CLOSE = {False: 0.6, True: 0.8}
"""The similarity from which a name is suggested; English words are similar by chance and need more."""
_BLANKS = re.compile(r"[\s\u200b\ufeff]+")
_MARKS = "*＊★☆※:：•·"
_TAIL = re.compile(r"(.+?)[（(]([^（）()]*)[）)]$")
_NUMBER = re.compile(r"^(?:[（(][\d一二三四五六七八九十]+[）)]|[\d一二三四五六七八九十]+[.、．])")
_UNIT = re.compile(r"(?:单位[:：])?个?(工作日|自然日|小时|天|日|月)$")
_LIMIT = re.compile("时限|期限|limit")
_VALUE = re.compile("时限|期限|时间|天数|日数|数值|数量")
_OF_TABLE = re.compile(r"[A-Za-z]\w*\.(?=[A-Za-z0-9]*[_\u3400-\u9fff])(\w+)")
"""A column as queries over several tables spell it, `t1.task_name`, no other word after a dot."""
_LONGEST = 40
"""The maximum length of a heading of a group or of a column in it."""
_WORD = range(2, 4)
"""The length of a word that may lack the end of its group's name."""


class Heading(NamedTuple):
    """A header cell: the column name, whether a dialect knows it, and whether it is spelled exactly so.

    `unit` is the unit of a time limit given in the header (承诺时限(工作日)), else empty.
    """

    name: str
    known: bool
    exact: bool = True
    unit: str = ""


class Names:
    """The columns known to dialects, with a cache of the header cells read so far."""

    def __init__(self, names: frozenset[str]) -> None:
        self.names = names
        self._read: dict[str, Heading] = {}

    def heading(self, text: str) -> Heading:
        """The heading that a header cell means."""
        if text not in self._read:
            self._read[text] = self._heading(text)
        return self._read[text]

    def under(self, group: str, label: str) -> Heading:
        """The heading of a cell below a group heading: both combined if that is known, otherwise the cell
        alone.

        咨询方式 over 电话 is 咨询电话, 办理时限 over 法定 is 法定办理时限; a time limit's 时限 is the limit itself.
        """
        own = self.heading(label)
        if max(len(group), len(label)) > _LONGEST:
            return own
        whole = self.heading(group)
        if whole.known and _LIMIT.search(whole.name) and _VALUE.fullmatch(own.name):
            return whole
        ways = [group + label, group.removesuffix("方式") + label]
        if not own.known and len(own.name) in _WORD:
            ways += [label + group[at:] for at in range(len(group) - 1)]
        return next((found for found in map(self.heading, ways) if found.known), own)

    def _heading(self, text: str) -> Heading:
        plain = _BLANKS.sub("" if re.search("[\u3400-\u9fff]", text) else " ", text).strip(_MARKS + " ")
        for number, (name, note) in enumerate(_readings(plain)):
            if name in self.names:
                unit = _UNIT.search(note or name)
                return Heading(name, True, number == 0, unit[1] if unit and _LIMIT.search(name) else "")
        if MATERIALS in self.names and names_materials(plain):
            return Heading(MATERIALS, True, False)
        return Heading(plain, False)

    def nearest(self, sheet: Sheet) -> list[tuple[str, str]]:
        """Up to three short cells of the first rows that resemble known columns, each with the column."""
        cells = [
            text.strip() for row in sheet.rows[:WINDOW] for text in row[:WINDOW] if text and len(text) < 20
        ]
        pairs = [
            (text, get_close_matches(text, sorted(self.names), 1, _CLOSE[text.isascii()]))
            for text in list(dict.fromkeys(cells))[:40]
        ]
        return [(text, close[0]) for text, close in pairs if close and close[0] != text][:3]


def _readings(plain: str) -> Iterator[tuple[str, str]]:
    """The readings of a header cell as (name, note in brackets): whole, without note or table, in halves."""
    yield plain, ""
    bare = _NUMBER.sub("", plain).strip(_MARKS)
    if bare != plain:
        yield bare, ""
    note = ""
    while match := _TAIL.match(bare):
        bare, note = match[1].rstrip(_MARKS + " "), match[2]
        yield bare, note
        yield note, ""
    if "/" in bare:
        for part in bare.split("/"):
            yield part, note
            if inner := _TAIL.match(part):
                yield inner[1], inner[2]
    if of_table := _OF_TABLE.fullmatch(bare):
        yield of_table[1], note
