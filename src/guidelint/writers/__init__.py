"""Writes canonical records in every format that a reader reads: one pure function per format, in a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from guidelint.errors import UsageError, meant, near
from guidelint.record import Data
from guidelint.writers.written import Written

WRITERS: dict[str, str] = {
    "yaml": "guidelint.writers.yaml_writer:write",
    "json": "guidelint.writers.json_writer:write",
    "jsonl": "guidelint.writers.json_writer:write_lines",
    "xml": "guidelint.writers.xml_writer:write",
    "xlsx": "guidelint.writers.xlsx_writer:write",
    "csv": "guidelint.writers.csv_writer:write",
    "html": "guidelint.writers.html_writer:write",
}
"""Form → `module:function`, loaded when asked for; the function is (canonical records) -> list[Written]."""

ONE_A_FILE = frozenset(("html",))
"""Forms that hold one matter a file."""
FILES_ONLY = frozenset(("csv", "xlsx"))
"""Forms that no stream can hold: several files, or bytes that are no text."""


def write(form: str, records: Sequence[Data]) -> list[Written]:
    """Canonical records (see `canonical`) in a form, as the contents of files. UsageError where they do not fit it."""
    if form not in WRITERS:
        raise UsageError(
            f"没有格式 {form!r}{meant(form, WRITERS)}（可用的有 {'、'.join(WRITERS)}）",
            f"unknown form {form!r}{near(form, WRITERS)} (allowed: {', '.join(WRITERS)})",
        )
    if form in ONE_A_FILE and len(records) != 1:
        raise UsageError(
            f"{form} 一份文件只放一个事项，现在有 {len(records)} 个，请用 --out 文件夹 --split",
            f"{form} is one matter a file and there are {len(records)}: --out FOLDER --split",
        )
    module, _, name = WRITERS[form].partition(":")
    function: Callable[..., Any] = getattr(import_module(module), name)
    made: list[Written] = function(records)
    return made
