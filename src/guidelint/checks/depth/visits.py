"""How often one must come in person, and what follows from it."""

from __future__ import annotations

from typing import Any

from guidelint.checks.base import ABSENT, HERE, Check, CheckResult, here
from guidelint.checks.generic import text_of
from guidelint.lean.regex import regex
from guidelint.record import Data
from guidelint.values.depth import depth_level
from guidelint.values.numerals import half_width
from guidelint.values.visits import visit_count


class Visits(Check):
    """到办事现场次数 must be within bounds (0次, 两次, 最多跑一次), at most {bound}; without a number it is
    not judged.
    """

    message_args = ("bound",)
    min: int = 0
    max: int | None = None

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        count = visit_count(text_of(value))
        if count is None:
            return ABSENT
        if self.min <= count and (self.max is None or count <= self.max):
            return None
        return here(bound="" if self.max is None else str(self.max))


class VisitsAtDepth(Check):
    """At level four and at level three, at most these numbers of visits (a practice of provincial reviewers)."""

    message_args = ("depth", "allowed")
    level_four: int = 0
    level_three: int = 1

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        count, depth = visit_count(text_of(value)), text_of(record.get("online_depth"))
        most = {4: self.level_four, 3: self.level_three}.get(depth_level(depth) or 0)
        if count is None or most is None:
            return ABSENT
        return None if count <= most else here(depth=depth.strip(), allowed=str(most))


class ZeroVisitChannel(Check):
    """If no visit is needed (0 visits), it must be possible to apply remotely: online, by mail or at home."""

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        if visit_count(text_of(value)) != 0:
            return ABSENT
        channels = text_of(record.get("channels"))
        unknown = not record.get("online") and not channels
        return None if unknown or _remote(record, channels) else HERE


def _remote(record: Data, channels: str) -> bool:
    if any((record.get(flag) or "").strip() == "是" for flag in ("online", "mobile", "express")):
        return True
    if (depth_level(text_of(record.get("online_depth"))) or 0) >= 3:
        return True
    words = half_width(channels)
    return _remote_words.search(words) is not None or "免申" in f"{record.get('name')}{record.get('process')}"


_remote_words = regex(
    "(?i)快递|寄|邮政|ems|信[函件]|网上|网络|网办|互联网|在线|线上|电脑|移动|掌上|手机|app|微信|支付宝|小程序|"
    "上门|电话|代办|传真|免申|(?:无需|无须|不需要?|不用)申[请报]|主动"
)
