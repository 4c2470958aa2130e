"""GitHub Actions workflow commands, shown as annotations on the lines of a pull request.

Escaping is that of GitHub's own toolkit (`@actions/core`): `%`, CR and LF in the data, also `:` and `,` in
properties. GitHub shows 10 annotations of a kind per step and 50 per job.
"""

from __future__ import annotations

from guidelint.finding import Finding, Severity
from guidelint.report import Report
from guidelint.reporters.options import Options
from guidelint.reporters.visible import visible
from guidelint.reporters.words import WORDS, Words

_JOB_CAP = 50
_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}


def render(report: Report, options: Options) -> str:
    """One command per line, gravest first; beyond the limit a `::notice::` says how many are left out.

    That notice comes before the other notices: GitHub would not show it as the eleventh of its kind.
    """
    words = WORDS[report.language]
    findings = sorted(report.findings, key=lambda finding: finding.severity_rank)
    shown = findings if len(findings) <= _JOB_CAP else findings[: _JOB_CAP - 1]
    lines = [_command(finding, words) for finding in shown]
    if len(shown) < len(findings):
        count = len(findings) - len(shown)
        notice = words.not_shown.format(total=len(findings), count=count)
        place = sum(finding.severity != "info" for finding in shown)
        lines.insert(place, "::notice::" + _data(notice))
    return "".join(line + "\n" for line in lines)


def _command(finding: Finding, words: Words) -> str:
    cell = finding.location.region.cell
    text = (f"[{cell}] " if cell else "") + finding.message
    if finding.advice:
        text += f"\n{words.advice}{finding.advice}"
    written = ",".join(f"{name}={_property(value)}" for name, value in _properties(finding).items())
    return f"::{_COMMANDS[finding.severity]} {written}::{_data(text)}"


def _properties(finding: Finding) -> dict[str, str]:
    """Columns only within one line, as GitHub requires; no lines for a workbook."""
    region = finding.location.region
    properties = {"title": finding.rule, "file": finding.location.source}
    if region.cell is None:
        properties |= {"line": str(region.line), "endLine": str(region.end_line)}
        if region.line == region.end_line:
            properties |= {"col": str(region.column), "endColumn": str(region.end_column)}
    return properties


def _data(text: str) -> str:
    shown = visible(text, keep="\r\n\t")
    return shown.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
