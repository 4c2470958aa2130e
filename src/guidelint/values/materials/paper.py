"""Decides whether a note demands paper or originals after an online application.

Encoded here: 上海市优化营商环境条例 art. 24 and 重庆市优化营商环境条例 art. 42 — who has handed in electronic
materials need not hand in paper again.
"""

from __future__ import annotations

import re
from functools import lru_cache

from guidelint.lean.regex import regex


@lru_cache(maxsize=4096)
def asks_for_paper(text: str) -> str | None:
    """The words that demand paper, or None; applications at a window, scans of originals and 无需提交 do not
    count.
    """
    for sentence in re.split("[。；;\n]", text):
        found = _demanded.search(sentence) or _later.search(sentence)
        if found and not _at_window(sentence) and not _denied.search(sentence[: found.end()]):
            return found[0]
    return None


def _at_window(sentence: str) -> bool:
    """Whether a sentence concerns people who come to a window, and not those who must come after 网上申请."""
    found = _offline.search(sentence)
    return found is not None and not _after_online.search(sentence[: found.start()])


_AFTER = "(?:网上|线上|审[批核查]|预审|受理|通过|办结)[^，,]{0,8}后"


@regex
def _demanded() -> str:
    return _asking("(?:仍|还|另|再|同时|须|需|应|必须|(?<!申)请)")


@regex
def _later() -> str:
    """Without a word of duty, but at a time after the online application: 审批通过后递交纸质材料."""
    return _asking(f"{_AFTER}[，,]?")


def _asking(demand: str) -> str:
    scan = "扫描|拍照|照片|影像|图片|电子|上传|彩色"
    paper = (
        f"(?:纸质(?!证照|结果)|纸版|书面(?:材料|原件)|原件(?!或者?复印件|的?[^，,和及与、]{{0,6}}(?:{scan})))"
    )
    hand_in = "(?:提交|递交|上交|交[至到回]|报送|邮寄|寄[送至到]|送[交达至到]|提供|携带|补交)"
    return (
        f"{demand}[^，,]{{0,14}}{hand_in}[^，,]{{0,10}}{paper}|"
        f"{demand}[^，,]{{0,16}}{paper}[^，,]{{0,10}}{hand_in}|"
        f"{demand}[^，,]{{0,6}}(?:窗口|现场|大厅)[^，,]{{0,4}}(?:核验|核对|查验|出示)[^，,]{{0,4}}原件"
    )


_after_online = regex(_AFTER)
_offline = regex(
    "(?:线下|窗口|现场|大厅)(?:办理|申请|申报|提交|递交)(?:的|时|者|需|须|应|请|要)|选择(?:窗口|线下|现场)|非网上|邮寄申请"
)
_denied = regex("无需|不需|无须|毋须|不再|不用|不必|不得|免于?|勿需|不应|不要求")
