"""JSON Schemas of what people write and read: rule, record, config, report and dialect."""

from __future__ import annotations

from typing import Any

from guidelint.vocabulary import RECORD, Field

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TEXT = {"type": ["string", "number", "boolean", "null"]}


def schema(name: str) -> dict[str, Any]:
    """The schema of a name of the contract: rule, record, config, report or dialect."""
    made = {"record": _record, "report": _report, "rule": _rule, "config": _config, "dialect": _dialect}[
        name
    ]()
    made.pop("title", None)
    return {"$schema": _DRAFT, "title": f"guidelint {name}", **made}


def _record() -> dict[str, Any]:
    record = {"type": "object", "properties": {field.name: _field(field) for field in RECORD}}
    return {
        "oneOf": [
            record,
            {"type": "array", "items": record},
            {
                "type": "object",
                "required": ["records"],
                "properties": {"records": {"type": "array", "items": record}},
            },
        ]
    }


def _field(field: Field) -> dict[str, Any]:
    if field.kind == "any":
        return {"description": field.label}
    if field.kind == "texts":
        return {"description": field.label, "anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
    if field.kind == "limit":
        parts = {"type": "object", "properties": {part: _TEXT for part in ("value", "unit", "note")}}
        return {"description": field.label, "anyOf": [_TEXT, {**parts, "additionalProperties": False}]}
    if field.kind == "items":
        item = {"type": "object", "properties": {child.name: _field(child) for child in field.fields}}
        return {
            "description": field.label,
            "anyOf": [_TEXT, {"type": "array", "items": {"anyOf": [_TEXT, item]}}],
        }
    values = f"（{'、'.join(field.values)}）" if field.values else ""
    return {"description": field.label + values, **_TEXT}


def _of(shape: Any) -> dict[str, Any]:
    from pydantic import TypeAdapter

    made: dict[str, Any] = TypeAdapter(shape).json_schema()
    return made


def _rule() -> dict[str, Any]:
    from guidelint.checks import CHECKS, check_class
    from guidelint.rule_file import RuleFile

    made = _of(RuleFile)
    definitions = made.setdefault("$defs", {})
    for kind in sorted(CHECKS):
        shape = _of(check_class(kind))
        definitions.update(shape.pop("$defs", {}))
        shape["properties"] = {"kind": {"const": kind}, **shape.get("properties", {})}
        shape["required"] = ["kind", *shape.get("required", [])]
        definitions[f"check_{kind}"] = shape
    refs = [{"$ref": f"#/$defs/check_{kind}"} for kind in sorted(CHECKS)]
    test = {"$ref": "#/$defs/test"}
    definitions["test"] = {
        "anyOf": [
            *(
                {"type": "object", "required": [name], "properties": {name: {"type": "array", "items": test}}}
                for name in ("all_of", "any_of")
            ),
            {"type": "object", "required": ["not"], "properties": {"not": test}},
            *refs,
        ]
    }
    made["properties"]["check"] = test
    made["properties"]["when"] = test
    made["properties"]["fix"] = _fixes()
    return made


def _fixes() -> dict[str, Any]:
    from guidelint.fixes import FIXES

    shapes = []
    for kind, fix in FIXES.items():
        shape = _of(fix)
        shape["properties"] = {"kind": {"const": kind}, **shape["properties"]}
        shape["required"] = ["kind", *shape["required"]]
        shapes.append(shape)
    return {"anyOf": shapes}


def _config() -> dict[str, Any]:
    from guidelint.config import Config

    return _of(Config)


def _dialect() -> dict[str, Any]:
    from guidelint.dialects.load import DialectFile

    return _of(DialectFile)


def _report() -> dict[str, Any]:
    text, number = {"type": "string"}, {"type": "integer"}
    maybe = {"type": ["string", "null"]}
    basis = {"type": "object", "properties": {"document": maybe, "clause": maybe, "reason": text}}
    record = {
        "type": ["object", "null"],
        "properties": {**dict.fromkeys(("code", "name", "authority"), maybe), "index": number},
    }
    location = {
        "type": "object",
        "required": ["source", "line", "column", "end_line", "end_column", "cell", "xpath"],
        "properties": {
            "source": text,
            **dict.fromkeys(("line", "column", "end_line", "end_column"), number),
            "cell": maybe,
            "xpath": maybe,
        },
    }
    finding = {
        "type": "object",
        "required": [
            "rule",
            "severity",
            "message",
            "advice",
            "path",
            "record",
            "location",
            "fingerprint",
            "fix",
            "basis",
        ],
        "properties": {
            **dict.fromkeys(("rule", "message", "advice", "path", "fingerprint"), text),
            "severity": {"enum": ["error", "warning", "info"]},
            "record": record,
            "location": location,
            "basis": {"type": "array", "items": basis},
        },
    }
    accepted = {
        "type": "object",
        "required": ["rule", "path", "record", "location", "fingerprint"],
        "properties": {
            **dict.fromkeys(("rule", "path", "fingerprint"), text),
            "record": record,
            "location": location,
        },
    }
    not_checked = {"type": "object", "properties": dict.fromkeys(("rule", "source", "reason"), text)}
    return {
        "type": "object",
        "required": ["version", "tool", "summary", "findings", "not_checked", "tally"],
        "properties": {
            "version": {"const": 1},
            "tool": {
                "type": "object",
                "properties": dict.fromkeys(("name", "version", "rules_hash", "as_of"), text),
            },
            "summary": {"type": "object"},
            "findings": {"type": "array", "items": finding},
            "baselined": {"type": "array", "items": accepted},
            "not_checked": {"type": "array", "items": not_checked},
            "ladder": {"type": "object"},
            "tally": _tally(),
        },
    }


def _tally() -> dict[str, Any]:
    """The sums of the assessment as `assess.tally.to_plain` writes them; fractions of days are text."""
    number, days = {"type": "integer"}, {"type": "string", "pattern": r"^-?\d+(/\d+)?$"}
    levels = {"type": "array", "items": number, "minItems": 5, "maxItems": 5}
    row = {"type": "array", "prefixItems": [levels, number, days, days, days], "minItems": 5, "maxItems": 5}
    rows = {"type": "object", "additionalProperties": row}
    counts = {"type": "array", "items": number, "minItems": 3, "maxItems": 3}
    return {
        "type": "object",
        "required": ["rows", "excluded", "rates"],
        "properties": {
            "rows": {"type": "object", "properties": {"authority": rows, "region": rows}},
            "excluded": {"type": "object", "additionalProperties": number},
            "rates": {"type": "object", "additionalProperties": counts},
            "unread": {"type": "array", "items": {"type": "string"}},
        },
    }
