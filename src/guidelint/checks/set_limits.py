"""The check of how far a set of guides shortens its limits, by both formulas in use."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any, ClassVar

from guidelint.assess.tables import rounded
from guidelint.assess.tally import limit_pair
from guidelint.checks.base import Settings
from guidelint.checks.dataset import DatasetCheck, RecordPlace, SetProblem, blame, listed
from guidelint.record import Record

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCompression(DatasetCheck):
    """The promises must save `at_least` of the statutory limits, by the sums and by the mean of the guides.

    Counted are matters by application with both limits in working days (即办 is none) and no reason to be
    left as they are. {total}: 1 − Σ promised ÷ Σ statutory; {mean}: the mean of 1 − promised ÷ statutory;
    both and {bound} in percent, over {matters} guides.
    """

    kind: ClassVar[str] = "set_compression"
    says: ClassVar[tuple[str, ...]] = ("total", "mean", "bound", "matters")
    at_least: float

    def empty(self) -> Any:
        """Guides, statutory days, promised days, sum of ratios, guides that save too little."""
        return [0, Fraction(0), Fraction(0), Fraction(0), []]

    def observe(self, state: Any, record: Record, place: RecordPlace, settings: Settings) -> None:
        pair = limit_pair(record.data, _NONE)
        if isinstance(pair, str):
            return
        statutory, promised = pair
        ratio = promised / statutory
        for number, value in enumerate((1, statutory, promised, ratio)):
            state[number] += value
        if 1 - ratio < _exact(self.at_least):
            blame(state[4], [place])

    def merge(self, state: Any, other: Any) -> None:
        for number in range(4):
            state[number] += other[number]
        blame(state[4], other[4])

    def finish(self, state: Any, settings: Settings) -> list[SetProblem]:
        matters, statutory, promised, ratios, culprits = state
        if not matters:
            return []
        total, mean, bound = 1 - promised / statutory, 1 - ratios / matters, _exact(self.at_least)
        if total >= bound and mean >= bound:
            return []
        told = {name: f"{rounded(value * 100):.2f}%" for name, value in (("total", total), ("mean", mean))}
        args = {**told, "bound": f"{rounded(bound * 100):g}%", "matters": str(matters)}
        return [SetProblem(None, (), args, listed(culprits))]


@cache
def _exact(bound: float) -> Fraction:
    """A bound as it was written: 0.6 is six tenths."""
    return Fraction(str(bound))
