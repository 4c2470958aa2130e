"""The thirty rules as a ruleset of Spectral (npm @stoplight/spectral-cli), and the parsing of its report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from shared_rules import SHARED, Shared
from shared_schema import rule_schema


def ruleset() -> str:
    """The ruleset, which is JSON."""
    return json.dumps({"rules": {each.rule: _rule(each) for each in SHARED}}, ensure_ascii=False)


def _rule(shared: Shared) -> dict[str, Any]:
    told = {"given": "$", "severity": "error", "message": shared.rule}
    if shared.when and not shared.items:  # there is no filter on the guide itself
        return told | {"then": {"function": "schema", "functionOptions": {"schema": rule_schema(shared)}}}
    return told | {"given": _given(shared), "then": {"field": shared.field, **_function(shared)}}


def _given(shared: Shared) -> str:
    """The JSONPath of a rule: the guide, or the list elements that meet its condition."""
    if not shared.items:
        return "$"
    tests = []
    if shared.when:
        name, values = shared.when
        tests.append("(" + " || ".join(f"@.{name} == '{value}'" for value in values) + ")")
    if shared.kind == "any":
        tests.append(f"!@.{shared.extra[0]}")
    return f"$.{shared.items}[?({' && '.join(tests)})]" if tests else f"$.{shared.items}[*]"


def _function(shared: Shared) -> dict[str, Any]:
    if shared.kind == "enum":
        return {"function": "enumeration", "functionOptions": {"values": list(shared.extra)}}
    if shared.kind == "pattern":
        return {"function": "pattern", "functionOptions": {"match": shared.extra[0]}}
    return {"function": "truthy"}


def command(program: Path, rules: Path, source: Path, report: Path) -> list[str]:
    """Lint a folder (or one file) and write a JSON report."""
    files = f"{source}/*.yaml" if source.is_dir() else str(source)
    return [str(program), "lint", "-r", str(rules), "-f", "json", "-o", str(report), "--quiet", files]


def found(report: Path) -> set[tuple[int, str]]:
    """(number of the guide, rule) of everything in a report."""
    return {(int(Path(each["source"]).stem), each["code"]) for each in json.loads(report.read_text("utf-8"))}
