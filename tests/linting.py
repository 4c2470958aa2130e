"""Lint texts in memory under a few rules of the tests' own, so that no test depends on the built-in ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from guidelint.assess.tally import Tally, parts
from guidelint.config.settings import Config
from guidelint.record import Data, Record
from guidelint.report import Report
from guidelint.rule.model import Rule, rule_to_plain
from guidelint.rule.table import RuleTable
from guidelint.ruleset import Ruleset, dialect_files, load_dialects, load_rules
from guidelint.run.engine import run
from guidelint.sources.inputs import Input

RULE = """
id: {id}
title: {{zh: 标题, en: title}}
severity: {severity}
profile: {profile}
since: "0.1"
basis: [{{reason: 测试用}}]
given: {given}
check: {check}
yields_to: {yields_to}
message: {{zh: "{message}", en: "{message}"}}
advice: {{zh: 建议, en: advice}}
examples: [{{name: 一, record: {{name: 二}}}}]
"""
CheckResult = tuple[str, str, int, int, str]
"""Rule, source, line, column and path of a finding."""


def rule_text(id: str, given: str, check: str, **parts: str) -> str:
    """A rule file; parts not given do not matter to the caller."""
    usual = {"severity": "error", "profile": "standard", "yields_to": "[]", "message": "{field}：{value}"}
    return RULE.format(id=id, given=given, check=check, **{**usual, **parts})


def make_rules(*texts: str) -> tuple[Rule, ...]:
    """Rules from the texts of their files."""
    names = [text.split("id: ", 1)[1].split("\n", 1)[0].replace(".", "/") + ".yaml" for text in texts]
    return tuple(load_rules([(name, text.encode()) for name, text in zip(names, texts, strict=True)]))


RULES = make_rules(
    rule_text("identity.name-missing", "$.name", "{kind: required, placeholders: true}", profile="minimal"),
    rule_text("identity.name-length", "$.name", "{kind: length, max: 10}", severity="info"),
    rule_text("contact.hours-missing", "$.hours", "{kind: required}", severity="warning"),
    rule_text("materials.source-missing", '"$.materials[*].source"', "{kind: required}"),
    rule_text(
        "text.placeholder", "$.**", "{kind: forbidden, table: placeholders, whole: true}", profile="strict"
    ),
)
DIALECTS = tuple(load_dialects(dialect_files([])))


def ruleset(rules: tuple[Rule, ...] = RULES, **config: Any) -> Ruleset:
    """The tests' rules with a config of these values."""
    table = RuleTable(list(map(rule_to_plain, rules)))
    return Ruleset(table, DIALECTS, Config(**{"as_of": "2026-01-01", **config}), "0" * 16)


def tallied(guides: Iterable[Data]) -> Tally:
    """The tally of the assessment over some guides."""
    tally = Tally()
    for index, data in enumerate(guides):
        for _, add in parts(frozenset()):
            add(tally, Record(data, index, "x", (), frozenset(), lambda path: path), 1)
    return tally


def source(name: str, content: str | bytes | Callable[[], bytes], named: bool = True) -> Input:
    """A source with the extension of its name."""
    data = content.encode() if isinstance(content, str) else content
    extension = name[name.rfind(".") :] if "." in name else ""
    return Input(name, extension, data if callable(data) else lambda: data, named)


def lint(*sources: Input, rules: tuple[Rule, ...] = RULES, **config: Any) -> Report:
    """The report on some sources."""
    return run(ruleset(rules, **config), sources)


def lint_text(text: str | bytes, name: str = "a.yaml", named: bool = True, **config: Any) -> Report:
    """The report on one source."""
    return lint(source(name, text, named), **config)


def seen(report: Report) -> list[CheckResult]:
    """Every finding, as its rule and place."""
    return [(f.rule, f.location.source, *f.location.region[:2], f.path) for f in report.findings]


def short(report: Report) -> list[tuple[str, int, int]]:
    """Every finding, as its rule, line and column."""
    return [(f.rule, *f.location.region[:2]) for f in report.findings]
