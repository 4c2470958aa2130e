"""Canonical records as CSV: the matters in one file, every list that has rows in one beside it.

UTF-8 with a byte order mark, so that a spreadsheet program takes Chinese for Chinese. A cell that such a program would
take for a formula gets an apostrophe in front (CWE-1236), which the reader of CSV takes away again.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from io import StringIO

from guidelint.record import Data
from guidelint.writers.tables import Table, tables
from guidelint.writers.written import Written

_FORMULA = re.compile("'*[=+\\-@\t＝＋－＠]")


def write(records: Sequence[Data]) -> list[Written]:
    """The files of the tables: `.csv`, `.materials.csv` …; of the lists only those that have rows."""
    return [
        Written(f".{table.name}.csv" if table.name else ".csv", _file(table))
        for table in tables(records)
        if table.rows or not table.name
    ]


def _file(table: Table) -> bytes:
    out = StringIO(newline="")
    made = csv.writer(out, lineterminator="\r\n")
    made.writerow(table.header)
    made.writerows([defused(cell) for cell in row] for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def defused(cell: str) -> str:
    """A cell that no spreadsheet program computes."""
    return f"'{cell}" if _FORMULA.match(cell) else cell
