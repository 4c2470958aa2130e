"""Which steps of a row lie outside the promise, which runs from 受理 to the decision."""

from __future__ import annotations

from collections.abc import Sequence

from guidelint.checks.stages import is_stage
from guidelint.lean.regex import regex

_DELIVERY = 10
"""The working days in which a decision is handed over (行政许可法 art. 44)."""


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
