"""Say where a finding stands in one short text an editor can open: `path:line:col`."""

from __future__ import annotations

from guidelint.finding import Location


def format_place(location: Location) -> str:
    """`guides/a.yaml:31:5`, or `guides.xlsx:事项!G12` in a workbook."""
    source, region = location
    return f"{source}:{region.cell}" if region.cell else f"{source}:{region.line}:{region.column}"
