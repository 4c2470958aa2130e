"""The assessment's sums alone, as `stats` wants them: guides are read and added up, and no rule is asked."""

from __future__ import annotations

from collections.abc import Iterable

from guidelint.assess.tally import Tally
from guidelint.inputs import Input
from guidelint.linter import Linter
from guidelint.opening import Opening
from guidelint.reading import Reading
from guidelint.reread import guides_of, records_in
from guidelint.ruleset import Ruleset
from guidelint.sets import SetTally


def tally_of(ruleset: Ruleset, inputs: Iterable[Input], as_of: str) -> Tally:
    """The sums of all inputs."""
    linter = Linter(ruleset, as_of)
    sums = SetTally([], linter.settings, linter.special)
    sources, strangers = list(inputs), set()
    for source in sources:
        reading, before = Reading(linter, source), sums.records
        for _, record in guides_of(reading):
            sums.observe([(record, source.name)])
        if reading.missed():
            sums.tally.unread.add(source.name)
            if not source.named and sums.records == before:
                strangers.add(source.name)
    sums.close()
    if strangers:
        sums.tally.unread -= strangers & _forms(linter, sources)
    return sums.tally


def _forms(linter: Linter, sources: Iterable[Input]) -> frozenset[str]:
    """The files that guides name as forms, which are no sources where they hold no guides."""
    found = frozenset[str]()
    for source in sources:
        opening = Opening(source.name, None)
        for record in records_in(linter, source):
            opening.shown(record, {}, own=False)
        found |= opening.named()
    return found
