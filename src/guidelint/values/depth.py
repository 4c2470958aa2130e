"""Parses how far a matter can be handled online (网上办理深度), as one of four levels.

一级 to 四级 are read in every spelling, and words that mean a level; numbers of national code lists (1^3^5)
are not, because their meaning depends on the platform.
"""

from __future__ import annotations

import re
from functools import lru_cache

from guidelint.lean.regex import regex
from guidelint.values.numerals import half_width
from guidelint.values.text.ticked import BOXES, ticked

_LEVELS = {"一": 1, "二": 2, "三": 3, "四": 4, "I": 1, "II": 2, "III": 3, "IV": 4}
_LATER = {"互联网办理": 3, "互联网办理结果信息反馈": 4, "互联网电子证照反馈": 4}
"""Steps that count only together with those before them; alone they may just mean that something is done
online.
"""
_ENTIRELY = ("网办", "网上办", "在线办", "线上办")
_WORDS = {
    **{f"全{whole}{way}": 4 for whole in ("程", "流程") for way in _ENTIRELY},
    **dict.fromkeys(("在线预审", "网上预审", "互联网预审", "互联网受理"), 3),
    **_LATER,
    **dict.fromkeys(("在线申办", "互联网收件"), 2),
    **dict.fromkeys(("事项公开", "互联网咨询"), 1),
}
_STEP = "互联网"
"""The beginning of each of the seven steps that portals list; the last one listed determines the level."""
_BOXES = frozenset(BOXES)
_BULLETS = frozenset("○◯◇")
"""Characters that look like check boxes, but are bullets if alone on a line."""


@lru_cache(maxsize=4096)
def depth_level(text: str) -> int | None:
    """The level, 1 to 4; None if the text names no level, denies one (非全程网办, 非一级), or names several
    different ones.

    Of options with check boxes the highest ticked one counts; of a chain of steps the furthest.
    """
    if _BOXES.isdisjoint(text) or (text[:1] in _BULLETS and _BOXES.isdisjoint(text[1:])):
        return _named(text)
    return max(filter(None, map(_named, ticked(text))), default=None)


def _named(text: str) -> int | None:
    plain = half_width(text)
    if _denial.search(plain):
        return None
    named = [*_pattern.finditer(plain)]
    levels = {_level(found) for found in named}
    if len(named) > 1 and all([(found["word"] or "").startswith(_STEP) for found in named]):
        return max(levels)
    return levels.pop() if len(levels) == 1 and named[0]["word"] not in _LATER else None


def _level(found: re.Match[str]) -> int:
    if found["word"]:
        return _WORDS[found["word"]]
    character = found["sign"]
    return int(character) if character.isdigit() else _LEVELS[character.upper()]


@regex
def _pattern() -> str:
    words = "|".join(sorted(_WORDS, key=len, reverse=True))
    return (
        rf"(?P<word>{words})|"
        r"(?<![0-9A-Za-z一二三四五六七八九十.非])(?P<sign>[一二三四1-4]|(?i:IV|I{1,3}))\s?级(?!及?以[上下]|[别联市])"
    )


_denial = regex("(?:[非不未无]|没有)[^,;。()]{0,4}(?:网办|网上|在线|互联网)|及?以[上下]")
