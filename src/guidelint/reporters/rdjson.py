"""Reviewdog's diagnostic format (`rdjson`), by which findings become review comments anywhere.

Columns are counted in bytes of UTF-8 from 1 and ends are exclusive (reviewdog.proto, Position and Range).
"""

from __future__ import annotations

from typing import Any

from guidelint.finding import Edit, Finding, Severity
from guidelint.location import Region
from guidelint.report import Report
from guidelint.reporters.json_text import escape_unsafe, spread
from guidelint.reporters.options import Options
from guidelint.reporters.visible import visible
from guidelint.reporters.words import WORDS, Words

_Json = dict[str, Any]

SEVERITY: dict[Severity, str] = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}
"""Our severities in reviewdog's words."""


def render(report: Report, options: Options) -> str:
    """One object with a diagnostic a line; options change nothing."""
    words = WORDS[report.language]
    diagnostics = [_diagnostic(finding, words) for finding in report.findings]
    return escape_unsafe(spread({"source": {"name": "guidelint"}, "diagnostics": diagnostics})) + "\n"


def _diagnostic(finding: Finding, words: Words) -> _Json:
    diagnostic: _Json = {
        "message": _message(finding, words),
        "location": {"path": finding.location.source} | _range(finding.location.region, finding.snippet),
        "severity": SEVERITY[finding.severity],
        "code": {"value": finding.rule},
    }
    suggestions = _suggestions(finding)
    return diagnostic | {"suggestions": suggestions} if suggestions else diagnostic


def _message(finding: Finding, words: Words) -> str:
    cell = finding.location.region.cell
    text = (f"[{cell}] " if cell else "") + (finding.message or finding.rule)
    if finding.advice:
        text += f"\n{words.advice}{finding.advice}"
    return visible(text, keep="\n\t")


def _range(region: Region, line: str) -> _Json:
    """No range in a workbook, which has no lines; no end on a line whose text is not at hand."""
    if region.cell is not None:
        return {}
    bounds = {"start": _position(region.line, region.column, line)}
    if region.line == region.end_line and len(line) >= region.end_column - 1:
        bounds["end"] = _position(region.line, region.end_column, line)
    return {"range": bounds}


def _position(number: int, column: int, line: str) -> dict[str, int]:
    """The column is left out where the line is too short to hold it."""
    if column - 1 > len(line):
        return {"line": number}
    return {"line": number, "column": len(line[: column - 1].encode("utf-8", "surrogatepass")) + 1}


def _suggestions(finding: Finding) -> list[_Json]:
    """The edits of the fix as one replacement, since reviewdog offers each suggestion by itself.

    Edits count from the start of the source and a finding knows the text of its own line alone: only in
    the first line is it certain where they fall. In all others nothing is suggested rather than a guess.
    """
    line, region = finding.snippet, finding.location.region
    if finding.fix is None or region.cell is not None or region.line != 1:
        return []
    edits = sorted(finding.fix.edits)
    if not edits or edits[-1].end > len(line) or not _apart(edits):
        return []
    start, end = edits[0].start, edits[-1].end
    bounds = {"start": _position(1, start + 1, line), "end": _position(1, end + 1, line)}
    return [{"range": bounds, "text": _replaced(line, edits)}]


def _apart(edits: list[Edit]) -> bool:
    return all(one.end <= other.start for one, other in zip(edits, edits[1:], strict=False))


def _replaced(line: str, edits: list[Edit]) -> str:
    """What stands between the first and the last edited place, once all are done."""
    text, done = "", edits[0].start
    for edit in edits:
        text += line[done : edit.start] + edit.text
        done = edit.end
    return text
