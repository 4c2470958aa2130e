"""GitHub's hash of a line, by which code scanning follows a finding through edits elsewhere in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import mul

_WINDOW = 100
_MASK = (1 << 64) - 1
_END_OF_FILE = "\uffff"
_WEIGHTS = tuple(pow(37, _WINDOW - 1 - place, 1 << 64) for place in range(_WINDOW))
_LINE_BREAK = re.compile(r"\r\n?")
_ASTRAL = re.compile(r"[\U00010000-\U0010ffff]")


class LineHashes:
    """The `primaryLocationLineHash` of the lines of a source, hashed only when asked for.

    `text` is the source from its first code point on, byte order mark included if GitHub is to agree.
    The hash of a line is sum(unit * 37^(99 - k)) modulo 2^64 over the 100 UTF-16 units from its start,
    blanks and tabs left out, every line break counted as one LF, the end of the text as U+FFFF and
    what lies beyond as 0; `:2` after it says that an earlier line has the same.
    """

    def __init__(self, text: str) -> None:
        self._windows: list[str] = []
        self._numbers: list[int] = []
        seen: dict[str, int] = {}
        for window in _windows(_units(text)):
            seen[window] = seen.get(window, 0) + 1
            self._windows.append(window)
            self._numbers.append(seen[window])

    def of(self, line: int) -> str:
        """The hash of a line, 1-based; nothing where the source has no such line."""
        if not 1 <= line <= len(self._windows):
            return ""
        return f"{_hash(self._windows[line - 1])}:{self._numbers[line - 1]}"


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


def _windows(units: str) -> Iterator[str]:
    """The 100 units from the start of each line."""
    yield units[:_WINDOW]
    for match in re.finditer("\n", units):
        start = match.end()
        yield units[start : start + _WINDOW]


def _hash(window: str) -> str:
    return f"{sum(map(mul, map(ord, window), _WEIGHTS)) & _MASK:x}"
