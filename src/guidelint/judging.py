"""Guides of one or many sources, judged together: each step is taken for all of them, rule by rule.

That keeps the code and tables of few rules in the processor's caches, instead of cycling through those of all
rules for each guide.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import Generic, TypeVar

from guidelint.asking import Raised
from guidelint.attachments import FILES
from guidelint.linter import Linter, Plan
from guidelint.record import Data, Record
from guidelint.sets import SetTally
from guidelint.tuples import NamedTuple

TOGETHER = 128
"""From so many guides on, those that wait are judged."""
_BYTES = 1 << 20
"""So do those of sources that together have more bytes than that: they are in memory while they wait."""


class Handful(NamedTuple):
    """Some guides of a source that were read: the rules to evaluate on each, and each as its rules see it.

    An empty one lets other sources be parsed before guides are built from this one. `size` is the size of the
    source in bytes, as far as it is held until they are judged.
    """

    source: str
    records: list[Record]
    plans: list[Plan]
    shown: list[Data]
    size: int


Found = list[list[Raised]]
"""What is wrong with each guide of a handful."""
Told = TypeVar("Told")
Run = Generator[Handful, Found | None, Told]
"""The linting of a source: it stops at every handful, and is told what was found in it."""


def judged(linter: Linter, sets: SetTally, runs: Iterable[Run[Told]]) -> list[Told]:
    """The results of the runs, in their order; their guides are added to the tallies of the set."""
    queue = _Queue[Told](linter, sets)
    for number, run in enumerate(runs):
        queue.resume(number, run, None)
        while queue.is_full():
            queue.judge()
    while queue.waiting:
        queue.judge()
    return [told for _, told in sorted(queue.told.items(), key=lambda entry: entry[0])]


class _Queue(Generic[Told]):
    """The runs whose guides wait to be judged, and the results of finished ones, by number.

    `guides`: how many are waiting, from sources of together `size` bytes.
    """

    def __init__(self, linter: Linter, sets: SetTally) -> None:
        self.linter = linter
        self.sets = sets
        self.waiting: dict[int, tuple[Run[Told], Handful]] = {}
        self.told: dict[int, Told] = {}
        self.guides = self.size = 0
        linter.begin()

    def resume(self, number: int, run: Run[Told], found: Found | None) -> None:
        """Advance a run to its next handful, or to its end."""
        try:
            handful = run.send(found)
        except StopIteration as end:
            self.told[number] = end.value
            return
        self.waiting[number] = run, handful
        self.guides += len(handful.records)
        self.size += handful.size

    def is_full(self) -> bool:
        """Whether enough guides are waiting."""
        return self.guides >= TOGETHER or self.size > _BYTES or len(self.waiting) >= TOGETHER

    def judge(self) -> None:
        """Judge all waiting guides, and resume their runs."""
        waiting, self.waiting = self.waiting, {}
        self.guides = self.size = 0
        handfuls = [handful for _, handful in waiting.values()]
        self.sets.observe([(record, own.source) for own in handfuls for record in own.records])
        plans = [plan for own in handfuls for plan in own.plans]
        found = iter(_ask(plans, [data for own in handfuls for data in own.shown]))
        answers = [[next(found) for _ in own.records] for own in handfuls]
        self.linter.begin()
        for (number, (run, _)), answer in zip(waiting.items(), answers, strict=True):
            self.resume(number, run, answer)


def _ask(plans: list[Plan], shown: list[Data]) -> Found:
    """The problems of each guide; those with the same plan are judged together."""
    numbers: dict[int, list[int]] = {}
    for number, plan in enumerate(plans):
        numbers.setdefault(id(plan), []).append(number)
    found: Found = [[] for _ in shown]
    for own in numbers.values():
        plan = plans[own[0]]
        for number, raised in zip(own, plan.ask([shown[number] for number in own]), strict=True):
            found[number] = raised
            if FILES in shown[number]:
                raised += [problem for run in plan.ask_of_files for problem in run(shown[number])]
    return found
