"""Builds findings and reports for tests, with defaults for everything a test does not specify."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from guidelint.finding import Basis, Finding, Location, RecordRef
from guidelint.location import Region
from guidelint.report import Report

ID_CARD = RecordRef("A1", "身份证办理", "市公安局", 0)


def a_finding(
    rule: str = "materials.source-missing",
    source: str = "guides/a.yaml",
    region: tuple[Any, ...] = (3, 5, 3, 9),
    **fields: Any,
) -> Finding:
    """A finding on `name` in lines like ` - name: 户口簿`, by default."""
    defaults: dict[str, Any] = {
        "severity": "error",
        "message": "材料“户口簿”没有来源渠道",
        "advice": "填写来源渠道",
        "path": "$.materials[0].source",
        "record": ID_CARD,
        "fingerprint": "f1",
        "basis": (Basis("GB/T 39554.1-2020", "表 5"),),
        "snippet": "  - name: 户口簿",
    }
    return Finding(rule=rule, location=Location(source, Region(*region)), **(defaults | fields))


def a_report(*findings: Finding, **fields: Any) -> Report:
    """A report of these findings in one source of two guides."""
    defaults: dict[str, Any] = {"records": 2, "sources": 1, "rules_hash": "h", "version": "0.1.0"}
    return Report(findings=findings, **(defaults | fields))


def days_in(content: bytes) -> set[str]:
    """The days that an Office file states, of its parts and in its properties."""
    with ZipFile(BytesIO(content)) as archive:
        parts = {"{}-{:02}-{:02}".format(*entry.date_time) for entry in archive.infolist()}
        return parts | set(re.findall(r">(\d{4}-\d\d-\d\d)T", archive.read("docProps/core.xml").decode()))
