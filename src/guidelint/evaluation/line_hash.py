"""GitHub's line hash, by which code scanning tracks a finding through edits elsewhere in the file."""

from __future__ import annotations

import re
from array import array
from functools import cached_property
from operator import mul

_WINDOW = 100
_MASK = (1 << 64) - 1
_END_OF_FILE = "\uffff"
_WEIGHTS = tuple(pow(37, _WINDOW - 1 - place, 1 << 64) for place in range(_WINDOW))
_LINE_BREAK = re.compile(r"\r\n?")
_ASTRAL = re.compile(r"[\U00010000-\U0010ffff]")


class LineHashes:
    """The `primaryLocationLineHash` of the lines of a source, hashed only when needed.

    `text` is the source from its first code point on, byte order mark included if GitHub is to agree.
    The hash of a line is sum(unit * 37^(99 - k)) modulo 2^64 over the 100 UTF-16 units from its start,
    blanks and tabs left out, every line break counted as one LF, the end of the text as U+FFFF and
    what lies beyond as 0; `:2` after it says that an earlier line has the same.
    """

    def __init__(self, text: str) -> None:
        self._text = _units(text)
        self._starts = [0, *(match.end() for match in re.finditer("\n", self._text))]

    def of(self, line: int) -> str:
        """The hash of a line, 1-based; nothing where the source has no such line."""
        if not 1 <= line <= len(self._starts):
            return ""
        start = self._starts[line - 1]
        window = map(ord, self._text[start : start + _WINDOW])
        return f"{sum(map(mul, window, _WEIGHTS)) & _MASK:x}:{self._numbers[line - 1]}"

    @cached_property
    def _numbers(self) -> array[int]:
        """Of every line, how many lines up to it have its window."""
        hits: dict[int, int] = {}
        numbers = array("L")
        for start in self._starts:
            window = hash(self._text[start : start + _WINDOW])
            hits[window] = hits.get(window, 0) + 1
            numbers.append(hits[window])
        return numbers


def _units(text: str) -> str:
    """The text as GitHub hashes it: one character per UTF-16 unit, padded to a whole window."""
    if "\r" in text:
        text = _LINE_BREAK.sub("\n", text)
    text = text.replace(" ", "").replace("\t", "")
    if _ASTRAL.search(text):
        text = _ASTRAL.sub(_surrogates, text)
    return text + _END_OF_FILE + "\0" * _WINDOW


def _surrogates(match: re.Match[str]) -> str:
    rest = ord(match[0]) - 0x10000
    return chr(0xD800 + (rest >> 10)) + chr(0xDC00 + (rest & 0x3FF))
