"""Finds wording that leaves open what an applicant must bring: catch-alls, discretion, 等, unnamed papers.

Encoded here: the patterns behind 北京市优化营商环境条例 art. 31, 河南省优化营商环境条例 art. 28,
广东省优化营商环境条例 art. 29 and 安阳市政务服务条例 art. 13, which forbid 其他, 有关 and 兜底 in guides.
Quoted law uses the same words lawfully: quotations are left out.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from guidelint.lean.regex import regex
from guidelint.values.numerals import half_width, without_lead

OpenWording = Literal["catch-all", "discretion", "unbounded", "unnamed-paper", "unnamed-body"]
"""catch-all: 法律规定的其他材料, 其他材料 · discretion: 机关认为需要的其他材料, 视情况提供 · unbounded: …等 ·
unnamed-paper: 相关证明材料, 所需材料 · unnamed-body: 有关部门出具的证明."""

_PAPER = "(?:材料|资料|文件|证明|证件|手续)"
_HANDED_IN = "(?:提交|提供|报送|补充|出具|具备)"
_MUST_WORD = "依法|应当?|需要|必须|须|需|有?必要"
_MUST = f"(?:{_MUST_WORD}){{0,3}}"
_NOT_ASKING = "(?<!人)(?<!申请单位)"
"""Subjects other than the applicant who think something fit."""
_BODY = "(?:机关|部门|机构|单位|中心|窗口|人员|政府|主管|登记|审批|受理|局|厅|委|所|站|院|行)"
_LEFT_OUT = "\x1f"
"""Replaces a title or quotation; matches as a space."""


@lru_cache(maxsize=8192)
def open_wording(sort: OpenWording, text: str) -> str | None:
    """The first open wording of a sort in a text of one or more sentences; None if there is none."""
    plain = half_width(text)
    if not may_leave_open(sort, plain):
        return None
    find = _PATTERNS[sort].search
    unquoted = _quotation.sub(_LEFT_OUT, plain)
    for piece in _pieces(unquoted):
        found = find(piece)
        if found and not (sort == "unbounded" and _contents.search(piece)):
            return _as_written(found[0].strip(), unquoted, plain)
    return None


def _as_written(words: str, unquoted: str, plain: str) -> str:
    """Words found in a text without titles and quotations, with these put back."""
    if _LEFT_OUT not in words:
        return words
    first, *others = words.split(_LEFT_OUT)
    quoted = _quotation.findall(plain)[unquoted.count(_LEFT_OUT, 0, unquoted.find(words)) :]
    return first + "".join(map("".join, zip(quoted, others, strict=False)))


def needs(sort: OpenWording) -> frozenset[int] | None:
    """Character pairs of which every text with open wording of a sort contains at least one."""
    from guidelint.values.text.necessary import necessary_pairs

    return necessary_pairs(_PATTERNS[sort].pattern)


def may_leave_open(sort: OpenWording, text: str) -> bool:
    """Whether a plain-character text may contain open wording of a sort: a quick test for a word that is
    always present.
    """
    return any(word in text for word in _WORDS[sort])


def _pieces(unquoted: str) -> list[str]:
    """The sentences and list entries of a text without quotations, without numbers in front."""
    return [without_lead(piece.strip()) for piece in _ends.split(unquoted)]


_quotation = regex(r"《[^《》]*》[^。;:\n]{0,24}(?:规定|条|款|项)[^。;:\n]{0,4}:[^\n]*|《[^《》]*》|“[^“”]*”")
"""Titles, quoted words, and all that follows 《…》第N条规定: on its line."""
_ends = regex(r"[。;\n]+")


@regex
def _catch_all() -> str:
    """A norm's 其他 …, or nothing but 其他材料 or 有关材料. 相关证明材料 alone is accepted: it at least says
    that it is a proof.

    其他 may be before or after the norm; in conditions, a body's 其他 … counts too. Legal exceptions
    (除法律另有规定的其他情形外) ask nothing of an applicant.
    """
    what = f"(?:{_PAPER}|条件|情形|要求)"
    left_out = "(?!除?外(?![文语]))"
    law = "(?:法律|行政法规|法规|规章|国家|政策|文件)"
    norm = f"(?:{law}|省|市|县|本级|上级)"
    return (
        rf"{norm}[^,]{{0,14}}(?:规定|要求){_MUST}{_HANDED_IN}?的其[他它][^,]{{0,8}}{what}{left_out}|"
        rf"规定{_MUST}{_HANDED_IN}?的其[他它][^,]{{0,8}}{what}{left_out}|"
        rf"(?<!无)(?<!违反)(?<!存在)(?<!没有)其[他它](?:有关|相关)?{law}[^,]{{0,14}}(?:规定|要求){_MUST}{_HANDED_IN}?的(?:{_PAPER}|条件)|"
        rf"(?:{_BODY}要求|{_NOT_ASKING}认为){_MUST}{_HANDED_IN}?的其[他它](?:有关|相关|必要)?(?:条件|要求|情形)|"
        rf"^(?:(?:按规定|根据规定)?{_MUST}{_HANDED_IN}的)?其[他它](?:有关|相关|所需|必需|按照?规定|{_MUST_WORD}){{0,4}}"
        rf"(?:{_HANDED_IN}|说明|符合|满足|达到)?的?(?:申请|申报|证明|佐证|补充)?{what}{{1,2}}等?(?:\((?:如有|如需|若有|可选|非必要|复印件|原件)\))?$|"
        rf"^其[他它](?:\([^()]{{0,12}}(?:规定|要求|情况|需要)(?:提供|提交)?\))?$|"
        rf"^(?:有关|相关)的?{_PAPER}等?$"
    )


@regex
def _discretion() -> str:
    """A body that may demand what it thinks fit; what the applicant thinks fit (申请人认为) is no burden."""
    after = rf"[^,]{{0,8}}{_PAPER}"
    return (
        rf"{_NOT_ASKING}认为{_MUST}{_HANDED_IN}?的其[他它]{after}|"
        rf"(?:{_BODY}(?:依法|可以|可能|另行)?|^)要求{_MUST}{_HANDED_IN}?的其[他它]{after}|"
        r"(?:视情|视具体情|视实际情|视审查情|视审核情)况?(?:需要)?(?:要求)?(?:提供|提交|补充)|(?:酌情|必要时)(?:要求)?(?:提供|提交|补充)|"
        rf"{_NOT_ASKING}认为(?:有必要|需要|应当|必要){_HANDED_IN}?的(?:材料|资料|证明)|"
        rf"{_BODY}[^,]{{0,6}}(?:根据|视)[^,]{{0,10}}(?:情况|需要)(?:另行|要求|需要?){{1,2}}(?:补充|提供|提交)(?=[^,]{{0,8}}{_PAPER}|的|[()]|$)|"
        r"根据(?:实际|具体)?(?:情况|需要)(?:需要)?(?:提供|提交|补充)(?=\)|$|的其[他它])|"
        rf"审[核查批](?:过程)?中?(?:需要?|应当?){{1,2}}补充(?:提供|提交)?的?(?:其[他它])?{_PAPER}(?!的)|"
        rf"以{_BODY}[^,()]{{0,8}}(?:要求|告知)的?(?:内容)?为准"
    )


@regex
def _unbounded() -> str:
    """等 or an ellipsis at the end, with no bracket or number of copies after it.

    一等, 高等, 平等 and the like (but not 合同等) are words of their own.
    """
    own = "一二三四五六七八九十特高初中优均何甲乙丙丁相次头劣"
    return (
        rf"(?<![{own}])(?<!(?<!合)同)(?<!(?<!水)平)(?<!(?<!核)对)等(?:有关|相关)?(?:证明|申请|佐证)?{_PAPER}?(?:原件|复印件)?"
        rf"(?=(?:原件|复印件|[(][^()]*[)]|各?[0-9一二两三]份)*$)|"
        r"(?:等|(?<!\.))\.{3,}$"
    )


_contents = regex(
    "(?:方案|报告|[书表单]|制度|章程|计划|规划|说明|合同|协议|预案)[,:(]?(?:其?(?:主要)?内容)?(?:应当?|主要){0,2}(?:包括|包含|载明)"
)
"""One document and its contents: 可行性方案，内容包括人员、资金等."""


@regex
def _unnamed_paper() -> str:
    """有关 or 其他 right before a document, or a name of nothing but such words (所需材料,
    规定应当提交的材料).

    A bracket or colon after it may name the documents; 其他有效身份证件 after 或 is definite enough.
    """
    sort = "(?:身份|佐证|申请|申报|辅助|资质|支撑|材料|资料|文件|证明|证件|手续)"
    document = (
        "(?:(?<![保公认验论签查])证|证书|执照|户口[簿本薄]|(?<!代)表|(?<![秘图])书|证明|报告|"
        "合同|协议|章程|凭证|发票|决议|批复)"
    )
    named = rf"(?!\s*(?:[(:]|—{{1,2}})[^()]*(?:[、,]|{document}(?:原件|复印件)?(?:\)|$)))"
    identity = "(?:身份|证件)"
    bare = "(?:批复|批文|证书|证照|协议|合同|图纸|票据|凭证|表格|照片)"
    plain = (
        "所需|必需|必要|需要?|提[供交]|全套|全部|所有|整套|补充|附加|其余|另需|"
        "申请|申报|佐证|证明|支撑|辅助|办理|基本|的"
    )
    return (
        rf"(?!(?<=或)其.有效的?{identity}|(?<=或者)其.有效的?{identity})"
        rf"(?:其[他它])(?:有效|有关|相关|必要|合法|所需|需要)?的?{sort}*{_PAPER}(?!{sort}){named}|"
        rf"(?:有关|相关|相应)的?{sort}*(?:{_PAPER}(?!{sort})|资质(?![的机条]|单位|企业|人员)){named}|"
        rf"^[^,与和同]{{0,8}}(?:有关|相关)的?{bare}(?:(?:或者?|及|和|、)?{bare})?(?:原件|复印件)?$|"
        rf"^[^,]{{0,8}}{_BODY}要求{_MUST}{_HANDED_IN}?的{_PAPER}$|"
        rf"^[^,]{{0,14}}(?:规定|要求)(?:的[^,]{{0,12}}所需|{_MUST}){_HANDED_IN}的(?:材料|资料)$|"
        rf"^(?:{plain}){{1,4}}(?:(?:材料|资料){{1,2}}|(?<=证明)文件)(?:原件|复印件)?{named}(?=\(|$)"
    )


@regex
def _unnamed_body() -> str:
    does = "出具|核发|颁发|提供|开具|批准|签发|的?(?:证明|批文|批复|意见|文件)(?![(:])"
    return f"(?:有关|相关)(?:主管)?(?:部门|单位|机关|机构)(?:{does})"


_PATTERNS = {
    "catch-all": _catch_all,
    "discretion": _discretion,
    "unbounded": _unbounded,
    "unnamed-paper": _unnamed_paper,
    "unnamed-body": _unnamed_body,
}
_WORDS: dict[OpenWording, tuple[str, ...]] = {
    "catch-all": ("其他", "其它", "有关", "相关"),
    "discretion": ("认为", "要求", "视", "酌情", "必要时", "为准", "根据", "补充"),
    "unbounded": ("等", "..."),
    "unnamed-paper": ("其他", "其它", "有关", "相关", "相应", "材料", "资料", "证明文件"),
    "unnamed-body": ("有关", "相关"),
}
"""Words of which at least one occurs in all open wording of a sort."""
