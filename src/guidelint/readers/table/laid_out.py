"""Tells sheets laid out as forms (事项名称 | 取水许可), with one guide each, from tables with one guide per row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from guidelint.readers.table.headers import INSTRUCTION, Header
from guidelint.readers.table.headings import WINDOW, Names
from guidelint.readers.table.lists import NAME_KEYS, OF_MATTERS, describes_any_list
from guidelint.readers.table.sheet import Sheet

WIDEST = 64
"""The maximum number of columns of a sheet that are searched."""
_FEW = 2
"""A row with more cells than this has room for the texts of several guides."""
_LONGEST = 20
_COLON = re.compile("[:：]")
_CHAPTER = re.compile("[一二三四五六七八九十]{1,3}、")
_FEWEST = 3
"""The number of labels with texts from which a sheet counts as laid out as a form, and of chapters (一、…) from
which it may be written out in lines.
"""


def pairs_in(sheet: Sheet, names: Names) -> dict[str, str]:
    """Known labels in the first rows of a sheet, each with the text beside it or after its colon.

    Labels that only list elements have are left out.
    """
    found: dict[str, str] = {}
    filled = (row for row, cells in enumerate(sheet.rows) if any(cells))
    for row in islice(filled, WINDOW):
        cells = [text for _, text in beginning_cells(sheet, row) if text]
        for label, text in pairwise(cells):
            heading = names.heading(label)
            if heading.known and not (describes_any_list(heading.name) or names.heading(text).known):
                found.setdefault(heading.name, text)
        for text in cells:
            colon = _COLON.search(text, 0, _LONGEST)
            if colon and text[colon.end() :].strip() and names.heading(text[: colon.start()]).known:
                found.setdefault(names.heading(text[: colon.start()]).name, text[colon.end() :])
    return found


def is_laid_out(sheet: Sheet, names: Names, header: Header | None) -> bool:
    """Whether a sheet is laid out as a form: it has more labels with texts than a header would have columns of
    its own, or is written out in lines.

    Excluded are sheets of instructions, sheets with nearly the same text for most labels, and tables of
    guides below pairs that apply to all of them.
    """
    if is_written_out(sheet, names):
        return True
    pairs = pairs_in(sheet, names)
    own = [c.name for c in header.columns if c.known and not c.list_label] if header else []
    of_matters = not OF_MATTERS.isdisjoint(own) and OF_MATTERS.isdisjoint(pairs)
    if len(pairs) < max(_FEWEST, len(own) + 1) or of_matters:
        return False
    instructions = sum(INSTRUCTION.search(text) is not None for text in pairs.values())
    return 2 * instructions <= len(pairs) <= 2 * len(set(pairs.values()))


def is_written_out(sheet: Sheet, names: Names) -> bool:
    """Whether a sheet is a guide in lines, one a row: 一、法律依据 over its text, 二、申请材料 over its lines."""
    filled = list(islice((cells for cells in sheet.rows if any(cells)), WINDOW))
    lines = [text for cells in filled if len(cells) - cells.count(None) == 1 for text in cells if text]
    heads = [text for text in lines if len(text) <= _LONGEST and _CHAPTER.match(text)]
    ordered = [text[0] for text in heads[:_FEWEST]] == [*"一二三"]
    return ordered and 2 * len(lines) > len(filled) and any(names.heading(text).known for text in heads)


def side_by_side(sheet: Sheet, names: Names) -> Sheet | None:
    """A sheet with labels in one column and a guide in each column after it, transposed; None for other
    sheets.

    Rows without a label and texts, such as section titles, are left out.
    """
    rows = {row: cells for row in range(len(sheet.rows)) if (cells := _label_and_texts(sheet, row, names))}
    named = [cells for cells in rows.values() if names.heading(cells[0]).name in NAME_KEYS]
    several = sum(len(cells) > _FEW for cells in rows.values())
    if not any(len(set(cells[1:])) > 1 for cells in named) or 2 * several <= len(pairs_in(sheet, names)):
        return None
    top = min(rows)
    kept = [cells if row in rows else [None] * len(cells) for row, cells in enumerate(sheet.rows)][top:]
    merged = {
        (column, row - top): (left, above - top)
        for (row, column), (above, left) in sheet.merged.items()
        if row in rows and above >= top
    }
    first = sheet.first[0] + top, sheet.first[1]
    return Sheet(sheet.name, list(map(list, zip(*kept, strict=True))), first, merged, True, sheet.hidden)


def _label_and_texts(sheet: Sheet, row: int, names: Names) -> list[str]:
    """The label that begins a row, perhaps after a number, and the texts after it; empty for other rows."""
    begun = list(beginning_cells(sheet, row))
    cells = [text for _, text in begun if text]
    if len(cells) > 1 and cells[0].isdecimal():
        cells = cells[1:]
    known = [names.heading(text).known for text in cells]
    return cells if len(begun) > _FEW and known and known[0] and not any(known[1:]) else []


def beginning_cells(sheet: Sheet, row: int) -> Iterator[tuple[int, str | None]]:
    """The column and text of each cell that begins in a row (merged cells count once)."""
    for column, text in enumerate(islice(sheet.rows[row], WIDEST)):
        if (row, column) not in sheet.merged:
            yield column, text
