"""CSV and TSV, as the csv module parses them, with the position of each field; list files are joined."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from itertools import islice
from types import MappingProxyType
from typing import BinaryIO, ClassVar, Literal

from guidelint.finding import Edit
from guidelint.location import START, Lines, Path, Region
from guidelint.readers.csv.scan import CsvField, row_reader, scan
from guidelint.readers.decode import Decoded, decode
from guidelint.readers.literal import csv_edits
from guidelint.readers.table.headers import find_header
from guidelint.readers.table.headings import WINDOW, Names
from guidelint.readers.table.laid_out import pairs_in
from guidelint.readers.table.sheet import Sheet, Texts, rectangular
from guidelint.readers.table_tree import TableTree
from guidelint.readers.tree import SourceProblem, of_encoding

SIZE = 4096
"""Rows in a part."""
_DELIMITERS = (",", "\t", ";", "|")
"""With a blank behind it (`scan`) where a quote follows one."""
_SAMPLE = 200_000
_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)
_DEFUSED = re.compile("'+[=+\\-@\t＝＋－＠]|'+[0-9][0-9A-Z -]{5,}$")
"""An apostrophe before a formula (CWE-1236), or before a code or number that would be rounded."""


class CsvFile:
    """A CSV text: its delimiter and its fields, scanned lazily."""

    def __init__(self, text: str, delimiter: str, name: str = "") -> None:
        self.lines = Lines(text)
        self.name = name
        self.delimiter = delimiter
        self._scanner = scan(text, self.delimiter)
        self._scanned: list[list[CsvField]] = []

    def sheet(self) -> Sheet:
        """The rows as a sheet."""
        return Sheet(
            title_of(self.name), rectangular(_rows(self.lines.text, self.delimiter), Texts(clean).__getitem__)
        )

    def fields(self, row: int) -> list[CsvField]:
        """The fields of a row."""
        self._scanned.extend(islice(self._scanner, max(row + 1 - len(self._scanned), 0)))
        return self._scanned[row] if row < len(self._scanned) else []

    def cell(self, row: int, column: int) -> Region:
        """The region of the field, quotes included; for a cell that its row lacks, the end of the row."""
        fields = self.fields(row)
        if not fields:
            return START
        if column >= len(fields):
            return self.lines.region(fields[-1].end, fields[-1].end)
        _, start, end, _ = fields[column]
        raw = self.lines.text[start:end]
        inner = raw.strip()
        start += raw.index(inner) if inner else 0
        return self.lines.region(start, start + len(inner))

    def unclosed(self) -> Region | None:
        """The region of a quote that is never closed, None if there is none."""
        if self.lines.text.count('"') % 2 == 0:
            return None
        rows = scan(self.lines.text, self.delimiter)
        field = next((row[-1] for row in rows if row and row[-1].open), None)
        return self.lines.region(field.start, field.start + 1) if field else None


class CsvTree(TableTree):
    """A CSV or TSV source; see `readers.table_tree.TableTree`. Regions are lines and columns of the text.

    Lists may be in files of their own in the same folder (`NAME.csv`, `NAME.materials.csv`), joined as sheets
    are.
    """

    takes: ClassVar[Literal["text", "bytes"]] = "text"
    joins: ClassVar[bool] = True
    number = 0
    """The number of matters in the parts before this one."""

    def __init__(
        self, text: str, names: frozenset[str], companions: Mapping[str, bytes] = MappingProxyType({})
    ) -> None:
        super().__init__()
        self._files = [CsvFile(text, delimiter_of(text, names))]
        for name, content in sorted(companions.items()):
            self._add(decode(content), names, name)
        self.lines = self._files[0].lines
        self.assemble([file.sheet() for file in self._files], names)
        ends = [(file.unclosed(), file.name) for file in self._files]
        self.problems += [unclosed(region, name) for region, name in ends if region is not None]

    @classmethod
    def parts(
        cls,
        file: BinaryIO,
        names: frozenset[str],
        size: int = SIZE,
        companions: Mapping[str, BinaryIO] = MappingProxyType({}),
    ) -> Iterator[CsvTree]:
        """The trees of consecutive rows, at most `size` each, with their positions in the whole file.

        A file that does not have one matter per row is one tree.
        """
        from guidelint.readers.csv.parts import part_trees

        return part_trees(file, names, size, companions)

    def _add(self, decoded: Decoded, names: frozenset[str], name: str) -> None:
        self.problems += of_encoding(decoded, name)
        if decoded.text is not None:
            self._files.append(CsvFile(decoded.text, delimiter_of(decoded.text, names), name))

    def cell(self, sheet: int, row: int, column: int) -> Region:
        """The region of the field in its file."""
        return self._files[sheet].cell(row, column)

    def file_of(self, sheet: int) -> str:
        """The name of the list file that a sheet was read from."""
        return self._files[sheet].name

    def edits(self, path: Path, value: str, changes: Sequence[Edit]) -> tuple[Edit, ...] | None:
        """Minimal edits, each with its region, in the file of the cell; None for a cell that its row lacks."""
        sheet, row, column = self.cell_of(path)
        file = self._files[sheet]
        fields = file.fields(row)
        if column >= len(fields):
            return None
        span = fields[column].start, fields[column].end
        made = csv_edits(file.lines.text, span, file.delimiter, value, changes)
        return made and tuple(e._replace(region=file.lines.region(e.start, e.end)) for e in made)

    def _corner(self) -> Region:
        return START


def title_of(name: str) -> str:
    """The part of a list file's name that names the list: `materials` in NAME.materials.csv."""
    return name.rpartition("/")[2].split(".")[-2] if name else ""


def unclosed(region: Region, name: str) -> SourceProblem:
    """What is wrong where a quote is never closed."""
    reason = "引号没有闭合，其后全部成了一个单元格 (a quote is never closed)"
    return SourceProblem("source.truncated", region, {"reason": reason}, name)


def clean(value: str) -> str | None:
    """A cell without what exporters add: tabs at its ends, `="…"` and `'` that keep a spreadsheet from counting."""
    if not value:
        return None
    text = value.strip("\t") if "\t" in value else value
    if text[0:1] == "'" and _DEFUSED.match(text):
        return text[1:]
    if text[:2] == '="' and (match := _AS_TEXT.fullmatch(text)):
        text = match[1]
    return text if text.strip() else None


def delimiter_of(text: str, names: frozenset[str]) -> str:
    """The delimiter with which the first rows show the most known columns, else the most labels beside texts."""
    known, sample = Names(names), text[:_SAMPLE]
    delimiters = [f"{one} " if f'{one} "' in sample else one for one in _DELIMITERS]
    scores = []
    for delimiter in delimiters:
        rows = islice(scan(sample, delimiter), WINDOW)
        sheet = Sheet("", rectangular(([field.value for field in row] for row in rows), clean))
        header = find_header(sheet, known)
        scores.append((header.known, 0) if header else (0, len(pairs_in(sheet, known))))
    return delimiters[scores.index(max(scores))]


def _rows(text: str, delimiter: str) -> list[list[str]]:
    try:
        return list(row_reader(StringIO(text, newline=""), delimiter))
    except csv.Error:  # a field beyond the module's limit of 131,072 characters
        return [[field.value for field in row] for row in scan(text, delimiter)]
