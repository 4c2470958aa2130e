"""An XML element as plain values: text, list or mapping, whatever its name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"
_ITEMS = frozenset(("item", "row", "entry", "element", "li", "项", "条", "行"))
_PLURALS = (
    ("ies", "y"), ("List", ""), ("_list", ""), ("列表", ""), ("清单", ""), ("es", "e"), ("es", ""), ("s", ""),
)  # fmt: skip

Groups = dict[str, list[Any]]
"""The children of an element by local name, each in document order."""


def local(tag: str) -> str:
    """A tag without its namespace."""
    return tag.rpartition("}")[2]


def groups_of(element: Any) -> Groups:
    """The child elements by local name."""
    groups: Groups = {}
    for child in element:
        tag = child.tag
        if isinstance(tag, str):
            name = local(tag) if "}" in tag else tag
            if name in groups:
                groups[name].append(child)
            else:
                groups[name] = [child]
    return groups


def plain_of(element: Any) -> Any:
    """The plain value of an element."""
    if not len(element):
        return (element.text or "").strip() or _attributes(element) or None
    groups = groups_of(element)
    if not groups or is_mixed(element):
        return "".join(element.itertext()).strip() or _attributes(element) or None
    if len(groups) == 1:
        ((name, members),) = groups.items()
        if len(members) > 1 or _is_singular(name, local(element.tag)):
            return [plain_of(member) for member in members]
    plain: dict[str, Any] = _attributes(element)
    for name, members in groups.items():
        plain[name] = plain_of(members[0]) if len(members) == 1 else [plain_of(member) for member in members]
    return plain


def _attributes(element: Any) -> dict[str, Any]:
    pairs = element.items()
    return {f"@{local(key)}": value for key, value in pairs if not key.startswith(_INSTANCE)} if pairs else {}


def is_mixed(element: Any) -> bool:
    """Whether text stands between the child elements."""
    text = element.text
    if text and not text.isspace():
        return True
    for child in element:
        text = child.tail
        if text and not text.isspace():
            return True
    return False


def _is_singular(child: str, parent: str) -> bool:
    """Whether a list of the parent's name has members of the child's: materials, material; 申请材料, 材料."""
    if child in _ITEMS or child == parent:
        return True
    singulars = {parent, *(parent[: -len(end)] + new for end, new in _PLURALS if parent.endswith(end))}
    return any(singular.endswith(child) for singular in singulars)


def as_records(plain: Any) -> tuple[bool, Any]:
    """Whether the root was put under `records`, and what it is then."""
    if plain is None:
        return True, {"records": []}
    if isinstance(plain, list):
        return True, {"records": plain}
    if isinstance(plain, Mapping) and len(plain) == 1:
        only = next(iter(plain.values()))
        if isinstance(only, Mapping) and len(only) > 1:
            return True, {"records": [only]}
    return False, plain
