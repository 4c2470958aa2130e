"""How far the cells of an XLSX sheet reach, told from its XML before a parser lays it out."""

from __future__ import annotations

import re

from guidelint.readers.sheet import column_number, letters

_USUAL = re.compile(rb'<c r="([A-Z]{1,3})')
_COLUMN = re.compile(rb'<(?:\w+:)?c [^<>]*?\br="([A-Z]{1,3})')
_ROW = re.compile(rb'<(?:\w+:)?row [^<>]*?\br="(\d{1,7})"')
_USUAL_ROW = re.compile(rb'<row [^<>]*?\br="(\d{1,7})"')
_NAMELESS = re.compile(rb"<(?:\w+:)?c(?: (?![^<>]*\br=)[^<>]*)?>")
_WIDEST = 16_384


class Reach:
    """How far the cells of a sheet reach, at most: a column beyond the widest so far is looked for, not listed.

    `nameless` tells that there are cells without an address.
    """

    def __init__(self) -> None:
        self.width = self.height = 1
        self.nameless = False
        self._beyond = _beyond(1)

    @property
    def area(self) -> int:
        """Last row times last column."""
        return self.width * self.height

    def add(self, xml: bytes) -> None:
        """Look at a piece, which ends before a row."""
        prefixed = b":" in xml and b":row" in xml
        self.height = max((self.height, *map(int, (_ROW if prefixed else _USUAL_ROW).findall(xml))))
        if not prefixed and (xml.count(b"<c") == xml.count(b'<c r="') or _all_addressed(xml)):
            if self._beyond.search(xml):
                self._widen(_USUAL.findall(xml))
            return
        self.nameless = self.nameless or _NAMELESS.search(xml) is not None
        self._widen(_COLUMN.findall(xml))
        if self.nameless:
            self.width = max(self.width, _WIDEST)

    def _widen(self, names: list[bytes]) -> None:
        width = max((column_number(name.decode()) for name in set(names)), default=1)
        if width > self.width:
            self.width, self._beyond = width, _beyond(width)


def _all_addressed(xml: bytes) -> bool:
    """Whether every cell begins with its address; other elements begin with the same letter."""
    return xml.count(b"<c ") == xml.count(b'<c r="') and b"<c>" not in xml


def _beyond(width: int) -> re.Pattern[bytes]:
    """What finds a cell in a column to the right of one: a longer name, or a greater one as long."""
    name = letters(width)
    longer = f"[A-Z]{{{len(name) + 1},3}}" if len(name) < 3 else "(?!)"
    greater = [
        f"{name[:at]}[{chr(ord(sign) + 1)}-Z]{'[A-Z]' * (len(name) - at - 1)}"
        for at, sign in enumerate(name)
        if sign < "Z"
    ]
    return re.compile(f'<c r="(?:{"|".join([longer, *greater])})[0-9]'.encode())
