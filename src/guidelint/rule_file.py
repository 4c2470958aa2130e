"""From a rule file to a rule: the one border at which a rule can be refused."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from guidelint.checks import CHECKS, check_class
from guidelint.checks.base import Check
from guidelint.checks.compound import AllOf, AnyOf, AnyTest, Not, leaves
from guidelint.definition import DefinitionFile, unknown_key
from guidelint.finding import Basis, Severity
from guidelint.location import Path
from guidelint.rule import COMMON_PLACEHOLDERS, GROUPS, Profile, Rule, SeverityCase, Words
from guidelint.selector import Selector, known_field, parse_selector

Certainty = Literal["V", "B"]
_FORBID: dict[str, str] = {"extra": "forbid"}


@dataclass(frozen=True)
class BasisEntry:
    """One entry of `basis`: a norm with its clause and certainty, or a reason where practice asks for it."""

    __pydantic_config__: ClassVar[dict[str, str]] = _FORBID
    document: str | None = None
    clause: str | None = None
    quote: str | None = None
    certainty: Certainty | None = None
    reason: str | None = None


@dataclass(frozen=True)
class ZhEn:
    """A text in both languages."""

    __pydantic_config__: ClassVar[dict[str, str]] = _FORBID
    zh: str = ""
    en: str = ""


@dataclass(frozen=True)
class SeverityEntry:
    """One entry of `severities`."""

    __pydantic_config__: ClassVar[dict[str, str]] = _FORBID
    when: dict[str, Any]
    severity: Severity


@dataclass(frozen=True)
class Example:
    """One example: a record (or records), what the rule must say of it, and the record after its fix."""

    __pydantic_config__: ClassVar[dict[str, str]] = _FORBID
    name: str
    record: dict[str, Any] | None = None
    records: list[dict[str, Any]] | None = None
    findings: dict[str, str | list[str]] = field(default_factory=dict)
    fixed: dict[str, Any] | None = None
    config: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class RuleFile:
    """A rule file, in its reading order."""

    __pydantic_config__: ClassVar[dict[str, str]] = _FORBID
    id: str
    title: str | ZhEn
    severity: Severity
    profile: Profile
    since: str
    basis: list[BasisEntry]
    given: str | list[str]
    check: dict[str, Any]
    message: str | ZhEn
    advice: str | ZhEn
    examples: list[Example]
    when: dict[str, Any] | None = None
    excluding: list[str] = field(default_factory=list)
    yields_to: list[str] = field(default_factory=list)
    severities: list[SeverityEntry] = field(default_factory=list)
    collective: str | ZhEn = ""
    fix: dict[str, Any] | None = None


def load_rule(source: DefinitionFile) -> Rule | None:
    """The rule of a file, or None with the mistakes noted in `source`."""
    if source.mistakes:
        return None
    if not isinstance(source.root, Mapping):
        source.mistake((), "a rule file holds one mapping")
        return None
    shape = source.validate(RuleFile, dict(source.root))
    if shape is None:
        return None
    rule = _Border(source, shape).rule()
    return None if source.mistakes else rule


class _Border:
    """Turns the shape of one file into a rule, noting every mistake on the way."""

    def __init__(self, source: DefinitionFile, shape: RuleFile) -> None:
        self.source = source
        self.shape = shape

    def rule(self) -> Rule | None:
        shape = self.shape
        self._identity()
        given = self._given()
        check = self._test(shape.check, ("check",), given)
        when = self._test(shape.when, ("when",), given) if shape.when else None
        severities = self._severities(given)
        if check is None or (shape.when and when is None):
            return None
        rule = Rule(
            id=shape.id,
            title=_words(shape.title),
            severity=shape.severity,
            profile=shape.profile,
            since=shape.since,
            basis=self._basis(),
            given=tuple(given),
            check=check,
            message=_words(shape.message),
            advice=_words(shape.advice),
            when=when,
            excluding=tuple(shape.excluding),
            yields_to=tuple(shape.yields_to),
            severities=severities,
            fix=shape.fix,
            collective=_words(shape.collective),
            examples=tuple(vars(example) for example in shape.examples),
            file=self.source.file,
        )
        self._messages(rule)
        return rule

    def _identity(self) -> None:
        group, _, name = self.shape.id.partition(".")
        if group not in GROUPS or not name:
            self.source.mistake(("id",), f"an id is group.name with a group of {', '.join(GROUPS)}")
        expected = f"{group}/{name}.yaml"
        if not self.source.file.replace("\\", "/").endswith(expected):
            self.source.mistake(("id",), f"rule {self.shape.id!r} belongs in a file {expected}")

    def _given(self) -> list[Selector]:
        given = self.shape.given if isinstance(self.shape.given, list) else [self.shape.given]
        selectors = []
        for number, text in enumerate(given):
            try:
                selectors.append(parse_selector(text))
            except ValueError as error:
                at: Path = ("given", number) if isinstance(self.shape.given, list) else ("given",)
                self.source.mistake(at, str(error))
        return selectors

    def _basis(self) -> tuple[Basis, ...]:
        entries = []
        if not self.shape.basis:
            self.source.mistake(("basis",), "give a basis: a document with its certainty, or a reason")
        for number, entry in enumerate(self.shape.basis):
            if bool(entry.document) == bool(entry.reason):
                self.source.mistake(("basis", number), "give either a document or a reason")
            if entry.document and entry.certainty is None:
                self.source.mistake(("basis", number), "a document needs its certainty, V or B; cite no other")
            entries.append(Basis(entry.document, entry.clause, entry.quote, entry.reason))
        return tuple(entries)

    def _severities(self, given: list[Selector]) -> tuple[SeverityCase, ...]:
        cases = []
        for number, entry in enumerate(self.shape.severities):
            test = self._test(entry.when, ("severities", number, "when"), given)
            if test is not None:
                cases.append(SeverityCase(test, entry.severity))
        return tuple(cases)

    def _test(self, raw: Any, at: Path, given: list[Selector]) -> AnyTest | None:
        if not isinstance(raw, Mapping):
            self.source.mistake(at, "a test is a mapping with a kind, all_of, any_of or not")
            return None
        for name in ("all_of", "any_of", "not"):
            if name in raw:
                for key in raw.keys() - {name}:
                    self.source.mistake((*at, key), f"{key!r} cannot stand beside {name!r}")
                return self._compound(name, raw[name], (*at, name), given)
        return self._leaf(raw, at, given)

    def _compound(self, name: str, raw: Any, at: Path, given: list[Selector]) -> AnyTest | None:
        if name == "not":
            inner = self._test(raw, at, given)
            return None if inner is None else Not(inner)
        if not isinstance(raw, list) or not raw:
            self.source.mistake(at, f"{name} holds a list of tests")
            return None
        tests = [self._test(part, (*at, number), given) for number, part in enumerate(raw)]
        whole = tuple(test for test in tests if test is not None)
        return AllOf(whole) if name == "all_of" else AnyOf(whole)

    def _leaf(self, raw: Mapping[str, Any], at: Path, given: list[Selector]) -> Check | None:
        kind = raw.get("kind")
        if kind not in CHECKS:
            where = (*at, "kind") if "kind" in raw else at
            self.source.mistake(where, unknown_key(str(kind), CHECKS).replace("unknown key", "no check of kind"))
            return None
        params = {name: value for name, value in raw.items() if name != "kind"}
        check = self.source.validate(check_class(kind), params, at)
        if check is None:
            return None
        for name, sentence in check.mistakes():
            self.source.mistake((*at, name), sentence)
        for name in (check.field, *getattr(check, "fields", ())):
            for selector in given if name else ():
                wrong = known_field(name, selector.list_name)
                if wrong:
                    self.source.mistake((*at, "field" if name == check.field else "fields"), wrong)
        return check

    def _messages(self, rule: Rule) -> None:
        known = rule.placeholders()
        for part, words in (("message", rule.message), ("advice", rule.advice), ("collective", rule.collective)):
            for text in words:
                for name in _placeholders(text):
                    if name not in known:
                        self.source.mistake((part,), f"no placeholder {{{name}}}; known: {', '.join(sorted(known))}")
            if words.zh.endswith(("。", "；")) or words.en.endswith("."):
                self.source.mistake((part,), "ends without a full stop")
        names = {name for leaf in leaves(rule.check) for name in leaf.says} & COMMON_PLACEHOLDERS
        if names:
            self.source.mistake(("check",), f"a check may not redefine {', '.join(sorted(names))}")


def _words(text: str | ZhEn) -> Words:
    return Words(text, "") if isinstance(text, str) else Words(text.zh, text.en)


def _placeholders(text: str) -> list[str]:
    try:
        return [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
    except ValueError:
        return ["{ without }"]
