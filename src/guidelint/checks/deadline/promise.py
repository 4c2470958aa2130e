"""Checks of the promised limit against the statutory one: never longer, in the same unit, short enough."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Literal

from guidelint.assess.tally import is_excused
from guidelint.checks.base import ABSENT, Check, CheckResult, Settings, here, share_mistakes
from guidelint.checks.deadline.limit import note_of
from guidelint.checks.deadline.limit_pair import LimitPair, as_percent, limit_pair
from guidelint.lean.regex import regex
from guidelint.record import Data
from guidelint.values.text.shortening import shortened
from guidelint.values.time.duration import HOURS_A_DAY, Duration, numbers_of_days, same_unit


class LimitsCompare(Check):
    """The promise must be `not_longer` than the statutory limit of the same unit, or have the `same_unit`.

    Not judged if either is not a number with a unit; 即办 fits any unit, and so do the hours of a single day.
    Units may differ if a note restates one limit in the unit of the other; 天 in a 行政许可 is no definite
    unit, which another rule reports.
    """

    message_args = ("statutory", "promised")
    demand: Literal["not_longer", "same_unit"]

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        pair = limit_pair(record)
        if pair is None:
            return ABSENT
        wrong = pair.is_longer if self.demand == "not_longer" else _has_other_unit(pair, record)
        return here(**_quoted(pair)) if wrong else None


class LimitRatio(Check):
    """The promise is at most the share `at_most` of the statutory limit, or saves `at_least` of it.

    Not judged: a statutory limit of no more than a day, unlike units, and a matter with a reason not to
    be shortened (`limit_exemption`). Equality passes; the arithmetic is exact. {bound}: what is asked, in per
    cent; {most}, {most_en}: the longest promise in whole units that would do, if there is one.
    """

    message_args = ("statutory", "promised", "ratio", "compression", "bound", "most", "most_en")
    at_most: float | None = None
    at_least: float | None = None

    def mistakes(self) -> list[tuple[str, str]]:
        return share_mistakes(self.at_most, "at_most") + share_mistakes(self.at_least, "at_least")

    def needs(self, settings: Settings) -> str | None:
        if self.at_most is None and self.at_least is None:
            return (
                "没有设置承诺时限占法定时限的上限，即配置 thresholds 里本规则的 at_most (at_most is not set)"
            )
        return None

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        pair = None if is_excused(record) else limit_pair(record)
        if pair is None or not pair.comparable or pair.within_a_day:
            return ABSENT
        shares = _too_long(pair, self.at_most) or _too_little(pair, self.at_least)
        return here(**_quoted(pair), **shares) if shares else None


def _quoted(pair: LimitPair) -> dict[str, str]:
    """Both limits as a message quotes them."""
    return {which: shortened(text) for which, text in pair.written.items()}


def _has_other_unit(pair: LimitPair, record: Data) -> bool:
    if pair.comparable or (pair.promised.unit == "小时" and pair.promised.value < HOURS_A_DAY):
        return False
    if record.get("matter_type") == "行政许可" and "天" in (pair.statutory.unit, pair.promised.unit):
        return False
    restated = _states(_notes(record, pair, "statutory"), pair.promised)
    return not (restated or _states(_notes(record, pair, "promised"), pair.statutory))


def _notes(record: Data, pair: LimitPair, which: str) -> str:
    """The note beside a limit, with what is made of it behind it: 1个月（折合22个工作日）, 1个月，即22个工作日."""
    return "；".join((note_of(record, f"{which}_limit"), *_conversion.findall(pair.written[which])))


@regex
def _conversion() -> str:
    alone = "(?=[0-9.]{1,5}个?(?:工作|自然)日[）)])"
    return f"(?:[（(]|[，,](?=折|合|即|相当))(?:折[合算]|合|按|即|相当于|约|{alone})([^（）()，,]{{1,30}})"


def _states(note: str, other: Duration) -> bool:
    return any(same_unit(duration.unit, other.unit) for duration in numbers_of_days(note))


def _too_long(pair: LimitPair, at_most: float | None) -> dict[str, str] | None:
    if at_most is None or pair.ratio <= (bound := Fraction(str(at_most))):
        return None
    shares = {"ratio": as_percent(pair.ratio, bound), "compression": as_percent(1 - pair.ratio)}
    return {**shares, "bound": as_percent(bound), **pair.longest(bound)}


def _too_little(pair: LimitPair, at_least: float | None) -> dict[str, str] | None:
    if at_least is None or 1 - pair.ratio >= (bound := Fraction(str(at_least))):
        return None
    shares = {"ratio": as_percent(pair.ratio), "compression": as_percent(1 - pair.ratio, bound)}
    return {**shares, "bound": as_percent(bound), **pair.longest(1 - bound)}
