"""Checks whether an address lies in the county or city of the body that gives it."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, ClassVar

from guidelint.checks.base import ABSENT, Check, Seen, Settings, Test
from guidelint.checks.contact import written
from guidelint.record import Data

_COUNTY = ("县", "区", "旗")
_NO_DIVISIONS = ("开发区", "高新区", "经开区", "新区", "园区", "城区", "小区", "社区", "片区", "辖区", "库区")


class AddressRegion(Check):
    """An address that opens with a county or city must open with that of the body, or with one of `allowed`.

    The body's is what its name and `region` open with. A body of which only a city is known is not judged: it
    may be of a prefecture, or a branch of one, and those are addressed in the counties under it.
    """

    kind: ClassVar[str] = "address_region"
    says: ClassVar[tuple[str, ...]] = ("other", "own")
    allowed: tuple[str, ...] = ()

    def compile(self, settings: Settings) -> Test:
        allowed = frozenset(self.allowed)

        def test(value: Any, item: Data, record: Data) -> Seen:
            named = divisions(written(value))
            if not named:
                return ABSENT
            own = [*divisions(written(record.get("region"))), *divisions(written(record.get("authority")))]
            home = _county(own)
            if not home:
                return ABSENT
            if named[-1] in own or named[-1] in allowed:
                return None
            return [(None, {"other": named[-1], "own": home})]

        return test


@lru_cache(maxsize=4096)
def divisions(text: str) -> tuple[str, ...]:
    """The divisions that a name or an address opens with, from large to small: 湖南省, 岳阳市, 华容县."""
    found: list[str] = []
    at = 0
    while unit := _division().match(text, at):
        if unit[0].endswith(_NO_DIVISIONS):
            break
        found.append(unit[0])
        at = unit.end()
    return tuple(found)


def _county(own: list[str]) -> str:
    """The county among the body's divisions, or its second city; nothing for a body of a single city."""
    cities = [division for division in dict.fromkeys(own) if division.endswith("市")]
    counties = [division for division in own if division.endswith(_COUNTY)]
    return (counties or cities[1:] or [""])[-1]


@cache
def _division() -> re.Pattern[str]:
    stem = "(?![本各全县市区])(?:(?![镇乡村路街局厅楼中心所站县市区])[\u4e00-\u9fff]){1,7}?"
    return re.compile(rf"{stem}(?:自治[州县旗区]|地区|[省市州盟县区旗])")
