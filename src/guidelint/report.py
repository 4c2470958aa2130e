"""The result of a run: findings, suppressed findings, rules not checked, and the rules' own texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from guidelint import __version__
from guidelint.assess.ladder import Ladder
from guidelint.assess.tables import View
from guidelint.assess.tally import Tally
from guidelint.finding import SEVERITIES, Basis, Finding, NotChecked, Severity, Suppressed
from guidelint.structs import Struct, fresh

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

    `matters` are, where somebody wants to know them, the identities of guides and sources by the rules that had their
    say on them, `of_set` the rules that were asked of all guides as a set. `ladder` is None where only selected rules
    were asked, which prove no rung. `interrupted`: not everything was checked, because somebody stopped the run.
    `changed_since`: the git base of a run that tells only what is new since then, else empty.
    `asked_of_some` are the rules that lack a setting and are not checked, save in guides to which an override gives it.
    `assessment` is how the config has the tables made, and bodies named (its date is the report's).
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
    ladder: Ladder | None = None
    interrupted: bool = False
    changed_since: str = ""
    asked_of_some: frozenset[str] = frozenset()
    assessment: View = fresh(default_factory=View)

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(finding.severity == severity for finding in self.findings)

    def partial(self) -> dict[str, Any]:
        """Why the report does not tell everything, as JSON and SARIF say it; empty for one that does."""
        since = {"changed_since": self.changed_since} if self.changed_since else {}
        return since | ({"interrupted": True} if self.interrupted else {})

    def asked(self) -> list[str]:
        """The rules that this run asked, so that their silence says something."""
        left_out = {entry.rule for entry in self.not_checked if not entry.source}
        return sorted(self.rules.keys() - (left_out - self.asked_of_some))

    def counts(self) -> dict[str, int]:
        """Findings by severity, grave first, each present even when 0."""
        return {severity: self.count(severity) for severity in SEVERITIES}
