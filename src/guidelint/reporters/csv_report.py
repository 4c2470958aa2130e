"""One finding per row, for spreadsheets and statistics (RFC 4180).

The text begins with a byte order mark, without which Excel assumes the local encoding. A cell that a
spreadsheet would take for a formula gets an apostrophe before it; control characters and line breaks are made
visible, so that a row is one line.
"""

from __future__ import annotations

import csv
from io import StringIO

from guidelint.finding import Finding
from guidelint.report import Language, Report
from guidelint.reporters.counts import named
from guidelint.reporters.options import Options
from guidelint.reporters.visible import visible
from guidelint.reporters.words import WORDS

HEADS: dict[Language, tuple[str, ...]] = {
    "zh": (
        "严重程度", "规则", "实施主体", "编码", "事项名称", "路径", "来源", "位置", "问题", "建议", "依据",
    ),
    "en": (
        "severity", "rule", "authority", "code", "name", "path", "source", "place", "message", "advice", "basis",
    ),
}  # fmt: skip

_MARK = "\ufeff"
_FORMULA = frozenset("=+-@＝＋－＠")
"""Beginnings of a formula; Excel takes the wide ones too where Chinese or Japanese is set."""


def render(report: Report, options: Options) -> str:
    """Header and rows; without the mark if the destination cannot take all of Unicode (see Options.unicode)."""
    written = StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(HEADS[report.language])
    for finding in report.findings:
        writer.writerow([_cell(text, options.unicode) for text in _row(finding, report)])
    return (_MARK if options.unicode else "") + written.getvalue()


def _row(finding: Finding, report: Report) -> tuple[str, ...]:
    return (
        finding.severity,
        finding.rule,
        *named(finding, report),
        finding.path,
        finding.location.source,
        finding.location.region.spot,
        finding.message,
        finding.advice,
        WORDS[report.language].grounds(finding),
    )


def _cell(text: str, unicode: bool) -> str:
    shown = visible(text, unicode)
    return "'" + shown if shown.lstrip()[:1] in _FORMULA else shown
