"""Checks that a limit agrees with what else the guide says: the kind of handling, and the limit's note."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from guidelint.checks.base import ABSENT, Check, CheckResult, here
from guidelint.checks.deadline.limit import limit_of, note_of
from guidelint.lean.regex import regex
from guidelint.record import Data
from guidelint.values.text.shortening import shortened
from guidelint.values.time.duration import Duration, days, numbers_of_days

_COMPARABLE = frozenset(("天", "工作日", ""))
"""Statutes write 二十日 where working days are meant; a note that quotes them agrees with 20个工作日."""

_ON_THE_SPOT = 1
"""Working days up to which a matter is still 即办."""


class LimitHandling(Check):
    """A 即办件 must promise at most `at_most` working days; a 承诺件 must not promise 即办 or 0.

    {found}: the promise; {handling}: the handling type.
    """

    message_args = ("found", "handling")
    at_most: float = 1

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        duration, handling = limit_of(value), record.get("handling_type")
        if duration is None or handling not in ("即办件", "承诺件"):
            return ABSENT
        wrong = duration.instant if handling == "承诺件" else _is_longer(duration, self.at_most)
        return here(found=shortened(value), handling=handling) if wrong else None


class LimitNote(Check):
    """The note of each limit that `fields` names must not give a different number of days than the limit.

    Only a note with one duration for the whole is compared: not a step, special procedure, extension or the
    applicant's time, and not the other limit; parts that add up to the limit agree with it. A limit of 0 is
    contradicted only by days in which the matter is completed. {found}: the limit's text; {noted}: the
    duration in its note.
    """

    message_args = ("found", "noted")
    fields: tuple[str, ...]

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        problems = []
        for name in self.fields:
            noted = _contradiction(item, name)
            if noted:
                problems.append(((name,), {"found": shortened(item[name]), "noted": noted}))
        return problems or None


def _is_longer(duration: Duration, most: float) -> bool:
    working = days(duration)
    if working is not None:
        return working > most
    return duration.value > (most if duration.unit in ("天", "自然日") else 0)


def _contradiction(item: Data, name: str) -> str | None:
    duration = limit_of(item.get(name))
    note = note_of(item, name)
    if duration is None or not (duration.value or (duration.instant and _settled.search(note))):
        return None
    noted_limits = _whole_limits(note, "法定" if name == "promised_limit" else "承诺")
    stated = noted_limits.pop() if len(noted_limits) == 1 else duration
    differs = _comparable(stated, duration) if duration.value else _is_longer(stated, _ON_THE_SPOT)
    if stated.value == duration.value or not differs or _adds_up(note, duration):
        return None
    return f"{stated.value:g}" + ("日" if stated.unit == "天" else f"个{stated.unit}")


def _comparable(one: Duration, other: Duration) -> bool:
    return one.unit == other.unit or {one.unit, other.unit} <= _COMPARABLE


def _adds_up(note: str, limit: Duration) -> bool:
    """Whether the times of a note are those of the parts of a limit: 受理1个工作日；审核3个工作日；办结1个工作日."""
    parts = [part.value for part in numbers_of_days(note) if _comparable(part, limit)]
    return len(parts) > 1 and round(sum(parts), 6) == limit.value


def _whole_limits(note: str, other: str) -> set[Duration]:
    parts = _clause_end.split(note)
    whole = (
        part
        for before, part in pairwise(("", *parts))
        if other not in part and not (_of_a_part.search(part) or _of_some.search(before))
    )
    return {duration for part in whole for duration in numbers_of_days(part)}


_settled = regex("[日天月][以之]?内(?:予以)?(?:办结|办理完|[作做]出)")
"""How long it takes until the matter is done: 5个工作日内办结, beside a limit of 0."""
_clause_end = regex(r"[，,；;。\s（）()：:]")
_of_some = regex("^(?!.*(?:齐全|符合)).*的$")
"""A clause that tells of some cases (事实清楚的); that what is handed in is complete is the case of all."""
_of_a_part = regex(
    "折[合算]|换算|相当于|不计|不含|不包[括含]|除外|另[行需加计]|其中|每|听证|招标|拍卖|检验|检测|检疫|鉴定|评审|评估|公示|公告|"
    "核查|核验|勘|踏|延[长期]|补正|补齐|整改|(?:受理|决定)[为需]?[0-9一二三四五六七八九十]|审[查核批]|送达|制证|发证|领取|缴费|特殊|特别|"
    "申请人(?:应|须|需|可)|内(?:提交|提供|递交|缴纳|补交)|"
    "原[为来]|压缩|缩[短减]|之前|有效|提前|复杂|加急|[满逾]"
)
"""What says that a number counts something else than the whole limit."""
