"""A copy of the checked workbook in which every cell with findings has a comment and a colour.

Styles, merged cells, formulas, widths and the other sheets are kept. What openpyxl does not support (shapes,
form controls, some charts) is missing from the copy; the original is never modified.
"""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from guidelint.errors import UsageError
from guidelint.finding import Finding
from guidelint.report import Report
from guidelint.reporters.counts import concerns_set
from guidelint.reporters.packed import undated
from guidelint.reporters.words import WORDS
from guidelint.reporters.workbook.cell_formats import FILLS
from guidelint.reporters.workbook.rows import cell_text, fix_text

SUFFIXES = (".xlsx", ".xlsm")
"""Endings of the workbooks that can be annotated."""
AUTHOR = "guidelint"

_TOLD = 10
_SIZE = (420, 180)
"""Width and height of a comment, in pixels."""
_NEEDED = "an annotated workbook needs openpyxl: pip install 'guidelint[xlsx]'"


def annotated(content: bytes, name: str, report: Report) -> bytes:
    """The workbook with the findings whose source has this name.

    A finding without a cell (on the file as a whole, or on the whole set) is added to A1 of the first sheet.
    UsageError if openpyxl is missing or cannot open the workbook.
    """
    book = _opened(content, name)
    for (sheet, cell), findings in _by_cell(book, report.findings, name).items():
        _annotate(book[sheet][cell], findings, report)
    written = BytesIO()
    book.save(written)
    return undated(written.getvalue(), report.as_of)


def _opened(content: bytes, name: str) -> Any:
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise UsageError("在工作簿上批注要先 pip install 'guidelint[xlsx]'", _NEEDED) from error
    if not name.lower().endswith(SUFFIXES):
        raise UsageError(
            f"只能在 {'、'.join(SUFFIXES)} 工作簿上批注，现在是 {name!r}",
            f"only {' and '.join(SUFFIXES)} workbooks can be annotated, found {name!r}",
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns about unsupported parts; see the module's docstring
            macros = name.lower().endswith(".xlsm")
            return load_workbook(BytesIO(content), rich_text=True, keep_vba=macros)
    except Exception as error:
        # the library raises arbitrary exceptions for damaged parts
        raise UsageError(
            f"打不开 {name!r}，不能批注：{error}", f"cannot open {name!r} to annotate it: {error}"
        ) from error


def _by_cell(
    book: Any, findings: Iterable[Finding], name: str
) -> Mapping[tuple[str, str], Sequence[Finding]]:
    """The findings of this source by sheet and address; cells inside a merged range share its first address."""
    corners = {sheet.title: _corners(sheet) for sheet in book.worksheets}
    found: defaultdict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.location.source != name:
            continue
        sheet, _, cell = (finding.location.region.cell or "").rpartition("!")
        if sheet not in corners or concerns_set(finding):
            sheet, cell = book.worksheets[0].title, "A1"
        found[sheet, corners[sheet].get(cell, cell)].append(finding)
    return found


def _corners(sheet: Any) -> dict[str, str]:
    """Address of a covered cell → address of the first cell of its merged range."""
    return {
        sheet.cell(row, column).coordinate: merged.start_cell.coordinate
        for merged in sheet.merged_cells.ranges
        for row, column in merged.cells
    }


def _annotate(cell: Any, findings: Sequence[Finding], report: Report) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    comments = [cell.comment.text] if cell.comment else []
    text = cell_text("\n\n".join([*comments, *_texts(findings, report)]))
    cell.comment = Comment(text, AUTHOR, width=_SIZE[0], height=_SIZE[1])
    gravest = min(findings, key=lambda finding: finding.severity_rank).severity
    cell.fill = PatternFill("solid", start_color=f"FF{FILLS[gravest]}", end_color=f"FF{FILLS[gravest]}")


def _texts(findings: Sequence[Finding], report: Report) -> Iterable[str]:
    words = WORDS[report.language]
    for finding in sorted(findings, key=lambda one: one.severity_rank)[:_TOLD]:
        ground = words.grounds(finding)
        lines = [
            f"【{words.severity[finding.severity]}】{finding.message}",
            words.advice + fix_text(finding, report),
            words.basis + ground if ground else "",
        ]
        yield "\n".join(filter(None, lines))
    if len(findings) > _TOLD:
        yield words.more.format(count=len(findings) - _TOLD)
