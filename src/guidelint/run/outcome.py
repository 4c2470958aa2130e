"""The result of linting some sources: findings and tallies, which can be merged in any order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from guidelint.assess.profile_tally import ProfileTally
from guidelint.caching.packing import pack, unpack
from guidelint.evaluation.linter import Linter
from guidelint.evaluation.sets import SetTally
from guidelint.finding import Finding, NotChecked, Suppressed
from guidelint.run.joint_linting import lint_together
from guidelint.run.source_linter import SourceLinter
from guidelint.run.source_outcome import Matters, SourceOutcome, report_once
from guidelint.sources.inputs import Input
from guidelint.suppressions.suppression import Suppression

if TYPE_CHECKING:
    from guidelint.run.pages import PageFields


class Outcome:
    """The outcome of some sources, in a form that can be sent between processes and cached.

    `exceptions` are the suppressions stated in sources, by source; `forms` the names of files that guides
    name as forms. `unrecognised` are sources without guides found by a search: whether one is the form of
    some guide, and hence no source, is known only for the whole run. `records_in_parts` counts the guides of
    sources linted in parts; `by_line` names those parts, with their start, in which every line is a guide.
    `lacking` are the fields without a column in tables linted in parts; `unknown_keys` the unknown keys in
    sources linted in parts, each with its first finding. `page_fields` is what the pages of a folder show, by
    their collective name. `keys`: the cache keys of the batches, empty for one that is not cached.
    """

    def __init__(self, sets: SetTally) -> None:
        self.findings: list[Finding] = []
        self.suppressed: list[Suppressed] = []
        self.not_checked: set[NotChecked] = set()
        self.records = 0
        self.sources = 0
        self.used: set[Suppression] = set()
        self.config_suppressions: set[Suppression] = set()
        self.wheres: set[str] = set()
        self.sets = sets
        self.profile_tally = ProfileTally()
        self.exceptions: dict[str, list[Suppression]] = {}
        self.matters: Matters = {}
        self.forms: set[str] = set()
        self.unrecognised: list[tuple[str, SourceOutcome]] = []
        self.records_in_parts: dict[str, int] = {}
        self.by_line: set[tuple[str, int]] = set()
        self.keys: list[str] = []
        self.lacking: dict[str, frozenset[str]] = {}
        self.unknown_keys: dict[str, dict[str, Finding]] = {}
        self.page_fields: dict[str, PageFields] = {}

    def packed(self) -> bytes:
        """The outcome as bytes; its tallies are closed."""
        own = {name: value for name, value in vars(self).items() if name != "sets"}
        return pack((own, self.sets.state()))

    @classmethod
    def unpacked(cls, data: bytes, linter: Linter) -> Outcome:
        """The inverse of `packed`; ValueError for damaged bytes, or those of something else."""
        own, state = unpack(data)
        outcome = cls(linter.new_sums())
        if _kinds({**own, "sets": outcome.sets}) != _kinds(vars(outcome)):
            raise ValueError("no outcome")
        outcome.sets.restore(state)
        vars(outcome).update(own)
        return outcome

    def take(self, source: Input, reported: SourceOutcome) -> None:
        """Run one source, or keep it for the end."""
        self.forms |= reported.forms
        if reported.page_fields is not None:
            self._add_page_fields(source.table, reported.page_fields)
        if reported.records or source.named or source.part is not None:
            self.add(source.name, reported)
        else:
            self.unrecognised.append((source.name, reported))

    def add(self, source: str, reported: SourceOutcome) -> None:
        """Add one source. Of a source in parts only the first counts as one."""
        self._add(reported)
        self.sources += 1
        if reported.exceptions:
            self.exceptions.setdefault(source, []).extend(reported.exceptions)
        if reported.lacking and reported.page_fields is None:
            self.lacking[source] = self.lacking.get(source, frozenset()) | reported.lacking
        if reported.unknown_keys:
            report_once(list(reported.unknown_keys.values()), self.unknown_keys.setdefault(source, {}))

    def _add(self, other: Outcome | SourceOutcome) -> None:
        """Add what the outcomes of one source and of several have alike."""
        self.findings += other.findings
        self.suppressed += other.suppressed
        self.not_checked.update(other.not_checked)
        self.records += other.records
        self.used |= other.used
        self.config_suppressions |= other.config_suppressions
        self.wheres |= other.wheres
        for rules, own in other.matters.items():
            self.matters.setdefault(rules, set()).update(own)

    def _add_page_fields(self, table: str, page_fields: PageFields) -> None:
        """Add what some pages of a folder show."""
        self.page_fields[table] = (
            self.page_fields[table].merged(page_fields) if table in self.page_fields else page_fields
        )

    def merge(self, other: Outcome) -> None:
        """Add the outcome of other sources."""
        self._add(other)
        self.sources += other.sources
        self.sets.merge(other.sets)
        self.profile_tally.merge(other.profile_tally)
        for source, exceptions in other.exceptions.items():
            self.exceptions.setdefault(source, []).extend(exceptions)
        self.forms |= other.forms
        self.unrecognised += other.unrecognised
        for source, records in other.records_in_parts.items():
            self.records_in_parts[source] = self.records_in_parts.get(source, 0) + records
        self.by_line |= other.by_line
        self.keys += other.keys
        for source, lacking in other.lacking.items():
            self.lacking[source] = self.lacking.get(source, frozenset()) | lacking
        for source, unknown_keys in other.unknown_keys.items():
            report_once(list(unknown_keys.values()), self.unknown_keys.setdefault(source, {}))
        for table, page_fields in other.page_fields.items():
            self._add_page_fields(table, page_fields)

    def add_unrecognised(self) -> None:
        """Add the sources without guides that are no forms of any guide."""
        for source, reported in self.unrecognised:
            if source in self.forms:
                self.sets.tally.unread.discard(source)
            else:
                self.add(source, reported)
        self.unrecognised = []


def _kinds(values: Mapping[str, Any]) -> dict[str, type]:
    return {name: type(value) for name, value in values.items()}


def lint(linter: Linter, sources: Iterable[Input]) -> Outcome:
    """Lint some sources; of small ones several are in memory at a time."""
    outcome = Outcome(linter.new_sums())
    inputs = list(sources)
    runs = (SourceLinter(linter, source, outcome.sets, outcome.profile_tally).run() for source in inputs)
    for source, reported in zip(inputs, lint_together(linter, outcome.sets, runs), strict=True):
        outcome.take(source, reported)
        if source.part is not None:
            outcome.records_in_parts[source.name] = reported.records
            outcome.sources -= source.part.start > 0
            if reported.by_line:
                outcome.by_line.add((source.name, source.part.start))
    outcome.not_checked.update(NotChecked(entry.rule.id, "", entry.reason) for entry in linter.unevaluated)
    outcome.sets.close()
    return outcome
