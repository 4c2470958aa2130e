"""One finding per line as JSON, for pipes and tables: the same objects as in the JSON report."""

from __future__ import annotations

from guidelint.report import Report
from guidelint.reporters.json_report import finding_value
from guidelint.reporters.json_text import compact, escape_unsafe
from guidelint.reporters.options import Options


def render(report: Report, options: Options) -> str:
    """A line per finding and nothing else; empty without findings."""
    lines = (compact(finding_value(finding)) for finding in report.findings)
    return "".join(escape_unsafe(line) + "\n" for line in lines)
