"""The environment of the terminal report: texts, symbols, width."""

from __future__ import annotations

from guidelint.finding import RecordRef, Severity
from guidelint.lean.tuples import NamedTuple
from guidelint.reporters.visible import visible
from guidelint.reporters.words import Words


class Marks(NamedTuple):
    """The symbols of a report; the ASCII ones are for consoles whose encoding lacks the others."""

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
    """`width` is in cells; `unicode` False means that only GBK characters may be shown."""

    words: Words
    width: int
    unicode: bool
    verbose: bool = False

    @property
    def marks(self) -> Marks:
        """The symbols this console can show."""
        return UNICODE_MARKS if self.unicode else ASCII_MARKS

    def show(self, text: str) -> str:
        """Text from a guide, safe for this console."""
        return visible(text, self.unicode)

    def name(self, record: RecordRef) -> str:
        """How to refer to a guide: by name, else code, else its number from 1."""
        return self.show(self.words.guide(record))
