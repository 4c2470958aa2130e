"""Tells whether a note asks for paper or originals after an application on line.

Encoded here: 上海市优化营商环境条例 art. 24 and 重庆市优化营商环境条例 art. 42 — who has handed in electronic
materials need not hand in paper again.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache


@lru_cache(maxsize=4096)
def asks_for_paper(text: str) -> str | None:
    """The words that ask for paper, or None; not meant are windows, scans of originals and 无需提交."""
    for clause in re.split("[。；;\n]", text):
        found = _paper().search(clause)
        if found and not _offline().search(clause) and not _denied().search(clause[: found.end()]):
            return found[0]
    return None


@cache
def _paper() -> re.Pattern[str]:
    paper = "(?:纸质|纸版|书面(?:材料|原件)|原件(?!的?(?:扫描|彩色|拍照|电子|照片|上传)))"
    hand_in = "(?:提交|递交|上交|交[至到回]|报送|邮寄|寄[送至到]|送[交达至到]|提供|携带|补交)"
    return re.compile(
        f"(?:仍|还|另|再|同时|须|需|应|必须|(?<!申)请)[^，,]{{0,14}}{hand_in}[^，,]{{0,10}}{paper}|"
        f"(?:仍|还|另|再|同时|须|需|应|必须|(?<!申)请)将?[^，,]{{0,8}}{paper}[^，,]{{0,10}}{hand_in}"
    )


@cache
def _offline() -> re.Pattern[str]:
    return re.compile(
        "线下(?:办理|申请|提交)的|窗口(?:办理|申请|提交)的|现场(?:办理|申请)的|选择(?:窗口|线下|现场)|非网上|窗口申请时|邮寄申请"
    )


@cache
def _denied() -> re.Pattern[str]:
    return re.compile("无需|不需|无须|毋须|不再|不用|不必|不得|免于?|勿需|不应|不要求")
