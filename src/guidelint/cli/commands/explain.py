"""`guidelint explain RULE`: one rule with its ground, advice and examples."""

from __future__ import annotations

import argparse

from guidelint.cli.settings import rule_folders, ruleset_of
from guidelint.docs import rule_page
from guidelint.errors import ALL_RULES, UsageError, meant, near
from guidelint.rule.builtin import SOURCE_RULES
from guidelint.ruleset import load_rules, rule_files


def run(options: argparse.Namespace) -> int:
    """The command."""
    config = ruleset_of(options).config
    known = {rule.id: rule for rule in load_rules(rule_files(rule_folders(options, config)))} | SOURCE_RULES
    if of_group := sorted(name for name in known if name.startswith(f"{options.rule}.")):
        raise UsageError(
            f"{options.rule!r} 是一组规则，请写其中一条：{'、'.join(of_group)}",
            f"{options.rule!r} is a group of rules, name one: {', '.join(of_group)}",
        )
    if options.rule not in known:
        raise UsageError(
            f"没有规则 {options.rule!r}{meant(options.rule, known, ALL_RULES)}",
            f"no rule {options.rule!r}{near(options.rule, known, ALL_RULES)}",
        )
    print(rule_page(known[options.rule], config.lang), end="")
    return 0
