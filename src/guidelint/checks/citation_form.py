"""Checks how a legal basis is written: in marks, from a final text, its article numbered in order."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Literal

from guidelint.checks.base import ABSENT, Check, CheckResult, here
from guidelint.checks.citation import as_entry
from guidelint.lean.regex import regex
from guidelint.record import Data
from guidelint.values.articles import BARE, NUMBER
from guidelint.values.citations import find_citations


class CitationForm(Check):
    """How an entry of the legal basis is written; quotations are ignored.

    marks: a law named in running text is in 《》; a title in a column of its own need not be. final: no
    draft, nothing marked as repealed. numerals: 第十二条, not 第12条. order: 条, then 款, then 项, with 第
    before 条 and 款 and no brackets around 款. {found}: the wrong words.
    """

    message_args = ("found",)
    demand: Literal["marks", "final", "numerals", "order"]

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        entry = as_entry(value)
        if entry is None:
            return ABSENT
        found = _FINDERS[self.demand](entry)
        return None if found is None else here(found=found)


def _lacks_marks(entry: Data) -> str | None:
    heads = (_quoted.split(line)[0] for line in entry.get("title", "").splitlines())
    return next((cited.title for head in heads for cited in find_citations(head) if not cited.marks), None)


def _is_draft(entry: Data) -> str | None:
    return _found(_draft.search(entry.get("title", "")))


def _has_digits(entry: Data) -> str | None:
    return _found(_digits.search(_place_in_law(entry)))


def _is_out_of_order(entry: Data) -> str | None:
    return _found(_out_of_order.search(_place_in_law(entry)))


def _place_in_law(entry: Data) -> str:
    return f"{entry.get('title', '')}；{entry.get('article', '')}"


def _found(match: re.Match[str] | None) -> str | None:
    return match[0] if match else None


_FINDERS: dict[str, Callable[[Data], str | None]] = {
    "marks": _lacks_marks,
    "final": _is_draft,
    "numerals": _has_digits,
    "order": _is_out_of_order,
}


_quoted = regex(r"(?<=[条款项])(?:的?规定)?[：:“\s]")
"""Where the words of an article begin; a law names others without 《》 in them."""
_draft = regex(
    "(?:征求意见|送审|讨论|修订|修改|审议)稿(?=[）)》]|$)|草案(?=[）)》]|$)|"
    "(?<=[（(])(?:[^（）()，,、；;]{1,12}[，,、；;])?(?:(?:19|20)[0-9]{2}年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?)?(?:起|已|现已)?(?:失效|废止)(?=[）)])"
)


@regex
def _digits() -> str:
    number = "[0-9０-９]+"
    return (
        rf"第\s?{number}(?:\s?[、，和至-]\s?{number})*\s?条|(?<=[条款])\s?第\s?[（(]?{number}[）)]?\s?[款项]"
    )


@regex
def _out_of_order() -> str:
    """第二款第五条, 第一项第二款; in 第五条第二款第六条 the 款 has its 条 before it. 第（一）款 is 第（一）项."""
    paragraph, item = rf"第\s?{NUMBER}\s?款", rf"第\s?[（(]?{NUMBER}[）)]?\s?项"
    loose = rf"第\s?[（(]\s?{NUMBER}\s?[）)]\s?款|(?<=条)\s?(?:[（(]{NUMBER}[）)]|{NUMBER})\s?款|{BARE}"
    return rf"(?<!条)(?:{paragraph}|{item})\s?第\s?{NUMBER}\s?条|{item}\s?{paragraph}|{loose}"
