"""The audit of a published table: whether its totals, shares and ranks follow from its own rows.

The table is read as printed; every derived figure is recomputed exactly.
"""

from __future__ import annotations

from collections.abc import Mapping

from guidelint.assess.audit.across import across
from guidelint.assess.audit.discrepancy import Discrepancy
from guidelint.assess.audit.grid import Grid
from guidelint.assess.audit.published import Table, tables_of
from guidelint.assess.audit.row_checks import row_discrepancies
from guidelint.assess.audit.table_checks import table_discrepancies
from guidelint.lean.tuples import NamedTuple
from guidelint.location import START
from guidelint.readers.tree import SourceProblem

__all__ = ["Audit", "Discrepancy", "Table", "audit"]


class Audit(NamedTuple):
    """The recognised tables, in order, and the discrepancies, by place.

    `problems`: why there is no table: the file cannot be read, or contains none (`source.unrecognised`).
    """

    tables: tuple[Table, ...]
    discrepancies: tuple[Discrepancy, ...]
    problems: tuple[SourceProblem, ...] = ()

    @property
    def fails(self) -> bool:
        """Whether anything other than rounding is wrong, or nothing was audited."""
        return bool(self.problems) or any(each.severity != "info" for each in self.discrepancies)


def audit(grid: Grid, aliases: Mapping[str, str]) -> Audit:
    """Check every table of a file; `aliases` maps alternative spellings of names."""
    tables = tuple(tables_of(grid.blocks))
    if not tables:
        return Audit((), (), grid.problems or (SourceProblem("source.unrecognised", START, {}),))
    found = [each for table in tables for each in (*row_discrepancies(table), *table_discrepancies(table))]
    found += across(tables, aliases)
    numbers = {id(table): number for number, table in enumerate(tables)}
    found.sort(key=lambda each: (numbers[id(each.table)], each.region.line, each.region.column, each.kind))
    return Audit(tables, tuple(found))
