"""One finding a line as JSON, for pipes and tables: the objects of the JSON report without the frame."""

from __future__ import annotations

import json

from guidelint.report import Report
from guidelint.reporters.json_report import escape_unsafe, finding_value
from guidelint.reporters.options import Options


def render(report: Report, options: Options) -> str:
    """A line per finding and nothing else; no findings, no text."""
    lines = (json.dumps(finding_value(finding), ensure_ascii=False) for finding in report.findings)
    return "".join(escape_unsafe(line) + "\n" for line in lines)
