"""How wide a text is in a workbook, where a Chinese character takes the room of two digits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from unicodedata import east_asian_width

NARROWEST, WIDEST = 6, 48


def text_width(text: str) -> int:
    """The width of the widest line, in digits; wide, full-width and ambiguous characters count 2."""
    return max((sum(_width(character) for character in line) for line in text.split("\n")), default=0)


def column_widths(rows: Iterable[Sequence[object]]) -> list[int]:
    """A width for every column that shows what these rows hold, within bounds; longer texts wrap."""
    widths: list[int] = []
    for row in rows:
        widths += [NARROWEST] * (len(row) - len(widths))
        for number, cell in enumerate(row):
            text = "" if cell is None else str(cell)
            widths[number] = max(widths[number], min(text_width(text) + 2, WIDEST))
    return widths


def _width(character: str) -> int:
    return 1 if character.isascii() or east_asian_width(character) not in "WFA" else 2
