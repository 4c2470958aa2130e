"""Checks whether an address is in the county or city of the authority that gives it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from guidelint.checks.base import ABSENT, Check, CheckResult, here
from guidelint.checks.contact.windows import written
from guidelint.lean.regex import regex
from guidelint.record import Data
from guidelint.tables import table

_COUNTY = ("县", "区", "旗")
_BETWEEN = "-－—/ "
"""What platforms put between the divisions that somebody chose one after the other, 四川省-内江市-东兴区."""
_LONGEST = 15
"""So many characters the longest name of a division has."""


class AddressRegion(Check):
    """An address that starts with a county or city must start with the authority's own, or with one of
    `allowed`.

    Only names in the published list are divisions: 自助服务区, 老县政府院内 and 大市场路 are not. The
    authority's division is taken from the beginning of its name and of `region`. An authority of which only
    the city is known is not judged: it may be prefectural, or a branch, with addresses in the counties below.
    """

    message_args = ("other", "own")
    allowed: tuple[str, ...] = ()

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        named = divisions(written(value))
        if not named:
            return ABSENT
        own = [*divisions(written(record.get("region"))), *divisions(written(record.get("authority")))]
        own_county = _county(own)
        if not own_county:
            return ABSENT
        if named[-1] in own or named[-1] in self.allowed or _may_be_around(named[-1], own_county):
            return None
        return here(other=named[-1], own=own_county)


@lru_cache(maxsize=4096)
def divisions(text: str) -> tuple[str, ...]:
    """The divisions that a name or an address opens with, from large to small: 湖南省, 岳阳市, 华容县."""
    found: list[str] = []
    at = 0
    while name := _division_at(text, at):
        if not found and _anywhere.fullmatch(name):
            break
        found.append(name)
        at += len(name)
        at += text[at : at + 1] in _BETWEEN
    return tuple(found)


def _division_at(text: str, at: int) -> str:
    """The longest name of a division at the offset; empty if there is none."""
    names = table("division_names")
    ends = range(min(len(text), at + _LONGEST), at + 1, -1)
    return next((text[at:end] for end in ends if text[at:end] in names), "")


def _county(own: list[str]) -> str:
    """The county among the authority's divisions, or its second city; empty for an authority of a single
    city.
    """
    cities = [division for division in dict.fromkeys(own) if division.endswith("市")]
    counties = [division for division in own if division.endswith(_COUNTY)]
    return (counties or cities[1:] or [""])[-1]


def _may_be_around(city: str, district: str) -> bool:
    """Whether an address that names only a city may lie in the authority's district: 南宁市新阳路87号."""
    return city.endswith("市") and district.endswith("区")


_anywhere = regex("[市城郊矿东西南北中新老旧关港口上下桥江河湖海山]+区|新县")
"""Names that any town may give to a part of itself (城东区, 老城区, 新县委): divisions after a city only."""
