"""The width of text in a workbook, where a Chinese character is as wide as two digits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from unicodedata import east_asian_width

NARROWEST, WIDEST = 6, 30
_LINE, _HIGHEST = 15.0, 409.0
"""Points: a line of the usual font, and the highest row that Excel knows."""


@lru_cache(maxsize=8192)
def text_width(text: str) -> int:
    """The width of the widest line, in digits; wide, full-width and ambiguous characters count 2."""
    return max((sum(_width(character) for character in line) for line in text.split("\n")), default=0)


def column_widths(rows: Iterable[Sequence[object]]) -> list[int]:
    """A width for every column that suits these rows, within limits; longer texts wrap."""
    widths: list[int] = []
    for row in rows:
        widths += [NARROWEST] * (len(row) - len(widths))
        for number, cell in enumerate(row):
            text = "" if cell is None else str(cell)
            widths[number] = max(widths[number], min(text_width(text) + 2, WIDEST))
    return widths


def row_height(row: Sequence[object], widths: Sequence[int]) -> float:
    """The height in points that shows texts wrapped to these widths completely, up to Excel's maximum."""
    lines = (_lines(cell, width) for cell, width in zip(row, widths, strict=False) if isinstance(cell, str))
    return min(max(lines, default=1) * _LINE, _HIGHEST)


def _lines(text: str, width: int) -> int:
    # a line may end early, as words and Chinese characters are not split
    return sum(max(1, -(-text_width(line) // max(width - 4, 1))) for line in text.split("\n"))


def _width(character: str) -> int:
    return 1 if character.isascii() or east_asian_width(character) not in "WFA" else 2
