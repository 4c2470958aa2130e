"""Recognises proofs that nobody can give, that another document already shows, or that were abolished.

Encoded here: 优化营商环境条例 art. 44 (a proof needs a law, a regulation or a decision of the State Council,
and a list says who issues it) and the State Council's examples of proofs that were done away with.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from guidelint.lean.regex import regex
from guidelint.lean.structs import Struct
from guidelint.lean.tuples import NamedTuple
from guidelint.values.numerals import half_width


class OddProof(NamedTuple):
    """A kind of odd proof: what is wrong with it, in both languages, and its severity."""

    reason: str
    reason_en: str
    severity: Literal["warning", "info"]


class _Kind(Struct):
    """`name`, `issuer`, `matter`: patterns for the material, its issuer and the matter; the latter two are
    optional.
    """

    name: str
    proof: OddProof
    issuer: str = ""
    matter: str = ""


_ON_PAPER = OddProof("户口簿、结婚证、出生医学证明已经能说明", "other papers show it already", "warning")
_MARRIAGE = OddProof(
    "民政部门和村（居）委会都不能出具",
    "neither the civil affairs office nor a village can issue it",
    "warning",
)
_ALIVE = OddProof("可以刷脸或者比对数据核实", "it can be verified by face or by data", "warning")
_BIRTHS = OddProof("生育方面的证明已经取消", "proofs about births were abolished", "warning")
_FUNDS = OddProof("国务院已要求取消", "the State Council had it abolished", "warning")
_VILLAGE = OddProof("村（居）委会难以核实", "a village or residents' committee cannot verify it", "warning")
_LOST = OddProof("登报声明多数已经取消", "notices of loss in newspapers were mostly abolished", "info")
_SELF = r"(?:你|我|他|她|本人|父母?|母|爸|妈|夫|妻|子女?|女|亲).{0,4}"
_COMMITTEE = (
    "居委|村委|居民委员会|村民委员会|社区(?=证明|出具|开具|盖章|签|[()、,;]|$)|村[(]居[)]|居[(]村[)]|基层组织"
)
"""A 社区 alone is a committee; 社区卫生服务中心 and 社区矫正 are something else."""
_KINDS = (
    _Kind(
        rf"证明{_SELF}是{_SELF}|(?:亲属|血缘|户主|家庭成员|[父母夫].{{0,3}}[子女妻])之?间?关系.{{0,2}}证明|同一人.{{0,4}}证明",
        _ON_PAPER,
    ),
    _Kind("单身证明|未再?婚证明|无婚姻登记记录.{0,2}证明", _MARRIAGE),
    _Kind("婚姻(?:状况|情况|关系).{0,2}证明", _MARRIAGE, issuer=f"民政|{_COMMITTEE}|街道|单位"),
    _Kind("健在证明|活着证明|生存证明|在世证明", _ALIVE),
    _Kind("未育证明|未再生育|婚育证明|计划生育(?!手术).{0,6}证明|计生.{0,4}证明|未婚未育", _BIRTHS),
    _Kind("资金(?:已经)?(?:到位|落实).{0,2}证明", _FUNDS, matter="施工许可"),
    _Kind("遗失公告|遗失声明(?!样[本版表式]|范本|模板)|登报|挂失声明", _LOST),
    _Kind("证明", _VILLAGE, issuer=_COMMITTEE),
)


def may_be_odd(name: str) -> bool:
    """Whether a material's name has a word that every odd proof has; False is certain."""
    return _telling.search(name) is not None


_telling = regex("证明|未婚未育|公告|声明|登报")


@lru_cache(maxsize=4096)
def odd_proof(name: str, issuer: str, matter: str) -> OddProof | None:
    """What is odd about a material with this name and issuer (empty if unknown), for this matter; None if
    nothing is.

    Not odd: a name that lists acceptable documents (结婚证或…, 如户口簿) or allows a signed statement (签字),
    a fact that the committee itself decides (宅基地, 承包地, 集体经济组织), and facts about foreigners
    without Chinese documents.
    """
    plain = half_width(name)
    if len(plain) > 60 or _excused.search(plain):
        return None
    searched_text = f"{plain};{half_width(issuer)}"
    for kind in _KINDS:
        if not re.search(kind.name, plain) or not re.search(kind.matter, matter):
            continue
        if kind.proof is _ON_PAPER and _of_foreigners.search(matter):
            continue
        if re.search(kind.issuer, searched_text) and not (
            kind.proof is _VILLAGE and _own_business.search(plain + matter)
        ):
            return kind.proof
    return None


_of_foreigners = regex("外国人|外籍|签证|居留证|停留证")
_excused = regex(
    "承诺|声明书|(?<!登报)(?<!遗失)(?<!挂失)声明|或|/|户口[簿本]|结婚证|离婚证|出生医学|公证|无需|不再|免提交|之一|签[字名]"
)
_own_business = regex("宅基地|土地|承包|集体|经济组织|林[木权地]|村民会议|农房|建房|成员|拆迁|征[收地]|公示")
"""The land and the members of a village, which its committee or collective knows at first hand."""
