"""Which rules a name stands for: a rule id, a group, or a pattern with `*`."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

from guidelint.errors import ALL_RULES, UsageError, meant, near
from guidelint.rule.builtin import named


def matches(rule: str, names: Iterable[str]) -> bool:
    """Whether a rule id is named: by itself, by its group, or by a pattern with `*`."""
    group = rule.partition(".")[0]
    return any(name in (rule, group) or ("*" in name and fnmatchcase(rule, name)) for name in names)


def check_rule_names(names: Iterable[str], rules: Iterable[str], option: str) -> None:
    """UsageError for a name or pattern that matches no rule or group."""
    known = named(rules)
    for name in names:
        if "*" in name and not any(fnmatchcase(each, name) for each in known):
            raise UsageError(
                f"{option}：没有像 {name!r} 的规则或组", f"{option}: no rule or group is like {name!r}"
            )
        if "*" not in name and name not in known:
            raise UsageError(
                f"{option}：没有规则或组 {name!r}{meant(name, known, ALL_RULES)}",
                f"{option}: no rule or group {name!r}{near(name, known, ALL_RULES)}",
            )
