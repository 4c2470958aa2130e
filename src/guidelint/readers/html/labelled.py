"""Base class of the readers of pages (HTML, Word): matters by their labels, and where their texts are."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from guidelint.lean.tuples import NamedTuple
from guidelint.location import Path
from guidelint.readers.html.content import PageContent
from guidelint.readers.html.labels import Labels
from guidelint.readers.html.lines import Value, trimmed
from guidelint.readers.html.materials import Matter
from guidelint.readers.html.page import Page
from guidelint.readers.html.tree import Node
from guidelint.readers.table.lists import text_in_cell
from guidelint.readers.tree import LeftOut, Spans, TextTree

_LEAST = 3
"""The number of labels that each guide of a page has; entries of a list of matters have fewer."""
_AGAIN = "{0}与前面的部分不同，只检查了前面的 (another {0} than in a part above, which alone was checked)"


class LabelledTree(TextTree):
    """A source that consists of labels with texts; see `readers.tree.Tree`.

    The root is a list of mappings by label: one for the page, for each of its articles, or for each row of a
    table of matters. Without any known label there is nothing to lint: `{}`.
    """

    wants_names: ClassVar[bool] = True
    tabular: ClassVar[bool] = True

    @cached_property
    def matters(self) -> list[Matter]:
        """The mappings, with locations."""
        raise NotImplementedError

    def spans(self, path: Path) -> Spans | None:
        """The spans of the label and the text at a path."""
        found = self.at(path)
        if found is None:
            return None
        source = self.lines.text
        value = first(found)
        if value is None:
            return Spans(None, (0, 0), (0, 0))
        key = trimmed(source, *value.key)
        text = trimmed(source, value.start, value.end) if value.text else (key[1], key[1])
        if found is value:
            return Spans(key, text, None)
        return Spans(key if len(path) == 2 else None, (0, 0), text if value.text else key)

    def at(self, path: Path) -> Any:
        """The value, list or mapping at a path, with locations."""
        found: Any = self.matters
        for step in path:
            found = step_into(found, step)
            if found is None:
                return None
        return found


def step_into(found: Any, step: str | int) -> Any:
    """The value under a label of a mapping, or at an index of a list; None if there is none."""
    if isinstance(found, dict) and isinstance(step, str):
        return found.get(step)
    if isinstance(found, list) and isinstance(step, int):
        return found[step] if step < len(found) else None
    return None


def first(found: Any) -> Value | None:
    """The first text inside a collection, None if there is none."""
    while not isinstance(found, Value):
        if not found:
            return None
        found = next(iter(found.values())) if isinstance(found, dict) else found[0]
    return found


class Found(NamedTuple):
    """The matters of a page, and its chapters that say otherwise what one above says."""

    matters: list[Matter]
    left_out: list[LeftOut]


def found_in(top: Node, source: str, labels: Labels) -> Found:
    """What the elements of a page contain."""
    several = _several(top, source, labels)
    if len(several) > 1:
        return _found(several)
    content = Page(top, source, labels).content
    if content.renamed:
        from guidelint.readers.html.several_guides import part_guides

        several = _several(top, source, labels) if part_guides(top, labels) else []
        if len(several) > 1 and all(len(one.matter) >= _LEAST for one in several):
            return _found(several)
    return _found([content]) if content.recognised else Found(content.matters, [])


def _found(pages: list[PageContent]) -> Found:
    chapters = [chapter for page in pages for chapter in page.chapters.repeated.items()]
    left_out = [
        LeftOut(heading, _AGAIN.format("、".join(dict.fromkeys(names)))) for heading, names in chapters
    ]
    return Found([page.matter for page in pages], left_out)


def _several(top: Node, source: str, labels: Labels) -> list[PageContent]:
    """The guides among the articles of a page, if it has several articles."""
    articles = _articles(top)
    pages = [Page(node, source, labels).content for node in articles] if len(articles) > 1 else []
    return [content for content in pages if content.recognised]


def plain_values(matters: list[Matter]) -> Any:
    """The root of the tree: the matters without locations."""
    return list(map(_plain, matters)) or {}


def _articles(node: Node) -> list[Node]:
    found = []
    for child in node.children:
        if isinstance(child, Node):
            if child.tag == "article" and node.blocks:
                found.append(child)
            elif child.blocks:
                found += _articles(child)
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: text_in_cell(key, item.text) if isinstance(item, Value) else _plain(item)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.text
