"""Parses article numbers (第三条第二款第（一）项, 第十三条之一) after the name of a law.

Statutes count 条, 款, 项, always in Chinese numerals (42,859 article numbers of the national corpus); guides
also write digits.
"""

from __future__ import annotations

import re
from functools import lru_cache

from guidelint.lean.regex import regex
from guidelint.lean.tuples import NamedTuple
from guidelint.values.numerals import NUMERALS, chinese_number

NUMBER = rf"[{NUMERALS}0-9０-９]{{1,9}}"
"""One number of an article, as a piece of a pattern."""

BARE = rf"(?<=[法典例》〉>）)])\s?{NUMBER}\s?条"
"""《水法》四十八条, 水法48条: 第 is missing right after the name."""
_LINK = r"(?:以及|规定的|规定|[，,、：:；;和及与或至到的中—-]|\s){0,4}"


class Article(NamedTuple):
    """One article: its number and 之N, and where it stands in the text with the 款 and 项 named with it."""

    start: int
    end: int
    number: int | None
    suffix: int | None


def read_articles(text: str, position: int) -> tuple[Article, ...]:
    """Consecutive articles from `position` on, one for each 第N条; empty if other words come first."""
    articles: list[Article] = []
    found = _first.match(text, position)
    while found:
        numbers = [number for number in re.split("[、，,和及至到—-]", found["numbers"]) if number.strip()]
        suffixes = [None] * (len(numbers) - 1) + [chinese_number(found["suffix"] or "")]
        for number, suffix in zip(numbers, suffixes, strict=True):
            articles.append(Article(found.start("article"), found.end(), chinese_number(number), suffix))
        found = _next.match(text, found.end())
    return tuple(articles)


@lru_cache(maxsize=4096)
def has_article(text: str) -> bool:
    """Whether the text names a place within a law: 第N条, 款, 项, 章 …, 《水法》48条 or 三(七); a bare 35
    does not count.
    """
    return bool(_place.search(text)) or (_has_bare(text, 0) and bool(_bare.search(text)))


def article_starts(text: str) -> list[int]:
    """Offsets of every 第N条, and of N条 right behind what may be the name of a law."""
    starts = [found.start() for found in _start.finditer(text)]
    if not _has_bare(text, len(starts)):
        return starts
    return sorted(starts + [found.start() for found in _bare.finditer(text)])


def _has_bare(text: str, numbered: int) -> bool:
    """Whether a text may contain an article without 第: it has more 条 than 第N条 (`numbered`)."""
    return text.count("条") - text.count("条例") > numbered


def _article() -> str:
    """An article; 第 may be missing right behind a name, and in later ones (第十二条、十三条)."""
    item = rf"(?:\s?第?\s?[（(]?\s?{NUMBER}\s?[）)]?(?:[、，,和][（(]?{NUMBER}[）)]?){{0,5}}\s?项)?"
    numbers = rf"(?P<numbers>{NUMBER}(?:\s?[、，,和及至到—-]\s?{NUMBER}){{0,9}})"
    parts = rf"(?:\s?第\s?{NUMBER}(?:[、，,和]{NUMBER})?\s?款)?{item}"
    more = rf"(?:{_LINK}(?:第\s?{NUMBER}\s?款|第?\s?[（(]?{NUMBER}[）)]?\s?项)){{0,6}}"
    return rf"(?P<article>第?\s?{numbers}\s?条(?:之\s?(?P<suffix>{NUMBER}))?){parts}{more}"


_first = regex(lambda: rf"(?:{_LINK}(?=第)|\s?)" + _article())
_next = regex(lambda: rf"(?:{_LINK}(?=第)|\s?[、，,和及至]\s?)" + _article())
_start = regex(rf"第\s?{NUMBER}(?:\s?[、，,和及至到—-]\s?{NUMBER}){{0,9}}\s?条")
_bare = regex(BARE)
_place = regex(
    rf"第\s?[（(]?{NUMBER}[）)]?(?:[、，,和及至到—-]{NUMBER}){{0,9}}\s?(?:[条款项章节编目点]|部分)|"
    rf"(?<![{NUMERALS}0-9])[一二三四五六七八九十]{{1,3}}[、.]?\s?[（(][一二三四五六七八九十0-9]{{1,3}}[）)]"
)
