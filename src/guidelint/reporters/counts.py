"""Findings counted by a key and by severity, for the tables of summaries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from guidelint.finding import SEVERITIES, Finding
from guidelint.report import Report

Row = tuple[str, list[int]]
"""A label and the counts: total, then one for each severity, grave first."""


def count_by(report: Report, key: Callable[[Finding], str]) -> list[Row]:
    """Rows by this key, most findings first, equals by name."""
    pairs = Counter((key(finding), finding.severity) for finding in report.findings)
    rows = {name: [pairs[name, severity] for severity in SEVERITIES] for name, _ in pairs}
    counted: list[Row] = [(name, [sum(row), *row]) for name, row in rows.items()]
    return sorted(counted, key=lambda row: (-row[1][0], row[0]))


def authority_of(finding: Finding) -> str:
    """The body a finding concerns; empty where none is known."""
    return (finding.record and finding.record.authority) or ""
