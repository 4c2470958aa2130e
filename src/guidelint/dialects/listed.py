"""Materials that one text lists in lines, as the rows that they would be in a table."""

from __future__ import annotations

from collections.abc import Mapping

from guidelint.dialects.columns import Column
from guidelint.readers.lists import GROUP
from guidelint.readers.material_lines import in_lines


def rows_of(text: str, column: Column) -> list[str | Mapping[str, str]]:
    """What a text lists: a material alone is its name, one with notes on it and a title are rows.

    Where the dialect has no column for notes they stay with the name.
    """
    first = {each.field.name: (*each.source.columns, "")[0] for each in column.level.columns}
    name, remark = first.get("name"), first.get("remark")
    rows: list[str | Mapping[str, str]] = []
    for each in in_lines(text):
        if each.is_title:
            rows.append({GROUP: each.name})
        elif each.notes and name and remark:
            rows.append({name: each.name, remark: each.notes})
        else:
            rows.append("\n".join(filter(None, each[:2])))
    return rows
