"""YAML guides: plain ones by `yaml/plain`, all others by libyaml, which also provides all locations."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from guidelint.finding import Edit
from guidelint.location import Lines, Path, Region
from guidelint.readers.tree import SourceProblem, Spans, TextTree, may_hold_directive
from guidelint.readers.yaml.plain import plain_blocks, plain_values

if TYPE_CHECKING:
    from guidelint.readers.yaml.tree import NodeTree


class YamlTree(TextTree):
    """A YAML source; see `readers.tree.Tree`. libyaml is loaded only when needed."""

    def __init__(self, text: str) -> None:
        self.lines = Lines(text)
        self.problems: list[SourceProblem] = []
        self._trees: dict[str, NodeTree] = {}
        self.root: Any = plain_values(text)
        self._plain = self.root is not None
        if not self._plain:
            self.root, self.problems = self._tree.root, self._tree.problems

    @cached_property
    def _tree(self) -> NodeTree:
        from guidelint.readers.yaml.tree import NodeTree

        return NodeTree(self.lines.text, values=not self._plain)

    @cached_property
    def _blocks(self) -> dict[str, tuple[int, str]]:
        """The blocks of a plain mapping; empty for other texts."""
        text = self.lines.text
        return plain_blocks(text) if type(self.root) is dict and self._plain and "\r" not in text else {}

    def _at(self, path: Path) -> tuple[int, str, Path] | None:
        """The block that contains a path, as offset and text, and the path; the first for a path in none."""
        if not self._blocks:
            return None
        if path and path[0] in self._blocks:
            return *self._blocks[str(path[0])], path
        return *next(iter(self._blocks.values())), ()

    def _nodes(self, block: str) -> NodeTree:
        """The nodes of a block, which libyaml reads as a document of its own exactly as inside the whole."""
        if block not in self._trees:
            from guidelint.readers.yaml.tree import NodeTree

            self._trees[block] = NodeTree(block, values=False)
        return self._trees[block]

    def region(self, path: Path) -> Region:
        """The region of the value at a path; for usual blocks without libyaml."""
        from guidelint.readers.yaml.spots import place

        at = self._at(path)
        span = at and place(*at[1:])
        if at is None or span is None:
            return super().region(path)
        return self.lines.region(at[0] + span[0], at[0] + span[1])

    def edits(self, path: Path, value: str, changes: Sequence[Edit]) -> tuple[Edit, ...] | None:
        """Minimal edits, each with its region; for usual blocks without libyaml."""
        from guidelint.readers.yaml.spots import plain_edits, text_at

        at = self._at(path)
        span = at and text_at(*at[1:])
        if at is None or span is None:
            return super().edits(path, value, changes)
        whole = at[0] + span[0], at[0] + span[1]
        made = plain_edits(self.lines.text, whole, value, changes)
        return super().edits(path, value, changes) if made is None else self.placed(made)

    def spans(self, path: Path) -> Spans | None:
        """The spans of the node at a path."""
        at = self._at(path)
        if at is None:
            return self._tree.spans(path)
        found = _moved(self._nodes(at[1]).spans(path), at[0])
        if path or found is None:
            return found
        return found._replace(value=(found.value[0], len(self.lines.text)))

    def edits_at(
        self, path: Path, span: tuple[int, int], value: str, changes: Sequence[Edit]
    ) -> tuple[Edit, ...] | None:
        """The edits of a scalar in its own style."""
        at = self._at(path)
        if at is None:
            return self._tree.edits_at(path, span, value, changes)
        start = at[0]
        made = self._nodes(at[1]).edits_at(path, (span[0] - start, span[1] - start), value, changes)
        return made and tuple(edit._replace(start=edit.start + start, end=edit.end + start) for edit in made)

    def comments(self) -> list[tuple[int, int, str]]:
        """The comments addressed to guidelint, with the lines that each covers."""
        return self._tree.comments() if may_hold_directive(self.lines.text) else []


def _moved(spans: Spans | None, by: int) -> Spans | None:
    """Spans in a text, shifted to those of the larger text that contains it."""
    if spans is None or not by:
        return spans
    key, (start, end), first = spans
    return Spans(_along(key, by), (start + by, end + by), _along(first, by))


def _along(span: tuple[int, int] | None, by: int) -> tuple[int, int] | None:
    return None if span is None else (span[0] + by, span[1] + by)
