"""YAML nodes as plain values: scalars as typed, aliases shared, expansion limited, repeated keys told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml

from guidelint.readers.decode import SURROGATE, join_surrogates
from guidelint.readers.yaml.nodes import MAX_DEPTH, compose, is_merge, key_text

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_MAX_VALUES = 2_000_000
_AS_ONE = 10
"""The number of characters of a text, as a power of two, that count as one more value."""


class RefusedError(Exception):
    """Raised for hostile input: too deep, recursive, or inflated by aliases."""

    def __init__(self, why: str, node: yaml.Node) -> None:
        super().__init__(why)
        self.node = node


class Builder:
    """Converts nodes to plain values; aliases share one value, and their total expansion is limited."""

    def __init__(self, escapes: bool, repeated: Callable[[yaml.Node, str], None]) -> None:
        """`escapes`: the text contains backslashes; `repeated` is called for each repeated key."""
        self.escapes = escapes
        self.repeated = repeated
        self.done: dict[int, tuple[Any, int]] = {}
        self.open: set[int] = set()

    def build(self, node: yaml.Node) -> Any:
        """The plain value of a document."""
        return self._scalar(node) if isinstance(node, yaml.ScalarNode) else self._collection(node, 0)[0]

    def _scalar(self, node: yaml.ScalarNode) -> str | None:
        text: str = node.value
        if text in _NULLS and not node.style:
            return None
        return join_surrogates(text) if self.escapes and SURROGATE.search(text) else text

    def _collection(self, node: yaml.Node, depth: int) -> tuple[Any, int]:
        """A mapping or list, and the number of values that it holds with aliases expanded."""
        known = self.done.get(id(node))
        if known is not None:
            return known
        if id(node) in self.open or depth > MAX_DEPTH:
            raise RefusedError("嵌套过深或引用自身 (nested too deeply, or an alias of itself)", node)
        self.open.add(id(node))
        build = self._mapping if isinstance(node, yaml.MappingNode) else self._sequence
        value, size = build(node, depth + 1)
        if size > _MAX_VALUES:
            raise RefusedError("别名展开后过大 (aliases expand beyond all bounds)", node)
        self.open.discard(id(node))
        self.done[id(node)] = (value, size)
        return value, size

    def _sequence(self, node: yaml.Node, depth: int) -> tuple[list[Any], int]:
        values = []
        total = 1
        for child in node.value:
            plain = isinstance(child, yaml.ScalarNode)
            value, size = (self._scalar(child), _size(child)) if plain else self._collection(child, depth)
            values.append(value)
            total += size
        return values, total

    def _mapping(self, node: yaml.Node, depth: int) -> tuple[dict[str, Any], int]:
        own: dict[str, Any] = {}
        merged: dict[str, Any] = {}
        total = 1
        for key_node, value_node in node.value:
            plain = isinstance(value_node, yaml.ScalarNode)
            value, size = (
                (self._scalar(value_node), _size(value_node))
                if plain
                else self._collection(value_node, depth)
            )
            total += size
            simple = isinstance(key_node, yaml.ScalarNode) and not self.escapes
            key = key_node.value if simple else key_text(key_node)
            if key == "<<" and is_merge(key_node):
                _merge(merged, value)
                continue
            if key in own:
                self.repeated(key_node, key)
            own[key] = value
        return ({**merged, **own} if merged else own), total


def _size(node: yaml.ScalarNode) -> int:
    return 1 + (len(node.value) >> _AS_ONE)


def _merge(into: dict[str, Any], value: Any) -> None:
    for part in reversed(value) if isinstance(value, list) else [value]:
        into.update(part if isinstance(part, dict) else {})


def plain_mapping(text: str) -> dict[str, Any] | None:
    """The mapping in a text; None if there is anything to report about it, or it is no mapping."""
    repeated: list[str] = []
    try:
        nodes = compose(text)
        if len(nodes) != 1 or not isinstance(nodes[0], yaml.MappingNode):
            return None
        if any(is_merge(key) or not isinstance(key, yaml.ScalarNode) for key, _ in nodes[0].value):
            return None
        value = Builder("\\" in text, lambda node, key: repeated.append(key)).build(nodes[0])
    except (yaml.YAMLError, RefusedError, RecursionError):
        return None
    return None if repeated else value
