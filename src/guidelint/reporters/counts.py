"""Findings counted by a key and by severity, for the tables of summaries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from guidelint.assess.whose import WHOLE, is_of_the_set, shown_body
from guidelint.finding import SEVERITIES, Finding
from guidelint.report import Report
from guidelint.tuples import NamedTuple

Row = tuple[str, list[int]]
"""A label and the counts: total, then one for each severity, grave first."""


def count_by(report: Report, key: Callable[[Finding], str]) -> list[Row]:
    """Rows by this key, most findings first, equals by name."""
    pairs = Counter((key(finding), finding.severity) for finding in report.findings)
    rows = {name: [pairs[name, severity] for severity in SEVERITIES] for name, _ in pairs}
    counted: list[Row] = [(name, [sum(row), *row]) for name, row in rows.items()]
    return sorted(counted, key=lambda row: (-row[1][0], row[0]))


class Named(NamedTuple):
    """Whom and what a finding concerns: the body as it is shown, code and name of the guide; empty where unknown."""

    body: str
    code: str
    name: str


def named(finding: Finding, report: Report) -> Named:
    """What a finding concerns; one on the whole set no guide, though it stands at the first, and no single body."""
    record = finding.record
    if of_whole(finding):
        return Named(WHOLE[report.language], "", "")
    if record is None:
        return Named("", "", "")
    body = shown_body(record.authority, report.assessment.aliases)
    return Named(body, record.code or "", record.name or "")


def body_of(finding: Finding, report: Report) -> str:
    """The body a finding concerns, or what the whole set is called; empty where none is known."""
    return named(finding, report).body


def of_whole(finding: Finding) -> bool:
    """Whether a finding speaks of the whole set."""
    return is_of_the_set(finding.rule, finding.fingerprint)


def count_bodies(report: Report) -> list[Row]:
    """Rows by body, most findings first; before them, where it has any, the whole set, which is none of them."""
    rows = count_by(report, lambda finding: body_of(finding, report))
    return sorted(rows, key=lambda row: row[0] != WHOLE[report.language])
