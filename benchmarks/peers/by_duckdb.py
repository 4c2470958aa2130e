"""The thirty rules as SQL of DuckDB over a file of JSON lines: python by_duckdb.py OUT PATH."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(1, str(Path(__file__).resolve().parents[1]))
import duckdb
from columns import fields_of
from shared_rules import LISTS, SHARED, Shared


def columns() -> str:
    """Only the columns that the rules read, as DuckDB's reader of JSON wants them."""
    told = {name: "VARCHAR" for name in fields_of("")}
    for name in LISTS:
        told[name] = "STRUCT(" + ", ".join(f'"{field}" VARCHAR' for field in fields_of(name)) + ")[]"
    told["fees"] = "STRUCT(name VARCHAR)[]"
    return "{" + ", ".join(f"{name}: '{kind}'" for name, kind in told.items()) + "}"


def broken(shared: Shared) -> str:
    """The SQL that is true for a guide that breaks a rule."""
    if shared.items:
        return f"len(list_filter({shared.items}, lambda x: {_wrong(shared, 'x.')})) > 0"
    return _wrong(shared, "")


def _wrong(shared: Shared, of: str) -> str:
    value = f'{of}"{shared.field}"'
    if shared.kind == "enum":
        wrong = f"{value} NOT IN {_listed(shared.extra)}"
    elif shared.kind == "pattern":
        wrong = f"NOT regexp_matches({value}, '{shared.extra[0]}')"
    else:
        wrong = f"{value} IS NULL"
        if shared.kind == "any":
            wrong += f' AND {of}"{shared.extra[0]}" IS NULL'
    if shared.when:
        wrong += f' AND {of}"{shared.when[0]}" IN {_listed(shared.when[1])}'
    return f"coalesce({wrong}, false)"


def _listed(values: tuple[str, ...]) -> str:
    return "(" + ", ".join(f"'{value}'" for value in values) + ")"


def main() -> None:
    out, path = sys.argv[1:3]
    database = duckdb.connect()
    database.execute("SET preserve_insertion_order = true")
    rules = ", ".join(f"{broken(each)} AS r{at}" for at, each in enumerate(SHARED))
    source = f"read_json('{path}', format = 'newline_delimited', columns = {columns()})"
    rows = database.execute(
        f"SELECT number, {', '.join(f'r{at}' for at in range(len(SHARED)))} FROM "
        f"(SELECT row_number() OVER () - 1 AS number, {rules} FROM {source}) "
        f"WHERE {' OR '.join(f'r{at}' for at in range(len(SHARED)))}"
    ).fetchall()
    with Path(out).open("w", encoding="utf-8") as file:
        for number, *broke in rows:
            file.writelines(
                f"{number}\t{each.rule}\t\n" for each, is_so in zip(SHARED, broke, strict=True) if is_so
            )


if __name__ == "__main__":
    main()
