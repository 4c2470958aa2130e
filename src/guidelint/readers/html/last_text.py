"""The last text of a page that stands behind its label, to which lines below it may belong."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from guidelint.readers.html.lines import Line
from guidelint.readers.html.numbering import follows_on, is_next_number, leading_number
from guidelint.readers.table.lists import list_titled

if TYPE_CHECKING:
    from guidelint.values.text.list_numbers import ListNumber

LabelledText = tuple[str, list[Line], tuple[int, int]]
"""A label, the lines of its text and the position of the label."""
Store = Callable[[str, list[Line], tuple[int, int]], None]
"""Takes a text anew, with the lines that belong to it."""


class LastText:
    """Lines that continue the numbering of the text belong to it (`受理条件：1.…`). Below a numbered label, other
    lines are held until the next number confirms that they do, so that the foot of a page does not.
    """

    def __init__(self) -> None:
        self.text: LabelledText | None = None
        self._number: ListNumber | None = None
        self._held: list[Line] = []

    def takes(self, line: Line, store: Store) -> bool:
        """Whether a line belongs to the text, or is held; any other line ends the text."""
        if self.text is None:
            return False
        name, lines, _ = self.text
        previous = "\n".join([each.text for each in lines])
        if follows_on(previous, line.text) or _is_other_limit(previous, line.text):
            self._extend([line], store)
            return True
        if (
            self._number is None
            or list_titled(name)
            or is_next_number(self._number, leading_number(line.text))
        ):
            self.reach(line.text, store)
            self.text = None
            return False
        self._held.append(line)
        return True

    def reach(self, text: str, store: Store) -> None:
        """Note the number of a label or heading; if it is the next one, the lines held belong to the text."""
        number = leading_number(text)
        if self._held and is_next_number(self._number, number):
            self._extend(self._held, store)
        self._number, self._held = number, []

    def _extend(self, more: list[Line], store: Store) -> None:
        if self.text:
            name, lines, key = self.text
            self.text = name, [*lines, *more], key
            store(*self.text)


def _is_other_limit(previous: str, text: str) -> bool:
    """Whether a text and the line below it each name a limit: 法定时限10个工作日 over 承诺时限1个工作日."""
    if not text.startswith(("法定", "承诺")):
        return False
    from guidelint.values.time.both_limits import limits_in

    return len(limits_in(f"{previous}；{text}")) > 1
