"""Both limits of a matter read together, so that the promise can be compared with the statutory limit."""

from __future__ import annotations

from fractions import Fraction
from math import floor

from guidelint.lean.tuples import NamedTuple
from guidelint.record import Data, is_missing
from guidelint.values.time.duration import (
    HOURS_A_DAY,
    SPOKEN,
    Duration,
    absent_limit,
    parse_duration,
    same_unit,
    years_as_months,
)

_A_DAY = {"工作日": 1, "自然日": 1, "天": 1, "": 1, "小时": HOURS_A_DAY}
_PARTS = 3000
"""A limit is a multiple of a thousandth or (minutes of an hour) of a sixtieth; both go into this evenly."""


class LimitPair(NamedTuple):
    """Both limits as durations, years in months, and `written` as written; 即办 has no unit of its own."""

    statutory: Duration
    promised: Duration
    written: dict[str, str]

    @property
    def comparable(self) -> bool:
        """Whether the two can be compared as numbers."""
        instant = self.statutory.instant or self.promised.instant
        return instant or same_unit(self.statutory.unit, self.promised.unit)

    @property
    def ratio(self) -> Fraction:
        """The promise as a share of the statutory limit, exact."""
        return _exact(self.promised.value) / _exact(self.statutory.value)

    def longest(self, share: Fraction) -> dict[str, str]:
        """The longest promise in whole units that is a share of the statutory limit, in words; may be none."""
        number, unit = floor(_exact(self.statutory.value) * share), self.statutory.unit
        zh, en = f"，最多承诺{number}{SPOKEN.get(unit, unit)}", f": promise {number} of the same unit at most"
        return {"most": zh, "most_en": en} if number else {"most": "", "most_en": ""}

    @property
    def is_longer(self) -> bool:
        """Whether the promise is the longer one; a day is still 即办."""
        if self.statutory.instant:
            return not _is_within_a_day(self.promised)
        return self.comparable and self.ratio > 1

    @property
    def within_a_day(self) -> bool:
        """Whether the statutory limit is too short to be shortened."""
        return _is_within_a_day(self.statutory)


def _is_within_a_day(limit: Duration) -> bool:
    return limit.value <= _A_DAY.get(limit.unit, 0)


def limit_pair(record: Data) -> LimitPair | None:
    """The two limits of a record; None if one is missing, cannot be parsed, or is vague without a number."""
    written = (record.get("statutory_limit"), record.get("promised_limit"))
    texts = [text.strip() for text in written if isinstance(text, str) and not is_missing(text)]
    if len(texts) < 2 or absent_limit(texts[0]):
        return None
    statutory, promised = map(parse_duration, texts)
    if statutory is None or promised is None or not (statutory.value or statutory.instant):
        return None
    if not (promised.value or promised.instant):
        return None
    return LimitPair(
        years_as_months(statutory), years_as_months(promised), {"statutory": texts[0], "promised": texts[1]}
    )


def as_percent(share: Fraction, bound: Fraction | None = None) -> str:
    """A share as 25% or 57.14%; with more decimals if it would otherwise look equal to the bound."""
    shown = f"{'-' if share < 0 else ''}{_plain(abs(share), 2)}%"
    return shown if bound is None or shown != as_percent(bound) else f"{_plain(abs(share), 4)}%"


def _plain(share: Fraction, places: int) -> str:
    """So many as_percent, as_decimal half up."""
    scaled = floor(share * 100 * 10**places + Fraction(1, 2))
    return f"{scaled // 10**places}.{scaled % 10**places:0{places}d}".rstrip("0").rstrip(".")


def _exact(value: float) -> Fraction:
    return Fraction(value).limit_denominator(_PARTS)
