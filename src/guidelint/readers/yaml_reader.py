"""YAML guides: plain ones without a parser, all others, and every place, by libyaml."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from guidelint.finding import Edit
from guidelint.location import Lines, Path, Region
from guidelint.readers.tree import SourceProblem, Spans, TextTree
from guidelint.readers.yaml_plain import plain_blocks, plain_values

if TYPE_CHECKING:
    from guidelint.readers.yaml_tree import NodeTree


class YamlTree(TextTree):
    """A YAML source; see `readers.tree.Tree`. libyaml is loaded when it is needed."""

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
        from guidelint.readers.yaml_tree import NodeTree

        return NodeTree(self.lines.text, values=not self._plain)

    @cached_property
    def _blocks(self) -> dict[str, tuple[int, str]]:
        """The blocks of a plain mapping, none of any other text."""
        text = self.lines.text
        return plain_blocks(text) if type(self.root) is dict and self._plain and "\r" not in text else {}

    def _around(self, path: Path) -> tuple[int, NodeTree] | None:
        """The tree of the block in which a path stands, and where that begins; None where there is none.

        A document of one of its blocks is as libyaml reads it inside the whole.
        """
        if not path or path[0] not in self._blocks:
            return None
        return self._block(str(path[0]))

    def _block(self, key: str) -> tuple[int, NodeTree]:
        start, block = self._blocks[key]
        if key not in self._trees:
            from guidelint.readers.yaml_tree import NodeTree

            self._trees[key] = NodeTree(block, values=False)
        return start, self._trees[key]

    def _at(self, path: Path) -> tuple[int, str, Path] | None:
        """The block in which a path stands, where that begins, and the path; none stands in the first."""
        if not self._blocks:
            return None
        key = path[0] if path and path[0] in self._blocks else None
        start, block = self._blocks[str(key) if key is not None else next(iter(self._blocks))]
        return start, block, () if key is None else path

    def region(self, path: Path) -> Region:
        """As of every text; where the block is of the usual kind, libyaml is not asked."""
        from guidelint.readers.yaml_spots import place

        at = self._at(path)
        span = at and place(*at[1:])
        if at is None or span is None:
            return super().region(path)
        return self.lines.region(at[0] + span[0], at[0] + span[1])

    def edits(self, path: Path, value: str, changes: Sequence[Edit]) -> tuple[Edit, ...] | None:
        """As of every text; where it is of the usual kind, libyaml is not asked."""
        from guidelint.readers.yaml_spots import plain_edits, text_at

        at = self._at(path)
        span = at and text_at(*at[1:])
        if at is None or span is None:
            return super().edits(path, value, changes)
        whole = at[0] + span[0], at[0] + span[1]
        made = plain_edits(self.lines.text, whole, value, changes)
        return super().edits(path, value, changes) if made is None else self.placed(made)

    def spans(self, path: Path) -> Spans | None:
        """The spans of the node at a path."""
        if not self._blocks:
            return self._tree.spans(path)
        start, tree = self._around(path) or self._block(next(iter(self._blocks)))
        found = _moved(tree.spans(path), start)
        if path or found is None:
            return found
        return found._replace(value=(found.value[0], len(self.lines.text)))

    def written(
        self, path: Path, span: tuple[int, int], value: str, changes: Sequence[Edit]
    ) -> tuple[Edit, ...] | None:
        """The edits of a scalar, for the style that it has."""
        around = self._around(path)
        if around is None:
            return self._tree.written(path, span, value, changes)
        start, tree = around
        made = tree.written(path, (span[0] - start, span[1] - start), value, changes)
        return made and tuple(edit._replace(start=edit.start + start, end=edit.end + start) for edit in made)

    def comments(self) -> list[tuple[int, int, str]]:
        """Comments that speak to guidelint, with the lines that each covers."""
        return self._tree.comments() if "guidelint:" in self.lines.text else []


def _moved(spans: Spans | None, by: int) -> Spans | None:
    """Spans of a text as those of a larger one in which it stands."""
    if spans is None or not by:
        return spans
    key, (start, end), first = spans
    return Spans(_along(key, by), (start + by, end + by), _along(first, by))


def _along(span: tuple[int, int] | None, by: int) -> tuple[int, int] | None:
    return None if span is None else (span[0] + by, span[1] + by)
