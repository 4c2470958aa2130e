"""Materials listed in the lines of a page, each with its notes, and the entries of other lists."""

from __future__ import annotations

from collections.abc import Iterable

from guidelint.readers.html.lines import Line, Value, trimmed, value_of
from guidelint.readers.html.material_lines import Listed, gathered, named, split_at, starts_in
from guidelint.readers.table.lists import GROUP, MATERIALS, flat_lists, leading_column_of
from guidelint.vocabulary import FIELDS

Entry = dict[str, Value | list[Value]]
Texts = Value | list[Entry] | list[Value]
"""What stands under a label."""
Matter = dict[str, Texts]
"""One matter: its texts and lists by label."""
Key = tuple[int, int]

_NAME = leading_column_of(MATERIALS)
_AUTHORITY = FIELDS["authority"].label
REMARK = FIELDS["materials"].children["remark"].label


def unnumbered(source: str, line: Line) -> Line:
    """A line without the number in front of it."""
    text = named(line.text)
    if text == line.text:
        return line
    start, end = trimmed(source, line.start, line.end)
    return line._replace(text=text, start=start + len(line.text) - len(text), end=end)


def values_of(source: str, entries: Iterable[list[Line]], key: Key) -> list[Value]:
    """Each entry as a value, without the number in front and the semicolon behind."""
    values = []
    for first, *rest in entries:
        *lines, last = [unnumbered(source, first), *rest]
        values.append(value_of([*lines, _without_semicolon(source, last)], key, first.node))
    return values


def _without_semicolon(source: str, line: Line) -> Line:
    text, (start, end) = line.text.rstrip(), trimmed(source, line.start, line.end)
    if not text.endswith(("；", ";")) or source[end - 1] != text[-1]:
        return line
    return line._replace(text=text[:-1], start=start, end=end - 1)


def materials_of(source: str, lines: list[Line], key: Key) -> list[Value] | list[Entry]:
    """The materials in some lines; rows with several columns if there are notes or group titles."""
    lines = [part for line in lines for part in _numbered_parts(source, line)]
    found = gathered([line.text for line in lines])
    if any(each.notes or each.is_title for each in found):
        return [_row(source, lines, each, key) for each in found]
    return values_of(source, [[lines[number] for number in each.lines] for each in found], key)


def _numbered_parts(source: str, line: Line) -> list[Line]:
    """A line split before the numbers of materials in it (1、申请表；2、身份证), if it is written as it reads."""
    starts = starts_in(line.text)
    start, end = trimmed(source, line.start, line.end)
    if len(starts) < 2 or source[start:end] != line.text:
        return [line]
    return [
        line._replace(text=part, start=start + at, end=start + at + len(part))
        for at, part in zip(starts, split_at(line.text, starts), strict=True)
    ]


def in_elements(labelled: Iterable[tuple[str, Value]]) -> list[dict[str, Value]]:
    """Texts by label as list elements; a repeated label begins a new element."""
    rows: list[dict[str, Value]] = []
    for label, value in labelled:
        if not rows or label in rows[-1]:
            rows.append({})
        rows[-1][label] = value
    return rows


def matters_in(rows: Iterable[Entry], list_label: str, header: Iterable[str], name: str) -> list[Matter]:
    """The matters in rows that hold an element of a list each, beside the matter's cells (merged, or empty below)."""
    own = flat_lists(header)
    matters: list[Matter] = []
    elements: list[Entry] = []
    current: dict[str, str] = {}
    for row in rows:
        cells = ((label, row.get(label)) for label in (name, _AUTHORITY))
        named = {label: cell.text for label, cell in cells if isinstance(cell, Value) and cell.text}
        if not matters or not named.items() <= current.items():
            current, elements = named, []
            matters.append(
                {label: value for label, value in row.items() if label not in own} | {list_label: elements}
            )
        elements.append({label: value for label, value in row.items() if label in own})
    return matters


def _row(source: str, lines: list[Line], each: Listed, key: Key) -> Entry:
    material_lines = [lines[number] for number in each.lines]
    if each.is_title:
        return {GROUP: value_of(material_lines, key, material_lines[0].node)}
    row: Entry = {_NAME: values_of(source, [material_lines], key)[0]}
    notes = [lines[number] for number in each.notes]
    return {**row, REMARK: value_of(notes, key, notes[0].node)} if notes else row
