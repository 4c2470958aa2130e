"""Rules compiled to plain functions: which are evaluated on a kind of record, decided once, not per record."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any

from guidelint.checks.base import Settings
from guidelint.checks.compound import AllOf, AnyOf, AnyTest, Not, leaves
from guidelint.checks.dataset.base import DatasetCheck
from guidelint.lean.structs import Struct, replace
from guidelint.location import Path
from guidelint.rule.evaluator import AnyEvaluator, RuleProblem, evaluators_of
from guidelint.rule.model import Rule
from guidelint.vocabulary import CANCELLED, FIELDS

Thresholds = Mapping[str, Mapping[str, Any]]
_WITHOUT_APPLICATION = (
    "identity",
    "contact.phone-*",
    "contact.complaint-*",
    "contact.hotline-only",
    "legal",
    "text",
)
APPLIES: dict[str, tuple[str, ...]] = {
    "主动服务": ("identity", "contact", "legal", "text"),
    "行政处罚": _WITHOUT_APPLICATION,
    "行政强制": _WITHOUT_APPLICATION,
    "行政检查": _WITHOUT_APPLICATION,
    "行政征收": (*_WITHOUT_APPLICATION, "fees"),
    CANCELLED: ("identity",),
}
"""Which rules or groups are evaluated on a kind of matter, or of one in a state; for any other every rule is.

Penalties, coercion and inspections have no applicant, hence no materials, promise or online depth; a service
given unasked has no application, and nobody goes by the guide of a matter that is cancelled. The config key
`applies` replaces an entry.
"""


class UnevaluatedRule(Struct):
    """A rule that this run cannot evaluate, and the setting it lacks."""

    rule: Rule
    reason: str


CompiledRules = tuple[list[tuple[Rule, list[AnyEvaluator]]], list[UnevaluatedRule]]
"""Rules with their evaluators, and the rules that lack a setting."""


def compile_rules(rules: Sequence[Rule], settings: Settings, thresholds: Thresholds) -> CompiledRules:
    """The compiled rules, and the rules that cannot be evaluated."""
    evaluators, unevaluated = [], []
    for rule in rules:
        tuned = tune(rule, thresholds.get(rule.id, {}))
        if isinstance(tuned.check, DatasetCheck):
            continue
        lacks = next(filter(None, (leaf.needs(settings) for leaf in leaves(tuned.check))), None)
        if lacks:
            unevaluated.append(UnevaluatedRule(rule, lacks))
        else:
            evaluators.append((rule, evaluators_of(tuned, settings)))
    return evaluators, unevaluated


def tune(rule: Rule, values: Mapping[str, Any]) -> Rule:
    """The rule with parameters of its check replaced by configured ones."""
    return replace(rule, check=_tuned(rule.check, values)) if values else rule


def _tuned(test: AnyTest, values: Mapping[str, Any]) -> AnyTest:
    if isinstance(test, AllOf):
        return AllOf(tuple(_tuned(part, values) for part in test.all_of))
    if isinstance(test, AnyOf):
        return AnyOf(tuple(_tuned(part, values) for part in test.any_of))
    if isinstance(test, Not):
        return Not(_tuned(test.negated, values))
    own = {name: _typed(value, getattr(test, name)) for name, value in values.items() if hasattr(test, name)}
    return replace(test, **own) if own else test


def _typed(value: Any, default: Any) -> Any:
    """A configured value as the parameter wants it: config files hold texts."""
    if not isinstance(value, str) or isinstance(default, str):
        return tuple(value) if isinstance(value, list) else value
    if isinstance(default, bool):
        return value == "true"
    try:
        return int(value)
    except ValueError:
        return float(value)


def resolve_yields(problems: list[RuleProblem]) -> list[RuleProblem]:
    """Drop problems that yield to those of another rule at the same place, or at the list of texts that
    contains it.
    """
    if not any(problem.rule.yields_to for problem in problems):
        return problems
    at: dict[Path, set[str]] = {}
    for problem in problems:
        at.setdefault(problem.path, set()).add(problem.rule.id)
    return [
        problem
        for problem in problems
        if not (
            _yields(problem.rule, at[problem.path])
            or _yields(problem.rule, at.get(_list_of(problem.path), ()))
        )
    ]


def _list_of(path: Path) -> Path:
    """The path of the list of texts that a path leads into (delivery, materials[0].blank_form); else the
    path.
    """
    field = FIELDS.get(str(path[0])) if len(path) == 2 else None
    of_texts = len(path) == 4 or (field is not None and field.kind == "texts")
    return path[:-1] if of_texts and isinstance(path[-1], int) else path


def _yields(rule: Rule, others: Collection[str]) -> bool:
    return any(
        fnmatchcase(other, pattern) for pattern in rule.yields_to for other in others if other != rule.id
    )
