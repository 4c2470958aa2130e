"""Guides that share a mark with another, looked at in full: what executors gather, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guidelint.checks.dataset import SetProblem
from guidelint.linter import Linter
from guidelint.marks import mark_of
from guidelint.packing import pack, unpack
from guidelint.record import Record
from guidelint.sets import SetTally, place_of

Meeting = Mapping[str, frozenset[int]]
"""Of each rule about what guides share, the marks that several guides have."""
_AT_ONCE = 1000


class SecondLook(SetTally):
    """Gathers the guides with meeting marks, a state under each rule and mark."""

    def __init__(self, linter: Linter, meeting: Meeting) -> None:
        rules = [rule for rule in linter.set_rules if rule.rule.id in meeting]
        super().__init__(rules, linter.settings)
        self.meeting = meeting
        self.shared: dict[tuple[str, int], Any] = {}

    def observe(self, record: Record, source: str) -> None:
        """Look at one guide."""
        self._look_at(record, source, self._new(record))

    def share(self, number: int, key: tuple[str, ...], record: Record, source: str) -> None:
        """Keep a guide whose mark another has too."""
        rule, mark = self.rules[number], mark_of(key)
        if mark in self.meeting[rule.rule.id]:
            state = self.shared.setdefault((rule.rule.id, mark), rule.check.empty())
            rule.check.observe(state, record, place_of(record, source), self.settings)

    def packed(self) -> list[tuple[str, int, bytes]]:
        """The states, each with its rule and mark."""
        return [(rule, mark, pack(state)) for (rule, mark), state in self.shared.items()]


class Finish:
    """The states of all guides that share some marks, added up."""

    def __init__(self, linter: Linter) -> None:
        self.rules = {rule.rule.id: rule.check for rule in linter.set_rules}
        self.settings = linter.settings
        self.states: dict[str, Any] = {}

    def add(self, rule: str, data: bytes) -> None:
        """Add a packed state."""
        check = self.rules[rule]
        check.merge(self.states.setdefault(rule, check.empty()), unpack(data))

    def problems(self) -> list[tuple[str, list[bytes]]]:
        """Packed lists of problems by rule."""
        found = []
        for rule, state in self.states.items():
            problems: list[SetProblem] = self.rules[rule].finish(state, self.settings)
            parts = (problems[at : at + _AT_ONCE] for at in range(0, len(problems), _AT_ONCE))
            found.append((rule, [pack(part) for part in parts]))
        return found
