"""The report as one JSON document, version 1, which `stats` and `progress` read back, or as a line per finding."""

from __future__ import annotations

from typing import Any

from guidelint.assess.profile_tally import table
from guidelint.assess.tally import to_plain
from guidelint.finding import Basis, Edit, Finding, Fix, Location, RecordRef, Related
from guidelint.report import Report
from guidelint.reporters.json_text import compact, escape_unsafe, spread
from guidelint.reporters.options import Options
from guidelint.rule.model import PROFILES


def render(report: Report, options: Options) -> str:
    """The document, one finding per line, with a final line break; options have no effect."""
    return escape_unsafe(spread(report_value(report))) + "\n"


def render_lines(report: Report, options: Options) -> str:
    """JSON Lines, for pipes and tables: a line per finding and nothing else; empty without findings."""
    lines = (compact(finding_value(finding)) for finding in report.findings)
    return "".join(escape_unsafe(line) + "\n" for line in lines)


def report_value(report: Report) -> dict[str, Any]:
    """The report as plain data, keys in the order of the contract."""
    value: dict[str, Any] = {
        "version": 1,
        "tool": _tool(report),
        "summary": {
            "records": report.records,
            "sources": report.sources,
            "findings": report.counts(),
            **report.excused(),
        },
        **({"partial": report.partial()} if report.partial() else {}),
        "findings": [finding_value(finding) for finding in report.findings],
        **_baselined(report),
        "not_checked": [entry._asdict() for entry in report.not_checked],
    }
    if report.profile_tally is not None:
        value["ladder"] = table(report.profile_tally, PROFILES)
    value["tally"] = to_plain(report.tally)
    if guides := report.guides():
        value["matters"] = sorted(guides)
    return value


def _baselined(report: Report) -> dict[str, Any]:
    """The accepted findings in short, if any: comparisons of runs must not count them as fixed."""
    accepted = [
        {
            "rule": finding.rule,
            "path": finding.path,
            "record": _record(finding.record),
            "location": _location(finding.location),
            "fingerprint": finding.fingerprint,
        }
        for finding in report.baselined
    ]
    return {"baselined": accepted} if accepted else {}


def _tool(report: Report) -> dict[str, Any]:
    """`as_of`: the date used for judging; `evaluated_rules`: the run says nothing about others."""
    evaluated_rules = report.evaluated_rules()
    return {
        "name": "guidelint",
        "version": report.version,
        "rules_hash": report.rules_hash,
        "as_of": report.as_of,
        **({"asked": evaluated_rules} if evaluated_rules else {}),
    }


def finding_value(finding: Finding) -> dict[str, Any]:
    """One finding as plain data; `related` is present only if the finding has other places."""
    value = {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "advice": finding.advice,
        "path": finding.path,
        "record": _record(finding.record),
        "location": _location(finding.location),
        "fingerprint": finding.fingerprint,
        "fix": _fix(finding.fix),
        "basis": [_basis(basis) for basis in finding.basis],
    }
    if finding.related:
        value["related"] = [_related(related) for related in finding.related]
    return value


def _record(record: RecordRef | None) -> dict[str, Any] | None:
    return None if record is None else record._asdict()


def _location(location: Location | None) -> dict[str, Any] | None:
    return {"source": location.source, **location.region._asdict()} if location else None


def _fix(fix: Fix | None) -> dict[str, Any] | None:
    if fix is None:
        return None
    edits = [_edit(edit) for edit in fix.edits]
    return {"description": fix.description, "safe": fix.safe, "edits": edits}


def _edit(edit: Edit) -> dict[str, Any]:
    """Offsets in the file of the location, without its byte order mark; for a cell, in the text of the cell."""
    value = {"start": edit.start, "end": edit.end, "text": edit.text}
    cell = edit.region.cell if edit.region else None
    return value | {"cell": cell} if cell else value


def _basis(basis: Basis) -> dict[str, Any]:
    value = {"document": basis.document, "clause": basis.clause}
    return value | {"reason": basis.reason} if basis.reason else value


def _related(related: Related) -> dict[str, Any]:
    return {
        "path": related.path,
        "record": _record(related.record),
        "location": _location(related.location),
        "message": related.message,
    }
