"""From a rule file to a rule: the only place where a rule can be rejected."""

from __future__ import annotations

import string
from collections.abc import Mapping
from typing import Any

from guidelint.checks.compound import leaves
from guidelint.definitions.definition import DefinitionFile
from guidelint.finding import Basis
from guidelint.fixes.kinds import texts
from guidelint.location import Path
from guidelint.rule.check_schema import read_fix, read_test
from guidelint.rule.model import COMMON_PLACEHOLDERS, GROUPS, Rule, SeverityCase, Words, targets
from guidelint.rule.schema import RuleFile, ZhEn
from guidelint.rule.selector import Selector, left_out, parse_selector

_STAND_INS = {
    **dict.fromkeys(("title", "message", "advice", "since"), ""),
    **{"severity": "error", "profile": "standard", "basis": [{"reason": "?"}], "examples": []},
}
"""What stands for a wrong part of a rule while the others are looked at; without a selector and a check nothing is."""


def load_rule(source: DefinitionFile) -> Rule | None:
    """The rule of a file, or None with the mistakes noted in `source`."""
    if source.mistakes:
        return None
    if not isinstance(source.root, Mapping):
        source.mistake((), "a rule file holds one mapping")
        return None
    shape, _ = source.validate_partially(RuleFile, source.root, _STAND_INS)
    if shape is None:
        return None
    rule = _RuleReader(source, shape).rule()
    return None if source.mistakes else rule


def unknown_placeholders(rule: Rule) -> list[tuple[str, str]]:
    """What the words of a rule mention though nothing gives it, as (part, placeholder)."""
    known = rule.placeholders()
    parts = (("message", rule.message), ("advice", rule.advice), ("collective", rule.collective))
    return [
        (part, name)
        for part, words in parts
        for text in words
        for name in _placeholders(text)
        if name not in known
    ]


class _RuleReader:
    """Turns the shape of one file into a rule, noting every mistake on the way."""

    def __init__(self, source: DefinitionFile, shape: RuleFile) -> None:
        self.source = source
        self.shape = shape

    def rule(self) -> Rule | None:
        shape = self.shape
        self._identity()
        self._examples()
        basis, given = self._basis(), self._given()
        check = read_test(self.source, shape.check, ("check",), given)
        when = read_test(self.source, shape.when, ("when",), given) if shape.when is not None else None
        severities = self._severities(given)
        if check is None:
            return None
        examples = tuple(example.plain() for example in shape.examples)
        rule = Rule(
            check=check,
            when=when,
            severities=severities,
            given=tuple(given),
            basis=basis,
            fix=read_fix(self.source, shape.fix, given) if shape.fix is not None else None,
            file=self.source.file,
            examples=examples,
            targets=targets(given, examples),
            **self._as_written(),
        )
        self._blank()
        self._words(rule)
        return rule

    def _as_written(self) -> dict[str, Any]:
        """The parts of a rule that need no more than their shape."""
        shape = self.shape
        return {
            **{name: getattr(shape, name) for name in ("id", "severity", "profile", "since")},
            **{name: _words(getattr(shape, name)) for name in ("title", "message", "advice", "collective")},
            "excluding": self._left_out(),
            "yields_to": tuple(shape.yields_to),
        }

    def _identity(self) -> None:
        group, _, name = self.shape.id.partition(".")
        if group not in GROUPS or not name:
            self.source.mistake(("id",), f"an id is group.name with a group of {', '.join(GROUPS)}")
        expected = f"{group}/{name}.yaml"
        if not self.source.file.replace("\\", "/").endswith(expected):
            self.source.mistake(("id",), f"rule {self.shape.id!r} belongs in a file {expected}")

    def _examples(self) -> None:
        for number, example in enumerate(self.shape.examples):
            if (example.record is None) == (not example.records):
                self.source.mistake(("examples", number), "give either a record or records")

    def _given(self) -> list[Selector]:
        given = self.shape.given if isinstance(self.shape.given, list) else [self.shape.given]
        if not given:
            self.source.mistake(("given",), "give at least one selector")
        selectors = []
        for number, text in enumerate(given):
            try:
                selectors.append(parse_selector(text))
            except ValueError as error:
                at: Path = ("given", number) if isinstance(self.shape.given, list) else ("given",)
                self.source.mistake(at, str(error))
        return selectors

    def _left_out(self) -> tuple[str, ...]:
        names: list[str] = []
        for number, name in enumerate(self.shape.excluding):
            try:
                names += left_out(name)
            except ValueError as error:
                self.source.mistake(("except", number), str(error))
        return tuple(names)

    def _basis(self) -> tuple[Basis, ...]:
        entries = []
        if not self.shape.basis:
            self.source.mistake(("basis",), "give a basis: a document with its certainty, or a reason")
        for number, entry in enumerate(self.shape.basis):
            if bool(entry.document) == bool(entry.reason):
                self.source.mistake(("basis", number), "give either a document or a reason")
            if entry.document and entry.certainty is None:
                self.source.mistake(
                    ("basis", number), "a document needs its certainty, V or B; cite no other"
                )
            entries.append(Basis(entry.document, entry.clause, entry.quote, entry.reason))
        return tuple(entries)

    def _severities(self, given: list[Selector]) -> tuple[SeverityCase, ...]:
        cases = []
        for number, entry in enumerate(self.shape.severities):
            test = read_test(self.source, entry.when, ("severities", number, "when"), given)
            if test is not None:
                cases.append(SeverityCase(test, entry.severity))
        return tuple(cases)

    def _blank(self) -> None:
        for part in ("title", "message", "advice"):
            text = self.source.root.get(part)
            if isinstance(text, str) and not text.strip():
                self.source.mistake((part,), "says nothing")

    def _words(self, rule: Rule) -> None:
        known = ", ".join(sorted(rule.placeholders()))
        for part, name in unknown_placeholders(rule):
            self.source.mistake((part,), f"no placeholder {{{name}}}; known: {known}")
        for name, text in texts(rule.fix) if rule.fix else ():
            for unknown in (used for used in _placeholders(text) if used not in rule.placeholders()):
                self.source.mistake(("fix", name), f"no placeholder {{{unknown}}}; known: {known}")
        for part in ("message", "advice", "collective"):
            words: Words = getattr(rule, part)
            if words.zh.endswith(("。", "；")) or words.en.endswith("."):
                self.source.mistake((part,), "ends without a full stop")
        names = {name for leaf in leaves(rule.check) for name in leaf.message_args} & COMMON_PLACEHOLDERS
        if names:
            self.source.mistake(("check",), f"a check may not redefine {', '.join(sorted(names))}")


def _words(text: str | ZhEn) -> Words:
    return Words(text, "") if isinstance(text, str) else Words(text.zh, text.en)


def _placeholders(text: str) -> list[str]:
    try:
        return [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
    except ValueError:
        return ["{ without }"]
