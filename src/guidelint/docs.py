"""Pages about rules: what `explain` prints and what `docs/rules/` contains."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from guidelint.finding import Basis
from guidelint.reporters.words import WORDS
from guidelint.rule.model import GROUPS, Rule

_HEADINGS = {
    "zh": ("级别", "档次", "起始版本", "依据", "怎样改", "例子", "没有问题", "发现问题"),
    "en": ("severity", "profile", "since", "Ground", "How to mend", "Examples", "passes", "fails"),
}


def rule_summary(rule: Rule, language: str) -> dict[str, Any]:
    """A rule as `rules --format json` lists it."""
    return {
        "id": rule.id,
        "group": rule.group,
        "title": rule.title.in_language(language),
        "severity": rule.severity,
        "profile": rule.profile,
        "since": rule.since,
        "basis": [{name: value for name, value in basis._asdict().items() if value} for basis in rule.basis],
        "message": rule.message.in_language(language),
        "advice": rule.advice.in_language(language),
    }


def rule_page(rule: Rule, language: str) -> str:
    """One rule as a Markdown page."""
    severity, profile, since, ground, mend, examples, passes, fails = _HEADINGS[language]
    words = WORDS["zh" if language == "zh" else "en"]
    parts = [
        f"# {rule.id}",
        rule.title.in_language(language),
        f"{severity} {_called(words.severity, rule.severity)} · {profile} {_called(words.profiles, rule.profile)}"
        f" · {since} {rule.since}",
        f"## {ground}",
        "\n".join(f"* {_basis_line(basis)}" for basis in rule.basis),
        f"## {mend}",
        rule.advice.in_general(language),
    ]
    if rule.examples:
        parts.append(f"## {examples}")
    for example in rule.examples:
        verdict = fails if example["findings"] else passes
        parts += [f"**{example['name']}**（{verdict}）", _example(example)]
    return "\n\n".join(parts) + "\n"


def _called(words: Mapping[str, str], name: str) -> str:
    """A level as reports call it, with its name in files where that is another."""
    return name if words[name] == name else f"{words[name]}（{name}）"


def _basis_line(basis: Basis) -> str:
    quote = f"：“{basis.quote}”" if basis.quote else ""
    return f"{basis.cited}{quote}" if basis.document else basis.reason or ""


def _example(example: Any) -> str:
    shown = {
        name: example[name]
        for name in ("config", "files", "record", "records", "findings", "fixed")
        if example.get(name)
    }
    return f"```yaml\n{yaml.safe_dump(shown, allow_unicode=True, sort_keys=False, width=100)}```"


def rule_list_markdown(rules: Iterable[Rule], language: str) -> str:
    """All rules as Markdown tables, a group each."""
    listed = list(rules)
    heads = _HEADINGS[language][:2]
    parts = []
    for group in (*GROUPS, "source", "suppression", "baseline"):
        rows = [rule for rule in listed if rule.group == group]
        if rows:
            parts.append(
                f"## {group}\n\n| id | {heads[0]} | {heads[1]} | |\n| --- | --- | --- | --- |\n"
                + "\n".join(
                    f"| {rule.id} | {rule.severity} | {rule.profile} | {rule.title.in_language(language)} |"
                    for rule in rows
                )
            )
    return "\n\n".join(parts) + "\n"
