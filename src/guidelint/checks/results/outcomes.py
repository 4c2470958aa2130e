"""Checks what an applicant receives: the type of a result by its name, and how soon it is served."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from guidelint.checks.base import ABSENT, Check, CheckResult, Settings, Test, here
from guidelint.checks.generic import text_of
from guidelint.lean.regex import regex
from guidelint.record import Data, is_missing
from guidelint.values.time.duration import Duration, numbers_of_days

_CODES = {"10": "证照", "20": "批文"}
_BETWEEN = regex("[、，,；;/]|或者|或|和|及|与")
_MAY_END = "》”」）)"
"""How a name ends, beside blanks, that has something for `_TAIL` to take away."""
_TAIL = regex(r"(?:\s|[》”」]|[）)][^（()）]*[（(])*+")
"""What a name ends with that is none of its words, read from its end."""


class ResultType(Check):
    """The type of a result must be the one implied by how its name ends.

    `certificates` are 证照, `approvals` 批文; a name that ends in one of `neither` implies nothing, nor does
    one that combines both (许可证或者不予许可决定书). A remark in brackets at the end is ignored.
    """

    message_args = ("name", "expected")
    certificates: tuple[str, ...]
    approvals: tuple[str, ...]
    neither: tuple[str, ...] = ()

    def compile(self, settings: Settings) -> Test:
        expected_of = lru_cache(maxsize=1024)(self._expected)

        def test(value: Any, item: Data, record: Data) -> CheckResult:
            given, name = text_of(value).strip(), text_of(item.get("name"))
            expected = expected_of(name)
            if not expected or is_missing(given, "results.type"):
                return ABSENT
            if _CODES.get(given, given) == expected:
                return None
            return here(name=name.strip(), expected=expected)

        return test

    def _expected(self, name: str) -> str:
        """The result type that a name indicates; empty if it indicates none, or both."""
        kinds = {kind for part in _BETWEEN.split(_head(name)) if (kind := self._kind(part))}
        return kinds.pop() if len(kinds) == 1 else ""

    def _kind(self, name: str) -> str:
        name = _head(name)
        if name.endswith(self.neither):
            return ""
        if name.endswith(self.certificates):
            return "证照"
        return "批文" if name.endswith(self.approvals) else ""


def _head(name: str) -> str:
    """A name without the remarks in brackets and the marks at its end."""
    if not name or not (name[-1] in _MAY_END or name[-1].isspace()):
        return name
    tail = _TAIL.match(name[::-1])
    return name[: -tail.end() or None] if tail else name


class DeliveryLimit(Check):
    """A time limit for delivering the result must be at most this many working days after the decision.

    Only a number that refers to the delivery counts (15个工作日内送达, 送达时限：15个工作日), not one that
    starts at acceptance or includes the decision. Calendar days, and days of unspecified kind, count as five
    of seven, a week as 5 and a month as 20 working days.
    """

    message_args = ("found", "at_most")
    at_most: float = 10

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        text = "，".join(value) if isinstance(value, list) else text_of(value)
        for limit in _limits(text):
            if any(_working_days(duration) > self.at_most for duration in numbers_of_days(limit)):
                return here(found=limit, at_most=f"{self.at_most:g}")
        return None if text else ABSENT


_DAYS_OF_UNIT = {"小时": 1 / 8, "天": 5 / 7, "自然日": 5 / 7, "周": 5.0, "月": 20.0}


def _working_days(duration: Duration) -> float:
    return duration.value * _DAYS_OF_UNIT.get(duration.unit, 1.0)


def _limits(text: str) -> Iterator[str]:
    """The limits said of the serving, as written, save those that run from acceptance or bind the applicant."""
    for found in _serving.finditer(text):
        before = re.split("[。；;]", text[: found.start()])[-1]
        if "决定" not in before and re.search("受理|申请(?!人)|收件", before):
            continue
        if not _applicant_acts.search(re.split("[，,]", before)[-1]):
            yield found["before"] or found["after"] or found["alone"]


@regex
def _serving() -> str:
    """A limit before the verb (15个工作日内…送达), after the label (送达时限：…15个工作日), or from the decision on and
    nothing behind it (自作出决定之日起15个工作日内).

    Another act between the two takes the limit: 作出决定, 办结, or the applicant who has not come (未领取的),
    or the law (公告送达, 视为送达).
    The papers that are served are no acts: 决定书, 审批结果.
    """
    digits = "0-9０-９一二三四五六七八九十百两"
    number = f"(?<![{digits}])[{digits}]{{1,12}}"
    limit = f"{number}个?(?:工作日|工作天|自然日|日历日|小时|星期|周|月|天|日)"
    serving = "(?:送达|送交|寄送|寄出|寄达|邮寄|发放|颁发|发证)"
    paper = "书|结果|文件|证|意见|通知"
    act = f"[作做]出|办结|领取|自取|(?:决定|审[批核查]|受理)(?!{paper})|审(?![批核查])|[未没逾]|不(?!予|动产)|公告|视为"
    between = f"(?:(?!{act})[^。；;0-9０-９]){{0,20}}?"
    start = "(?:(?!受理|申请(?!人)|收[到件])[^。；;0-9０-９]){0,20}?"
    return (
        f"(?P<before>{limit})(?:以内|之内|内){between}{serving}|送达(?:时限|期限|时间){start}(?P<after>{limit})|"
        f"决定[^。；;，,0-9０-９]{{0,6}}?(?:之日起|[之以]?后)(?P<alone>{limit})(?:以内|之内|内)?(?=[。；;]|$)"
    )


_applicant_acts = regex("(?<![向给为知对将])(?:申请人|当事人|您)(?:应|须|需|可|请|在|于|自)")


class MailDelivery(Check):
    """The delivery methods and the flag `express` must agree on whether results are sent by mail."""

    message_args = ("express", "problem", "problem_en")

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        text, express = text_of(value), text_of(record.get("express")).strip()
        if is_missing(text) or express not in _MAIL_PROBLEMS:
            return ABSENT
        if _offers_mail(text) == (express == "是"):
            return None
        zh, en = _MAIL_PROBLEMS[express]
        return here(express=express, problem=zh, problem_en=en)


_MAIL_PROBLEMS = {
    "是": ("却没有邮寄", "do not name the mail"),
    "否": ("却有邮寄", "name the mail"),
}


def _offers_mail(text: str) -> bool:
    """Whether a clause names the mail and does not deny it."""
    clauses = _clause_end.split(text)
    return any(_mail.search(clause) and not _no_mail.search(clause) for clause in clauses)


_MAIL = "(?:邮[寄政递]|[快速寄]递|快件|寄[送达件出回发]|物流|顺丰|EMS|挂号)"
_mail = regex(_MAIL, re.IGNORECASE)


@regex
def _no_mail() -> str:
    """不支持邮寄, 未开通上门和邮寄, 邮寄：否; who cannot come (不便领取的邮寄) does not deny it."""
    offer = "(?:[不未](?:支持|提供|予|开通|接受|设)|没有|暂[无不]|谢绝|禁止)[^的可]{0,12}"
    other = "(?:不(?!动产|便)可?|未|无(?!偿|接触))[^的可领取到来跑]{0,6}"
    denied = f"{_MAIL}(?:送达|服务)?[:：]?\\s?(?:否|无|不支持|不提供)"
    return f"(?i)(?:{offer}|{other}){_MAIL}(?!费)|{denied}"


_clause_end = regex(r"[。；;，,（(）)\n]")
