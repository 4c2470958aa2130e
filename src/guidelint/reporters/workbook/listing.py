"""Writes the rectification list, on several sheets if necessary: filter, frozen header, states to choose,
colours.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from guidelint.finding import SEVERITIES, Finding
from guidelint.report import Report
from guidelint.reporters.options import Options
from guidelint.reporters.words import WORDS as COMMON
from guidelint.reporters.workbook.names import SheetNames
from guidelint.reporters.workbook.pen import Pen
from guidelint.reporters.workbook.rows import TextRow, text_row
from guidelint.reporters.workbook.words import WORDS
from guidelint.tuples import NamedTuple

ROWS = 1_048_575
"""Rows of a sheet below its head (Excel specifications and limits)."""

Numbered = Sequence[tuple[int, Finding]]
"""Findings with their numbers in the whole list, from 1."""

_SEVERITY, _DUE, _STATE = 6, 10, 11
_FOR_WIDTH = 200


class Desk(NamedTuple):
    """The parameters for writing a list; `limit`: the maximum number of rows below the header of a sheet."""

    pen: Pen
    names: SheetNames
    report: Report
    options: Options
    limit: int = ROWS


def write_list(desk: Desk, title: str, findings: Numbered) -> None:
    """Write the findings below a title; a list longer than a sheet continues on the next."""
    for start in range(0, max(len(findings), 1), desk.limit):
        page = desk.pen.book.add_worksheet(desk.names.give(title))
        _write_page(desk, page, findings[start : start + desk.limit])


def sheets_needed(rows: int, limit: int) -> int:
    """The number of sheets for this number of rows, at least one."""
    return max(1, -(-rows // limit))


def _write_page(desk: Desk, page: Any, findings: Numbered) -> None:
    pen, heads = desk.pen, WORDS[desk.report.language].heads
    sample = [text_row(finding, desk.report) for _, finding in findings[:_FOR_WIDTH]]
    widths = pen.set_widths(page, [heads, *(_full(row, desk) for row in sample)])
    pen.put_heads(page, heads)
    page.freeze_panes(1, 0)
    for line, (number, finding) in enumerate(findings, 1):
        pen.put_row(page, line, (number, *text_row(finding, desk.report)), widths)
        _put_state(desk, page, line)
    last = max(len(findings), 1)
    page.autofilter(0, 0, last, len(heads) - 1)
    _add_rules(desk, page, last)
    pen.set_print(page, landscape=True)
    page.repeat_rows(0)


def _full(row: TextRow, desk: Desk) -> tuple[str, ...]:
    return ("000000", *row, desk.options.due or "", WORDS[desk.report.language].states[-1])


def _put_state(desk: Desk, page: Any, line: int) -> None:
    pen = desk.pen
    if desk.options.due:
        page.write_datetime(line, _DUE, date.fromisoformat(desk.options.due), pen.date)
    pen.put(page, line, (WORDS[desk.report.language].states[0],), first=_STATE)


def _add_rules(desk: Desk, page: Any, last: int) -> None:
    words, pen = WORDS[desk.report.language], desk.pen
    page.data_validation(1, _STATE, last, _STATE, {"validate": "list", "source": list(words.states)})
    for severity in SEVERITIES:
        name = COMMON[desk.report.language].severity[severity]
        rule = {"type": "cell", "criteria": "==", "value": f'"{name}"', "format": pen.fills[severity]}
        page.conditional_format(1, _SEVERITY, last, _SEVERITY, rule)
    settled = f'AND($L2<>"",$L2<>"{words.states[0]}")'
    page.conditional_format(
        1, 0, last, _STATE, {"type": "formula", "criteria": f"={settled}", "format": pen.done}
    )
