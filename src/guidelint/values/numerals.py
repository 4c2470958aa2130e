"""Parses and writes numbers, and normalises widths and dashes for all other parsers of values.

Encoded here: Chinese numerals in plain (一百二十) and in capital form (壹佰贰拾).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from guidelint.lean.regex import regex

DASHES = "-‐‑‒–—―─━−~〜～－﹘﹣⸺⸻"
"""Every kind of dash that clerks type for 'from … to …'."""

NUMERALS = "〇零○一二两三四五六七八九十百千万廿卅"
"""Chinese numerals in plain form, for the character class of a pattern."""

_CAPITAL_DIGITS = "壹贰貳叁參肆伍陆陸柒捌玖拾"
_CAPITALS = str.maketrans(_CAPITAL_DIGITS + "佰仟萬兩〇○", "一二二三三四五六六七八九十百千万两零零")
_PLAIN_DIGITS = "零一二三四五六七八九"
_DIGITS = {character: value for value, character in enumerate(_PLAIN_DIGITS)} | {"两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_SCORES = {"廿": 20, "卅": 30}
_MOST_SIGNS = 30_000
"""The number of characters whose plain form is cached: more than any set of guides contains."""
_LONGEST = 24
"""The maximum length of a written number; longer runs are not numbers."""


def written_day(day: str) -> str:
    """An ISO date as an official text writes it: 2026-01-02 as 2026年1月2日."""
    return "{}年{}月{}日".format(*map(int, day.split("-")))


class _Narrowing(dict[int, str]):
    """A table for str.translate that puts each character into its compatibility form, one at a time."""

    def __missing__(self, code: int) -> str:
        narrow = unicodedata.normalize("NFKC", chr(code))
        if len(self) < _MOST_SIGNS:
            self[code] = narrow
        return narrow


_NARROW = _Narrowing()
_WIDE = (("，", ","), ("（", "("), ("）", ")"), ("：", ":"), ("；", ";"), ("？", "?"), ("！", "!"))
"""The commonest full-width characters; replacing them is enough for most texts."""


@lru_cache(maxsize=8192)
def half_width(text: str) -> str:
    """Full-width characters, circled numbers and the like in their plain form (NFKC, character by character).

    Character by character, because NFKC over a whole text takes quadratic time on long runs of combining
    marks; the two differ in composed letters alone. The result may be longer than the text (㈠ gives three
    characters).
    """
    if text.isascii():
        return text
    for wide, narrow in _WIDE:
        text = text.replace(wide, narrow)
    return text if unicodedata.is_normalized("NFKC", text) else text.translate(_NARROW)


@lru_cache(maxsize=8192)
def plain_dashes(text: str) -> str:
    """The text with every run of dashes or tildes as one `-`."""
    return _dash_run.sub("-", text)


def level_dashes(text: str) -> str:
    """The text with every dash or tilde as `-`, one for one, so that offsets stay."""
    return text if text.isascii() and "~" not in text else text.translate(_dash_table())


@lru_cache(maxsize=8192)
def chinese_number(text: str) -> int | None:
    """The number that the whole text is, in Chinese numerals or digits of any width; otherwise None.

    Numerals without units are digits (二〇二一), except for two that are not zero, because 三四 means three
    or four. A final numeral without its unit is colloquial: 一百二 is 120.
    """
    plain = half_width(text).strip()
    if not 0 < len(plain) <= _LONGEST:
        return None
    if plain.isascii():
        return int(plain) if plain.isdigit() else None
    plain = plain.translate(_CAPITALS)
    if all(character in _DIGITS for character in plain):
        return _by_place(plain)
    if not _number.fullmatch(plain):
        return None
    upper, myriad, lower = plain.rpartition("万")
    return _section(upper, 1) * 10_000 + _section(lower, 1000 if myriad else 1)


@lru_cache(maxsize=4096)
def leading_count(text: str) -> int | None:
    """A whole number from 0 with at most a classifier after it (0次, 一次, 壹份, 1.0); otherwise None."""
    found = _count.fullmatch(half_width(text).strip())
    return None if found is None else chinese_number(found[1])


def numeral(number: int) -> str:
    """A number below ten thousand in Chinese numerals: 12 is 十二, 105 一百零五; any other in digits."""
    if not 0 < number < 10_000:
        return str(number)
    text, gap = "", ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            text, gap = text + gap + _PLAIN_DIGITS[digit] + name, ""
        elif text:
            gap = "零"
    return text.removeprefix("一") if text.startswith("一十") else text


def _by_place(characters: str) -> int | None:
    if len(characters) == 2 and "零" not in characters:
        return None
    return int("".join(str(_DIGITS[character]) for character in characters))


def _section(characters: str, place: int) -> int:
    """The value of up to four places; `place` is the place value of a final numeral without a unit."""
    total = digit = 0
    for character in characters:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit, place = 0, max(_UNITS[character] // 10, 1)
        elif character in _SCORES:
            total, place = total + _SCORES[character], 1
        elif character == "零":
            place = 1
        else:
            digit = _DIGITS[character]
    return total + digit * place


def without_lead(text: str) -> str:
    """A text in plain characters without a list number in front: 1.户口簿, (二)户口簿."""
    return _lead.sub("", text)


_lead = regex(r"^(?:\(?[0-9]{1,2}[.、)](?![0-9])|\(?[一二三四五六七八九十]{1,3}[、)])\s*")
_dash_run = regex(f"[{re.escape(DASHES)}]+")


@cache
def _dash_table() -> dict[int, str]:
    return {ord(dash): "-" for dash in DASHES}


@regex
def _number() -> str:
    digit = "[一二两三四五六七八九]"
    section = f"(?:{digit}千)?(?:零?{digit}百)?(?:零?(?:{digit}?十|[廿卅]))?(?:零?{digit})?"
    return f"(?!零)(?:(?=[^万]){section}万)?{section}"


_count = regex(
    rf"(\d{{1,9}}|[{NUMERALS}{_CAPITAL_DIGITS}]{{1,12}})(?:(?<=\d)\.0{{1,3}})?\s{{0,3}}[次份个套张件页本]?"
)
