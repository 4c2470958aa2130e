"""Counts of findings by a key and by severity, for the tables of summaries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from guidelint.assess.attribution import WHOLE, displayed_body, is_set_fingerprint
from guidelint.finding import SEVERITIES, Finding
from guidelint.lean.tuples import NamedTuple
from guidelint.report import Report

Row = tuple[str, list[int]]
"""A label and the counts: total, then one for each severity, grave first."""


def count_by(report: Report, key: Callable[[Finding], str]) -> list[Row]:
    """Rows by this key, most findings first, ties by name."""
    pairs = Counter((key(finding), finding.severity) for finding in report.findings)
    rows = {name: [pairs[name, severity] for severity in SEVERITIES] for name, _ in pairs}
    counted: list[Row] = [(name, [sum(row), *row]) for name, row in rows.items()]
    return sorted(counted, key=lambda row: (-row[1][0], row[0]))


class Named(NamedTuple):
    """What a finding concerns: authority as displayed, code and name of the guide; empty if unknown."""

    body: str
    code: str
    name: str


def named(finding: Finding, report: Report) -> Named:
    """What a finding concerns; of the whole set no guide, although it is located at the first one."""
    record = finding.record
    if concerns_set(finding):
        return Named(WHOLE[report.language], "", "")
    if record is None:
        return Named("", "", "")
    body = displayed_body(record.authority, report.assessment.aliases)
    return Named(body, record.code or "", record.name or "")


def body_of(finding: Finding, report: Report) -> str:
    """The authority that a finding concerns, or the name of the whole set; empty if unknown."""
    return named(finding, report).body


def concerns_set(finding: Finding) -> bool:
    """Whether a finding concerns the whole set."""
    return is_set_fingerprint(finding.rule, finding.fingerprint)


def count_bodies(report: Report) -> list[Row]:
    """Rows by authority, most findings first; before them the whole set, if it has findings."""
    rows = count_by(report, lambda finding: body_of(finding, report))
    return sorted(rows, key=lambda row: row[0] != WHOLE[report.language])
