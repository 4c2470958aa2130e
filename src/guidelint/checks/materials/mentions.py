"""Checks of what the notes of a material speak of: copies, form, situation, deadline."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Literal

from guidelint.checks.base import Check, CheckResult, here
from guidelint.record import Data, means_empty
from guidelint.values.materials.situations import (
    name_tells_situation,
    only_optional,
    only_some,
    only_some_by_name,
    tells_situation,
)

Subject = Literal["copies", "form", "situation", "only-some", "deadline"]


class Mentions(Check):
    """One of the texts `within` must mention a subject; with `never`, none may.

    `copies`: 复印件1份, 一式三份; `form`: 原件, 复印件, 纸质, 电子, 扫描件; `situation`: when the material is
    needed (委托办理的, 如有): in a name, only what is in brackets or at its beginning; in the field for it,
    anything except that the material is optional; `only-some`: the same if beyond doubt, or who need not hand
    it in (小型项目可免); `deadline`: until when it may follow (5个工作日内, 发证前). {found}: the first
    words.
    """

    message_args = ("found",)
    about: Subject
    within: tuple[str, ...]
    never: bool = False

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        for field in self.within:
            text = item.get(field)
            found = _mention(self.about, field, text, item) if text and isinstance(text, str) else None
            if found is not None:
                return [((field,), {"found": found})] if self.never else None
        return None if self.never else here(found="")


def _mention(about: Subject, field: str, text: str, material: Data) -> str | None:
    """The words of a text, in a field of a material, that speak of a subject."""
    if about == "situation":
        return _situation(field, text)
    if about == "only-some":
        return (
            only_some_by_name(text) if field == "name" else only_some(text, str(material.get("name") or ""))
        )
    if about == "deadline" and field == "name" and not _LATER.intersection(text):
        return None  # 近6个月工资流水 says how new it must be
    found = _subject(about).search(text)
    return found[0] if found else None


_LATER = frozenset("补交齐")
"""The characters of which one stands in a name that tells until when the material may follow."""


def _situation(field: str, text: str) -> str | None:
    if field == "necessity_note":
        mentioned = not means_empty(text) and not only_optional(text)
    else:
        mentioned = name_tells_situation(text) if field == "name" else tells_situation(text)
    return text if mentioned else None


@cache
def _subject(about: Subject) -> re.Pattern[str]:
    number = "[0-9０-９一二三四五六七八九十两壹贰叁]"
    days = "(?:工作日|自然日|日|天|小时|周|星期|月)"
    act = (
        "(?:领[取证照]?|取[件证照]|发[放证照件]|颁发|制证|出[证件]|送[达件]|下达|开工|竣工|投产|营业|上会|登簿|"
        "办结|审[批核查]|决定|核查|验收|签发|许可|批准|批复)"
    )
    by = "(?<![目此先提])(?:之|以)?前(?=再?(?:提交|提供|补|交|送|齐|办)|[，,。；;）)]|$)"
    return re.compile(
        {
            "copies": rf"{number}\s?[份套张本]",
            "form": "原件|复印件|复制件|影印件|纸质|电子|扫描|照片",
            "deadline": rf"(?<![近{number[1:-1]}]){number}+\s?个?{days}(?!以?内?(?:出具|开具|签发|的))|当[日天]|次日|"
            rf"{act}[^，,。；;]{{0,8}}(?:时(?![间限效])|之?前|以前)|[^，,。；;]{{2}}{by}",
        }[about]
    )
