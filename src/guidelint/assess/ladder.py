"""The ladder minimal ⊂ standard ⊂ strict: which profile a guide and an authority satisfy, and a score
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

from guidelint.assess.tables import rounded
from guidelint.assess.whose import shown_body
from guidelint.finding import Finding, RecordRef, Severity
from guidelint.structs import Struct, fresh
from guidelint.tuples import NamedTuple

TENTHS: dict[Severity, int] = {"error": 10, "warning": 5, "info": 1}
"""The weight of a finding, in tenths of an error."""
SMALL = 30
"""A body with fewer guides is small: its score is told with an interval."""
_Z = 1.96
"""Ninety-five in a hundred, of the normal distribution."""


class Asked(NamedTuple):
    """What a run checked on a guide: its authority, the number of fields, and the highest profile it could
    satisfy.
    """

    authority: str
    fields: int
    top: int


class Fall(NamedTuple):
    """A guide with findings: the profile that it still satisfies (0: none), and the weight of its findings in
    tenths.
    """

    rung: int
    tenths: int
    record: RecordRef


class Body(Struct, frozen=False):
    """The sums of one authority; `held[n]` counts the guides whose highest satisfied profile is n, 0 being
    none.
    """

    held: list[int] = fresh(default_factory=list)
    fields: int = 0
    tenths: int = 0

    def add(self, rung: int, fields: int, tenths: int, guides: int = 1) -> None:
        """Add guides with one profile."""
        if rung >= len(self.held):
            self.held += [0] * (rung + 1 - len(self.held))
        self.held[rung] += guides
        self.fields += fields
        self.tenths += tenths


class Ladder(Struct, frozen=False):
    """The sums of all authorities by name, and the guides with findings; parts can be merged.

    `top`: the highest profile that some guide could satisfy.
    """

    bodies: dict[str, Body] = fresh(default_factory=dict)
    falls: dict[tuple[str, int], Fall] = fresh(default_factory=dict)
    top: int = 0

    def asked(self, names: Sequence[str]) -> Sequence[str]:
        """Those of all profile names that were checked; no guide can satisfy the others."""
        return names[: max([self.top, *(len(body.held) - 1 for body in self.bodies.values())])]

    def body(self, name: str) -> Body:
        """The sums of an authority, created if necessary."""
        body = self.bodies.get(name)
        if body is None:
            body = self.bodies[name] = Body()
        return body

    def merge(self, other: Ladder) -> None:
        """Add another part's sums."""
        self.falls.update(other.falls)
        self.top = max(self.top, other.top)
        for name, theirs in other.bodies.items():
            self._take(name, theirs)

    def by_names(self, aliases: Mapping[str, str]) -> Ladder:
        """Only the sums, by the displayed names of the authorities."""
        shown = Ladder()
        for name, body in self.bodies.items():
            shown._take(shown_body(name, aliases), body)
        return shown

    def _take(self, name: str, theirs: Body) -> None:
        body = self.body(name)
        for rung, guides in enumerate(theirs.held):
            body.add(rung, 0, 0, guides)
        body.add(0, theirs.fields, theirs.tenths, 0)


def _fallen(findings: Iterable[Finding], rungs: Mapping[str, int]) -> dict[int, Fall]:
    """The guides of a source that have findings, in any of its files, by number."""
    falls: dict[int, Fall] = {}
    for finding in findings:
        rung = rungs.get(finding.rule)
        if rung is None or finding.record is None:
            continue
        number, tenths = finding.record.index, TENTHS[finding.severity]
        known = falls.get(number)
        if known is not None:
            rung, tenths = min(rung, known.rung + 1), tenths + known.tenths
        falls[number] = Fall(rung - 1, tenths, finding.record)
    return falls


def climb(
    ladder: Ladder,
    source: str,
    asked: Mapping[int, Asked],
    findings: Iterable[Finding],
    rungs: Mapping[str, int],
) -> None:
    """Add one source to a ladder: what was checked on its guides, by number, and what was found.

    `rungs`: the profile of each rule that counts, from 1.
    """
    falls = _fallen(findings, rungs)
    ladder.falls.update(((source, number), fall) for number, fall in falls.items())
    for number, (authority, fields, top) in asked.items():
        fall = falls.get(number)
        rung, tenths = (top, 0) if fall is None else (min(fall.rung, top), fall.tenths)
        ladder.body(authority).add(rung, fields, tenths)
        ladder.top = max(ladder.top, top)


def table(ladder: Ladder, names: Sequence[str]) -> dict[str, Any]:
    """The ladder by authority and in total, and the guides with findings that count (`holds` null: no
    profile).

    `names` are those of the profiles, lowest first; authorities are sorted by name, guides by source and
    number.
    """
    total = Ladder()
    for body in ladder.bodies.values():
        total.merge(Ladder({"": body}))
    rows = [_row(name, body, names) for name, body in sorted(ladder.bodies.items())]
    return {
        "by_authority": rows,
        "total": _row("合计", total.bodies.get("", Body()), names),
        "guides": fallen_guides(ladder, names),
    }


def fallen_guides(ladder: Ladder, names: Sequence[str]) -> list[dict[str, Any]]:
    """The guides with findings that count, by source and number, each with the profile that it satisfies."""
    steps: tuple[str | None, ...] = (None, *names)
    return [
        {"source": source, "record": fall.record._asdict(), "holds": steps[fall.rung]}
        for (source, _), fall in sorted(ladder.falls.items())
    ]


def _row(name: str, body: Body, names: Sequence[str]) -> dict[str, Any]:
    steps = ("none", *names)
    held = [*body.held, *[0] * (len(steps) - len(body.held))]
    lowest = next((rung for rung, guides in enumerate(held) if guides), 0)
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
