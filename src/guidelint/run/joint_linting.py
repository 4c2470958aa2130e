"""Guides of one or many sources, judged together: each step is taken for all of them, rule by rule.

That keeps the code and tables of few rules in the processor's caches, instead of cycling through those of all
rules for each guide.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import Generic, TypeVar

from guidelint.attachments import FILES
from guidelint.evaluation.linter import Linter
from guidelint.evaluation.plan import Plan
from guidelint.evaluation.sets import SetTally
from guidelint.lean.tuples import NamedTuple
from guidelint.record import Data, Record
from guidelint.rule.evaluator import RuleProblem

TOGETHER = 128
"""From so many guides on, those that wait are judged."""
_BYTES = 1 << 20
"""So do those of sources that together have more bytes than that: they are in memory while they wait."""


class PendingGuides(NamedTuple):
    """Some guides of a source that were read: the rules to evaluate on each, and each as its rules see it.

    An empty one lets other sources be parsed before guides are built from this one. `size` is the size of the
    source in bytes, as far as it is held until they are judged.
    """

    source: str
    records: list[Record]
    plans: list[Plan]
    data: list[Data]
    size: int


Findings = list[list[RuleProblem]]
"""What is wrong with each guide of some pending guides."""
Result = TypeVar("Result")
LintRun = Generator[PendingGuides, Findings | None, Result]
"""The linting of a source: it stops at all its pending guides, and is sent what was found in them."""


def lint_together(linter: Linter, sets: SetTally, runs: Iterable[LintRun[Result]]) -> list[Result]:
    """The results of the runs, in their order; their guides are added to the tallies of the set."""
    queue = _Queue[Result](linter, sets)
    for number, run in enumerate(runs):
        queue.resume(number, run, None)
        while queue.is_full():
            queue.judge()
    while queue.waiting:
        queue.judge()
    return [result for _, result in sorted(queue.results.items(), key=lambda entry: entry[0])]


class _Queue(Generic[Result]):
    """The runs whose guides wait to be judged, and the results of finished ones, by number.

    `guides`: how many are waiting, from sources of together `size` bytes.
    """

    def __init__(self, linter: Linter, sets: SetTally) -> None:
        self.linter = linter
        self.sets = sets
        self.waiting: dict[int, tuple[LintRun[Result], PendingGuides]] = {}
        self.results: dict[int, Result] = {}
        self.guides = self.size = 0
        linter.begin()

    def resume(self, number: int, run: LintRun[Result], found: Findings | None) -> None:
        """Advance a run to its next pending guides, or to its end."""
        try:
            pending = run.send(found)
        except StopIteration as end:
            self.results[number] = end.value
            return
        self.waiting[number] = run, pending
        self.guides += len(pending.records)
        self.size += pending.size

    def is_full(self) -> bool:
        """Whether enough guides are waiting."""
        return self.guides >= TOGETHER or self.size > _BYTES or len(self.waiting) >= TOGETHER

    def judge(self) -> None:
        """Judge all waiting guides, and resume their runs."""
        waiting, self.waiting = self.waiting, {}
        self.guides = self.size = 0
        pending = [each for _, each in waiting.values()]
        self.sets.observe([(record, guides.source) for guides in pending for record in guides.records])
        plans = [plan for guides in pending for plan in guides.plans]
        found = iter(_evaluate(plans, [data for guides in pending for data in guides.data]))
        results = [[next(found) for _ in guides.records] for guides in pending]
        self.linter.begin()
        for (number, (run, _)), answer in zip(waiting.items(), results, strict=True):
            self.resume(number, run, answer)


def _evaluate(plans: list[Plan], data: list[Data]) -> Findings:
    """The problems of each guide; those with the same plan are judged together."""
    numbers: dict[int, list[int]] = {}
    for number, plan in enumerate(plans):
        numbers.setdefault(id(plan), []).append(number)
    found: Findings = [[] for _ in data]
    for same_plan in numbers.values():
        plan = plans[same_plan[0]]
        for number, problems in zip(
            same_plan, plan.evaluate([data[number] for number in same_plan]), strict=True
        ):
            found[number] = problems
            if FILES in data[number]:
                problems += [problem for run in plan.file_runners for problem in run(data[number])]
    return found
