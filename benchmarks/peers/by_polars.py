"""The thirty rules as Polars expressions over a file of JSON lines: python by_polars.py OUT PATH."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(1, str(Path(__file__).resolve().parents[1]))
import polars as pl
from columns import fields_of
from shared_rules import LISTS, SHARED, Shared


def schema() -> dict[str, pl.DataType]:
    """Only the columns that the rules read."""
    columns: dict[str, pl.DataType] = {name: pl.String() for name in fields_of("")}
    for name in LISTS:
        columns[name] = pl.List(pl.Struct({field: pl.String() for field in fields_of(name)}))
    return columns | {"fees": pl.List(pl.Struct({"name": pl.String()}))}


def broken(shared: Shared) -> pl.Expr:
    """Whether a guide breaks a rule."""
    if shared.items:
        element = pl.element().struct
        return pl.col(shared.items).list.eval(_wrong(shared, element.field)).list.any().fill_null(False)
    return _wrong(shared, pl.col)


def _wrong(shared: Shared, get: type[pl.col]) -> pl.Expr:
    value = get(shared.field)
    if shared.kind == "enum":
        wrong = ~value.is_in(list(shared.extra))
    elif shared.kind == "pattern":
        wrong = ~value.str.contains(shared.extra[0])
    else:
        wrong = value.is_null()
        if shared.kind == "any":
            wrong &= get(shared.extra[0]).is_null()
    if shared.when:
        wrong &= get(shared.when[0]).is_in(list(shared.when[1]))
    return wrong.fill_null(False)


def main() -> None:
    out, path = sys.argv[1:3]
    guides = pl.read_ndjson(path, schema=schema(), ignore_errors=False)
    found = guides.select([broken(each).alias(each.rule) for each in SHARED])
    with Path(out).open("w", encoding="utf-8") as file:
        for each in SHARED:
            file.writelines(f"{number}\t{each.rule}\t\n" for number in found[each.rule].arg_true())


if __name__ == "__main__":
    main()
