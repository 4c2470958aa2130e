"""Compares in full the guides that share a 64-bit hash: what executors gather, and the findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from guidelint.caching.packing import pack, unpack
from guidelint.checks.dataset.base import Key
from guidelint.evaluation.key_hashes import hash_of
from guidelint.evaluation.linter import Linter
from guidelint.evaluation.set_findings import Wanted, set_findings
from guidelint.evaluation.sets import Member, SetTally
from guidelint.finding import Finding, Suppressed
from guidelint.lean.tuples import NamedTuple
from guidelint.location import Path, Region
from guidelint.readers.tree import Tree
from guidelint.record import Record
from guidelint.rule.matching import matches
from guidelint.run.final_report import excused_of
from guidelint.suppressions.suppression import Suppression, comment_suppressions, record_suppressions

SharedHashes = Mapping[str, frozenset[int]]
"""Of each rule about what guides share, the marks that several guides have."""


class Shared(NamedTuple):
    """Guides under one rule: the state of its check, the locations of problems, and exceptions by source."""

    state: Any
    regions: dict[tuple[str, int, Path], Region]
    stated: dict[str, list[Suppression]]


class SecondLook(SetTally):
    """Gathers the guides with meeting marks, by rule and mark."""

    def __init__(self, linter: Linter, shared_hashes: SharedHashes) -> None:
        rules = [rule for rule in linter.set_rules if rule.rule.id in shared_hashes]
        super().__init__(rules, linter.settings)
        self.shared_hashes = shared_hashes
        self.shared: dict[tuple[str, int], Shared] = {}
        self.tree: Tree | None = None
        self.comments: list[Suppression] = []

    def add_guide(self, tree: Tree, record: Record, source: str) -> None:
        """Look at one guide of a tree."""
        if tree is not self.tree:
            self.tree, self.comments = tree, comment_suppressions(tree.comments())
        member = Member(record.index, record, source)
        for number in range(len(self.rules)):
            self.observe_by(number, [member])

    def share(self, number: int, key: Key, member: Member) -> None:
        """Keep a guide whose mark another has too."""
        check, rule, key_hash = self.rules[number].check, self.rules[number].rule.id, hash_of(key)
        record, source = member.record, member.source
        if key_hash not in self.shared_hashes[rule] or self.tree is None:
            return
        shared = self.shared.setdefault((rule, key_hash), Shared(check.empty(), {}, {}))
        check.gather(shared.state, key, record, member.place)
        for name in check.points_at():
            if name in record.data:
                region = self.tree.region(record.origin((name,)))
                shared.regions[source, record.index, (name,)] = region
        stated = [s for s in (*self.comments, *record_suppressions(record)) if matches(rule, [s.rule])]
        if stated:
            shared.stated.setdefault(source, []).extend(stated)

    def packed(self) -> list[tuple[str, int, bytes]]:
        """What was gathered, each with its rule and mark."""
        return [(rule, key_hash, pack(tuple(shared))) for (rule, key_hash), shared in self.shared.items()]


class Finish:
    """All guides that share some marks, added up."""

    def __init__(self, linter: Linter) -> None:
        self.linter = linter
        self.rules = {rule.rule.id: rule for rule in linter.set_rules}
        self.shared: dict[str, Shared] = {}

    def add(self, rule: str, data: bytes) -> None:
        """Add what was gathered under a rule and a mark."""
        check, other = self.rules[rule].check, Shared(*unpack(data))
        shared = self.shared.setdefault(rule, Shared(check.empty(), {}, {}))
        check.merge(shared.state, other.state)
        shared.regions.update(other.regions)
        for source, stated in other.stated.items():
            shared.stated.setdefault(source, []).extend(stated)

    def findings(self) -> Iterator[tuple[list[Finding], list[Suppressed]]]:
        """The findings of each rule, and those that are excused."""
        for rule, shared in self.shared.items():
            of, check, linter = self.rules[rule].rule, self.rules[rule].check, self.linter
            problems = [(of, problem) for problem in check.finish(shared.state, linter.settings)]
            regions = partial(_known, shared.regions)
            found = set_findings(problems, regions, linter.config.lang, linter.ruleset.place)
            yield excused_of(found, shared.stated, linter)


def _known(regions: Mapping[tuple[str, int, Path], Region], wanted: Wanted) -> Mapping[Any, Region]:
    return regions
