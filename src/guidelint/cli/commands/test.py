"""`guidelint test`: the examples inside rules and dialects, and whether they notice an altered rule."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path as FilePath

from guidelint.cli.settings import beside_config, rule_folders, ruleset_of
from guidelint.definitions.definition import DefinitionFile
from guidelint.dialects.model import Dialect
from guidelint.dialects.selftest import results as dialect_results
from guidelint.errors import UsageError
from guidelint.report import Language
from guidelint.rule.model import Rule
from guidelint.ruleset import (
    builtin_rules,
    check_yields,
    dialect_files,
    load_dialects,
    load_rules,
    rule_files,
)
from guidelint.selftest.examples import Examples, well_formed

_OF_RULES = ("id", "given", "check")
"""Keys by which a rule differs from a dialect, which has a name."""
_WORDS = {
    "zh": {
        "missing": "没有报出", "noisy": "不该报", "wrong": "报得不对", "failed": "{}：{}：{}\n  应为 {}\n  实为 {}",
        "counts": "{} 条规则{}，{} 个例子，{} 个不符", "dialects": "、{} 个方言",
        "survived": "{}：例子没有发现这样改动：{}", "reason": "（{}）",
        "gone": "{}：这样改动已经能发现：{}；从 surviving_mutants.tsv 里删去",
        "mutants": "{} 条规则，{} 种改动，{} 种没有发现，其中 strict 的 {} 种",
    },
    "en": {
        "missing": "missing", "noisy": "noisy", "wrong": "wrong", "failed": "{}: {}: {}\n  expected {}\n  actual   {}",
        "counts": "{} rules{}, {} examples, {} failures", "dialects": ", {} dialects",
        "survived": "{}: survived: {}", "reason": " ({})",
        "gone": "{}: no survivor any more: {}; strike it from surviving_mutants.tsv",
        "mutants": "{} rules, {} mutants, {} survived, {} of them in strict",
    },
}  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """The command. Named files, or the rules of named folders, are tested alone, in the company of all others."""
    config = ruleset_of(options).config
    files = list(map(_named, options.files))
    own = {file: name for file in files if (name := _dialect_in(file))}
    named = rule_files(file for file in files if file not in own)
    sources = rule_files(rule_folders(options, config)) + named
    rules = load_rules(sources)
    check_yields(rules, sources)
    dialects = load_dialects(dialect_files([*beside_config(options, config.dialects), *own]))
    examples = Examples(rules, dialects[0])
    names = {name for name, _ in named}
    selected = [rule for rule in rules if not files or rule.file in names]
    if options.mutate:
        return _mutate(selected, examples, _WORDS[config.lang])
    tested = [one for one in dialects if not files or one.name in own.values()]
    return _test(selected, examples, tested, _WORDS[config.lang])


def _named(text: str) -> FilePath:
    """A rule file or a folder of them; of a file here the whole path, whose folder is the group of the rule."""
    path = FilePath(text)
    if not path.exists():
        raise UsageError(f"没有规则文件或文件夹 {text!r}", f"no rule file or folder {text!r}")
    return path if len(path.parts) > 1 or path.is_dir() else path.absolute()


def _dialect_in(path: FilePath) -> str:
    """The name of the dialect that a file is, empty for a rule or a folder."""
    if not path.is_file():
        return ""
    root = DefinitionFile(path.as_posix(), path.read_bytes()).root
    keys = frozenset(root) if isinstance(root, dict) else frozenset()
    return str(root["name"]) if "name" in keys and keys.isdisjoint(_OF_RULES) else ""


def _test(
    rules: Sequence[Rule], examples: Examples, dialects: Sequence[Dialect], words: Mapping[str, str]
) -> int:
    failures = [f"{rule.id}: {want}" for rule in rules for want in well_formed(rule, _languages(rule))]
    for rule in rules:
        for result in examples.results(rule):
            if not result.right:
                verdict = words[result.verdict]
                failures.append(
                    words["failed"].format(
                        result.rule, result.example, verdict, result.expected, result.actual
                    )
                )
    for read in dialect_results(dialects):
        if not read.right:
            failures.append(
                words["failed"].format(read.dialect, read.example, words["wrong"], read.expected, read.actual)
            )
    print(*failures, sep="\n", end="\n" if failures else "")
    count = sum(len(rule.examples) for rule in rules) + sum(len(dialect.examples) for dialect in dialects)
    spoken = words["dialects"].format(len(dialects)) if dialects else ""
    print(words["counts"].format(len(rules), spoken, count, len(failures)))
    return int(bool(failures))


def _languages(rule: Rule) -> tuple[Language, ...]:
    """The languages in which a rule has to speak: both, if it is one of ours."""
    ours = FilePath(rule.file).resolve().is_relative_to(builtin_rules().resolve())
    return ("zh", "en") if ours else ("zh",)


def _mutate(rules: Sequence[Rule], examples: Examples, words: Mapping[str, str]) -> int:
    """Survivors with their reasons; 1 for one outside strict without a reason, or a reason without its survivor."""
    from guidelint.selftest.mutation import mutants, reasons, survivors

    made = survived = strict = unexcused = 0
    known = reasons(rules)
    for rule in rules:
        made += sum(1 for _ in mutants(rule))
        for what in survivors(rule, examples):
            reason = known.pop((rule.id, what), "")
            survived += 1
            strict += rule.profile == "strict"
            unexcused += not reason and rule.profile != "strict"
            why = words["reason"].format(reason) if reason else ""
            print(words["survived"].format(rule.id, what) + why)
    for rule_id, what in known:
        print(words["gone"].format(rule_id, what))
    print(words["mutants"].format(len(rules), made, survived, strict))
    return int(bool(unexcused or known))
