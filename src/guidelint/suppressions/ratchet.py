"""Compares a report with accepted findings: a baseline file, or an older state of the same guides."""

from __future__ import annotations

from collections import Counter

from guidelint.finding import Finding, Location
from guidelint.fingerprint import fingerprint, split_known
from guidelint.lean.structs import replace
from guidelint.location import Region
from guidelint.report import Report
from guidelint.rule.builtin import SOURCE_RULES
from guidelint.suppressions.baseline import Baseline, Coverage, Entry, against


def with_baseline(report: Report, baseline: Baseline, whole: bool) -> Report:
    """The report with accepted findings set apart, and an error for every stale entry.

    `whole`: the run saw everything that the baseline is over, so an entry of a guide that it did not see is stale too.
    """
    outcome = against(report.findings, baseline, coverage_of(report, whole))
    stale = [_stale(baseline.file, line, entry, report.language) for line, entry in outcome.stale]
    findings = sorted([*outcome.new, *stale], key=lambda finding: finding.sort_key)
    return replace(report, findings=tuple(findings), baselined=tuple(outcome.accepted))


def coverage_of(report: Report, whole: bool) -> Coverage:
    """What the run of a report saw; a source that could not be read may hold what it did not see."""
    complete = not report.interrupted and not report.tally.unread
    return Coverage(report.matters, report.of_set, whole and complete)


def without_known(report: Report, known: Counter[str]) -> Report:
    """The report without findings that were there before, equal ones by their number; nothing goes stale."""
    new, old, _ = split_known(report.findings, known)
    return replace(report, findings=tuple(new), baselined=(*report.baselined, *old))


def _stale(file: str, line: int, entry: Entry, language: str) -> Finding:
    rule = SOURCE_RULES["baseline.stale"]
    args = {"key": entry.rule, "matter": entry.matter}
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        message=rule.message.in_language(language).format_map(args),
        advice=rule.advice.in_language(language),
        path="$",
        record=None,
        location=Location(file, Region(line, 1, line, 1)),
        fingerprint=fingerprint(rule.id, None, file, (), str(entry)),
        basis=rule.basis,
        snippet=str(entry),
        matter=entry.matter,
    )
