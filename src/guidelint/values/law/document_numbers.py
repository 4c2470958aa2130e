"""Finds document numbers (国发〔2022〕5号) and order numbers (国务院令第722号), and their defects.

The form 机关代字〔年份〕序号号 is that of GB/T 9704 (party and government documents); orders and
announcements properly have 第, before 令 or 公告 (国务院第412号令, 海关总署〔2017〕第56号公告) or after it,
with or without a year.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from guidelint.lean.regex import regex

_HAN = "[\u4e00-\u9fff]"
ORDERS = ("令", "公告", "通告")
"""Kinds of documents whose number has 第."""
OPENING = r"〔﹝\[［【｛{「『〈<＜"
CLOSING = r"〕﹞\]］】｝}」』〉>＞"
"""Brackets used around the year other than （）, as pieces of patterns."""
_UNBRACKETED = (
    rf"{_HAN}{{1,12}}(?<![印颁])[发函办字]\s?(?:19|20)[0-9]{{2}}年\s?第?\s?[0-9]{{1,5}}\s?号(?![楼窗院])"
)
"""国办发2022年5号: brackets are missing."""
_UNFINISHED = (
    rf"{_HAN}{{0,30}}令第\s?[0-9]{{1,5}}(?=[）)])|"
    rf"{_HAN}{{1,16}}[{OPENING}](?:19|20)[0-9]{{2}}[{CLOSING}][0-9]{{1,5}}(?=[）)]|$)"
)
"""（国务院令第722）, （国发〔2022〕5）, （国发【2022】5）: 号 is missing."""


@lru_cache(maxsize=4096)
def find_document_numbers(text: str) -> tuple[str, ...]:
    """Every document or order number in order, as written, from the issuer's short name on."""
    return tuple(_without_lead(found[0]) for found in _document_number("号令" in text).finditer(text))


@lru_cache(maxsize=4096)
def document_number_problem(
    number: str,
) -> Literal["brackets", "year", "ordinal", "zero", "unfinished"] | None:
    """The defect of a document number; None if it has none, and for an order without a year in brackets.

    brackets: other than 〔〕, or none; year: not exactly four digits; ordinal: 第 without 令, 公告 or 通告
    before the year or at the end; zero: the number begins with 0; unfinished: without 号.
    """
    found = _form.search(number)
    if number and not number.endswith(("号", *ORDERS)):
        return "unfinished"
    if found is None:
        return "brackets" if re.search(_UNBRACKETED, number) else None
    if found["open"] + found["close"] != "〔〕":
        return "brackets"
    if len(found["year"]) != 4:
        return "year"
    if found["ordinal"] and not (number.endswith(ORDERS) or number[: found.start()].endswith(ORDERS)):
        return "ordinal"
    return "zero" if found["number"].startswith("0") else None


def _without_lead(number: str) -> str:
    lead = _lead.match(number)
    return number[lead.end() :] if lead else number


@cache
def _document_number(number_first: bool) -> re.Pattern[str]:
    year = "(?:19|20)[0-9]{2}"
    kind = "|".join(ORDERS)
    serial = rf"\s?第?\s?[0-9]{{1,5}}\s?号(?![楼窗院])(?:{kind})?"
    bare = rf"[{OPENING}](?:19|20)?[0-9]{{2}}年?[{CLOSING}]{serial}"
    full = rf"{_HAN}{{1,16}}\s?[{OPENING}（(]\s?(?:19|20)?[0-9]{{2}}年?\s?[{CLOSING}）)]{serial}"
    ordinal = r"第\s?[0-9〇零一二三四五六七八九十百千]{1,7}\s?号"
    behind = rf"(?:{year}年)?{_HAN}{{0,30}}(?:{kind})\s?(?:{year}年)?\s?(?:{ordinal}|[0-9]{{1,5}}\s?号)"
    before = rf"{_HAN}{{1,30}}(?:{year}年)?\s?{ordinal}令|" if number_first else ""
    return re.compile(f"{full}|{behind}|{before}{bare}|{_UNBRACKETED}|{_UNFINISHED}")


_lead = regex(
    "(?:.*(?:根据|依据|依照|按照|参照|遵照|执行|详见|文号|文件|通知|以及|[的见为是])|[按依及与和日])"
)
_form = regex(
    rf"(?P<open>[{OPENING}（(])\s?(?P<year>[0-9]{{2,4}}年?)\s?(?P<close>[{CLOSING}）)])\s?(?P<ordinal>第)?\s?"
    r"(?P<number>[0-9]{1,5})\s?号"
)
