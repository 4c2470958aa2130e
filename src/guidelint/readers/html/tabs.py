"""The tabs of a page, by which its parts are labelled, and the part to which one links."""

from __future__ import annotations

import re
from collections.abc import Callable

from guidelint.readers.html.labels import Labels
from guidelint.readers.html.lines import Line
from guidelint.readers.html.tree import Node

SHORT = 12
"""The maximum length of a tab's label."""
_MANY = 30
"""The maximum number of tabs."""
_ID = re.compile(r"""\sid\s*=\s*["']?([^\s"'>]+)""")


def tabs_in(node: Node, source: str, labels: Labels, lines: Callable[[Node], list[Line]]) -> list[Node]:
    """The items of a list or of an element with a tab class: short labels only, one of them known.

    `lines`: the lines of an element.
    """
    while node.tag != "ul" and len(node.children) == 1:
        only = node.children[0]
        if not isinstance(only, Node):
            return []
        node = only
    if node.tag != "ul" and not (node.tag == "div" and _is_called_tabs(_start_tag(node, source))):
        return []
    items = [item for item in node.elements() if item.children]
    if not 1 < len(items) <= _MANY or any([item.blocks for item in items]):
        return []
    texts = [lines(item) for item in items]
    if any([len(each) != 1 or len(each[0].text) > SHORT or "：" in each[0].text for each in texts]):
        return []
    return items if any([labels.known(each[0].text) for each in texts]) else []


def linked_tab(tabs: list[Node], node: Node, source: str) -> list[Node]:
    """The tab that links to an element by its id, as a list; empty if none does."""
    found = _ID.search(_start_tag(node, source))
    if found is None:
        return []
    link = re.compile(f"#{re.escape(found[1])}[\"']")
    return [tab for tab in tabs if link.search(source, tab.start, tab.stop)][:1]


def _start_tag(node: Node, source: str) -> str:
    return source[node.start : node.inside]


def _is_called_tabs(start_tag: str) -> bool:
    """Whether the class or id in a start tag is that of tabs."""
    if "tab" not in start_tag and "nav" not in start_tag:
        return False
    return re.search("(?<![a-z])(?:tabs?|nav)(?![a-z])", start_tag) is not None
