"""The thirty rules as JSON Schema, one member of `allOf` each, so that the location of an error identifies
its rule.
"""

from __future__ import annotations

from typing import Any

from shared_rules import SHARED, Shared

Schema = dict[str, Any]


def json_schema() -> Schema:
    """All thirty rules; member n of `allOf` is rule n."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "type": "object",
        "allOf": [rule_schema(each) for each in SHARED],
    }


def rule_schema(shared: Shared) -> Schema:
    """One rule; an alternative is written so that the error names the first of both fields."""
    schema = _test(shared)
    if shared.when is not None:
        name, values = shared.when
        is_so = {"properties": {name: {"enum": list(values)}}, "required": [name]}
        schema = {"if": is_so, "then": schema}
    if shared.items:
        schema = {"properties": {shared.items: {"items": schema}}}
    return schema


def _test(shared: Shared) -> Schema:
    if shared.kind == "required":
        return {"required": [shared.field]}
    if shared.kind == "any":
        return {"if": {"required": [shared.extra[0]]}, "else": {"required": [shared.field]}}
    if shared.kind == "enum":
        return {"properties": {shared.field: {"enum": list(shared.extra)}}}
    return {"properties": {shared.field: {"pattern": shared.extra[0]}}}


def rule_at(schema_path: Any) -> str:
    """The rule of an error, from its path into `json_schema` (allOf, n, …)."""
    parts = list(schema_path)
    return SHARED[int(parts[parts.index("allOf") + 1])].rule


def rule_of(items: str, field: str, requires: bool) -> str:
    """The rule of an error that only states its location and which field is missing or wrong."""
    for each in SHARED:
        if (each.items, each.field) == (items, field) and (each.kind in ("required", "any")) == requires:
            return each.rule
    raise LookupError((items, field, requires))
