"""The stages of a decision (受理, 审查, 决定, 送达): whether a process tells of each, and which steps lie outside the
promise, which runs from 受理 to the decision.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from guidelint.checks.base import ABSENT, Check, CheckResult
from guidelint.lean.regex import regex
from guidelint.location import Path
from guidelint.record import Data, means_empty

STAGES: dict[str, tuple[str, ...]] = {
    "受理": ("受理", "收件", "接件", "收案", "立案"),
    "审查": (
        "审查", "审核", "核查", "勘验", "勘查", "勘察", "踏勘", "评审", "评议", "评估", "评定",
        "初审", "复审", "会审", "联审", "核实", "核验", "核对", "查验", "检查", "检验", "检测",
        "检疫", "鉴定", "调查", "考核", "考试", "审验", "审议", "论证",
    ),
    "决定": (
        "决定", "审批", "办结", "批准", "核准", "审定", "核定", "签批", "签发", "准予", "批复",
        "认定", "登簿", "登记", "审核确认",
    ),
    "送达": (
        "送达", "发证", "颁发", "颁证", "领取", "领证", "出证", "取证", "取件", "出件", "寄递", "制证", "发照",
        "核发", "通知", "发放", "拨付", "支付", "到账", "划入", "邮寄", "寄送", "推送", "送交", "出具", "制发", "转发",
    ),
}  # fmt: skip
"""The stages of 行政许可法 chapter 4, each with the words by which guides name it."""
_STAGES = {stage: regex("|".join(words)) for stage, words in STAGES.items()}
_CLOSING = "归档|存档|评价|回访|结束"
"""What a last step may be that comes after the service."""
_DELIVERY = 10
"""The working days in which a decision is handed over (行政许可法 art. 44)."""


@lru_cache(maxsize=4096)
def is_stage(name: str, stage: str) -> bool:
    """Whether the name of a step tells of a stage."""
    return _STAGES[stage].search(name) is not None


class CoreStages(Check):
    """Process and steps together must mention every stage; {absent} lists the missing ones.

    A step mentions a stage by its words, or by words in a certain position: 民主评议 between 受理 and the
    end, 打印 at the end. A text that only refers to a picture or an annex (见流程图) is not judged.
    """

    message_args = ("absent",)
    stages: tuple[str, ...]

    def mistakes(self) -> list[tuple[str, str]]:
        unknown = [stage for stage in self.stages if stage not in STAGES]
        return [("stages", f"no stage {stage!r}; known: {', '.join(STAGES)}") for stage in unknown]

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        steps = record.get("steps") or ()
        absent = set(self.stages)
        for step in steps:
            absent -= _stages_of(step.get("name"), step.get("content"))
            if not absent:
                return None
        process = stated(record.get("process"))
        absent -= {name for name in absent if _STAGES[name].search(process)}
        if not absent:
            return None
        absent -= _by_place([step.get("name") or "" for step in steps]) | _by_place(links(process))
        in_steps = any((step.get(part) or "").strip() for step in steps for part in ("name", "content"))
        if not (in_steps or process):
            return ABSENT
        path: Path = ("$", "steps" if in_steps else "process")
        return [(path, {"absent": "、".join(filter(absent.__contains__, self.stages))})] if absent else None


@lru_cache(maxsize=1024)
def links(process: str) -> tuple[str, ...]:
    """The steps of a process that is told as a chain (受理→审查→决定)."""
    return tuple([link.strip() for link in _arrow.split(process)])


def _by_place(names: Sequence[str]) -> frozenset[str]:
    """The stages of which the steps of a row tell by what they are and where they stand."""
    row = [name for name in names if name and not re.search(_CLOSING, name)]
    if len(row) < 3:
        return frozenset()
    told = {"送达"} if _handed_over.search(row[-1]) else set()
    if any(_taken_in.search(name) for name in row[:2]):
        told.add("受理")
    if any(_looked_at.search(_concluded.sub("", name)) for name in row[1:-1]):
        told.add("审查")
    if any(_agreed.search(name) for name in row[2:]) or _issued.search(row[-1]):
        told.add("决定")
    return frozenset(told)


@lru_cache(maxsize=4096)
def _stages_of(name: str | None, content: str | None) -> frozenset[str]:
    """The stages of which a step tells; the same steps stand in many guides."""
    words = f"{name} {content}"
    return frozenset(stage for stage in STAGES if _STAGES[stage].search(words))


def stated(process: Any) -> str:
    """The text of a process; empty where it is missing, a placeholder, or only points elsewhere."""
    if not isinstance(process, str) or means_empty(process):
        return ""
    return "" if _elsewhere.match(process.strip()) else process


def is_application(name: str) -> bool:
    """Whether the name of a step is that of the applicant's own, 申请."""
    return _application.fullmatch(name.strip()) is not None


def is_outside(names: Sequence[str], at: int, took: float) -> bool:
    """Whether a step of a row is the applicant's own before 受理, or comes after: hands over what was decided, within
    the days of the law, or puts it away."""
    name = names[at]
    if _puts_away.fullmatch(name):
        return True
    if is_application(name):
        return any(is_stage(later, "受理") for later in names[at + 1 :])
    if took > _DELIVERY or not _hands_over.fullmatch(name):
        return False
    return took == _DELIVERY or any(is_stage(before, "决定") for before in names[:at])


_arrow = regex("→|->|——*>?|⇒|➜|=>")
_taken_in = regex("接收|收取(?!费|.{0,4}费)|[接收]到?(?:材料|资料|申请)")
_looked_at = regex("[核审评]|查(?!询)|(?<!协)议")
_concluded = regex("|".join((*STAGES["决定"], *STAGES["送达"])))
_agreed = regex("确认|同意|签字|签章|盖章|缮证|研究|复核|许可(?![证申])|备案|[拟下出]文")
_issued = regex("出具.{0,8}(?:证明|结论|证书|意见|报告)")
"""The last step by which a certificate is at once decided and handed over."""
_handed_over = regex("告知|下发|下达|交付|反馈|打印|打证|公布|公告|制卡|落户")
_elsewhere = regex(
    r"(?:https?://\S+|[(（【]?(?:详?见|参见|请见|参照|如)[^，。；;→]{0,16}|"
    r"[^，。；;→]{0,12}流程(?:图(?:[详见附如在]{1,2}[^，。；;→]{0,8})?|[详请]?见[^，。；;→]{0,8})|"
    r"[\[【]图片?[\]】]|[^，。；;→\s]{1,60}\.(?i:jpe?g|png|gif|bmp|pdf|docx?|vsdx?))[)）】。：:]?$"
)
_application = regex(
    r"(?:[0-9]{1,2}[.、．])?(?:申请人|当事人|参保人)?(?:网上|窗口|提出|提交|线上)?申[请报](?:提交|材料)?|"
    "(?:申请人)?提交(?:申请)?材料"
)
_hands_over = regex(
    r"(?:[0-9]{1,2}[.、．])?(?:制作|送达|颁发|发放|领取|邮寄|[制颁发领取]证|结果|证[件照书]|文书|批文|[、和与及])++"
    r"(?:环节|阶段)?(?:[（(][^（()）]{1,16}[）)])?"
)
"""The names of such a step, with its number before and a note behind them: 5.送达环节（邮寄）."""
_puts_away = regex(
    r"(?:[0-9]{1,2}[.、．])?(?:材料|资料|文书|档案|案卷|立卷|整理|服务|满意度?|电话|事后)*(?:归档|存档|评价|回访)(?:环节)?"
)
