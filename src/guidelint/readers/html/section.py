"""A section of a page: what follows a heading, until the next one."""

from __future__ import annotations

from dataclasses import dataclass, field

from guidelint.readers.html.lines import COLONS, Line

TAB = 0
BOLD = 7
LINE = 8
"""Levels of sections; those of h1 to h6 lie between tabs and bold lines."""


@dataclass
class Section:
    """The content below a heading: its label, whether the label is known, its line and level, and the lines
    so far.

    `tables`: it contained pairs or rows, so that other lines do not matter. `list_label`: it is the only
    column of this list, in a table. `items`: the list items in it, as (first line, line after the last).
    """

    label: str
    known: bool
    head: Line
    level: int
    lines: list[Line] = field(default_factory=list)
    tables: bool = False
    list_label: str = ""
    items: list[tuple[int, int]] = field(default_factory=list)

    @property
    def key(self) -> tuple[int, int]:
        """The position of the heading."""
        return self.head.start, self.head.end

    def end_item(self, first: int) -> None:
        """Record the end of an item that began at a line; nested items are dropped."""
        if len(self.lines) > first:
            while self.items and self.items[-1][0] >= first:
                self.items.pop()
            self.items.append((first, len(self.lines)))

    def itemised(self) -> list[list[Line]]:
        """The lines of each item if the section consists of a list of several, apart from an introduction."""
        if len(self.items) < 2:
            return []
        ends = [0, *(end for _, end in self.items)]
        starts = [*(start for start, _ in self.items), len(self.lines)]
        led = bool(starts[0]) and self.lines[starts[0] - 1].text.endswith(COLONS)
        whole = starts[1:] == ends[1:] and (starts[0] == 0 or led)
        return [self.lines[start:end] for start, end in self.items] if whole else []
