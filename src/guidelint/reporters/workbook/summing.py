"""The first sheet: what was checked and found, by severity, authority and rule, and which lists were split."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from guidelint.assess.sheets import Cell
from guidelint.finding import SEVERITIES
from guidelint.report import Report
from guidelint.reporters.counts import Row, count_bodies, count_by
from guidelint.reporters.words import WORDS as COMMON
from guidelint.reporters.words import closing
from guidelint.reporters.workbook.listing import ListContext, Numbered, sheets_needed
from guidelint.reporters.workbook.words import WORDS

_WIDTHS = (72, 10, 10, 10, 10)


def write_summary(context: ListContext, page: Any, lists: Sequence[tuple[str, Numbered]]) -> None:
    """Write the sheet; `lists` are the lists that follow, by title."""
    context.formats.set_print(page, landscape=False)
    for column, width in enumerate(_WIDTHS):
        page.set_column(column, column, width)
    line = 0
    for text in [*_sentences(context), *_notices(context, lists)]:
        page.merge_range(line, 0, line, len(_WIDTHS) - 1, "")
        context.formats.put(page, line, (text,), bold=line == 0)
        line += 1
    for title, rows in _tables(context.report):
        line += 1
        context.formats.put_headings(page, _heads(context.report, title), line)
        for row in rows:
            line += 1
            context.formats.put(page, line, row)
        line += 1


def _sentences(context: ListContext) -> Iterator[str]:
    report, options = context.report, context.options
    common, words = COMMON[report.language], WORDS[report.language]
    yield closing(report)
    yield common.excused.format(**report.excused())
    if report.as_of:
        yield f"{words.as_of} {report.as_of}"
    if options.due:
        yield f"{words.due} {options.due}"


def _notices(context: ListContext, lists: Sequence[tuple[str, Numbered]]) -> Iterator[str]:
    words = WORDS[context.report.language]
    for title, findings in lists:
        count = sheets_needed(len(findings), context.limit)
        if count > 1:
            yield words.split.format(name=title, rows=len(findings), limit=context.limit, count=count)


def _heads(report: Report, title: str) -> tuple[str, ...]:
    common = COMMON[report.language]
    return (title, common.total, *(common.severity[severity] for severity in SEVERITIES))


def _tables(report: Report) -> Iterator[tuple[str, list[tuple[Cell, ...]]]]:
    words, common = WORDS[report.language], COMMON[report.language]
    yield common.by_severity, [(common.total, len(report.findings), *report.counts().values())]
    by_body = count_bodies(report)
    yield words.bodies, [_flat(row, row[0] or common.no_authority) for row in by_body]
    by_rule = count_by(report, lambda finding: finding.rule)
    yield words.rules, [_flat(row, _rule(report, row[0])) for row in by_rule]


def _flat(row: Row, name: str) -> tuple[Cell, ...]:
    return (name, *row[1])


def _rule(report: Report, rule: str) -> str:
    known = report.rules.get(rule)
    return f"{known.title}（{rule}）" if known else rule
