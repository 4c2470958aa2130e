"""Checks how a legal basis is written: in marks, from a final text, its article numbered in order."""

from __future__ import annotations

from typing import Any, Literal

from guidelint.checks.base import ABSENT, Check, CheckResult, here
from guidelint.checks.legal.citation import as_entry
from guidelint.lean.regex import regex
from guidelint.record import Data
from guidelint.values.law.articles import BARE, NUMBER
from guidelint.values.law.citations import find_citations


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
        found = _fault(self.demand, entry)
        return None if found is None else here(found=found)


def _fault(demand: str, entry: Data) -> str | None:
    """The words of an entry that do not meet a demand."""
    title = entry.get("title", "")
    if demand == "marks":
        heads = (_quoted.split(line)[0] for line in title.splitlines())
        return next(
            (cited.title for head in heads for cited in find_citations(head) if not cited.marks), None
        )
    wrong = {"final": _draft, "numerals": _digits, "order": _out_of_order}[demand]
    found = wrong.search(title if demand == "final" else f"{title}；{entry.get('article', '')}")
    return found[0] if found else None


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
