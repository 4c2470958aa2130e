"""CSV and TSV: the fields as the csv module has them, and where each of them stands in the text."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import islice
from typing import ClassVar, Literal, NamedTuple

from guidelint.finding import Edit
from guidelint.location import Lines, Path, Region
from guidelint.readers.csv_edit import csv_edits
from guidelint.readers.headers import find_header
from guidelint.readers.headings import Names
from guidelint.readers.sheet import Sheet, rectangular
from guidelint.readers.tables import TableTree
from guidelint.readers.tree import SourceProblem

_DELIMITERS = (",", "\t", ";")
_SAMPLE = 200_000
_SAMPLE_ROWS = 60
_BARE_LINE = re.compile(r'([^"\r\n]*)(?:\r\n|\r|\n|\Z)')
_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)


class CsvField(NamedTuple):
    """A field: its value, the offsets of its first character (a quote counts) and after its last.

    `open` tells that the text ends before its closing quote.
    """

    value: str
    start: int
    end: int
    open: bool = False


class CsvTree(TableTree):
    """A CSV or TSV source; see `readers.tables.TableTree`. Regions are lines and columns of the text."""

    takes: ClassVar[Literal["text", "bytes"]] = "text"

    def __init__(self, text: str, names: frozenset[str]) -> None:
        super().__init__()
        self.lines = Lines(text)
        self.delimiter = _delimiter(text, names)
        self._scanner = scan(text, self.delimiter)
        self._scanned: list[list[CsvField]] = []
        self.lay_out([Sheet("", rectangular(_rows(text, self.delimiter), clean))], names)
        if text.count('"') % 2:
            self._tell_open()

    def cell(self, sheet: int, row: int, column: int) -> Region:
        """The field's stretch of text, quotes included; for a cell that its row lacks, the end of the row."""
        fields = self._fields(row)
        if not fields:
            return Region(1, 1, 1, 1)
        if column >= len(fields):
            return self.lines.region(fields[-1].end, fields[-1].end)
        _, start, end, _ = fields[column]
        raw = self.lines.text[start:end]
        inner = raw.strip()
        start += raw.index(inner) if inner else 0
        return self.lines.region(start, start + len(inner))

    def edits(self, path: Path, value: str, changes: Sequence[Edit]) -> tuple[Edit, ...] | None:
        """As small as can be, each with its region; None for a cell that its row lacks."""
        _, row, column = self.cell_of(path)
        fields = self._fields(row)
        if column >= len(fields):
            return None
        span = fields[column].start, fields[column].end
        made = csv_edits(self.lines.text, span, self.delimiter, value, changes)
        return made and tuple(e._replace(region=self.lines.region(e.start, e.end)) for e in made)

    def _fields(self, row: int) -> list[CsvField]:
        """The fields of a row; the text is scanned as far as it is asked for."""
        self._scanned.extend(islice(self._scanner, max(row + 1 - len(self._scanned), 0)))
        return self._scanned[row] if row < len(self._scanned) else []

    def _tell_open(self) -> None:
        rows = scan(self.lines.text, self.delimiter)
        field = next((row[-1] for row in rows if row and row[-1].open), None)
        if field is not None:
            region = self.lines.region(field.start, field.start + 1)
            reason = "引号没有闭合，其后全部成了一个单元格 (a quote is never closed)"
            self.problems.append(SourceProblem("source.truncated", region, {"reason": reason}))

    def _corner(self) -> Region:
        return Region(1, 1, 1, 1)


def clean(value: str) -> str | None:
    """A cell without what exporters add: tabs at its ends, `="…"` that keeps a spreadsheet from counting."""
    if not value:
        return None
    text = value.strip("\t") if "\t" in value else value
    if text[:2] == '="' and (match := _AS_TEXT.fullmatch(text)):
        text = match[1]
    return text if text.strip() else None


def _delimiter(text: str, names: frozenset[str]) -> str:
    """The delimiter with which the first rows show the most known columns."""
    known = Names(names)
    scores = []
    for delimiter in _DELIMITERS:
        sample = islice(scan(text[:_SAMPLE], delimiter), _SAMPLE_ROWS)
        sheet = Sheet("", rectangular(([field.value for field in row] for row in sample), clean))
        header = find_header(sheet, known)
        scores.append(header.known if header else 0)
    return _DELIMITERS[scores.index(max(scores))]


def _rows(text: str, delimiter: str) -> list[list[str]]:
    try:
        return list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:  # a field beyond the module's limit of 131,072 characters
        return [[field.value for field in row] for row in scan(text, delimiter)]


def scan(text: str, delimiter: str) -> Iterator[list[CsvField]]:
    """The rows of a text, with the values that `csv.reader` gives (not strict); [] for a blank line."""
    stop = re.compile(rf"[\r\n{re.escape(delimiter)}]")
    row: list[CsvField] = []
    at = 0
    while at < len(text) or row:
        if not row and (line := _BARE_LINE.match(text, at)):
            yield list(_split(line[1], at, delimiter))
            at = line.end()
            continue
        field = _quoted(text, at, stop) if text.startswith('"', at) else _plain(text, at, at, "", stop)
        ended = text[field.end : field.end + 1]
        if row or field.end > field.start or ended == delimiter:
            row.append(field)
        at = field.end + (2 if text.startswith("\r\n", field.end) else 1)
        if ended != delimiter:
            yield row
            row = []


def _split(line: str, at: int, delimiter: str) -> Iterator[CsvField]:
    """The fields of a line that has no quotes."""
    for value in line.split(delimiter) if line else ():
        yield CsvField(value, at, at + len(value))
        at += len(value) + 1


def _quoted(text: str, start: int, stop: re.Pattern[str]) -> CsvField:
    parts: list[str] = []
    at = start + 1
    while True:
        quote = text.find('"', at)
        if quote < 0:
            return CsvField("".join([*parts, text[at:]]), start, len(text), open=True)
        parts.append(text[at:quote])
        if not text.startswith('"', quote + 1):
            return _plain(text, start, quote + 1, "".join(parts), stop)
        parts.append('"')
        at = quote + 2


def _plain(text: str, start: int, at: int, value: str, stop: re.Pattern[str]) -> CsvField:
    """The rest of a field up to its delimiter or the end of its row."""
    found = stop.search(text, at)
    end = found.start() if found else len(text)
    return CsvField(value + text[at:end], start, end)
