"""The findings as JSON for the page's script: a string table, and findings as indices into it."""

from __future__ import annotations

import json
from itertools import count

from guidelint.finding import SEVERITIES
from guidelint.report import Report
from guidelint.reporters.json_text import escape_unsafe
from guidelint.reporters.page.entries import Entry, entry
from guidelint.reporters.page.words import PAGE_WORDS, SCRIPT_WORDS
from guidelint.reporters.words import WORDS


def dataset(report: Report, unicode: bool) -> str:
    """Compact JSON without `<`, `>` and `&`, so that it is safe inside a script element.

    `strings[0]` is empty; `columns` holds, by name, an index for each finding; without `unicode` the text is
    ASCII.
    """
    strings: dict[str, int] = {"": 0}
    numbers = count(1)
    rows: list[list[int]] = []
    for finding in report.findings:
        texts = entry(finding, report)
        for text in texts:
            if text not in strings:
                strings[text] = next(numbers)
        rows.append([strings[text] for text in texts])
    columns = dict(zip(Entry._fields, map(list, zip(*rows, strict=True)), strict=False))
    for name in Entry._fields:
        columns.setdefault(name, [])
    value = {"words": _words(report), "severities": _severities(report, strings)}
    whole = json.dumps(
        {**value, "columns": columns, "strings": list(strings)},
        ensure_ascii=not unicode,
        separators=(",", ":"),
    )
    for mark in "<>&":
        whole = whole.replace(mark, f"\\u{ord(mark):04x}")
    return escape_unsafe(whole)


def _words(report: Report) -> dict[str, str]:
    own = PAGE_WORDS[report.language]
    return {name: getattr(own, name) for name in SCRIPT_WORDS}


def _severities(report: Report, strings: dict[str, int]) -> list[dict[str, str | int]]:
    """Gravest first: the name, its word, and its index in the strings (-1 if no finding has it)."""
    words = WORDS[report.language].severity
    return [{"name": name, "word": words[name], "string": strings.get(name, -1)} for name in SEVERITIES]
