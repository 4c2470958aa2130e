"""The raw values from which a field may be taken, in order of preference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import starmap
from typing import Any

from guidelint.dialects.columns import Column, levels
from guidelint.dialects.dotted_names import Found, Row, counts, flat, inside, reach
from guidelint.dialects.embedded import list_in
from guidelint.dialects.model import FieldSource
from guidelint.dialects.row_state import Pass
from guidelint.location import Path
from guidelint.readers.tree import UNREAD
from guidelint.record import is_missing
from guidelint.vocabulary import STRUCK_OUT, TEXT_ENTRY

ONE = frozenset(("text", "limit"))
"""Fields of these kinds have one value."""
_MAX_DEPTH = 20
_FIRST = ("1", "一", "（", "(", "①", "材料")
"""The number of the first material in a text."""
_ALIKE = 2
"""The number of a list's columns from which rows count as rows of that list."""


def own(row: Mapping[str, Any], at: Path, columns: tuple[str, ...]) -> Iterator[Found]:
    """The values in some columns of a row, for dialects whose values are labels."""
    for column in columns:
        if column in row:
            yield row[column], (*at, column)


def values(
    run: Pass, row: Mapping[str, Any], at: Path, source: FieldSource, names: tuple[str, ...]
) -> Iterator[Found]:
    """The values in some columns of a platform's row, or of the rows that the source selects.

    Lists are flattened; a text in place of a row is the value itself.
    """
    if not (source.rows or source.table):
        for name in names:
            yield from _named(run, row, at, name)
        return
    rows = list(_rows(run, row, at, source))
    for number, name in enumerate(names):
        for place, origin in rows:
            if isinstance(place, Mapping):
                yield from _named(run, place, origin, name)
            elif number == 0:
                yield place, origin


def elements(run: Pass, row: Mapping[str, Any], at: Path, source: FieldSource) -> list[Found] | None:
    """The rows that form a platform's list; None if nothing could hold them."""
    found = list(_rows(run, row, at, source)) if source.rows or source.table else None
    if found or not source.columns:
        return found
    for name in source.columns:
        there = [item for item in unfolded(_named(run, row, at, name)) if item[0] not in (None, "")]
        if there:
            return there
    return found


def folded(row: Mapping[str, Any], at: Path, column: Column) -> list[Found]:
    """The elements that a table reader stored under the label of their list, from a sheet of their own."""
    label = column.field.label
    return list(flat([(row[label], (*at, label))]))


def similar_rows(run: Pass, at: Path, column: Column) -> list[Found]:
    """The rows of a list stored under an unknown key whose columns are known.

    Some responses nest child tables so. The list's first column, which names the element, must be among those
    known.
    """
    known, (first, *_), names = column.level.by_key, (*column.level.columns, None), levels(run.dialect).names
    for key, value in run.row.items():
        if type(value) is not list or not value or not isinstance(value[0], Mapping) or key in names:
            continue
        met = [known[name] for name in value[0] if name in known]
        if len(met) >= _ALIKE and first in met:
            return list(flat([(value, (*at, key))]))
    return []


def entries(run: Pass, row: Mapping[str, Any], at: Path, column: Column, path: Path) -> list[Found] | None:
    """The elements, if values are labels: of a list, of one mapping, or of a text that is an entry."""
    for raw, origin in own(row, at, column.source.rows or column.source.columns):
        run.mark(path, origin)
        if raw is UNREAD:
            run.broken.add(path)
        found = elements_in(raw, origin, column)
        if found is not None:
            run.skip_columns(row, column, str(origin[-1]), path)
            return found
    return None


def alone(raw: Any, origin: Path) -> Found:
    """A value without the one-element lists in which some exports wrap it; None for an empty list."""
    while isinstance(raw, list) and len(raw) < 2:
        if not raw:
            return None, origin
        raw, origin = raw[0], (*origin, 0)
    return raw, origin


def raw_values(row: Row, column: Column) -> list[Found]:
    """The values of a row in the columns of a field; for a single-valued field also those inside a list."""
    found = list(own(*row, column.source.columns))
    return list(starmap(alone, found)) if column.field.kind in ONE else found


def elements_in(raw: Any, origin: Path, column: Column) -> list[Found] | None:
    """The elements of a list, also of one given as text; None for empty values and values that are no list.

    The list may be a mapping of numbers, or the only element of another list.
    """
    inner, within = alone(raw, origin)
    if isinstance(inner, list):
        raw, origin = inner, within
    elif isinstance(inner, Mapping):
        numbered = inner.items() if is_numbered(inner) else ()
        return [(item, (*within, number)) for number, item in numbered] or [(inner, within)]
    inside = list_in(raw) if isinstance(raw, str) else raw
    if isinstance(inside, list):
        return [(item, (*origin, number)) for number, item in enumerate(inside)]
    if not isinstance(raw, str) or not raw.strip():
        return None
    name = column.field.name
    return in_lines([(raw, origin)], column) if name in TEXT_ENTRY and not is_missing(raw, name) else []


def is_numbered(value: Mapping[Any, Any]) -> bool:
    """Whether a mapping is a list whose keys are the numbers of its elements."""
    return bool(value) and all(str(key).isdecimal() for key in value)


def is_struck_out(raw: Any) -> bool:
    """Whether every field of an element says that there is none (/)."""
    if not isinstance(raw, Mapping):
        return False
    for text in raw.values():
        if text is not None and not (isinstance(text, str) and text.strip() in STRUCK_OUT):
            return False
    return any(raw.values())


def in_lines(found: list[Found], column: Column) -> list[Found]:
    """The same elements, where a text that lists several materials is replaced by these."""
    if column.field.name != "materials" or len(found) != 1:
        return found
    text, origin = found[0]
    if not isinstance(text, str) or not ("\n" in (bare := text.strip()) or bare.startswith(_FIRST)):
        return found
    return [(row, origin) for row in _listed(text, column)]


def _listed(text: str, column: Column) -> Iterator[str | Mapping[str, str]]:
    """The materials listed in a text, as table rows: a name alone is a text; with notes or a group title it
    is a mapping.

    If the dialect has no column for notes they stay in the name.
    """
    from guidelint.readers.html import material_lines
    from guidelint.readers.table.lists import GROUP

    first = {each.field.name: (*each.source.columns, "")[0] for each in column.level.columns}
    name, remark = first.get("name"), first.get("remark")
    for each in material_lines.in_lines(text):
        if each.is_title:
            yield {GROUP: each.name}
        elif each.notes and name and remark:
            yield {name: each.name, remark: each.notes}
        else:
            yield "\n".join(filter(None, each[:2]))


def unfolded(found: Iterable[Found]) -> Iterator[Found]:
    """The same values, where lists given as JSON text are replaced by their elements."""
    for value, origin in found:
        inside = list_in(value) if isinstance(value, str) else None
        if inside is None:
            yield value, origin
        else:
            yield from ((item, (*origin, number)) for number, item in enumerate(inside))


def _rows(run: Pass, row: Mapping[str, Any], at: Path, source: FieldSource) -> Iterator[Found]:
    if source.table and run.response is not None:
        found = list(run.response.children(run.dialect, source.table, run.row))
    else:
        tried = (list(flat(reach(row, at, name, run.dialect))) for name in source.rows)
        found = next(filter(None, tried), [])
    for value, origin in unfolded(found):
        if value in (None, ""):
            continue
        if not isinstance(value, Mapping):
            yield value, origin
        elif counts(value, source.where) and counts(value, run.dialect.only, True):
            yield from _nested(run, value, origin, source.children, 0)


def _nested(run: Pass, row: Mapping[str, Any], at: Path, children: str, depth: int) -> Iterator[Found]:
    """A row and, if rows are nested in it, all of these in document order."""
    yield row, at
    if children and row.get(children) and depth < _MAX_DEPTH:
        below = inside(row[children], children, run.dialect)
        for child, origin in flat([(below, (*at, children))]):
            if isinstance(child, Mapping):
                yield from _nested(run, child, origin, children, depth + 1)


def _named(run: Pass, row: Mapping[str, Any], at: Path, name: str) -> Iterator[Found]:
    """All scalar values at a name in a row, or in the child table that the name begins with."""
    value = row.get(name)
    if isinstance(value, str) and name not in run.dialect.embedded:
        yield value, (*at, name)
        return
    head, dot, tail = name.partition(".")
    if (
        dot
        and name not in row
        and head not in row
        and head in run.dialect.tables
        and run.response is not None
    ):
        for child, origin in run.response.children(run.dialect, head, run.row):
            yield from flat(reach(child, origin, tail, run.dialect))
        return
    yield from flat(reach(row, at, name, run.dialect))
