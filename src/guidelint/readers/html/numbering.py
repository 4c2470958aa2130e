"""The numbers of headings, labels and list entries at the beginning of lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from guidelint.lean.regex import regex
from guidelint.values.numerals import chinese_number

if TYPE_CHECKING:
    from guidelint.values.text.list_numbers import ListNumber

_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、.．](?!\d(?![寸张份]))|[①-⒛]、?"
    r"|\d{1,2}(?:\.\d{1,2}){1,2}(?:\s|(?=[一-龥《])(?![寸张份米万元亩度级克吨公千倍厘毫平立升]))"
    r"|[•●◆■▪►-](?!\d))\s*"
)
"""Numbers of headings and list entries, also without a blank behind: 4.1申请书, 3.2寸照片 as the third entry; not
2.5米围栏.
"""
_FIRST_ORDER = re.compile("[一二三四五六七八九十]{1,3}、")
_SECOND_ORDER = re.compile(r"(\d{1,2})(?:[、.．](?!\d)| ?(?![个天日年月份小时周元次])(?=[一-龥]{2,10}$))")
_LONGEST = 30


def numbered(text: str) -> bool:
    """Whether a line has a first-level number: 三、实施依据."""
    return _FIRST_ORDER.match(text) is not None


def order_of(text: str) -> int:
    """The first-level number of a line (三、实施依据 is 3), 0 if it has none."""
    found = _FIRST_ORDER.match(text)
    return chinese_number(found[0][:-1]) or 0 if found else 0


def number_of(text: str) -> int:
    """The second-level number of a line (2、版本 is 2), 0 if it has none."""
    found = _SECOND_ORDER.match(text)
    return int(found[1]) if found else 0


def follows_on(text: str, line: str) -> bool:
    """Whether a line has the next number of a list that a text begins: 3.三 after 1.一；2.二."""
    if not _item.match(line) or not _item.match(text):
        return False
    from guidelint.values.text.list_numbers import list_numbers

    begun, numbers = list_numbers(line), list_numbers(text)
    if not begun or not numbers:
        return False  # 01. and 0. are no list numbers
    number = begun[0]
    last = [each.number for each in numbers if each.style == number.style][-1:]
    return numbers[0].style == number.style and numbers[0].number == 1 and last == [number.number - 1]


def leading_number(text: str) -> ListNumber | None:
    """The list number that a line begins with."""
    if not _item.match(text) and not numbered(text):
        return None
    from guidelint.values.text.list_numbers import list_numbers

    found = list_numbers(text[:_LONGEST])
    return found[0] if found and found[0].start == 0 else None


def is_next_number(before: ListNumber | None, number: ListNumber | None) -> bool:
    """Whether a number is the next one of a list."""
    if before is None or number is None:
        return False
    return (number.style, number.number) == (before.style, before.number + 1)


def has_number(text: str) -> bool:
    """Whether a line has a number of any level."""
    return _NUMBERING.match(text) is not None


def without_number(text: str) -> str:
    """A line without its number."""
    return _NUMBERING.sub("", text)


_item = regex(r"\d{1,2}[、.．）)](?!\d)|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)]|[①-⑳]")
"""The number of an item in a text."""
