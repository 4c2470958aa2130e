"""How long the steps of a process take, measured against the promise, and which of them count."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from guidelint.record import Data, is_missing
from guidelint.tuples import NamedTuple
from guidelint.values.duration import Duration, Unit, days, numbers_of_days, parse_duration, same_unit

_WORDS = ("name", "limit", "limit_note", "content")
"""Where a step may say that it does not count."""
_SPOKEN = {"工作日": "个工作日", "自然日": "个自然日", "月": "个月", "": "个工作日"}


class Yardstick(NamedTuple):
    """The promise as a number and the unit in which steps are measured against it."""

    value: float
    unit: Unit
    text: str

    def measure(self, duration: Duration) -> float | None:
        """A duration in this unit; None where the two cannot be compared."""
        if duration.instant:
            return 0.0
        if self.unit == "工作日":
            return days(duration)
        return duration.value if duration.value and same_unit(duration.unit, self.unit) else None

    def spoken(self, value: float) -> str:
        """A number with the unit as people write it."""
        return f"{round(value, 3):g}{_SPOKEN.get(self.unit, self.unit)}"


def yardstick(record: Data) -> Yardstick | None:
    """The promise to measure by; None where it gives no number."""
    return _yardstick(record.get("promised_limit") or "")


@lru_cache(maxsize=1024)
def _yardstick(text: str) -> Yardstick | None:
    promise = None if is_missing(text) else parse_duration(text)
    if promise is None or not (promise.instant or promise.value):
        return None
    in_days = days(promise)
    if in_days is not None:
        return Yardstick(in_days, "工作日", text.strip())
    return Yardstick(promise.value, promise.unit, text.strip())


def counted_times(steps: Any, promise: Yardstick) -> list[tuple[int, Data, float | None]]:
    """Number, step and time of every step that counts; None where time and promise cannot be compared."""
    if promise.unit == "工作日":
        return [(number, step, in_days) for number, step, _, in_days in timed(steps)]
    measure = promise.measure
    return [(number, step, time and measure(time)) for number, step, time, _ in timed(steps)]


def timed(steps: Any) -> list[tuple[int, Data, Duration | None, float | None]]:
    """Number, step, written time and working days, if it is in such, of every step that counts."""
    found = []
    number = -1
    for step in steps or ():
        number += 1
        get = step.get
        counts, time, in_days = _counted_time(
            get("counted"), get("name"), get("limit"), get("limit_note"), get("content")
        )
        if counts:
            found.append((number, step, time, in_days))
    return found


@lru_cache(maxsize=4096)
def _counted_time(
    counted: str | None, name: str | None, limit: str | None, note: str | None, content: str | None
) -> tuple[bool, Duration | None, float | None]:
    """Whether a step of these words counts, and its time; the same steps stand in many guides."""
    step = {"counted": counted, "name": name, "limit": limit, "limit_note": note, "content": content}
    time = step_time(step)
    return is_counted(step), time, None if time is None else days(time)


def step_time(step: Data) -> Duration | None:
    """The time of a step: its limit, the note of it, or a time within its name."""
    for text in (step.get("limit") or "", step.get("limit_note") or ""):
        if not is_missing(text):
            return parse_duration(text)
    return next(iter(numbers_of_days(step.get("name") or "")), None)


def is_counted(step: Data) -> bool:
    """Whether a step counts towards the promise: not by 否, not by its words, not 听证, 检测 and the like.

    By law (行政许可法 art. 45) the limit leaves out hearings, tenders, auctions, inspections, tests,
    quarantine, appraisals and reviews by experts. Steps that run beside others count with those.
    """
    if (step.get("counted") or "").strip() == "否":
        return False
    if _left_out_by_law().search(step.get("name") or ""):
        return False
    words = [text for name in _WORDS if (text := step.get(name))]
    if not any("不" in text or "并" in text or "同" in text for text in words):
        return True  # everything that is looked for begins so
    return _not_counted().search("\n".join(words)) is None


@cache
def _left_out_by_law() -> re.Pattern[str]:
    return re.compile("听证|招标|拍卖|检验|检测|检疫|鉴定|专家")


@cache
def _not_counted() -> re.Pattern[str]:
    left_out = "不(?:计入|计算在|包含在|包括在|含在|纳入|列入|算入|算在|占用?)"
    return re.compile(
        f"{left_out}[^，。；;\n]{{0,14}}(?:时限|时间|期限|承诺)|不计(?:入|时)?(?:$|[，。；;）)\n])|"
        "不属于[^，。；;\n]{0,10}(?:承诺|时限|时间)|并联|同步(?:办理|进行|审|开展)|同时进行"
    )
