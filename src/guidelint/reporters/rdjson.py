"""Reviewdog's diagnostic format (`rdjson`), from which it makes review comments on many platforms.

Columns are counted in bytes of UTF-8 from 1 and ends are exclusive (reviewdog.proto, Position and Range).
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from guidelint.finding import Edit, Finding, Severity
from guidelint.lean.tuples import NamedTuple
from guidelint.location import Region
from guidelint.report import Report
from guidelint.reporters.json_text import escape_unsafe, spread
from guidelint.reporters.options import Options
from guidelint.reporters.visible import visible
from guidelint.reporters.words import WORDS, Words

_Json = dict[str, Any]


class _Span(NamedTuple):
    """A span of a line, with offsets from 0, and its replacement."""

    start: int
    end: int
    text: str


_OUTSIDE = _Span(-1, -1, "")

SEVERITY: dict[Severity, str] = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}
"""Our severities in reviewdog's words."""


def render(report: Report, options: Options) -> str:
    """One object with a diagnostic per line; options have no effect."""
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
    """No range in a workbook, which has no lines; no end on a line whose text is not available."""
    if region.cell is not None:
        return {}
    bounds = {"start": _position(region.line, region.column, line)}
    if region.line == region.end_line and len(line) >= region.end_column - 1:
        bounds["end"] = _position(region.line, region.end_column, line)
    return {"range": bounds}


def _position(number: int, column: int, line: str) -> dict[str, int]:
    """The column is omitted if the line is too short for it."""
    if column - 1 > len(line):
        return {"line": number}
    return {"line": number, "column": len(line[: column - 1].encode("utf-8", "surrogatepass")) + 1}


def _suggestions(finding: Finding) -> list[_Json]:
    """The edits of a fix as a single replacement, since reviewdog offers each suggestion separately.

    A finding only has the text of its own line: a fix that reaches beyond it is left out.
    """
    spans = sorted(_span(edit, finding) for edit in finding.fix.edits) if finding.fix else []
    if not spans or _OUTSIDE in spans or any(one.end > other.start for one, other in pairwise(spans)):
        return []
    number, line = finding.location.region.line, finding.snippet
    start, end = spans[0].start, spans[-1].end
    bounds = {"start": _position(number, start + 1, line), "end": _position(number, end + 1, line)}
    return [{"range": bounds, "text": _replaced(line, spans)}]


def _span(edit: Edit, finding: Finding) -> _Span:
    """The span of an edit in the line of the finding."""
    region, line = edit.region, finding.location.region.line
    if region is None or region.cell is not None or (region.line, region.end_line) != (line, line):
        return _OUTSIDE
    span = _Span(region.column - 1, region.end_column - 1, edit.text)
    return span if span.end <= len(finding.snippet) else _OUTSIDE


def _replaced(line: str, spans: list[_Span]) -> str:
    """The text from the first to the last edited place after all edits."""
    text, done = "", spans[0].start
    for span in spans:
        text += line[done : span.start] + span.text
        done = span.end
    return text
