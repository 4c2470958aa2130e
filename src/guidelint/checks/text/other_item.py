"""Checks that a guide describes its own matter, not another one from whose guide it was copied."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from guidelint.checks.base import ABSENT, Check, CheckResult, here
from guidelint.checks.generic import text_of
from guidelint.lean.regex import regex
from guidelint.record import Data
from guidelint.values.text.quotations import unquoted

_OWN_WORDS = ("name", "themes_person", "themes_legal")


class OtherItem(Check):
    """A text that says what is being applied for must name the matter of the guide.

    Reported only if a sentence starts with 申请 or 办理 and a licence, registration, filing or approval whose
    name shares no two neighbouring characters with the matter, its results, materials and steps, and if the
    whole text does not mention the matter's own name. Generic names (行政许可, 注销登记) are ignored, and so
    is what the applicant must already have (应当取得采伐许可证). Names from the same field are accepted
    (不动产登记 and 使用权登记, 市场主体登记 and 个体工商户登记). A short name (结婚登记) needs only one
    character in common with the matter's, and a change (名称变更登记) may belong to any matter. {found}: what
    the text names; {own}: the matter.
    """

    message_args = ("found", "own")

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        text = text_of(value)
        if not text:
            return ABSENT
        applied = _application.search("\n" + text) and _application.search("\n" + unquoted(text))
        if applied is None or "变更" in applied["what"]:
            return None
        name = text_of(record.get("name"))
        if not name:
            return ABSENT
        other = _pairs(applied["what"])
        if not other or _pairs(text) & _pairs(name) or _shares_a_sign(other, name):
            return None
        own = set().union(*map(_pairs, _own(record)))
        return (
            None
            if other & own or _of_one_kind(applied["what"], name)
            else here(found=applied["what"], own=name)
        )


def _own(record: Data) -> Iterator[str]:
    """The guide's names for its matter, and for the documents handed in and issued."""
    for field in _OWN_WORDS:
        yield text_of(record.get(field))
    for part in ("results", "materials", "steps"):
        for element in record.get(part) or ():
            yield text_of(element.get("name"))


def _pairs(text: str) -> set[str]:
    """The neighbouring characters of a name without the words that every item has."""
    plain = _common.sub(" ", text)
    return {pair for at in range(len(plain) - 1) if " " not in (pair := plain[at : at + 2])}


def _shares_a_sign(other: set[str], name: str) -> bool:
    """Whether a name of two characters has one of them in common with the item's: 结婚, 婚姻."""
    return len(other) == 1 and not set().union(*other).isdisjoint(_common.sub("", name))


def _of_one_kind(what: str, name: str) -> bool:
    return any(kind.search(what) and kind.search(name) for kind in _kinds)


_kinds = (
    regex("不动产|使用权|所有权|抵押权|地役权|居住权|房屋"),
    regex("市场主体|经营主体|企业|公司|个体工商户|合作社|分支机构"),
    regex("户口|户籍|出生|死亡|迁移"),
    regex("社会组织|社会团体|民办非企业|社会服务机构|基金会"),
    regex("医疗机构|诊所|门诊|医院|卫生室"),
)
"""Words of one field each, one of which may include what another names."""
_common = regex(
    "行政|许可证?|登记证?|备案|审批|核准|核发|批准|办理|申请|变更|注销|延续|补办|换发|新办|设立|初次|首次|[^\u4e00-\u9fff]"
)
_application = regex(
    r"[。；;\n][^\S\n]*+(?:[（(]?[0-9一二三四五六七八九十]{1,3}[)）.、．]\s*+)?(?:申请人(?=申请|申领|办理|申办))?+(?:申请(?!人(?![力民防才体]|工(?!商)))|申领|办理|申办)++(?:取得|领取|办理)?"
    r"(?P<what>(?!应|须|需|必须|已|[持具]?有|未|经|可|不|事项)[\u4e00-\u9fff]{2,14}?(?:许可|登记|备案|审批|核准)证?)"
    r"(?:[的应须需，,]|必须)"
)
"""At the head of a sentence or list entry, in a text after a line break: 申请林木采伐许可的…"""
