"""Converts an XML element to plain values (text, list or mapping)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from sys import intern
from typing import Any

_INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"
_ITEMS = frozenset(("item", "row", "entry", "element", "li", "项", "条", "行"))
_PLURALS = (
    ("ies", "y"), ("list", ""), ("_list", ""), ("列表", ""), ("清单", ""), ("es", "e"), ("es", ""), ("s", ""),
)  # fmt: skip

NAMED = frozenset(("field", "column"))
"""Elements that databases write for a column, with the name in an attribute: `<field name="task_name">`."""
_ROWS = frozenset(("row", "table"))
"""Elements that databases write for a row; in other programs' files they contain other elements."""
_REMEMBERED = 4096
_MANY = 100


class _MixedError(Exception):
    """Raised if text stands between the children of an element."""


def local(tag: str) -> str:
    """A tag without its namespace."""
    return tag.rpartition("}")[2]


class _Names(dict[Any, str]):
    """Cache of local names by tag; empty for an unexpanded entity reference."""

    def __missing__(self, tag: Any) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        name = self[tag] = intern(local(tag)) if isinstance(tag, str) else ""
        return name


_NAMES = _Names()


def plain_of(element: Any) -> Any:
    """The plain value of an element."""
    if not len(element):
        return (element.text or "").strip() or _attributes(element) or None
    text = element.text
    try:
        if text and not text.isspace():
            raise _MixedError
        plain, repeated = _children(element)
    except _MixedError:
        return "".join(element.itertext()).strip() or _attributes(element) or None
    if len(plain) == 1:
        ((name, only),) = plain.items()
        if repeated:
            row = name in NAMED and _NAMES[element.tag] in _ROWS
            return (_by_attribute(element) if row else None) or only
        if is_singular(name, _NAMES[element.tag]):
            return [only]
    attributes = _attributes(element)
    return {**attributes, **plain} if attributes else plain


def _children(element: Any) -> tuple[dict[str, Any], frozenset[str]]:
    """The plain values of the children by local name, and the names that repeat, whose values are lists."""
    plain: dict[str, Any] = {}
    value: Any
    repeated: frozenset[str] = frozenset()
    for child in element:
        tail, name = child.tail, _NAMES[child.tag]
        if tail and not tail.isspace():
            raise _MixedError
        if len(child) or not (value := (child.text or "").strip()):
            value = plain_of(child)
        if name not in plain:
            plain[name] = value
        elif name in repeated:
            plain[name].append(value)
        else:
            plain[name] = [plain[name], value]
            repeated |= {name}
    plain.pop("", None)
    if not plain:
        raise _MixedError
    return plain, repeated


def _by_attribute(element: Any) -> dict[str, Any] | None:
    """The texts of the children by the name in their attribute; None if one has none, or one repeats."""
    texts: dict[str, Any] = {}
    for child in element:
        if not isinstance(child.tag, str):
            continue
        name = child.get("name")
        if not name or name in texts or len(child):
            return None
        texts[name] = (child.text or "").strip() or None
    return texts


def _attributes(element: Any) -> dict[str, Any]:
    pairs = element.items() if len(element.keys()) < _MANY else _all_of(element)
    return {f"@{local(key)}": value for key, value in pairs if not key.startswith(_INSTANCE)} if pairs else {}


def _all_of(element: Any) -> list[tuple[str, str]]:
    """All attributes as (name, value) in linear time; the parser's `items` is quadratic in their number."""
    return [(value.attrname, str(value)) for value in element.xpath("@*")]


@lru_cache(maxsize=4096)
def is_singular(child: str, parent: str) -> bool:
    """Whether a child's name is the singular of its parent's: material in materials, 材料 in 申请材料.

    Databases write names in capitals.
    """
    child, parent = child.lower(), parent.lower()
    return child in _ITEMS or child == parent or any(name.endswith(child) for name in _singulars(parent))


def _singulars(parent: str) -> Iterator[str]:
    yield parent
    for end, new in _PLURALS:
        if parent.endswith(end):
            yield parent[: -len(end)] + new


def as_records(plain: Any) -> tuple[bool, Any]:
    """Whether the root is a list and was wrapped as `records`, and the resulting value."""
    if plain is None:
        return True, {"records": []}
    if isinstance(plain, list):
        return True, {"records": plain}
    if isinstance(plain, Mapping) and len(plain) == 1:
        only = next(iter(plain.values()))
        if isinstance(only, Mapping) and len(only) > 1:
            return True, {"records": [only]}
    return False, plain
