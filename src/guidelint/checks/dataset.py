"""A check over a whole set of guides: a tally that parts compute and add up, and a verdict on the sum."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from guidelint.checks.base import Check, Settings
from guidelint.location import Path
from guidelint.record import Data


class RecordPlace(NamedTuple):
    """A guide of the set: its source, its number in it, and how people name it. Sorts as reports do."""

    source: str
    number: int
    code: str
    name: str
    authority: str


class SetProblem(NamedTuple):
    """What is wrong with the set: at a guide (None: the first of all), with the guides to blame."""

    place: RecordPlace | None
    path: Path
    args: Mapping[str, str]
    culprits: tuple[RecordPlace, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetCheck(Check):
    """The base of checks over a set. A state is plain data; `merge` must not care for order."""

    def empty(self) -> Any:
        """The state of no guides."""
        raise NotImplementedError

    def observe(self, state: Any, data: Data, place: RecordPlace) -> None:
        """Add one guide to a state, in place."""
        raise NotImplementedError

    def merge(self, state: Any, other: Any) -> None:
        """Add another part's state to a state, in place."""
        raise NotImplementedError

    def finish(self, state: Any, settings: Settings) -> list[SetProblem]:
        """What is wrong, in an order that depends on the guides alone."""
        raise NotImplementedError
