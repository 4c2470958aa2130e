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

_FORMULA = re.compile("'*[=+\\-@\t＝＋－＠]|'+[0-9][0-9A-Z -]{5,}$")
"""So begins a formula, or a code with an apostrophe of its own, of which the reader takes one away."""


def write(records: Sequence[Data]) -> list[Written]:
    """The files of the tables: `.csv`, `.materials.csv` …; a list without rows is an empty column of the matters."""
    main, *lists = tables(records)
    empty = [table.label for table in lists if not table.rows]
    files = [Written(".csv", _file(main, empty))]
    return files + [Written(f".{table.name}.csv", _file(table)) for table in lists if table.rows]


def _file(table: Table, empty: Sequence[str] = ()) -> bytes:
    out = StringIO(newline="")
    made = csv.writer(out, lineterminator="\r\n")
    made.writerow([*table.header, *empty])
    made.writerows([*map(defused, row), *("" for _ in empty)] for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def defused(cell: str) -> str:
    """A cell that no spreadsheet program computes."""
    return f"'{cell}" if _FORMULA.match(cell) else cell
