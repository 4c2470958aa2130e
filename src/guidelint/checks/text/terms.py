"""Checks a text for the words of a table: misspellings, old names, loose wording, traditional characters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import Any

from guidelint.checks.base import ABSENT, Check, CheckResult, Screen, Settings, Test
from guidelint.checks.generic import text_of
from guidelint.lean.tuples import NamedTuple
from guidelint.record import Data
from guidelint.tables import rows
from guidelint.values.text.quotations import BLANK, unquoted
from guidelint.values.text.term_index import PairedText, TermIndex

TABLES = ("hotlines", "renamed_bodies", "terms", "traditional", "typos", "vague_words")
_AROUND = 30
"""How many characters to either side of a word its context is read."""
_AS_ABOVE = "〃"


class Row(NamedTuple):
    """A line of a table of words; a table may leave off the columns at the end."""

    wrong: str
    right: str
    fix: str = ""
    tier: str = ""
    only: str = ""
    unless: str = ""
    source: str = ""
    certainty: str = ""
    since: str = ""


class Terms(Check):
    """No word of a table in `rules/data` may occur in the text; tables may be long.

    A row's `unless` and `only` are regular expressions for the longer wording around the word: within the
    first it is correct, outside the second it does not count. For the whole table, `after` is what may
    directly precede the word, and `before` what may directly follow it, for it to be correct. `also` includes
    the rows of that tier. Quotations are ignored. Each word is reported once per text.

    A row with a date in `since` applies from that date on, by the date of the law (`--as-of`).

    {term}, {found}: the word; {right}: what to write; {at}: its spans (3-5,9-11); {fix}: safe, ask, none.
    """

    value_only = True
    message_args = ("term", "right", "found", "at", "fix")
    table: str
    after: str = ""
    before: str = ""
    also: str = ""

    def mistakes(self) -> list[tuple[str, str]]:
        from guidelint.checks.expressions import fault_of

        wrong = []
        if self.table not in TABLES:
            wrong.append(("table", f"no table {self.table!r}; known: {', '.join(TABLES)}"))
        for name, expression in (("after", self.after), ("before", self.before)):
            if fault := fault_of(expression):
                wrong.append((name, fault))
        return wrong

    def compile(self, settings: Settings) -> Test:
        words, index = _table(self.table, self.also)
        at_fault = self._at_fault(settings.as_of)

        @lru_cache(maxsize=4096)
        def problems(text: str) -> CheckResult:
            spans: dict[str, list[str]] = {}
            for start, word in index.find(PairedText(text)):
                if at_fault(text, start, words[word]):
                    spans.setdefault(word, []).append(f"{start}-{start + len(word)}")
            return [(None, _term_args(words[word], spans[word])) for word in spans] or None

        def test(value: Any, item: Data, record: Data) -> CheckResult:
            text = value if isinstance(value, str) else text_of(value)
            return problems(text) if text else ABSENT

        return test

    def screen(self, settings: Settings) -> Screen | None:
        index = _table(self.table, self.also)[1]
        return Screen(index.index_pairs, index.characters_occur, index.occurs_at, characters=index.characters)

    def _at_fault(self, as_of: str) -> Callable[[str, int, Row], bool]:
        """A function that decides whether a row's word is wrong at its place in a text."""
        after = re.compile(f"(?:{self.after})$") if self.after else None
        before = re.compile(self.before) if self.before else None

        def at_fault(text: str, start: int, row: Row) -> bool:
            end = start + len(row.wrong)
            if row.since > as_of or unquoted(text)[start] == BLANK:
                return False
            if after is not None and after.search(text, max(0, start - _AROUND), start):
                return False
            if before is not None and before.match(text, end):
                return False
            if row.unless and _covered(row.unless, text, start, end):
                return False
            return not row.only or _covered(row.only, text, start, end)

        return at_fault


@cache
def _table(name: str, also: str) -> tuple[dict[str, Row], TermIndex]:
    """The rows of a table by their word, and the index of these words."""
    words = {row.wrong: row for row in _rows(name) if row.tier in ("", also)}
    return words, TermIndex({word: row.right for word, row in words.items()})


def _rows(name: str) -> Iterator[Row]:
    """The rows of a table; a ditto mark in `only` repeats that of the row above."""
    only = ""
    for cells in rows(name):
        row = Row(*cells)
        if row.only == _AS_ABOVE:
            row = row._replace(only=only)
        only = row.only
        yield row


def _term_args(row: Row, spans: list[str]) -> dict[str, str]:
    found = {"term": row.wrong, "right": row.right, "found": row.wrong}
    return {**found, "at": ",".join(spans), "fix": row.fix}


def _covered(expression: str, text: str, start: int, end: int) -> bool:
    """Whether some match of an expression has the span within it."""
    matches = _compiled(expression).finditer(text, max(0, start - _AROUND), end + _AROUND)
    return any(match.start() <= start and end <= match.end() for match in matches)


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)
