"""The header of a long CSV that is read in parts, found in its first rows, and iteration over its lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import StringIO
from itertools import islice
from typing import BinaryIO

from guidelint.lean.tuples import NamedTuple
from guidelint.location import Lines
from guidelint.readers.csv.reader import clean, delimiter_of
from guidelint.readers.csv.scan import row_reader
from guidelint.readers.decode import Decoded, texts_of
from guidelint.readers.table.headers import Header, find_header
from guidelint.readers.table.headings import Names
from guidelint.readers.table.laid_out import is_laid_out
from guidelint.readers.table.sheet import Sheet, rectangular

_READ = 1 << 18
_LONGEST = 8 << 20
"""The maximum length of a line that is read in pieces."""
_HEAD_ROWS = 200
_ENOUGH = 62
"""The number of non-blank rows that are enough to find the header."""


class NotInPartsError(Exception):
    """Raised if a file cannot be read in parts, because the meaning of one part depends on others."""


class FileHead(NamedTuple):
    """The header of a file, the text down to it, the number of rows in that text, and the delimiter."""

    header: Header
    text: str
    rows: int
    delimiter: str

    def cells(self) -> list[list[str | None]]:
        """The rows of the text."""
        return rectangular(row_reader(StringIO(self.text, newline=""), self.delimiter), clean)

    def holding(self) -> Callable[[list[str]], bool]:
        """A predicate for rows: whether all their text is in columns of the header."""
        named = {column.at for column in self.header.columns}
        width = max(named) + 1
        full = len(named) == width

        def holds(row: list[str]) -> bool:
            if full and len(row) <= width:
                return True
            return not any(clean(cell) for at, cell in enumerate(row) if at not in named)

        return holds


class Recorded:
    """Iterates over the lines of a file and keeps the text of those consumed."""

    def __init__(self, file: BinaryIO, decoded: Decoded) -> None:
        self._pieces = lines_of(file, decoded)
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        for lines in self._pieces:
            for line in lines:
                self.taken.append(line)
                yield line

    def text(self) -> str:
        """The text consumed since the last call."""
        text = "".join(self.taken)
        self.taken.clear()
        return text


def lines_of(file: BinaryIO, decoded: Decoded) -> Iterator[list[str]]:
    """The lines of a file with their line breaks, in batches; NotInPartsError if a line is very long."""
    held = ""
    for text in texts_of(file, decoded, _READ):
        lines = _lines(held + text)
        held = lines.pop() if lines and not lines[-1].endswith(("\n", "\r")) else ""
        if len(held) > _LONGEST:
            raise NotInPartsError
        yield lines
    if held:
        yield [held]


def _lines(text: str) -> list[str]:
    starts = Lines(text).starts
    return [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True) if a < b]


def head_of(file: BinaryIO, decoded: Decoded, names: frozenset[str]) -> FileHead | None:
    """The head of a file, None if it has no header.

    NotInPartsError if the header may be longer than the first rows, there is only one column, columns lack a
    name or share one, the file is laid out as a form, or it ends inside a character; csv.Error for a field
    that is too long for the csv module.
    """
    if decoded.text is None or decoded.cut:
        raise NotInPartsError
    delimiter = delimiter_of(next(texts_of(file, decoded, _READ), ""), names)
    header = _header(file, decoded, names, delimiter)
    if header is None:
        return None
    recorded = Recorded(file, decoded)
    rows = header.bottom + 1
    for _ in islice(row_reader(recorded, delimiter), rows):
        pass
    return FileHead(header, recorded.text(), rows, delimiter)


def is_blank(file: BinaryIO, decoded: Decoded) -> bool:
    """Whether a file contains only blank characters."""
    return not any(text.strip() for text in texts_of(file, decoded, _READ))


def _header(file: BinaryIO, decoded: Decoded, names: frozenset[str], delimiter: str) -> Header | None:
    reader = row_reader(Recorded(file, decoded), delimiter)
    sheet = Sheet("", rectangular(islice(reader, _HEAD_ROWS), clean))
    more = next(reader, None) is not None
    if more and sum(any(row) for row in sheet.rows) < _ENOUGH:
        raise NotInPartsError
    known = Names(names)
    header = find_header(sheet, known)
    if is_laid_out(sheet, known, header):
        raise NotInPartsError
    if header is None:
        return None
    named = all(sheet.rows[header.row_of(column, sheet)][column.at] for column in header.columns)
    if header.repeated or not named or len(sheet.rows[0]) < 2:
        raise NotInPartsError
    return header
