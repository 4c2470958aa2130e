"""The parts of a plain page: tables of bare cells, the headings before each, and nothing else."""

from __future__ import annotations

import re

from guidelint.readers.html_labels import Labels
from guidelint.readers.html_plain_tables import (
    ATTRIBUTES,
    VOID_ATTRIBUTES,
    Odd,
    Shape,
    Table,
    Tables,
    text_in,
    texts_in,
    under,
)
from guidelint.tuples import NamedTuple

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
"""So many beginnings of tables are remembered, none longer than this."""

Headings = tuple[tuple[int, str | None], ...]
"""The levels of headings, and the known name that each is."""


class Headed(NamedTuple):
    """A table and the headings before it."""

    headings: Headings
    table: Table


class _Beginning(NamedTuple):
    """What a table begins with, up to and with its header; `tags`: those before the header."""

    headings: Headings
    shape: Shape
    tags: int


class Parts:
    """Takes pages apart; how tables begin is read once."""

    def __init__(self, labels: Labels) -> None:
        self.labels = labels
        self.tables = Tables(labels)
        self._met: dict[str, _Beginning] = {}

    def of_page(self, text: str) -> tuple[list[Headed], list[str]]:
        """The parts of a page in order, and what all their cells say; `Odd` where there is more in it."""
        end = text.rfind(_END)
        if end < 0 or not _FOOT.fullmatch(text, end + len(_END)):
            raise Odd
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
            raise Odd
        return parts, texts

    def _part(self, body: str, start: int) -> tuple[Headed, int]:
        """What ends with a table, from an offset on, and the number of its tags."""
        end = body.find("</tr>", start) + len("</tr>")
        beginning = body[start:end]
        known = self._met.get(beginning)
        if known is not None:
            table = under(known.shape, body[end:])
            return Headed(known.headings, table), known.tags + table.tags
        headings, at = self._headings(body, start)
        begin = _TABLE.match(body, at)
        if begin is None:
            raise Odd
        rows, grouping = _ungrouped(body[begin.end() :])
        table = self.tables.table(rows)
        tags = body.count("<", start, begin.end()) + grouping
        if not (table.pairs or grouping) and len(self._met) < _REMEMBERED and len(beginning) < _LONGEST:
            self._met[beginning] = _Beginning(headings, table.shape, tags)
        return Headed(headings, table), tags + table.tags

    def _headings(self, body: str, at: int) -> tuple[Headings, int]:
        """The headings that stand at an offset, and where they end; blank ones are none."""
        found: list[tuple[int, str | None]] = []
        while heading := _HEADING.match(body, at):
            text = text_in(heading[2])
            if text:
                found.append((int(heading[1]), self.labels.heading(text)))
            at = heading.end()
        return tuple(found), at


def _ungrouped(rows: str) -> tuple[str, int]:
    """The rows of a table without the tags that group them, and how many of these there were."""
    if "<tbody" not in rows:
        return rows, 0
    groups = _GROUPS.match(rows)
    if groups is None:
        raise Odd
    bare = (groups[1] or "") + rows[groups.end() :].rstrip().removesuffix("</tbody>")
    return bare, rows.count("<") - bare.count("<")
