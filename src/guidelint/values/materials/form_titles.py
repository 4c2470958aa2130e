"""Decides whether the title or file name of a form shares a word with the name of the material."""

from __future__ import annotations

import re

from guidelint.lean.regex import regex
from guidelint.values.materials.material_names import plain_name


def is_uninformative(file_name: str) -> bool:
    """Whether a file name is uninformative: a GUID, 附件1, 空白表格, no Chinese at all."""
    stem = re.sub(r"\.[A-Za-z0-9]+$", "", re.split(r"[/\\]", file_name)[-1])
    return not "".join(re.findall("[\u4e00-\u9fff]", _plain.sub("", stem)))


def shares_a_word(name: str, title: str) -> bool:
    """Whether two names share a pair of neighbouring Chinese characters, other than those common to all
    forms.

    Abbreviations count: 低保 and 最低生活保障. A form only called 申请表 fits any material; a material only
    called so fits any form that ends in the same character.
    """
    plain = plain_name(name)
    wanted, there = _pairs(plain), _pairs(title)
    if not wanted:
        return True
    own = _pairs(_of_any_form.sub("/", plain))
    if own:
        others = _pairs(_of_any_form.sub("/", title))
        return not others or not own.isdisjoint(there) or _short_for(own, title) or _short_for(others, plain)
    ends = {run[-1] for run in re.findall("[\u4e00-\u9fff]+", plain)}
    return bool(wanted & there) or any(run[-1] in ends for run in re.findall("[\u4e00-\u9fff]+", title))


def _short_for(pairs: set[str], text: str) -> bool:
    """Whether one of the pairs of characters stands in the text in its order, with others between them."""
    return any(0 <= text.find(pair[0]) < text.rfind(pair[1]) for pair in pairs)


def _pairs(text: str) -> set[str]:
    runs = re.findall("[\u4e00-\u9fff]+", re.sub(r"\s", "", text))
    return {run[at : at + 2] for run in runs for at in range(len(run) - 1)}


_of_any_form = regex(
    "申请|申报|审[批核]|承诺|声明|说明|表格|材料|样[表本]|空[表白]|示例|模板|附件|文书|"
    "[表书单册一二三四五六七八九十新旧版]"
)
"""Words in the names of all forms, and numbers; 登记 and 备案 are acts that forms may properly share."""
_plain = regex(
    "附[件表录]|空白?表?格?|样[表本例]|示例|示范|范本|模板|表格?|下载|最新版?|新版?|[一二三四五六七八九十]"
)
