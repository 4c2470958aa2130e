"""The result of a run: findings, suppressed findings, rules not checked, and the rules' own texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from guidelint import __version__
from guidelint.assess.profile_tally import ProfileTally
from guidelint.assess.tables import View
from guidelint.assess.tally import Tally
from guidelint.finding import SEVERITIES, Basis, Finding, NotChecked, Severity, Suppressed
from guidelint.lean.structs import Struct, fresh
from guidelint.rule.builtin import SOURCE_RULES

Language = Literal["zh", "en"]


class RuleInfo(Struct):
    """What a reporter may say of a rule, in the language of the run. `help` is Markdown."""

    id: str
    title: str
    severity: Severity
    profile: str
    since: str
    basis: tuple[Basis, ...]
    advice: str
    help: str

    @property
    def group(self) -> str:
        """The part of the id before the dot."""
        return self.id.partition(".")[0]


class Report(Struct):
    """Everything a reporter needs; findings, suppressed and not_checked are sorted and final.

    `matters` are, if requested, the identities of guides and sources by the rules evaluated on them; `of_set`
    the cross-record rules evaluated. `profile_tally` is None if only selected rules were evaluated, which
    prove no profile. `interrupted`: the run was stopped before everything was checked. `changed_since`: the
    git base of a run that reports only findings new since then, else empty. `evaluated_for_some` are the
    rules that lack a setting and are not checked except in guides for which an override supplies it.
    `assessment` is the configuration of the tables and of the names of authorities (its date is the
    report's).
    """

    findings: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...] = ()
    baselined: tuple[Finding, ...] = ()
    not_checked: tuple[NotChecked, ...] = ()
    records: int = 0
    sources: int = 0
    rules: dict[str, RuleInfo] = fresh(default_factory=dict)
    rules_hash: str = ""
    language: Language = "zh"
    as_of: str = ""
    version: str = __version__
    tally: Tally = fresh(default_factory=Tally)
    matters: Mapping[frozenset[str], frozenset[str]] = fresh(default_factory=dict)
    of_set: frozenset[str] = frozenset()
    profile_tally: ProfileTally | None = None
    interrupted: bool = False
    changed_since: str = ""
    evaluated_for_some: frozenset[str] = frozenset()
    assessment: View = fresh(default_factory=View)

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(finding.severity == severity for finding in self.findings)

    def partial(self) -> dict[str, Any]:
        """Why the report is incomplete, as in JSON and SARIF; empty if it is complete."""
        since = {"changed_since": self.changed_since} if self.changed_since else {}
        return since | ({"interrupted": True} if self.interrupted else {})

    def guides(self) -> frozenset[str]:
        """The identities of all guides, if requested and the report is complete."""
        own = (guides for rules, guides in self.matters.items() if not rules or rules - SOURCE_RULES.keys())
        return frozenset[str]() if self.partial() else frozenset[str]().union(*own)

    def evaluated_rules(self) -> list[str]:
        """The rules that this run evaluated, for which the absence of findings is meaningful."""
        left_out = {entry.rule for entry in self.not_checked if not entry.source}
        return sorted(self.rules.keys() - (left_out - self.evaluated_for_some))

    def counts(self) -> dict[str, int]:
        """Findings by severity, most severe first, including zeros."""
        return {severity: self.count(severity) for severity in SEVERITIES}

    def excused(self) -> dict[str, int]:
        """What is not among the findings: how much was suppressed, baselined, or not checked."""
        kinds = {"suppressed": self.suppressed, "baselined": self.baselined, "not_checked": self.not_checked}
        return {name: len(entries) for name, entries in kinds.items()}
