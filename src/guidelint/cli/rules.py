"""`guidelint rules`: what the linter knows, as a table, JSON or Markdown."""

from __future__ import annotations

import argparse
import json

from guidelint.cli.settings import ruleset_of
from guidelint.docs import rule_list_markdown, rule_summary
from guidelint.rule import Rule
from guidelint.ruleset import selected
from guidelint.source_rules import SOURCE_RULES


def run(options: argparse.Namespace) -> int:
    """The command."""
    ruleset = ruleset_of(options)
    mine = selected(ruleset.rules, ruleset.config) if options.profile else ruleset.rules.values()
    rules = sorted((*mine, *SOURCE_RULES.values()), key=lambda rule: rule.id)
    language = ruleset.config.lang
    if options.format == "json":
        print(json.dumps([rule_summary(rule, language) for rule in rules], ensure_ascii=False, indent=2))
    elif options.format == "markdown":
        print(rule_list_markdown(rules, language), end="")
    else:
        _table(rules, language)
    return 0


def _table(rules: list[Rule], language: str) -> None:
    width = max(len(rule.id) for rule in rules)
    for rule in rules:
        title = rule.title.in_language(language)
        print(f"{rule.id:<{width}}  {rule.severity:<7}  {rule.profile:<8}  {title}")
