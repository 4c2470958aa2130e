"""Writes one raw value in the form of its field: a text, a list of texts, a limit, or any value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guidelint.dialects.columns import Column
from guidelint.dialects.embedded import list_in
from guidelint.dialects.limits import put_mapping
from guidelint.dialects.row_state import Pass, untyped
from guidelint.location import Path
from guidelint.record import Data
from guidelint.values.text.text_lists import split_texts

Place = tuple[Path, Path]
"""A canonical path, and the source path of its value."""


def put_value(run: Pass, target: Data, column: Column, raw: Any, place: Place) -> None:
    """Write a value under its field's name, or report its wrong type."""
    kind, (path, origin) = column.field.kind, place
    if kind == "limit" and isinstance(raw, Mapping):
        raw = untyped(raw)
    if kind == "any":
        target[column.field.name] = raw
    elif kind == "texts":
        put_texts(run, target, column, raw, place)
    elif kind == "limit" and isinstance(raw, Mapping):
        put_mapping(run, target, column, raw, place)
    else:
        word = str(raw).lower()
        text = word if isinstance(raw, bool) and word in (column.codes or ()) else run.text(raw, path)
        if text is not None:
            value = run.decode(column, text, path, origin) if column.coded else text
            run.put(target, column.field.name, value, path, origin)


def put_texts(run: Pass, target: Data, column: Column, raw: Any, place: Place) -> None:
    """Write a text that contains several, or a list of texts, as a list."""
    path, origin = place
    texts: list[str] = []
    if isinstance(raw, str):
        add_texts(run, texts, column, raw, place)
    elif isinstance(raw, list):
        for number, item in enumerate(raw):
            text = run.text(item, (*path, number)) if item is not None else None
            if text is not None:
                _add(run, texts, column, text, (path, (*origin, number)))
    else:
        run.text(raw, path)
        return
    target[column.field.name] = texts
    if run.trace is not None:
        run.trace[path] = origin


def add_texts(run: Pass, texts: list[str], column: Column, raw: str, place: Place) -> None:
    """Append the texts contained in a text."""
    for text in pieces(column, raw):
        _add(run, texts, column, text, place)


def pieces(column: Column, raw: str) -> list[str]:
    """The texts in a text: a JSON list, or split at the column's separators or the usual ones."""
    inside = list_in(raw)
    if inside is not None and all(isinstance(item, str) for item in inside):
        return [text for item in inside if (text := item.strip())]
    return split_texts(raw, column.source.separators)


def _add(run: Pass, texts: list[str], column: Column, text: str, place: Place) -> None:
    element, origin = (*place[0], len(texts)), place[1]
    texts.append(run.decode(column, text.strip(), element, origin) if column.coded else text)
    if run.trace is not None:
        run.trace[element] = origin
