"""The JSON report conforms to its schema, and the schema names everything in the report."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from report_factory import a_finding, a_report

from guidelint.cli import main
from guidelint.finding import Basis, Edit, Fix, Location, NotChecked, Related
from guidelint.location import Region
from guidelint.reporters.json_report import report_value
from guidelint.schemas import schema

TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}


def mistakes(value: Any, shape: dict[str, Any], path: str = "$") -> Iterator[str]:
    """Where a value is not as a schema says, of what the report's schema uses; unknown keys are mistakes."""
    kinds = shape.get("type", list(TYPES))
    if not any(isinstance(value, TYPES[kind]) for kind in ([kinds] if isinstance(kinds, str) else kinds)):
        yield f"{path}: {value!r} is no {kinds}"
        return
    if value != shape.get("const", value) or value not in shape.get("enum", [value]):
        yield f"{path}: {value!r}"
    if isinstance(value, str) and not re.search(shape.get("pattern", ""), value):
        yield f"{path}: {value!r}"
    if isinstance(value, dict):
        yield from of_keys(value, shape, path)
    if isinstance(value, list):
        if not shape.get("minItems", 0) <= len(value) <= shape.get("maxItems", len(value)):
            yield f"{path}: {len(value)} items"
        first = shape.get("prefixItems", [])
        for number, item in enumerate(value):
            of_item = first[number] if number < len(first) else shape.get("items", {})
            yield from mistakes(item, of_item, f"{path}[{number}]")


def of_keys(value: dict[str, Any], shape: dict[str, Any], path: str) -> Iterator[str]:
    known, others = shape.get("properties", {}), shape.get("additionalProperties")
    yield from (f"{path}: lacks {name}" for name in shape.get("required", []) if name not in value)
    for name, item in value.items():
        if name not in known and others is None:
            yield f"{path}: {name} is not described"
        else:
            yield from mistakes(item, known.get(name, others), f"{path}.{name}")


@pytest.mark.parametrize("folder", ["huarong", "catalogue"])
def test_the_report_of_a_run_is_as_the_schema_says(folder: str, tmp_path: Path) -> None:
    out = tmp_path / "report.json"
    config = f"fixtures/{folder}/guidelint.yaml"
    options = ["--profile", "strict", "--as-of", "2026-11-23", "--fail-on", "never", "-o", f"json={out}"]
    assert main(["check", f"fixtures/{folder}", "--config", config, *options]) == 0
    assert list(mistakes(json.loads(out.read_text("utf-8")), schema("report"))) == []


def test_what_few_reports_have_is_described_too() -> None:
    finding = a_finding()
    cell = Region(3, 2, 3, 2, "事项!B3")
    rich = finding._replace(
        record=None,
        location=Location("a.xlsx", cell),
        fix=Fix("说明", True, (Edit(0, 1, "口", cell), Edit(0, 1, ""))),
        basis=(Basis(None, reason="理由"), Basis("文件", "条款", "引文")),
        related=(
            Related("$", finding.record, None, "又一处"),
            Related("$.name", finding.record, finding.location, ""),
        ),
    )
    report = a_report(finding, rich, baselined=(rich,), not_checked=(NotChecked("*", "a.csv", "没有这一列"),))
    assert list(mistakes(json.loads(json.dumps(report_value(report))), schema("report"))) == []


def test_a_report_that_is_not_so_is_told() -> None:
    value = report_value(a_report(a_finding()))
    value["findings"][0] |= {"fix": "none", "basis": [{"document": 1, "clause": None}], "else": 1}
    del value["summary"]["records"]
    said = list(mistakes(value, schema("report")))
    assert [told.partition(":")[0] for told in said] == [
        "$.summary",
        "$.findings[0].fix",
        "$.findings[0].basis[0].document",
        "$.findings[0]",
    ]
