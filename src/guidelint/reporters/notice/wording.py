"""Formats numbers, names and dates for official documents."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from guidelint.values.numerals import written_day

ABSENT = "（数据中没有）"
"""Stands wherever the data does not say what the form of a notice asks for."""
NOBODY, NOWHERE = "（未写实施主体）", "（未写辖区）"
ORDINALS = ("一", "二", "三", "四", "五")

_NAMED = 10


def percent(share: float) -> str:
    """A share in percent with two decimals."""
    return f"{share:.2f}%"


def bound(value: Fraction) -> str:
    """A threshold in percent without trailing zeros."""
    return f"{float(value):g}%"


def day(text: str) -> str:
    """2026-11-23 as 2026年11月23日; a text for a missing date."""
    return written_day(text) if text else ABSENT


def bodies(names: Iterable[str]) -> str:
    """`3 个：甲、乙、丙`; only the first ten are named, none is `0 个`, and guides without an authority are none."""
    listed = list(filter(None, names))
    if not listed:
        return "0 个"
    end = " 等" if len(listed) > _NAMED else ""
    return f"{len(listed)} 个：{'、'.join(listed[:_NAMED])}{end}"
