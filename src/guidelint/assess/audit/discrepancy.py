"""A discrepancy found by an audit: a printed figure that does not follow, the correct one, and the place."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from guidelint.assess.audit.published import Entry, Table
from guidelint.finding import Severity
from guidelint.lean.tuples import NamedTuple
from guidelint.location import Region

Kind = Literal[
    "absent", "compression", "duplicate", "level3plus", "missing-rows", "numbering", "online", "online-share",
    "order", "rank", "row-total", "share", "spelling", "sum", "unread",
]  # fmt: skip
"""What is wrong; reports write it as the rule `audit.KIND`."""


class Discrepancy(NamedTuple):
    """A figure or name that does not follow from the rest.

    `variant` selects among the sentences of a kind (rounding differences have their own), `facts` are their
    arguments. `expected` is empty if the correct value is unknown.
    """

    kind: Kind
    severity: Severity
    table: Table
    row: str
    column: str
    region: Region
    printed: str = ""
    expected: str = ""
    variant: str = ""
    facts: Mapping[str, str] = {}


def discrepancy(
    table: Table,
    entry: Entry,
    role: str,
    kind: Kind,
    severity: Severity,
    expected: str = "",
    variant: str = "",
    **facts: str,
) -> Discrepancy:
    """What is wrong with the cell that a row has in the column of a role."""
    cell, label = entry.cells[role], table.header.labels[role]
    return Discrepancy(
        kind, severity, table, entry.name, label, cell.region, cell.text, expected, variant, facts
    )


def shown(value: Decimal) -> str:
    """A number as tables print it: no exponent, no trailing zeros."""
    return f"{value:f}" if value != value.to_integral_value() else f"{value.to_integral_value():f}"
