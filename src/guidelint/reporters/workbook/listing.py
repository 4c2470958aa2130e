"""Writes the rectification list, on several sheets if necessary, with filter, states and colours."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from guidelint.finding import SEVERITIES, Finding
from guidelint.lean.tuples import NamedTuple
from guidelint.report import Report
from guidelint.reporters.options import Options
from guidelint.reporters.words import WORDS as COMMON
from guidelint.reporters.workbook.cell_formats import CellFormats
from guidelint.reporters.workbook.names import SheetNames
from guidelint.reporters.workbook.rows import TextRow, text_row
from guidelint.reporters.workbook.words import WORDS

ROWS = 1_048_575
"""Rows of a sheet below its head (Excel specifications and limits)."""

Numbered = Sequence[tuple[int, Finding]]
"""Findings with their numbers in the whole list, from 1."""

_SEVERITY, _DUE, _STATE = 6, 10, 11
_FOR_WIDTH = 200


class ListContext(NamedTuple):
    """The parameters for writing a list; `limit`: the maximum number of rows below the header of a sheet."""

    formats: CellFormats
    names: SheetNames
    report: Report
    options: Options
    limit: int = ROWS


def write_list(context: ListContext, title: str, findings: Numbered) -> None:
    """Write the findings below a title; a list longer than a sheet continues on the next."""
    for start in range(0, max(len(findings), 1), context.limit):
        page = context.formats.workbook.add_worksheet(context.names.give(title))
        _write_page(context, page, findings[start : start + context.limit])


def sheets_needed(rows: int, limit: int) -> int:
    """The number of sheets for this number of rows, at least one."""
    return max(1, -(-rows // limit))


def _write_page(context: ListContext, page: Any, findings: Numbered) -> None:
    formats, heads = context.formats, WORDS[context.report.language].heads
    sample = [text_row(finding, context.report) for _, finding in findings[:_FOR_WIDTH]]
    widths = formats.set_widths(page, [heads, *(_full(row, context) for row in sample)])
    formats.put_headings(page, heads)
    page.freeze_panes(1, 0)
    for line, (number, finding) in enumerate(findings, 1):
        formats.put_row(page, line, (number, *text_row(finding, context.report)), widths)
        _put_state(context, page, line)
    last = max(len(findings), 1)
    page.autofilter(0, 0, last, len(heads) - 1)
    _add_rules(context, page, last)
    formats.set_print(page, landscape=True)
    page.repeat_rows(0)


def _full(row: TextRow, context: ListContext) -> tuple[str, ...]:
    return ("000000", *row, context.options.due or "", WORDS[context.report.language].states[-1])


def _put_state(context: ListContext, page: Any, line: int) -> None:
    formats = context.formats
    if context.options.due:
        page.write_datetime(line, _DUE, date.fromisoformat(context.options.due), formats.date)
    formats.put(page, line, (WORDS[context.report.language].states[0],), first=_STATE)


def _add_rules(context: ListContext, page: Any, last: int) -> None:
    words, formats = WORDS[context.report.language], context.formats
    page.data_validation(1, _STATE, last, _STATE, {"validate": "list", "source": list(words.states)})
    for severity in SEVERITIES:
        name = COMMON[context.report.language].severity[severity]
        rule = {"type": "cell", "criteria": "==", "value": f'"{name}"', "format": formats.fills[severity]}
        page.conditional_format(1, _SEVERITY, last, _SEVERITY, rule)
    settled = f'AND($L2<>"",$L2<>"{words.states[0]}")'
    page.conditional_format(
        1, 0, last, _STATE, {"type": "formula", "criteria": f"={settled}", "format": formats.done}
    )
