"""SARIF 2.1.0 (OASIS) for GitHub code scanning, as one file or several within its limits."""

from __future__ import annotations

import re
from collections.abc import Sequence

from guidelint.finding import NotChecked
from guidelint.report import Language, Report
from guidelint.reporters.json_text import compact, escape_unsafe, spread
from guidelint.reporters.sarif.places import Json, uri
from guidelint.reporters.sarif.results import Item, items, result
from guidelint.reporters.sarif.rules import TAXONOMY, Catalogue, catalogue, descriptors, taxonomies
from guidelint.reporters.sarif.split import GITHUB, Limits, Volume, split
from guidelint.reporters.sarif.text import escape

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
INFORMATION_URI = "pkg:generic/guidelint"
"""What the tool is, as a package URL (ECMA-427): a name, and no page, for as long as it has none of its own.

Validators want an absolute URI here; a web address that is nobody's yet may be a stranger's tomorrow.
"""

_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
_PART: dict[Language, str] = {
    "zh": "本文件是第 {0} 份，共 {1} 份；另有 {2} 条结果在其他文件中。",
    "en": "This is part {0} of {1}; {2} results are in the other files.",
}


def render_files(report: Report, limits: Limits = GITHUB) -> list[str]:
    """The SARIF texts of a report, at least one, in the order of their files.

    A single text keeps the report's order. Several are filled by severity, open findings before suppressed
    ones, and each says which part it is. GitHub shows suppressed and baselined results as open alerts: to
    avoid that, upload a report without them.
    """
    known = catalogue(report)
    return split(items(report), _gravity, lambda chunk, part: _render(report, known, chunk, part), limits)


def _gravity(item: Item) -> tuple[bool, int]:
    excused = item.suppressed is not None or item.state == "unchanged"
    return excused, item.finding.severity_rank


def _render(report: Report, known: Catalogue, chunk: Sequence[Item], part: Volume) -> str:
    """One run, with one result per line."""
    run = spread(_run(report, known, chunk, part), "  ")
    text = f'{{\n  "$schema": {compact(SCHEMA)},\n  "version": "2.1.0",\n  "runs": [{run}]\n}}\n'
    try:
        text.encode()
    except UnicodeEncodeError:
        text = _LONE_SURROGATE.sub("\ufffd", text)
    return escape_unsafe(text)


def _run(report: Report, known: Catalogue, chunk: Sequence[Item], part: Volume) -> Json:
    category = "guidelint/" if part.number == 1 else f"guidelint/part-{part.number}/"
    components = taxonomies(known, report)
    run: Json = {
        "tool": {"driver": _driver(report, known)},
        "automationDetails": {"id": category},
        "language": report.language,
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report, known, part)],
        "results": [result(item, known, report.language) for item in chunk],
    }
    if components:
        run["taxonomies"] = components
    counts = {"records": report.records, "sources": report.sources}
    which = {"part": part.number, "parts": part.of} if part.of > 1 else {}
    partial = {"partial": report.partial()} if report.partial() else {}
    some = {"asked_of_some": sorted(report.evaluated_for_some)} if report.evaluated_for_some else {}
    properties = {"rules_hash": report.rules_hash, "as_of": report.as_of} | counts
    return run | {"properties": properties | some | partial | which}


def _driver(report: Report, known: Catalogue) -> Json:
    driver: Json = {
        "name": "guidelint",
        "version": report.version,
        "semanticVersion": report.version,
        "informationUri": INFORMATION_URI,
        "language": report.language,
        "rules": descriptors(known, report.language),
    }
    if known.clauses:
        driver["supportedTaxonomies"] = [{"name": TAXONOMY, "index": 0}]
    return driver


def _invocation(report: Report, known: Catalogue, part: Volume) -> Json:
    """What was not checked, in the first file only."""
    notes = [_not_checked(entry, known) for entry in report.not_checked] if part.number == 1 else []
    if part.of > 1:
        text = _PART[report.language].format(part.number, part.of, part.elsewhere)
        notes.insert(0, {"descriptor": {"id": "part"}, "level": "note", "message": {"text": text}})
    notified = {"toolExecutionNotifications": notes} if notes else {}
    return {"executionSuccessful": True} | notified


def _not_checked(entry: NotChecked, known: Catalogue) -> Json:
    note: Json = {
        "descriptor": {"id": "not-checked"},
        "level": "note",
        "message": {"text": escape(f"{entry.rule}: {entry.reason}")},
    }
    if entry.rule in known.rule_index:
        note["associatedRule"] = {"id": entry.rule, "index": known.rule_index[entry.rule]}
    if entry.source:
        note["locations"] = [{"physicalLocation": {"artifactLocation": {"uri": uri(entry.source)}}}]
    return note
