"""Parses the numbers of list entries within a text, and finds where they break off.

Styles: 1. 1、 1） （1） （一） 一、 ①. A number counts only at the start of a line or after 。；： or space;
one right before another number (2、3年内无违法记录), after a bracket or after a comma only if it is the next of
its list. A circled one may be within a sentence (①甲②乙) if it continues its list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from guidelint.lean.regex import regex
from guidelint.lean.tuples import NamedTuple
from guidelint.values.numerals import chinese_number, numeral

_PLAIN = frozenset(("1.", "1、"))


class ListNumber(NamedTuple):
    """A number as written; `style` is its kind: `1.`, `1、`, `1)`, `(1)`, `(一)`, `一、`, `①`."""

    text: str
    style: str
    number: int
    start: int
    end: int


class Break(NamedTuple):
    """A number that does not follow the one before it, and the expected one."""

    found: str
    expected: str


@lru_cache(maxsize=256)
def list_numbers(text: str) -> tuple[ListNumber, ...]:
    """All list numbers, in order."""
    find = _mark_within if "②" in text else _mark
    found = [(_read(found), _is_glued(found), found[0][0]) for found in find.finditer("\n" + text)]
    if not any(glued or first in _BRACKETS or first in _CIRCLED for _, glued, first in found):
        return tuple([mark for mark, *_ in found])
    return tuple(_in_their_lists(found))


def _in_their_lists(found: Sequence[tuple[ListNumber, bool, str]]) -> Iterator[ListNumber]:
    """The numbers without those that are the first part of a value (2.5米, 一、二级): directly before another
    number and not the next of their list. If a list has its own 2. after 2.5米, that decides.
    """
    later: dict[str, int] = {}
    after = []
    for mark, glued, first in reversed(found):
        after.append(later.get(mark.style))
        if not (glued or first in _BRACKETS or first in _CIRCLED):
            later[mark.style] = mark.number
    last: dict[str, int] = {}
    for (mark, glued, first), following in zip(found, reversed(after), strict=True):
        before = last.get(mark.style, 0)
        if first in _BRACKETS and (glued or not mark.number == before + 1 > 1):
            continue
        if first in _CIRCLED and (following == mark.number or not _goes_on_within(before, mark.number)):
            continue
        sure = following == mark.number + 1
        is_next = mark.number == before + 1 > 1 and following != mark.number and (sure or mark.style != "1.")
        if glued and not is_next and not (mark.number == 1 < before and sure):
            continue
        if before or mark.number == 1:
            last[mark.style] = mark.number
        yield mark


def _is_glued(found: re.Match[str]) -> bool:
    """Whether a list number is directly followed by another number."""
    return bool(found["digit"] or found["numeral"])


def _goes_on_within(before: int, number: int) -> bool:
    """Whether a number within a sentence is the next of its list, or skips one in a list that has at least
    two.
    """
    return 1 < number == before + 1 or 3 < number == before + 2


def broken_order(text: str) -> Break | None:
    """The first number that skips, repeats or goes back within its style; None if there is none.

    A list begins with 1. It may begin anew below a number of another style, on a new line after other lines,
    or after a colon. An English entry may have the number of the Chinese one that it translates.
    """
    if text.isalnum() and "②" not in text:
        return None  # it has no character after which a second number could follow
    marks = list_numbers(text)
    last: dict[str, tuple[int, ListNumber]] = {}
    plain = None
    for at, mark in enumerate(marks):
        before = last.get(mark.style)
        follows = before is None or mark.number == before[1].number + 1 or _goes_on(plain, mark)
        if before is not None and before[1].number == mark.number and _english.match(text, mark.end):
            continue
        if before is not None and not follows and not _anew(text, marks, before, at):
            return Break(mark.text, _alike(mark, before[1].number + 1))
        if before is not None or mark.number == 1:
            last[mark.style] = (at, mark)
        plain = mark if mark.style in _PLAIN else plain
    return None


def mixed_style(text: str) -> Break | None:
    """The first （一）、, or the first number of a list that continues in another style (1. and then 2、)."""
    if text.isalnum():
        return None
    doubled = _bracket_and_comma.search("\n" + text)
    if doubled:
        return Break(doubled[1], doubled[1][:-1])
    plain = [mark for mark in list_numbers(text) if mark.style in _PLAIN]
    for before, mark in pairwise(plain):
        if mark.style != before.style and mark.number == before.number + 1:
            return Break(mark.text, _alike(before, mark.number))
    return None


def may_break_order(text: str) -> bool:
    """Whether numbers may be out of order in some texts, each beginning on a new line; False is certain."""
    return _may_be_wrong(_numbered(text))[0]


def may_mix_styles(text: str) -> bool:
    """Whether styles of numbers may be mixed in some texts, each beginning on a new line; False is certain."""
    if ("）、" in text or ")、" in text) and _bracket_and_comma.search(text):
        return True
    return _may_be_wrong(_numbered(text))[1]


@lru_cache(maxsize=256)
def _numbered(text: str) -> tuple[str, ...]:
    """All list numbers with their neighbouring characters; cached, as few such rows occur in thousands of
    guides.

    Two rules need them, one after the other for all guides of a batch.
    """
    find = _bare_mark_within if "②" in text else _bare_mark
    return tuple(find.findall(text))


@lru_cache(maxsize=4096)
def _may_be_wrong(numbers: tuple[str, ...]) -> tuple[bool, bool]:
    """Whether numbers may be out of order, and in mixed styles, whatever words and texts they stand in.

    One that is so in its own text is so here too, for those before it in its text are the same. Of some it depends
    on their text whether they are numbers of a list at all: then both may be.
    """
    if any(map(_depends_on_its_text, numbers)):
        return True, True
    alone = "甲".join(numbers)
    return broken_order(alone) is not None, mixed_style(alone) is not None


def _depends_on_its_text(number: str) -> bool:
    """Whether a number stands after a bracket or comma, within a sentence, or directly before another number."""
    return number[0] in _BRACKETS or number[0] in _CIRCLED or bool(_glued.search(number))


def _goes_on(before: ListNumber | None, mark: ListNumber) -> bool:
    """Whether a number goes on from the last one with a point, which has the other of the two (1、 2. 3、)."""
    if before is None:
        return False
    return {before.style, mark.style} == _PLAIN and mark.number == before.number + 1


def _anew(text: str, marks: Sequence[ListNumber], before: tuple[int, ListNumber], at: int) -> bool:
    if marks[at].number != 1:
        return False
    between = text[before[1].end : marks[at].start]
    return at - before[0] > 1 or "：" in between or ":" in between or "\n" in between.strip()


def _alike(mark: ListNumber, number: int) -> str:
    """A number in the style of another."""
    if mark.style in ("1.", "1、", "1)", "(1)"):
        return mark.text.replace(str(mark.number), str(number))
    written = numeral(number) if mark.style in ("(一)", "一、") else chr(ord("①") + number - 1)
    return re.sub("[一二三四五六七八九十]+|[①-⑳]", written, mark.text)


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


_english = regex("\\s?[A-Z][a-z]* [a-z]")
_BLANK = r"[ \t\u3000]"
_NUMERAL = "[一二三四五六七八九十]"
_BRACKETS = "）)，"
_CIRCLED = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_glued = regex(rf"(?:\d|{_NUMERAL})$")
_SIGN = rf"[\n。；;：: \t\u3000{_BRACKETS}]"
_BEFORE = (
    rf"{_SIGN}(?=[1-9（(一二三四五六七八九十①-⑳ \t\u3000])(?!(?<=，)[①-⑳])"
    rf"(?<!{_BLANK}{_BLANK})(?<!\d[:：]){_BLANK}*"
)
_mark = regex(
    rf"{_BEFORE}(?P<mark>(?P<plain>[1-9]\d?)(?P<point>[.．、)）])(?=(?P<digit>\d?))|[（(](?P<inner>[1-9]\d?|{_NUMERAL}{{1,3}})[)）]|"
    rf"(?P<heading>{_NUMERAL}{{1,3}})、(?=(?P<numeral>{_NUMERAL}?))|(?P<circled>[①-⑳]))"
)


@regex
def _mark_within() -> str:
    """As `_mark`, and numbers in a circle within a sentence that do not speak of an entry (见②, ②项)."""
    before = "(?<=[一-龥，,、])(?<![第见同至与和或按由从除及在凭对如的])"
    within = f"{before}(?=[①-⑳][一-龥《])(?![①-⑳][项条款或和至与及中类号点种所为是的者情])"
    return _mark.pattern.replace(_BEFORE, f"(?:{_BEFORE}|{within})", 1)


@regex
def _bare_mark() -> str:
    """As `_mark`, with the character after the number in the match."""
    return _bared(_mark)


@regex
def _bare_mark_within() -> str:
    return _bared(_mark_within)


def _bared(mark: re.Pattern[str]) -> str:
    unnamed = re.sub(r"\?P<\w+>", "?:", mark.pattern)
    return unnamed.replace("(?=(?:", "(?:(?:")


_bracket_and_comma = regex(rf"(?!，){_BEFORE}([（(](?:[1-9]\d?|{_NUMERAL}{{1,3}})[)）]、)")
