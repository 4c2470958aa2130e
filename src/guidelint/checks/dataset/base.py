"""What a cross-record check is: a tally that can be computed in parts and merged, and a verdict on the sum.

A state is plain data (lists, mappings, sets, tuples, numbers, strings), so that it can be sent between
processes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from guidelint.checks.base import Check, Settings
from guidelint.finding import LISTED
from guidelint.lean.tuples import NamedTuple
from guidelint.location import Path
from guidelint.record import Record

Key = tuple[str, ...]
"""What guides may share."""


class RecordPlace(NamedTuple):
    """A guide of the set: its source, its index there, and its name for people. Sorted like findings."""

    source: str
    number: int
    code: str
    name: str
    authority: str


class SetProblem(NamedTuple):
    """A problem of the set: at a guide (None: the first of the set), with the culprits."""

    place: RecordPlace | None
    path: Path
    args: Mapping[str, str]
    culprits: tuple[RecordPlace, ...] = ()


class DatasetCheck(Check):
    """The base of cross-record checks. `merge` must be independent of the order.

    `on_application`: only guides of matters that start with an application count. `reads`: the fields that
    alone determine what a guide adds to the state, if they are few; guides that agree in them are then added
    at once. `required_columns`: the fields for which it checks whether a source has them at all.
    `counts_culprits`: of these guides only the culprits matter to the verdict. `shares`: only guides that
    share a key with others matter; the rest are never gathered.
    """

    on_application: ClassVar[bool] = True
    reads: ClassVar[tuple[str, ...]] = ()
    required_columns: ClassVar[frozenset[str]] = frozenset()
    shares: ClassVar[bool] = False
    counts_culprits: ClassVar[bool] = False

    def empty(self) -> Any:
        """The initial state."""
        raise NotImplementedError

    def observe(self, state: Any, record: Record, place: RecordPlace, settings: Settings) -> None:
        """Add one guide to a state, in place."""
        self.observe_many(state, record, 1, [place], settings)

    def observe_many(
        self, state: Any, record: Record, times: int, culprits: list[RecordPlace], settings: Settings
    ) -> None:
        """Add guides that are equal in the fields that the check `reads`; `culprits`: their places, if it
        names culprits.
        """
        raise NotImplementedError

    def may_be_culprit(self, record: Record) -> bool:
        """For a check with `reads`: whether a guide may be a culprit, so that its place is needed."""
        raise NotImplementedError

    def least(self) -> int:
        """For a check that `shares`: how many guides have to share a key for it to matter."""
        return 2

    def keys(self, record: Record) -> Iterable[Key]:
        """For a check that `shares`: the keys a guide may share with others, empty if it takes no part."""
        raise NotImplementedError

    def gather(self, state: Any, key: Key, record: Record, place: RecordPlace) -> None:
        """For a check that `shares`: add one guide under one of its keys to a state, in place."""
        raise NotImplementedError

    def points_at(self) -> tuple[str, ...]:
        """For a check that `shares`: the fields at which its problems are located."""
        raise NotImplementedError

    def merge(self, state: Any, other: Any) -> None:
        """Add another part's state to a state, in place: by default a list of numbers, sets, and culprits."""
        for number, part in enumerate(other):
            if isinstance(part, list):
                add_culprits(state[number], part)
            elif isinstance(part, set):
                state[number] |= part
            else:
                state[number] += part

    def judged(self, state: Any) -> bool:
        """Whether the check was applicable to some guide."""
        return bool(state != self.empty())

    def finish(self, state: Any, settings: Settings) -> list[SetProblem]:
        """The problems, in an order that depends on the guides alone."""
        raise NotImplementedError


def add_culprits(culprits: list[RecordPlace], places: Iterable[RecordPlace]) -> None:
    """Add culprits, in place; no more are kept than can be listed, independent of the order."""
    culprits.extend(places)
    if len(culprits) > 2 * LISTED:
        culprits[:] = sorted(culprits)[:LISTED]


def listed(culprits: Iterable[RecordPlace]) -> tuple[RecordPlace, ...]:
    """The culprits as a finding lists them."""
    return tuple(sorted(culprits)[:LISTED])


def text_at(record: Record, name: str) -> str:
    """The trimmed text of a field, empty if missing."""
    value = record.data.get(name)
    return value.strip() if isinstance(value, str) else ""
