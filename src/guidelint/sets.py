"""Rules over a whole set: each source's share of their tallies, the sum, and the findings on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from guidelint.checks.base import Settings, Test
from guidelint.checks.compound import AnyTest
from guidelint.checks.dataset import DatasetCheck, RecordPlace, SetProblem
from guidelint.finding import Finding, Location, RecordRef, Related
from guidelint.fingerprint import fingerprint
from guidelint.location import Path, Region, format_path
from guidelint.plan import Thresholds, Unasked, tune
from guidelint.record import Record
from guidelint.rule import Rule
from guidelint.vocabulary import label

Regions = Callable[[str, list[tuple[int, Path]]], list[Region]]
"""Source, (record number, path) pairs → regions: read again late, for the few sources that are to blame."""


class SetRule(NamedTuple):
    """A rule over the set with its check and condition ready."""

    rule: Rule
    check: DatasetCheck
    when: Test | None


def set_rules(
    rules: Iterable[Rule], settings: Settings, thresholds: Thresholds
) -> tuple[list[SetRule], list[Unasked]]:
    """The rules over sets among rules, tuned by the config, and those that lack a setting.

    Rules of one condition share it, so that it is asked once of a guide.
    """
    found, unasked = [], []
    conditions: list[tuple[AnyTest | None, Test | None]] = [(None, None)]
    for rule in rules:
        check = tune(rule, thresholds.get(rule.id, {})).check
        if not isinstance(check, DatasetCheck):
            continue
        lacks = check.needs(settings)
        if lacks:
            unasked.append(Unasked(rule, lacks))
        else:
            if rule.when is not None and all(rule.when != when for when, _ in conditions):
                conditions.append((rule.when, rule.when.build(settings)))
            found.append(SetRule(rule, check, next(test for when, test in conditions if when == rule.when)))
    return found, unasked


class SetTally:
    """The states of all rules over sets for a part of the guides."""

    def __init__(self, rules: list[SetRule], settings: Settings) -> None:
        self.rules = rules
        self.settings = settings
        self.states: list[Any] = [rule.check.empty() for rule in rules]
        self.first: RecordPlace | None = None
        self.records = 0

    def observe(self, record: Record, source: str) -> None:
        """Add one guide."""
        ref, data, settings = record.ref, record.data, self.settings
        place = RecordPlace(source, record.index, ref.code or "", ref.name or "", ref.authority or "")
        self.records += 1
        if self.first is None or place < self.first:
            self.first = place
        applied_for = record.kind[1] == "依申请"
        held: dict[Test | None, bool] = {None: True}
        for (_, check, when), state in zip(self.rules, self.states, strict=True):
            if not applied_for and check.by_application:
                continue
            if when not in held:
                held[when] = when is None or when(data, data, data) is None
            if held[when]:
                check.observe(state, record, place, settings)

    def merge(self, other: SetTally) -> None:
        """Add another part."""
        for rule, state, theirs in zip(self.rules, self.states, other.states, strict=True):
            rule.check.merge(state, theirs)
        self.records += other.records
        if other.first is not None:
            self.first = other.first if self.first is None else min(self.first, other.first)

    def problems(self) -> list[tuple[Rule, SetProblem]]:
        """What is wrong with the set; a problem without a place of its own stands at the first guide."""
        found = []
        for rule, state in zip(self.rules, self.states, strict=True):
            for problem in rule.check.finish(state, self.settings) if self.records else ():
                found.append((rule.rule, problem._replace(place=problem.place or self.first)))
        return found


def problems_of(
    rule: Rule, records: Iterable[Record], settings: Settings, thresholds: Thresholds
) -> list[SetProblem]:
    """What one rule says of some guides as a whole set."""
    tally = SetTally(set_rules([rule], settings, thresholds)[0], settings)
    for record in records:
        tally.observe(record, "example")
    return [problem for _, problem in tally.problems()]


def set_findings(problems: list[tuple[Rule, SetProblem]], regions: Regions, language: str) -> list[Finding]:
    """The findings of problems of the set, with every culprit's place."""
    wanted: dict[str, list[tuple[int, Path]]] = {}
    for _, problem in problems:
        for place, path in _places(problem):
            wanted.setdefault(place.source, []).append((place.number, path))
    where = {
        (source, *pair): region
        for source, pairs in sorted(wanted.items())
        for pair, region in zip(pairs, regions(source, pairs), strict=True)
    }
    return [_finding(rule, problem, where, language) for rule, problem in problems if problem.place]


def set_words(rule: Rule, problem: SetProblem, language: str) -> tuple[str, str]:
    """The message and the advice for a problem of the set."""
    dotted = ".".join(step for step in problem.path if isinstance(step, str))
    field = label(dotted) if language == "zh" else dotted
    args = {"value": "", "item": "", "field": field, **problem.args}
    return (
        rule.message.in_language(language).format_map(args),
        rule.advice.in_language(language).format_map(args),
    )


def _places(problem: SetProblem) -> list[tuple[RecordPlace, Path]]:
    own = [(problem.place, problem.path)] if problem.place else []
    return own + [(culprit, problem.path) for culprit in problem.culprits]


def _finding(
    rule: Rule, problem: SetProblem, where: Mapping[tuple[str, int, Path], Region], language: str
) -> Finding:
    place = problem.place
    assert place is not None
    message, advice = set_words(rule, problem, language)
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        message=message,
        advice=advice,
        path=format_path(problem.path),
        record=_ref(place),
        location=Location(place.source, where[place.source, place.number, problem.path]),
        fingerprint=_fingerprint(rule, problem, place),
        basis=rule.basis,
        matter=place.code or place.name or place.source,
        related=tuple(
            Related(
                path=format_path(problem.path),
                record=_ref(culprit),
                location=Location(culprit.source, where[culprit.source, culprit.number, problem.path]),
                message=culprit.name or culprit.code or culprit.source,
            )
            for culprit in problem.culprits
        ),
    )


def _ref(place: RecordPlace) -> RecordRef:
    return RecordRef(place.code or None, place.name or None, place.authority or None, place.number)


def _fingerprint(rule: Rule, problem: SetProblem, place: RecordPlace) -> str:
    """A finding on the set is the same one as long as its rule is; on a guide, as long as the guide is."""
    if not problem.path:
        return fingerprint(rule.id, None, "", (), "set")
    data = {"code": place.code, "name": place.name, "authority": place.authority}
    return fingerprint(rule.id, data, place.source, problem.path, place.code or place.name)
