"""Checks of one time limit by itself: that it is stated, says which days it counts, and is definite."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any, ClassVar, Literal

from guidelint.checks.base import ABSENT, Check, Seen, Settings, Test
from guidelint.record import Data, is_missing
from guidelint.values.duration import Duration, absent_limit, numbers_of_days, parse_duration
from guidelint.values.numerals import half_width, plain_dashes
from guidelint.vocabulary import PLACEHOLDERS

Demand = Literal["stated", "explained", "unit", "definite"]
_Judge = Callable[[Any, str, Data], Seen]
"""From a limit, its field's name (or nothing) and the item that holds it to what is wrong."""
_HERE: Seen = [(None, {})]
_CLEAR_DAYS = ("工作日", "自然日")


class Limit(Check):
    """What is demanded of a time limit, or of each limit that `fields` names.

    stated: a limit is written; a placeholder or a lone dash with a unit is none. explained: as stated, and
    无 or 0 has a note or a reason (`limit_exemption`). unit: a unit that says which days are meant; the note
    may say it. definite: no 约, 左右, 尽快 … outside an explanation in brackets. {found}: the limit's text;
    {word}: the vague word.
    """

    kind: ClassVar[str] = "limit"
    says: ClassVar[tuple[str, ...]] = ("found", "word")
    demand: Demand
    fields: tuple[str, ...] = ()

    def compile(self, settings: Settings) -> Test:
        judge = _JUDGES[self.demand]
        if not self.fields:
            return lambda value, item, record: judge(value, "", record)

        def each(value: Any, item: Data, record: Data) -> Seen:
            seen = [(name, judge(item.get(name), name, item)) for name in self.fields]
            return [((name,), args) for name, problems in seen for _, args in problems or ()] or None

        return each


def limit_of(value: Any) -> Duration | None:
    """The duration that a limit states; None where it is missing or no duration."""
    return parse_duration(value) if isinstance(value, str) and not is_missing(value) else None


def note_of(item: Data, name: str) -> str:
    """The note beside a limit; the empty text where there is none."""
    note = item.get(f"{name}_note")
    return note if isinstance(note, str) else ""


def _is_stated(value: Any) -> bool:
    if not isinstance(value, str) or is_missing(value):
        return False
    plain = plain_dashes(half_width(value)).strip()
    return plain.casefold() not in PLACEHOLDERS and not _nothing().fullmatch(plain)


def _stated(value: Any, name: str, item: Data) -> Seen:
    return None if _is_stated(value) else _HERE


def _explained(value: Any, name: str, item: Data) -> Seen:
    said = (note_of(item, name), item.get("limit_exemption"))
    reasons = [reason for reason in said if isinstance(reason, str) and not is_missing(reason)]
    if _is_stated(value):
        duration = parse_duration(value)
        zero = absent_limit(value) and duration is not None and duration.instant
        return _HERE if zero and not reasons else None
    if isinstance(value, str) and value.strip().rstrip("。") == "无":
        return None if reasons else _HERE
    return None if any(map(absent_limit, reasons)) else _HERE


def _unit(value: Any, name: str, item: Data) -> Seen:
    duration = limit_of(value)
    if duration is None or duration.instant or not duration.value:
        return ABSENT
    if duration.unit not in ("", "天"):
        return None
    noted = numbers_of_days(note_of(item, name))
    told = any(given.value == duration.value and given.unit in _CLEAR_DAYS for given in noted)
    return None if told else [(None, {"found": value.strip()})]


def _definite(value: Any, name: str, item: Data) -> Seen:
    if not isinstance(value, str) or absent_limit(value):
        return ABSENT
    duration = parse_duration(_explanation().sub("", value))
    if duration is None:
        return ABSENT
    return [(None, {"found": value.strip(), "word": duration.vague})] if duration.vague else None


_JUDGES: dict[str, _Judge] = {
    "stated": _stated,
    "explained": _explained,
    "unit": _unit,
    "definite": _definite,
}


@cache
def _nothing() -> re.Pattern[str]:
    return re.compile(r"(?:-\s?1?)?\s?个?(?:工作日|自然日|小时|[天日周月年])?")


@cache
def _explanation() -> re.Pattern[str]:
    return re.compile(r"[（(][^（）()]{5,}[）)]")
