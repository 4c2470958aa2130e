"""The profiles minimal ⊂ standard ⊂ strict: which profile a guide and an authority satisfy, and a score
independent of size.

A profile is satisfied if none of its rules, nor of a smaller profile, has an unsuppressed finding on the
guide; an authority satisfies what all its guides satisfy. The score is 100 × (1 − weighted findings ÷ fields
checked), with error 1, warning ½, info ⅒. *Fields checked* counts each rule once for every selector on the
guide's own fields, and once for every element of the list that it selects: it is known before a rule runs,
and is the same whether a field is faultless or not. Cross-record rules and suppressions do not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import sqrt
from typing import Any

from guidelint.assess.attribution import displayed_body
from guidelint.assess.tables import rounded
from guidelint.finding import Finding, RecordRef, Severity
from guidelint.lean.structs import Struct, fresh
from guidelint.lean.tuples import NamedTuple

TENTHS: dict[Severity, int] = {"error": 10, "warning": 5, "info": 1}
"""The weight of a finding, in tenths of an error."""
SMALL = 30
"""A body with fewer guides is small: its score is reported with an interval."""
_Z = 1.96
"""Ninety-five in a hundred, of the normal distribution."""


class CheckedGuide(NamedTuple):
    """What was checked on a guide: authority, number of fields, highest profile it could satisfy."""

    authority: str
    fields: int
    top: int


class GuideScore(NamedTuple):
    """A guide with findings: the highest profile it satisfies (0: none), and their weight in tenths."""

    level: int
    tenths: int
    record: RecordRef


class Body(Struct, frozen=False):
    """The sums of one authority; `held[n]`: guides whose highest satisfied profile is n, 0 for none."""

    held: list[int] = fresh(default_factory=list)
    fields: int = 0
    tenths: int = 0

    def add(self, level: int, fields: int, tenths: int, guides: int = 1) -> None:
        """Add guides with one profile."""
        if level >= len(self.held):
            self.held += [0] * (level + 1 - len(self.held))
        self.held[level] += guides
        self.fields += fields
        self.tenths += tenths

    def merge(self, other: Body) -> None:
        """Add the sums of another authority, or of another part."""
        for level, guides in enumerate(other.held):
            self.add(level, 0, 0, guides)
        self.add(0, other.fields, other.tenths, 0)


class ProfileTally(Struct, frozen=False):
    """The sums of all authorities by name, and the guides with findings; parts can be merged.

    `top`: the highest profile that some guide could satisfy.
    """

    bodies: dict[str, Body] = fresh(default_factory=dict)
    scores: dict[tuple[str, int], GuideScore] = fresh(default_factory=dict)
    top: int = 0

    def checked(self, names: Sequence[str]) -> Sequence[str]:
        """Those of all profile names that were checked; no guide can satisfy the others."""
        return names[: max([self.top, *(len(body.held) - 1 for body in self.bodies.values())])]

    def body(self, name: str) -> Body:
        """The sums of an authority, created if necessary."""
        body = self.bodies.get(name)
        if body is None:
            body = self.bodies[name] = Body()
        return body

    def merge(self, other: ProfileTally) -> None:
        """Add another part's sums."""
        self.scores.update(other.scores)
        self.top = max(self.top, other.top)
        for name, theirs in other.bodies.items():
            self.body(name).merge(theirs)

    def by_names(self, aliases: Mapping[str, str]) -> ProfileTally:
        """Only the sums, by the displayed names of the authorities."""
        shown = ProfileTally()
        for name, body in self.bodies.items():
            shown.body(displayed_body(name, aliases)).merge(body)
        return shown


def _scores(findings: Iterable[Finding], profile_levels: Mapping[str, int]) -> dict[int, GuideScore]:
    """The guides of a source that have findings, in any of its files, by number."""
    scores: dict[int, GuideScore] = {}
    for finding in findings:
        level = profile_levels.get(finding.rule)
        if level is None or finding.record is None:
            continue
        number, tenths = finding.record.index, TENTHS[finding.severity]
        known = scores.get(number)
        if known is not None:
            level, tenths = min(level, known.level + 1), tenths + known.tenths
        scores[number] = GuideScore(level - 1, tenths, finding.record)
    return scores


def add_source(
    profile_tally: ProfileTally,
    source: str,
    checked: Mapping[int, CheckedGuide],
    findings: Iterable[Finding],
    profile_levels: Mapping[str, int],
) -> None:
    """Add one source to a tally: what was checked on its guides, by number, and what was found.

    `profile_levels`: the profile of each rule that counts, from 1.
    """
    scores = _scores(findings, profile_levels)
    profile_tally.scores.update(((source, number), score) for number, score in scores.items())
    for number, (authority, fields, top) in checked.items():
        score = scores.get(number)
        level, tenths = (top, 0) if score is None else (min(score.level, top), score.tenths)
        profile_tally.body(authority).add(level, fields, tenths)
        profile_tally.top = max(profile_tally.top, top)


def table(profile_tally: ProfileTally, names: Sequence[str]) -> dict[str, Any]:
    """The profiles held by authority and in total, and the guides with findings that count (`holds` null: no
    profile).

    `names` are those of the profiles, lowest first; authorities are sorted by name, guides by source and
    number.
    """
    total = Body()
    for body in profile_tally.bodies.values():
        total.merge(body)
    rows = [_row(name, body, names) for name, body in sorted(profile_tally.bodies.items())]
    return {
        "by_authority": rows,
        "total": _row("合计", total, names),
        "guides": guides_with_findings(profile_tally, names),
    }


def guides_with_findings(profile_tally: ProfileTally, names: Sequence[str]) -> list[dict[str, Any]]:
    """The guides with findings that count, by source and number, each with the profile that it satisfies."""
    steps: tuple[str | None, ...] = (None, *names)
    return [
        {"source": source, "record": score.record._asdict(), "holds": steps[score.level]}
        for (source, _), score in sorted(profile_tally.scores.items())
    ]


def _row(name: str, body: Body, names: Sequence[str]) -> dict[str, Any]:
    steps = ("none", *names)
    held = [*body.held, *[0] * (len(steps) - len(body.held))]
    lowest = next((level for level, guides in enumerate(held) if guides), 0)
    guides = sum(held)
    return {
        "name": name,
        "guides": guides,
        "fields": body.fields,
        "holds": steps[lowest] if lowest else None,
        "held": dict(zip(steps, held, strict=True)),
        "score": rounded(100 * _rate(body)),
        "interval": _interval(float(_rate(body)), body.fields) if guides < SMALL else None,
    }


def _rate(body: Body) -> Fraction:
    """The share left after deductions; 1 for an authority on which nothing was checked."""
    return max(Fraction(0), 1 - Fraction(body.tenths, 10 * body.fields)) if body.fields else Fraction(1)


def _interval(rate: float, fields: int) -> list[float] | None:
    """Wilson's 95 % interval of a rate, in percent: Wilson 1927, J. Am. Stat. Assoc. 22."""
    if not fields:
        return None
    square = _Z * _Z / fields
    middle = rate + square / 2
    half = _Z * sqrt(rate * (1 - rate) / fields + square / (4 * fields))
    return [
        rounded(Fraction(100 * max(0.0, (middle - half) / (1 + square)))),
        rounded(Fraction(100 * min(1.0, (middle + half) / (1 + square)))),
    ]
