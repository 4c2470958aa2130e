"""The fields of a CSV text, with the values that the csv module gives and their offsets.

A delimiter with a blank behind it means that blanks before a field are not part of it: `甲, "乙, 丙"`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from typing import Any

from guidelint.lean.tuples import NamedTuple

_BARE_LINE = re.compile(r'([^"\r\n]*)(?:\r\n|\r|\n|\Z)')


class CsvField(NamedTuple):
    """A field: its value, and the offsets of its first character (quote included) and after its last.

    `open`: the text ends before the closing quote.
    """

    value: str
    start: int
    end: int
    open: bool = False


def row_reader(lines: Iterable[str], delimiter: str) -> Any:
    """The module's reader (not strict) of some lines."""
    return csv.reader(lines, delimiter=delimiter[0], skipinitialspace=delimiter.endswith(" "))


def scan(text: str, delimiter: str) -> Iterator[list[CsvField]]:
    """The rows of a text, with the values that `row_reader` gives; [] for a blank line."""
    stop = re.compile(rf"[\r\n{re.escape(delimiter[0])}]")
    skipped = re.compile(" *" if delimiter.endswith(" ") else "")
    row: list[CsvField] = []
    at = 0
    while at < len(text) or row:
        if not row and (line := _BARE_LINE.match(text, at)):
            yield list(_split(line[1], at, delimiter))
            at = line.end()
            continue
        blanks = skipped.match(text, at)
        first = blanks.end() if blanks else at
        quoted = text.startswith('"', first)
        field = _quoted(text, first, stop) if quoted else _plain(text, first, first, "", stop)
        ended = text[field.end : field.end + 1]
        if row or field.end > at or ended == delimiter[0]:
            row.append(field)
        at = field.end + (2 if text.startswith("\r\n", field.end) else 1)
        if ended != delimiter[0]:
            yield row
            row = []


def _split(line: str, at: int, delimiter: str) -> Iterator[CsvField]:
    """The fields of a line that has no quotes."""
    separator, blank = delimiter[0], delimiter[1:]
    for value in line.split(separator) if line else ():
        shown, end = value.lstrip(blank), at + len(value)
        yield CsvField(shown, end - len(shown), end)
        at = end + 1


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
