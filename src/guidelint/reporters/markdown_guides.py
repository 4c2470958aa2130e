"""The guides of a job summary: a collapsible section for each, with an entry per finding."""

from __future__ import annotations

from collections.abc import Iterator

from guidelint.finding import Finding
from guidelint.report import Report
from guidelint.reporters.causes import record_key
from guidelint.reporters.counts import concerns_set
from guidelint.reporters.markdown_text import clip, code, escape
from guidelint.reporters.terminal.view import View

CLOSE = "\n</details>\n"
"""What ends a section."""


def sections(report: Report, view: View) -> Iterator[tuple[str, list[str]]]:
    """For each guide the beginning of its section, and its entries; guides with the gravest findings first."""
    groups: dict[tuple[str, int], list[Finding]] = {}
    for finding in report.findings:
        groups.setdefault(record_key(finding), []).append(finding)
    for findings in sorted(groups.values(), key=lambda group: min(one.severity_rank for one in group)):
        yield _opening(findings, view), [_entry(finding, view) for finding in findings]


def _opening(findings: list[Finding], view: View) -> str:
    return f"<details>\n<summary>{_whose(findings[0], view)} ({len(findings)})</summary>\n\n"


def _whose(finding: Finding, view: View) -> str:
    """The guide and its source, only the source, or the whole set."""
    if concerns_set(finding):
        return f"<b>{escape(view.words.whole)}</b>"
    record, source = finding.record, code(clip(finding.guides))
    return f"<b>{escape(clip(view.name(record)))}</b> {source}" if record else source


def _entry(finding: Finding, view: View) -> str:
    words = view.words
    basis = words.grounds(finding)
    lines = (
        f"- **{words.severity[finding.severity]}** {code(finding.rule)} {escape(finding.message)}",
        f"{code(finding.location.place)} {code(finding.path)}",
        finding.advice and words.advice + escape(finding.advice),
        basis and words.basis + escape(basis),
    )
    return "<br>".join(filter(None, lines)) + "\n"
