"""Reads the fields of a platform's row, except lists of elements: the first source with a value, decoded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from guidelint.dialects.candidates import values
from guidelint.dialects.codes import decoded
from guidelint.dialects.columns import Column
from guidelint.dialects.dotted_names import Found, Row
from guidelint.dialects.limits import put_note, put_unit
from guidelint.dialects.row_state import Pass
from guidelint.dialects.texts import add_texts, put_value
from guidelint.location import Path
from guidelint.record import Data, is_missing

_OF_A_LIST = "；"
"""Separator between the texts of a list that is returned as one text."""


def put_field(run: Pass, target: Data, row: Row, column: Column, path: Path) -> None:
    """Write a field from the first of its sources that has a value."""
    for column_source in (column, *column.others):
        if _put(run, target, row, column_source, path):
            if run.trace is not None:
                _pass_over(run, row, column, column_source, path)
            return


def _pass_over(run: Pass, row: Row, column: Column, taken: Column, path: Path) -> None:
    """Record the values of a field's sources that were not used."""
    for column_source in (column, *column.others):
        source = column_source.source
        for name in source.columns if not (source.join and column_source is taken) else ():
            for raw, origin in values(run, *row, source, (name,)):
                if not is_missing(plain(run, raw), column.dotted):
                    run.passed.append(((*path[:-1], name), origin, raw))


def _put(run: Pass, target: Data, row: Row, column: Column, path: Path) -> bool:
    """Write a field from one source; whether there was a value."""
    found = _chosen(run, row, column, path)
    if column.field.kind == "limit":
        _put_limit(run, target, row, column, (path, found))
    elif column.field.kind == "texts":
        _put_texts(run, target, column, found, path)
    elif found:
        raw, origin = _joined(column, found)
        put_value(run, target, column, raw, (path, origin))
    return bool(found)


def _chosen(run: Pass, row: Row, column: Column, path: Path) -> list[Found]:
    """The values of the first column that is not empty, 无 only if no column has more; with `join`, all."""
    source = column.source
    if source.join:
        return list(_nonempty(run, column, values(run, *row, source, source.columns), path))
    kept: list[Found] = []
    alone = not (source.rows or source.table)
    for name in source.columns:
        if alone and name not in row[0] and "." not in name:
            continue
        found = list(_nonempty(run, column, values(run, *row, source, (name,)), path))
        if any(not is_missing(raw, column.dotted) for raw, _ in found):
            return found
        kept = kept or found
    return kept


def _nonempty(run: Pass, column: Column, found: Iterator[Found], path: Path) -> Iterator[Found]:
    """The values that are not empty, with HTML converted to text."""
    for raw, origin in found:
        run.mark(path, origin)
        text = plain(run, raw)
        if text is None or (isinstance(text, str) and column.means_empty(text.strip())):
            continue
        if isinstance(text, Mapping) and all(part in (None, "") for part in text.values()):
            continue
        yield text.strip() if isinstance(text, str) and column.coded else text, origin


def plain(run: Pass, raw: Any) -> Any:
    """A value as a person reads it, for platforms that store HTML."""
    if run.dialect.html and isinstance(raw, str):
        from guidelint.readers.html.text import plain_text

        return plain_text(raw)
    return raw


def _joined(column: Column, found: list[Found]) -> Found:
    """The first value, or all distinct ones as one text if the dialect joins them or the field is a list."""
    join = column.source.join or (_OF_A_LIST if _is_list(column, found) else "")
    if not join or not all(isinstance(raw, str) for raw, _ in found):
        return found[0]
    texts = dict.fromkeys(raw.strip() for raw, _ in found if not is_missing(raw, column.dotted))
    return join.join(texts), found[0][1]


def _is_list(column: Column, found: list[Found]) -> bool:
    """Whether values without codes are a list, and not the same value from several rows."""
    return len(found) > 1 and not column.coded and all(isinstance(at[-1], int) for _, at in found)


def _put_texts(run: Pass, target: Data, column: Column, found: list[Found], path: Path) -> None:
    texts: list[str] = []
    for raw, origin in found:
        text = run.text(raw, path)
        if text is not None:
            add_texts(run, texts, column, text, (path, origin))
    if texts:
        target[column.field.name] = texts
        if run.trace is not None:
            run.trace[path] = found[0][1]


def _put_limit(run: Pass, target: Data, row: Row, column: Column, at: tuple[Path, list[Found]]) -> None:
    path, found = at
    if found:
        raw, origin = found[0]
        meaning = decoded(column.codes or {}, raw.strip()) if isinstance(raw, str) else None
        if meaning is None:
            put_value(run, target, column, raw.strip() if isinstance(raw, str) else raw, (path, origin))
            units = values(run, *row, column.source, column.source.unit)
            put_unit(run, target, column, units, path)
        else:
            run.put(target, column.field.name, meaning, path, origin)
    notes = values(run, *row, column.source, column.source.note)
    put_note(run, target, column, ((plain(run, raw), origin) for raw, origin in notes), path)
