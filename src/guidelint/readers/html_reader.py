"""HTML guides: pages made for people, read by the labels that dialects know; regions and XPaths on demand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from guidelint.finding import Edit
from guidelint.location import Lines, Path, Region
from guidelint.readers.html_builder import parse, xpaths
from guidelint.readers.html_labels import labels_of
from guidelint.readers.html_lines import Value
from guidelint.readers.labelled import LabelledTree, first
from guidelint.readers.markup_edit import html_edits

_COMMENT = re.compile(r"\s*(guidelint:.*?)\s*", re.DOTALL)


class HtmlTree(LabelledTree):
    """An HTML source; see `readers.labelled.LabelledTree`."""

    def __init__(self, text: str, names: frozenset[str]) -> None:
        lines = Lines(text)
        top, self._notes = parse(lines)
        super().__init__(lines, top, labels_of(names))

    def region(self, path: Path) -> Region:
        """As for every text, with the XPath of the element that holds it."""
        region = super().region(path)
        found = self.at(path)
        while found is None and path:
            path = path[:-1]
            found = self.at(path)
        value = found if isinstance(found, Value) or found is None else first(found)
        return region._replace(xpath=self._xpaths.get(value.node)) if value else region

    def comments(self) -> list[tuple[int, int, str]]:
        """Comments that speak to guidelint, with the lines that each covers."""
        found = []
        for note in self._notes:
            match = _COMMENT.fullmatch(note.text)
            if match is None:
                continue
            line, column = self.lines.position(note.start)
            covers = line, line
            if note.node and not self.lines.line_text(line)[: column - 1].strip():
                covers = self.lines.position(note.node.start)[0], self.lines.position(note.node.stop)[0]
            found.append((*covers, match[1]))
        return found

    def written(
        self, path: Path, span: tuple[int, int], value: str, changes: Sequence[Edit]
    ) -> tuple[Edit, ...] | None:
        """The edits of a text of the page."""
        return html_edits(self.lines.text, span, value, changes)

    @cached_property
    def _xpaths(self) -> dict[int, str]:
        return xpaths(self.lines)
