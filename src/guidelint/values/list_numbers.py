"""Reads the numbers in front of the entries of a list within a text, and says where they break off.

Styles: 1. 1、 1） （1） （一） 一、 ①. A number counts only at the start of a line or after 。；： or space.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

from guidelint.tuples import NamedTuple
from guidelint.values.numerals import chinese_number


class ListNumber(NamedTuple):
    """One number as written; `style` tells its kind: `1.`, `1、`, `1)`, `(1)`, `(一)`, `一、`, `①`."""

    text: str
    style: str
    number: int
    start: int
    end: int


class Break(NamedTuple):
    """A number that does not follow the one before it, and what should stand there."""

    found: str
    expected: str


@lru_cache(maxsize=256)
def list_numbers(text: str) -> tuple[ListNumber, ...]:
    """Every number of a list in order."""
    return tuple([_read(found) for found in _mark().finditer("\n" + text)])


def broken_order(text: str) -> Break | None:
    """The first number that leaves out, repeats or goes back within its style.

    A list begins with 1. It may begin anew under a number of another style, on a line of its own after other
    lines, or after a colon.
    """
    if text.isalnum():
        return None  # nothing stands in it after which a second number might follow
    marks = list_numbers(text)
    last: dict[str, tuple[int, ListNumber]] = {}
    for at, mark in enumerate(marks):
        before = last.get(mark.style)
        follows = before is None or mark.number == before[1].number + 1 or _goes_on(marks, at)
        if before is not None and not follows and not _anew(text, marks, before, at):
            return Break(mark.text, _alike(mark, before[1].number + 1))
        if before is not None or mark.number == 1:
            last[mark.style] = (at, mark)
    return None


def mixed_style(text: str) -> Break | None:
    """The first （一）、, or the first number of a list that goes on in another style (1. and then 2、)."""
    if text.isalnum():
        return None
    doubled = _bracket_and_comma().search("\n" + text)
    if doubled:
        return Break(doubled[1], doubled[1][:-1])
    plain = [mark for mark in list_numbers(text) if mark.style in ("1.", "1、")]
    for before, mark in pairwise(plain):
        if mark.style != before.style and mark.number == before.number + 1:
            return Break(mark.text, _alike(before, mark.number))
    return None


def may_break_order(text: str) -> bool:
    """Whether a number may be out of order in some texts, each of which begins on a line of its own."""
    return _may_break(_numbered(text))


def may_mix_styles(text: str) -> bool:
    """Whether numbers may be of two styles in some texts, each of which begins on a line of its own."""
    if ("）、" in text or ")、" in text) and _bracket_and_comma().search(text):
        return True
    return _may_mix(_numbered(text))


@lru_cache(maxsize=4)
def _numbered(text: str) -> tuple[str, ...]:
    """Every number of a list with the sign before it: few rows of them, in thousands of guides."""
    return tuple(_bare_mark().findall(text))


@lru_cache(maxsize=4096)
def _may_break(numbers: tuple[str, ...]) -> bool:
    """As `broken_order`, without the words between the numbers, and whatever text each stands in.

    A number that breaks the order of its own text does so here too, for those before it in its text are the same;
    a list that begins anew on a new line is let pass there and may not be here.
    """
    marks = [list_numbers(number)[0] for number in numbers]
    last: dict[str, tuple[int, int]] = {}
    for at, mark in enumerate(marks):
        before = last.get(mark.style)
        follows = before is None or mark.number == before[1] + 1 or _goes_on(marks, at)
        if before is not None and not follows:
            anew = mark.number == 1 and (at - before[0] > 1 or numbers[at][0] in "：:")
            if not anew:
                return True
        if before is not None or mark.number == 1:
            last[mark.style] = (at, mark.number)
    return False


@lru_cache(maxsize=4096)
def _may_mix(numbers: tuple[str, ...]) -> bool:
    """As `mixed_style`, whatever text each number stands in."""
    marks = [list_numbers(number)[0] for number in numbers]
    plain = [mark for mark in marks if mark.style in ("1.", "1、")]
    return any(a.style != b.style and b.number == a.number + 1 for a, b in pairwise(plain))


def _goes_on(marks: Sequence[ListNumber], at: int) -> bool:
    """Whether a number goes on from the one before it, which has the other of the two points (1、 2. 3、)."""
    before, mark = marks[at - 1], marks[at]
    return {before.style, mark.style} == {"1.", "1、"} and mark.number == before.number + 1


def _anew(text: str, marks: Sequence[ListNumber], before: tuple[int, ListNumber], at: int) -> bool:
    if marks[at].number != 1:
        return False
    between = text[before[1].end : marks[at].start]
    return at - before[0] > 1 or "：" in between or ":" in between or "\n" in between.strip()


def _alike(mark: ListNumber, number: int) -> str:
    """A number written as another is."""
    if mark.style in ("1.", "1、", "1)", "(1)"):
        return mark.text.replace(str(mark.number), str(number))
    numeral = _numeral(number) if mark.style in ("(一)", "一、") else chr(ord("①") + number - 1)
    return re.sub("[一二三四五六七八九十]+|[①-⑳]", numeral, mark.text)


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    digits = "零一二三四五六七八九"
    return (("" if tens == 1 else digits[tens]) + "十" if tens else "") + (
        digits[ones] if ones or not tens else ""
    )


def _read(found: re.Match[str]) -> ListNumber:
    start, end = found.start("mark") - 1, found.end("mark") - 1
    text = found["mark"]
    if found["point"]:
        style = "1" + {"．": ".", "）": ")"}.get(found["point"], found["point"])
        return ListNumber(text, style, int(found["plain"]), start, end)
    if found["circled"]:
        return ListNumber(text, "①", ord(text) - ord("①") + 1, start, end)
    inner = found["inner"] or found["heading"]
    if inner.isdigit():
        return ListNumber(text, "(1)", int(inner), start, end)
    return ListNumber(text, "(一)" if found["inner"] else "一、", chinese_number(inner) or 0, start, end)


_BEFORE = r"[\n。；;：: \t\u3000](?=[1-9（(一二三四五六七八九十①-⑳ \t\u3000])(?<!\d[:：])[ \t\u3000]*"
_NUMERAL = "[一二三四五六七八九十]"


@cache
def _mark() -> re.Pattern[str]:
    return re.compile(
        rf"{_BEFORE}(?P<mark>(?P<plain>[1-9]\d?)(?P<point>[.．、)）])(?!\d)|[（(](?P<inner>[1-9]\d?|{_NUMERAL}{{1,3}})[)）]|"
        rf"(?P<heading>{_NUMERAL}{{1,3}})、(?!{_NUMERAL})|(?P<circled>[①-⑳]))"
    )


@cache
def _bare_mark() -> re.Pattern[str]:
    return re.compile(re.sub(r"\?P<\w+>", "?:", _mark().pattern))


@cache
def _bracket_and_comma() -> re.Pattern[str]:
    return re.compile(rf"{_BEFORE}([（(](?:[1-9]\d?|{_NUMERAL}{{1,3}})[)）]、)")
