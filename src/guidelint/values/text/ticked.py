"""Parses options of a form with check boxes, and which of them are ticked."""

from __future__ import annotations

import re

from guidelint.lean.regex import regex

_TICKS = "☑☒✓✔√■●◉⊙"
BOXES = f"{_TICKS}□☐○◯▢◇"
_TICKED = frozenset(_TICKS + "xX")
_TICK_ALONE = frozenset("√✓✔")
_COLONS = ("：", ":")
_AROUND = " \u3000\xa0\t\r\n、,，;；/|"


def ticked(text: str) -> list[str]:
    """The ticked options (`□是 ☑否`), with their boxes consistently before or after them; else empty.

    A label may come first (`深度：☑全程网办`). If the other options have no box (`是√ 否`), the tick belongs
    to the adjacent one.
    """
    touched = _touched(text)
    if touched:
        return touched
    found = [piece.strip(_AROUND) for piece in _box.split(text)]
    if found[-1] and found[0].endswith(_COLONS):
        found[0] = ""
    if len(found) < 3 or bool(found[0]) == bool(found[-1]) or ("☑" in found and "☒" in found):
        return []
    options = found[::2][:-1] if found[0] else found[2::2]
    if not all(options):
        return []
    boxes = found[1::2]
    return [
        option for option, box in zip(options, boxes, strict=True) if box.strip("[]()（） \u3000") in _TICKED
    ]


def _touched(text: str) -> list[str]:
    if _TICK_ALONE.isdisjoint(text):
        return []
    pieces = [piece for piece in _apart.split(text) if piece]
    bare = [_tick.sub("", piece, 1) for piece in pieces]
    if not all(bare) or bare == pieces or any(_box.search(piece) for piece in bare):
        return []
    chosen = [option for option, piece in zip(bare, pieces, strict=True) if option != piece]
    return chosen if len(chosen) < len(pieces) else []


_apart = regex(f"[{re.escape(_AROUND)}]+")
_tick = regex("^[√✓✔]|(?:[√✓✔]|[(（][√✓✔][)）])$")
_box = regex(rf"([{BOXES}]|\[[√✓✔xX \u3000]?\]|[(（][√✓✔ \u3000]?[)）])\ufe0f?")
