"""Parses ranges of clock time (上午8:30-12:00, 8点半到12点) into minutes, for `hours`."""

from __future__ import annotations

from collections.abc import Iterator

from guidelint.lean.regex import regex
from guidelint.lean.tuples import NamedTuple
from guidelint.values.numerals import chinese_number

NOON = 720
DAY = 1440

_PARTS = {
    **dict.fromkeys(("上午", "早上", "早晨", "凌晨", "早"), "上午"),
    **dict.fromkeys(("下午", "午后"), "下午"),
    **dict.fromkeys(("晚上", "夜间", "傍晚", "晚"), "晚上"),
    "中午": "",
}
_LATEST_HOUR = {"下午": 7, "晚上": 11, "中午": 3}
"""The last hour that is read on the twelve-hour clock: 下午2:00 is 14:00, but 下午13:00 stays."""
_AFTER_NOON = 5
"""The last hour that is read on the twelve-hour clock at the end of a range that begins at 12: 12:00-2:00
ends at 14:00.
"""
_WORD_MINUTES = {"半": 30, "一刻": 15, "三刻": 45, "整": 0}


class Range(NamedTuple):
    """A range in minutes from midnight; times past the next midnight (次日) continue from 1440.

    `part`: 上午, 下午, 晚上 or empty, as written before the start (早上 is 上午; 中午 is ignored). `text`: as
    written.
    """

    start: int
    end: int
    part: str
    text: str = ""


def find_ranges(plain: str, written: str) -> Iterator[tuple[int, int, Range]]:
    """Start and end offset of each range in normalised text, with the range; `written` has the same offsets."""
    for found in _range.finditer(plain):
        part, second = found["part"] or "", found["second"] or ""
        hour, late = _hour(found["hour"]), _hour(found["hour2"])
        start = _minutes(part, hour, found["minute"] or found["word"])
        from_noon = hour < 12 <= start // 60 or (hour == 12 and late <= _AFTER_NOON)
        if not second and from_noon and late < 12:
            late += 12
        end = _minutes(second or part, late, found["minute2"] or found["word2"])
        end += DAY if found["next"] else 0
        text = written[found.start() : found.end()]
        yield found.start(), found.end(), Range(start, end, _PARTS.get(part, ""), text)


def range_problem(part: Range) -> bool:
    """Whether a range is impossible: it ends before it begins, passes 24:00, or contradicts its own 上午 or
    下午.
    """
    overnight = DAY if part.end > DAY and any(word in part.text for word in ("次日", "翌日", "第二天")) else 0
    if part.end <= part.start or part.start > DAY or part.end - overnight > DAY:
        return True
    return (part.part == "上午" and part.start >= NOON) or (part.part == "下午" and part.start < NOON)


def _hour(text: str) -> int:
    return chinese_number(text) or 0


def _minutes(part: str, hour: int, minute: str | None) -> int:
    if 1 <= hour <= _LATEST_HOUR.get(_PARTS.get(part) or part, 0):
        hour += 12
    elif hour == 12 and _PARTS.get(part) == "晚上":
        hour = 24
    return hour * 60 + _minute(minute)


def _minute(text: str | None) -> int:
    if not text:
        return 0
    return _WORD_MINUTES[text] if text in _WORD_MINUTES else int(text)


@regex
def _range() -> str:
    """Two times with a stroke, 至 or 到 between; the hour alone is enough when the second says 点 or 时."""
    hours = "[0-9]{1,2}|[一二两三四五六七八九十]{1,3}"
    parts = "|".join(_PARTS)

    def time(tail: str) -> str:
        clock = rf"[:∶]\s?(?P<minute{tail}>[0-5][0-9])(?![0-9])(?:[:∶][0-5][0-9](?![0-9])|分)?"
        minute_words = rf"[点时]\s?(?P<word{tail}>半|一刻|三刻|整|[0-5]?[0-9](?=分)|[0-5][0-9](?![0-9:]))?分?"
        hour = rf"(?<![0-9.])(?P<hour{tail}>{hours})\s?"
        return hour + (
            rf"(?:{clock}|{minute_words})"
            if tail
            else rf"(?:{clock}|{minute_words}|(?=[-至到][0-9]{{1,2}}[点时]))"
        )

    return (
        rf"(?:(?P<part>{parts})\s?[:(为从]?\s?)?{time('')}\s?起?\s?[-至到](?:\s?[-至到]){{0,3}}\s?"
        rf"(?P<next>次日|翌日|第二天)?\s?(?P<second>{parts})?\s?{time('2')}"
    )
