"""Checks of times inside the procedure: those the limit leaves out, and the notice of what is lacking."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from guidelint.checks.base import ABSENT, Check, CheckResult, Screen, Settings, here
from guidelint.checks.process.stages import links
from guidelint.lean.regex import regex
from guidelint.record import Data, is_missing
from guidelint.values.numerals import half_width
from guidelint.values.time.duration import Duration, numbers_of_days

_WORKING_DAYS = {"周": 5, "月": 20}
"""Of a notice: 行政许可法 art. 32 says 五日, which art. 82 counts in working days; so is a day of any name."""


class SpecialProcedure(Check):
    """A value must be given if the process or a step includes a hearing, tender, auction, test or review.

    行政许可法 art. 45: their time is not part of the limit and must be stated. The subject of the matter
    itself (检疫 in 动物检疫合格证明核发), what precedes 受理 and what applicants have done themselves do not
    count. {words}: those found.
    """

    message_args = ("words",)

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        if any(_says_something(element) for element in value or ()):
            return None
        if not any(_special.search(text) for text in _texts(record)):
            return None
        found = [word for text in _told_of_procedure(record) for word in _held_in(text)]
        service = _service(record)
        words = [word for word in dict.fromkeys(found) if word not in service]
        return here(words="、".join(words)) if words else None


def _says_something(element: Data) -> bool:
    """Whether one of the special procedures is more than a row of dashes; 无 is an answer."""
    texts = filter(None, element.values())
    return not all(isinstance(text, str) and is_missing(text, "special_procedures.name") for text in texts)


class Correction(Check):
    """The applicant must be told everything that is lacking, once, within `at_most` days (行政许可法 art.
    32).

    Only the authority's time counts, not the applicant's time to supply it. {found}: the words that give the
    time; {bound}: the days.
    """

    message_args = ("found", "bound")
    at_most: float = 5

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        if not isinstance(value, str) or is_missing(value):
            return ABSENT
        for found, duration in _notices(half_width(value)):
            if duration.value * _WORKING_DAYS.get(duration.unit, 1) > self.at_most:
                return here(found=as_written(value, found), bound=f"{self.at_most:g}")
        return None

    def screen(self, settings: Settings) -> Screen | None:
        from guidelint.values.text.necessary import necessary_pairs

        pairs = [necessary_pairs(pattern.pattern) for pattern in (_time_first, _time_last)]
        known = [found for found in pairs if found is not None]
        return Screen(frozenset[int]().union(*known)) if len(known) == len(pairs) else None


def as_written(text: str, found: re.Match[str]) -> str:
    """What was found in the half-width form of a text, in the text's own characters if both have the same
    length.
    """
    return text[found.start() : found.end()] if len(text) == len(found.string) else found[0]


def _texts(record: Data) -> Iterator[str]:
    yield record.get("process") or ""
    for step in record.get("steps") or ():
        yield step.get("name") or ""
        yield step.get("content") or ""


def _told_of_procedure(record: Data) -> Iterator[str]:
    """The texts of the process and the steps from 受理 on."""
    yield from _from_acceptance(links(record.get("process") or ""))
    steps = record.get("steps") or ()
    begun = len(steps) - len(_from_acceptance([step.get("name") or "" for step in steps]))
    for step in steps[begun:]:
        yield step.get("name") or ""
        yield step.get("content") or ""


def _held_in(text: str) -> Iterator[str]:
    """The special procedures that a text mentions, without the applicant's own (自行委托检测,
    建设单位组织专家论证).
    """
    for found in _special.finditer(text):
        before, after = text[max(0, found.start() - 10) : found.start()], text[found.end() : found.end() + 12]
        theirs = _of_applicant_before.search(before) or _of_applicant_behind.match(after)
        if not theirs or not found[0].startswith(("检验", "检测", "鉴定", "专家", "技术")):
            yield found[0]


def _from_acceptance(names: Sequence[str]) -> Sequence[str]:
    """The steps from the one that mentions 受理 on; all steps if none does."""
    first = next((number for number, name in enumerate(names) if "受理" in name), 0)
    return names[first:]


def _service(record: Data) -> str:
    """The names of the matter and of its results."""
    results = [result.get("name") or "" for result in record.get("results") or ()]
    return "\n".join([record.get("name") or "", *results])


def _notices(plain: str) -> Iterator[tuple[re.Match[str], Duration]]:
    """The words and the time of every notice of what is lacking, in evened text."""
    for pattern in (_time_first, _time_last):
        for found in pattern.finditer(plain):
            durations = numbers_of_days(found["time"])
            if durations and (pattern is not _time_first or _is_of_lacking(plain, found)):
                yield found, durations[-1]


def _is_of_lacking(plain: str, found: re.Match[str]) -> bool:
    """Whether the time before a notice is the time of that notice, and the notice one of what is lacking.

    The time is that of another act where one is named at it (审核：10个工作日，…; 10个工作日内办结，…). A notice
    that names no object (10个工作日内一次性告知) must follow words of what is lacking, or nothing at all; one that is
    not told at once (10个工作日内告知申请人) must follow such words.
    """
    if _other_act.search(found["gap"]) or _act_before.search(
        plain, max(0, found.start() - 16), found.start()
    ):
        return False
    if found["bare"] and _other_object.search(found["gap"]):
        return False
    rest = _clause.match(plain, found.end())
    after = found["object"] or (rest[0] if rest else "")
    if _other_object.search(after):
        return False
    if found["bare"] is None or (found["bare"][0] == "一" and not plain[: found.start()].strip()):
        return True
    before = _clauses_before.search(plain, max(0, found.start() - 81), found.start())
    return any(_lacking.search(text) for text in (before[0] if before else "", after))


@regex
def _special() -> str:
    """Words for special procedures, only where they denote an act, not a right, a document, an authority or a
    place.
    """
    denied = "(?<!无需)(?<!不需要)(?<!不需)(?<!不用)(?<!不再)(?<!不组织)(?<!不进行)(?<!免)(?<!免于)"
    hearing = "听证(?!的?(?:权利?|告知|申请|公告))"
    tender = "招标(?!文件|公告|代理|方案|方式|范围|投标|核准|备案|后)|拍卖(?!公司|成交|行|后)"
    paper = (
        "(?!合格|报告|证|结果|机构|检测机构|单位|意见书?|书|标志|记录|所|站|中心|费|资质|人员|结论|标准|申报|对象|"
        "数据|设备|仪器|能力|方法|技术|室|线|周期|(?:、?(?:审核|审查|核对))?(?:有关|相关|申[请报])?[材资]料)"
    )
    board = "栏|牌|窗口|电话|信息|的|内容|系统|[^，。；;→]{0,6}(?:结果|名单)"
    notice = f"(?<!网站)(?<!窗口)(?<!结果)(?<!信息)公示(?!{board}|(?:行政)?(?:许可|审批)?决定)"
    thing = "(?!意见|报告|费|结论|通过|会?纪要|机构|单位|人员|[材资]料|书|表)"
    review = f"(?:专家组?(?:现场|会议|进行)?(?:评审|论证|评议|评估|审查|会审)|技术(?:评审|论证)){thing}"
    tests = f"(?:检验|检测|检疫|鉴定){paper}"
    return f"{denied}(?:{hearing}|{tender}|{review}|{tests}|{notice})"


@regex
def _of_applicant_before() -> str:
    acts = "(?:自行|委托|组织|负责|提供|提交|应当?|须|需)"
    return f"(?:(?<![对向给])(?:申请人|申请单位|建设单位|企业){acts}|自行)[^，。；;→、（(\n]{{0,6}}$"


_of_applicant_behind = regex("(?:检测|检验|鉴定)?[（(]由?(?:申请人|申请单位|建设单位|企业|自行)")
"""What says in brackets behind an act, or behind the next that is named with it, that applicants do it."""


@regex
def _time_first() -> str:
    """材料不齐的，10个工作日内一次性告知; 七日内书面告知申请人需要补正的内容."""
    gap = r"(?P<gap>[^。;!?→()\n0-9补提]{0,12}?)"
    time = (
        r"(?P<time>[0-9一二三四五六七八九十两]{1,4}\s?个?(?:工作[日天]|自然[日天]|[日天周月])(?:以?内|之内)?)"
    )
    return (
        rf"{time}{gap}(?:(?P<bare>一次性?(?:书面)?告知|告知(?:申请人)?(?=[,。;→\n]|$))|"
        r"(?:告知|通知)(?P<object>[^。;!?→\n]{0,16}?)(?:补正|补齐|补充)|"
        r"(?:反馈|退回)(?:申请人|材料|并|说明|意见|需要?){0,4}(?:补正|补齐|补充)|"
        r"(?:发出|送达|出具|下达)[《“]?(?:申请)?(?:材料)?补正)"
    )


@regex
def _time_last() -> str:
    """补正告知时限:10个工作日; 补正通知应在10个工作日内发出; not the days after such a notice has come."""
    time = r"(?P<time>[0-9一二三四五六七八九十两]{1,4}\s?个?(?:工作[日天]|自然[日天]|[日天周月]))"
    of_others = "补正|补齐|补交|提交|提供|办结|决定|审|受理"
    return (
        rf"(?<!收到)(?<!接到)(?<!按照)(?<!根据)(?:补正(?:告知|通知)|一次性?告知)(?:书|单|通知书)?(?:的?(?:时限|期限|时间))?"
        rf"[:为于是应当在 不超过]{{0,6}}{time}(?!内?[^。;!?→\n]{{0,6}}(?:{of_others}))"
    )


_other_act = regex(
    "办[结理]|决定|审[核查批]|核[查验准]|承诺|法定|受理|完成|作出|[一二三四五六七八九十]、|"
    ",[^,]*(?:不[齐全符]|缺)"
)
"""Another act of the authority, or a new condition, between a time and a notice."""
_act_before = regex(
    "(?:办[结理]|审[核查批]|核[查验准]|承诺|法定|决定)[件的]?(?:时限|期限|时间)?[:为是需 ]{0,3}$"
)
_clause = regex("[^,。;!?→\n]{0,16}")
_clauses_before = regex("(?:[^,。;!?→\n]{0,40},)?[^,。;!?→\n]{0,40}$")
"""The beginning of the clause that ends here, and the clause before it."""
_lacking = regex(
    "不(?:齐|全|完[整备善]|合格|规范|符合(?:法定|规定)?(?:的?形式|要求))|(?<!容)缺|补[正齐充]|有误|错误"
)
_other_object = regex("结果|理由|所需|制度|决定|结论|费用")
"""What else may be told at once: the outcome, its reasons, what to bring."""
