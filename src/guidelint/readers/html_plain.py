"""Plain pages, read without their elements: the values alone, without places.

What `convert` writes, and what simple portals show, is headings and tables of bare cells. Such a page is taken
only where every tag of it is accounted for and nothing but blanks stands beside its headings and tables. Any
other page is read by its elements (`html_builder`, `html_page`), as is every page of which somebody asks for a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from guidelint.readers.html_labels import FURNITURE, SURE, Labels
from guidelint.readers.html_plain_tables import (
    ATTRIBUTES,
    VOID_ATTRIBUTES,
    Odd,
    Shape,
    Table,
    Tables,
    text_in,
    texts_in,
)
from guidelint.readers.lists import list_titled
from guidelint.readers.lists import texts_in as texts_of_list

_HEAD = re.compile(
    rf"\s*(?:<!(?:DOCTYPE|doctype) [^<>]*>)?\s*(?:<html{ATTRIBUTES})?\s*(?:<head>(?:\s*(?:"
    rf"<(?:meta|link){VOID_ATTRIBUTES}|<(title|style|script){ATTRIBUTES}[^<]*</\1>))*\s*</head>)?\s*"
    rf"(?:<body{ATTRIBUTES})?"
)
_FOOT = re.compile(r"\s*(?:</body>)?\s*(?:</html>)?\s*")
_HEADING = re.compile(rf"\s*<h([1-6]){ATTRIBUTES}([^<]*)</h\1>")
_TABLE = re.compile(rf"\s*<table{ATTRIBUTES}\s*(?:<caption{ATTRIBUTES}[^<]*</caption>\s*)?")
_GROUPS = re.compile(
    rf"(?:<thead{ATTRIBUTES}(\s*<tr(?:(?!</tr>)[^\0])*</tr>)\s*</thead>\s*)?<tbody{ATTRIBUTES}"
)

Entry = dict[str, str]


@lru_cache(maxsize=4)
def _tables_of(labels: Labels) -> Tables:
    return Tables(labels)


def plain_matters(text: str, labels: Labels) -> list[Any] | None:
    """The matters of a page, at least one, as plain values; None where it has to be read by its elements."""
    if "\0" in text or "<table" not in text:
        return None
    try:
        page = _Page(text, labels)
    except Odd:
        return None
    found = [page.matter] if page.recognised else page.matters
    return ([_with_lists(matter) for matter in found] if "[" in text else found) or None


class _Page:
    """The gathering of one page, by the rules of `html_said.Said`."""

    def __init__(self, text: str, labels: Labels) -> None:
        self.labels = labels
        self.tables = _tables_of(labels)
        self.matter: dict[str, Any] = {}
        self.matters: list[Entry] = []
        self.recognised = False
        self.lists: dict[str, list[Entry]] = {}
        self.section: tuple[str, int] | None = None
        at = 0
        parts, texts = _parts(text, self.tables)
        for part in parts:
            if not isinstance(part, Table):
                self.heading(*part)
                continue
            stop = at + len(part.cells)
            take = self.pairs if part.pairs else self.rows
            take(part.shape, texts[at:stop])
            at = stop
        self.end()

    def heading(self, level: int, source: str) -> None:
        """End the section, and begin one where the heading is known."""
        text = text_in(source)
        name = self.labels.heading(text) if text else None
        if name is None and self.section and self.section[1] < level:
            raise Odd  # part of the section's text
        if text:
            self.end()
            self.section = (name, level) if name else None

    def end(self) -> None:
        """Close the section; one without a list of its own says nothing."""
        if self.section:
            self.matter.setdefault(self.section[0], "")
            self.recognised |= len(self.section[0]) >= SURE
            self.section = None

    def pairs(self, shape: Shape, texts: list[str]) -> None:
        """Note each text under its label; one that comes twice keeps its first text that says something."""
        if self.section and list_titled(self.section[0]):
            raise Odd  # elements of a list, perhaps
        lines = [line for number in shape.unknown for line in texts[number].split("\n")]
        if any(map(self.labels.split, lines)):
            raise Odd  # labels inside of the text
        for number, unit in shape.units:
            if texts[number].isdecimal():
                texts[number] += unit
        self.recognised |= shape.sure
        if shape.distinct and not self.matter:
            self.matter = dict(zip(shape.names, texts, strict=True))
        else:
            _add(self.matter, shape.names, texts)

    def rows(self, shape: Shape, texts: list[str]) -> None:
        """Rows under a header: of a list, or each a matter."""
        name = self.tables.elected(shape.names, self.section[0] if self.section else None)
        if name is None:
            raise Odd  # text, perhaps
        cells = zip(*[iter(texts)] * len(shape.names), strict=True)
        if shape.distinct:
            rows = [dict(zip(shape.names, row, strict=True)) for row in cells if any(row)]
        else:
            rows = [row for row in [_row(shape.names, row) for row in cells] if any(row.values())]
        if not name:
            self.matters += rows
        elif name in self.lists:
            self.lists[name] += rows
        else:
            self.lists[name] = self.matter[name] = rows
        self.recognised |= bool(name)


def _parts(text: str, tables: Tables) -> tuple[list[tuple[int, str] | Table], list[str]]:
    """The headings and tables of a page in order, and what all cells say; `Odd` for what has more in it."""
    head = _HEAD.match(text)
    start = head.end() if head else 0
    *bodies, foot = text[start:].split("</table>")
    if not bodies or not _FOOT.fullmatch(foot):
        raise Odd
    parts: list[tuple[int, str] | Table] = []
    cells: list[str] = []
    tags = len(bodies) + foot.count("<")
    for body in bodies:
        at = 0
        while heading := _HEADING.match(body, at):
            parts.append((int(heading[1]), heading[2]))
            at = heading.end()
            tags += 2
        begin = _TABLE.match(body, at)
        if begin is None:
            raise Odd
        rows, grouping = _ungrouped(body[begin.end() :])
        table = tables.table(rows)
        parts.append(table)
        cells += table.cells
        tags += table.tags + begin[0].count("<") + grouping
    texts, breaks = texts_in(cells)
    if tags + breaks != text.count("<", start):
        raise Odd
    return parts, texts


def _ungrouped(rows: str) -> tuple[str, int]:
    """The rows of a table without the tags that group them, and how many of these there were."""
    if "<tbody" not in rows:
        return rows, 0
    groups = _GROUPS.match(rows)
    if groups is None:
        raise Odd
    bare = (groups[1] or "") + rows[groups.end() :].rstrip().removesuffix("</tbody>")
    return bare, rows.count("<") - bare.count("<")


def _add(matter: dict[str, Any], names: Iterable[str], texts: Iterable[str]) -> None:
    for name, text in zip(names, texts, strict=True):
        old = matter.get(name)
        if old is None or (old == "" and text):
            matter[name] = text


def _row(names: tuple[str, ...], cells: tuple[str, ...]) -> Entry:
    """A row under a header in which a label is missing, comes again, or only counts the rows."""
    row: Entry = {}
    for name, cell in zip(names, cells, strict=True):
        if name and name not in FURNITURE and not row.get(name):
            row[name] = cell
    return row


def _with_lists(matter: dict[str, Any]) -> dict[str, Any]:
    """A matter with its lists of texts, which stand in a cell each, as lists."""
    return {
        key: list(map(_with_lists, value)) if isinstance(value, list) else texts_of_list(key, value) or value
        for key, value in matter.items()
    }
