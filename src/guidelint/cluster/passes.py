"""A DataFrame whose partitions are processed several times, controlled by the driver."""

from __future__ import annotations

import math
import pickle
from collections import Counter
from functools import partial
from hashlib import sha256
from typing import Any

from guidelint.assess.tally import Tally
from guidelint.caching.packing import unpack
from guidelint.cluster.rows import SCHEMA
from guidelint.cluster.runs import Runs
from guidelint.cluster.tasks import Order, add_sums, add_up, answer, finish
from guidelint.evaluation.linter import Linter
from guidelint.lean.structs import replace
from guidelint.lean.tuples import NamedTuple
from guidelint.run.outcome import Outcome

_GROUPS = 32
"""At most so many sums reach the driver: those of a task are added up in groups before."""


class BrokenError(Exception):
    """Raised for sources with a part that is not text in the encoding detected at their beginning."""

    def __init__(self, names: frozenset[str]) -> None:
        super().__init__(", ".join(sorted(names)))
        self.names = names


class Extent(NamedTuple):
    """The guides of a task by source: the number of the first, and how many there are."""

    first: dict[str, int]
    records: dict[str, int]


class Linted(NamedTuple):
    """What linting every task gave.

    `rows` is a kept frame of the shape of `rows.SCHEMA`, `kept` what it is made of. `counts`: findings by
    severity, and those `suppressed`. `total` holds no findings of sources in `rows`.
    """

    rows: Any
    kept: list[Any]
    extents: dict[int, Extent]
    total: Outcome
    counts: Counter[str]


class Passes:
    """A frame, how executors read its runs, and the linter that they are given."""

    def __init__(self, frame: Any, runs: Runs, linter: Linter) -> None:
        self.frame = frame
        self.runs = runs
        self.linter = linter
        context = frame.sparkSession.sparkContext
        identity = sha256(pickle.dumps(linter.ruleset)).hexdigest()
        self.given = context.broadcast((identity, linter.ruleset))

    def query(self, order: Order) -> Any:
        """A frame of the results of an order; computed when somebody looks at it."""
        return self.frame.mapInArrow(partial(answer, order, self.runs, self.given), SCHEMA)

    def lint(self) -> Linted:
        """Lint everything; tasks whose guides turn out to be numbered otherwise than lines tell a second time."""
        rows = self._kept(Order("lint"))
        kept, extents = [rows], _extents(rows)
        while wrong := misnumbered(extents):
            again = self._kept(Order("lint", frozenset(wrong), wrong))
            rows = rows.filter(~rows.task.isin(list(wrong))).unionByName(again)
            kept.append(again)
            extents.update(_extents(again))
        return Linted(rows, kept, extents, *self._total(rows, len(extents)))

    def _kept(self, order: Order) -> Any:
        return self.query(order).persist(_level())

    def _total(self, rows: Any, tasks: int) -> tuple[Outcome, Counter[str]]:
        """The sums of all tasks, put together in two steps, so that the driver never holds those of all."""
        groups = max(1, min(math.isqrt(tasks), _GROUPS))
        merged_rows = rows.filter(rows.kind == "told").coalesce(groups)
        total, counts = Outcome(self.linter.new_sums()), Counter[str]()
        for row in merged_rows.mapInArrow(partial(add_up, self.given), SCHEMA).collect():
            add_sums(total, counts, bytes(row.sums), self.linter)
        return total, counts

    def tally(self) -> Tally:
        """The assessment's sums alone."""
        total = Tally()
        for row in _answers(self.query(Order("tally"))):
            total.merge(unpack(bytes(row.sums)))
        return total

    def with_shared(self, linted: Linted) -> Linted:
        """With the findings on guides that share something, which executors look at in full."""
        marks = linted.rows.filter(linted.rows.kind == "mark")
        often = marks.groupBy("rule", "mark").count()
        for rule in self.linter.set_rules:
            often = often.filter((often.rule != rule.rule.id) | (often["count"] >= rule.check.least()))
        meet = often.select("rule", "mark")
        meeting_pairs = [(row.rule, row.mark) for row in meet.collect()]
        if not meeting_pairs:
            return linted
        shared_hashes = {
            rule: frozenset(mark for of, mark in meeting_pairs if of == rule) for rule, _ in meeting_pairs
        }
        where = marks.join(meet, ["rule", "mark"], "left_semi").select("task").distinct().collect()
        order = replace(
            self._order("share", linted, {row.task for row in where}), shared_hashes=shared_hashes
        )
        shares = self.query(order)
        parts = max(1, min(len(meeting_pairs), len(where)))
        ends = shares.repartition(parts, "rule", "mark").mapInArrow(partial(finish, self.given), SCHEMA)
        ends = ends.persist(_level())
        counts = linted.counts.copy()
        for row in ends.filter(ends.kind == "shared").collect():
            counts.update(unpack(bytes(row.sums)))
        rows, kept = linted.rows.unionByName(ends), [*linted.kept, ends]
        return linted._replace(rows=rows, kept=kept, counts=counts)

    def regions(self, linted: Linted, wanted: Any) -> dict[Any, Any]:
        """The regions of places, by (source, number, path)."""
        tasks = {task for task, extent in linted.extents.items() if _holds(extent, wanted)}
        order = replace(self._order("regions", linted, tasks), wanted=wanted)
        answers = _answers(self.query(order)) if wanted else []
        return {place[:3]: place[3] for row in answers for place in unpack(bytes(row.sums))}

    def _order(self, query: str, linted: Linted, tasks: set[int]) -> Order:
        before = {task: linted.extents[task].first for task in tasks}
        return Order(query, frozenset(tasks), before)


def _level() -> Any:
    from pyspark import StorageLevel

    return StorageLevel.MEMORY_AND_DISK


def _answers(frame: Any) -> list[Any]:
    """The rows of a frame of answers; BrokenError where some source is not what it promised to be."""
    answers: list[Any] = frame.collect()
    broken = frozenset(row.line for row in answers if row.kind == "broken")
    if broken:
        raise BrokenError(broken)
    return answers


def _extents(rows: Any) -> dict[int, Extent]:
    answers = _answers(rows.filter(rows.kind.isin("numbers", "broken")))
    return {row.task: Extent(*unpack(bytes(row.sums))) for row in answers}


def misnumbered(extents: dict[int, Extent]) -> dict[int, dict[str, int]]:
    """The tasks whose guides have other numbers than was thought, with the true ones of the first by source."""
    true: Counter[str] = Counter()
    wrong: dict[int, dict[str, int]] = {}
    for task, extent in sorted(extents.items()):
        firsts = {source: true[source] for source in extent.first}
        if firsts != extent.first:
            wrong[task] = firsts
        true.update(extent.records)
    return wrong


def _holds(extent: Extent, wanted: Any) -> bool:
    """Whether some of the places may be in a task; of sources that are no parts it is not known."""
    return any(
        source not in extent.first or 0 <= number - extent.first[source] < extent.records.get(source, 0)
        for source, number in wanted
    )
