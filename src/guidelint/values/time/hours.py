"""Parses office hours (工作日 上午8:30-12:00，下午14:30-17:30；夏季 …) and finds contradictions in them.

The forms are those of real halls and platforms: seasons with dates, 下午 on either clock, any kind of dash.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from guidelint.lean.regex import regex
from guidelint.lean.tuples import NamedTuple
from guidelint.values.numerals import half_width, level_dashes
from guidelint.values.time.blocks import Block, find_blocks
from guidelint.values.time.dayparts import Range, range_problem
from guidelint.values.time.seasons import Mark, Span, find_marks, uncovered

_MONTHS = 12
_ALWAYS = (
    r"全天(?!休息|不|关闭|停)|(?<!提前)(?<!提早)24\s?(?:个小时|小时|[hH](?![A-Za-z]))(?!之?[内前后]|以[内上])|"
    r"7\s?[×xX*]\s?24(?!\s?[个小hH0-9])"
)


class Hours(NamedTuple):
    """The opening hours given in a text.

    `days`: the words for the days, as found, separated by blanks; `always`: 全天 or 24小时; `event`: tied to
    a date or notice (5月1日, 另行通知), so that ranges are not required.
    """

    days: str
    blocks: tuple[Block, ...]
    always: bool
    event: bool


@lru_cache(maxsize=8192)
def parse_hours(text: str) -> Hours:
    """The hours in a text; without any, there are no blocks. `Range.text` is spelled as in the text."""
    half = _spelt_out(half_width(text))
    plain = level_dashes(half)
    if "." in plain:
        plain = _dotted.sub(_as_clock, plain)
    written = text if len(text) == len(plain) else half
    marks = list(find_marks(plain))
    blocks = tuple(find_blocks(plain, written, marks))
    days = " ".join(found[0] for found in _day_words.finditer(plain))
    always = bool(_always.search(plain))
    return Hours(days, blocks, always, bool(_notice.search(plain)) or _has_date(plain, marks))


def hours_order_problem(hours: Hours) -> str | None:
    """The first impossible range, or pair of ranges, as written; None if all are possible.

    Impossible are: an end not after the start, an hour past 24, two ranges that overlap in one block, 上午
    that starts at 12 or later, 下午 that starts before 12 and not at 1 to 7. A range inside another is an
    exception from it (12:00-13:00休息), unless they are named as 上午 and 下午.
    """
    for block in hours.blocks:
        for part in block.ranges:
            if range_problem(part):
                return _shown(part)
        pair = _overlapping(block.ranges)
        if pair:
            return "、".join(map(_shown, pair))
    return None


def _overlapping(ranges: tuple[Range, ...]) -> tuple[Range, Range] | None:
    """Two ranges that overlap, neither of which contains the other; None if there are none."""
    around: list[Range] = []
    for later in sorted(ranges, key=lambda part: (part.start, -part.end)):
        while around and around[-1].end <= later.start:
            around.pop()
        if around and (later.end > around[-1].end or {around[-1].part, later.part} == {"上午", "下午"}):
            return around[-1], later
        around.append(later)
    return None


_OF_TIMETABLES = frozenset("夏冬")


def season_problem(hours: Hours) -> Literal["alone", "undated"] | None:
    """`alone`: summer without winter or the reverse, without a range for the whole year; `undated`: summer
    and winter, of which two or more lack dates (one may be the rest of the year). Spring and autumn without
    summer and winter are periods of events, not timetables, if they have dates or both are named.
    """
    timed = [block for block in hours.blocks if block.ranges]
    seasons = {block.season for block in timed if block.season}
    unnamed = [block for block in timed if not block.season]
    if not seasons or any(block.months for block in unnamed):
        return None
    dated = {block.season for block in timed if block.months}
    named = frozenset("".join(seasons))
    if not named & _OF_TIMETABLES and (dated or len(named) > 1):
        return None
    if not named >= _OF_TIMETABLES:
        return None if unnamed else "alone"
    return "undated" if len(seasons) > 1 and (not dated or len(seasons - dated) > 1) else None


def season_gap(hours: Hours) -> Span | None:
    """The first days that no dated season covers (夏季 to 9月30日, 冬季 from 11月1日); None if the year is
    covered.
    """
    timed = [block for block in hours.blocks if block.ranges]
    dated = {block.season for block in timed if block.months}
    if len(dated) < 2 or any(block.season not in dated for block in timed):
        return None
    return uncovered(span for block in timed for span in block.months)


def _shown(part: Range) -> str:
    clock = "{:02}:{:02}-{:02}:{:02}".format(*divmod(part.start, 60), *divmod(part.end, 60))
    return part.text or part.part + clock


def _has_date(plain: str, marks: list[Mark]) -> bool:
    """Whether there is a date outside the spans of seasons; a single span belongs to an event."""
    spans = {offset for mark in marks if mark.span for offset in range(mark.start, mark.end)}
    if len(marks) == 1:
        spans = set()
    return any(found.start() not in spans for found in _date.finditer(plain))


@regex
def _day_words() -> str:
    day = "[一二三四五六日天]"
    more = rf"\s?[-至到、,和及]\s?(?:(?:周|星期|礼拜)(?:{day}|[1-7](?![0-9:点时月]))|{day}(?![月点时十日]))"
    return (
        rf"(?:周|星期|礼拜)(?:{day}|[1-7末](?![0-9:点时月]))(?:{more})*|(?:法定|国家)?(?:工作日|节假?日|休息日|公休日|上班日|营业日)|"
        rf"双休日|[每天][天日]|平日|无休|每月(?:[0-9][0-9日号、,和至-]{{0,20}}[日号]|[初上中下第最])|逢(?:[单双]日|农历)|"
        rf"[赶逢]?[集圩墟场]日|全年|365天|5\s?[×xX*]\s?8|{_ALWAYS}"
    )


def _spelt_out(half: str) -> str:
    """The hours with other notations replaced by plain times and dates: 5:30pm, 0830-1200, 五一至国庆."""
    normalised = _bare_clock.sub(r"\1:\2\3\4:\5", half)
    if "m" in normalised or "M" in normalised:
        normalised = _half_day.sub(_as_part, normalised)
    if "下班" in normalised:
        normalised = _shift.sub("-", normalised)
    if "五一" in normalised or "国庆" in normalised:
        normalised = _holiday.sub(lambda found: "5月1日" if found[1] == "五一" else "10月1日", normalised)
    return normalised


@regex
def _bare_clock() -> str:
    time = "([01][0-9]|2[0-4])([0-5][0-9])"
    return rf"(?<![0-9.:-]){time}(\s?[-~至到—–―]+\s?){time}(?![0-9.:年-])"


_half_day = regex(r"(?:[上下]午|早上|晚上)?\s?([0-9]{1,2})(:[0-5][0-9])?\s?([AaPp])\.?[Mm](?![A-Za-z])\.?")


def _as_part(found: re.Match[str]) -> str:
    hour, minute, half = int(found[1]), found[2] or ":00", found[3].lower()
    if hour >= 12:
        return f"{0 if half == 'a' and hour == 12 else hour}{minute}"
    return f"{'上午' if half == 'a' else '下午' if hour < 8 else '晚上'}{hour}{minute}"


_shift = regex("上班[,、; ]{0,2}(?=(?:[上下中]午|晚上)?[ :]?[0-9]{1,2}[:点时][0-9半]{0,2}分?下班)")


@regex
def _holiday() -> str:
    stroke = "[-~至到—–―]"
    before = f"(?<={stroke})|(?<={stroke}“)|(?<=[次翌]年)|(?<=[次翌]年“)"
    return rf"“?(?:(?=“?(?:五一|国庆)”?节?\s?{stroke})|{before})(五一|国庆)”?节?"


@regex
def _dotted() -> str:
    time = "([0-9]{1,2})\\.([0-5][0-9])"
    return rf"([上下]午\s?:?\s?)?(?<![0-9.]){time}(\s?[-至到]\s?){time}(?![0-9.])"


def _as_clock(found: re.Match[str]) -> str:
    """8.30-12.00 with colons, unless it may be a span of dates."""
    part, hour, minute, stroke, until, minutes = found.groups("")
    if not part and "00" not in (minute, minutes) and max(int(hour), int(until)) <= _MONTHS:
        return found[0]
    return f"{part}{hour}:{minute}{stroke}{until}:{minutes}"


_always = regex(_ALWAYS)
_notice = regex(
    r"另行(?:通知|公告|公布|安排)|以[^,。;]{0,12}(?:通知|公告|通告|公布)[^,。;]{0,4}为准|[见按][^,。;]{0,8}(?:通知|公告)"
)
_date = regex("[0-9]{1,2}月[0-9]{1,2}[日号]|[0-9]{4}年")
