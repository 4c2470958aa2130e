"""HTML guides: pages made for people, read by the labels that dialects know; regions and XPaths on demand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from guidelint.finding import Edit
from guidelint.location import START, Lines, Path, Region
from guidelint.readers.html.labelled import Found, LabelledTree, first, found_in, plain_values
from guidelint.readers.html.labels import labels_of
from guidelint.readers.html.lines import Value
from guidelint.readers.html.materials import Matter
from guidelint.readers.html.plain import plain_matters
from guidelint.readers.markup_edit import html_edits
from guidelint.readers.tree import (
    ARCHIVE,
    OWN,
    Comment,
    SourceProblem,
    directives,
    may_hold_directive,
    nearest,
)

if TYPE_CHECKING:
    from guidelint.readers.html.tags import Elements

_ARCHIVE = re.compile("(?:[A-Za-z-]+:.*(?:\n[ \t].*)*+\n)*?MIME-Version:", re.IGNORECASE)
_HEAD = 4096
_OWN = f'<meta name="generator" content="{OWN}">'


class HtmlTree(LabelledTree):
    """An HTML source; see `readers.html.labelled.LabelledTree`."""

    def __init__(self, text: str, names: frozenset[str]) -> None:
        self.lines = Lines(text)
        self.problems: list[SourceProblem] = []
        self._labels = labels_of(names)
        if not text.startswith("<") and _ARCHIVE.match(text, 0, _HEAD):
            self.root = None
            self.problems = [SourceProblem("source.unsupported", START, {"reason": ARCHIVE})]
            return
        if text.find(_OWN, 0, _HEAD) >= 0:
            self.root = []
            return
        plain = plain_matters(text, self._labels)
        self.root = plain_values(self.matters) if plain is None else plain
        if plain is None:
            self.left_out = self._parsed[0].left_out

    @cached_property
    def matters(self) -> list[Matter]:
        """With their places, as the elements of the page have them."""
        return self._parsed[0].matters

    def region(self, path: Path) -> Region:
        """As for every text, with the XPath of the element that holds it."""
        region = super().region(path)
        found, at = nearest(self.at, path)
        value = found if isinstance(found, Value) or found is None else first(found)
        if value is None:
            return region
        text = value.text if isinstance(found, Value) and at == path else ""
        return region._replace(xpath=self._xpath(value.node, text))

    def comments(self) -> list[tuple[int, int, str]]:
        """Comments that speak to guidelint, with the lines that each covers."""
        return directives(self._parsed[1], self.lines) if may_hold_directive(self.lines.text) else []

    def edits_at(
        self, path: Path, span: tuple[int, int], value: str, changes: Sequence[Edit]
    ) -> tuple[Edit, ...] | None:
        """The edits of a text of the page; of where a link leads None."""
        if self.lines.text.rfind("<", 0, span[0]) > self.lines.text.rfind(">", 0, span[0]):
            return None
        return html_edits(self.lines.text, span, value, changes)

    @cached_property
    def _parsed(self) -> tuple[Found, list[Comment]]:
        from guidelint.readers.html.builder import parse

        top, notes = parse(self.lines)
        return found_in(top, self.lines.text, self._labels), notes

    def _xpath(self, start: int, text: str) -> str | None:
        """The XPath of the element that starts at an offset, or of the one around it that holds the text too."""
        from guidelint.readers.html.tags import holding, xpath_of

        line, column = self.lines.position(start)
        element = self._elements.get((line, column - 1))
        return xpath_of(holding(element, text)) if element else None

    @cached_property
    def _elements(self) -> Elements:
        from guidelint.readers.html.tags import elements_of

        return elements_of(self.lines.text)
