"""Findings as SARIF results, including suppressed and accepted ones, marked as such."""

from __future__ import annotations

from typing import Any

from guidelint.finding import Edit, Finding, Fix, RecordRef, Suppressed
from guidelint.lean.tuples import NamedTuple
from guidelint.report import Language, Report
from guidelint.reporters.sarif.places import Json, lines_of, logical, physical, related, uri
from guidelint.reporters.sarif.rules import LEVEL, Catalogue, taxa
from guidelint.reporters.sarif.text import escape, joined


class Item(NamedTuple):
    """A finding to report; `state` is empty if the run has no baseline."""

    finding: Finding
    state: str
    suppressed: Suppressed | None


def items(report: Report) -> list[Item]:
    """Open findings in the report's order, then those of the baseline, then the suppressed ones."""
    fresh, known = ("new", "unchanged") if report.baselined else ("", "")
    return [
        *(Item(finding, fresh, None) for finding in report.findings),
        *(Item(finding, known, None) for finding in report.baselined),
        *(Item(excused.finding, fresh, excused) for excused in report.suppressed),
    ]


def result(item: Item, known: Catalogue, language: Language) -> Json:
    """One `result`; empty properties are left out, as GitHub rejects empty strings."""
    finding = item.finding
    body: Json = {
        "ruleId": finding.rule,
        "ruleIndex": known.rule_index[finding.rule],
        "level": LEVEL[finding.severity],
        "message": {"text": escape(joined(language, finding.message or finding.rule, finding.advice))},
        "locations": [_location(finding)],
    }
    optional: Json = {
        "relatedLocations": related(finding.related),
        "partialFingerprints": _fingerprints(finding),
        "baselineState": item.state,
        "suppressions": _suppressions(item.suppressed),
        "fixes": _fixes(finding),
        "taxa": taxa(finding.basis, known),
        "properties": _properties(finding),
    }
    return body | {name: value for name, value in optional.items() if value}


def _location(finding: Finding) -> Json:
    place: Json = {"physicalLocation": physical(finding.location, finding.snippet)}
    names = logical(finding.path, finding.record, finding.location.region)
    if names:
        place["logicalLocations"] = names
    return place


def _fingerprints(finding: Finding) -> dict[str, str]:
    both = {"primaryLocationLineHash": finding.line_hash, "guidelint/v1": finding.fingerprint}
    return {name: value for name, value in both.items() if value}


def _suppressions(excused: Suppressed | None) -> list[Json]:
    if excused is None:
        return []
    reason = {"justification": excused.justification} if excused.justification else {}
    return [{"kind": excused.kind, "status": "accepted"} | reason]


def _fixes(finding: Finding) -> list[Json]:
    """The fix; none for a workbook, whose bytes no editor can replace by offsets."""
    if finding.fix is None or not finding.fix.edits or finding.location.region.cell is not None:
        return []
    return [_fix(finding.fix, finding.location.source)]


def _fix(fix: Fix, source: str) -> Json:
    replacements = [
        {"deletedRegion": _deleted(edit), "insertedContent": {"text": edit.text}} for edit in fix.edits
    ]
    description = {"description": {"text": escape(fix.description)}} if fix.description else {}
    changes = [{"artifactLocation": {"uri": uri(source)}, "replacements": replacements}]
    return description | {"artifactChanges": changes, "properties": {"safe": fix.safe}}


def _deleted(edit: Edit) -> Json:
    """The span by offsets, and by lines if its region is known."""
    span: Json = {"charOffset": edit.start, "charLength": edit.end - edit.start}
    return (lines_of(edit.region) if edit.region else {}) | span


def _properties(finding: Finding) -> dict[str, Any]:
    """What SARIF has no property for, under the names of the JSON report."""
    bag = {"path": finding.path, "advice": finding.advice, "record": _record(finding.record)}
    return {name: value for name, value in bag.items() if value}


def _record(record: RecordRef | None) -> dict[str, Any] | None:
    if record is None:
        return None
    names = {"code": record.code, "name": record.name, "authority": record.authority}
    return {name: value for name, value in names.items() if value} | {"index": record.index}
