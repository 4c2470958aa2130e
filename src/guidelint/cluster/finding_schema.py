"""The columns of a frame of findings: those of a finding in the JSON report."""

from __future__ import annotations

_RECORD = "struct<code: string, name: string, authority: string, index: long>"
_LOCATION = (
    "struct<source: string, line: long, column: long, end_line: long, end_column: long, "
    "cell: string, xpath: string>"
)
_FIX = (
    "struct<description: string, safe: boolean, "
    "edits: array<struct<start: long, end: long, text: string, cell: string>>>"
)
_BASIS = "array<struct<document: string, clause: string, reason: string>>"
_RELATED = f"array<struct<path: string, record: {_RECORD}, location: {_LOCATION}, message: string>>"
FINDING = (
    "rule string, severity string, message string, advice string, path string, "
    f"record {_RECORD}, location {_LOCATION}, fingerprint string, fix {_FIX}, basis {_BASIS}, related {_RELATED}"
)
"""The schema, as Spark writes it."""
