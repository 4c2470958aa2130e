"""Checks across the rows of a published table: total, numbering, ranks, names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from guidelint.assess.audit.discrepancy import Discrepancy, discrepancy, shown
from guidelint.assess.audit.headings import COUNTS, LEVELS
from guidelint.assess.audit.published import Entry, Table

_KEYS = ("compression", "level3plus", "online_share")
"""By what tables are ranked, the usual first."""


def table_discrepancies(table: Table) -> Iterator[Discrepancy]:
    """The discrepancies between the rows of one table."""
    yield from _sums(table)
    yield from _numbering(table)
    yield from _duplicates(table)
    if "rank" in table.header.columns:
        yield from _ranks(table)
    elif "排名" in table.title or "排名" in table.heading:
        yield from _order(table)


def missing(table: Table) -> dict[str, Decimal]:
    """How much the total exceeds its rows, by role; empty if omitted rows cannot explain all of it."""
    gaps = {name: printed - added for name, printed, added in _compared(table) if printed != added}
    levels = sum((gaps.get(level, Decimal(0)) for level in LEVELS), gaps.get("unknown", Decimal(0)))
    columns = table.header.columns
    contradicts = {"total", *LEVELS} <= columns.keys() and gaps.get("total", Decimal(0)) != levels
    return {} if contradicts or any(gap < 0 for gap in gaps.values()) else gaps


def _compared(table: Table) -> Iterator[tuple[str, Decimal, Decimal]]:
    """Role, printed total and sum of the rows, for each column with a number in every row."""
    for name in COUNTS:
        printed = table.total.value(name) if table.total else None
        values = [value for row in table.rows if (value := row.value(name)) is not None]
        if printed is not None and len(values) == len(table.rows):
            yield name, printed, sum(values, Decimal(0))


def _sums(table: Table) -> Iterator[Discrepancy]:
    for name, printed, added in _compared(table):
        if table.total and printed != added:
            gap, rows = f"{printed - added:+f}", str(len(table.rows))
            yield discrepancy(table, table.total, name, "sum", "error", shown(added), gap=gap, rows=rows)


def _numbering(table: Table) -> Iterator[Discrepancy]:
    numbered = [row for row in table.entries if "number" in row.numbers]
    for before, row in pairwise(numbered):
        last, number = before.numbers["number"].value, row.numbers["number"].value
        if number != last + 1:
            right = shown(last + 1)
            yield discrepancy(table, row, "number", "numbering", "warning", right, before=shown(last))


def _duplicates(table: Table) -> Iterator[Discrepancy]:
    hits: Counter[str] = Counter()
    for row in table.rows:
        hits[row.name] += 1
        if hits[row.name] > 1:
            yield discrepancy(table, row, "name", "duplicate", "error")


def _ranks(table: Table) -> Iterator[Discrepancy]:
    """Ranks that do not follow from the column that fits them best."""
    ranked = [row for row in table.rows if "rank" in row.numbers]
    tries = [_misranked(ranked, key) for key in _keys(ranked)]
    for row, right, key in min(tries, key=len, default=()):
        yield discrepancy(table, row, "rank", "rank", "error", right, key=table.header.labels[key])


def _keys(rows: list[Entry]) -> list[str]:
    return [key for key in _KEYS if all(key in row.numbers for row in rows)]


def _misranked(rows: list[Entry], key: str) -> list[tuple[Entry, str, str]]:
    """Rows whose rank is wrong; equal values may share a rank or follow each other in any order."""
    values = [row.numbers[key].value for row in rows]
    wrong = []
    for row, value in zip(rows, values, strict=True):
        greater = sum(other > value for other in values)
        allowed = {*range(greater + 1, greater + 1 + values.count(value))}
        allowed.add(len({other for other in values if other > value}) + 1)
        if row.numbers["rank"].value not in allowed:
            wrong.append((row, str(greater + 1), key))
    return wrong


def _order(table: Table) -> Iterator[Discrepancy]:
    """Rows of a ranking without rank column that are above a better one."""
    tries = [
        [
            (row, before, key)
            for before, row in pairwise(table.rows)
            if row.numbers[key].value > before.numbers[key].value
        ]
        for key in _keys(table.rows)
    ]
    for row, before, key in min(tries, key=len, default=()):
        label = table.header.labels[key]
        yield discrepancy(table, row, key, "order", "warning", before=before.name, key=label)
