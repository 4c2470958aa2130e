"""`guidelint rules`: what the linter knows, as a table, JSON or Markdown."""

from __future__ import annotations

import argparse
import json

from guidelint.cli.settings import ruleset_of
from guidelint.config.settings import Exclude
from guidelint.docs import rule_list_markdown, rule_summary
from guidelint.evaluation.generated import Compiled, part_that_evaluates
from guidelint.evaluation.linter import Linter
from guidelint.rule.builtin import SOURCE_RULES
from guidelint.rule.matching import check_rule_names
from guidelint.rule.model import Rule
from guidelint.ruleset import Ruleset, selected, with_options
from guidelint.selftest.unused import unused
from guidelint.sources.discovery import inputs

_UNUSED = {
    "zh": {
        "idle": "{}：没有判断过任何内容",
        "not_asked": "{}：没有查：{}",
        "nowhere": "data/{}：{}：哪里都没有出现",
        "sum": "{} 份指南，{} 条规则中有 {} 条没有判断过任何内容，{} 个词哪里都没有出现",
    },
    "en": {
        "idle": "{}: judged nothing",
        "not_asked": "{}: not asked: {}",
        "nowhere": "data/{}: {}: stands nowhere",
        "sum": "{} guides: of {} rules {} judged nothing; {} words stand nowhere",
    },
}


def run(options: argparse.Namespace) -> int:
    """The command."""
    ruleset = ruleset_of(options)
    if options.paths:
        return _unused(options, ruleset)
    if options.compiled:
        return _compiled(options.compiled, ruleset)
    names = selected(ruleset.rules, ruleset.config) if options.profile else ruleset.rules
    mine = [ruleset.rules[name] for name in names]
    rules = sorted((*mine, *SOURCE_RULES.values()), key=lambda rule: rule.id)
    language = ruleset.config.lang
    if options.format == "json":
        print(json.dumps([rule_summary(rule, language) for rule in rules], ensure_ascii=False, indent=2))
    elif options.format == "markdown":
        print(rule_list_markdown(rules, language), end="")
    else:
        _table(rules, language)
    return 0


def _compiled(rule: str, ruleset: Ruleset) -> int:
    """`--compiled`: where a rule is evaluated in the function that visits a licence's guide."""
    check_rule_names([rule], ruleset.rules, "--compiled")
    widest = with_options(ruleset, profile="strict")
    linter = Linter(widest)
    evaluators = [evaluator for _, evaluators in linter.compiled()[0] for evaluator in evaluators]
    text = part_that_evaluates(Compiled(evaluators, frozenset()).source, rule)
    print(text or f"{rule} is asked of sources or of whole sets, or lacks a setting: no part of the function")
    return 0


def _unused(options: argparse.Namespace, ruleset: Ruleset) -> int:
    """`--unused`: what a run over some guides had no use for; table and Markdown are the same lines."""
    sources = inputs(options.paths, [Exclude(ruleset.config.exclude, ruleset.base)])
    dead = unused(ruleset, sources)
    if options.format == "json":
        print(json.dumps(dead._asdict(), ensure_ascii=False, indent=2))
        return 0
    templates = _UNUSED[ruleset.config.lang]
    for rule in dead.rules:
        print(templates["idle"].format(rule))
    for rule, reason in sorted(dead.not_asked.items()):
        print(templates["not_asked"].format(rule, reason))
    for table, words in dead.rows.items():
        for word in words:
            print(templates["nowhere"].format(table, word))
    rows, rules = sum(map(len, dead.rows.values())), len(dead.rules)
    print(templates["sum"].format(dead.records, dead.asked, rules, rows))
    return 0


def _table(rules: list[Rule], language: str) -> None:
    width = max(len(rule.id) for rule in rules)
    for rule in rules:
        title = rule.title.in_language(language)
        print(f"{rule.id:<{width}}  {rule.severity:<7}  {rule.profile:<8}  {title}")
