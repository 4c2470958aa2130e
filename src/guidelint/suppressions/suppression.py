"""Suppressions: in the record, in a comment, in the config. Without a reason they have no effect."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from functools import cache
from typing import Literal

from guidelint.config.file import is_date
from guidelint.config.settings import IgnoreFindings, matches_source
from guidelint.errors import nearest
from guidelint.finding import Finding
from guidelint.lean.structs import Struct
from guidelint.location import Path, Region, parse_path, steps_of
from guidelint.record import Record, means_empty
from guidelint.rule.builtin import NEVER_IGNORED, named
from guidelint.rule.matching import matches

_COMMENT = re.compile(r"guidelint[:：]\s*ignore\s*[\[［【]([^\]］】]*)[\]］】]\s*(.*)")
_COMMA = re.compile("[,，、]")
_MISSPELT = 0.8
"""So much alike are a name and its misspelling: one letter of five wrong, or two changed about."""


class Suppression(Struct):
    """One suppression. It covers findings of `record` (None: any) at or under `path`, or between two lines.

    `at` is the path in the record at which it is stated, None for comments and the config.
    """

    rule: str
    reason: str
    until: str | None
    kind: Literal["inSource", "external"]
    record: int | None = None
    path: Path = ()
    lines: tuple[int, int] | None = None
    at: Path | None = None
    where: str = ""

    def covers(self, finding: Finding, place: Callable[[str], str] = str) -> bool:
        """Whether it covers a finding's location and rule.

        `place` is the source's name as globs match it.
        """
        if finding.rule in NEVER_IGNORED or not matches(finding.rule, [self.rule]):
            return False
        if self.lines is not None:
            return self.lines[0] <= finding.location.region.line <= self.lines[1]
        if self.where:
            code = finding.record.code if finding.record else None
            return self.where == code or matches_source(self.where, place(finding.location.source))
        same = finding.record is not None and finding.record.index == self.record
        return same and steps_of(finding.path)[: len(self.path)] == self.path


class SuppressionProblem(Struct):
    """A `suppression.*` problem: the suppression, and the rule id.

    `intended`: if no rule has the stated name, the one probably meant. `absent`: the stated `where`, if it is
    no code of a matter and no path.
    """

    rule: str
    suppression: Suppression
    intended: str | None = None
    absent: str = ""


def _reason(text: str) -> str:
    """A stated reason; 无 and 待补充 are none."""
    return "" if means_empty(text) else text.strip()


def record_suppressions(record: Record) -> list[Suppression]:
    """The `guidelint_ignore` entries of a record."""
    found = []
    for number, entry in enumerate(record.data.get("guidelint_ignore") or ()):
        try:
            path = parse_path(str(entry.get("path") or "$"))
        except ValueError:
            path = ("?",)
        found.append(
            Suppression(
                rule=str(entry.get("rule") or "").strip(),
                reason=_reason(str(entry.get("reason") or "")),
                until=entry.get("until"),
                kind="inSource",
                record=record.index,
                path=path,
                at=("guidelint_ignore", number),
            )
        )
    return found


def comment_suppressions(comments: Iterable[tuple[int, int, str]]) -> list[Suppression]:
    """The suppressions in a source's comments; one comment may name several rules, separated by commas."""
    found = []
    for first, last, text in comments:
        match = _COMMENT.match(text)
        for rule in _COMMA.split(match[1]) if match else ():
            reason = _reason(match[2]) if match else ""
            found.append(Suppression(rule.strip(), reason, None, "inSource", lines=(first, last)))
    return found


def config_suppressions(entries: Iterable[IgnoreFindings]) -> list[Suppression]:
    """The `ignore_findings` of the config."""
    return [Suppression(e.rule, _reason(e.reason), e.until, "external", where=e.where) for e in entries]


def suppression_problems(
    suppressions: Iterable[Suppression],
    used: set[Suppression],
    ran: Iterable[str],
    as_of: str,
    known: Collection[str] = (),
) -> list[SuppressionProblem]:
    """The problems of suppressions: no reason, expired, or unused although the rule was evaluated or does not
    exist.

    `known` are the names of all rules. An unknown name may be a rule of somebody else's; it is reported if it
    is close to a known one, or not even in a known group.
    """
    problems = []
    rules, names = list(ran), named(known)
    is_evaluated = cache(lambda name: any(matches(rule, [name]) for rule in rules))
    intended_by = cache(lambda name: nearest(name, names, _MISSPELT))
    for suppression in suppressions:
        if not suppression.reason or not suppression.rule:
            problems.append(SuppressionProblem("suppression.no-reason", suppression))
        elif expired(suppression, as_of):
            problems.append(SuppressionProblem("suppression.expired", suppression))
        elif suppression not in used and is_evaluated(suppression.rule):
            problems.append(SuppressionProblem("suppression.unused", suppression))
        elif known and suppression.rule not in names and "*" not in suppression.rule:
            intended = intended_by(suppression.rule)
            if intended or suppression.rule.partition(".")[0] not in names:
                problems.append(SuppressionProblem("suppression.unused", suppression, intended))
    return problems


def expired(suppression: Suppression, as_of: str) -> bool:
    """Whether its last day is before the date of the run; an invalid date never holds."""
    until = suppression.until
    return until is not None and (until < as_of or not is_date(until))


def line_region(suppression: Suppression) -> Region:
    """The first line that a comment covers."""
    line = suppression.lines[0] if suppression.lines else 1
    return Region(line, 1, line, 1)
