"""Checks of what a guide says of remedies: who hears a review, and within which time one may apply or sue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal

from guidelint.checks.base import ABSENT, Check, CheckResult, Settings, Test, here
from guidelint.checks.deadline.procedure import as_written
from guidelint.lean.regex import regex
from guidelint.record import Data, is_missing
from guidelint.values.law.citations import find_citations
from guidelint.values.numerals import half_width
from guidelint.values.time.duration import Duration, numbers_of_days

REVIEW_LAW_SINCE = "2024-01-01"
"""From this day the county government alone hears reviews of its bureaus' acts (行政复议法 2023, art. 24)."""
_GENERAL_LAWS = frozenset(("行政复议法", "行政诉讼法", "行政许可法", "行政复议法实施条例"))
_TERMS = {
    "review": ((60, "天"), (60, "自然日")),
    "suit": ((6, "月"),),
    "after_review": ((15, "天"), (15, "自然日"), (6, "月")),
}
"""行政复议法 art. 20; 行政诉讼法 art. 45 and 46."""


class Remedy(Check):
    """What a text about remedies says of review and suit must follow the two general laws.

    body: no review by the next higher authority, except for vertically led authorities (customs, tax,
    finance, state security …) and 司法行政. term: 60 days to apply for review, six months to sue, fifteen
    days after a decision on review; not judged next to a special law or words of another procedure. {found}:
    the wrong words.
    """

    message_args = ("found",)
    demand: Literal["body", "term"]

    def compile(self, settings: Settings) -> Test:
        in_force = settings.as_of >= REVIEW_LAW_SINCE
        find = _wrong_term if self.demand == "term" else _wrong_body

        def test(value: Any, item: Data, record: Data) -> CheckResult:
            if not isinstance(value, str) or is_missing(value) or not in_force:
                return ABSENT
            found = find(half_width(value), record)
            return here(found=as_written(value, found)) if found else None

        return test


def _wrong_body(plain: str, record: Data) -> re.Match[str] | None:
    patterns = (_higher_authority, _named_department, _labelled_department)
    found = next(filter(None, (pattern.search(plain) for pattern in patterns)), None)
    if found is None or _led_from_above.search(f"{record.get('authority') or ''}{found[0]}"):
        return None
    return None if _exception.search(_sentence(plain, found)) else found


def _wrong_term(plain: str, record: Data) -> re.Match[str] | None:
    for found, kind, duration in _terms(plain):
        sentence = _sentence(plain, found)
        special = any(cited.short not in _GENERAL_LAWS for cited in find_citations(sentence))
        right = (duration.value, duration.unit) in _TERMS[kind]
        if not (right or special or _other_procedure.search(sentence)):
            return found
    return None


def _terms(plain: str) -> Iterator[tuple[re.Match[str], str, Duration]]:
    """The words of each term, what it is a term of, and the term: before the act, or after its label."""
    for pattern in (_term_first, _term_last):
        for found in pattern.finditer(plain):
            durations = numbers_of_days(found["time"])
            if durations:
                yield found, _kind(plain, found), durations[0]


def _kind(plain: str, found: re.Match[str]) -> str:
    if "复议" in found["act"]:
        return "review"
    review_term = _after_review.search(plain, _start_of_sentence(plain, found), found.end())
    return "after_review" if review_term else "suit"


def _sentence(plain: str, found: re.Match[str]) -> str:
    """The sentence around what was found; a semicolon ends it too."""
    stop = min((at for at in (plain.find(end, found.end()) for end in _ENDS) if at >= 0), default=len(plain))
    return plain[_start_of_sentence(plain, found) : stop]


def _start_of_sentence(plain: str, found: re.Match[str]) -> int:
    return max(plain.rfind(end, 0, found.start()) for end in _ENDS) + 1


_ENDS = "。;!?\n"
_TIME = r"(?P<time>[0-9〇零一二三四五六七八九十百两半]{1,5}\s?个?(?:工作[日天]|自然[日天]|[日天周月年]))"


@regex
def _term_first() -> str:
    """60日内向…申请行政复议; 六个月内…提起行政诉讼. A time that ends a bracket is of the act before."""
    gap = "(?:(?!复议|诉讼|起诉|[0-9]+个?[日月工天])[^。;!?]){0,40}?"
    acts = "(?:申请|提[出起]|进行)(?:行政)?复议|起诉|(?:提[起出]|进行)(?:行政)?诉讼"
    return rf"{_TIME}(?:以?内|之内)(?!\)){gap}(?P<act>{acts})"


@regex
def _term_last() -> str:
    """行政复议:…,60日内, 申请行政复议(60日内): a label or an act, then the time, with no act after it."""
    gap = "(?:(?!复议[:(]|诉讼|起诉|[0-9〇零一二三四五六七八九十百两半]{1,5}个?[日月工天年])[^。;!?]){0,40}?"
    return rf"(?P<act>行政复议|行政诉讼)(?:\(|(?:期限|时限)?[:为]{gap}){_TIME}(?:以?内|之内)?(?=[,。;)]|$)"


_higher_authority = regex(
    "上一?级[^,。;!?]{0,12}?(?:部门|机关|单位|局|厅)(?:(?:或者?|和|、)[^,。;!?向]{2,14}?)?[^,。;!?向]{0,6}"
    "(?:申请|提[出起])[^,。;!?]{0,6}复议"
)


@regex
def _named_department() -> str:
    """向岳阳市民政局申请行政复议: a department by its name, alone or beside another; so 向市水利局.

    An office for reviews (…人民政府行政复议局) is none, and neither is the body that runs a zone (开发区管理委员会).
    """
    name = "(?:(?!政府|复议)[\u4e00-\u9fff])"
    other = f"(?:(?:或者?|和|、){name}{{2,16}}?)?"
    return (
        rf"(?:[向或、]|或者){name}{{0,10}}?[市省州县区]{name}{{1,14}}?(?:局|厅|(?<!管理)委员会|委)(?!员){other}"
        "(?:依法)?(?:申请|提[出起])[^,。;!?]{0,6}复议"
    )


@regex
def _labelled_department() -> str:
    """行政复议部门:岳阳市农业农村局: a department after the label; no office for reviews or legal affairs is one."""
    name = "(?:(?!政府|复议|法制)[\u4e00-\u9fff])"
    label = "行政复议(?:受理)?(?:部门|机关|机构|单位)?(?:名称)?"
    return (
        rf"{label}[:为]\s?{name}{{2,10}}?[市省州县区旗]{name}{{1,14}}?(?:局|厅|委员会|委)(?![\u4e00-\u9fff])"
    )


_led_from_above = regex("税务|海关|金融|外汇|银行|证监|国家安全|国安|烟草|海事|邮政|气象|地震|司法")
"""What the law leaves to the next higher authority, and bodies led mainly from above, of which it may be argued."""
_exception = regex("垂直领导|海关、金融|税务和国家安全")
"""The exception as the law has it (art. 27): 对海关、金融、外汇管理等实行垂直领导的行政机关…."""
_after_review = regex("复议(?:决定|机关|期|不予受理)|不予受理[^,。;]{0,4}复议")
_other_procedure = regex("仲裁|专利|商标|权属|确权")
