"""Checks within each row of a published table: sum, shares, compression."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from guidelint.assess.audit.discrepancy import Discrepancy, Kind, discrepancy, shown
from guidelint.assess.audit.grid import Number, is_nothing
from guidelint.assess.audit.headings import LEVELS, NUMBERS, SHARES
from guidelint.assess.audit.published import Entry, Table
from guidelint.assess.tables import rounded

_MOST_PLACES = 2
_KINDS: dict[str, Kind] = {
    "level3plus": "level3plus",
    "online_share": "online-share",
    "compression": "compression",
}


def row_discrepancies(table: Table) -> Iterator[Discrepancy]:
    """The discrepancies in single rows, including the total."""
    scales = {name: _Scale(table, name) for name in SHARES if name in table.header.columns}
    for entry in table.entries:
        yield from _unread(table, entry)
        yield from _counts(table, entry)
        for name, scale in scales.items():
            yield from _share(table, entry, name, scale)


class _Scale:
    """How a column prints percentages: number of decimals, and as 93.33 or as 0.9333.

    Workbooks store percentages as fractions; if nothing else tells, the reading that fits more rows is used.
    """

    def __init__(self, table: Table, name: str) -> None:
        pairs = [(e.numbers[name], exact_share(e, name)) for e in table.entries if name in e.numbers]
        numbers = [number for number, _ in pairs]
        self.factor = 1
        self.places = min(_MOST_PLACES, max((number.places for number in numbers), default=0))
        if any(number.percent or abs(number.value) > 1 for number in numbers):
            return
        fits = sum(self._fits(number, exact) for number, exact in pairs)
        self.factor = 100
        if sum(self._fits(number, exact) for number, exact in pairs) > fits:
            self.places = _MOST_PLACES
        else:
            self.factor = 1

    def _fits(self, number: Number, exact: Fraction | None) -> bool:
        return exact is not None and abs(Fraction(self.printed(number)) - exact) < 1

    def printed(self, number: Number) -> Decimal:
        """The percentage in a cell, with the decimals of its column."""
        return self.round(Fraction(number.value) * self.factor)

    def round(self, exact: Fraction) -> Decimal:
        """An exact percentage as this column would print it."""
        return Decimal(str(rounded(exact, self.places))).quantize(self.unit)

    @property
    def unit(self) -> Decimal:
        """The smallest difference that the column can show."""
        return Decimal(1).scaleb(-self.places)


def exact_share(entry: Entry, name: str) -> Fraction | None:
    """The percentage that follows from the counts of a row, 0 for 0 of 0; None if it does not follow."""
    if name == "compression":
        statutory, promised = entry.value("statutory"), entry.value("promised")
        return None if statutory is None or promised is None else _percent(statutory - promised, statutory)
    part, known = _part(entry, name), entry.known
    return None if part is None or known is None else _percent(part, known)


def _percent(part: Decimal, whole: Decimal) -> Fraction:
    return Fraction(part) * 100 / Fraction(whole) if whole else Fraction(0)


def _part(entry: Entry, name: str) -> Decimal | None:
    if name == "online_share":
        return _online(entry)
    names = ("level3", "level4") if name == "level3plus" else (name.replace("share", "level"),)
    parts = [entry.value(level) for level in names]
    return None if None in parts else sum(filter(None, parts), Decimal(0))


def _online(entry: Entry) -> Decimal | None:
    """The number of matters that can be handled online: level two and above, else as stated by the row."""
    first, known = entry.value("level1"), entry.known
    return entry.value("online") if first is None or known is None else known - first


def _unread(table: Table, entry: Entry) -> Iterator[Discrepancy]:
    for name in NUMBERS:
        cell = entry.cells.get(name)
        if name == "number" or cell is None or name in entry.numbers or is_nothing(cell.text):
            continue
        yield discrepancy(table, entry, name, "unread", "warning")


def _counts(table: Table, entry: Entry) -> Iterator[Discrepancy]:
    levels = [entry.value(level) for level in LEVELS]
    if "total" in table.header.columns and None not in levels:
        right = sum(filter(None, levels), entry.value("unknown") or Decimal(0))
        if entry.value("total") not in (None, right):
            yield discrepancy(table, entry, "total", "row-total", "error", shown(right))
    online = _online(entry)
    if online is not None and entry.value("online") not in (None, online):
        yield discrepancy(table, entry, "online", "online", "error", shown(online))


def _share(table: Table, entry: Entry, name: str, scale: _Scale) -> Iterator[Discrepancy]:
    number, exact = entry.numbers.get(name), exact_share(entry, name)
    if number is None or exact is None:
        return
    printed, right = scale.printed(number), scale.round(exact)
    if printed == right:
        return
    near = abs(printed - right) <= scale.unit
    variant = "rounding" if near else ""
    if near and name == "level3plus" and _sum_of_printed(entry) == number.value:
        variant = "rounded-parts"
    kind = _KINDS.get(name, "share")
    yield discrepancy(table, entry, name, kind, "info" if near else "error", f"{right}%", variant)


def _sum_of_printed(entry: Entry) -> Decimal | None:
    third, fourth = entry.value("share3"), entry.value("share4")
    return None if third is None or fourth is None else third + fourth
