"""Checks how the number of an official document is written, and says how it should be."""

from __future__ import annotations

import re
from typing import Any

from guidelint.checks.base import ABSENT, Check, CheckResult, here
from guidelint.checks.legal.citation import as_entry
from guidelint.lean.regex import regex
from guidelint.record import Data
from guidelint.values.law.document_numbers import (
    CLOSING,
    OPENING,
    ORDERS,
    document_number_problem,
    find_document_numbers,
)

_SAME_BRACKETS = str.maketrans("﹝﹞", "〔〕")
"""Small forms of the right brackets, which nobody can tell apart."""


class DocumentNumber(Check):
    """Document numbers, in a text or in the title and number of an entry, must have the form 国发〔2022〕5号.

    Orders and announcements may contain 第. {found}: the first wrong one; {good}: its correct form, where a
    two-digit year is taken as 1950 to 2049.
    """

    message_args = ("found", "good")

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        entry = as_entry(value)
        if entry is None:
            return ABSENT
        text = "；".join(entry[name] for name in ("title", "document_number") if name in entry)
        wrong = filter(document_number_problem, find_document_numbers(text.translate(_SAME_BRACKETS)))
        return next((here(found=number, good=_in_form(number)) for number in wrong), None)


def _in_form(number: str) -> str:
    if not number.endswith(("号", *ORDERS)):
        number += "号"
        if "令第" in number:
            return number
    return _parts.sub(_put_in_form, number, count=1)


def _put_in_form(found: re.Match[str]) -> str:
    year = found["year"]
    if len(year) != 4:
        year = f"{'19' if year >= '50' else '20'}{year[-2:]}"
    issuer, number = found["issuer"].rstrip(), int(found["number"])
    of_order = issuer.endswith(ORDERS)
    if of_order and "年" in found[0][len(found["issuer"]) :]:
        return f"{issuer}{year}年第{number}号"
    ordinal = "第" if found["ordinal"] and (of_order or found.string.endswith(ORDERS)) else ""
    return f"{issuer}〔{year}〕{ordinal}{number}号"


_parts = regex(
    rf"(?P<issuer>.*?)[{OPENING}（(]?\s?(?P<year>[0-9]{{2,4}})年?\s?[{CLOSING}）)]?\s?"
    r"(?P<ordinal>第)?\s?(?P<number>[0-9]{1,5})\s?号"
)
