"""Checks of one time limit by itself: that it is stated, says which days it counts, and is definite."""

from __future__ import annotations

from typing import Any, Literal

from guidelint.assess.tally import is_excused
from guidelint.checks.base import ABSENT, HERE, Check, CheckResult, Settings, Test, here
from guidelint.checks.process.step_times import is_counted
from guidelint.lean.regex import regex
from guidelint.record import Data, is_missing
from guidelint.values.numerals import half_width, plain_dashes
from guidelint.values.text.shortening import shortened
from guidelint.values.time.duration import Duration, absent_limit, numbers_of_days, parse_duration
from guidelint.vocabulary import PLACEHOLDERS

Demand = Literal["stated", "explained", "unit", "definite"]
_CLEAR_DAYS = ("工作日", "自然日")


class Limit(Check):
    """One requirement on a time limit, or on each limit that `fields` names.

    stated: a limit is given; a placeholder, a lone dash with a unit or 无承诺时限 is none. explained: as
    stated, and 无 or 0 has a note or a reason (`limit_exemption`). unit: the unit, or the note, says which
    days are meant. definite: no 约, 左右, 尽快 … outside an explanation in brackets; and, for the record and
    the steps that count, words that give a time (not 以实际办理时间为准, 按批次办理). {found}: the limit's
    text; {fault}: the vague word, or that the text gives no time or is a date.
    """

    message_args = ("found", "fault", "fault_en")
    demand: Demand
    fields: tuple[str, ...] = ()

    def compile(self, settings: Settings) -> Test:
        if self.demand == "definite":
            return _definite
        judge = {"stated": _stated, "explained": _explained, "unit": _unit}[self.demand]
        if not self.fields:
            return lambda value, item, record: judge(value, "", record)

        def each(value: Any, item: Data, record: Data) -> CheckResult:
            seen = [(name, judge(item.get(name), name, item)) for name in self.fields]
            return [((name,), args) for name, problems in seen for _, args in problems or ()] or None

        return each


def limit_of(value: Any) -> Duration | None:
    """The duration given by a limit; None if it is missing or no duration."""
    return parse_duration(value) if isinstance(value, str) and not is_missing(value) else None


def note_of(item: Data, name: str) -> str:
    """The note on a limit, empty if there is none."""
    note = item.get(f"{name}_note")
    return note if isinstance(note, str) else ""


def _is_stated(value: Any) -> bool:
    if not isinstance(value, str) or is_missing(value):
        return False
    plain = plain_dashes(half_width(value)).strip()
    return plain.casefold() not in PLACEHOLDERS and not _nothing.fullmatch(plain)


def _stated(value: Any, name: str, item: Data) -> CheckResult:
    return None if _is_stated(value) and not _is_denied(value) else HERE


def _is_denied(limit: str) -> bool:
    """Whether a text says in words that there is no limit (没有, 无承诺时限); 0 is one, and so is any number."""
    if not absent_limit(limit):
        return False
    duration = parse_duration(limit)
    return not (duration and duration.instant) and not any(given.value for given in numbers_of_days(limit))


def _explained(value: Any, name: str, item: Data) -> CheckResult:
    notes = (note_of(item, name), item.get("limit_exemption") if is_excused(item) else None)
    reasons = [reason for reason in notes if isinstance(reason, str) and not is_missing(reason)]
    if _is_stated(value):
        duration = parse_duration(value)
        zero = absent_limit(value) and duration is not None and duration.instant
        return HERE if (zero or value.strip().rstrip("。") == "没有") and not reasons else None
    if isinstance(value, str) and value.strip().rstrip("。") == "无":
        return None if reasons else HERE
    return None if any(map(absent_limit, reasons)) else HERE


def _unit(value: Any, name: str, item: Data) -> CheckResult:
    duration = limit_of(value)
    if duration is None or duration.instant or not duration.value:
        return ABSENT
    if duration.unit not in ("", "天"):
        return None
    noted = numbers_of_days(note_of(item, name))
    gives_days = any(given.value == duration.value and given.unit in _CLEAR_DAYS for given in noted)
    return None if gives_days else here(found=shortened(value))


def _definite(value: Any, item: Data, record: Data) -> CheckResult:
    if not isinstance(value, str) or absent_limit(value):
        return ABSENT
    plain = _explanation.sub("", value)
    duration = parse_duration(plain)
    word = duration.vague if duration else None
    if word:
        return here(found=shortened(value), fault=f"用了模糊的词“{word}”", fault_en=f"is vague: {word}")
    if duration is None and _date.fullmatch(plain.strip()):
        return here(found=shortened(value), fault="是日期，不是时限", fault_en="is a date")
    if duration is None and _tells_no_time(plain) and (item is record or _is_bound(item, record)):
        return here(found=shortened(value), fault="看不出要多长时间", fault_en="tells no time")
    return None


def _tells_no_time(text: str) -> bool:
    """Whether the words of a limit are neither a time nor a placeholder, and point to no time elsewhere."""
    return _is_stated(text) and not _time.search(half_width(text))


def _is_bound(step: Data, record: Data) -> bool:
    """Whether a step's time is the authority's and counts; that of a special procedure may depend on others."""
    if step in (record.get("special_procedures") or ()) or not is_counted(step):
        return False
    return not _of_applicant.search(step.get("name") or "")


_nothing = regex(r"(?:-\s?1?)?\s?个?(?:工作日|自然日|小时|[天日周月年])?")
_date = regex(r"(?:[0-9]{4}[-/.年])?[0-9]{1,2}[-/.月][0-9]{1,2}日?(?: 0{1,2}:00(?::00)?)?")
_explanation = regex(r"[（(][^（）()]{5,}[）)]")


@regex
def _time() -> str:
    """Numbers, dates and events, at once, at any time, at the applicant's choice; that there is none; or
    references elsewhere.
    """
    dates = (
        "[0-9〇]|[一二两三四五六七八九十](?:[日天周月年季个]|刻钟)|[当次每隔下翌本按同][日天周月年季]|"
        "[次下翌]个?工作日|[上下]午|季度|[月季年期][底末初]"
    )
    events = "学期|[寒暑]假|期间|期满|[兵收考]季|年度|前(?:办|完|$)"
    at_once = "即|秒|自[动助]|随[到来时报送申]|当[场面堂]|立[刻等马]|马上|现场|实时|同步|同时|全[年天日]|常年|长期|终年"
    none = "[无未免]|没有|不[计限含算设占适涉需用]|暂"
    chosen = "自行(?:安排|决定|选择|确定)|预约"
    elsewhere = "法定|承诺|《|[详参请]见|^[(]?见|参照|同上|上述|如上|一致|相同|并入|[同随]受理|另行?计|公告"
    return f"{dates}|{events}|{at_once}|{chosen}|{none}|{elsewhere}"


_of_applicant = regex("申请|申报|提交|报名|咨询|补正|缴|领")
