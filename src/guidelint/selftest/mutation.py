"""Mutants of rules: one parameter is changed at a time, to see whether some example of the rule detects it.

A parameter whose change is not detected is either untested or has no effect.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from guidelint.checks.compound import leaves
from guidelint.finding import SEVERITIES
from guidelint.lean.structs import replace
from guidelint.rule.check_schema import parameter_mistakes
from guidelint.rule.load import unknown_placeholders
from guidelint.rule.model import Rule, rule_from_plain, rule_to_plain
from guidelint.rule.selector import Selector
from guidelint.selftest.examples import Examples
from guidelint.selftest.parameter_mutation import Altered, altered_parameters, other_field
from guidelint.tables import rows

Plain = dict[str, Any]


def mutants(rule: Rule) -> Iterator[tuple[str, Rule]]:
    """Every altered form of a rule that would still load and is not the rule itself, and what was altered."""
    plain = rule_to_plain(rule)
    for name, what, value in _altered(rule, plain):
        mutant = replace(rule_from_plain({**plain, name: value}), examples=rule.examples)
        if mutant != rule and _loads(mutant):
            yield what, mutant


def survivors(rule: Rule, examples: Examples) -> list[str]:
    """The alterations of a rule with which all its examples still come out as they say."""
    return [what for what, mutant in mutants(rule) if not _noticed(mutant, examples)]


def reasons(rules: Iterable[Rule]) -> dict[tuple[str, str], str]:
    """Why a mutant that survives is left alone, by rule and alteration, for those of some rules."""
    asked = {rule.id for rule in rules}
    return {(rule, what): why for rule, what, why in rows("surviving_mutants") if rule in asked}


def _noticed(mutant: Rule, examples: Examples) -> bool:
    try:
        return not all(examples.result(mutant, example).right for example in mutant.examples)
    except Exception:  # a rule that cannot even run is noticed, whatever it raises
        return True


def _loads(mutant: Rule) -> bool:
    tests = [mutant.check, *(case.when for case in mutant.severities)]
    if mutant.when is not None:
        tests.append(mutant.when)
    wrong = any(parameter_mistakes(leaf, mutant.given) for test in tests for leaf in leaves(test))
    return not wrong and not unknown_placeholders(mutant)


def _altered(rule: Rule, plain: Plain) -> Iterator[tuple[str, str, Any]]:
    """The changed part of the plain form, what was done to it, and its value."""
    list_label = rule.given[0].list_name
    parts: dict[str, Altered] = {
        "given": _altered_given(rule.given),
        "check": altered_test(plain["check"], "check", list_label),
        "when": _altered_condition(plain["when"], list_label),
        "excluding": _shortened(list(rule.excluding), "excluding"),
        "yields_to": _shortened(list(rule.yields_to), "yields_to"),
        "severities": _altered_cases(plain["severities"], list_label),
        "fix": _altered_fix(plain["fix"]),
        "collective": iter([("collective removed", ["", ""])] if any(rule.collective) else []),
    }
    for name, values in parts.items():
        for what, value in values:
            yield name, what, value


def _altered_condition(when: Plain | None, list_label: str) -> Altered:
    if when is not None:
        yield "when removed", None
        yield from altered_test(when, "when", list_label)


def _altered_fix(fix: Plain | None) -> Altered:
    if fix is not None:
        yield "fix removed", None
        for what, fields in _shortened(list(fix["fields"]), "fix.fields") if len(fix["fields"]) > 1 else ():
            yield what, {**fix, "fields": fields}


def _shortened(values: list[Any], at: str) -> Altered:
    for number, value in enumerate(values):
        yield f"{at} without {value!r}", values[:number] + values[number + 1 :]


def _altered_given(given: tuple[Selector, ...]) -> Altered:
    texts = [selector.text for selector in given]
    if len(texts) > 1:
        yield from _shortened(texts, "given")
    for number, selector in enumerate(given):
        other = other_field(selector.field, selector.list_name) if selector.field else None
        if other and other != selector.field:
            text = selector.text.removesuffix(selector.field) + other
            if text not in texts:
                yield f"given {selector.text} -> {text}", [*texts[:number], text, *texts[number + 1 :]]


def _altered_cases(cases: list[Any], list_label: str) -> Altered:
    for number, (when, severity) in enumerate(cases):
        at = f"severities[{number}]"
        before, after = cases[:number], cases[number + 1 :]
        yield f"{at} removed", [*before, *after]
        other = SEVERITIES[(SEVERITIES.index(severity) + 1) % len(SEVERITIES)]
        yield f"{at}.severity {severity} -> {other}", [*before, [when, other], *after]
        for what, value in altered_test(when, f"{at}.when", list_label):
            yield what, [*before, [value, severity], *after]


def altered_test(test: Plain, at: str, list_label: str) -> Altered:
    """Every alteration of a test in its plain form; `list_label` names the list whose elements it judges."""
    for name in ("all_of", "any_of"):
        if name in test:
            yield from _altered_parts(test, name, at, list_label)
            return
    if "not" in test:
        yield f"{at} without not", test["not"]
        for what, value in altered_test(test["not"], f"{at}.not", list_label):
            if value != {"not": test["not"]}:
                yield what, {"not": value}
        return
    yield f"{at} negated", {"not": test}
    yield from altered_parameters(test, at, list_label)


def _altered_parts(test: Plain, name: str, at: str, list_label: str) -> Altered:
    parts = list(test[name])
    if len(parts) > 1:  # of a single part all these would be the part itself, or its negation
        other = "any_of" if name == "all_of" else "all_of"
        yield f"{at} negated", {"not": test}
        yield f"{at}.{name} -> {other}", {other: parts}
        for number in range(len(parts)):
            yield f"{at}.{name}[{number}] removed", {name: parts[:number] + parts[number + 1 :]}
    for number, part in enumerate(parts):
        for what, value in altered_test(part, f"{at}.{name}[{number}]", list_label):
            yield what, {name: [*parts[:number], value, *parts[number + 1 :]]}
