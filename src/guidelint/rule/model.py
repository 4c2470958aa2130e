"""A rule in memory, and its plain form for the cache, which can be loaded without the validator."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from guidelint.checks import check_class
from guidelint.checks.compound import AllOf, AnyOf, AnyTest, Not, leaves
from guidelint.finding import Basis, Severity
from guidelint.fixes import AnyFix, fix_from_plain, fix_to_plain
from guidelint.lean.structs import Struct, by_name, fresh
from guidelint.lean.tuples import NamedTuple
from guidelint.rule.selector import Selector, parse_selector

Profile = Literal["minimal", "standard", "strict"]
PROFILES: tuple[Profile, ...] = ("minimal", "standard", "strict")
"""From small to large; a rule names the smallest that holds it."""
GROUPS = (
    "identity", "contact", "materials", "forms", "legal", "deadline", "depth", "process", "fees", "results",
    "text", "dataset",
)  # fmt: skip
COMMON_PLACEHOLDERS = frozenset(("value", "field", "item", "where"))
"""What every message may mention: the value found, the field's label, the element (第2项申请材料…), and both as one."""


class Words(NamedTuple):
    """A text in both languages."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """The text in a language; the other where it was not given."""
        return (self.en or self.zh) if language == "en" else (self.zh or self.en)

    def in_general(self, language: str) -> str:
        """The text where there is no finding: dots for the words that only a finding has."""
        text = self.in_language(language)
        return text.format_map(defaultdict(lambda: "……")) if "{" in text or "}" in text else text


class SeverityCase(Struct):
    """Another severity where a condition holds."""

    when: AnyTest
    severity: Severity


class RuleHead(Struct):
    """What reports say of a rule, whether it was evaluated or not."""

    id: str
    title: Words
    severity: Severity
    profile: Profile
    since: str
    basis: tuple[Basis, ...]
    advice: Words


class Rule(RuleHead):
    """One rule. `excluding` are fields that `$.**` leaves out; `yields_to` names rules (`*` at an end as a
    wildcard) that silence this one at the place where they speak."""

    given: tuple[Selector, ...]
    check: AnyTest
    message: Words
    when: AnyTest | None = None
    excluding: tuple[str, ...] = ()
    yields_to: tuple[str, ...] = ()
    severities: tuple[SeverityCase, ...] = ()
    fix: AnyFix | None = None
    collective: Words = fresh(default_factory=lambda: Words("", ""))
    examples: tuple[Mapping[str, Any], ...] = ()
    file: str = ""
    targets: tuple[str, ...] = ()

    @property
    def group(self) -> str:
        """The part of the id before the dot."""
        return self.id.partition(".")[0]

    def placeholders(self) -> frozenset[str]:
        """What this rule's messages may mention."""
        return COMMON_PLACEHOLDERS.union(*(leaf.message_args for leaf in leaves(self.check)))


def targets(given: Iterable[Selector], examples: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The dotted fields on which a rule reports: those its selectors name and those of its examples' findings.

    A list counts only where no field of its elements is among them; `$.**` reports anywhere, so on none.
    """
    selectors = list(given)
    if any(selector.everything for selector in selectors):
        return ()
    names = {selector.dotted for selector in selectors if selector.field}
    for example in examples:
        names.update(dotted(path) for path in example["findings"])
    lists = {name.partition(".")[0] for name in names if "." in name}
    return tuple(sorted(name for name in names if name and name not in lists))


def dotted(path: str) -> str:
    """The field of a path: `1: $.materials[0].name` → `materials.name`."""
    field = _INDEX.sub("", path.rpartition(": ")[2]).removeprefix("$").removeprefix(".")
    return field.removesuffix(".note").removesuffix(".unit")


_INDEX = re.compile(r"\[\d+\]")


def test_to_plain(test: AnyTest) -> dict[str, Any]:
    """A test as the mapping that a rule file would hold."""
    if isinstance(test, AllOf):
        return {"all_of": [test_to_plain(part) for part in test.all_of]}
    if isinstance(test, AnyOf):
        return {"any_of": [test_to_plain(part) for part in test.any_of]}
    if isinstance(test, Not):
        return {"not": test_to_plain(test.negated)}
    return {"kind": test.kind, **by_name(test)}


def test_from_plain(plain: Mapping[str, Any]) -> AnyTest:
    """The inverse of `test_to_plain`; the mapping is trusted."""
    if "all_of" in plain:
        return AllOf(tuple(map(test_from_plain, plain["all_of"])))
    if "any_of" in plain:
        return AnyOf(tuple(map(test_from_plain, plain["any_of"])))
    if "not" in plain:
        return Not(test_from_plain(plain["not"]))
    params: dict[str, Any] = {
        name: tuple(v) if isinstance(v, list) else v for name, v in plain.items() if name != "kind"
    }
    return check_class(plain["kind"])(**params)


def rule_to_plain(rule: Rule) -> dict[str, Any]:
    """A rule without its examples, for the cache."""
    plain = {name: value for name, value in by_name(rule).items() if name != "examples"}
    plain["given"] = [selector.text for selector in rule.given]
    plain["check"] = test_to_plain(rule.check)
    plain["when"] = test_to_plain(rule.when) if rule.when else None
    plain["fix"] = fix_to_plain(rule.fix) if rule.fix else None
    plain["severities"] = [[test_to_plain(case.when), case.severity] for case in rule.severities]
    return plain


def head_from_plain(plain: Mapping[str, Any]) -> RuleHead:
    """What reports say of a rule in its plain form, without its tests."""
    return RuleHead(**_head(plain))


def _head(plain: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **{name: plain[name] for name in ("id", "severity", "profile", "since")},
        "title": Words(*plain["title"]),
        "advice": Words(*plain["advice"]),
        "basis": tuple(Basis(*entry) for entry in plain["basis"]),
    }


def rule_from_plain(plain: Mapping[str, Any]) -> Rule:
    """The inverse of `rule_to_plain`; the mapping is trusted."""
    return Rule(
        **{
            **plain,
            **_head(plain),
            "message": Words(*plain["message"]),
            "collective": Words(*plain["collective"]),
            "given": tuple(map(parse_selector, plain["given"])),
            "check": test_from_plain(plain["check"]),
            "when": test_from_plain(plain["when"]) if plain["when"] else None,
            "fix": fix_from_plain(plain["fix"]) if plain["fix"] else None,
            "excluding": tuple(plain["excluding"]),
            "yields_to": tuple(plain["yields_to"]),
            "targets": tuple(plain["targets"]),
            "severities": tuple(SeverityCase(test_from_plain(w), s) for w, s in plain["severities"]),
        }
    )
