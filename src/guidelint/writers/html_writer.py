"""A canonical record as a page for people: labels and values in one table, a table for every list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from guidelint.record import Data
from guidelint.vocabulary import RECORD, Field
from guidelint.writers.tables import LISTS, columns, text_of
from guidelint.writers.written import Written

_LAID_OUT = re.compile(r"[\t\xa0]| {2}|\n\s*\n|(?m:^\s|\s$)")
"""Blanks that a browser would not show."""
_STYLE = (
    "body{font:16px/1.6 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
    "table{border-collapse:collapse;width:100%}caption{font-size:1.5em;font-weight:bold;margin:.5em}"
    "th,td{border:1px solid #bbb;padding:.3em .6em;text-align:left;vertical-align:top}"
    "th{background:#eef3f8;min-width:5em}pre{font:inherit;margin:0;white-space:pre-wrap}"
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
        yield _row(column.label, text_of(column, record))
    for field in LISTS:
        if field.name not in record:
            yield _row(field.label, "")
    yield "</table>"
    for field in LISTS:
        if field.name in record:
            yield from _list(field, record[field.name])
    yield "</body></html>"


def _row(label: str, text: str) -> str:
    """A label and its value; an empty one is there, so that the page has the field, but not shown."""
    return f"<tr{'' if text else ' hidden'}><th>{label}</th><td>{_content(text)}</td></tr>"


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
