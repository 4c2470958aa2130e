"""The matters that generated guides are about, and the laws that they cite."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from places import COUNTY, Body, body
from words import ACTIONS, LAWS, OBJECTS, OFFICES, QUOTES

KINDS = ("行政许可", "行政许可", "行政确认", "其他行政权力", "公共服务", "行政给付")
CITATIONS = 150
_NUMERALS = "零一二三四五六七八九"


class Matter(NamedTuple):
    """The matter of a guide."""

    number: int
    office: int
    body: Body
    subject: str
    title: str
    kind: str


def matter_of(number: int) -> Matter:
    """The matter with this number; those of a county are distributed over its authorities in turn."""
    county, place = divmod(number, COUNTY)
    turn, office = divmod(place, len(OFFICES))
    found = body(county, office)
    turn, subject = divmod(turn, len(found.subjects))
    turn, thing = divmod(turn, len(OBJECTS))
    kind = KINDS[(office + turn + thing) % len(KINDS)]
    word = {"行政许可": "许可", "行政确认": "认定", "行政给付": "补助给付"}.get(kind, "备案")
    title = f"{found.subjects[subject]}{OBJECTS[thing]}{word}"
    return Matter(number, office, found, found.subjects[subject], title + ACTIONS[turn % len(ACTIONS)], kind)


@lru_cache(maxsize=CITATIONS)
def citation(number: int) -> dict[str, str]:
    """One of the 150 citations: thirty laws with five articles each, two of which are quoted."""
    row, law = divmod(number, len(LAWS))
    title, last, issuer = LAWS[law]
    entry = {
        "title": f"《{title if title.endswith('条例') else '中华人民共和国' + title}》",
        "article": f"第{numeral(3 + (law * 7 + row * 11) % (last - 4))}条",
        "issuer": issuer,
    }
    if row in (1, 3):
        subject = OFFICES[number % len(OFFICES)].subjects[row]
        parts = [QUOTES[(number + more) % len(QUOTES)] for more in range(1 + number % 3)]
        entry["content"] = "。".join(parts).format(subject=subject)[:199] + "。"
    return entry


def numeral(number: int) -> str:
    """A number below 200 in Chinese."""
    if number >= 100:
        rest = number - 100
        return "一百" + ("" if not rest else "零" + _NUMERALS[rest] if rest < 10 else _ten(rest, "一"))
    return _ten(number, "") if number >= 10 else _NUMERALS[number]


def _ten(number: int, one: str) -> str:
    ten, unit = divmod(number, 10)
    return (one if ten == 1 else _NUMERALS[ten]) + "十" + (_NUMERALS[unit] if unit else "")
