"""The cells of a file (text, CSV or workbook) as rows of texts with locations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from guidelint.lean.tuples import NamedTuple
from guidelint.location import START, Lines, Region
from guidelint.readers.csv.reader import clean
from guidelint.readers.csv.scan import scan
from guidelint.readers.decode import decode
from guidelint.readers.table.sheet import Sheet
from guidelint.readers.tree import SourceProblem
from guidelint.values.numerals import half_width

WORKBOOKS = frozenset((".xlsx", ".xlsm", ".xls", ".ods"))
"""Where a problem of the whole file stands."""
_ANNEX = re.compile(r"附\s*[件表]\s*(?:([0-9一二三四五六七八九十]+)\s*:?|:)\s*(.*)")
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.([0-9]{1,30}))?(%?)")
_NOTHING = re.compile(r"[-—–―－/]*")


class Cell(NamedTuple):
    """A cell as printed, without surrounding blanks; `region` is its location."""

    text: str
    region: Region


class Number(NamedTuple):
    """A printed number: its value, its number of decimals, and whether a % follows."""

    value: Decimal
    places: int
    percent: bool


class Block(NamedTuple):
    """A section of a file that may contain tables: a sheet, a CSV, or the text below a heading `附件 N`.

    Rows without text are left out. `breaks`: rows may continue on the next line, as in text extracted from a
    page.
    """

    heading: str
    rows: tuple[tuple[Cell, ...], ...]
    breaks: bool = False


class Grid(NamedTuple):
    """All blocks of a file, or the problem that prevents reading it."""

    blocks: tuple[Block, ...]
    problems: tuple[SourceProblem, ...] = ()


def grid_of(data: bytes, extension: str) -> Grid:
    """The cells of a file by its extension (lower case, with its dot); unknown ones are taken for text."""
    if extension in WORKBOOKS:
        return _workbook(data)
    decoded = decode(data)
    if decoded.text is None or "\0" in decoded.text:
        reason = "既不是表格也不是文本 (neither a table nor a text)"
        return Grid((), (SourceProblem("source.unsupported", START, {"reason": reason}),))
    return Grid((_csv(decoded.text),) if extension == ".csv" else tuple(_text(decoded.text)))


def number_of(text: str) -> Number | None:
    """The number in a cell, ignoring blanks and group separators inside it (`4. 04%`)."""
    plain = re.sub(r"[\s,]", "", half_width(text))
    found = _NUMBER.fullmatch(plain)
    if found is None:
        return None
    return Number(Decimal(plain.rstrip("%")), len(found[1] or ""), bool(found[2]))


def is_nothing(text: str) -> bool:
    """Whether a cell is blank or only has dashes."""
    return _NOTHING.fullmatch(text) is not None


def _workbook(data: bytes) -> Grid:
    from guidelint.readers.workbook.reader import WorkbookTree

    tree = WorkbookTree(data, frozenset())
    if not tree.sheets:
        return Grid((), tuple(tree.problems))
    return Grid(tuple(_sheet(sheet) for sheet in tree.sheets))


def _sheet(sheet: Sheet) -> Block:
    rows = []
    for number, texts in enumerate(sheet.rows):
        line = sheet.first[0] + number
        rows.append(
            tuple(
                Cell(
                    (text or "").strip(),
                    Region(line, at, line, at + 1, cell=sheet.address(number, at - sheet.first[1])),
                )
                for at, text in enumerate(texts, sheet.first[1])
            )
        )
    return Block(sheet.name, _filled(rows))


def _csv(text: str) -> Block:
    lines = Lines(text)
    delimiter = max(",", "\t", ";", key=text.count)
    rows = (
        tuple(Cell((clean(f.value) or "").strip(), lines.region(f.start, f.end)) for f in fields)
        for fields in scan(text, delimiter)
    )
    return Block("", _filled(rows))


def _text(text: str) -> Iterable[Block]:
    """One block for the text below each heading `附件 N`, and one for the text before the first."""
    lines = Lines(text)
    heading, rows = "", list[tuple[Cell, ...]]()
    for number in range(1, len(lines.starts) + 1):
        line = lines.line_text(number)
        annex = None if "\t" in line else _ANNEX.fullmatch(half_width(line).strip())
        if annex is None:
            rows.append(_cells(line, number))
            continue
        yield Block(heading, _filled(rows), breaks=True)
        heading, rows = f"附件{annex[1] or ''}", []
        if annex[2]:
            rows.append((Cell(annex[2], Region(number, 1, number, len(line) + 1)),))
    yield Block(heading, _filled(rows), breaks=True)


def _cells(line: str, number: int) -> tuple[Cell, ...]:
    cells, column = [], 1
    for part in line.split("\t"):
        start = column + len(part) - len(part.lstrip())
        text = part.strip()
        cells.append(Cell(text, Region(number, start, number, start + len(text))))
        column += len(part) + 1
    return tuple(cells)


def _filled(rows: Iterable[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(row for row in rows if any(cell.text for cell in row))
