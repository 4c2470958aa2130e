"""The counts and sums of the assessment: tallies that can be computed in parts and merged.

They are exact (fractions of days), so that the order of the parts does not matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache, partial
from typing import Any

from guidelint.lean.regex import regex
from guidelint.lean.structs import Struct, fresh
from guidelint.record import Record, is_missing, means_empty
from guidelint.values.depth import depth_level
from guidelint.values.time.duration import absent_limit, days, parse_duration
from guidelint.values.visits import visit_count

EXCLUDED = ("no statutory limit", "no promised limit", "other unit", "special", "not by application")
RATES = ("visits_at_most_one", "reused", "published", "mobile")
_FLAGS = ("reused", "published", "mobile")
_NAMES = ("name", "item_code", "code", "local_code", "catalog_code")
_NONE = Fraction(0)


class Row(Struct, frozen=False):
    """The sums of one authority or region. `levels`: counts of levels 1 to 4 and, at index 0, of unknown
    ones.

    Days are working days; `ratios` is the sum of promised ÷ statutory over `matters`.
    """

    levels: list[int]
    matters: int
    statutory: Fraction
    promised: Fraction
    ratios: Fraction

    def __init__(
        self,
        levels: list[int] | None = None,
        matters: int = 0,
        statutory: Fraction = _NONE,
        promised: Fraction = _NONE,
        ratios: Fraction = _NONE,
    ) -> None:
        self.levels = [0] * 5 if levels is None else levels
        self.matters, self.statutory, self.promised, self.ratios = matters, statutory, promised, ratios

    def add(self, other: Row) -> None:
        """Add another row's sums."""
        self.levels = [mine + theirs for mine, theirs in zip(self.levels, other.levels, strict=True)]
        self.add_limits(other.matters, other.statutory, other.promised, other.ratios)

    def add_limits(self, matters: int, statutory: Fraction, promised: Fraction, ratios: Fraction) -> None:
        """Add this number of matters with the sums of their limits."""
        if matters:
            self.matters += matters
            self.statutory = _sum(self.statutory, statutory)
            self.promised = _sum(self.promised, promised)
            self.ratios = _sum(self.ratios, ratios)


def _sum(one: Fraction, other: Fraction) -> Fraction:
    """The sum of two fractions; faster for whole numbers, as most days are."""
    if one.denominator == 1 == other.denominator:
        return Fraction(one.numerator + other.numerator)
    return one + other


class Tally(Struct, frozen=False):
    """The sums of a set of guides, by authority and by region, with the reasons for those left out.

    Guides that name no region are summed under their division code; `regions` are the names that other guides give
    to codes, empty where these differ. `unread` names the sources that could not be read, or not completely.
    """

    rows: dict[str, dict[str, Row]] = fresh(default_factory=lambda: {"authority": {}, "region": {}})
    excluded: dict[str, int] = fresh(default_factory=lambda: dict.fromkeys(EXCLUDED, 0))
    rates: dict[str, list[int]] = fresh(default_factory=lambda: {name: [0, 0, 0] for name in RATES})
    regions: dict[str, str] = fresh(default_factory=dict)
    unread: set[str] = fresh(default_factory=set)

    def add_levels(self, record: Record, times: int) -> None:
        """Count the online depth of guides with equal authority, region and depth."""
        if record.applied_for:
            level = depth_level(_text(record.data.get("online_depth"))) or 0
            for row in self._rows_of(record):
                row.levels[level] += times

    def add_limits(self, record: Record, times: int, special: frozenset[str]) -> None:
        """Count the limits of guides with equal authority, region and limits."""
        pair = limit_pair(record.data, special) if record.applied_for else "not by application"
        if isinstance(pair, str):
            self.excluded[pair] += times
            return
        sums = *pair, pair[1] / pair[0]
        for row in self._rows_of(record):
            row.add_limits(times, *(sums if times == 1 else (each * times for each in sums)))

    def add_rates(self, record: Record, times: int) -> None:
        """Count guides with equal numbers of visits and publication status."""
        if not record.applied_for:
            return
        data = record.data
        visits = visit_count(_text(data.get("visits")))
        self._rate("visits_at_most_one", None if visits is None else visits <= 1, times)
        for name in _FLAGS:
            value = _text(data.get(name)).strip()
            self._rate(name, {"是": True, "否": False}.get(value), times)

    def _rows_of(self, record: Record) -> Iterator[Row]:
        for by, rows in self.rows.items():
            name = _text(record.data.get(by)).strip()
            if by == "region":
                code = _division(record.data)
                if means_empty(name):
                    name = code
                elif code and not name.isdigit():
                    self._name_region(code, name)
            row = rows.get(name)
            if row is None:
                row = rows[name] = Row()
            yield row

    def _name_region(self, code: str, name: str) -> None:
        if self.regions.setdefault(code, name) != name:
            self.regions[code] = ""

    def _rate(self, name: str, met: bool | None, times: int) -> None:
        self.rates[name][2 if met is None else not met] += times

    def merge(self, other: Tally) -> None:
        """Add another tally's sums."""
        for by, rows in other.rows.items():
            for name, row in rows.items():
                self.rows[by].setdefault(name, Row()).add(row)
        for reason, count in other.excluded.items():
            self.excluded[reason] += count
        for name, counts in other.rates.items():
            self.rates[name] = [a + b for a, b in zip(self.rates[name], counts, strict=True)]
        for code, name in other.regions.items():
            self._name_region(code, name)
        self.unread |= other.unread


Add = Callable[[Tally, Record, int], None]
"""Counts guides that are alike, so many of them."""


def parts(special: frozenset[str]) -> tuple[tuple[tuple[str, ...], Add], ...]:
    """The parts of a tally, each with the fields that it reads in addition to those of the service mode.

    `special`: names or codes of matters whose limits need not be compressed.
    """
    named = _NAMES if special else ()
    group_keys = ("authority", "region", "region_code")
    return (
        ((*group_keys, "online_depth"), Tally.add_levels),
        (
            (*group_keys, "statutory_limit", "promised_limit", "limit_exemption", *named),
            partial(Tally.add_limits, special=special),
        ),
        (("visits", "reused", "published", "mobile"), Tally.add_rates),
    )


def is_excused(data: Mapping[str, Any]) -> bool:
    """Whether a guide gives a reason for not shortening its limit; 无, 否 and 不涉及 are none."""
    reason = data.get("limit_exemption")
    return not (is_missing(reason) or _no_reason.fullmatch(str(reason).strip()))


_no_reason = regex(
    "(?:否|不是|没有|不涉及|不适用|(?:非|不是|不属于?|不涉及|无)特殊(?:事项|情况|情形|原因))[。.]?"
)


def is_special(data: Mapping[str, Any], special: frozenset[str]) -> bool:
    """Whether a matter is listed, by name or code, as one whose limits need not be compressed."""
    return not special.isdisjoint([_text(data.get(name)).strip() for name in _NAMES])


def limit_pair(data: Mapping[str, Any], special: frozenset[str]) -> tuple[Fraction, Fraction] | str:
    """Statutory and promised working days of a guide, or the reason why they are not in the sums."""
    if is_excused(data) or is_special(data, special):
        return "special"
    statutory = _days(_text(data.get("statutory_limit")))
    promised = _days(_text(data.get("promised_limit")))
    if statutory is None or statutory == 0:
        return "no statutory limit"
    if promised is None:
        return "no promised limit"
    if isinstance(statutory, str) or isinstance(promised, str):
        return "other unit"
    return statutory, promised


@lru_cache(maxsize=4096)
def _days(text: str) -> Fraction | str | None:
    """Working days; the text itself if it has another unit; None if it gives no limit."""
    if is_missing(text) or absent_limit(text):
        return None
    duration = parse_duration(text)
    if duration is None:
        return None
    count = 0.0 if duration.instant else days(duration)
    return text if count is None else Fraction(str(count))


def _division(data: Mapping[str, Any]) -> str:
    """The code of a guide's administrative division, six digits for a county if zeros follow."""
    code = _text(data.get("region_code")).strip()
    return "" if means_empty(code) else code if code[6:].strip("0") else code[:6]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def to_plain(tally: Tally) -> dict[str, Any]:
    """A tally as JSON data, with fractions as text."""
    rows = {
        by: {
            name: [row.levels, row.matters, str(row.statutory), str(row.promised), str(row.ratios)]
            for name, row in sorted(rows.items())
        }
        for by, rows in tally.rows.items()
    }
    plain = {"rows": rows, "excluded": tally.excluded, "rates": tally.rates}
    told = {"regions": dict(sorted(tally.regions.items())), "unread": sorted(tally.unread)}
    return plain | {name: value for name, value in told.items() if value}


def from_plain(plain: Mapping[str, Any]) -> Tally:
    """The inverse of `to_plain`; KeyError, TypeError or ValueError if the data are no tally."""
    tally = Tally()
    for by, rows in plain["rows"].items():
        for name, (levels, matters, statutory, promised, ratios) in rows.items():
            sums = (Fraction(statutory), Fraction(promised), Fraction(ratios))
            tally.rows[by][name] = Row([int(level) for level in levels], int(matters), *sums)
    tally.excluded.update(plain["excluded"])
    tally.rates.update({name: list(counts) for name, counts in plain["rates"].items()})
    tally.regions.update(plain.get("regions", {}))
    tally.unread.update(map(str, plain.get("unread", ())))
    return tally
