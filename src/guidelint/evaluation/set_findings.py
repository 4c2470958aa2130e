"""From a problem of a whole set to a finding: its message, its fingerprint, and the locations of all
culprits.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from guidelint.checks.dataset.base import RecordPlace, SetProblem
from guidelint.finding import Finding, Location, RecordRef, Related
from guidelint.fingerprint import fingerprint, set_fingerprint
from guidelint.location import START, Path, Region, format_path
from guidelint.rule.model import Rule
from guidelint.vocabulary import label

Wanted = Mapping[tuple[str, int], list[Path]]
"""Paths by guide: (source, record number)."""
Regions = Callable[[Wanted], Mapping[tuple[str, int, Path], Region]]
"""Where some places are: read again late, for the few sources of the culprits."""


def set_findings(
    problems: list[tuple[Rule, SetProblem]],
    regions: Regions,
    language: str,
    called: Callable[[str], str],
) -> list[Finding]:
    """The findings of problems of the set, with every culprit's place; `called`: sources as identities call them."""
    wanted: dict[tuple[str, int], list[Path]] = {}
    for _, problem in problems:
        for place in (problem.place, *problem.culprits):
            if place is not None:
                wanted.setdefault((place.source, place.number), []).append(problem.path)
    where = regions(wanted)
    return [_finding(rule, problem, where, language, called) for rule, problem in problems if problem.place]


def set_words(rule: Rule, problem: SetProblem, language: str) -> tuple[str, str]:
    """The message and the advice for a problem of the set."""
    dotted = ".".join(step for step in problem.path if isinstance(step, str))
    field = label(dotted) if language == "zh" else dotted
    args = {"value": "", "item": "", "field": field, **problem.args}
    return (
        rule.message.in_language(language).format_map(args),
        rule.advice.in_language(language).format_map(args),
    )


def _finding(
    rule: Rule,
    problem: SetProblem,
    where: Mapping[tuple[str, int, Path], Region],
    language: str,
    called: Callable[[str], str],
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
        location=Location(place.source, where.get((place.source, place.number, problem.path), START)),
        fingerprint=_fingerprint(rule, problem, place, called),
        basis=rule.basis,
        matter=place.code or place.name or called(place.source),
        related=tuple(
            Related(
                path=format_path(problem.path),
                record=_ref(culprit),
                location=Location(
                    culprit.source, where.get((culprit.source, culprit.number, problem.path), START)
                ),
                message=culprit.name or culprit.code or culprit.source,
            )
            for culprit in problem.culprits
        ),
    )


def _ref(place: RecordPlace) -> RecordRef:
    return RecordRef(place.code or None, place.name or None, place.authority or None, place.number)


def _fingerprint(rule: Rule, problem: SetProblem, place: RecordPlace, called: Callable[[str], str]) -> str:
    """A finding on the set is the same one as long as its rule is; on a guide, as long as the guide is."""
    if not problem.path:
        return set_fingerprint(rule.id)
    data = {"code": place.code, "name": place.name, "authority": place.authority}
    return fingerprint(rule.id, data, called(place.source), problem.path, place.code or place.name)
