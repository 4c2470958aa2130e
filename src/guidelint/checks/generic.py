"""Checks that know nothing of guides: presence, words, patterns, lists, lengths, numbers, counts."""

from __future__ import annotations

import re
from typing import Any

from guidelint.checks.base import ABSENT, HERE, Check, CheckResult, Screen, Settings, Test, here, stored_name
from guidelint.lean.regex import regex
from guidelint.record import Data, is_missing, means_empty
from guidelint.values.numerals import leading_count
from guidelint.values.text.term_index import PairedText
from guidelint.vocabulary import PLACEHOLDERS

_SEES_ITS_SURROUNDINGS = regex(r"\(\?(?!i?:)|\\[AZbB]|[*+?}]\+")
"""Parts of an expression by which a match may depend on what stands around the text: these need it alone."""
_PARTS = regex(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", re.DOTALL)
"""What an expression is made of, as far as tells whether a | stands in brackets."""
_PADDING = 32
"""White space that may stand around a word that is the whole text; a longer text is no such word."""


def _is_anchored(expression: str) -> bool:
    """Whether an expression matches at the beginning of a text alone: it opens with ^ and is no choice."""
    depth = 0
    for part in _PARTS.findall(expression):
        depth += {"(": 1, ")": -1}.get(part, 0)
        if part == "|" and not depth:
            return False
    return expression.startswith("^")


def text_of(value: Any) -> str:
    """A value as one text: a list of texts joined by 、, anything else that is no text as nothing."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "、".join(part for part in value if isinstance(part, str))
    return ""


class Required(Check):
    """A value must be given. `fields` requires fields of the item: all of them or, with `any`, at least one.

    {field} is then the missing one. A word that means empty in its field is no value; with `placeholders`,
    neither are 待定 and the like. `dotted` names the field for the table of empty words if it differs from
    `field`.
    """

    fields: tuple[str, ...] = ()
    any: bool = False
    placeholders: bool = False
    dotted: str = ""

    def compile(self, settings: Settings) -> Test:
        if not self.fields:
            return self._value_test()
        return self._any_of_fields if self.any else self._all_of_fields

    def _absent(self, value: Any, name: str) -> bool:
        dotted = self.dotted or name
        if isinstance(value, list):
            return all(isinstance(part, str) and self._means_empty(part, dotted) for part in value)
        return self._means_empty(value, dotted)

    def _means_empty(self, value: Any, dotted: str) -> bool:
        if is_missing(value, dotted):
            return True
        return self.placeholders and isinstance(value, str) and value.strip().casefold() in PLACEHOLDERS

    def _value_test(self) -> Test:
        name = self.field.removeprefix("$.")

        def one(value: Any, item: Data, record: Data) -> CheckResult:
            if type(value) is str and not means_empty(value):
                return None
            return HERE if self._absent(value, name) else None

        return one

    def _any_of_fields(self, value: Any, item: Data, record: Data) -> CheckResult:
        for name in self.fields:
            if not self._absent(item.get(stored_name(name)), name):
                return None
        return [((self.fields[0],), {})]

    def _all_of_fields(self, value: Any, item: Data, record: Data) -> CheckResult:
        gaps = [name for name in self.fields if self._absent(item.get(stored_name(name)), name)]
        return [((name,), {}) for name in gaps] or None


class Forbidden(Check):
    """None of these words may occur in the text; with `whole`, none may be the whole text.

    `whole` compares after trimming and case folding. `table` adds a shared list: `placeholders`.
    """

    value_only = True
    message_args = ("term",)
    terms: tuple[str, ...] = ()
    table: str = ""
    whole: bool = False

    def mistakes(self) -> list[tuple[str, str]]:
        if self.table not in ("", "placeholders"):
            return [("table", f"no table {self.table!r}; expected 'placeholders'")]
        return [] if self.terms or self.table else [("terms", "give terms or a table")]

    def screen(self, settings: Settings) -> Screen | None:
        if not self.whole:
            return None
        terms = frozenset(self.terms) | (PLACEHOLDERS if self.table else frozenset())

        if any(not term or "\n" in term for term in terms):
            return None
        characters = "".join(begin for term in sorted(terms) for begin in (term[0], term[0].upper()))
        begins = re.compile(rf"\n\s*[{re.escape(characters)}]").search

        def screen(texts: PairedText) -> bool:
            if not begins(texts.text):
                return False
            return not terms.isdisjoint(map(str.strip, texts.text.casefold().split("\n")))

        return Screen(extra_test=screen)

    def compile(self, settings: Settings) -> Test:
        terms = frozenset(self.terms) | (PLACEHOLDERS if self.table else frozenset())
        if self.whole:
            longest = max(map(len, terms)) + _PADDING

            def whole(value: Any, item: Data, record: Data) -> CheckResult:
                text = value if isinstance(value, str) else text_of(value)
                if len(text) > longest:
                    return None
                text = text.strip().casefold()
                if not text:
                    return ABSENT
                return here(term=text) if text in terms else None

            return whole
        longest_first = sorted(terms, key=lambda term: (-len(term), term))
        find = re.compile("|".join(map(re.escape, longest_first))).search

        def inside(value: Any, item: Data, record: Data) -> CheckResult:
            text = text_of(value)
            if not text:
                return ABSENT
            match = find(text)
            return here(term=match[0]) if match else None

        return inside


class Pattern(Check):
    """The text must match `match` somewhere, or must not match `not_match` anywhere.

    {found} is what `not_match` found.
    """

    value_only = True
    message_args = ("found",)
    match: str = ""
    not_match: str = ""

    def mistakes(self) -> list[tuple[str, str]]:
        from guidelint.checks.expressions import fault_of

        wrong = []
        for name, expression in (("match", self.match), ("not_match", self.not_match)):
            if fault := fault_of(expression):
                wrong.append((name, fault))
        if bool(self.match) == bool(self.not_match):
            wrong.append(("match", "give either match or not_match"))
        return wrong

    def screen(self, settings: Settings) -> Screen | None:
        if self.match:
            return None
        from guidelint.values.text.necessary import first_characters, necessary_pairs

        pairs = necessary_pairs(self.not_match)
        anchored = _is_anchored(self.not_match)
        if _SEES_ITS_SURROUNDINGS.search(self.not_match) or (pairs is not None and not anchored):
            return None if pairs is None else Screen(pairs)
        line = rf"\n(?={first_characters(self.not_match) or ''})" if anchored else ""
        find = re.compile(line + self.not_match, re.MULTILINE).search
        if pairs is not None:
            return Screen(pairs, confirms=lambda texts, present_pairs: find(texts.text) is not None)
        return Screen(extra_test=lambda texts: find(texts.text) is not None, searches=True)

    def compile(self, settings: Settings) -> Test:
        expression = re.compile(self.match or self.not_match)
        find = expression.match if _is_anchored(expression.pattern) else expression.search
        wanted = bool(self.match)

        def test(value: Any, item: Data, record: Data) -> CheckResult:
            text = value if type(value) is str else text_of(value) if value else ""
            if not text:
                return ABSENT
            found = find(text)
            if wanted:
                return None if found else HERE
            return here(found=found[0]) if found else None

        return test


class OneOf(Check):
    """The value must be one of these; in a list of texts, every one must be."""

    value_only = True
    message_args = ("allowed", "found")
    values: tuple[str, ...]

    def compile(self, settings: Settings) -> Test:
        values = frozenset(self.values)
        allowed = "、".join(self.values)

        def test(value: Any, item: Data, record: Data) -> CheckResult:
            if not value:
                return ABSENT
            if type(value) is str and value in values:
                return None
            for text in value if isinstance(value, list) else (value,):
                if text.strip() not in values:
                    return here(allowed=allowed, found=text)
            return None

        return test


class Length(Check):
    """How many characters the trimmed text may have."""

    value_only = True
    message_args = ("length", "min", "max")
    min: int = 0
    max: int | None = None

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        size = len(text_of(value).strip())
        if not size:
            return ABSENT
        if self.min <= size and (self.max is None or size <= self.max):
            return None
        return here(length=str(size), min=str(self.min), max=str(self.max))


class Number(Check):
    """The value must be a whole number within bounds; 3份 and 一次 are numbers, 若干 is not."""

    value_only = True
    message_args = ("min", "max")
    min: int | None = None
    max: int | None = None

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        text = text_of(value)
        if is_missing(text):
            return ABSENT
        number = leading_count(text)
        inside = (
            number is not None
            and (self.min is None or number >= self.min)
            and (self.max is None or number <= self.max)
        )
        return None if inside else here(min=str(self.min), max=str(self.max))


class Count(Check):
    """How many elements a list may have; a missing list has none."""

    value_only = True
    message_args = ("count", "min", "max")
    min: int = 0
    max: int | None = None

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        size = len(value) if isinstance(value, list) else 0
        if self.min <= size and (self.max is None or size <= self.max):
            return None
        return here(count=str(size), min=str(self.min), max=str(self.max))
