"""Matches suppressions to findings by where they apply; there may be thousands of both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from guidelint.config.locations import Locations
from guidelint.finding import Finding, Suppressed
from guidelint.location import Path, steps_of
from guidelint.suppressions.suppression import Suppression, expired

_FEW_LINES = 200
"""A comment that covers more lines is compared with every finding."""
_Scope = str | int | tuple[int, Path] | None
"""Where an exception holds: a code or glob, a line, a path of a record; None where it is compared with
everything.
"""


class StatedSuppressions:
    """Exceptions of the config by where they speak of something, to tell those that speak of anything in a run."""

    def __init__(self, exceptions: Iterable[Suppression]) -> None:
        self._by: dict[str, list[Suppression]] = {}
        for exception in exceptions:
            self._by.setdefault(exception.where, []).append(exception)
        self._locations = Locations(self._by)

    def of(self, place: str, codes: Iterable[str | None]) -> Iterator[Suppression]:
        """Those that speak of a source or of one of its matters."""
        return (exception for where in self._locations.of(place, codes) for exception in self._by[where])


class SuppressionMatcher:
    """The exceptions in force of one origin, by where they hold and by the name of their rule."""

    def __init__(self, stated: Iterable[Suppression], as_of: str, place: Callable[[str], str] = str) -> None:
        """`place` tells how globs call a source."""
        self._active = [s for s in stated if s.rule and s.reason and not expired(s, as_of)]
        self._place = place
        self._by: dict[_Scope, dict[str, list[int]]] = {}
        self._last = ("", frozenset[str]())
        for number, entry in enumerate(self._active):
            pattern = "*" in entry.rule
            for scope in _scopes(entry):
                same = self._by.setdefault(scope, {}).setdefault("" if pattern else entry.rule, [])
                if not same or pattern or scope is None:  # of those that say the same the first is taken
                    same.append(number)
        self._locations = Locations(scope for scope in self._by if isinstance(scope, str))

    def of(self, finding: Finding) -> Suppression | None:
        """The first stated that covers a finding, if any does."""
        if not self._active:
            return None
        names = finding.rule, finding.rule.partition(".")[0], ""
        near = [self._by[scope] for scope in self._scopes_of(finding) if scope in self._by]
        numbers = sorted({number for rules in near for name in names for number in rules.get(name, ())})
        entries = map(self._active.__getitem__, numbers)
        return next((entry for entry in entries if entry.covers(finding, self._place)), None)

    def _scopes_of(self, finding: Finding) -> Iterator[_Scope]:
        """All scopes in which a finding lies, known or not."""
        yield None
        yield finding.location.region.line
        source, record = finding.location.source, finding.record
        if self._last[0] != source:
            self._last = source, frozenset(self._locations.of(self._place(source), ()))
        yield from self._last[1]
        if record is not None:
            yield record.code
            path = steps_of(finding.path)
            yield from ((record.index, path[:depth]) for depth in range(len(path) + 1))


def _scopes(entry: Suppression) -> Iterable[_Scope]:
    """Where an exception holds."""
    if entry.lines is not None:
        first, last = entry.lines
        return range(first, last + 1) if last - first < _FEW_LINES else (None,)
    if entry.where:
        return (entry.where,)
    return (None,) if entry.record is None else ((entry.record, entry.path),)


def apply(
    findings: Iterable[Finding], matchers: Sequence[SuppressionMatcher]
) -> tuple[list[Finding], list[Suppressed], set[Suppression]]:
    """Findings that stay, those excused, and the exceptions that excused something; those stated first come first."""
    kept, suppressed, used = [], [], set()
    for finding in findings:
        by = next((by for each in matchers if (by := each.of(finding)) is not None), None)
        if by is None:
            kept.append(finding)
        else:
            suppressed.append(Suppressed(finding, by.kind, by.reason))
            used.add(by)
    return kept, suppressed, used
