"""A sheet as the table readers see it: rows of texts, merged cells, and cell addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from guidelint.lean.tuples import NamedTuple

Cell = tuple[int, int]
"""Row and column, as indices into `Sheet.rows`."""
Span = tuple[int, int, int, int]
"""First row, first column, last row, last column of a merged range, as indices into `Sheet.rows`."""

_LONG = 1e15
_EXACT = 2.0**53
_ROUND = len("1.2345678e+18")
"""Numbers beyond float precision are taken for codes, except round ones, whose repr is shorter than this."""
_REMEMBERED = 20_000


class Sheet(NamedTuple):
    """One sheet. `rows` all have the same length; an empty or blank cell is None.

    `first`: row and column number (from 1) of `rows[0][0]` in the source. `merged`: covered cell → top-left
    cell of its range. `turned`: the rows are columns of the source. `hidden`: the sheet is hidden in the
    workbook.
    """

    name: str
    rows: list[list[str | None]]
    first: tuple[int, int] = (1, 1)
    merged: Mapping[Cell, Cell] = MappingProxyType({})
    turned: bool = False
    hidden: bool = False

    def cell(self, row: int, column: int) -> str | None:
        """The text of a cell; for a merged cell, that of its range."""
        if (row, column) in self.merged:
            row, column = self.merged[row, column]
        return self.rows[row][column] if 0 <= row < len(self.rows) and column < len(self.rows[row]) else None

    def numbers(self, row: int, column: int) -> Cell:
        """The row and column number (from 1) of a cell in the source."""
        if self.turned:
            row, column = column, row
        return self.first[0] + row, self.first[1] + column

    def address(self, row: int, column: int) -> str:
        """The address of a cell as a spreadsheet shows it: `事项!G12`."""
        line, number = self.numbers(row, column)
        return f"{self.name}!{letters(number)}{line}"


def letters(number: int) -> str:
    """The letters of a column number: 1 is A, 27 is AA."""
    found = ""
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(65 + rest) + found
    return found


def column_number(name: str) -> int:
    """The column number for its letters."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number


def rectangular(rows: Iterable[Iterable[Any]], show: Callable[[Any], str | None]) -> list[list[str | None]]:
    """Rows of texts padded to the same length, with None for blanks."""
    texts = [list(map(show, row)) for row in rows]
    width = max(map(len, texts), default=0)
    for row in texts:
        if len(row) < width:
            row.extend([None] * (width - len(row)))
    return texts


def covered(spans: Iterable[Span], height: int, width: int) -> dict[Cell, Cell]:
    """Covered cell → top-left cell, for the merged ranges within a sheet.

    Overlapping ranges, which only hostile files have, cannot produce more entries than there are cells.
    """
    found: dict[Cell, Cell] = {}
    budget = height * width
    for top, left, bottom, right in spans:
        for row in range(max(top, 0), min(bottom, height - 1) + 1):
            for column in range(max(left, 0), min(right, width - 1) + 1):
                budget -= 1
                if (row, column) != (top, left):
                    found[row, column] = (max(top, 0), max(left, 0))
            if budget < 0:
                return found
    return found


def text_of(value: Any) -> str | None:
    """The value of a cell as text: whole numbers without a point, dates as YYYY-MM-DD, blanks as None."""
    if type(value) is str:
        if "_x000D_" in value:
            value = value.replace("_x000D_", "")
        return value if value and not value.isspace() else None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number(value)
    return None if value is None else _moment(value)


class Texts(dict[Any, str | None]):
    """Converts cells to texts; equal texts become the same object to save memory.

    Only texts are cached; numbers and dates are formatted each time.
    """

    def __init__(self, show: Callable[[Any], str | None] = text_of) -> None:
        super().__init__()
        self._show = show

    def __missing__(self, value: Any) -> str | None:
        if type(value) is not str:
            return self._show(value)
        if len(self) >= _REMEMBERED:
            self.clear()
        shown = self[value] = self._show(value)
        return shown


def _number(value: float) -> str:
    """The digits that a spreadsheet shows: at most fifteen significant ones, none invented.

    A longer code has lost digits: 1.14306230063501E+31.
    """
    if value.is_integer() and abs(value) < _LONG:
        return str(int(value))
    if value.is_integer() and value > _EXACT and len(repr(value)) >= _ROUND:
        mantissa, _, exponent = f"{value:.14E}".partition("E")
        return f"{mantissa.rstrip('0')}E{exponent}"
    return format(Decimal(repr(value)), "f").removesuffix(".0")


def _moment(value: Any) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, time):
        return value.isoformat("seconds" if value.second else "minutes")
    return value.isoformat() if isinstance(value, date) else str(value)
