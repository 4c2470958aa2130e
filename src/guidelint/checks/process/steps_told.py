"""What a process says beyond its stages: words and not a picture, no step twice, times that can be kept."""

from __future__ import annotations

from collections.abc import Sequence
from operator import eq
from typing import Any

from guidelint.checks.base import ABSENT, HERE, Check, CheckResult, here
from guidelint.checks.process.stages import links, stated
from guidelint.checks.process.step_times import is_counted, is_special, measure_of, special_names, timed
from guidelint.lean.regex import regex
from guidelint.location import Path
from guidelint.record import Data, is_missing


class ToldInWords(Check):
    """The process must be described in words or steps, not only by a picture or a reference (见流程图)."""

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        if is_missing(record.get("process")) and not record.get("flowchart"):
            return ABSENT
        return None if record.get("steps") or stated(record.get("process")) else HERE


class RepeatedStep(Check):
    """No step may have the same name as the previous one, in the list or between arrows in the process.

    Two steps in the list may share a name if different people do them. {found} is the name; the path is the
    later step, or the process.
    """

    message_args = ("found",)

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        steps = record.get("steps") or ()
        names = [(step.get("name") or "").strip() for step in steps]
        seen: list[tuple[Path | None, dict[str, str]]] = []
        repeats = _repeats(names)
        for number in repeats:
            if not _by_others(steps[number - 1], steps[number]):
                seen.append((("steps", number, "name"), {"found": names[number]}))
        if not repeats:
            chain = links(record.get("process") or "")
            seen = [(("process",), {"found": chain[number]}) for number in _repeats(chain)[:1]]
        return seen or None


def _repeats(names: Sequence[str]) -> list[int]:
    if not any(map(eq, names, names[1:])):
        return []
    return [number for number in range(1, len(names)) if names[number] and names[number] == names[number - 1]]


def _by_others(one: Data, other: Data) -> bool:
    """Whether two steps tell of different people who do them."""
    roles = [(step.get("role") or "").strip() for step in (one, other)]
    return all(roles) and roles[0] != roles[1]


class TimedSteps(Check):
    """At most so many counted steps may take `days_each` working days or more."""

    message_args = ("count",)
    max: int
    days_each: int = 1

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        long = sum((in_days or 0) >= self.days_each for _, _, time, in_days in timed(value, record) if time)
        return here(count=str(long)) if long > self.max else None


class InspectionTime(Check):
    """If the process includes an on-site inspection, the promise must be at least this many working days.

    An inspection that does not count towards the promise, is negated, or follows the decision needs no time.
    {found} is the inspection.
    """

    message_args = ("found",)
    at_least: int

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        promise = measure_of(record)
        if promise is None or promise.unit != "工作日" or promise.value >= self.at_least:
            return ABSENT
        process_text = f"{record.get('process') or ''}\n{record.get('promised_limit_note') or ''}"
        steps = [step for _, step, _, _ in timed(record.get("steps"), record)]
        all_texts = "\n".join(
            [process_text, *[f"{step.get('name')} {step.get('content')}" for step in steps]]
        )
        special = special_names(record)
        for found in _inspection.finditer(all_texts):
            denied = _denied.search(all_texts, max(0, found.start() - 15), found.start())
            if not denied and not is_special(found[0], special):
                return here(found=found[0]) if is_counted({"content": process_text}) else None
        return None


@regex
def _inspection() -> str:
    later = "(?![^，。；;→\n]{0,4}(?:发证|决定|办结|许可)后)"
    papers = "原件|身份|证件|证明|材料|资料|户口|照片|齐全"  # looked at over the counter
    acts = "勘[验查察测]|查[勘看验]|踏勘|核[查验实]|检查|审查|调查|考察"
    at_counter = f"现场(?:查[看验]|核[查验实]|检查|审查)[^，。；;→\n]{{0,6}}(?:{papers})"
    return f"(?!{at_counter})(?:(?:现场|实地|上门|入户)(?:{acts})|勘验|踏勘){later}"


_denied = regex(
    "(?:无需|无须|不[需须用再]|免|取消|事后|后续|发证后|事中)[^，。；;→\n]{0,4}$|(?:申请|受理)前[^，。；;→\n]{0,12}$|窗口$"
)
"""What says before an inspection that there is none, or none between application and decision."""
