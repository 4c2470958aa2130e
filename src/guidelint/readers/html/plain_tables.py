"""Reads plain tables: rows of bare cells, whose tags are counted but not parsed.

Such a table consists of pairs (a label and its text, one or two pairs per row), or of rows below a header.
"""

from __future__ import annotations

import re
from html import unescape
from itertools import chain

from guidelint.lean.tuples import NamedTuple
from guidelint.readers.html.labels import FURNITURE, SURE, Labels, unit_of, without_row_numbers
from guidelint.readers.html.text import flat
from guidelint.readers.html.tree import WIDEST
from guidelint.readers.table.lists import MATERIALS, counts_columns, list_titled

_BLANKS = r"[ \t\n\r\f]"
_BREAK = rf"<br{_BLANKS}*+/?+>"
_LINES = re.compile(_BREAK)
_ENDS = re.compile("\r\n?")
_MARKUP = ("<", "&", "\n", "  ", "\xa0", "\t", "\r", "\f")
"""A text without these characters is used as it is."""
_REFERENCES = re.compile(r"&(?:(?:amp|lt|gt|quot|nbsp|#39|#x27|#160|#12288);|(?![A-Za-z#]))")
_ATTRIBUTE = r'(?!colspan|rowspan)[a-z-]++(?:="[^"<>\0]*+")?+'
ATTRIBUTES = rf"(?:>|(?:{_BLANKS}++{_ATTRIBUTE})++{_BLANKS}*+>)"
"""The end of a start tag with its attributes in their plainest spelling, without column or row spans."""
VOID_ATTRIBUTES = rf"(?:{_BLANKS}++{_ATTRIBUTE})*+{_BLANKS}*+/?+>"
"""The same for an element without content."""
_WIDE = rf'(?:>|(?:{_BLANKS}++(?:colspan="[1-9]"|{_ATTRIBUTE}))++{_BLANKS}*+>)'
_TR = rf"<tr{ATTRIBUTES}\s*+"
_TH = rf"<th{ATTRIBUTES}([^<]*+)</th>\s*+"
_TEXT = rf"([^<]*+(?:{_BREAK}[^<]*+|<pre>[^<]*+</pre>)*+)</td>\s*+"
_PAIR = rf"{_TH}<td{_WIDE}{_TEXT}"
_PAIRS = re.compile(rf"{_TR}{_PAIR}(?:{_PAIR})?+</tr>")
_HEADER = re.compile(rf"\s*+{_TR}(?:<th{ATTRIBUTES}[^<]*+</th>\s*+)++</tr>")
_HEADS = re.compile(_TH)
_ROW = re.compile(rf"\s*+{_TR}")
_CELLS = re.compile(rf"<td{ATTRIBUTES}{_TEXT}")
_FIRST, _LAST = "\n<tr><td>", "</td></tr>\n"
_NEXT_ROW, _NEXT_CELL = "</td></tr>\n<tr><td>", "</td><td>"
_ROW_ENDS = f"{_NEXT_CELL}\0{_NEXT_CELL}"
"""Common spellings of row ends, and a separator that occurs in no plain page."""
_NUMBERED = ["1"], ["2"], ["（1）"], ["（2）"], ["(1)"], ["(2)"]
"""What may stand in the second cell of a row that numbers the columns."""
_REMEMBERED = 500
_LONGEST = 5000
"""The maximum number of cached shapes, and their maximum length."""


class NotPlain(Exception):  # noqa: N818 - no error: what is odd is read by its elements
    """Raised if something is not plain."""


class Shape(NamedTuple):
    """The labels of a table, as dialects or else as the page spell them; `columns` are those that describe
    the rows.

    `unknown`: indices of labels that no dialect knows; `units`: index → unit of time; `listed`: indices of
    labels that name the materials; `sure`: one of them is known wherever it stands; `distinct`: none repeats
    or is empty.
    """

    names: tuple[str, ...]
    columns: tuple[str, ...]
    unknown: tuple[int, ...]
    units: tuple[tuple[int, str], ...]
    sure: bool
    distinct: bool
    listed: tuple[int, ...]


class Table(NamedTuple):
    """A table's labels and the source of its cells, row by row; `tags`: the number of tags consumed.

    `pairs`: each cell has a label of its own; otherwise a row has one cell per label.
    """

    shape: Shape
    cells: list[str]
    tags: int
    pairs: bool


class Tables:
    """Reads plain tables; the meaning of a set of labels is cached."""

    def __init__(self, labels: Labels) -> None:
        self.labels = labels
        self._pairs: dict[tuple[str, ...], Shape] = {}
        self._headers: dict[str, Shape] = {}

    def table(self, rows: str) -> Table:
        """The table in some rows; raises `NotPlain` if it is not plain."""
        end = rows.find("</tr>") + len("</tr>")
        header = rows[:end]
        return self._in_pairs(rows) if "<td" in header else under(self._header(header), rows[end:])

    def _in_pairs(self, rows: str) -> Table:
        found = _PAIRS.findall(rows)
        if not found:
            raise NotPlain
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
                raise NotPlain
            if len(self._pairs) < _REMEMBERED and sum(map(len, heads)) < _LONGEST:
                self._pairs[heads] = shape
        return Table(shape, list(cells), tags, True)

    def _header(self, header: str) -> Shape:
        """The labels of a header; raises `NotPlain` if none of them is known, since it may be no header."""
        if header in self._headers:
            return self._headers[header]
        if not _HEADER.fullmatch(header):
            raise NotPlain
        shape = self._shape(tuple(_HEADS.findall(header)), header=True)
        if not 1 < len(shape.names) <= WIDEST or len(shape.unknown) == len(shape.names):
            raise NotPlain
        if len(self._headers) < _REMEMBERED and len(header) < _LONGEST:
            self._headers[header] = shape
        return shape

    def _shape(self, heads: tuple[str, ...], header: bool = False) -> Shape:
        read = [self.labels.read(text_in(head)) for head in heads]
        names = tuple(label if label in FURNITURE and header else known or label for label, known in read)
        return Shape(
            names,
            without_row_numbers(names),
            tuple(n for n, (_, known) in enumerate(read) if known is None),
            tuple((n, unit_of(label)) for n, (label, _) in enumerate(read) if unit_of(label)),
            any(known is not None and len(known) >= SURE for _, known in read),
            len(set(names) - FURNITURE - {""}) == len(names),
            tuple(n for n, name in enumerate(names) if list_titled(name) == MATERIALS),
        )


def under(shape: Shape, rest: str) -> Table:
    """The rows below a header of this shape."""
    width = len(shape.names)
    if rest.startswith(_FIRST) and rest.endswith(_LAST):
        cells = rest[len(_FIRST) : -len(_LAST)].replace(_NEXT_ROW, _ROW_ENDS).split(_NEXT_CELL)
        count = (len(cells) + 1) // (width + 1)
        if cells[width :: width + 1] != ["\0"] * (count - 1) or (len(cells) + 1) % (width + 1):
            raise NotPlain
        del cells[width :: width + 1]
    else:
        cells, count = _cells_of_rows(rest, width)
    if cells[1:2] in _NUMBERED and counts_columns(cells[:width]):
        raise NotPlain
    return Table(shape, cells, 2 * (width + 1) * (count + 1), False)


def _cells_of_rows(rest: str, width: int) -> tuple[list[str], int]:
    """The source of all cells and the number of rows, in any plain spelling of the tags."""
    *sources, end = rest.split("</tr>")
    if not sources or (end and not end.isspace()):
        raise NotPlain
    rows = [_CELLS.findall(source) if _ROW.match(source) else [] for source in sources]
    if any([len(row) != width for row in rows]):
        raise NotPlain
    return list(chain.from_iterable(rows)), len(rows)


def texts_in(cells: list[str]) -> tuple[list[str], int]:
    """The texts of cells and the number of tags in them; raises `NotPlain` for uncommon entities."""
    texts = list(map(str.strip, cells))
    whole = "".join(texts)
    if any([character in whole for character in _MARKUP]):
        return list(map(text_in, texts)), whole.count("<")
    return texts, 0


def text_in(cell: str) -> str:
    """The text of one cell, with a line for each `<br>`."""
    if "<" not in cell:
        return flat(_decoded(cell))
    if cell.startswith("<pre>"):
        return _ENDS.sub("\n", _decoded(cell.removeprefix("<pre>").removesuffix("</pre>"))).strip()
    return "\n".join(filter(None, [flat(_decoded(line)) for line in _LINES.split(cell)]))


def _decoded(text: str) -> str:
    if "<" in text:
        raise NotPlain
    if "&" not in text:
        return text
    if "&" in _REFERENCES.sub("", text):
        raise NotPlain
    return unescape(text)
