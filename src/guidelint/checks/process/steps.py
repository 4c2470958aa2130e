"""The steps of a process: that each is named and timed, and that their times fit the promise."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Literal

from guidelint.checks.base import ABSENT, Check, CheckResult, here, share_mistakes
from guidelint.checks.process.stages import is_application, is_stage
from guidelint.checks.process.step_times import (
    Measure,
    calendar_days,
    counted_times,
    is_counted,
    is_special,
    least,
    may_count_in_part,
    measure_of,
    runs_from_acceptance,
    special_names,
    timed,
)
from guidelint.lean.regex import regex
from guidelint.record import Data, means_empty
from guidelint.values.time.duration import numbers_of_days

_NO_REVIEW = ("审查没有分到时间", "审查 has no time at all")


class StepFields(Check):
    """A step needs a name and a time. Any text except a lone unit or a placeholder is a time (当场), and so
    is one in the name (受理（1日）).

    A step that does not count or is a special procedure, and the applicant's own 申请, may lack a time.
    """

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        name = item.get("name") or ""
        if means_empty(name):
            return [(("name",), {})]
        if _is_written(item.get("limit")) or _is_written(item.get("limit_note")) or numbers_of_days(name):
            return None
        excused = is_application(name) or not is_counted(item)
        return ABSENT if excused or is_special(name, special_names(record)) else [(("limit",), {})]


class StepSum(Check):
    """The counted steps together must not be longer (over), or not shorter (under), than the promise.

    Only times in the unit of the promise are added; unspecified days count as five working days in seven.
    `over` is certain even if other times are left out, such as a delivery after the promise; `under` is not
    judged then. Against a promise of 即办, `on_the_spot` working days count as the same day.
    """

    message_args = ("sum", "promise")
    against: Literal["over", "under"] = "over"
    on_the_spot: float = 1

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        promise = measure_of(record)
        counted = counted_times(value, record, promise) if promise else []
        if promise is None or not counted:
            return ABSENT
        times = [time for _, _, time in counted]
        total = round(sum(filter(None, times)), 6)
        if self.against == "over":
            plain = sum([calendar_days(step, time, promise) for _, step, time in counted if time is None])
            wrong = round(least(total, plain), 6) > (promise.value or self.on_the_spot)
        else:
            plain = 0.0
            wrong = (
                None not in times
                and 0 < total < promise.value
                and not any(map(may_count_in_part, value))
                and len(times) == len(timed(value, record))
            )
        return here(sum=_together(total, plain, promise), promise=promise.text) if wrong else None


class StepShare(Check):
    """How the promise is distributed over its counted steps.

    None takes more than `at_most` of it, 受理 at most `acceptance` days, and 审查 some time. Applies to
    promises from `promise_from` days with at least `steps_from` counted steps.

    A step longer than the whole promise is left to the check of the sum; steps with experts or tests are not
    counted. The time of a step stated from 受理 on includes other steps, and is not judged. {fault}: which of
    the three it is.
    """

    message_args = ("promise", "fault", "fault_en")
    at_most: float
    acceptance: int
    promise_from: int
    steps_from: int

    def mistakes(self) -> list[tuple[str, str]]:
        return share_mistakes(self.at_most, "at_most")

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        promise = measure_of(record)
        if promise is None or promise.value < self.promise_from or promise.unit in ("月", "年", "周"):
            return ABSENT
        steps = counted_times(value, record, promise)
        if len(steps) < self.steps_from:
            return ABSENT
        fine = self._always_fine(promise)
        if all([time is None or 0 < time <= fine for _, _, time in steps]):
            return None
        idle = _without_review(steps)
        faults = [
            (number, _NO_REVIEW if number == idle else self._too_long(step, time, promise))
            for number, step, time in steps
        ]
        return [
            (
                ("$", "steps", number, "limit"),
                {"promise": promise.text, "fault": fault[0], "fault_en": fault[1]},
            )
            for number, fault in faults
            if fault and not runs_from_acceptance(value[number])
        ] or None

    def _always_fine(self, promise: Measure) -> float:
        """The longest time that is no fault in any step."""
        most = promise.value * self.at_most
        return min(most, self.acceptance) if promise.unit == "工作日" else most

    def _too_long(self, step: Data, time: float | None, promise: Measure) -> tuple[str, str] | None:
        """What is wrong with the time of a step, in both languages."""
        if time is None or time > promise.value:
            return None
        if time > promise.value * self.at_most:
            most = f"{100 * self.at_most:g}%"
            return f"一个环节超过承诺时限的{most}", f"one step takes more than {most} of it"
        if time <= self.acceptance or promise.unit != "工作日":
            return None
        name = step.get("name") or ""
        if not is_stage(name, "受理") or is_stage(name, "审查"):
            return None
        most = f"{self.acceptance}"
        return f"受理超过{most}个工作日", f"受理 takes more than {most} working days"


@lru_cache(maxsize=1024)
def _is_written(time: str | None) -> bool:
    return time is not None and not means_empty(time) and _unit_alone.fullmatch(time) is None


def _together(total: float, plain: float, promise: Measure) -> str:
    """The sum of times in the unit of the promise and of those in plain days, in words."""
    if not plain:
        return promise.as_written(total)
    return f"{promise.as_written(total)}加{plain:g}天" if total else f"{plain:g}天"


def _without_review(steps: list[tuple[int, Data, float | None]]) -> int | None:
    """The first 审查 step where no review takes any time; None where one does or there is none."""
    reviews = [(number, time) for number, step, time in steps if is_stage(step.get("name") or "", "审查")]
    return reviews[0][0] if reviews and all(time == 0 for _, time in reviews) else None


_unit_alone = regex(r"\s*个?(?:工作日|自然日|小时|[天日])\s*")
