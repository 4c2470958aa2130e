"""Splits a page, document or form into its guides, and finds the matters that their titles name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from guidelint.lean.tuples import NamedTuple
from guidelint.readers.html.labels import SURE, TITLE, Labels, titled
from guidelint.readers.html.numbering import without_number
from guidelint.readers.html.tree import HEADINGS, Node, Run
from guidelint.vocabulary import FIELDS

_NAME = FIELDS["name"].label
_SHARED = 3
"""The number of labels that elements with guides have in common."""


class _Block(NamedTuple):
    """A top-level paragraph or table: its text if a paragraph, and whether it names the matter by a label."""

    node: Node
    text: str
    names: bool

    @property
    def title(self) -> re.Match[str] | None:
        return TITLE.fullmatch(self.text)

    def heads(self, below: str) -> bool:
        """Whether it is a title, or the name alone that the block below gives: 1、换证 over 事项名称：换证."""
        name = without_number(self.text.strip())
        return self.title is not None or (name != "" and below.rstrip().endswith((f"：{name}", f":{name}")))


def into_guides(top: Node, labels: Labels) -> None:
    """Wrap each guide of a document in an element of its own, with the matter named by its title as a
    labelled text.

    A guide begins at its title (取水许可办事指南); with at most one such title, at the paragraph or table row
    that names the matter, or at the headings right above it.
    """
    nodes = [part for node in top.elements() for part in _unstacked(node, labels)]
    blocks = [_block(node, labels) for node in nodes]
    starts = [number for number, block in enumerate(blocks) if block.title]
    if len(starts) < 2:
        starts = [_headed(blocks, number) for number, block in enumerate(blocks) if block.names]
    ends = [*starts[1:], len(blocks)] if starts else []
    groups = [blocks[start:end] for start, end in zip(starts, ends, strict=True)]
    if len(groups) > 1:
        guides = [_named(group, labels) for group in groups]
        top.children = [Node.holding("article", nodes, nodes[0]) for nodes in guides]
    else:
        top.children = list(_named(blocks, labels))


def part_guides(top: Node, labels: Labels) -> bool:
    """Wrap the guides of a page below each other, as `into_guides`; False if it names at most one matter.

    They may lie in several elements, one for each department, with the same labels.
    """
    homes = _homes(top, labels)
    first = next((home for home in homes if home.names > 1), homes[0] if homes else None)
    alike = [home for home in homes if first and len(home.labels & first.labels) >= _SHARED]
    if first and first not in alike:
        alike = [first]
    if sum(home.names for home in alike) < 2:
        return False
    for home in alike:
        if home.names > 1:
            into_guides(home.node, labels)
        else:
            home.node.children = [Node.holding("article", home.node.elements(), home.node)]
    return True


class _Home(NamedTuple):
    """An element with paragraphs or tables that name matters: how many, and its labels."""

    node: Node
    names: int
    labels: frozenset[str]


def _homes(node: Node, labels: Labels) -> list[_Home]:
    """The innermost elements with paragraphs or tables that name a matter."""
    inner: list[_Home] = []
    blocks: list[_Block] = []
    for child in node.elements():
        if child.tag == "table" or not child.blocks:
            blocks.append(_block(child, labels))
        else:
            inner += _homes(child, labels)
    names = sum(block.names for block in blocks)
    if not names or (names < 2 and inner) or any(home.names > 1 for home in inner):
        return inner
    found = {name for block in blocks for name in _labels_in(block, labels)}
    return [_Home(node, names, frozenset(found))]


def _labels_in(block: _Block, labels: Labels) -> Iterator[str]:
    """The known labels of a paragraph, or of the cells of a table."""
    if block.node.tag == "table":
        cells = (cell for row in block.node.elements() for cell in row.elements())
        yield from filter(None, (labels.known(words(cell)) for cell in cells))
    elif found := labels.split(block.text):
        yield found[0]


def _block(node: Node, labels: Labels) -> _Block:
    if node.tag == "table":
        return _Block(node, "", any(_names(row, labels) for row in node.elements()[:3]))
    text = words(node)
    labels_found = labels.split(text)
    return _Block(node, text, labels_found is not None and labels_found[0] == _NAME)


def words(node: Node) -> str:
    """The text of an element."""
    return "".join(child.text if isinstance(child, Run) else words(child) for child in node.children)


def _names(row: Node, labels: Labels) -> bool:
    """Whether a table row names a matter: the label of the name is followed by no label."""
    cells = [words(cell) for cell in row.elements()[:3]]
    return any(
        labels.known(label) == _NAME and text.strip() != "" and labels.known(text) is None
        for label, text in pairwise(cells)
    )


def _lists_matters(node: Node, labels: Labels) -> bool:
    """Whether an element is a table with a matter a row."""
    rows = node.elements() if node.tag == "table" else []
    columns = [labels.known(words(cell)) or "" for cell in rows[0].elements()] if rows else []
    return labels.of_matters(tuple(columns))


def _unstacked(node: Node, labels: Labels) -> list[Node]:
    """A table that names several matters below each other, as one table for each."""
    rows = node.elements() if node.tag == "table" else []
    starts = [number for number, row in enumerate(rows) if _names(row, labels)]
    if len(starts) < 2:
        return [node]
    begins = [0, *starts[1:]]
    parts = [rows[begin:end] for begin, end in zip(begins, [*starts[1:], len(rows)], strict=True)]
    return [Node.holding("table", part, part[0]) for part in parts]


def _headed(blocks: Sequence[_Block], number: int) -> int:
    """The index of the first of the headings right above a block: elements, titles or the name itself."""
    name = blocks[number].text
    while number and (blocks[number - 1].node.tag in HEADINGS or blocks[number - 1].heads(name)):
        number -= 1
    return number


def _named(blocks: Sequence[_Block], labels: Labels) -> list[Node]:
    """The elements of a guide, with its title as label and text unless its name is given elsewhere."""
    named = any(block.names or _lists_matters(block.node, labels) for block in blocks)
    guide = any(_is_text(block, labels) for block in blocks)
    nodes: list[Node] = []
    for block in blocks:
        title = block.title if guide and not named else None
        nodes.append(_pair(block.node, titled(title)) if title else block.node)
        named = named or title is not None
    return nodes


def _is_text(block: _Block, labels: Labels) -> bool:
    """Whether a block has a label that only guides have."""
    if block.node.tag != "table":
        return labels.split(block.text) is not None or labels.heading(block.text) is not None
    cells = (cell for row in block.node.elements() for cell in row.elements())
    return any(len(labels.known(words(cell)) or "") >= SURE for cell in cells)


def _pair(title: Node, name: str) -> Node:
    """A definition list with one pair, which the page reader reads as label and text."""
    label, text = (Node(tag, title.start, title.inside) for tag in ("dt", "dd"))
    label.children.append(Run(_NAME, title.start, title.start))
    text.children.append(Run(name, title.inside, title.inside + len(name)))
    return Node.holding("dl", (label, text), title)
