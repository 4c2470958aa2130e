"""Accepted findings of today: one sorted line each, by fingerprint; the list shrinks and never grows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from guidelint.errors import DefinitionError, Mistake
from guidelint.finding import Finding
from guidelint.structs import Struct
from guidelint.tuples import NamedTuple

DEFAULT_FILE = "guidelint.baseline"
_LINE = re.compile(r"(?P<fingerprint>[0-9a-f]{16}) (?P<rule>\S+) (?P<matter>.+)")
_HEAD = "# guidelint baseline: accepted findings, one a line (fingerprint, rule, matter); equal lines count"


class Entry(NamedTuple):
    """One accepted finding; rule and matter are there for people and for telling what has gone stale."""

    fingerprint: str
    rule: str
    matter: str

    def __str__(self) -> str:
        return " ".join(self)


class Baseline(Struct):
    """A baseline file: its name, the comments on top (why what was accepted), entries with lines."""

    file: str
    comments: tuple[str, ...] = ()
    entries: tuple[tuple[int, Entry], ...] = ()

    def counts(self) -> Counter[str]:
        """How often each fingerprint is accepted."""
        return Counter(entry.fingerprint for _, entry in self.entries)


class Sorted(NamedTuple):
    """Findings against a baseline: what is new, what was accepted, and entries that nothing meets."""

    new: list[Finding]
    accepted: list[Finding]
    stale: list[tuple[int, Entry]]


def parse(file: str, text: str) -> Baseline:
    """Read a baseline; DefinitionError with every line that is none."""
    comments, entries, mistakes = [], [], []
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#"):
            comments.append(line)
            continue
        match = _LINE.fullmatch(line)
        if match:
            entries.append((number, Entry(match["fingerprint"], match["rule"], match["matter"])))
        elif line.strip():
            mistakes.append(
                Mistake(file, number, 1, f"not an entry (fingerprint, rule, matter): {line[:60]!r}")
            )
    if mistakes:
        raise DefinitionError(mistakes)
    return Baseline(file, tuple(comments), tuple(entries))


def against(findings: Iterable[Finding], baseline: Baseline, matters: set[str] | None) -> Sorted:
    """Sort findings by a baseline, equal ones by their number.

    `matters` are those of the run: an entry of another one cannot be called stale. None: all are.
    """
    left = baseline.counts()
    new, accepted = [], []
    for finding in findings:
        if left[finding.fingerprint] > 0:
            left[finding.fingerprint] -= 1
            accepted.append(finding)
        else:
            new.append(finding)
    return Sorted(new, accepted, _stale(baseline, left, matters))


def _stale(baseline: Baseline, left: Counter[str], matters: set[str] | None) -> list[tuple[int, Entry]]:
    stale = []
    for number, entry in reversed(baseline.entries):
        if left[entry.fingerprint] > 0:
            left[entry.fingerprint] -= 1
            if matters is None or entry.matter in matters:
                stale.append((number, entry))
    return stale[::-1]


def render(entries: Iterable[Entry], comments: Sequence[str] = ()) -> str:
    """A baseline file: comments, then one sorted line per entry."""
    head = list(comments) or [_HEAD]
    return "\n".join([*head, *sorted(map(str, entries))]) + "\n"


def entry_of(finding: Finding) -> Entry:
    """The line of a finding."""
    return Entry(finding.fingerprint, finding.rule, finding.matter or finding.location.source)
