"""What every part of the terminal report needs to know: the words, the marks, the room."""

from __future__ import annotations

from guidelint.finding import RecordRef, Severity
from guidelint.reporters.visible import visible
from guidelint.reporters.words import Words
from guidelint.tuples import NamedTuple


class Marks(NamedTuple):
    """The characters of a report; the ASCII ones are for consoles whose encoding lacks the others."""

    severity: dict[Severity, str]
    bar: str
    rule: str
    dots: str
    clean: str


UNICODE_MARKS = Marks({"error": "✖", "warning": "▲", "info": "●"}, "│", "─", "…", "✔")
ASCII_MARKS = Marks({"error": "x", "warning": "!", "info": "i"}, "|", "-", "...", "OK")


SEVERITY_STYLES: dict[Severity, str] = {"error": "bold red", "warning": "bold yellow", "info": "bold cyan"}
"""In rich's words."""


class View(NamedTuple):
    """Width is in cells; `unicode` False means that only GBK characters may be shown."""

    words: Words
    width: int
    unicode: bool
    verbose: bool

    @property
    def marks(self) -> Marks:
        """The characters this console can show."""
        return UNICODE_MARKS if self.unicode else ASCII_MARKS

    def show(self, text: str) -> str:
        """The caller's text, safe for this console."""
        return visible(text, self.unicode)

    def name(self, record: RecordRef) -> str:
        """What to call a guide, safe for this console."""
        return self.show(self.words.guide(record))
