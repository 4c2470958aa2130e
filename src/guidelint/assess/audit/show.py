"""Formats an audit: one line per finding, one JSON document, or Markdown."""

from __future__ import annotations

import html
import json
from collections import Counter
from collections.abc import Callable
from typing import Any

from guidelint.assess.audit import Audit
from guidelint.assess.audit.discrepancy import Discrepancy
from guidelint.assess.audit.published import Table
from guidelint.assess.audit.words import complaint, sentence, word
from guidelint.finding import SEVERITIES
from guidelint.lean.tuples import NamedTuple
from guidelint.readers.tree import SourceProblem


def audit_text(audit: Audit, source: str, name: str, language: str) -> str:
    """The audit of a file in one of `assess.AUDIT_FORMATS`."""
    return _WRITERS[name](audit, source, language)


class _Line(NamedTuple):
    """A finding as lists show it."""

    place: str
    severity: str
    rule: str
    message: str


def _lines(audit: Audit, source: str, language: str) -> list[_Line]:
    problems = [
        _Line(f"{source}:{each.region.spot}", "error", each.rule, complaint(each, language))
        for each in audit.problems
    ]
    return problems + [
        _Line(f"{source}:{each.region.spot}", each.severity, f"audit.{each.kind}", sentence(each, language))
        for each in audit.discrepancies
    ]


def _concise(audit: Audit, source: str, language: str) -> str:
    lines = [
        f"{at}: {severity} {rule} {words}" for at, severity, rule, words in _lines(audit, source, language)
    ]
    return "\n".join([*lines, *_closing(audit, language)]) + "\n"


def _closing(audit: Audit, language: str) -> list[str]:
    if audit.problems:
        return []
    name = "closing" if audit.discrepancies else "clean"
    return [word(language, name, tables=len(audit.tables), **_counts(audit))]


def _counts(audit: Audit) -> dict[str, int]:
    counts = Counter[str](each.severity for each in audit.discrepancies)
    counts["error"] += len(audit.problems)
    return {severity: counts[severity] for severity in SEVERITIES}


def _json(audit: Audit, source: str, language: str) -> str:
    value = {
        "version": 1,
        "source": source,
        "summary": {"tables": len(audit.tables), "findings": _counts(audit)},
        "tables": [_table(table) for table in audit.tables],
        "findings": [
            *(_problem(problem, source, language) for problem in audit.problems),
            *(_finding(each, source, language) for each in audit.discrepancies),
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _table(table: Table) -> dict[str, Any]:
    return {
        "label": table.label,
        "title": table.title,
        "columns": table.header.labels,
        "rows": len(table.rows),
        "total": table.total is not None,
    }


def _problem(problem: SourceProblem, source: str, language: str) -> dict[str, Any]:
    return {
        "rule": problem.rule,
        "severity": "error",
        "message": complaint(problem, language),
        **dict.fromkeys(("table", "row", "column", "printed", "expected")),
        "location": {"source": source, **problem.region._asdict()},
    }


def _finding(found: Discrepancy, source: str, language: str) -> dict[str, Any]:
    return {
        "rule": f"audit.{found.kind}",
        "severity": found.severity,
        "message": sentence(found, language),
        "table": found.table.label,
        "row": found.row,
        "column": found.column,
        "printed": found.printed,
        "expected": found.expected or None,
        "location": {"source": source, **found.region._asdict()},
    }


def _markdown(audit: Audit, source: str, language: str) -> str:
    parts = [f"# {word(language, 'title')}", *_closing(audit, language)]
    if audit.tables:
        parts.append("\n".join(f"- {_safe(_described(table, language))}" for table in audit.tables))
    lines = _lines(audit, source, language)
    if lines:
        heads = word(language, "heads").split("|")
        rows = [heads, ["---"] * len(heads), *([_safe(cell) for cell in line] for line in lines)]
        parts.append("\n".join("| " + " | ".join(row) + " |" for row in rows))
    return "\n\n".join(parts) + "\n"


def _described(table: Table, language: str) -> str:
    label = " ".join(filter(None, (table.heading, table.title)))
    return word(language, "rows", label=label, rows=len(table.rows))


def _safe(text: str) -> str:
    """A text as a table cell, escaped."""
    plain = html.escape(" ".join(text.split()), quote=False)
    for character in "\\|`*_[":
        plain = plain.replace(character, f"\\{character}")
    return plain


_WRITERS: dict[str, Callable[[Audit, str, str], str]] = {
    "concise": _concise,
    "json": _json,
    "markdown": _markdown,
}
