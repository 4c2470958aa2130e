"""Splits a text that contains several (窗口领取；邮寄（EMS、顺丰）), as a clerk types a list into one cell."""

from __future__ import annotations

import re
from functools import cache

from guidelint.lean.regex import regex
from guidelint.values.text.ticked import BOXES, ticked

_SEPARATORS = "、,，;；\n|^"
_BEGINNING = f"（(《“\\[{BOXES}"
_DEPTH = 2
"""The maximum depth of nested brackets."""


def split_texts(raw: str, separators: str = "") -> list[str]:
    """The texts in a text, split at these separators or the usual ones, but not inside brackets.

    A numbered list, or one below an introduction, has a text in each line. Of options with check boxes, the
    ticked ones.
    """
    if not separators and "\n" in raw and _itemised.match(raw):
        return [text for line in raw.splitlines() if (text := line.strip().rstrip("；;"))]
    separators = separators or _SEPARATORS
    if not _special(separators).search(raw):
        return [text] if (text := raw.strip()) else []
    if not _seldom.search(raw):
        return [text for text in map(str.strip, _separators(separators).split(raw)) if text]
    chosen = ticked(raw)
    if chosen:
        return chosen
    masked = raw
    for _ in range(_DEPTH):
        masked = _bracketed.sub(lambda found: "x" * len(found[0]), masked)
    texts, start = [], 0
    for found in _separators(separators).finditer(masked):
        texts.append(raw[start : found.start()].strip())
        start = found.end()
    return [text for text in (*texts, raw[start:].strip()) if text]


@cache
def _special(separators: str) -> re.Pattern[str]:
    """A separator, or a character that begins a bracket, quotation or box: most texts, such as addresses,
    have none.
    """
    return re.compile(f"[{re.escape(separators)}{_BEGINNING}]")


_itemised = regex(r"\s*(?:[（(][一1][）)]|[一1][、.．]|①|[-•●])|[^\n]*[:：]\s*\n")
"""The beginning of a list with an entry in each line."""
_seldom = regex(f"[{_BEGINNING}]")
"""A character that begins a bracket, quotation or box."""


@cache
def _separators(characters: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(characters)}]+")


_bracketed = regex("[（(][^（(）)\n]{0,200}[）)]|《[^《》\n]{0,200}》|“[^“”\n]{0,200}”")
"""Brackets and quotation marks with their content, within one line; the inner ones of nested brackets."""
