"""Canonical records as JSON, indented for people, or as JSON lines, one record each."""

from __future__ import annotations

import json
from collections.abc import Sequence

from guidelint.record import Data
from guidelint.writers.written import Written


def write(records: Sequence[Data]) -> list[Written]:
    """One record as an object, any other number of them under `records`."""
    root = records[0] if len(records) == 1 else {"records": list(records)}
    return [Written(".json", f"{json.dumps(root, ensure_ascii=False, indent=2)}\n".encode())]


def write_lines(records: Sequence[Data]) -> list[Written]:
    """A record a line."""
    lines = (f"{json.dumps(record, ensure_ascii=False)}\n" for record in records)
    return [Written(".jsonl", "".join(lines).encode())]
