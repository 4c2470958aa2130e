"""Materials side by side in columns: below one merged heading, or numbered ones (材料1名称, 份数1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from guidelint.readers.table.headings import Names
from guidelint.readers.table.lists import (
    MATERIALS,
    describes,
    describes_element,
    leading_column_of,
    list_titled,
)
from guidelint.readers.table.sheet import Sheet
from guidelint.values.numerals import chinese_number
from guidelint.vocabulary import FIELDS

Label = tuple[int, str, str]
"""A header cell: the index of its column, its group and its label."""
Abreast = dict[int, tuple[str, int]]
"""Column index → column of the material, and the number of the material."""

_NUMERAL = "([1-9][0-9]?|[一二三四五六七八九十])"
_WITHIN = re.compile(f"((?:申请|申报|所需|提交)?材料){_NUMERAL}([^0-9]+)")
_AT_END = re.compile(f"([^0-9（(]+)[（(]?{_NUMERAL}[）)]?")
_LONGEST = 20
_AMOUNT = re.compile(r"\s*\d+\s*[份张页]?\s*")


def abreast(sheet: Sheet, rows: tuple[int, int], labels: Sequence[Label], names: Names) -> Abreast:
    """The columns that list materials side by side below a header (`rows`: its first and last row).

    Empty for a sheet of materials; numbered headings are ignored if the table has a column of materials as
    well.
    """
    if list_titled(sheet.name):
        return {}
    numbered = {at: found for at, _, label in labels if (found := numbered_of(label, names))}
    named = {number for name, number in numbered.values() if name == leading_column_of(MATERIALS)}
    own = [at for at, _, label in labels if at not in numbered and _is_list(label, names)]
    if named:
        return {} if own else {at: found for at, found in numbered.items() if found[1] in named}
    if not own or not all(_goes_on(sheet, rows, own[0], at) for at in own[1:]):
        return {}
    data = sheet.rows[rows[1] + 1 :]
    spread = [at for at in own + _unnamed_after(own[-1], labels) if any(row[at] for row in data)]
    if len(spread) < 2 or not are_names(row[at] for row in data for at in spread):
        return {}
    return {at: (leading_column_of(MATERIALS), number) for number, at in enumerate(spread, 1)}


def _goes_on(sheet: Sheet, rows: tuple[int, int], first: int, at: int) -> bool:
    """Whether the heading of a column spans the next column."""
    return any(sheet.merged.get((row, at), (row, at))[1] == first for row in rows)


def _is_list(label: str, names: Names) -> bool:
    heading = names.heading(label)
    return heading.known and list_titled(heading.name) == MATERIALS


def _unnamed_after(last: int, labels: Sequence[Label]) -> list[int]:
    """The columns without a heading that follow a column with one, as a merged heading looks in a CSV."""
    after = next((at for at, _, label in labels if at > last and label), last + 1)
    return list(range(last + 1, after))


def numbered_of(label: str, names: Names) -> tuple[str, int] | None:
    """The column and number that a numbered heading means (申请材料1, 份数1, 材料1名称); None for other headings."""
    label = "".join(label.split())
    if len(label) > _LONGEST or not (found := _WITHIN.fullmatch(label) or _AT_END.fullmatch(label)):
        return None
    if (whole := names.heading(label)).known and whole.exact:
        return None
    within = found.re is _WITHIN
    ways = [found[1] + found[3], "材料" + found[3], found[3]] if within else [found[1]]
    numbered = next(filter(None, (_of_a_material(name, names) for name in ways)), None)
    number = chinese_number(found[2])
    return None if numbered is None or number is None else (numbered, number)


def _of_a_material(name: str, names: Names) -> str | None:
    """The material's column that a heading, without its number, means; None if it means none."""
    if name.endswith("材料名称") or list_titled(name) == MATERIALS:
        return leading_column_of(MATERIALS)
    heading = names.heading(name)
    is_element = heading.known and (
        describes_element(heading.name, MATERIALS) or describes(heading.name, MATERIALS)
    )
    return heading.name if is_element else None


def are_names(texts: Iterable[str | None]) -> bool:
    """Whether no text is a number of copies or an option; used for columns without a heading."""
    return not any(text and (text.strip() in _options() or _AMOUNT.fullmatch(text)) for text in texts)


@cache
def _options() -> frozenset[str]:
    fields = FIELDS["materials"].fields
    return frozenset(value for field in fields for value in field.values)
