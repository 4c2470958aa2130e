"""Canonical records as tables of texts under Chinese labels: one of the matters, one of each list, joined by a key."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from guidelint.lean.tuples import NamedTuple
from guidelint.record import Data
from guidelint.values.text.text_lists import split_texts
from guidelint.vocabulary import RECORD, Field
from guidelint.writers.written import unmapped

KEY = "code"
NUMBER = "事项序号"
"""The key where matters lack a code or share one: their number, from 1."""
NOTE = "说明"


class Column(NamedTuple):
    """A column: the field that it shows, the label, and whether it shows the note of a limit."""

    field: Field
    label: str
    is_note: bool = False


class Table(NamedTuple):
    """A table: the canonical name of its list (empty for the matters), its label, header and rows of texts."""

    name: str
    label: str
    header: list[str]
    rows: list[list[str]]


MATTERS = "事项"


def columns(fields: Sequence[Field]) -> list[Column]:
    """The columns of fields that are not lists of elements, each limit followed by its note."""
    made = []
    for field in fields:
        if field.kind != "items":
            made.append(Column(field, field.label))
        if field.kind == "limit":
            made.append(Column(field, field.label + NOTE, is_note=True))
    return made


def text_of(column: Column, values: Mapping[str, Any]) -> str:
    """What a cell shows."""
    value = values.get(column.field.name)
    if value is None:
        return ""
    if column.field.kind == "limit" and isinstance(value, Mapping):
        return str(value.get("note" if column.is_note else "value", ""))
    if column.is_note:
        return ""
    if column.field.kind == "texts":
        return _joined(value)
    return unmapped(value)


def _joined(texts: Sequence[str]) -> str:
    """Texts as one, by 、; as JSON where one of them would fall apart when it is read."""
    joined = "、".join(texts)
    whole = split_texts(joined) == [text.strip() for text in texts]
    return joined if whole and not joined.startswith("[") else json.dumps(texts, ensure_ascii=False)


LISTS = tuple(field for field in RECORD if field.kind == "items")


def tables(records: Sequence[Data]) -> Iterator[Table]:
    """The table of the matters, then that of every list, those without rows among them.

    Every field has its column, so that what is missing in all matters is found missing and not left unasked.
    """
    keys, label = _keys(records)
    own = columns(RECORD)
    number = [] if label == own[0].label else [label]
    rows = [
        [*([key] if number else []), *(text_of(column, record) for column in own)]
        for key, record in zip(keys, records, strict=True)
    ]
    yield Table("", MATTERS, [*number, *(column.label for column in own)], rows)
    for field in LISTS:
        yield _child(field, keys, label, records)


def _child(field: Field, keys: Sequence[str], label: str, records: Sequence[Data]) -> Table:
    own = columns(field.fields)
    rows = [
        [key, *(text_of(column, item) for column in own)]
        for key, record in zip(keys, records, strict=True)
        for item in record.get(field.name, ())
    ]
    return Table(field.name, field.label, [label, *(column.label for column in own)], rows)


def _keys(records: Sequence[Data]) -> tuple[list[str], str]:
    """The key of every matter, and its label."""
    codes = [str(record.get(KEY, "")) for record in records]
    if all(codes) and len(set(codes)) == len(codes):
        return codes, RECORD[0].label
    return [str(number) for number in range(1, len(records) + 1)], NUMBER
