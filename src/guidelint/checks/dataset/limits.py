"""The check of how far a set of guides shortens its limits, by both formulas in use."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Any

from guidelint.assess.tables import rounded
from guidelint.assess.tally import is_excused, limit_pair
from guidelint.checks.base import Settings, share_mistakes
from guidelint.checks.dataset.base import DatasetCheck, RecordPlace, SetProblem, add_culprits, listed
from guidelint.checks.dataset.shares import shown
from guidelint.record import Record

_Pair = tuple[str | None, str | None]


class SetCompression(DatasetCheck):
    """The promises must save `at_least` of the statutory limits, by the totals and by the mean over the
    guides.

    Matters by application count that have both limits in working days (即办 is none) and no reason for an
    exemption. {total}: 1 − Σ promised ÷ Σ statutory; {mean}: the mean of 1 − promised ÷ statutory; both and
    {bound} are percentages, over {matters} guides.
    """

    message_args = ("total", "mean", "bound", "matters")
    reads = ("limit_exemption", "statutory_limit", "promised_limit")
    at_least: float

    def mistakes(self) -> list[tuple[str, str]]:
        return share_mistakes(self.at_least, "at_least")

    def empty(self) -> Any:
        """By statutory and promised limit as written: how many guides, and the first of them."""
        return {}

    def observe_many(
        self, state: Any, record: Record, times: int, culprits: list[RecordPlace], settings: Settings
    ) -> None:
        if not is_excused(record.data):
            self._add(state, _pair(record), times, culprits)

    def may_be_culprit(self, record: Record) -> bool:
        return _saves_less(_pair(record), self.at_least)

    def merge(self, state: Any, other: Any) -> None:
        for pair, (guides, places) in other.items():
            self._add(state, pair, guides, places)

    def _add(self, state: Any, pair: _Pair, guides: int, places: list[RecordPlace]) -> None:
        known = state.get(pair)
        if known is None:
            known = state[pair] = [0, []]
        known[0] += guides
        add_culprits(known[1], places)

    def judged(self, state: Any) -> bool:
        return any(_days(pair) for pair in state)

    def finish(self, state: Any, settings: Settings) -> list[SetProblem]:
        matters, statutory, promised, ratios = 0, Fraction(0), Fraction(0), Fraction(0)
        culprits: list[RecordPlace] = []
        bound = Fraction(str(self.at_least))
        for pair, (guides, places) in state.items():
            days = _days(pair)
            if days is None:
                continue
            ratio = days[1] / days[0]
            matters += guides
            statutory, promised = statutory + guides * days[0], promised + guides * days[1]
            ratios += guides * ratio
            if 1 - ratio < bound:
                culprits += places
        if not matters:
            return []
        total, mean = 1 - promised / statutory, 1 - ratios / matters
        if total >= bound and mean >= bound:
            return []
        message_args = {"total": shown(total * 100, bound * 100), "mean": shown(mean * 100, bound * 100)}
        args = {**message_args, "bound": f"{rounded(bound * 100):g}%", "matters": str(matters)}
        return [SetProblem(None, (), args, listed(culprits))]


def _pair(record: Record) -> _Pair:
    return record.data.get("statutory_limit"), record.data.get("promised_limit")


@lru_cache(maxsize=4096)
def _saves_less(pair: _Pair, share: float) -> bool:
    """Whether of two limits that can be compared the promise saves less than a share."""
    days = _days(pair)
    return days is not None and 1 - days[1] / days[0] < Fraction(str(share))


def _days(pair: _Pair) -> tuple[Fraction, Fraction] | None:
    """Statutory and promised working days of the two limits, None if they are not comparable."""
    days = limit_pair(dict(zip(("statutory_limit", "promised_limit"), pair, strict=True)), frozenset())
    return None if isinstance(days, str) else days
