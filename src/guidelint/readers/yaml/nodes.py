"""Nodes of libyaml: composes them with limits on depth, and finds keys, children and spans."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator
from typing import Any

import yaml

from guidelint.readers.decode import SURROGATE, join_surrogates

MAX_DEPTH = 100
"""Deeper nesting is refused: no guide has it, and a tree of it could exhaust the stack."""
_NESTED_RUN = re.compile(r"(?:[-?\[{]\s{0,8}){200}")

_CParser: Any = getattr(yaml.cyaml, "CParser", None) if yaml.__with_libyaml__ else None


class _TextLoader(_CParser or yaml.BaseLoader):  # type: ignore[misc]
    """libyaml's composer with tags left unresolved: every scalar is text, and no time is spent on resolving."""

    descend_resolver = staticmethod(operator.is_)  # called with (parent, index) for every node; does nothing
    ascend_resolver = staticmethod(tuple)

    def __init__(self, stream: str) -> None:
        if _CParser is None:
            super().__init__(stream)
        else:
            _CParser.__init__(self, stream)

    resolve = staticmethod("".format)  # the same tag for all nodes; called for every one


def compose(text: str) -> list[yaml.Node]:
    """The documents of a text; YAMLError if it cannot be parsed or is nested too deeply."""
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
    """Check the depth by walking the events, which needs no stack, before composing, which is recursive."""
    depth = 0
    for event in yaml.parse(text, Loader=_TextLoader):
        if isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            depth += 1
            if depth > MAX_DEPTH:
                mark: Any = event.start_mark
                raise yaml.MarkedYAMLError(problem="nested too deeply", problem_mark=mark)
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            depth -= 1


def key_text(node: yaml.Node) -> str:
    """A key as text; a key that is not a scalar is `?`."""
    if isinstance(node, yaml.ScalarNode):
        return join_surrogates(node.value) if SURROGATE.search(node.value) else str(node.value)
    return "?"


def is_merge(node: yaml.Node) -> bool:
    """Whether a key is the merge key `<<`."""
    return isinstance(node, yaml.ScalarNode) and node.value == "<<" and not node.style


def key_span(node: yaml.Node) -> tuple[int, int]:
    """The offsets of a key."""
    if isinstance(node, yaml.ScalarNode):
        return node.start_mark.index, node.end_mark.index
    return first_span(node) or (node.start_mark.index, node.start_mark.index + 1)


def first_span(node: yaml.Node) -> tuple[int, int] | None:
    """The span of the first key or scalar inside a node."""
    for _ in range(MAX_DEPTH):  # an alias of itself has no first scalar
        if isinstance(node, yaml.ScalarNode):
            break
        if not node.value:
            return node.start_mark.index, node.end_mark.index
        head = node.value[0]
        node = head[0] if isinstance(head, tuple) else head
    return node.start_mark.index, node.end_mark.index


def child(node: yaml.Node, step: str | int) -> tuple[yaml.Node | None, yaml.Node] | None:
    """The key and value of a mapping's key (the last of repeated ones, then merged ones) or a list's element."""
    if isinstance(node, yaml.SequenceNode):
        inside = isinstance(step, int) and step < len(node.value)
        return (None, node.value[step]) if inside else None
    if not isinstance(node, yaml.MappingNode):
        return None
    for key_node, value_node in reversed(node.value):
        if key_text(key_node) == step and not is_merge(key_node):
            return key_node, value_node
    return _merged_child(node, step)


def _merged_child(node: yaml.MappingNode, step: str | int) -> tuple[yaml.Node | None, yaml.Node] | None:
    for key_node, merged in reversed(node.value):
        if not is_merge(key_node):
            continue
        for part in merged.value if isinstance(merged, yaml.SequenceNode) else [merged]:
            found = child(part, step)
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


def scalar_nodes(nodes: list[yaml.Node]) -> Iterator[yaml.ScalarNode]:
    """All scalars, keys included."""
    return (node for node in _walk(nodes) if isinstance(node, yaml.ScalarNode))


def member_spans(nodes: list[yaml.Node]) -> Iterator[tuple[int, int]]:
    """The offsets of every key with its value, and of every list element."""
    for node in _walk(nodes):
        if isinstance(node, yaml.MappingNode):
            yield from ((key.start_mark.index, value.end_mark.index) for key, value in node.value)
        elif isinstance(node, yaml.SequenceNode):
            yield from ((child.start_mark.index, child.end_mark.index) for child in node.value)
