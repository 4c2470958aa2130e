"""Memoised rule results: values that recur in many guides are judged once.

A rule is a function of the values it reads. Its result is stored under some of them (`memoised_rules`). Fields that
it reads beyond these are recorded during the first evaluation (`read_log`), and the result is valid only for
the same values of those too. Once a table is large, a result is stored only when its key occurs for the
second time, so that values that never recur use no memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from guidelint.elements import Doorkeeper, Shared
from guidelint.evaluation.read_log import EVERYTHING, Watched
from guidelint.record import Data
from guidelint.rule.evaluator import RuleProblem, Runner

MOST = 20_000
"""So many results of one field group, list or rule are stored; then all of them are dropped."""
FREE = 4_096
"""So many results are stored without checking whether their values recur."""
UNKEYED = object()
"""Stands in a key for a list with elements that are not shared: no result is stored under it."""

_A_FEW = 64
"""After so many lookups it is decided whether memoisation is of use to an evaluator."""
_NEW = 0.6
"""Above this share of new values, memoisation is held to be useless."""
Result = Any
"""A tuple of problems, empty nearly always, or an `OpenResult`."""


class Novelty:
    """Whether the values of some fields are nearly always new, so that memoisation is useless."""

    __slots__ = ("_new", "high", "lookups")

    def __init__(self) -> None:
        self.high = False
        self.lookups = 0
        self._new = 0

    def count(self, new: int) -> None:
        """Count values without a stored result."""
        self._new += new

    def judge(self, records: int) -> None:
        """Decide after so many records; `lookups` is used instead where lookups were more frequent."""
        self.high = self._new > _NEW * max(records, self.lookups)


class ResultTable(dict[Any, Result]):
    """Results by key; when the table is full, all are dropped."""

    __slots__ = ("_doorkeeper",)

    def __init__(self) -> None:
        super().__init__()
        self._doorkeeper: Doorkeeper | None = None

    def store_recurring(self, key: Any, result: Result) -> None:
        """Store a result; once the table is large, only if its key occurred before."""
        if len(self) >= FREE:
            if self._doorkeeper is None:
                self._doorkeeper = Doorkeeper(MOST)
            if not self._doorkeeper.knows(key):
                return
        self.store(key, result)

    def store(self, key: Any, result: Result) -> None:
        """Store a result."""
        if len(self) >= MOST:
            self.clear()
        self[key] = result


def frozen(value: Any) -> Any:
    """A value of a record as part of a key; shared elements of a list stand for themselves."""
    if value is None or type(value) is str:
        return value
    key: list[Any] = []
    for part in value:
        if type(part) is Shared:
            key.append(id(part))
        elif type(part) is str:
            key.append(part)
        else:
            return UNKEYED
    return tuple(key)


def is_keyed(key: Any) -> bool:
    """Whether a result can be stored under a key."""
    return key is not UNKEYED and (type(key) is not tuple or UNKEYED not in key)


class DependentResults:
    """The results of a rule that reads more of the record than their key contains.

    Where these further values are nearly always new (`plain`), nothing is memoised.
    """

    __slots__ = ("evaluate", "fields", "hits", "lookups", "plain", "results")

    def __init__(self, evaluate: Runner, fields: frozenset[str]) -> None:
        self.evaluate = evaluate
        self.fields = tuple(sorted(fields))
        self.results = ResultTable()
        self.lookups = self.hits = 0
        self.plain = EVERYTHING in fields

    def of(self, record: Data) -> Sequence[RuleProblem]:
        """The result for the record's values of the further fields."""
        if self.plain:
            return self.evaluate(record)
        self.lookups += 1
        key = tuple([frozen(record.get(name)) for name in self.fields])
        result: Sequence[RuleProblem] | None = self.results.get(key)
        if result is None:
            return self._new(key, record)
        self.hits += 1
        return result

    def _new(self, key: Any, record: Data) -> Sequence[RuleProblem]:
        if UNKEYED in key:
            return self.evaluate(record)
        watched = Watched(record)
        result = tuple(self.evaluate(watched))
        if self.lookups >= _A_FEW and self.lookups - self.hits > _NEW * self.lookups:
            self.plain = True
        elif watched.reads.issubset(self.fields):
            self.results.store_recurring(key, result)
            return result
        else:
            self.fields = tuple(sorted(watched.reads.union(self.fields)))
            self.plain = EVERYTHING in self.fields
        self.results.clear()
        return result


class OpenResult:
    """A result of which a part depends on fields outside its key."""

    __slots__ = ("dependent", "fixed")

    def __init__(self, fixed: tuple[RuleProblem, ...], dependent: list[DependentResults]) -> None:
        self.fixed = fixed
        self.dependent = dependent

    def of(self, record: Data) -> tuple[RuleProblem, ...]:
        """The complete result for a record."""
        found = self.fixed
        for part in self.dependent:
            result = part.of(record)
            if result:
                found += tuple(result)
        return found


def complete(result: Result, record: Data) -> tuple[RuleProblem, ...]:
    """The problems of a result, evaluated for a record where it is an open one."""
    problems: tuple[RuleProblem, ...] = result if type(result) is tuple else result.of(record)
    return problems
