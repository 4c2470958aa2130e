"""Formats the assessment tables: JSON, CSV, Markdown, HTML, workbook, terminal."""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from guidelint.assess.attribution import in_cell
from guidelint.assess.sheets import Cell, Sheet, sheets
from guidelint.writers.csv_writer import defused

Tables = Mapping[str, Any]
_UNDATED = "2000-01-01"
"""What a workbook states as its date where the tables have none."""
_WIDE = 1000
"""Wide enough for all columns, where there is no terminal."""
_HEAD, _RULES = 2, 3
"""The columns that name a row; the cells of a rule beside a column."""


def _json(tables: Tables, language: str) -> bytes:
    return (json.dumps(tables, ensure_ascii=False, indent=2) + "\n").encode()


def _csv(tables: Tables, language: str) -> bytes:
    """The tables below each other, separated by blank rows; the byte order mark lets Excel read Chinese."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    for sheet in sheets(tables, language):
        writer.writerows([[sheet.title], sheet.header, *(map(_safe, row) for row in sheet.rows), []])
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def _safe(cell: Cell) -> Cell:
    """A name that a spreadsheet would take for a formula, made safe."""
    return defused(cell) if isinstance(cell, str) else cell


def _markdown(tables: Tables, language: str) -> bytes:
    parts = []
    for sheet in sheets(tables, language):
        rows = [sheet.header, ("---",) * len(sheet.header), *sheet.rows]
        lines = ["| " + " | ".join(in_cell(_shown(cell)) for cell in row) + " |" for row in rows]
        parts.append(f"## {sheet.title}\n\n" + "\n".join(lines))
    return ("\n\n".join(parts) + "\n").encode()


def _html(tables: Tables, language: str) -> bytes:
    body = "\n".join(_html_table(sheet) for sheet in sheets(tables, language))
    lang = "zh-CN" if language == "zh" else "en"
    head = '<meta charset="utf-8"><meta name="generator" content="guidelint">'
    head += f"<title>guidelint {html.escape(str(tables['as_of']))}</title>"
    style = "<style>table{border-collapse:collapse}th,td{border:1px solid;padding:.2em .5em}</style>"
    page = f'<!DOCTYPE html>\n<html lang="{lang}"><head>{head}{style}</head><body>\n{body}\n</body></html>\n'
    return page.encode()


def _html_table(sheet: Sheet) -> str:
    head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in sheet.header)
    rows = "\n".join(
        "<tr>" + "".join(f"<td>{html.escape(_shown(cell))}</td>" for cell in row) + "</tr>"
        for row in sheet.rows
    )
    caption = f"<caption>{html.escape(sheet.title)}</caption>"
    return f"<table>{caption}<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody></table>"


def _xlsx(tables: Tables, language: str) -> bytes:
    import xlsxwriter

    stream = io.BytesIO()
    ways = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(stream, ways)
    book.set_properties({"created": datetime.fromisoformat(tables["as_of"] or _UNDATED)})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    for sheet in sheets(tables, language):
        page = book.add_worksheet(sheet.title)
        page.write_row(0, 0, sheet.header, bold)
        for number, row in enumerate(sheet.rows, 1):
            page.write_row(number, 0, row, bold if sheet.total and number == len(sheet.rows) else None)
        page.freeze_panes(1, 2)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        page.set_column(0, len(sheet.header) - 1, 12)
        page.set_column(1, 1, 34)
    book.close()
    return stream.getvalue()


def _rich(tables: Tables, language: str, width: int) -> bytes:
    """The tables for a terminal of this width; columns that do not fit are shown below the others."""
    from rich.console import Console
    from rich.table import Table

    stream = io.StringIO()
    console = Console(file=stream, width=width, no_color=True, _environ={})
    for sheet in sheets(tables, language):
        for part, columns in enumerate(_blocks(sheet, width)):
            table = Table(title=None if part else sheet.title, title_justify="left")
            for number in columns:
                names = any(isinstance(row[number], str) for row in sheet.rows)
                table.add_column(sheet.header[number], justify="left" if names else "right")
            for row in sheet.rows:
                table.add_row(*(_shown(row[number]) for number in columns))
            console.print(table, markup=False)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()).encode() + b"\n"


def _blocks(sheet: Sheet, width: int) -> Iterator[list[int]]:
    """The columns side by side within a width; each block begins with those that name the row."""
    from rich.cells import cell_len

    cells = [sheet.header, *sheet.rows]
    sizes = [
        max(cell_len(_shown(row[number])) for row in cells) + _RULES for number in range(len(sheet.header))
    ]
    block, used = list(range(_HEAD)), sum(sizes[:_HEAD]) + 1
    for number, size in enumerate(sizes[_HEAD:], _HEAD):
        if used + size > width and len(block) > _HEAD:
            yield block
            block, used = list(range(_HEAD)), sum(sizes[:_HEAD]) + 1
        block, used = [*block, number], used + size
    yield block


def _shown(cell: Cell) -> str:
    """A cell as text; line breaks in a name are removed."""
    if cell is None:
        return ""
    return f"{cell:.2f}" if isinstance(cell, float) else " ".join(str(cell).split())


_WRITERS: dict[str, Callable[[Tables, str], bytes]] = {
    "json": _json,
    "csv": _csv,
    "markdown": _markdown,
    "html": _html,
    "xlsx": _xlsx,
}


def shown(tables: Tables, name: str, language: str, width: int | None = None) -> bytes:
    """The tables in one of the formats of `assess.FORMATS`; `width` is that of a terminal, if there is one."""
    return _rich(tables, language, width or _WIDE) if name == "rich" else _WRITERS[name](tables, language)
