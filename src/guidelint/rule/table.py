"""The rules of a run by id, each instantiated on first use: most runs never need the strict ones, and a run
whose outcomes are all cached needs hardly any.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from guidelint.checks import is_of_set
from guidelint.rule.model import Profile, Rule, RuleHead, head_from_plain, rule_from_plain


class RuleTable(Mapping[str, Rule]):
    """Rules from their plain forms, in order of their ids."""

    def __init__(self, plain: Sequence[Mapping[str, Any]]) -> None:
        self._plain = {entry["id"]: entry for entry in plain}
        self._made: dict[str, Rule] = {}

    def __getitem__(self, rule_id: str) -> Rule:
        if rule_id not in self._made:
            self._made[rule_id] = rule_from_plain(self._plain[rule_id])
        return self._made[rule_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._plain)

    def __len__(self) -> int:
        return len(self._plain)

    def profile(self, rule_id: str) -> Profile:
        """The smallest profile that holds a rule, without making the rule."""
        profile: Profile = self._plain[rule_id]["profile"]
        return profile

    def head(self, rule_id: str) -> RuleHead:
        """What reports say of a rule, without making its tests."""
        return head_from_plain(self._plain[rule_id])

    def is_of_set(self, rule_id: str) -> bool:
        """Whether a rule is about a whole set of guides, without making it."""
        kind = self._plain[rule_id]["check"].get("kind")
        return kind is not None and is_of_set(kind)
