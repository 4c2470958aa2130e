"""Determines from the XML of an XLSX sheet how far its cells reach, before a parser allocates the area."""

from __future__ import annotations

import re
from functools import lru_cache

from guidelint.readers.table.sheet import column_number, letters

_PREFIXED = re.compile(rb":(?:row|c)[\s/>]")
_LAST_ROW = re.compile(rb'<row [^<>]*?\br="([0-9]{1,7})"')
_COLUMN = re.compile(rb'<c r="([A-Z]{1,3})[0-9]')
_TAG = re.compile(rb"""<(?:[^\s<>/:"']*:)?(row|c)(?=[\s/>])((?:"[^"]*"|'[^']*'|[^<>"']+)*)""")
_ADDRESS = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]*)([0-9]*)""")
_LETTER = 26
_TWO_LETTERS = 26 * 27
_THREE_LETTERS = 26 * 27 * 26 + 26


class Reach:
    """How far the cells of a sheet reach: an upper bound, or `exactly` the cells that hold anything.

    The bound is cheap: a single search per chunk finds cells with unusual addresses or beyond the bound; only
    such chunks are parsed.
    """

    def __init__(self, exactly: bool = False) -> None:
        self.width = self.height = 1
        self._exactly = exactly
        self._row = 0

    @property
    def area(self) -> int:
        """Last row times last column."""
        return self.width * self.height

    def add(self, xml: bytes) -> None:
        """Examine a chunk, which ends before a row."""
        if self._exactly or not self._enclosed(xml):
            self._scan(xml)

    def _enclosed(self, xml: bytes) -> bool:
        """Whether all cells of a chunk have plain addresses; the bound then encloses them."""
        last = _LAST_ROW.match(xml, max(xml.rfind(b"<row"), 0))
        if last is None or (b":" in xml and _PREFIXED.search(xml)):
            return False
        row = int(last[1])
        height, width = _same_digit(max(self.height, row)), _same_letter(self.width)
        if _outside(width, height).search(xml):
            names = set(_COLUMN.findall(xml))
            width = _same_letter(max((width, *(column_number(name.decode()) for name in names))))
            if _outside(width, height).search(xml):
                return False
        self.height, self.width, self._row = height, width, row
        return True

    def _scan(self, xml: bytes) -> None:
        """Parse a chunk cell by cell; a cell without an address follows the last one."""
        column = 0
        for kind, attributes in _TAG.findall(xml):
            found = _ADDRESS.search(attributes)
            number = int(found[2]) if found and found[2] else 0
            if kind == b"row":
                self._row, column = number or self._row + 1, 0
                continue
            column = column_number(found[1].decode().upper()) if found and found[1] else column + 1
            if not (self._exactly and attributes.endswith(b"/")):
                self.width, self.height = max(self.width, column), max(self.height, number or self._row)


def _same_digit(number: int) -> int:
    """The highest number with the same number of digits and the same first digit."""
    digits = str(number)
    return int(digits[0] + "9" * (len(digits) - 1))


def _same_letter(column: int) -> int:
    """The last column whose name has the same length and, of two letters, the same first letter."""
    if column <= _LETTER:
        return column
    return _THREE_LETTERS if column > _TWO_LETTERS else (column - 1) // _LETTER * _LETTER + _LETTER


@lru_cache(maxsize=256)
def _outside(width: int, height: int) -> re.Pattern[bytes]:
    """A pattern for cells without a plain address in a bound (of `_same_letter` and `_same_digit`)."""
    first, more = str(height)[0], len(str(height)) - 1
    rows = f"[0-{first}]?[0-9]{{1,{more}}}+" if more else f"[0-{first}]"
    name = letters(width)
    columns = ("[A-Z]{1,3}", f"[A-{name[0]}]", f"[A-{name[0]}]?[A-Z]")[len(name) % 3]
    return re.compile(f'<c(?! r="{columns}{rows}")(?![A-Za-z])'.encode())
