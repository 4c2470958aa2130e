"""Checks of what the notes of a material speak of: copies, form, situation, deadline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, ClassVar, Literal

from guidelint.checks.base import Check, Seen, Settings, Test
from guidelint.record import Data

_HERE: Seen = [(None, {})]
Subject = Literal["copies", "form", "situation", "deadline"]


class Mentions(Check):
    """One of the texts `within` must speak of a subject.

    `copies`: 复印件1份, 一式三份; `form`: 原件, 复印件, 纸质, 电子, 扫描件; `situation`: when the material is
    needed (委托办理的, 如有), in a name only what stands in brackets; `deadline`: until when it may follow
    (5个工作日内, 发证前).
    """

    kind: ClassVar[str] = "mentions"
    about: Subject
    within: tuple[str, ...]

    def compile(self, settings: Settings) -> Test:
        find = _subject(self.about).search
        within, bracketed = self.within, self.about == "situation"

        def test(value: Any, item: Data, record: Data) -> Seen:
            return None if any(find(text) for text in _texts(item, within, bracketed)) else _HERE

        return test


def _texts(item: Data, fields: tuple[str, ...], bracketed: bool) -> Iterator[str]:
    """The texts of fields; of a name, where `bracketed`, only what its first bracket opens."""
    for field in fields:
        value = item.get(field)
        if isinstance(value, str):
            opened = bracketed and field == "name"
            yield "".join(re.split("[（(]", value, maxsplit=1)[1:]) if opened else value


@cache
def _subject(about: Subject) -> re.Pattern[str]:
    number = "[0-9０-９一二三四五六七八九十两壹贰叁]"
    days = "(?:工作日|自然日|日|天|小时|周|星期|月)"
    done = "(?:办结|审批|审查|决定|发证|领证|领取证[照书件]|取证|签发|核查|验收|许可|批准|登簿)"
    needed = "情形|情况|涉及|属于|委托|代办|代理|除外|适用|任选|之一"
    return re.compile(
        {
            "copies": rf"{number}\s?[份套张本]",
            "form": "原件|复印件|影印件|纸质|电子|扫描|照片",
            "situation": rf"时|如|若(?!干)|仅|凡|{needed}|的(?:[，,。；;、）)]|$|提|须|需|应|由)",
            "deadline": rf"{number}+\s?个?{days}|当[日天]|次日|{done}(?:时|之?前|以前)",
        }[about]
    )
