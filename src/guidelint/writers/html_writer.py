"""A canonical record as a page for people: labels and values in one table, a table for every list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from guidelint.record import Data
from guidelint.vocabulary import RECORD, Field
from guidelint.writers.tables import columns, text_of
from guidelint.writers.written import Written

_ALWAYS = frozenset(("code", "name"))
"""What every page shows, be it empty: by these a page is known for a guide."""
_LAID_OUT = re.compile(r"[\t\xa0]| {2}|\n\s*\n|(?m:^\s|\s$)")
"""Blanks that a browser would not show."""
_STYLE = (
    "body{font:16px/1.6 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}table{border-collapse:collapse;width:100%}"
    "caption{font-size:1.5em;font-weight:bold;margin:.5em}th,td{border:1px solid #bbb;padding:.3em .6em;text-align:left;"
    "vertical-align:top}th{background:#eef3f8;min-width:5em}pre{font:inherit;margin:0;white-space:pre-wrap}"
)


def write(records: Sequence[Data]) -> list[Written]:
    """A page for each record."""
    return [Written(".html", "".join(f"{line}\n" for line in _page(record)).encode()) for record in records]


def _page(record: Data) -> Iterator[str]:
    name = escape(str(record.get("name", "")))
    yield "<!DOCTYPE html>"
    yield f'<html lang="zh-CN"><head><meta charset="utf-8"><title>{name}</title><style>{_STYLE}</style></head><body>'
    yield f"<table><caption>{name}</caption>"
    for column in columns(RECORD):
        text = text_of(column, record)
        if text or column.field.name in _ALWAYS:
            yield f"<tr><th>{column.label}</th><td>{_content(text)}</td></tr>"
    yield "</table>"
    for field in RECORD:
        if field.kind == "items" and record.get(field.name):
            yield from _list(field, record[field.name])
    yield "</body></html>"


def _list(field: Field, items: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    shown = columns(field.fields)
    yield f"<h2>{field.label}</h2>"
    yield f"<table><tr>{''.join(f'<th>{column.label}</th>' for column in shown)}</tr>"
    for item in items:
        yield f"<tr>{''.join(f'<td>{_content(text_of(column, item))}</td>' for column in shown)}</tr>"
    yield "</table>"


def _content(text: str) -> str:
    """A text as a browser shows it; one that is laid out with blanks as such."""
    if _LAID_OUT.search(text):
        return f"<pre>{escape(text)}</pre>"
    return escape(text).replace("\n", "<br>")
