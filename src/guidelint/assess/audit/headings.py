"""Recognises the columns of a published table by their headings, in one row or two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from guidelint.assess.audit.grid import Cell, number_of
from guidelint.lean.tuples import NamedTuple
from guidelint.values.numerals import half_width

LEVELS = ("level1", "level2", "level3", "level4")
COUNTS = ("total", *LEVELS, "unknown", "online", "statutory", "promised")
"""What is added up over the rows."""
SHARES = ("share1", "share2", "share3", "share4", "level3plus", "online_share", "compression")
"""What is a percentage."""
NUMBERS = ("number", "rank", *COUNTS, *SHARES)

_DIGITS = {character: str(number) for number, character in enumerate("一二三四", 1)}
_LEVEL = re.compile(r"([一二三四1-4])级|level([1-4])")
_SHARE = re.compile(r"率|占比|比例|%")
_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("", re.compile(r"扣分|均值|不超过|不低于|deduction|mean|[≤≥]|localbound")),
    ("rank", re.compile(r"排名|名次|^rank$")),
    ("number", re.compile(r"^(?:序号|编号|no\.?)$")),
    ("level3plus", re.compile(r"[三3]级.?以上|level3andabove")),
    ("unknown", re.compile(r"不明|未知|^unknown$")),
    ("online_share", re.compile(r"可办率|^online%$")),
    ("online", re.compile(r"可办(?:事项)?数|^online$")),
    ("compression", re.compile(r"压缩|^compression")),
    ("promised", re.compile(r"承诺|^promised")),
    ("statutory", re.compile(r"法定|^statutory")),
    ("total", re.compile(r"^合计|^总计|总数|^事项数|^total$|^matters$")),
    ("name", re.compile(r"区县|县区|县市|部门|单位|主体|辖区|地区|名称|^authority$|^region$")),
)


class Header(NamedTuple):
    """The columns of a table: role → column index, role → heading, and the number of header rows."""

    columns: dict[str, int]
    labels: dict[str, str]
    height: int


def find_header(rows: Sequence[Sequence[Cell]], at: int) -> Header | None:
    """The header that begins in a row, None if there is none.

    A header names authorities or regions, and has counts by level or both time limits.
    """
    top = [cell.text for cell in rows[at]]
    if any(map(number_of, top)):
        return None
    below = [cell.text for cell in rows[at + 1]] if at + 1 < len(rows) else []
    one, two = _header(top, 1), None
    if sum(map(bool, top)) > 1 and _may_stand_below(below):
        two = _header(_joined(top, below), 2)
    best = two if two and len(two.columns) > len(one.columns) else one
    return best if _is_a_table(best.columns) else None


def role(label: str) -> str:
    """The role of a column by its heading; empty if it is not audited."""
    plain = re.sub(r"\s", "", half_width(label)).lower()
    for name, pattern in _ROLES[:5]:
        if pattern.search(plain):
            return name
    level = _LEVEL.search(plain)
    if level:
        character = level[1] or level[2]
        return ("share" if _SHARE.search(plain) else "level") + _DIGITS.get(character, character)
    return next((name for name, pattern in _ROLES[5:] if pattern.search(plain)), "")


def _header(labels: Sequence[str], height: int) -> Header:
    columns: dict[str, int] = {}
    level: dict[str, str] = {}
    for number, label in enumerate(labels):
        name = role(label)
        if name in LEVELS and name in columns:
            name = name.replace("level", "share")
        if name and name not in columns:
            columns[name], level[name] = number, label
    return Header(columns, level, height)


def _may_stand_below(texts: Sequence[str]) -> bool:
    filled = [text for text in texts if text]
    return len(filled) > 1 and not any(number_of(text) for text in filled)


def _joined(top: Sequence[str], below: Sequence[str]) -> list[str]:
    """Each heading of the second row, prefixed by the one that spans it."""
    labels, group = [], ""
    for upper, lower in zip_longest(top, below, fillvalue=""):
        group = upper or group
        labels.append(group + lower if lower else upper)
    return labels


def _is_a_table(columns: dict[str, int]) -> bool:
    levels = sum(name in columns for name in LEVELS)
    return "name" in columns and (levels > 1 or {"statutory", "promised"} <= columns.keys())
