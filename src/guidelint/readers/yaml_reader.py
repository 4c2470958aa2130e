"""YAML guides: plain ones without a parser, all others, and every place, by libyaml."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from guidelint.finding import Edit
from guidelint.location import Lines, Path
from guidelint.readers.tree import SourceProblem, Spans, TextTree
from guidelint.readers.yaml_plain import plain_values

if TYPE_CHECKING:
    from guidelint.readers.yaml_tree import NodeTree


class YamlTree(TextTree):
    """A YAML source; see `readers.tree.Tree`. libyaml is loaded when it is needed."""

    def __init__(self, text: str) -> None:
        self.lines = Lines(text)
        self.problems: list[SourceProblem] = []
        self.root: Any = plain_values(text)
        self._plain = self.root is not None
        if not self._plain:
            self.root, self.problems = self._tree.root, self._tree.problems

    @cached_property
    def _tree(self) -> NodeTree:
        from guidelint.readers.yaml_tree import NodeTree

        return NodeTree(self.lines.text, values=not self._plain)

    def spans(self, path: Path) -> Spans | None:
        """The spans of the node at a path."""
        return self._tree.spans(path)

    def written(
        self, path: Path, span: tuple[int, int], value: str, changes: Sequence[Edit]
    ) -> tuple[Edit, ...] | None:
        """The edits of a scalar, for the style that it has."""
        return self._tree.written(path, span, value, changes)

    def comments(self) -> list[tuple[int, int, str]]:
        """Comments that speak to guidelint, with the lines that each covers."""
        return self._tree.comments() if "guidelint:" in self.lines.text else []
