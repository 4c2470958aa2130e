"""Fix texts in memory under a few rules of the tests' own."""

from __future__ import annotations

from typing import Any

from guidelint.evaluation.linter import Linter
from guidelint.rule.model import Rule
from guidelint.run.fixing import FixedSource, fix_source
from linting import make_rules, rule_text, ruleset, source


def fixing_rule(id: str, given: str, check: str, fix: str, **parts: str) -> str:
    """A rule file with a fix."""
    parts.setdefault("message", "{field}：{term}")
    return rule_text(id, given, check, **parts).replace("\nexamples:", f"\nfix: {fix}\nexamples:")


TYPO = fixing_rule(
    "text.typo",
    "$.**",
    "{kind: forbidden, terms: [户口薄]}",
    "{kind: substitute, find: '{term}', by: 户口簿, safe: true}",
)
RULES = make_rules(TYPO)


def fixed_source(
    content: str | bytes,
    name: str = "a.yaml",
    rules: tuple[Rule, ...] = RULES,
    unsafe: bool = False,
    **config: Any,
) -> FixedSource:
    """A source after its fixes."""
    return fix_source(Linter(ruleset(rules, **config)), source(name, content), unsafe)


def reasons(outcome: FixedSource) -> list[tuple[str, str]]:
    """Path and reason of each fix that was not made."""
    return [(refused.finding.path, refused.reason.en) for refused in outcome.refused]
