"""How far a matter can be done on line, and whether the rest of the guide agrees."""

from __future__ import annotations

from typing import Any

from guidelint.checks.base import ABSENT, HERE, Check, CheckResult, here
from guidelint.checks.generic import text_of
from guidelint.lean.regex import regex
from guidelint.location import Path
from guidelint.record import Data, is_missing
from guidelint.values.depth import depth_level
from guidelint.values.numerals import half_width


class Depth(Check):
    """网上办理深度 must name a level; with bounds, a level that could be parsed must be within them.

    Without bounds, unparseable text is the problem; with bounds, it is not judged.
    """

    min: int | None = None
    max: int | None = None

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        if is_missing(value):
            return ABSENT
        level = depth_level(text_of(value))
        if level is None:
            return HERE if self.min is None and self.max is None else ABSENT
        return None if (self.min or 1) <= level <= (self.max or 4) else HERE


class OnlineAtDepth(Check):
    """是否网办 must agree with the depth: 是 from one level upwards, 否 up to another.

    Between the two bounds either value is accepted.
    """

    message_args = ("depth",)
    yes_from: int = 2
    no_up_to: int = 2

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        answer, depth = text_of(value).strip(), text_of(record.get("online_depth"))
        level = depth_level(depth)
        if level is None or answer not in ("是", "否"):
            return ABSENT
        agrees = level >= self.yes_from if answer == "是" else level <= self.no_up_to
        return None if agrees else here(depth=depth.strip())


class CounterOnly(Check):
    """The process must not require a counter: papers are handed in there (到窗口提交, 现场递交,
    到派出所办理), and neither the process nor the steps mention another way.

    {found} is the phrase; the path is the process, or the name or content of the first step that contains it.
    """

    message_args = ("found",)

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        texts = _process_texts(record)
        whole = half_width("\n".join([text for _, text in texts]))
        if not whole:
            return ABSENT
        if not _counter_word.search(whole) or _online_way.search(whole):
            return None
        for path, text in texts:
            found = _at_counter.search(half_width(text))
            if found:
                return [(path, {"found": found["there"]})]
        return None


def _process_texts(record: Data) -> list[tuple[Path, str]]:
    texts: list[tuple[Path, str]] = [(("process",), record.get("process") or "")]
    for number, step in enumerate(record.get("steps") or ()):
        texts += [(("steps", number, name), step.get(name) or "") for name in ("name", "content")]
    return [(path, text) for path, text in texts if text]


@regex
def _online_way() -> str:
    idle = "(?!预约|查询|公示|公告|公开|下载|取号|咨询)"
    return (
        f"(?:网上|线上|在线|互联网|网站){idle}|网办|政务服务网|平台|[aA][pP][pP]|小程序|公众号|电子邮[件箱]|邮寄(?:申请|提交|材料|到|至)|或邮寄|登录|"
        "一网通|网厅|掌上|手机|或者?(?:可以?|直接)?(?:[到至赴]|前往)|[也亦]可以?(?:[到至赴在]|前往|通过)"
    )


_counter_word = regex("窗口|大厅|现场|到场|线下|中心|原件|当面|柜台|机构|派出所|局|站")
"""One of these stands in everything that `_at_counter` finds."""


@regex
def _at_counter() -> str:
    """Papers are moved from office to office too: 报送至, 转到 and 推送至 lead nobody to a counter."""
    clause = "[^,;。→、\\s]"
    hall, office = "窗口|大厅|现场|中心", "柜台|机构|派出所|局|服务站"
    go = "(?:(?<![报送转交移派发推回传递])[到至]|前往|赴)"
    papers = f"(?:纸质|书面|申请|证明|相关)?(?:材料|资料|原件|申请书?|表格)|{clause}{{0,4}}原件"
    there = (
        f"(?:到|至|前往|赴){clause}{{0,12}}(?:{hall}){clause}{{0,6}}(?:提交|递交|提出|申请|交件)|"
        f"{go}{clause}{{0,12}}(?:{office}){clause}{{0,4}}(?:[提递]交(?:{papers})|申请办理)|"
        f"{go}{clause}{{0,12}}(?:窗口|大厅|服务中心|{office}){clause}{{0,6}}办理(?=[,;。→、\\s]|$|手续|业务|登记|申请)|"
        f"(?<![转移])交[至到]{clause}{{0,8}}(?:窗口|大厅|柜台)|(?:现场|当面|窗口|线下)(?:[提递]交|申[请报](?![人表书]))|到场(?:办理|[提递]交|申请)|"
        f"携带{clause}{{0,8}}原件(?:{clause}{{0,4}}(?:窗口|大厅|现场))?(?!{clause}{{0,10}}[领取])"
    )
    return f"(?:^|[,;。→、\\s])(?:(?!无需|不需|无须|不须|不用|不必|免){clause}){{0,40}}?(?P<there>{there})"
