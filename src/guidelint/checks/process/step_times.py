"""How long the steps of a process take, measured against the promise, and which of them count."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from guidelint.checks.process.stages import is_outside
from guidelint.lean.regex import regex
from guidelint.lean.tuples import NamedTuple
from guidelint.record import Data, is_missing
from guidelint.values.time.duration import (
    SPOKEN,
    WORKING_HOURS,
    Duration,
    Unit,
    days,
    numbers_of_days,
    parse_duration,
    same_unit,
)

_WORDS = ("name", "limit", "limit_note", "content")
"""Where a step may say that it does not count."""
_WORKING = 5 / 7
"""What a calendar day is of a working one, on the whole."""


class Measure(NamedTuple):
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

    def as_written(self, value: float) -> str:
        """A number with the unit as people write it; a part of a day that was told in minutes is told in hours."""
        if self.unit == "工作日" and value < 1 and round(value, 1) != round(value, 3):
            return f"{round(value * WORKING_HOURS, 2):g}小时"
        return f"{round(value, 3):g}{SPOKEN.get(self.unit, self.unit)}"


def measure_of(record: Data) -> Measure | None:
    """The promise to measure by; None where it gives no number."""
    return _yardstick(record.get("promised_limit") or "")


@lru_cache(maxsize=1024)
def _yardstick(text: str) -> Measure | None:
    promise = None if is_missing(text) else parse_duration(text)
    if promise is None or not (promise.instant or promise.value):
        return None
    in_days = days(promise)
    if in_days is not None:
        return Measure(in_days, "工作日", text.strip())
    return Measure(promise.value, promise.unit, text.strip())


Times = list[tuple[int, Data, float | None]]
"""Number, step and time of some steps."""


def counted_times(steps: Any, record: Data, promise: Measure) -> Times:
    """Number, step and time of every step that counts; None where time and promise cannot be compared.

    A time from 受理 on (自受理之日起15个工作日内) holds the steps before it: what it adds to them is the step's.
    Where all is more than the promise, what lies before 受理 and after the decision is left out.
    """
    special = special_names(record)
    held = _held.get(id(steps))
    if held is not None and held[:3] == (steps, special, promise):
        return held[3]
    times = _times(steps, special, promise)
    if len(_held) >= _MOST_HELD:
        _held.clear()
    _held[id(steps)] = (steps, special, promise, times)
    return times


_held: dict[int, tuple[Any, list[str], Measure, Times]] = {}
"""The steps asked about last, of which several rules ask one after the other, with what their times are."""
_MOST_HELD = 256


def _times(steps: Any, special: list[str], promise: Measure) -> Times:
    in_days = promise.unit == "工作日"
    found: Times = []
    done = 0.0
    for number, step, read in _counted(steps, special):
        value = read.in_days if in_days else read.time and promise.measure(read.time)
        if value and read.from_acceptance:
            value = max(0.0, round(value - done, 6))
        done += least(value, calendar_days(step, value, promise))
        found.append((number, step, value))
    if done <= promise.value:
        return found
    names = [step.get("name") or "" for _, step, _ in found]
    took = [least(value, calendar_days(step, value, promise)) for _, step, value in found]
    return [time for at, time in enumerate(found) if not is_outside(names, at, took[at])]


def calendar_days(step: Data, value: float | None, promise: Measure) -> float:
    """The days of a counted step that is told in plain days (6日), against a promise in working ones."""
    read = _read(step) if value is None and promise.unit == "工作日" else None
    if read is None or read.time is None or read.from_acceptance:
        return 0.0
    return read.time.value if read.time.unit in ("天", "自然日") else 0.0


def least(working: float | None, calendar: float) -> float:
    """How many working days there are at least in such and in plain ones, whichever the latter are."""
    return (working or 0.0) + calendar * _WORKING


def timed(steps: Any, record: Data) -> list[tuple[int, Data, Duration | None, float | None]]:
    """Number, step, written time and working days, if it is in such, of every step that counts."""
    counted = _counted(steps, special_names(record))
    return [(number, step, read.time, read.in_days) for number, step, read in counted]


def _counted(steps: Any, special: list[str]) -> list[tuple[int, Data, _Read]]:
    """Number, step and what its words say of every step that counts, by the names of special procedures."""
    found = []
    number = -1
    for step in steps or ():
        number += 1
        read = _read(step)
        if read.counts and not (special and is_special(step.get("name") or "", special)):
            found.append((number, step, read))
    return found


def special_names(record: Data) -> list[str]:
    """The names of the special procedures of a record, whose time the limit leaves out."""
    elements = record.get("special_procedures")
    if not elements:
        return []
    return _parts_of_names(tuple([element.get("name") or "" for element in elements]))


@lru_cache(maxsize=4096)
def _parts_of_names(names: tuple[str, ...]) -> list[str]:
    plain = [_way.sub("", name) for name in names]
    return [part for name in plain for part in _between_names.split(name) if len(part) > 1]


def is_special(name: str, special: list[str]) -> bool:
    """Whether a step or an act is one of the special procedures of these names."""
    plain = _way.sub("", name) if special else ""
    return any(part in plain for part in special)


class _Read(NamedTuple):
    """What a step's words say: whether it counts, its time, that in working days, whether it runs from 受理 on."""

    counts: bool
    time: Duration | None
    in_days: float | None
    from_acceptance: bool


def _read(step: Data) -> _Read:
    get = step.get
    return _counted_time(get("counted"), get("name"), get("limit"), get("limit_note"), get("content"))


@lru_cache(maxsize=4096)
def _counted_time(
    counted: str | None, name: str | None, limit: str | None, note: str | None, content: str | None
) -> _Read:
    """The same steps stand in many guides."""
    step = {"counted": counted, "name": name, "limit": limit, "limit_note": note, "content": content}
    time = step_time(step)
    from_acceptance = any(_from_acceptance.search(text) for text in _of_its_time(step))
    return _Read(is_counted(step), time, None if time is None else days(time), from_acceptance)


def step_time(step: Data) -> Duration | None:
    """The time of a step: its limit, the note of it, or a time within its name."""
    for text in (step.get("limit") or "", step.get("limit_note") or ""):
        if not is_missing(text):
            return parse_duration(text)
    return next(iter(numbers_of_days(step.get("name") or "")), None)


def runs_from_acceptance(step: Data) -> bool:
    """Whether the time of a step is one from the acceptance on, which holds the steps before it."""
    return _read(step).from_acceptance


def _of_its_time(step: Data) -> list[str]:
    """What is said of the time of a step: its limit and note, and a content that gives the same time."""
    time_texts = [text for name in ("limit", "limit_note") if (text := step.get(name))]
    content = step.get("content")
    if content and "之日起" in content:
        time = step_time(step)
        time_texts += [content] if time in numbers_of_days(content) else []
    return [text for text in time_texts if "之日起" in text]


def is_counted(step: Data) -> bool:
    """Whether a step counts towards the promise: not by 否, not by its words, not 听证, 检测 and the like.

    By law (行政许可法 art. 45) the limit leaves out hearings, tenders, auctions, inspections, tests,
    quarantine, appraisals and reviews by experts. Steps that run beside others count with those, and a time from
    the decision on (自作出决定之日起10日内送达) is one after the limit. What turns off the way (补正, 不予受理) and a
    row of totals (合计) are no steps on it.
    """
    if (step.get("counted") or "").strip() == "否":
        return False
    name = step.get("name") or ""
    if _left_out_by_law.search(name) or _off_the_way.match(name):
        return False
    if any(_from_decision.search(text) for text in _of_its_time(step)):
        return False
    words = [text for name in _WORDS if (text := step.get(name))]
    if not any(character in text for text in words for character in ("不", "并", "同", "另", "除外")):
        return True  # everything that is looked for has one of these
    whole = "\n".join(words)
    excepted = _excepted.search(whole)
    left_out = _not_counted.search(whole) or _beside.search(whole)
    return left_out is None and not (excepted and excepted[1] in (step.get("name") or ""))


def may_count_in_part(step: Data) -> bool:
    """Whether a step that does not count may yet take a part of the time.

    Only its content leaves out a time, which may be that of a part (听证时间不计入), or it tells of what runs beside
    other steps, or of its own parts that run at once (并联审查质量、安全监督手续), or it turns off the way.
    """
    if is_counted(step):
        return False
    if _off_the_way.match(step.get("name") or ""):
        return True
    beside = any(_beside.search(text) for name in _WORDS if (text := step.get(name)))
    return beside or is_counted({**step, "content": None})


_left_out_by_law = regex("听证|招标|拍卖|检验|检测|检疫|鉴定|专家")


@regex
def _not_counted() -> str:
    left_out = "不(?:计入|计算在|包含在|包括在|含在|纳入|列入|算入|算在|占用?)"
    return (
        f"{left_out}[^，。；;\n]{{0,14}}(?:时限|时间|期限|承诺)|不计(?:入|时)?(?:$|[，。；;）)\n])|"
        "不属于[^，。；;\n]{0,10}(?:承诺|时限|时间)|另行?计算?(?:$|[，。；;）)\n])"
    )


_beside = regex(
    "并联|并行|同步(?:办理|进行|审|开展)|同时进行|与[^，。；;（）()\n]{1,16}同步(?:$|[，。；;）)\n])"
)
_off_the_way = regex(
    r"(?:[0-9]{1,2}[.、．])?\s*(?:(?:一次性?|告知|通知|退回|材料|申请人|需要?){0,3}补[正齐](?!后|完)|"
    r"不(?:予|准予?)|退[件回]|[合总小共]计)"
)
_excepted = regex("([\u4e00-\u9fff]{2})(?:期间?|时间|时长|环节)除外")
"""公示期除外: does not count in a step 公示."""
_from_acceptance = regex("(?:受理|(?:收到|提出|提交)(?:许可|行政许可)?申请)[^，。；;\n]{0,8}之日起")
_from_decision = regex("(?:决定|批准|审批|核准|办结)[^，。；;\n]{0,6}之日起")
_way = regex("[（(][^（）()]*[）)]|现场|实地|组织|开展|进行|依法")
_between_names = regex("[、，,；;/和及与]")
