"""The result of linting some sources: findings, and tallies that can be merged with those of others in any
order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from guidelint.assess.ladder import Ladder
from guidelint.finding import Finding, NotChecked, Suppressed
from guidelint.inputs import Input
from guidelint.judging import judged
from guidelint.linter import Linter
from guidelint.packing import pack, unpack
from guidelint.passage import Matters, Passage, SourceOutcome, told_once
from guidelint.sets import SetTally
from guidelint.suppress import Suppression

if TYPE_CHECKING:
    from guidelint.pages import Shown


class Outcome:
    """The outcome of some sources, in a form that can be sent between processes and cached.

    `exceptions` are the suppressions stated in sources, by source; `forms` the names of files that guides
    name as forms. `strangers` are sources without guides found by a search: whether one is the form of some
    guide, and hence no source, is known only for the whole run. `parted` counts the guides of sources linted
    in parts; `by_line` names those parts, with their start, in which every line is a guide. `lacking` are the
    fields without a column in tables linted in parts; `unheard` the unknown keys in sources linted in parts,
    each with its first finding. `shown` is what the pages of a folder show, by their collective name. `keys`:
    the cache keys of the batches, empty for one that is not cached.
    """

    def __init__(self, sets: SetTally) -> None:
        self.findings: list[Finding] = []
        self.suppressed: list[Suppressed] = []
        self.not_checked: set[NotChecked] = set()
        self.records = 0
        self.sources = 0
        self.used: set[Suppression] = set()
        self.met: set[Suppression] = set()
        self.sets = sets
        self.ladder = Ladder()
        self.exceptions: dict[str, list[Suppression]] = {}
        self.matters: Matters = {}
        self.forms: set[str] = set()
        self.strangers: list[tuple[str, SourceOutcome]] = []
        self.parted: dict[str, int] = {}
        self.by_line: set[tuple[str, int]] = set()
        self.keys: list[str] = []
        self.lacking: dict[str, frozenset[str]] = {}
        self.unheard: dict[str, dict[str, Finding]] = {}
        self.shown: dict[str, Shown] = {}

    def records_of(self, source: str) -> int:
        """The number of guides found in a source that is linted in parts."""
        return self.parted.get(source, 0)

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

    def take(self, source: Input, told: SourceOutcome) -> None:
        """Run one source, or keep it for the end."""
        self.forms |= told.forms
        if told.shown is not None:
            self._add_shown(source.table, told.shown)
        if told.records or source.named or source.part is not None:
            self.add(source.name, told)
        else:
            self.strangers.append((source.name, told))

    def add(self, source: str, told: SourceOutcome) -> None:
        """Add one source. Of a source in parts only the first counts as one."""
        if told.exceptions:
            self.exceptions.setdefault(source, []).extend(told.exceptions)
        self.findings += told.findings
        self.suppressed += told.suppressed
        self.not_checked.update(told.not_checked)
        self.records += told.records
        self.sources += 1
        self.used |= told.used
        self.met |= told.met
        self._add_matters(told.matters)
        if told.lacking and told.shown is None:
            self.lacking[source] = self.lacking.get(source, frozenset()) | told.lacking
        if told.unheard:
            told_once(list(told.unheard.values()), self.unheard.setdefault(source, {}))

    def _add_matters(self, matters: Matters) -> None:
        for rules, own in matters.items():
            self.matters.setdefault(rules, set()).update(own)

    def _add_shown(self, table: str, shown: Shown) -> None:
        """Add what some pages of a folder show."""
        self.shown[table] = self.shown[table].plus(shown) if table in self.shown else shown

    def merge(self, other: Outcome) -> None:
        """Add the outcome of other sources."""
        self.findings += other.findings
        self.suppressed += other.suppressed
        self.not_checked |= other.not_checked
        self.records += other.records
        self.sources += other.sources
        self.used |= other.used
        self.met |= other.met
        self.sets.merge(other.sets)
        self.ladder.merge(other.ladder)
        for source, exceptions in other.exceptions.items():
            self.exceptions.setdefault(source, []).extend(exceptions)
        self._add_matters(other.matters)
        self.forms |= other.forms
        self.strangers += other.strangers
        for source, records in other.parted.items():
            self.parted[source] = self.parted.get(source, 0) + records
        self.by_line |= other.by_line
        self.keys += other.keys
        for source, lacking in other.lacking.items():
            self.lacking[source] = self.lacking.get(source, frozenset()) | lacking
        for source, unheard in other.unheard.items():
            told_once(list(unheard.values()), self.unheard.setdefault(source, {}))
        for table, shown in other.shown.items():
            self._add_shown(table, shown)

    def place_strangers(self) -> None:
        """Add the sources without guides that are no forms of any guide."""
        for source, told in self.strangers:
            if source in self.forms:
                self.sets.tally.unread.discard(source)
            else:
                self.add(source, told)
        self.strangers = []


def _kinds(values: Mapping[str, Any]) -> dict[str, type]:
    return {name: type(value) for name, value in values.items()}


def lint(linter: Linter, sources: Iterable[Input]) -> Outcome:
    """Lint some sources; of small ones several are in memory at a time."""
    outcome = Outcome(linter.new_sums())
    inputs = list(sources)
    runs = (Passage(linter, source, outcome.sets, outcome.ladder).run() for source in inputs)
    for source, told in zip(inputs, judged(linter, outcome.sets, runs), strict=True):
        outcome.take(source, told)
        if source.part is not None:
            outcome.parted[source.name] = told.records
            outcome.sources -= source.part.start > 0
            if told.by_line:
                outcome.by_line.add((source.name, source.part.start))
    outcome.not_checked.update(NotChecked(entry.rule.id, "", entry.reason) for entry in linter.unasked)
    outcome.sets.close()
    return outcome
