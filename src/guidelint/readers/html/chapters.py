"""The chapters of a page (一、…, 二、…), and what one says otherwise than one above."""

from __future__ import annotations

from guidelint.readers.html.lines import Value
from guidelint.readers.html.materials import Texts
from guidelint.readers.html.numbering import order_of


class Chapters:
    """Follows the first-level numbers of a page.

    `order`: the number of the last chapter; `repeated`: the labels to which a chapter gives another text than
    one above, by its heading. A chapter whose heading is a label is the text of that label.
    """

    def __init__(self) -> None:
        self.order = 0
        self.repeated: dict[str, list[str]] = {}
        self._heading = ""
        self._stated_in: dict[str, str] = {}

    def enter(self, text: str, known: bool) -> None:
        """Begin a chapter if a heading or line has a first-level number; `known`: it is a label."""
        if order := order_of(text):
            self.order, self._heading = order, "" if known else text

    def note(self, name: str, value: Texts, counted: Texts) -> None:
        """Note where a label has a value, and that it has another than the one that counts."""
        if not self._heading:
            return
        if counted is value:
            self._stated_in[name] = self._heading
        elif not _reads_alike(counted, value) and self._stated_in.get(name, self._heading) != self._heading:
            self.repeated.setdefault(self._heading, []).append(name)


def _reads_alike(one: Texts, other: Texts) -> bool:
    """Whether a text says nothing, or the same as another."""
    return isinstance(other, Value) and (
        not other.text or (isinstance(one, Value) and one.text == other.text)
    )
