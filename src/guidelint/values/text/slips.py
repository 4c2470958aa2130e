"""Finds slips of the pen in a text: punctuation, brackets, repetitions, dates.

Punctuation follows GB/T 15834; where quotations matter, the caller removes them. Each finder has a quick test
for many lines at once, such as all texts of a record; a negative answer is certain.
"""

from __future__ import annotations

import re
from itertools import pairwise
from operator import eq

from guidelint.lean.regex import regex

HAN = "\u4e00-\u9fff"
_OPEN = {"(": ")", "（": "）", "《": "》", "“": "”", "〔": "〕", "【": "】", "「": "」", "『": "』"}
_SHORTEST_CLAUSE = 6
"""The minimum length of a clause whose repetition is reported."""
_SAME = {"(": "（", ")": "）"}
"""Half-width brackets may match full-width ones: that is a different defect."""
_CLOSE = {closing: _SAME.get(opening, opening) for opening, closing in _OPEN.items()}
BRACKETS = re.escape("".join((*_OPEN, *_CLOSE)))
"""All brackets, for use in a character class."""


def mixed_punctuation(text: str) -> str | None:
    """The first half-width punctuation between Chinese characters, or doubled character or pair of brackets,
    with its neighbours.
    """
    found = _punctuation.search(text)
    if found is None:
        return None
    return text[max(0, found.start() - 1) : found.end() + 1].strip()


def mixed_spans(text: str) -> list[tuple[int, int]]:
    """The spans of all characters of half width between Chinese characters, and of all that is doubled:
    characters in a row, brackets with what stands in them.
    """
    return [found.span() for found in _punctuation.finditer(text)]


def lone_bracket(text: str) -> str | None:
    """The first unmatched bracket or quotation mark, with its neighbours.

    List numbers (1） a) 一）) need no match, and neither does the “ with which every further paragraph of a
    quotation begins.
    """
    waiting: list[tuple[str, int]] = []
    for found in _bracket.finditer(text):
        character, at = found[0], found.start()
        if character in _OPEN:
            continues = character == "“" and _line_start.search(text, max(0, at - 6), at) is not None
            if not (continues and waiting and waiting[-1][0] == "“"):
                waiting.append((_SAME.get(character, character), at))
        elif waiting and waiting[-1][0] == _CLOSE[character]:
            waiting.pop()
        elif _SAME.get(character, character) != "）" or not _list_number.search(text, max(0, at - 6), at):
            return text[max(0, at - 6) : at + 1]
    return text[waiting[0][1] : waiting[0][1] + 7] if waiting else None


def repetition(text: str) -> str | None:
    """The first doubled function word (的的, 应当应当) or clause repeated immediately."""
    found = _doubled.search(text) or _clause_twice.search("\n" + text)
    return found[0].strip("，。；、：\n") if found else None


def loose_date(text: str) -> str | None:
    """The first date with a two-digit year, with points between its numbers, or that does not exist."""
    found = _date.search(text)
    return found[0] if found else None


def brackets_may_be_lone(text: str) -> bool:
    """Whether several lines may contain unmatched brackets, judged by the brackets alone."""
    left = "".join(_bracket_or_end.findall(text)).replace("(", "（").replace(")", "）")
    while True:
        shorter = left
        for pair in ("（）", "《》", "“”", "〔〕", "【】", "「」", "『』"):
            shorter = shorter.replace(pair, "")
        if shorter == left:
            return bool(left.strip("\n"))
        left = shorter


_WORDS = ("符合", "应当", "可以", "需要", "必须", "以及", "或者", "根据", "按照", "进行")
"""Words that are never correctly doubled (应当应当), unlike those that also begin another word
(提交提交人的证件).
"""
DOUBLED = ("的的", "了了", "在在", "和和", "与与", "或或", *(word[1] + word[0] for word in _WORDS))
"""Every text with a doubled function word contains one of these."""


def may_say_twice(text: str) -> bool:
    """Whether several lines may contain a repeated clause."""
    for character in "，；、。：":
        text = text.replace(character, "\n")
    clauses = text.split("\n")
    following = clauses[1:]
    if not any(map(eq, clauses, following)):
        return False
    return any(len(a) >= _SHORTEST_CLAUSE and a == b for a, b in pairwise(clauses))


def may_mix(text: str) -> bool:
    """Whether several lines may contain mixed punctuation."""
    return _punctuation.search(text) is not None


def may_hold_loose_date(text: str) -> bool:
    """Whether several lines may contain a date in digits that `loose_date` reports."""
    return _figures.search(text) is not None


_punctuation = regex(
    rf"[,;:?!()（，、；：。？！](?:(?<=[{HAN}][,;:?!()])(?=[{HAN}])|(?<=[，、；：])[，、；：。]+|(?<=[。？！])[，、；：。]+|"
    r"(?<=[(（])[(（][^()（）\n]{1,60}[)）]{2})"
)
"""Begins with the characters in question, so that the search stops only at them."""
_bracket = regex(f"[{BRACKETS}]")
_bracket_or_end = regex(rf"[\n{BRACKETS}]+")
_line_start = regex(r"\n[ \u3000]*$")
_list_number = regex(r"(?:^|(?<=[\s。；;，,、：:（(]))(?:\d{1,2}|[A-Za-z]|[一二三四五六七八九十]{1,3})$")
_doubled = regex(
    "(?<![目标的])的的(?![确士的])|(?<!了)了了(?![解结然断却事])|(?<![存现所潜实内正自外好])在在(?![在线建校职岗册编任读])|"
    "(?<![共饱缓中人调谐温平总])和和(?![睦气美平解谐好])|(?<!参)与与(?!会)|(?<![抑])或或(?!许)|"
    rf"(?P<word>{'|'.join(_WORDS)})(?P=word)(?!性)"
)
"""Correct are 目的的, 标的的, 的的确确, 为了了解, 存在在, 饱和和 and the like."""


@regex
def _clause_twice() -> str:
    """A repeated clause; a sentence that begins with the end of the one before it (…程序。…程序应当…) is
    none.
    """
    clause = rf"[，。；、：\n]([{HAN}0-9A-Za-z]{{{_SHORTEST_CLAUSE},30}})"
    return rf"(?m){clause}(?:[，；、]\1(?=[，。；、]|$)|。\1(?=[。；]|$))"


_date = regex(
    r"(?<![\d.])\d{2}年(?:1[0-2]|0?[1-9])月(?!内|个|以[上内下])(?:\d{1,2}日)?|"
    r"(?<![\dA-Za-z.])(?:19|20)\d{2}\.(?:1[0-2]|0?[1-9])\.(?:3[01]|[12]\d|0?[1-9])(?![\d.])|"
    r"(?:(?<!\d)\d{2,4})?年\s?(?:1[3-9]|[2-9]\d|00?)月(?!龄)|(?<!\d)(?:1[0-2]|0?[1-9])月(?:3[2-9]|[4-9]\d|00?)日|"
    r"(?<!\d)0?2月3\d日|(?<!\d)(?:0?[469]|11)月31日"
)


@regex
def _figures() -> str:
    """The same dates as `_date`, anchored at their separator: the search only stops at 年, 月 and points."""
    year = r"年(?:(?<=\d\d年)(?<!\d\d\d年)(?=\d{1,2}月)|(?=\s?(?:1[3-9]|[2-9]\d|00?)月))"
    day = r"(?=(?:3[2-9]|[4-9]\d|00?)日)|(?=3[01]日)(?:(?<=[2469]月)(?<!12月)|(?<=11月))"
    return rf"{year}|月(?<=\d月)(?:{day})|\.(?<=\d\.)\d{{1,2}}\.\d"
