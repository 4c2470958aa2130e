"""Splits a sheet with tables below each other: the matters', and below its title that of their materials."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from guidelint.readers.table.headers import find_header
from guidelint.readers.table.headings import Names
from guidelint.readers.table.laid_out import is_laid_out
from guidelint.readers.table.sheet import Sheet

_LONGEST = 20
"""The maximum length of a heading."""


def stacked(sheet: Sheet, names: Names) -> list[Sheet]:
    """The tables of a sheet, each as a sheet of the same name; the sheet itself if there is only one.

    A table begins below a blank row or a title, with headings that mostly differ from those of the table
    above.
    """
    tops = [0]
    own: set[str] = set()
    for row in _below_gaps(sheet):
        labels = _headings(sheet.rows[row], names)
        if labels and not own:
            above = _rows(sheet, 0, row - 1)
            header = find_header(above, names)
            if is_laid_out(above, names, header):
                break
            own = {column.name for column in header.columns} if header else set()
        if own and labels and 2 * len(labels & own) < len(labels):
            tops.append(row - 1)
            own = labels
    if len(tops) == 1:
        return [sheet]
    return [_rows(sheet, top, end) for top, end in pairwise([*tops, len(sheet.rows)])]


def _below_gaps(sheet: Sheet) -> Iterator[int]:
    """The rows with several texts right below a row with at most one."""
    thin = False
    for row, cells in enumerate(sheet.rows):
        above, thin = thin, cells.count(None) >= len(cells) - 1
        if above and not thin:
            yield row


def _headings(cells: Sequence[str | None], names: Names) -> set[str]:
    """The column names in a row of headings; empty for a row of data."""
    texts = [text for text in cells if text]
    if max(map(len, texts)) > _LONGEST:
        return set()
    headings = list(map(names.heading, texts))
    known = sum(heading.known for heading in headings)
    return {heading.name for heading in headings} if known > 1 and 2 * known >= len(texts) else set()


def _rows(sheet: Sheet, top: int, end: int) -> Sheet:
    """Some rows of a sheet, with their original addresses."""
    merged = {
        (row - top, column): (above - top, left)
        for (row, column), (above, left) in sheet.merged.items()
        if top <= above and row < end
    }
    return sheet._replace(
        rows=sheet.rows[top:end], first=(sheet.first[0] + top, sheet.first[1]), merged=merged
    )
