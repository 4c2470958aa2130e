"""Checks of a licence (行政许可) against the law on licences: its term, and what may create it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from guidelint.checks.base import ABSENT, Check, CheckResult, here
from guidelint.checks.legal.citation import as_entry, entries_of
from guidelint.laws import category
from guidelint.lean.regex import regex
from guidelint.record import Data, is_missing
from guidelint.values.law.citations import find_citations, names_instrument
from guidelint.values.law.law_names import find_titles
from guidelint.values.time.duration import absent_limit, parse_duration

_MINISTRY = "部门规章"
_SURELY_HELD = {"工作日": 1, "": 1, "天": 0.6, "自然日": 0.6, "周": 4, "月": 18, "年": 230}
"""Working days in each unit of a limit, even with the longest holidays in it."""


class PermitLimit(Check):
    """A statutory limit must be at most `at_most` working days, or `joint` if authorities decide together.

    行政许可法 art. 42. A longer one needs a special law: not reported if the legal basis names any other
    instrument, or is empty. Other units count as the smallest number of working days they can contain.
    {limit}: the limit's text; {bound}: the days of the general law.
    """

    message_args = ("limit", "bound")
    at_most: float = 20
    joint: float = 45

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        days = _working_days(value)
        if days is None:
            return ABSENT
        if days <= min(self.at_most, self.joint):
            return None
        bound = self.joint if _is_joint(record) else self.at_most
        if days <= bound or not _names_no_special_law(record):
            return None
        return here(limit=value.strip(), bound=f"{bound:g}")


class PermitLevel(Check):
    """A licence must be created by a law, a regulation or the State Council (行政许可法 art. 14-17).

    Applies to the whole list: wrong only if every entry is evidently a ministry's rule (an order of a 部, 局,
    委) or a document without legislative rank (a number in 〔〕, a 通知 or 意见). The law tables take
    precedence over the issuer; of a title within a title only the outer one is cited. {found}: the first.
    """

    message_args = ("found",)

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        first = ""
        for entry in map(as_entry, record.get("legal_basis") or ()):
            if entry:
                title, number = entry.get("title", ""), entry.get("document_number", "")
                if not _is_too_low(title, number):
                    return None
                first = first or f"{title} {number}"
        return here(found=" ".join(first.split())) if first else ABSENT


def _working_days(value: Any) -> float | None:
    if not isinstance(value, str) or is_missing(value) or absent_limit(value):
        return None
    duration = parse_duration(value)
    if duration is None or duration.unit not in _SURELY_HELD:
        return None
    return duration.value * _SURELY_HELD[duration.unit]


def _is_joint(record: Data) -> bool:
    texts = [record.get("name"), record.get("process")]
    texts += [step.get("name") for step in record.get("steps") or ()]
    return any(_together.search(text) for text in texts if text)


def _names_no_special_law(record: Data) -> bool:
    entries = [" ".join(entry.values()) for entry in entries_of(record)]
    return bool(entries) and not any(names_instrument(_licence_law.sub("", text)) for text in entries)


@lru_cache(maxsize=1024)
def _is_too_low(title: str, number: str) -> bool:
    titles = find_titles(title)
    names = [title[start + 1 : end - 1] for start, end in titles] or [title]
    names = [_bracket.sub("", name).strip() for name in names]
    cited = {*names, *(citation.short for citation in find_citations(title))}
    if any((known := category(name)) and known != _MINISTRY for name in cited):
        return False
    if any(_created.search(name) for name in names):
        return False
    around = f"{_outside(title, titles)} {number}"
    return not _high.search(around) and (
        _low.search(around) is not None or any(_paper.search(name) for name in names)
    )


def _outside(text: str, titles: list[tuple[int, int]]) -> str:
    """The text with every title as the bare marks 《》."""
    parts, done = [], 0
    for start, end in titles:
        parts.append(text[done:start])
        done = end
    return "《》".join([*parts, text[done:]])


_licence_law = regex("《?(?:中华人民共和国)?行政许可法》?")
_together = regex("(?:联合|统一|集中)办理|联合审批|联合验收|并联审批")
_bracket = regex("[（(][^（）()]*[）)]$")
_created = regex(
    "(?<!办)法$|法典$|条例$|^(?:国务院|中共中央|中国共产党|全国人|[^关《〈]{2,12}人民代表大会|[^关《〈]{2,12}人大)"
)
"""The title of what may create a licence: a law, a 条例, what the State Council or a congress resolved."""


@regex
def _high() -> str:
    """Outside of titles: a law, 国务院令, an order of a province, 国发, or who may have raised it to that."""
    law = r"(?<!办)法(?:典)?(?:（[^（）]*）)?(?:第|$|\s)|条例(?!实施)"
    order = "(?:主席|政府)(?:令|第[0-9]{1,5}号令)|国令|国务院|国发|国函|国办|中发|中办|人民代表大会|人大"
    return f"{law}|{order}"


@regex
def _low() -> str:
    order = r"(?:部|总局|局|委|委员会|署|总署|银行|会)(?:令|\s?(?:[0-9]{4}年)?\s?第?\s?[0-9]{1,5}\s?号令)"
    document = r"[〔﹝\[［【][0-9]{4}[〕﹞\]］】]\s?[0-9]{1,5}\s?号"
    return rf"{order}|{document}|(?:通知|意见|方案)(?:$|\s|（)"


_paper = regex("(?:通知|意见|方案)$")
