"""Plain tables: rows of bare cells, of which the tags are counted and not built.

A table is one of pairs, a label and its text in each row or two of both, or of rows under a header of labels.
"""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

from guidelint.readers.html_labels import FURNITURE, SURE, Labels, elected, unit_of
from guidelint.readers.html_text import joined

_BLANKS = r"[ \t\n\r\f]"
_ATTRIBUTE = r'(?!colspan|rowspan)[a-z-]++(?:="[^"<>\0]*+")?+'
ATTRIBUTES = rf"(?:>|(?:{_BLANKS}++{_ATTRIBUTE})++{_BLANKS}*+>)"
"""The end of a start tag with all of its attributes, in the plainest spelling; of no cell that spans several."""
VOID_ATTRIBUTES = rf"(?:{_BLANKS}++{_ATTRIBUTE})*+{_BLANKS}*+/?+>"
"""The same of an element without content."""
_WIDE = rf'(?:>|(?:{_BLANKS}++(?:colspan="[1-9]"|{_ATTRIBUTE}))++{_BLANKS}*+>)'
_BREAK = rf"<br{_BLANKS}*+/?+>"
_TR = rf"<tr{ATTRIBUTES}\s*+"
_TH = rf"<th{ATTRIBUTES}([^<]*+)</th>\s*+"
_TEXT = rf"([^<]*+(?:{_BREAK}[^<]*+|<pre>[^<]*+</pre>)*+)</td>\s*+"
_PAIR = rf"{_TH}<td{_WIDE}{_TEXT}"
_PAIRS = re.compile(rf"{_TR}{_PAIR}(?:{_PAIR})?+</tr>")
_HEADER = re.compile(rf"\s*+{_TR}(?:<th{ATTRIBUTES}[^<]*+</th>\s*+)++</tr>")
_HEADS = re.compile(_TH)
_ROW = re.compile(rf"\s*+{_TR}")
_CELLS = re.compile(rf"<td{ATTRIBUTES}{_TEXT}")
_BARE, _END, _NEXT = "\n<tr><td>", "</td>", "</td><td>"
"""How most rows begin, end and go on."""
_LINES = re.compile(_BREAK)
_ENDS = re.compile("\r\n?")
_SIGNS = ("<", "&", "\n", "  ", "\xa0", "\t", "\r", "\f")
"""Texts without these are texts as they stand."""
_REFERENCES = re.compile(r"&(?:(?:amp|lt|gt|quot|nbsp|#39|#x27|#160|#12288);|(?![A-Za-z#]))")
_WIDEST = 64
_REMEMBERED = 2000
_LONGEST = 5000
"""So many shapes are remembered, none longer than this."""


class Odd(Exception):  # noqa: N818 - no error: what is odd is read by its elements
    """Something is not plain."""


class Shape(NamedTuple):
    """The labels of a table: as dialects spell them or else as the page does.

    `unknown` are the numbers of those that no dialect knows, `units` the unit of time that some state, by
    number; `sure` tells whether one is known wherever it stands, `distinct` whether each says something and
    is there once.
    """

    names: tuple[str, ...]
    unknown: tuple[int, ...]
    units: tuple[tuple[int, str], ...]
    sure: bool
    distinct: bool


class Table(NamedTuple):
    """A table's labels and the source of its cells, row by row; `tags`: how many tags that accounts for.

    `pairs`: each cell has a label of its own; otherwise a row has as many cells as there are labels.
    """

    shape: Shape
    cells: list[str]
    tags: int
    pairs: bool


class Tables:
    """Reads plain tables; what labels mean together is found out once."""

    def __init__(self, labels: Labels) -> None:
        self.labels = labels
        self._pairs: dict[tuple[str, ...], Shape] = {}
        self._headers: dict[str, Shape] = {}
        self._elected: dict[tuple[tuple[str, ...], str | None], str | None] = {}

    def table(self, rows: str) -> Table:
        """The table that its rows are; `Odd` where there can be none."""
        end = rows.find("</tr>") + len("</tr>")
        header = rows[:end]
        shape = self._headers.get(header)
        if shape is None:
            if "<td" in header:
                return self._in_pairs(rows)
            shape = self._header(header)
        return _under(shape, rows[end:])

    def elected(self, names: tuple[str, ...], title: str | None) -> str | None:
        """See `html_labels.elected`."""
        key = names, title
        if key not in self._elected:
            if len(self._elected) >= _REMEMBERED:
                self._elected.clear()
            self._elected[key] = elected([name for name in names if name not in FURNITURE], title)
        return self._elected[key]

    def _in_pairs(self, rows: str) -> Table:
        found = _PAIRS.findall(rows)
        if not found:
            raise Odd
        heads, cells, more, _ = zip(*found, strict=True)
        tags = 6 * len(found)
        if any(more):
            twice = [(head, cell) for row in found for head, cell in (row[:2], row[2:]) if head or cell]
            tags += 4 * (len(twice) - len(found))
            heads, cells = zip(*twice, strict=True)
        shape = self._pairs.get(heads)
        if shape is None:
            shape = self._shape(heads)
            if not all(shape.names):
                raise Odd
            if len(self._pairs) < _REMEMBERED and sum(map(len, heads)) < _LONGEST:
                self._pairs[heads] = shape
        return Table(shape, list(cells), tags, True)

    def _header(self, header: str) -> Shape:
        """The labels of a header; `Odd` where none of them is known, for then it may be none."""
        if not _HEADER.fullmatch(header):
            raise Odd
        shape = self._shape(tuple(_HEADS.findall(header)), header=True)
        if not 1 < len(shape.names) <= _WIDEST or len(shape.unknown) == len(shape.names):
            raise Odd
        if len(self._headers) < _REMEMBERED and len(header) < _LONGEST:
            self._headers[header] = shape
        return shape

    def _shape(self, heads: tuple[str, ...], header: bool = False) -> Shape:
        read = [self.labels.read(text_in(head)) for head in heads]
        names = tuple(label if label in FURNITURE and header else known or label for label, known in read)
        return Shape(
            names,
            tuple(n for n, (_, known) in enumerate(read) if known is None),
            tuple((n, unit_of(label)) for n, (label, _) in enumerate(read) if unit_of(label)),
            any(known is not None and len(known) >= SURE for _, known in read),
            len(set(names) - FURNITURE - {""}) == len(names),
        )


def _under(shape: Shape, rest: str) -> Table:
    """The rows under a header."""
    width = len(shape.names)
    *rows, end = rest.split("</tr>")
    if not rows or (end and not end.isspace()):
        raise Odd
    cells: list[str] = []
    for row in rows:
        if row.startswith(_BARE) and row.endswith(_END):
            found = row[len(_BARE) : -len(_END)].split(_NEXT)
        else:
            found = _CELLS.findall(row) if _ROW.match(row) else []
        if len(found) != width:
            raise Odd
        cells += found
    return Table(shape, cells, 2 * (width + 1) + 2 * (len(rows) + len(cells)), False)


def texts_in(cells: list[str]) -> tuple[list[str], int]:
    """What cells say, from their source, and the number of tags in them; `Odd` for uncommon entities."""
    texts = list(map(str.strip, cells))
    whole = "".join(texts)
    if any([sign in whole for sign in _SIGNS]):
        return list(map(text_in, texts)), whole.count("<")
    return texts, 0


def text_in(cell: str) -> str:
    """What one cell says, line by line where it has breaks."""
    if "<" not in cell:
        return joined(_decoded(cell)).strip()
    if cell.startswith("<pre>"):
        return _ENDS.sub("\n", _decoded(cell.removeprefix("<pre>").removesuffix("</pre>"))).strip()
    return "\n".join(filter(None, [joined(_decoded(line)).strip() for line in _LINES.split(cell)]))


def _decoded(text: str) -> str:
    if "<" in text:
        raise Odd
    if "&" not in text:
        return text
    if "&" in _REFERENCES.sub("", text):
        raise Odd
    return unescape(text)
