"""Parses season words (夏季, 冬令时) and their dates (7月1日—9月30日, 10月至次年4月)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from guidelint.lean.regex import regex
from guidelint.lean.tuples import NamedTuple
from guidelint.values.numerals import chinese_number

_LAST_DAY = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_YEAR = sum(_LAST_DAY)
Span = tuple[int, int, int, int]
"""First month and day, last month and day, both included; the last may lie in the next year."""
_HOLIDAYS = ((1, 1, 1, 3), (5, 1, 5, 5), (10, 1, 10, 8))
"""Days on which no office is open; a season may begin after them."""


class Mark(NamedTuple):
    """A season word or a span of dates at an offset of the evened text.

    `season`: its letters as written (夏, 春秋冬), empty for 其余时间, None for a span.
    """

    start: int
    end: int
    season: str | None
    span: Span | None


def find_marks(plain: str) -> Iterator[Mark]:
    """Season words and date spans of evened text (half width, level dashes), in order."""
    for found in _mark.finditer(plain):
        if found["season"] or found["rest"]:
            letters = "".join(character for character in found["season"] or "" if character in "春夏秋冬")
            yield Mark(found.start(), found.end(), letters, None)
        else:
            span = _span(found)
            if span:
                yield Mark(found.start(), found.end(), None, span)


def uncovered(spans: Iterable[Span]) -> Span | None:
    """The first gap of two or more consecutive days that no span covers; single days (5月31日, 2月29日) and
    holidays are ignored.
    """
    covered: set[int] = set()
    for first, begin, last, end in spans:
        start, stop = _day(first, begin), _day(last, end)
        covered.update(range(start, (stop if stop >= start else stop + _YEAR) + 1))
    taken = {day % _YEAR for day in covered}
    starts = [day for day in range(_YEAR) if day not in taken and (day - 1) % _YEAR in taken]
    for start in starts:
        length = next(count for count in range(1, _YEAR) if (start + count) % _YEAR in taken)
        gap = (*_date(start), *_date((start + length - 1) % _YEAR))
        if length > 1 and not any(held[:2] <= gap[:2] <= gap[2:] <= held[2:] for held in _HOLIDAYS):
            return gap
    return None


def _day(month: int, day: int) -> int:
    return sum(_LAST_DAY[:month]) + day - 1


def _date(day: int) -> tuple[int, int]:
    month = 1
    while day >= _LAST_DAY[month]:
        day -= _LAST_DAY[month]
        month += 1
    return month, day + 1


def _span(found: re.Match[str]) -> Span | None:
    first_day: str | None
    last_day: str | None
    if found["list"]:
        months = re.split("[、,]", found["list"])
        first, first_day, last, last_day = months[0], None, months[-1], None
    else:
        names = ("m1", "d1", "m2", "d2") if found["m1"] else ("n1", "e1", "n2", "e2")
        first, first_day, last, last_day = found.group(*names)
    return _checked(_value(first), first_day, _value(last), last_day)


def _checked(first: int, first_day: str | None, last: int, last_day: str | None) -> Span | None:
    """The span, with whole months if no days are given; None if a date does not exist."""
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return None
    begin = _value(first_day) if first_day else 1
    end = _value(last_day) if last_day else _LAST_DAY[last]
    if not (1 <= begin <= _LAST_DAY[first] and 1 <= end <= _LAST_DAY[last]):
        return None
    return first, begin, last, end


def _value(text: str) -> int:
    return chinese_number(text) or 0


@regex
def _mark() -> str:
    letters = r"[春夏秋冬](?:[季天]?\s?[、,/和及与]?\s?[春夏秋冬]){0,3}"
    named = rf"{letters}(?:季节?|令时?|天|时制|半年)"
    alone = rf"(?<![\u4e00-\u9fff]){letters}(?=\s?[:(0-9上下])|(?<=\(){letters}(?=\))"
    rest = "(?:其余|其他|其它)(?:时间|季节|月份|时段)|平时|非[夏冬](?:季|令时)"
    number = "[0-9]{1,2}|[一二三四五六七八九十]{1,3}"
    year = "(?:[0-9]{4}年|每年|次年|翌年|第二年|下年|当年){0,2}"
    stroke = r"\s?起?\s?(?:[-至到]\s?){1,3}"
    minutes = (
        rf"(?P<m1>{number})月?份?(?:(?<=月)(?P<d1>{number})[日号])?{stroke}{year}\s?"
        rf"(?P<m2>{number})月份?(?:(?P<d2>{number})[日号])?"
    )
    dotted = (
        rf"(?P<n1>[0-9]{{1,2}})\.(?P<e1>[0-9]{{1,2}}){stroke}{year}(?P<n2>[0-9]{{1,2}})\.(?P<e2>[0-9]{{1,2}})"
    )
    listed = r"(?P<list>[0-9]{1,2}(?:[、,][0-9]{1,2}){1,11})月"
    edge = "(?<![0-9.])(?<![0-9]:)"
    return rf"(?P<rest>{rest})|(?P<season>{named}|{alone})|{edge}{year}(?:{listed}|{minutes}|{dotted}(?![0-9:.]))"
