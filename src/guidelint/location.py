"""Paths into a record, and regions of a source: the two ways of stating a location."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate, count
from operator import add

from guidelint.lean.tuples import NamedTuple

Path = tuple[str | int, ...]
"""A place in a record or in a source's tree: ("materials", 2, "name") is `$.materials[2].name`."""

_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]")
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
"""What ends a line for an editor; other Unicode breaks do not."""
_BLOCK = 1 << 15
"""So many characters are split into lines at a time."""


def format_path(path: Path) -> str:
    """Write a path as the contract spells it: `$.materials[2].name`."""
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)


def parse_path(text: str) -> Path:
    """Read `$.materials[2].name`; ValueError when it is not of that form."""
    if not text.startswith("$"):
        raise ValueError(f"a path starts with $: {text!r}")
    steps, read = _steps(text)
    if read < len(text):
        raise ValueError(f"a path is of the form $.list[0].field: {text!r}")
    return steps


def steps_of(text: str) -> Path:
    """The steps of a finding's path; from an unknown key that is no name on (`.ame` in `$..ame`) the rest is one."""
    steps, read = _steps(text)
    return steps if read >= len(text) else (*steps, text[read:].removeprefix("."))


def _steps(text: str) -> tuple[Path, int]:
    """The steps behind the $, as far as they are of that form, and how far that is."""
    steps: list[str | int] = []
    position = 1
    while match := _STEP.match(text, position):
        steps.append(match[1] if match[1] is not None else int(match[2]))
        position = match.end()
    return tuple(steps), position


class Region(NamedTuple):
    """A span of a source in code points: lines and columns are 1-based, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int
    cell: str | None = None
    xpath: str | None = None

    @property
    def spot(self) -> str:
        """Where it begins, as one short text: `31:5`, or `事项!G12` in a workbook."""
        return self.cell or f"{self.line}:{self.column}"


START = Region(1, 1, 1, 1)
"""Where a source begins: the region of what has no other place in it."""


class Lines:
    """The lines of a text, for turning offsets (code points) into lines and columns and back.

    `first` is the line and column of the text's first character, in a file of which it is a part.
    """

    first: tuple[int, int] = (1, 1)

    def __init__(self, text: str, first: tuple[int, int] = (1, 1)) -> None:
        self.text = text
        self.first = first

    @property
    def before(self) -> int:
        """How many lines of the file stand before the text."""
        return self.first[0] - 1

    @cached_property
    def starts(self) -> list[int]:
        """The offset at which each line starts; found when first asked for."""
        text = self.text
        if "\r" in text and text.count("\r") != text.count("\r\n"):
            return [0, *(match.end() for match in _LINE_BREAK.finditer(text))]
        starts = [0]
        for base in range(0, len(text), _BLOCK):
            lengths = map(len, text[base : base + _BLOCK].split("\n"))
            starts += map(add, accumulate(lengths), count(base + 1))
            starts.pop()  # the last piece has no break after it
        return starts

    def split(self) -> list[str]:
        """The lines without their breaks."""
        return self.text.split("\n") if "\r" not in self.text else _LINE_BREAK.split(self.text)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both 1-based."""
        line = bisect_right(self.starts, offset)
        column = offset - self.starts[line - 1] + 1
        return line + self.before, column + self.first[1] - 1 if line == 1 else column

    def region(self, start: int, end: int) -> Region:
        """The region from one offset up to, not including, another."""
        return Region(*self.position(start), *self.position(end))

    def offset(self, line: int, column: int) -> int:
        """The offset of a 1-based line and column."""
        line -= self.before
        return self.starts[line - 1] + column - (self.first[1] if line == 1 else 1)

    def line_text(self, line: int) -> str:
        """One line without its break; of the first no more than the text has of it."""
        line -= self.before
        end = self.starts[line] if line < len(self.starts) else len(self.text)
        return self.text[self.starts[line - 1] : end].rstrip("\r\n")
