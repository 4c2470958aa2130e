"""Materials in lines: which lines of a cell, or below a heading, are one material."""

from __future__ import annotations

from collections.abc import Sequence

from guidelint.readers.html_labels import numbered_anyhow, without_number
from guidelint.readers.html_lines import COLONS

_NOTES = ("注：", "注:", "备注：", "备注:", "说明：", "说明:")
"""So begins what is said of the materials above."""
_OPEN, _CLOSED = "（(", "）)"


def in_lines(text: str) -> list[str]:
    """The materials that one text lists in lines, without their numbers; a text of one line is one."""
    lines = [line for line in map(str.strip, text.splitlines()) if line]
    if len(lines) < 2:
        return [text]
    found = [[lines[number] for number in each] for each in gathered(lines)]
    return ["\n".join([without_number(first), *rest]) for first, *rest in found]


def gathered(lines: Sequence[str]) -> list[list[int]]:
    """The numbers of the lines of each material: one a line, or one a number where the first line has one.

    What announces them is none (提交以下材料：). A line in brackets, a note, and the end of brackets belong to the
    line above.
    """
    named = [number for number, line in enumerate(lines) if not line.endswith(COLONS)]
    named = named or list(range(len(lines)))
    counted = numbered_anyhow(lines[named[0]])
    found: list[list[int]] = []
    for number in named:
        line = lines[number]
        begins = numbered_anyhow(line) or not (counted or _goes_on(line, lines[number - 1]))
        if begins or not found:
            found.append([])
        found[-1].append(number)
    return found


def _goes_on(line: str, above: str) -> bool:
    """Whether a line without a number says more of the one above."""
    return line.startswith((*_NOTES, *_OPEN)) or _open(above) > 0


def _open(line: str) -> int:
    """How many brackets of a line are still open at its end."""
    return sum(map(line.count, _OPEN)) - sum(map(line.count, _CLOSED))
