"""YAML through libyaml's nodes: every scalar as typed, and the location of each value."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any

import yaml

from guidelint.finding import Edit
from guidelint.location import START, Lines, Path, Region
from guidelint.readers.parser_words import in_both
from guidelint.readers.tree import CALL, SourceProblem, Spans, TextTree
from guidelint.readers.yaml.edit import Scalar, yaml_edits
from guidelint.readers.yaml.nodes import child, compose, first_span, key_span, member_spans, scalar_nodes
from guidelint.readers.yaml.values import Builder, RefusedError

_COMMENT = re.compile(rf"#[ \t]*({CALL}.*)")

_BLOCK = ("|", ">")


class NodeTree(TextTree):
    """A YAML source as libyaml's nodes; see `readers.tree.Tree`. Without `values`, only locations."""

    def __init__(self, text: str, values: bool) -> None:
        self.lines = Lines(text)
        self.problems: list[SourceProblem] = []
        self._nodes: list[yaml.Node] = []
        self.root: Any = None
        try:
            self._nodes = _with_content(compose(text))
            self.root = self._values(text) if values else None
        except yaml.YAMLError as error:
            self.problems = [_syntax_problem(error, self.lines)]
        except RefusedError as error:
            self.problems = [_problem("source.syntax", self.lines.region(*key_span(error.node)), str(error))]
        except RecursionError:
            self.problems = [_problem("source.syntax", START, "嵌套过深 (nested too deeply)")]

    def _values(self, text: str) -> Any:
        builder = Builder("\\" in text, self._repeated)
        values = [builder.build(node) for node in self._nodes]
        return values[0] if len(values) == 1 else values

    def _repeated(self, key_node: yaml.Node, key: str) -> None:
        region = self.lines.region(*key_span(key_node))
        self.problems.append(SourceProblem("source.duplicate-key", region, {"key": key}))

    def spans(self, path: Path) -> Spans | None:
        """The spans of the node at a path."""
        if not self._nodes:
            return None
        if len(self._nodes) > 1 and not path:
            return Spans(None, (0, 0), first_span(self._nodes[0]))
        way = self._way(path)
        if way is None:
            return None
        key, node = way[-1]
        first = None if isinstance(node, yaml.ScalarNode) else first_span(node)
        return Spans(key_span(key) if key else None, self._span(node), first)

    def _way(self, path: Path) -> list[tuple[yaml.Node | None, yaml.Node]] | None:
        """The keys and nodes from the document down to the node at a path; None if there is none."""
        number = int(path[0]) if len(self._nodes) > 1 else 0
        way: list[tuple[yaml.Node | None, yaml.Node]] = [(None, self._nodes[number])]
        for step in path[1:] if len(self._nodes) > 1 else path:
            found = child(way[-1][1], step)
            if found is None:
                return None
            way.append(found)
        return way

    def edits_at(
        self, path: Path, span: tuple[int, int], value: str, changes: Sequence[Edit]
    ) -> tuple[Edit, ...] | None:
        """The edits of a scalar in its own style."""
        way = self._way(path) or []
        flow = any(node.flow_style for _, node in way if isinstance(node, yaml.CollectionNode))
        node = way[-1][1]
        if not isinstance(node, yaml.ScalarNode):
            return None
        whole = node.start_mark.index, node.end_mark.index
        return yaml_edits(self.lines.text, Scalar(*whole, node.style, flow), value, changes)

    def _span(self, node: yaml.Node) -> tuple[int, int]:
        start, end = node.start_mark.index, node.end_mark.index
        if isinstance(node, yaml.ScalarNode) and node.style in _BLOCK:
            return start, start + len(self.lines.text[start:end].rstrip())
        return start, end

    def comments(self) -> list[tuple[int, int, str]]:
        """The comments addressed to guidelint, with the lines that each covers."""
        text = self.lines.text
        if not self._nodes:
            return []
        scalars = [(*self._span(node), node.style in _BLOCK) for node in scalar_nodes(self._nodes)]
        scalars.sort()
        members = sorted((start, -end) for start, end in member_spans(self._nodes))
        found = []
        for match in _COMMENT.finditer(text):
            line, column = self.lines.position(match.start())
            first = last = line
            at = bisect_right(scalars, (match.start(), len(text))) - 1
            if at >= 0 and match.start() < scalars[at][1]:
                start, end, block = scalars[at]
                if not block or self.lines.position(start)[0] != line:
                    continue
                last = self.lines.position(end)[0]  # after a block indicator: covers the whole block
            elif not self.lines.line_text(line)[: column - 1].strip():
                first, last = self._lines_below(match.end(), members)
            found.append((first, last, match[1].rstrip("\r")))
        return found

    def _lines_below(self, offset: int, members: list[tuple[int, int]]) -> tuple[int, int]:
        """First and last line of the longest member that begins next after an offset.

        `members`: keys with values, and list elements, sorted by start and then by descending end (stored
        negative).
        """
        at = bisect_left(members, (offset, -len(self.lines.text) - 1))
        if at == len(members):
            line = self.lines.position(offset)[0]
            return line, line
        start, end = members[at][0], -members[at][1]
        end = start + len(self.lines.text[start:end].rstrip())
        return self.lines.position(start)[0], self.lines.position(end)[0]


def _problem(rule: str, region: Region, reason: str) -> SourceProblem:
    return SourceProblem(rule, region, {"reason": in_both(reason), "reason_en": reason})


def _syntax_problem(error: yaml.YAMLError, lines: Lines) -> SourceProblem:
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        reason = str(error.problem or error.context or "not YAML")
        offset = min(mark.index, len(lines.text)) if mark else 0
    else:
        offset = getattr(error, "position", 0)
        reason = str(getattr(error, "reason", "not YAML"))
    at_end = not lines.text[offset:].strip()
    line, column = lines.position(offset)
    rule = "source.truncated" if at_end and lines.text.strip() else "source.syntax"
    return _problem(rule, Region(line, column, line, column), reason)


def _with_content(documents: list[yaml.Node]) -> list[yaml.Node]:
    """The documents without empty ones, such as after a final `---`."""
    return [node for node in documents if len(documents) == 1 or node.start_mark.index < node.end_mark.index]
