"""GitLab's Code Quality report: a JSON array of issues, shown in merge requests next to the changed lines.

GitLab has five severities. An error is `major`, a warning `minor`, info `info`; `critical` and `blocker` are
left to tools that report outages and vulnerabilities.
"""

from __future__ import annotations

from posixpath import normpath
from typing import Any

from guidelint.finding import Finding, Severity
from guidelint.report import Language, Report
from guidelint.reporters.distinct import distinct
from guidelint.reporters.json_text import array, escape_unsafe
from guidelint.reporters.options import Options
from guidelint.reporters.sarif.text import joined
from guidelint.reporters.visible import visible

SEVERITY: dict[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}
"""Our severities in GitLab's words."""


def render(report: Report, options: Options) -> str:
    """One issue per line, without a byte order mark, which GitLab rejects. Options have no effect."""
    marks = distinct(finding.fingerprint for finding in report.findings)
    issues = (
        _issue(finding, mark, report.language) for finding, mark in zip(report.findings, marks, strict=True)
    )
    return escape_unsafe(array(issues)) + "\n"


def _issue(finding: Finding, fingerprint: str, language: Language) -> dict[str, Any]:
    """Paths are relative to the repository, without `./`, so the tool must run at its root."""
    region = finding.location.region
    cell = f"[{region.cell}] " if region.cell else ""
    return {
        "description": visible(cell + joined(language, finding.message or finding.rule, finding.advice)),
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": SEVERITY[finding.severity],
        "location": {"path": normpath(finding.location.source), "lines": {"begin": region.line}},
    }
