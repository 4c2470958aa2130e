"""Recognises published tables in the cells of a file, and their rows by column role."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from guidelint.assess.audit.grid import Block, Cell, Number, is_nothing, number_of
from guidelint.assess.audit.headings import COUNTS, LEVELS, NUMBERS, Header, find_header
from guidelint.lean.structs import Struct, fresh

_TOTAL = re.compile(r"(?:全[省市县区州]|总)?(?:合计|总计|总数|汇总)|total", re.IGNORECASE)
_PARTIAL = re.compile(r".*(?:小计|平均|均值).*")
_LONGEST_BREAK = 4


class Entry(Struct):
    """A row: the name as printed without blanks, its cells by role, and the numbers in them.

    A blank count is 0; a cell that is no number is in `cells` only.
    """

    name: str
    cells: Mapping[str, Cell]
    numbers: Mapping[str, Number]

    def value(self, role: str) -> Decimal | None:
        """The number under a role, None where there is none."""
        number = self.numbers.get(role)
        return None if number is None else number.value

    @property
    def known(self) -> Decimal | None:
        """The matters with a known level: the sum of the four, else as stated by the total."""
        levels = [value for name in LEVELS if (value := self.value(name)) is not None]
        if len(levels) == len(LEVELS):
            return sum(levels, Decimal(0))
        total = self.value("total")
        return None if total is None else total - (self.value("unknown") or 0)


class Table(Struct, frozen=False):
    """A published table. `rows` are those that add up to `total`; `partial` are subtotals and averages."""

    heading: str
    title: str
    header: Header
    rows: list[Entry] = fresh(default_factory=list)
    partial: list[Entry] = fresh(default_factory=list)
    total: Entry | None = None

    @property
    def label(self) -> str:
        """The name of the table."""
        return self.heading or self.title

    @property
    def entries(self) -> list[Entry]:
        """Every row, the total last."""
        return [*self.rows, *self.partial, *([self.total] if self.total else [])]

    def take(self, entry: Entry, is_total: bool) -> None:
        """Add a row; if there are several totals the last is that of the table."""
        if is_total:
            self.partial += [self.total] if self.total else []
            self.total = entry
        else:
            (self.partial if _PARTIAL.fullmatch(entry.name) else self.rows).append(entry)


def tables_of(blocks: Iterable[Block]) -> Iterator[Table]:
    """The tables of a file that can be audited, without those that have no rows."""
    for block in blocks:
        for table in _tables(block):
            if table.rows:
                yield table


def _tables(block: Block) -> list[Table]:
    found: list[Table] = []
    title, at = "", 0
    while at < len(block.rows):
        header = find_header(block.rows, at)
        if header is not None:
            if not found or header.columns != found[-1].header.columns:
                found.append(Table(block.heading, title, header))
            at += header.height
            continue
        row, used = _whole_row(block, at, found[-1].header if found else None)
        texts = [cell.text for cell in row if cell.text]
        if found and len(texts) > 1:
            _take(found[-1], row)
        elif len(texts) == 1:
            title = texts[0]
        at += used
    return found


def _whole_row(block: Block, at: int, header: Header | None) -> tuple[Sequence[Cell], int]:
    """A row with the lines that continue it, if together they fill the table; and their number.

    Only a row that begins with its number is certain: a note or page number may precede one.
    """
    row = list(block.rows[at])
    if not block.breaks or header is None or not _is_numbered(row, header):
        return row, 1
    width = max(header.columns.values()) + 1
    for used in range(1, _LONGEST_BREAK):
        if len(row) >= width or at + used >= len(block.rows):
            break
        following = block.rows[at + used]
        texts = row[-1].text, following[0].text
        if not all(texts) or any(map(number_of, texts)):
            break
        seam = row[-1]._replace(text="".join(texts))
        row = [*row[:-1], seam, *following[1:]]
        if len(row) == width:
            return row, used + 1
    return block.rows[at], 1


def _is_numbered(row: Sequence[Cell], header: Header) -> bool:
    column = header.columns.get("number", len(row))
    return column < len(row) - 1 and number_of(row[column].text) is not None


def _take(table: Table, row: Sequence[Cell]) -> None:
    columns = table.header.columns
    cells = {name: row[number] for name, number in columns.items() if number < len(row)}
    if "name" not in cells:
        return
    name = re.sub(r"\s", "", cells["name"].text)
    stated_name = name or re.sub(r"\s", "", cells["number"].text if "number" in cells else row[0].text)
    is_total = _TOTAL.fullmatch(stated_name) is not None
    numbers = {role: number for role in NUMBERS if (number := _number(role, cells.get(role)))}
    if (name or is_total) and len(numbers.keys() - {"number", "rank"}) > 1:
        if is_total:
            cells.pop("number" if not name else "", None)
        table.take(Entry(name or stated_name, cells, numbers), is_total)


def _number(role: str, cell: Cell | None) -> Number | None:
    if cell is None:
        return None
    if role in COUNTS and is_nothing(cell.text):
        return Number(Decimal(0), 0, False)
    return number_of(cell.text)
