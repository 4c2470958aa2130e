"""The tallies of the assessment alone, for `stats`: guides are read and counted, and no rule is evaluated."""

from __future__ import annotations

from collections.abc import Iterable

from guidelint.assess.tally import Tally
from guidelint.checks.dataset.duplicates import code_of
from guidelint.evaluation.linter import Linter
from guidelint.evaluation.sets import SetTally
from guidelint.record import Record
from guidelint.ruleset import Ruleset
from guidelint.run.reading import Reading
from guidelint.run.second_reading import guides_of, records_in
from guidelint.sources.attachment_access import AttachmentAccess
from guidelint.sources.inputs import Input


class Repeated:
    """How many guides have the code of one that came before: of exports that overlap they are counted twice."""

    def __init__(self) -> None:
        self.count = 0
        self._codes = set[int]()

    def add_guide(self, record: Record) -> None:
        """Take a guide on."""
        if not record.cancelled and (code := code_of(record)):
            self.count += hash(code) in self._codes
            self._codes.add(hash(code))


def tally_of(ruleset: Ruleset, inputs: Iterable[Input], repeated: Repeated | None = None) -> Tally:
    """The sums of all inputs; `repeated` meets every guide."""
    linter = Linter(ruleset)
    sums = SetTally([], linter.settings, linter.special)
    sources, unrecognised = list(inputs), set()
    for source in sources:
        reading, before = Reading(linter, source), sums.records
        for _, record in guides_of(reading):
            sums.observe([(record, source.name)])
            if repeated is not None:
                repeated.add_guide(record)
        if reading.missed():
            sums.tally.unread.add(source.name)
            if not source.named and sums.records == before:
                unrecognised.add(source.name)
    sums.close()
    if unrecognised:
        sums.tally.unread -= unrecognised & _forms(linter, sources)
    return sums.tally


def _forms(linter: Linter, sources: Iterable[Input]) -> frozenset[str]:
    """The files that guides name as forms, which are no sources where they hold no guides."""
    found = frozenset[str]()
    for source in sources:
        opening = AttachmentAccess(source.name, None)
        for record in records_in(linter, source):
            opening.data_with_files(record, {}, own=False)
        found |= opening.named()
    return found
