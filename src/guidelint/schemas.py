"""JSON Schemas of the files that people write and read: rule, record, config, report and dialect."""

from __future__ import annotations

from inspect import getdoc
from typing import Any

from guidelint.finding import SEVERITIES
from guidelint.rule.model import PROFILES
from guidelint.vocabulary import RECORD, Field

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TEXT = {"type": ["string", "number", "boolean", "null"]}


def schema(name: str) -> dict[str, Any]:
    """The schema of a name of the contract: rule, record, config, report or dialect."""
    makers = {"record": _record, "report": _report, "rule": _rule, "config": _config, "dialect": _dialect}
    made = makers[name]()
    made.pop("title", None)
    return {"$schema": _DRAFT, "title": f"guidelint {name}", **made}


def _record() -> dict[str, Any]:
    record = {"type": "object", "properties": {field.name: _field(field) for field in RECORD}}
    return {
        "oneOf": [
            {**record, "not": {"required": ["records"]}},
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


def _of_kind(kind: str, shape: Any) -> dict[str, Any]:
    """The schema of a check or a fix, which a rule file names by its kind."""
    made = _of(shape)
    made["properties"] = {"kind": {"const": kind}, **made.get("properties", {})}
    made["required"] = ["kind", *made.get("required", [])]
    return made


def _rule() -> dict[str, Any]:
    from guidelint.checks import check_class
    from guidelint.checks.kinds import CHECKS
    from guidelint.fixes import FIXES
    from guidelint.rule.schema import RuleFile

    made = _of(RuleFile)
    definitions = made.setdefault("$defs", {})
    for kind in sorted(CHECKS):
        shape = _of_kind(kind, check_class(kind))
        definitions.update(shape.pop("$defs", {}))
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
    made["properties"]["fix"] = {"anyOf": [_of_kind(kind, fix) for kind, fix in FIXES.items()]}
    return made


def _config() -> dict[str, Any]:
    from guidelint.config.settings import Config

    made = _of(Config)
    of_override = made["$defs"]["Override"]["properties"]
    several = of_override["authority"]
    of_override["authority"] = {**several, "type": ["string", several["type"]]}
    return made


def _dialect() -> dict[str, Any]:
    from guidelint.dialects.load import DialectFile
    from guidelint.dialects.model import Dialect

    made = _of(DialectFile)
    made["description"] = f"{getdoc(DialectFile)}\n\n{getdoc(Dialect)}"
    made["$defs"]["FieldSource"] = _field_source()
    made["properties"]["fields"] = {"type": "object", "additionalProperties": _SOURCE}
    return made


def _field_source() -> dict[str, Any]:
    """A column, several, or a mapping of what `FieldSource` says."""
    from guidelint.dialects.model import LISTS, TEXTS, FieldSource

    shapes = {**dict.fromkeys(LISTS, _NAMES), **dict.fromkeys(TEXTS, _STRING), "otherwise": _SOURCE}
    shapes["fields"] = {"type": "object", "additionalProperties": _SOURCE}
    shapes["where"] = {"type": "object", "additionalProperties": _NAMES}
    whole = {**_object(shapes, tuple(shapes)), "additionalProperties": False}
    return {"description": getdoc(FieldSource), "anyOf": [*_NAMES["anyOf"], whole]}


_STRING, _NUMBER = {"type": "string"}, {"type": "integer"}
_MAYBE = {"type": ["string", "null"]}
_FLAG = {"type": "boolean"}
_NAMES: dict[str, Any] = {"anyOf": [_STRING, {"type": "array", "items": _STRING}]}
_SOURCE = {"$ref": "#/$defs/FieldSource"}


def _object(properties: dict[str, Any], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    """A mapping that has all of these keys, save the optional ones."""
    required = [name for name in properties if name not in optional]
    return {"type": "object", "required": required, "properties": properties}


def _list(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


def _or_null(shape: dict[str, Any]) -> dict[str, Any]:
    return {**shape, "type": [shape["type"], "null"]}


def _report() -> dict[str, Any]:
    return _object(
        {
            "version": {"const": 1},
            "tool": _tool(),
            "summary": _summary(),
            "partial": _object(
                {"changed_since": _STRING, "interrupted": _FLAG}, ("changed_since", "interrupted")
            ),
            "findings": _list(_finding()),
            "baselined": _list(_accepted()),
            "not_checked": _list(_object(dict.fromkeys(("rule", "source", "reason"), _STRING))),
            "ladder": _profile_tally(),
            "tally": _tally(),
            "matters": _list(_STRING),
        },
        optional=("partial", "baselined", "ladder", "matters"),
    )


def _tool() -> dict[str, Any]:
    """The program, and the rules that a run evaluated."""
    names = dict.fromkeys(("name", "version", "rules_hash", "as_of"), _STRING)
    return _object({**names, "asked": _list(_STRING)}, ("asked",))


def _summary() -> dict[str, Any]:
    counts = _object(dict.fromkeys(SEVERITIES, _NUMBER))
    others = dict.fromkeys(("suppressed", "baselined", "not_checked"), _NUMBER)
    return _object({"records": _NUMBER, "sources": _NUMBER, "findings": counts, **others})


def _finding() -> dict[str, Any]:
    return _object(
        {
            "rule": _STRING,
            "severity": {"enum": list(SEVERITIES)},
            **dict.fromkeys(("message", "advice", "path"), _STRING),
            "record": _or_null(_record_ref()),
            "location": _location(),
            "fingerprint": _STRING,
            "fix": _or_null(_fix()),
            "basis": _list(_object({"document": _MAYBE, "clause": _MAYBE, "reason": _STRING}, ("reason",))),
            "related": _list(_related()),
        },
        optional=("related",),
    )


def _accepted() -> dict[str, Any]:
    """A finding of the baseline in short."""
    place = {"record": _or_null(_record_ref()), "location": _location()}
    return _object({"rule": _STRING, "path": _STRING, **place, "fingerprint": _STRING})


def _record_ref() -> dict[str, Any]:
    return _object({**dict.fromkeys(("code", "name", "authority"), _MAYBE), "index": _NUMBER})


def _location() -> dict[str, Any]:
    numbers = dict.fromkeys(("line", "column", "end_line", "end_column"), _NUMBER)
    return _object({"source": _STRING, **numbers, "cell": _MAYBE, "xpath": _MAYBE})


def _fix() -> dict[str, Any]:
    """Offsets are code points of the location's file without its byte order mark; with a cell, of that cell's text."""
    edit = _object({"start": _NUMBER, "end": _NUMBER, "text": _STRING, "cell": _STRING}, ("cell",))
    return _object({"description": _STRING, "safe": _FLAG, "edits": _list(edit)})


def _related() -> dict[str, Any]:
    """Another place of a finding; one of a whole set may have no path or no location."""
    place = {"record": _or_null(_record_ref()), "location": _or_null(_location())}
    return _object({"path": _STRING, **place, "message": _STRING})


def _profile_tally() -> dict[str, Any]:
    """How many guides hold which profile, by body and in all, and the guides that fell."""
    level = {"enum": [*PROFILES, None]}
    held = _object(dict.fromkeys(("none", *PROFILES), _NUMBER))
    share = {"type": ["number", "null"]}
    row = _object(
        {
            **{"name": _STRING, "guides": _NUMBER, "fields": _NUMBER, "holds": level, "held": held},
            "score": share,
            "interval": {"type": ["array", "null"], "items": share, "minItems": 2, "maxItems": 2},
        }
    )
    guide = _object({"source": _STRING, "record": _record_ref(), "holds": level})
    return _object({"by_authority": _list(row), "total": row, "guides": _list(guide)})


def _tally() -> dict[str, Any]:
    """The sums of the assessment as `assess.tally.to_plain` writes them; fractions of days are text."""
    days = {**_STRING, "pattern": r"^-?\d+(/\d+)?$"}
    levels = {**_list(_NUMBER), "minItems": 5, "maxItems": 5}
    row = {"type": "array", "prefixItems": [levels, _NUMBER, days, days, days], "minItems": 5, "maxItems": 5}
    rows = {"type": "object", "additionalProperties": row}
    counts = {**_list(_NUMBER), "minItems": 3, "maxItems": 3}
    return _object(
        {
            "rows": {"type": "object", "properties": {"authority": rows, "region": rows}},
            "excluded": {"type": "object", "additionalProperties": _NUMBER},
            "rates": {"type": "object", "additionalProperties": counts},
            "regions": {"type": "object", "additionalProperties": _STRING},
            "unread": _list(_STRING),
        },
        optional=("regions", "unread"),
    )
