"""The work of one process: it lints a batch of sources, unless the outcome is cached."""

from __future__ import annotations

import os
from collections.abc import Sequence

from guidelint.evaluation.linter import Linter
from guidelint.ruleset import Ruleset
from guidelint.run.outcome import Outcome, lint
from guidelint.run.results import Results, with_bytes
from guidelint.sources.batches import Batch, Work

_PAYS = 400
"""From so many small sources on a second process pays for its start."""


class Worker:
    """A linter and what is remembered between runs, if anything is."""

    def __init__(self, linter: Linter, results: Results | None) -> None:
        self.linter = linter
        self.results = results

    def outcome(self, batch: Batch) -> Outcome:
        """The outcome of a batch."""
        kept = self.results.key(batch) if self.results is not None else None
        if self.results is None or kept is None:
            outcome = lint(self.linter, batch)
            outcome.keys = [""]
            return outcome
        key, read = kept
        known = self._known(key)
        if known is None:
            known = lint(self.linter, with_bytes(batch, read))
            # a large one is read once more to be parsed
            edited = None in read and self.results.key(batch) != kept
            if known.forms or edited:
                key = ""
            else:
                self.results.put(key, known.packed())
        known.keys = [key]
        return known

    def _known(self, key: str) -> Outcome | None:
        """What is remembered; damaged bytes are as good as none."""
        data = self.results.get(key) if self.results is not None else None
        try:
            return None if data is None else Outcome.unpacked(data, self.linter)
        except (ValueError, TypeError, LookupError, AttributeError):
            return None


def make_work(ruleset: Ruleset, keeps_matters: bool, results: Results | None) -> Work:
    """What a process of a pool works with: its own linter."""
    linter = Linter(ruleset)
    linter.keeps_matters = keeps_matters
    worker = Worker(linter, results)
    return lambda batch: worker.outcome(batch).packed()


def jobs_that_pay(divided: Sequence[Batch]) -> int:
    """How many processes are worth their start: one for a hook, one a core for a county."""
    parts = sum(batch[0].part is not None for batch in divided)
    if parts < 2 and sum(map(len, divided)) < _PAYS:
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, len(divided))
