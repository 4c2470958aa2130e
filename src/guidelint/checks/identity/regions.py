"""Checks the region of a record: division codes, and the level indicated by the authority's name."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from guidelint.checks.base import ABSENT, Check, CheckResult, Settings, Test, here
from guidelint.checks.identity.codes import given_code
from guidelint.lean.regex import regex
from guidelint.record import Data
from guidelint.tables import table
from guidelint.values.identity.credit_code import split_task_code, uscc_problem
from guidelint.values.text.shortening import shortened
from guidelint.vocabulary import LEVELS

_MUNICIPALITIES = ("11", "12", "31", "50")
_CODE = regex("[0-9]{6}(?:[0-9]{3}){0,2}")


def division_of(name: str, value: Any) -> str:
    """The six digits that a field gives: those in a credit code, or the first of a code of 6, 9 or
    12 digits: of a county, a township or a village.

    A credit code that is wrong itself gives none, nor does one of the market register (9…), which names the
    register's own district. Of another form, the text as it stands.
    """
    code = given_code(value)
    if name == "authority_code":
        return "" if code.startswith("9") or not code or uscc_problem(code) else code[2:8]
    return code[:6] if _CODE.fullmatch(code) else code


def belongs(code: str, region: str) -> bool:
    """Whether a division is within a region, or is the city above it, whose code a city's agencies have."""
    region = region[:6]
    if code.startswith(region.removesuffix("00").removesuffix("00")):
        return True
    if code[:2] in _MUNICIPALITIES and code.endswith("0000"):
        return code[:2] == region[:2]
    return code == region[:4] + "00"


class Region(Check):
    """The divisions in these `fields` must be in GB/T 2260 and, if a `region_code` is set, within it.

    `also` are additional codes to accept, such as those of a development zone. The table contains every code
    valid at some time since 1980.
    """

    message_args = ("code", "problem", "problem_en")
    fields: tuple[str, ...] = ("authority_code", "region_code")
    also: tuple[str, ...] = ()

    def compile(self, settings: Settings) -> Test:
        region = settings.region_code

        def test(value: Any, item: Data, record: Data) -> CheckResult:
            codes = [(name, division_of(name, record.get(name))) for name in self.fields]
            found = [(name, code, self._problem(code, region)) for name, code in codes if code]
            return [
                ((name,), {"code": shortened(code), "problem": words[0], "problem_en": words[1]})
                for name, code, words in found
                if words
            ] or None

        return test

    def _problem(self, code: str, region: str | None) -> tuple[str, str] | None:
        if code in self.also:
            return None
        if code not in table("region_codes"):
            return "不是国家标准中的行政区划代码", "is no division code of GB/T 2260"
        return (f"不属于{region}", f"lies outside {region}") if region and not belongs(code, region) else None


_UNITS = {"省": (2,), "市": (3, 4), "区": (3, 4), "县": (4,)}
_UNITS |= {"镇": (5,), "乡": (5,), "街道": (5,), "村": (6,), "社区": (6,)}
"""The levels, by number, for which the last unit in a name stands."""
_MUNICIPAL = (2, 3)
"""Levels of a body of one of the four cities that are provinces, as the standard and as their own guides say it."""
_NO_UNIT = regex("自治区|开发区|示范区|管理区|园区|[工产]业园|新区|分局|分中心|直属|驻")
_FIELD_OF_WORK = regex(
    "城镇|乡村|农村|城乡|市场|城市|市政|市容|乡镇|村镇|镇村|县域|地区志|[库景林矿牧灾小校片]区|区[划域]|社区(?=矫正|教育|建设|治理)"
)
"""Words of what a body does, not of where it is: 华容县市场监督管理局 is of a county."""
_UNIT = regex("社区|街道|[省市县区镇乡村]")


class BodyLevel(Check):
    """The level must match the authority, by the last unit in its name, unless the task code states it as
    well.

    市 and 区 stand for two levels each, 市 in 北京, 天津, 上海 and 重庆 also for the provincial one; a branch
    or a zone for any; 分级管理 is no level.
    """

    message_args = ("authority",)

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        level, authority = given_code(value), given_code(record.get("authority"))
        unit = _unit_of(authority)
        if level not in LEVELS[:6] or not unit or level in authority:
            return ABSENT
        number = LEVELS.index(level) + 1
        if number in (_MUNICIPAL if _municipality.match(authority) and unit == "市" else _UNITS[unit]):
            return None
        split = split_task_code(given_code(record.get("code")))
        return None if split and split[1] == str(number) else here(authority=authority)


_municipality = regex("(?:北京|天津|上海|重庆)市")


@lru_cache(maxsize=1024)
def _unit_of(authority: str) -> str:
    """The last unit in an authority's name; empty if there is none, or it does not indicate a level."""
    units = _UNIT.findall(_FIELD_OF_WORK.sub("", authority))
    return units[-1] if units and not _NO_UNIT.search(authority) else ""
