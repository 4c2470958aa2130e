"""Checks of shares over a set of guides: how many reach a level on line, how many need one visit at most."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from guidelint.assess.tables import percent, rounded, short_of
from guidelint.checks.base import Settings, share_mistakes
from guidelint.checks.dataset.base import DatasetCheck, RecordPlace, SetProblem, add_culprits, listed, text_at
from guidelint.record import Record
from guidelint.values.depth import depth_level
from guidelint.values.visits import visit_count


def shown(share: Fraction, bound: Fraction) -> str:
    """A share in percent as people read it, 86.30%; one that lacks little of the bound is seen to lack it."""
    return f"{short_of(share, bound):.2f}%"


class _Share(DatasetCheck):
    """A share of guides. The state: numbers that meet the demand, do not, or are unknown; and the guides that
    do not.
    """

    def empty(self) -> Any:
        return [0, 0, 0, []]

    def meets(self, record: Record) -> bool | None:
        """Whether a guide meets the demand, None if unknown."""
        raise NotImplementedError

    def observe_many(
        self, state: Any, record: Record, times: int, culprits: list[RecordPlace], settings: Settings
    ) -> None:
        meets = self.meets(record)
        state[2 if meets is None else not meets] += times
        if meets is False:
            add_culprits(state[3], culprits)

    def may_be_culprit(self, record: Record) -> bool:
        return self.meets(record) is False

    def judged(self, state: Any) -> bool:
        return bool(state[0] or state[1])


def _published_level(record: Record) -> int | None:
    """The online depth of a guide; None if it cannot be read or the guide is not published."""
    return None if text_at(record, "published") == "否" else depth_level(text_at(record, "online_depth"))


def _named(level: int) -> dict[str, str]:
    """A level as messages call it."""
    return {"level": str(level), "level_zh": "一二三四"[level - 1 : level] or str(level)}


class DepthShare(_Share):
    """At least `at_least` percent of the guides must have an online depth of `level` or more.

    Published matters by application with a known depth count; {unknown} others are excluded. Each missing
    percent costs `points_per_percent` points, {deduction} in total. {share} and {bound} are percentages;
    {count} of {known} guides reach the level, which is {level}, or {level_zh} in Chinese.
    """

    message_args = ("share", "bound", "count", "known", "unknown", "deduction", "level", "level_zh")
    reads = ("online_depth", "published")
    level: int = 3
    at_least: float
    points_per_percent: float

    def mistakes(self) -> list[tuple[str, str]]:
        return share_mistakes(self.at_least, "at_least", 100)

    def meets(self, record: Record) -> bool | None:
        level = _published_level(record)
        return None if level is None else level >= self.level

    def finish(self, state: Any, settings: Settings) -> list[SetProblem]:
        count, short, unknown, culprits = state
        share, bound = percent(count, count + short), Fraction(str(self.at_least))
        if not count + short or share >= bound:
            return []
        points = rounded((bound - share) * Fraction(str(self.points_per_percent)))
        message_args = {
            "share": shown(share, bound),
            "bound": f"{self.at_least:g}%",
            "deduction": f"{points:g}",
        }
        counts = {"count": str(count), "known": str(count + short), "unknown": str(unknown)}
        return [SetProblem(None, (), {**message_args, **counts, **_named(self.level)}, listed(culprits))]


class DepthCount(_Share):
    """At most `at_most` published guides of matters by application may have the online depth `level`.

    {count} have it, {bound} may; the level is {level}, or {level_zh} in Chinese.
    """

    message_args = ("count", "bound", "level", "level_zh")
    counts_culprits = True
    reads = ("online_depth", "published")
    level: int
    at_most: int = 0

    def meets(self, record: Record) -> bool | None:
        level = _published_level(record)
        return None if level is None else level != self.level

    def finish(self, state: Any, settings: Settings) -> list[SetProblem]:
        count = state[1]
        if count <= self.at_most:
            return []
        message_args = {"count": str(count), "bound": str(self.at_most), **_named(self.level)}
        return [SetProblem(None, (), message_args, listed(state[3]))]


class VisitsShare(_Share):
    """At least `at_least` percent of the guides must require no more than `max` visits.

    Matters by application that give a number count. {share} and {bound} are percentages; {over} of {known}
    guides require more.
    """

    message_args = ("share", "bound", "over", "known")
    reads = ("visits",)
    max: int = 1
    at_least: float

    def mistakes(self) -> list[tuple[str, str]]:
        return share_mistakes(self.at_least, "at_least", 100)

    def meets(self, record: Record) -> bool | None:
        count = visit_count(text_at(record, "visits"))
        return None if count is None else count <= self.max

    def finish(self, state: Any, settings: Settings) -> list[SetProblem]:
        count, over, _, culprits = state
        share, bound = percent(count, count + over), Fraction(str(self.at_least))
        if not count + over or share >= bound:
            return []
        message_args = {"share": shown(share, bound), "bound": f"{self.at_least:g}%"}
        counts = {"over": str(over), "known": str(count + over)}
        return [SetProblem(None, (), {**message_args, **counts}, listed(culprits))]
