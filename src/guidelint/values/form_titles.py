"""Tells whether the title or the file name of a form shares a word with the name of the material."""

from __future__ import annotations

import re
from functools import cache

from guidelint.values.material_names import plain_name

_GENERIC = frozenset(
    (
        "申请", "请表", "请书", "登记", "记表", "记书", "备案", "案表", "申报", "报表", "审批", "批表",
        "承诺", "诺书", "声明", "明书", "表格", "材料", "样表", "空表", "空白", "示例", "模板", "附件", "文书",
    )
)  # fmt: skip
"""Pairs of signs that stand in the name of any form."""


def says_nothing(file_name: str) -> bool:
    """Whether a file name says nothing of what is in it: a GUID, 附件1, 空白表格, no Chinese at all."""
    stem = re.sub(r"\.[A-Za-z0-9]+$", "", re.split(r"[/\\]", file_name)[-1])
    return not "".join(re.findall("[\u4e00-\u9fff]", _plain().sub("", stem)))


def shares_a_word(name: str, title: str) -> bool:
    """Whether two names have two neighbouring Chinese signs in common.

    A material that is only called 申请表, 登记表 … is met by any form that ends in the same sign.
    """
    wanted, there = _pairs(plain_name(name)), _pairs(title)
    if wanted & there or not wanted:
        return True
    ends = {run[-1] for run in re.findall("[\u4e00-\u9fff]+", plain_name(name))}
    return wanted <= _GENERIC and any(run[-1] in ends for run in re.findall("[\u4e00-\u9fff]+", title))


def _pairs(text: str) -> set[str]:
    runs = re.findall("[\u4e00-\u9fff]+", re.sub(r"\s", "", text))
    return {run[at : at + 2] for run in runs for at in range(len(run) - 1)}


@cache
def _plain() -> re.Pattern[str]:
    return re.compile(
        "附[件表录]|空白?表?格?|样[表本例]|示例|示范|范本|模板|表格?|下载|最新版?|新版?|[一二三四五六七八九十]"
    )
