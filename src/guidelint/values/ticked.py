"""Options of a form with a box each, and which of them are ticked."""

from __future__ import annotations

import re
from functools import cache

_TICKS = "☑☒✓✔√■●◉⊙"
BOXES = f"{_TICKS}□☐○◯▢◇"
_TICKED = frozenset(_TICKS + "xX")
_AROUND = " \u3000\xa0\t\r\n、,，;；/|"


def ticked(text: str) -> list[str]:
    """The options that are ticked (`□是 ☑否`), their boxes before or behind all of them; else none."""
    found = [piece.strip(_AROUND) for piece in _box().split(text)]
    if len(found) < 3 or bool(found[0]) == bool(found[-1]) or ("☑" in found and "☒" in found):
        return []
    options = found[::2][:-1] if found[0] else found[2::2]
    if not all(options):
        return []
    boxes = found[1::2]
    return [
        option for option, box in zip(options, boxes, strict=True) if box.strip("[]()（） \u3000") in _TICKED
    ]


@cache
def _box() -> re.Pattern[str]:
    return re.compile(rf"([{BOXES}]|\[[√✓✔xX \u3000]?\]|[(（][√✓✔ \u3000]?[)）])\ufe0f?")
