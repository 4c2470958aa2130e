"""HTML guides: pages made for people, read by the labels that dialects know; regions and XPaths on demand."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, ClassVar

from guidelint.location import Lines, Path, Region
from guidelint.readers.html_labels import Labels
from guidelint.readers.html_lines import Value
from guidelint.readers.html_page import Page
from guidelint.readers.html_said import Matter
from guidelint.readers.html_tree import Node, parse, xpaths
from guidelint.readers.tree import SourceProblem, Spans, TextTree

_COMMENT = re.compile(r"\s*(guidelint:.*?)\s*", re.DOTALL)


class HtmlTree(TextTree):
    """An HTML source; see `readers.tree.Tree`.

    The root is a list of mappings by label: one for the page, or for each of its articles, or for each row
    of a table of matters. Without a label that a dialect knows there is nothing to lint: `{}`.
    """

    wants_names: ClassVar[bool] = True

    def __init__(self, text: str, names: frozenset[str]) -> None:
        self.lines = Lines(text)
        self.problems: list[SourceProblem] = []
        top, self._notes = parse(self.lines)
        self._matters = _matters(top, text, Labels(names))
        self.root: Any = [_plain(matter) for matter in self._matters] or {}

    def spans(self, path: Path) -> Spans | None:
        """The spans of the label and the text at a path."""
        found = self._at(path)
        if found is None:
            return None
        if isinstance(found, Value):
            return Spans(found.key, (found.start, found.end), None)
        value = _first(found)
        first = (value.start, value.end) if value and value.text else value.key if value else (0, 0)
        key = value.key if value and len(path) == 2 else None
        return Spans(key, (0, 0), first)

    def region(self, path: Path) -> Region:
        """As for every text, with the XPath of the element that holds it."""
        region = super().region(path)
        found = self._at(path)
        while found is None and path:
            path = path[:-1]
            found = self._at(path)
        value = found if isinstance(found, Value) or found is None else _first(found)
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

    @cached_property
    def _xpaths(self) -> dict[int, str]:
        return xpaths(self.lines)

    def _at(self, path: Path) -> Any:
        """The value, list or mapping at a path, with its places."""
        found: Any = self._matters
        for step in path:
            if isinstance(found, dict) and isinstance(step, str):
                found = found.get(step)
            elif isinstance(found, list) and isinstance(step, int):
                found = found[step] if step < len(found) else None
            else:
                return None
            if found is None:
                return None
        return found


def _matters(top: Node, source: str, labels: Labels) -> list[Matter]:
    articles = [Page(node, source, labels).said for node in _articles(top)]
    several = [said for said in articles if said.recognised]
    if len(several) > 1:
        return [said.matter for said in several]
    said = Page(top, source, labels).said
    return [said.matter] if said.recognised else [dict(entry) for entry in said.matters]


def _articles(node: Node) -> list[Node]:
    if not node.blocks:
        return []
    found = []
    for child in node.elements():
        found += [child] if child.tag == "article" else _articles(child)
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, Value):
        return value.text
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return {key: _plain(item) for key, item in value.items()}


def _first(found: Any) -> Value | None:
    """The first text inside a collection."""
    while not isinstance(found, Value):
        if not found:
            return None
        found = next(iter(found.values())) if isinstance(found, dict) else found[0]
    return found
