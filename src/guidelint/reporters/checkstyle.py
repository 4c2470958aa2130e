"""Checkstyle's XML, which Jenkins and many other tools read: one error per finding, grouped by file."""

from __future__ import annotations

from collections.abc import Iterator

from guidelint.finding import Finding
from guidelint.report import Language, Report
from guidelint.reporters.options import Options
from guidelint.reporters.sarif.text import joined
from guidelint.reporters.xml_text import attributes, document

_VERSION = "4.3"
"""Of the format, not of this tool: the one that writers other than Checkstyle give."""


def render(report: Report, options: Options) -> str:
    """The whole document; sources without findings are missing, as the report does not name them."""
    return document(_lines(report), options)


def _lines(report: Report) -> Iterator[str]:
    files: dict[str, list[Finding]] = {}
    for finding in report.findings:
        files.setdefault(finding.location.source, []).append(finding)
    yield f"<checkstyle{attributes(version=_VERSION)}>"
    for name, findings in files.items():
        yield f"  <file{attributes(name=name)}>"
        yield from (f"    <error{_attributes(finding, report.language)}/>" for finding in findings)
        yield "  </file>"
    yield "</checkstyle>"


def _attributes(finding: Finding, language: Language) -> str:
    """In a workbook, line and column are those of the sheet, and the message begins with the cell."""
    region = finding.location.region
    cell = f"[{region.cell}] " if region.cell else ""
    return attributes(
        line=region.line,
        column=region.column,
        severity=finding.severity,
        message=cell + joined(language, finding.message, finding.advice),
        source=f"guidelint.{finding.rule}",
    )
