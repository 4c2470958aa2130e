"""`guidelint test`: the examples inside rules, and whether they notice when a rule is altered."""

from __future__ import annotations

import argparse
from pathlib import Path as FilePath

from guidelint.cli.settings import ruleset_of
from guidelint.ruleset import builtin_rules, dialect_files, load_dialects, load_rules, rule_files
from guidelint.selftest import Examples, well_formed


def run(options: argparse.Namespace) -> int:
    """The command."""
    config = ruleset_of(options).config
    folders = [builtin_rules(), *map(FilePath, (*config.rules, *options.rules))]
    named = [FilePath(file) for file in options.files]
    rules = load_rules(rule_files([*folders, *named]))
    asked = [rule for rule in rules if not named or rule.file in {path.as_posix() for path in named}]
    examples = Examples(rules, load_dialects(dialect_files([]))[0])
    failures = 0
    for rule in asked:
        for want in well_formed(rule):
            failures += 1
            print(f"{rule.id}: {want}")
        for result in examples.results(rule):
            if not result.right:
                failures += 1
                print(f"{result.rule}: {result.example}: {result.verdict}")
                print(f"  expected {result.expected}\n  actual   {result.actual}")
    print(f"{len(asked)} rules, {sum(len(rule.examples) for rule in asked)} examples, {failures} failures")
    return int(failures > 0)
