"""YAML guides: libyaml's node tree, every scalar kept as the clerk typed it, regions on demand."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator
from typing import Any

import yaml

from guidelint.location import Lines, Path, Region
from guidelint.readers.tree import SourceProblem, Spans, TextTree

_CParser: Any = getattr(yaml.cyaml, "CParser", None) if yaml.__with_libyaml__ else None


class _TextLoader(_CParser or yaml.BaseLoader):  # type: ignore[misc]
    """libyaml's composer with tags left unresolved: every scalar is text, and resolving costs nothing."""

    descend_resolver = staticmethod(operator.is_)  # called with (parent, index) for every node; does nothing
    ascend_resolver = staticmethod(tuple)

    def __init__(self, stream: str) -> None:
        if _CParser is None:
            super().__init__(stream)
        else:
            _CParser.__init__(self, stream)

    def resolve(self, kind: type, value: Any, implicit: Any) -> str:
        """One tag for all."""
        return ""


_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_MAX_DEPTH = 100
_MAX_VALUES = 2_000_000
_SURROGATE = re.compile("[\ud800-\udfff]")
_NESTED_RUN = re.compile(r"(?:[-?\[{]\s{0,8}){200}")
_COMMENT = re.compile(r"#[ \t]*(guidelint:.*)")


class _Refused(Exception):
    """The tree is hostile: too deep, recursive, or swollen by aliases."""

    def __init__(self, why: str, node: yaml.Node) -> None:
        super().__init__(why)
        self.node = node


class YamlTree(TextTree):
    """A YAML source; see `readers.tree.Tree`."""

    def __init__(self, text: str) -> None:
        self.lines = Lines(text)
        self.problems: list[SourceProblem] = []
        self._nodes: list[yaml.Node] = []
        self.root: Any = None
        try:
            self._nodes = _compose(text)
            values = [_Builder(self).build(node) for node in self._nodes]
            self.root = values[0] if len(values) == 1 else values
        except yaml.YAMLError as error:
            self.problems = [_syntax_problem(error, self.lines)]
        except _Refused as error:
            self.problems = [_problem("source.syntax", self.lines.region(*_key_span(error.node)), str(error))]
        except RecursionError:
            self.problems = [_problem("source.syntax", Region(1, 1, 1, 1), "嵌套过深 (nested too deeply)")]

    def spans(self, path: Path) -> Spans | None:
        """The spans of the node at a path."""
        if not self._nodes:
            return None
        if len(self._nodes) > 1:
            if not path:
                return Spans(None, (0, 0), _first(self._nodes[0]))
            node, path = self._nodes[int(path[0])], path[1:]
        else:
            node = self._nodes[0]
        key: yaml.Node | None = None
        for step in path:
            found = _child(node, step)
            if found is None:
                return None
            key, node = found
        first = None if isinstance(node, yaml.ScalarNode) else _first(node)
        return Spans(_key_span(key) if key else None, self._span(node), first)

    def _span(self, node: yaml.Node) -> tuple[int, int]:
        start, end = node.start_mark.index, node.end_mark.index
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            return start, start + len(self.lines.text[start:end].rstrip())
        return start, end

    def comments(self) -> list[tuple[int, int, str]]:
        """Comments that speak to guidelint, with the lines that each covers."""
        text = self.lines.text
        if "guidelint:" not in text or not self._nodes:
            return []
        scalars = list(_scalar_spans(self._nodes))
        found = []
        for match in _COMMENT.finditer(text):
            if any(start <= match.start() < end for start, end in scalars):
                continue
            line, column = self.lines.position(match.start())
            before = self.lines.line_text(line)[: column - 1]
            if before.strip():
                found.append((line, line, match[1].rstrip("\r")))
            else:
                found.append((*self._lines_below(match.end()), match[1].rstrip("\r")))
        return found

    def _lines_below(self, offset: int) -> tuple[int, int]:
        """First and last line of the key and value, or list element, that begins next after an offset."""
        best: tuple[int, int] | None = None
        for start, end in _member_spans(self._nodes):
            if start >= offset and (best is None or (start, -end) < (best[0], -best[1])):
                best = (start, end)
        if best is None:
            line = self.lines.position(offset)[0]
            return line, line
        end = best[0] + len(self.lines.text[best[0] : best[1]].rstrip())
        return self.lines.position(best[0])[0], self.lines.position(end)[0]


class _Builder:
    """Nodes to plain values; aliases share one value, and their expansion is bounded."""

    def __init__(self, tree: YamlTree) -> None:
        self.tree = tree
        self.escapes = "\\" in tree.lines.text
        self.done: dict[int, tuple[Any, int]] = {}
        self.open: set[int] = set()

    def build(self, node: yaml.Node) -> Any:
        """The plain value of a document."""
        return self._scalar(node) if isinstance(node, yaml.ScalarNode) else self._collection(node, 0)[0]

    def _scalar(self, node: yaml.ScalarNode) -> str | None:
        text: str = node.value
        if text in _NULLS and not node.style:
            return None
        return join_surrogates(text) if self.escapes and _SURROGATE.search(text) else text

    def _collection(self, node: yaml.Node, depth: int) -> tuple[Any, int]:
        """A mapping or list, and how many values it holds when aliases are written out."""
        known = self.done.get(id(node))
        if known is not None:
            return known
        if id(node) in self.open or depth > _MAX_DEPTH:
            raise _Refused("嵌套过深或引用自身 (nested too deeply, or an alias of itself)", node)
        self.open.add(id(node))
        build = self._mapping if isinstance(node, yaml.MappingNode) else self._sequence
        value, size = build(node, depth + 1)
        if size > _MAX_VALUES:
            raise _Refused("别名展开后过大 (aliases expand beyond all bounds)", node)
        self.open.discard(id(node))
        self.done[id(node)] = (value, size)
        return value, size

    def _sequence(self, node: yaml.Node, depth: int) -> tuple[list[Any], int]:
        values = []
        total = 1
        for child in node.value:
            value, size = (self._scalar(child), 1) if isinstance(child, yaml.ScalarNode) else self._collection(child, depth)
            values.append(value)
            total += size
        return values, total

    def _mapping(self, node: yaml.Node, depth: int) -> tuple[dict[str, Any], int]:
        own: dict[str, Any] = {}
        merged: dict[str, Any] = {}
        total = 1
        for key_node, value_node in node.value:
            plain = isinstance(value_node, yaml.ScalarNode)
            value, size = (self._scalar(value_node), 1) if plain else self._collection(value_node, depth)
            total += size
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) and not self.escapes else _key(key_node)
            if key == "<<" and _is_merge(key_node):
                _merge(merged, value)
                continue
            if key in own:
                region = self.tree.lines.region(*_key_span(key_node))
                self.tree.problems.append(SourceProblem("source.duplicate-key", region, {"key": key}))
            own[key] = value
        return ({**merged, **own} if merged else own), total


def _merge(into: dict[str, Any], value: Any) -> None:
    for part in reversed(value) if isinstance(value, list) else [value]:
        into.update(part if isinstance(part, dict) else {})


def _compose(text: str) -> list[yaml.Node]:
    if text.count("[") + text.count("{") > 5000 or _NESTED_RUN.search(text):
        _check_depth(text)
    try:
        return list(yaml.compose_all(text, Loader=_TextLoader))
    except yaml.scanner.ScannerError as error:
        # libyaml refuses escaped surrogate pairs, which JSON allows; the pure scanner reads them
        if "escape code" not in str(error.problem) or len(text) > 1_000_000:
            raise
        return list(yaml.compose_all(text, Loader=yaml.BaseLoader))


def _check_depth(text: str) -> None:
    """Walk the events, which needs no stack, before the composer, which does."""
    depth = 0
    for event in yaml.parse(text, Loader=_TextLoader):
        if isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            depth += 1
            if depth > _MAX_DEPTH:
                mark: Any = event.start_mark
                raise yaml.MarkedYAMLError(problem="nested too deeply", problem_mark=mark)
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            depth -= 1


def join_surrogates(text: str) -> str:
    """Make one character of each surrogate pair, and U+FFFD of each lone half."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _key(node: yaml.Node) -> str:
    if isinstance(node, yaml.ScalarNode):
        return join_surrogates(node.value) if _SURROGATE.search(node.value) else str(node.value)
    return "?"


def _is_merge(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.value == "<<" and not node.style


def _key_span(node: yaml.Node) -> tuple[int, int]:
    if isinstance(node, yaml.ScalarNode):
        return node.start_mark.index, node.end_mark.index
    return _first(node) or (node.start_mark.index, node.start_mark.index + 1)


def _first(node: yaml.Node) -> tuple[int, int] | None:
    """The span of the first key or scalar inside a node."""
    for _ in range(_MAX_DEPTH):  # an alias of itself has no first scalar
        if isinstance(node, yaml.ScalarNode):
            break
        if not node.value:
            return node.start_mark.index, node.end_mark.index
        head = node.value[0]
        node = head[0] if isinstance(head, tuple) else head
    return node.start_mark.index, node.end_mark.index


def _child(node: yaml.Node, step: str | int) -> tuple[yaml.Node | None, yaml.Node] | None:
    """The key and value of a mapping (the last of equal keys, then merged ones) or an element of a list."""
    if isinstance(node, yaml.SequenceNode):
        inside = isinstance(step, int) and step < len(node.value)
        return (None, node.value[step]) if inside else None
    if not isinstance(node, yaml.MappingNode):
        return None
    merges = []
    for key_node, value_node in reversed(node.value):
        if _is_merge(key_node):
            merges.append(value_node)
        elif _key(key_node) == step:
            return key_node, value_node
    for merged in merges:
        for part in merged.value if isinstance(merged, yaml.SequenceNode) else [merged]:
            found = _child(part, step)
            if found:
                return found
    return None


def _walk(nodes: list[yaml.Node]) -> Iterator[yaml.Node]:
    seen: set[int] = set()
    stack = list(nodes)
    while stack:
        node = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        if isinstance(node, yaml.MappingNode):
            stack.extend(child for pair in node.value for child in pair)
        elif isinstance(node, yaml.SequenceNode):
            stack.extend(node.value)


def _scalar_spans(nodes: list[yaml.Node]) -> Iterator[tuple[int, int]]:
    for node in _walk(nodes):
        if isinstance(node, yaml.ScalarNode):
            yield node.start_mark.index, node.end_mark.index


def _member_spans(nodes: list[yaml.Node]) -> Iterator[tuple[int, int]]:
    for node in _walk(nodes):
        if isinstance(node, yaml.MappingNode):
            yield from ((key.start_mark.index, value.end_mark.index) for key, value in node.value)
        elif isinstance(node, yaml.SequenceNode):
            yield from ((child.start_mark.index, child.end_mark.index) for child in node.value)


def _problem(rule: str, region: Region, reason: str) -> SourceProblem:
    return SourceProblem(rule, region, {"reason": reason})


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
