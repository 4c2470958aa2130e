"""Splits a plain page into tables of bare cells, each with the headings before it."""

from __future__ import annotations

import re

from guidelint.lean.tuples import NamedTuple
from guidelint.readers.html.labels import Labels
from guidelint.readers.html.plain_tables import (
    ATTRIBUTES,
    VOID_ATTRIBUTES,
    NotPlain,
    Shape,
    Table,
    Tables,
    text_in,
    texts_in,
    under,
)

_HEAD = re.compile(
    rf"\s*(?:<!(?:DOCTYPE|doctype) [^<>]*>)?\s*(?:<html{ATTRIBUTES})?\s*(?:<head>(?:\s*(?:"
    rf"<(?:meta|link){VOID_ATTRIBUTES}|<(title|style|script){ATTRIBUTES}[^<]*</\1>))*\s*</head>)?\s*"
    rf"(?:<body{ATTRIBUTES})?"
)
_FOOT = re.compile(r"\s*+(?:</body>\s*+)?(?:</html>\s*+)?")
_HEADING = re.compile(rf"\s*<h([1-6]){ATTRIBUTES}([^<]*)</h\1>")
_TABLE = re.compile(rf"\s*<table{ATTRIBUTES}\s*(?:<caption{ATTRIBUTES}[^<]*</caption>\s*)?")
_END = "</table>"
_GROUPS = re.compile(rf"(?:<thead{ATTRIBUTES}(\s*<tr[^\0]*?</tr>)\s*</thead>\s*)?<tbody{ATTRIBUTES}")
_REMEMBERED = 500
_LONGEST = 5000
"""The maximum number of cached beginnings of tables, and their maximum length."""

Headings = tuple[tuple[int, str | None], ...]
"""The levels of headings, and the known label that each is, if any."""


class Headed(NamedTuple):
    """A table and the headings before it."""

    headings: Headings
    table: Table


class _Beginning(NamedTuple):
    """The beginning of a table up to its header; `tags`: the number of tags before the header."""

    headings: Headings
    shape: Shape
    tags: int


class Parts:
    """Splits pages; the beginnings of tables are cached."""

    def __init__(self, labels: Labels) -> None:
        self.labels = labels
        self.tables = Tables(labels)
        self._met: dict[str, _Beginning] = {}

    def of_page(self, text: str) -> tuple[list[Headed], list[str]]:
        """The tables of a page in order, and the texts of all cells; raises `NotPlain` for anything else."""
        end = text.rfind(_END)
        if end < 0 or not _FOOT.fullmatch(text, end + len(_END)):
            raise NotPlain
        head = _HEAD.match(text)
        at = start = head.end() if head else 0
        *bodies, foot = text.split(_END)
        parts: list[Headed] = []
        cells: list[str] = []
        expected = len(bodies) + foot.count("<")
        for body in bodies:
            part, tags = self._part(body, at)
            parts.append(part)
            cells += part.table.cells
            expected += tags
            at = 0
        texts, tags = texts_in(cells)
        if expected + tags != text.count("<", start):
            raise NotPlain
        return parts, texts

    def _part(self, body: str, start: int) -> tuple[Headed, int]:
        """The table that ends a piece of the page from an offset on, and its number of tags."""
        end = body.find("</tr>", start) + len("</tr>")
        beginning = body[start:end]
        known = self._met.get(beginning)
        if known is not None:
            table = under(known.shape, body[end:])
            return Headed(known.headings, table), known.tags + table.tags
        headings, at = self._headings(body, start)
        begin = _TABLE.match(body, at)
        if begin is None:
            raise NotPlain
        rows, grouping = _ungrouped(body[begin.end() :])
        table = self.tables.table(rows)
        tags = body.count("<", start, begin.end()) + grouping
        if not (table.pairs or grouping) and len(self._met) < _REMEMBERED and len(beginning) < _LONGEST:
            self._met[beginning] = _Beginning(headings, table.shape, tags)
        return Headed(headings, table), tags + table.tags

    def _headings(self, body: str, at: int) -> tuple[Headings, int]:
        """The headings at an offset, blank ones omitted, and the offset after them."""
        found: list[tuple[int, str | None]] = []
        while heading := _HEADING.match(body, at):
            text = text_in(heading[2])
            if text:
                found.append((int(heading[1]), self.labels.heading(text)))
            at = heading.end()
        return tuple(found), at


def _ungrouped(rows: str) -> tuple[str, int]:
    """The rows of a table without row group tags, and the number of those tags."""
    if "<tbody" not in rows:
        return rows, 0
    groups = _GROUPS.match(rows)
    if groups is None:
        raise NotPlain
    bare = (groups[1] or "") + rows[groups.end() :].rstrip().removesuffix("</tbody>")
    return bare, rows.count("<") - bare.count("<")
