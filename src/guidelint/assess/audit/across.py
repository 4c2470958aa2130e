"""Compares the tables of one file: authorities missing from one of them, names spelled in two ways."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from guidelint.assess.audit.discrepancy import Discrepancy, discrepancy, shown
from guidelint.assess.audit.published import Entry, Table
from guidelint.assess.audit.table_checks import missing
from guidelint.finding import Severity

Names = Mapping[str, Entry]
"""The rows of a table by the name that is meant."""


def across(tables: Sequence[Table], aliases: Mapping[str, str]) -> list[Discrepancy]:
    """Compare tables that mostly list the same authorities, for rows that totals include but hide."""
    found: list[Discrepancy] = []
    absent: dict[int, list[tuple[int, Entry]]] = {}
    named = [{aliases.get(row.name, row.name): row for row in table.rows} for table in tables]
    for one, other in combinations(range(len(tables)), 2):
        if not _akin(named[one], named[other]):
            continue
        variants = dict(_variants(named[one], named[other]))
        for name, spelled in variants.items():
            found.append(_spelling(tables[one], named[one][name], tables[other], named[other][spelled]))
        absent.setdefault(other, []).extend((one, row) for row in _only(named[one], named[other], variants))
        known = {spelled: name for name, spelled in variants.items()}
        absent.setdefault(one, []).extend((other, row) for row in _only(named[other], named[one], known))
    for number, table in enumerate(tables):
        lacking = absent.get(number, [])
        found += [_absent(tables[source], row, table) for source, row in lacking]
        found += _missing_rows(table, [row for _, row in lacking])
    return found


def _akin(one: Names, other: Names) -> bool:
    shared = len(one.keys() & other.keys())
    return shared > 1 and 2 * shared >= min(len(one), len(other))


def _variants(one: Names, other: Names) -> Iterator[tuple[str, str]]:
    """Names in two tables that mean one authority: aliases, or only one ends with the other."""
    for name in one:
        if name in other and one[name].name != other[name].name:
            yield name, name
    rest = sorted(other.keys() - one.keys())
    for name in sorted(one.keys() - other.keys()):
        alike = [candidate for candidate in rest if candidate.endswith(name) or name.endswith(candidate)]
        if len(alike) == 1:
            yield name, alike[0]


def _only(one: Names, other: Names, variants: Mapping[str, str]) -> list[Entry]:
    return [row for name, row in one.items() if name not in other and name not in variants]


def _spelling(table: Table, row: Entry, other: Table, spelled: Entry) -> Discrepancy:
    return discrepancy(table, row, "name", "spelling", "info", other=other.label, spelled=spelled.name)


def _absent(table: Table, row: Entry, other: Table) -> Discrepancy:
    """A flaw only if the other table's total counts rows that it does not show."""
    severity: Severity = "warning" if missing(other) else "info"
    return discrepancy(table, row, "name", "absent", severity, other=other.label)


def _missing_rows(table: Table, lacking: list[Entry]) -> Iterator[Discrepancy]:
    gaps, total = missing(table), table.total
    if not gaps or total is None:
        return
    labels = table.header.labels
    counted = "、".join(f"{labels[name]} {shown(gap)}" for name, gap in gaps.items())
    named = "、".join(dict.fromkeys(row.name for row in lacking))
    variant = "named" if named else ""
    yield discrepancy(
        table, total, "name", "missing-rows", "error", variant=variant, gaps=counted, named=named
    )
