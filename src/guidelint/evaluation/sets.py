"""Cross-record rules: the tallies of each source, their sum, and the problems found in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from guidelint.assess.tally import Tally, parts
from guidelint.checks.base import Settings, Test
from guidelint.checks.compound import AnyTest
from guidelint.checks.dataset.base import DatasetCheck, Key, RecordPlace, SetProblem, add_culprits
from guidelint.evaluation.equal_guides import Counts
from guidelint.evaluation.key_hashes import KeyHashes
from guidelint.evaluation.read_log import Watched
from guidelint.lean.structs import Struct
from guidelint.record import Record
from guidelint.rule.compilation import Thresholds, UnevaluatedRule, tune
from guidelint.rule.model import Rule

_MANY = 1024
"""After so many guides what was counted is added up: of a long source the counts would hold ever more of them."""
ReadAgain = Callable[[Collection[tuple[str, int]]], Iterable[tuple[RecordPlace, Record]]]
"""(source, number) of some guides → those guides with their places, in any order: read once more, late."""


class SetRule(Struct):
    """A cross-record rule with its compiled check and condition; `constant`: the condition reads no field."""

    rule: Rule
    check: DatasetCheck
    when: Test | None
    constant: bool

    def excludes(self, record: Record) -> bool:
        """Whether a guide does not meet the condition."""
        data = record.data
        return self.when is not None and self.when(data, data, data) is not None


def set_rules(
    rules: Iterable[Rule], settings: Settings, thresholds: Thresholds
) -> tuple[list[SetRule], list[UnevaluatedRule]]:
    """The cross-record rules, tuned by the config, and those that lack a setting.

    Rules with the same condition share it, so that it is evaluated once per guide.
    """
    found, unevaluated = [], []
    conditions: list[tuple[AnyTest | None, Test | None]] = [(None, None)]
    for rule in rules:
        check = tune(rule, thresholds.get(rule.id, {})).check
        if not isinstance(check, DatasetCheck):
            continue
        lacks = check.needs(settings)
        if lacks:
            unevaluated.append(UnevaluatedRule(rule, lacks))
        else:
            if rule.when is not None and all(rule.when != when for when, _ in conditions):
                conditions.append((rule.when, rule.when.build(settings)))
            test = next(test for when, test in conditions if when == rule.when)
            found.append(SetRule(rule, check, test, _is_constant(test)))
    return found, unevaluated


def _is_constant(test: Test | None) -> bool:
    """Whether a condition reads no field; if it reads any, it does so for the very first guide."""
    watched = Watched({})
    if test is not None:
        test(watched, watched, watched)
    return not watched.reads


class Member:
    """A guide as rules see it: its number in the part, and its place, computed on request."""

    __slots__ = ("_holds", "_place", "number", "on_application", "record", "source")

    def __init__(self, number: int, record: Record, source: str) -> None:
        self.number = number
        self.record = record
        self.source = source
        self.on_application = record.applied_for
        self._place: RecordPlace | None = None
        self._holds: dict[Test, bool] = {}

    @property
    def place(self) -> RecordPlace:
        """The place of the guide in the set."""
        if self._place is None:
            self._place = place_of(self.record, self.source)
        return self._place

    def meets(self, when: Test) -> bool:
        """Whether a condition holds; rules of one condition share it."""
        holds = self._holds.get(when)
        if holds is None:
            data = self.record.data
            holds = self._holds[when] = when(data, data, data) is None
        return holds


class SetTally:
    """What a part of the guides contributes to the tallies of the assessment and to the states of all
    cross-record rules.

    Guides that agree in the relevant fields are counted, and added when the part is closed (`close`) or they
    are many. For rules about shared keys, only hashes (*marks*) are kept until the whole is known. `spans`
    maps the number of a guide in the part to its source: (number of the source's first guide here, source,
    number of that guide in the source).
    """

    def __init__(
        self, rules: list[SetRule], settings: Settings, special: frozenset[str] = frozenset()
    ) -> None:
        self.rules = rules
        self.settings = settings
        self.special = special
        self.tally = Tally()
        self.states: list[Any] = [rule.check.empty() for rule in rules]
        self.key_hashes = {n: KeyHashes() for n, rule in enumerate(rules) if rule.check.shares}
        self.first: RecordPlace | None = None
        self.records = 0
        self.spans: list[tuple[int, str, int]] = []
        self._summed = [(Counts(reads), add) for reads, add in parts(special)]
        checks = [rule.check for rule in rules]
        self._counted = {
            n: Counts(check.reads, check.may_be_culprit)
            for n, check in enumerate(checks)
            if check.reads and (rules[n].constant or check.counts_culprits)
        }
        self._observed = [n for n in range(len(rules)) if n not in self._counted]

    def observe(self, guides: Iterable[tuple[Record, str]]) -> None:
        """Add some guides with their sources, rule by rule. Consecutive guides of one source need no extra
        memory.
        """
        first, members = self.records, []
        for record, source in guides:
            members.append(Member(self.records, record, source))
            if not self._goes_on(record, source):
                place = place_of(record, source)
                self.spans.append((self.records, source, record.index))
                self.first = place if self.first is None else min(self.first, place)
            self.records += 1
        self._count(members)
        for number in self._observed:
            self.observe_by(number, members)
        if first // _MANY != self.records // _MANY:
            self.close()

    def _goes_on(self, record: Record, source: str) -> bool:
        """Whether a guide is the next one of the source that the last one came from."""
        if not self.spans:
            return False
        first, name, number = self.spans[-1]
        return name == source and record.index == number + self.records - first

    def _count(self, members: Sequence[Member]) -> None:
        """Count guides; rules that may name one as a culprit, unless their conditions exclude it, look at it."""
        for counts, _ in self._summed:
            for each in members:
                counts.add(each.record, each.on_application)
        for number, counts in self._counted.items():
            rule = self.rules[number]
            for each in members:
                if each.on_application or not rule.check.on_application:
                    equal = counts.add(each.record, each.on_application)
                    if equal.is_culprit and rule.constant:
                        add_culprits(equal.places, [each.place])
                    elif equal.is_culprit:
                        self.observe_by(number, [each])

    def observe_by(self, number: int, members: Iterable[Member]) -> None:
        """Apply the rule with this number to those of some guides for which its condition holds."""
        rule = self.rules[number]
        check, when, state, settings = rule.check, rule.when, self.states[number], self.settings
        for each in members:
            if not each.on_application and check.on_application:
                continue
            if when is not None and not each.meets(when):
                continue
            if check.shares:
                for key in check.keys(each.record):
                    self.share(number, key, each)
            else:
                check.observe(state, each.record, each.place, settings)

    def share(self, number: int, key: Key, member: Member) -> None:
        """Note the keys that a guide may share with others under the rule with this number."""
        self.key_hashes[number].add(key, member.number)

    def close(self) -> None:
        """Add up what was counted, before a part is merged or evaluated."""
        for counts, add in self._summed:
            for equal in counts.drain():
                add(self.tally, equal.record, equal.times)
        for number, counts in self._counted.items():
            rule = self.rules[number]
            for equal in counts.drain():
                if not (rule.excludes(equal.record) if rule.constant else equal.is_culprit):
                    equal_args = (equal.times, equal.places, self.settings)
                    rule.check.observe_many(self.states[number], equal.record, *equal_args)

    def state(self) -> tuple[Any, ...]:
        """Everything but the rules, as plain data; of a closed tally."""
        return self.tally, self.states, self.key_hashes, self.first, self.records, self.spans

    def restore(self, state: tuple[Any, ...]) -> None:
        """Take the state of another tally of the same rules."""
        self.tally, self.states, self.key_hashes, self.first, self.records, self.spans = state

    def merge(self, other: SetTally) -> None:
        """Add another part, which is closed."""
        self.tally.merge(other.tally)
        for rule, state, theirs in zip(self.rules, self.states, other.states, strict=True):
            rule.check.merge(state, theirs)
        for number, hashes in self.key_hashes.items():
            hashes.merge(other.key_hashes[number], self.records)
        self.spans += [(self.records + first, source, number) for first, source, number in other.spans]
        self.records += other.records
        if other.first is not None:
            self.first = other.first if self.first is None else min(self.first, other.first)

    def judged(self) -> set[str]:
        """The rules that were applicable to some guide."""
        self.close()
        sharing = {number for number, hashes in self.key_hashes.items() if hashes.numbers}
        rules = zip(self.rules, self.states, strict=True)
        return {
            rule.rule.id for n, (rule, state) in enumerate(rules) if n in sharing or rule.check.judged(state)
        }

    def problems(self, read_again: ReadAgain) -> list[tuple[Rule, SetProblem]]:
        """The problems of the set; one without a place of its own is located at the first guide."""
        self.close()
        self._look_again(read_again)
        found = []
        for rule, state in zip(self.rules, self.states, strict=True):
            for problem in rule.check.finish(state, self.settings) if self.records else ():
                found.append((rule.rule, problem._replace(place=problem.place or self.first)))
        return found

    def _look_again(self, read_again: ReadAgain) -> None:
        """Let the rules about shared keys gather the guides whose hashes are equal."""
        wanted: dict[tuple[str, int], list[int]] = {}
        for number, hashes in self.key_hashes.items():
            for guide in hashes.shared_numbers(self.rules[number].check.least()):
                wanted.setdefault(self._origin(guide), []).append(number)
        for place, record in read_again(wanted) if wanted else ():
            for number in wanted[place.source, place.number]:
                check = self.rules[number].check
                for key in check.keys(record):
                    check.gather(self.states[number], key, record, place)

    def _origin(self, guide: int) -> tuple[str, int]:
        at = bisect_right(self.spans, guide, key=lambda span: span[0]) - 1
        first, source, number = self.spans[at]
        return source, number + guide - first


def place_of(record: Record, source: str) -> RecordPlace:
    """The place of a guide in a set."""
    ref = record.ref
    return RecordPlace(source, record.index, ref.code or "", ref.name or "", ref.authority or "")


def problems_of(
    rule: Rule, records: Iterable[Record], settings: Settings, thresholds: Thresholds
) -> list[SetProblem]:
    """The problems that one rule finds in some guides as a whole set."""
    tally = SetTally(set_rules([rule], settings, thresholds)[0], settings)
    known = {record.index: record for record in records}
    tally.observe([(record, "example") for record in known.values()])

    def read_again(guides: Collection[tuple[str, int]]) -> list[tuple[RecordPlace, Record]]:
        return [(place_of(known[number], source), known[number]) for source, number in guides]

    return [problem for _, problem in tally.problems(read_again)]
