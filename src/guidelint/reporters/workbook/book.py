"""The rectification workbook: summary, list, a sheet per authority, assessment tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from guidelint.assess.sheets import Sheet, sheets
from guidelint.assess.tables import tables
from guidelint.report import Report
from guidelint.reporters.counts import body_of, count_bodies
from guidelint.reporters.options import Options
from guidelint.reporters.packed import made_on
from guidelint.reporters.workbook.cell_formats import CellFormats
from guidelint.reporters.workbook.listing import ListContext, Numbered, write_list
from guidelint.reporters.workbook.names import SheetNames
from guidelint.reporters.workbook.summing import write_summary
from guidelint.reporters.workbook.words import WORDS

BODIES = 100
"""Bodies with a sheet of their own; the others share one."""
BIG = 50_000
"""Findings from which rows go to disk as they are written instead of staying in memory."""


def render_bytes(report: Report, options: Options) -> bytes:
    """The report as XLSX: no cell has a formula or link, and the same report gives the same bytes."""
    from xlsxwriter import Workbook

    written = BytesIO()
    way = {"constant_memory": True} if len(report.findings) >= BIG else {"in_memory": True}
    with Workbook(written, way) as workbook:
        workbook.set_properties({"created": made_on(report.as_of), "comments": f"guidelint {report.version}"})
        _write(ListContext(CellFormats(workbook), SheetNames(), report, options))
    return written.getvalue()


def _write(context: ListContext) -> None:
    words = WORDS[context.report.language]
    lists = [(words.findings, list(enumerate(context.report.findings, 1))), *bodies(context.report)]
    write_summary(context, context.formats.workbook.add_worksheet(context.names.give(words.summary)), lists)
    for title, findings in lists:
        write_list(context, title, findings)
    made = tables(context.report.tally, context.report.assessment)
    for sheet in sheets(made, context.report.language):
        _write_sheet(
            context.formats, context.formats.workbook.add_worksheet(context.names.give(sheet.title)), sheet
        )


def bodies(report: Report) -> Iterator[tuple[str, Numbered]]:
    """Every authority with its findings, most first; those beyond the limit together."""
    words = WORDS[report.language]
    by_body: defaultdict[str, list[Any]] = defaultdict(list)
    for pair in enumerate(report.findings, 1):
        by_body[body_of(pair[1], report)].append(pair)
    names = [name for name, _ in count_bodies(report)]
    for name in names[:BODIES]:
        yield name or words.no_authority, by_body[name]
    if len(names) > BODIES:
        rest = (pair for name in names[BODIES:] for pair in by_body[name])
        yield words.others, sorted(rest, key=lambda pair: pair[0])


def _write_sheet(formats: CellFormats, page: Any, sheet: Sheet) -> None:
    formats.set_widths(page, [sheet.header, *sheet.rows])
    formats.put_headings(page, sheet.header)
    page.freeze_panes(1, 2)
    formats.set_print(page, landscape=True)
    page.repeat_rows(0)
    for number, row in enumerate(sheet.rows, 1):
        formats.put(page, number, row, bold=sheet.total and number == len(sheet.rows))
