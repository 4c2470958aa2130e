"""Memoised rule results: values that recur in many guides are judged once.

A rule is a function of the values it reads. Its result is stored under some of them (`filing`). Fields that
it reads beyond these are recorded during the first evaluation (`watched`), and the result is valid only for
the same values of those too. Once a table is large, a result is stored only when its key occurs for the
second time, so that values that never recur use no memory.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from guidelint.asking import Raised
from guidelint.elements import Doorkeeper, Shared
from guidelint.record import Data
from guidelint.watched import EVERYTHING, Watched

MOST = 20_000
"""Answers kept of one chapter, one list, or one rule; then all of them are forgotten."""
FREE = 4_096
"""So many answers are kept without asking whether their values recur."""
UNKEYED = object()
"""Stands in a key for a list with elements that are not shared: nothing is filed under it."""

One = Callable[[Data], Sequence[Raised]]
"""An ask as a function of the record alone."""
_A_FEW = 64
"""From so many looks on it is decided whether remembering is of use to one ask."""
_NEW = 0.6
"""From this share of new values on they are held to be new nearly always."""
Answer = Any
"""A tuple of problems, empty nearly always, or an `Open` one."""


class Novelty:
    """Whether the values of some fields are nearly always new, so that memoisation is useless."""

    __slots__ = ("_new", "high", "looks")

    def __init__(self) -> None:
        self.high = False
        self.looks = 0
        self._new = 0

    def count(self, new: int) -> None:
        """Count values without a stored result."""
        self._new += new

    def judge(self, records: int) -> None:
        """Decide after so many records; `looks` is used instead where lookups were more frequent."""
        self.high = self._new > _NEW * max(records, self.looks)


class Answers(dict[Any, Answer]):
    """Results by key; when the table is full, all are dropped."""

    __slots__ = ("_door",)

    def __init__(self) -> None:
        super().__init__()
        self._door: Doorkeeper | None = None

    def file(self, key: Any, answer: Answer) -> None:
        """Store a result; once the table is large, only if its key occurred before."""
        if len(self) >= FREE:
            if self._door is None:
                self._door = Doorkeeper(MOST)
            if not self._door.knows(key):
                return
        self.keep(key, answer)

    def keep(self, key: Any, answer: Answer) -> None:
        """Store a result."""
        if len(self) >= MOST:
            self.clear()
        self[key] = answer


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


class Further:
    """The results of a rule that reads more of the record than their key contains.

    Where these further values are nearly always new (`plain`), nothing is memoised.
    """

    __slots__ = ("answers", "fields", "looks", "met", "one", "plain")

    def __init__(self, one: One, fields: frozenset[str]) -> None:
        self.one = one
        self.fields = tuple(sorted(fields))
        self.answers = Answers()
        self.looks = self.met = 0
        self.plain = EVERYTHING in fields

    def of(self, record: Data) -> Sequence[Raised]:
        """The result for the record's values of the further fields."""
        if self.plain:
            return self.one(record)
        self.looks += 1
        key = tuple([frozen(record.get(name)) for name in self.fields])
        answer: Sequence[Raised] | None = self.answers.get(key)
        if answer is None:
            return self._new(key, record)
        self.met += 1
        return answer

    def _new(self, key: Any, record: Data) -> Sequence[Raised]:
        if UNKEYED in key:
            return self.one(record)
        watched = Watched(record)
        answer = tuple(self.one(watched))
        if self.looks >= _A_FEW and self.looks - self.met > _NEW * self.looks:
            self.plain = True
        elif watched.reads.issubset(self.fields):
            self.answers.file(key, answer)
            return answer
        else:
            self.fields = tuple(sorted(watched.reads.union(self.fields)))
            self.plain = EVERYTHING in self.fields
        self.answers.clear()
        return answer


class Open:
    """A result of which a part depends on fields outside its key."""

    __slots__ = ("fixed", "further")

    def __init__(self, fixed: tuple[Raised, ...], further: list[Further]) -> None:
        self.fixed = fixed
        self.further = further

    def of(self, record: Data) -> tuple[Raised, ...]:
        """The complete result for a record."""
        found = self.fixed
        for part in self.further:
            answer = part.of(record)
            if answer:
                found += tuple(answer)
        return found


def whole(answer: Answer, record: Data) -> tuple[Raised, ...]:
    """The problems of a result, evaluated for a record where it is an open one."""
    told: tuple[Raised, ...] = answer if type(answer) is tuple else answer.of(record)
    return told
