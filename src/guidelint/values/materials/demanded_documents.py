"""Finds the documents that a text tells the applicant to hand in, and whether a list of materials has them.

Both avoid false alarms: only 提交, 提供, 递交, 携带, 上传 and the like count (核验 is not handing in); acts
of officials and documents given to third parties are ignored, as are words that name no document (材料,
申请表); and a document is listed if any name is similar.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from guidelint.lean.regex import regex
from guidelint.values.materials.material_names import head_name, material_key
from guidelint.values.numerals import half_width

_ENOUGH_ALIKE = 0.5
"""The share of a name's character pairs that a listed name must have to count as the same document."""
_LONGEST_DOCUMENT = 24
_PLACE = "(?:窗口|大厅|中心|局|所|站|办|处|部门|机关|单位|现场|银行|医院|政府|服务|公司|学校)"


@lru_cache(maxsize=4096)
def demanded_documents(text: str, named: bool = False) -> tuple[tuple[str, ...], ...]:
    """What the applicant must hand in, in order; each entry lists alternatives, of which one is enough.

    With `named`, only demands that name the applicant count: the text describes the work of an office.
    """
    plain = half_width(text)
    if not _quick.search(plain):
        return ()
    found: list[tuple[str, ...]] = []
    listed = 0
    for demand in _demand.finditer(plain):
        items, end = _items(plain, demand.end()) if demand.end() >= listed else ([], listed)
        listed = max(listed, end)
        objects = [entry for what in items or [demand["what"]] for entry in _objects(what)]
        if objects and not _excused(plain, demand, named):
            found += objects
    return tuple(dict.fromkeys(found))


def is_applicants_step(name: str, role: str) -> bool:
    """Whether the applicant acts in a step of this name and role: 申请, 受理, or nothing that says otherwise."""
    return _applying.search(name) is not None if name else not _officials.search(role)


def demanding_pairs() -> frozenset[int] | None:
    """Character pairs of which every text that demands a document contains at least one."""
    from guidelint.values.text.necessary import necessary_pairs

    return necessary_pairs(_quick.pattern)


def is_listed(document: str, names: Collection[str]) -> bool:
    """Whether one of the names of materials may mean the document."""
    wanted = material_key(document).partition("|")[0]
    return any(_alike(wanted, material_key(name).partition("|")[0]) for name in names)


def _alike(wanted: str, listed: str) -> bool:
    if wanted in listed or listed in wanted:
        return True
    content = _kind.sub("", wanted).removeprefix("居民")
    if len(content) > 1 and content in listed:
        return True
    if _home.search(wanted) and _home.search(listed):
        return True
    pairs = {wanted[at : at + 2] for at in range(len(wanted) - 1)}
    return sum(pair in listed for pair in pairs) >= _ENOUGH_ALIKE * len(pairs)


def _items(plain: str, at: int) -> tuple[list[str], int]:
    """The numbered items of a list that begins at an offset, and the offset of its end."""
    items = []
    item = _item.match(plain, at)
    while item is not None:
        items.append(item[1])
        at = item.end()
        item = _item.match(plain, at)
    return items, at


def _excused(plain: str, demand: re.Match[str], named: bool) -> bool:
    """Whether somebody else hands it in or receives it, nobody must, or it is shown to collect the result."""
    sentence = _sentence_ends.split(plain[max(0, demand.start() - 60) : demand.start()])[-1]
    *before, clause = _clause_ends.split(sentence)
    clause = clause[-24:]
    towards = _towards.search(clause)
    if _not_asked.search(clause) or (towards is not None and not _place.search(towards[1])):
        return True
    by_applicant = _by_applicant(clause, before)
    if by_applicant is False or (named and not by_applicant) or demand["what"].endswith("的"):
        return True
    rest = plain[demand.end("what") : demand.end("what") + 12].partition("。")[0]
    shown = demand["what"] + rest if demand[0].startswith(("携带", "持")) else demand["what"]
    return _fetching.search(shown) is not None


def _by_applicant(clause: str, before: list[str]) -> bool | None:
    """Whether the applicant hands it in, by the clause or the nearest one before it that tells; None if none
    does.
    """
    actor = _addressee.sub("", clause)
    if _applicant.search(actor):
        return True
    if _officials.search(actor):
        return False
    for earlier in reversed(before):
        if _applicant.search(earlier):
            return True
        if _official_acts.search(earlier):
            return False
    return None


def _objects(what: str) -> list[tuple[str, ...]]:
    if not _kind_sign.search(what):
        return []
    what = _bracket.sub("", _tail.split(what)[0].replace("《", "").replace("》", ""))
    entries = []
    for piece in _list.split(what):
        alternatives = tuple(filter(None, (_document(part) for part in _or.split(piece))))
        if alternatives and len(alternatives) == len(_or.split(piece)):
            entries.append(alternatives)
    return entries


def _document(piece: str) -> str:
    """The document that a phrase names, without introductory words; empty if it names none."""
    name = _leading.sub("", head_name(piece))
    kind = _kind.search(name)
    if kind is None or len(name) > _LONGEST_DOCUMENT or _no_name.search(name):
        return ""
    content = _generic.sub("", name[: kind.start()])
    return name if len(content) > 1 or _telling.search(name) else ""


_quick = regex("提交|提供|递交|携带|交验|带齐|备齐|上传|人持")


@regex
def _demand() -> str:
    """A verb and what may introduce a list; the words after them may contain a demand of their own.

    Whoever 持 a document where it is applied for hands it in; elsewhere, or when applying for another
    certificate with it, it may be one that was issued.
    """
    opening = "(?:以下|下列)?(?:的?(?:书面)?(?:申请|申报)?(?:材料|资料|文件))?:\\s*|(?:以下|下列)?"
    applied = "(?:申请|申报|报名)(?![^。;,\n→:!]{0,12}(?:证|执照|税))"
    held = f"持(?<=人持)(?![有续证卡股枪])(?=[^。;,\n→:!]{{2,60}}[到至向往][^。;,\n→:!]{{2,20}}{applied})"
    verb = f"(?:提交|提供|递交|携带|交验|带齐|备齐|上传|{held})"
    return rf"{verb}(?!的|申请,)(?:{opening})(?=(?P<what>[^。;,\n→:!]{{2,80}}))"


_item = regex(
    r"\s*(?:\(?[0-9]{1,2}[.、)](?![0-9])|\(?[一二三四五六七八九十]{1,3}[、)])\s*([^。;,\n→:!]{2,80})[^。;\n→!]{0,80}[。;\n]?"
)
"""A numbered item of a list, with the separator before the next."""
_applying = regex("申请|受理|收件|接件|申报|提出|提交|递交|预约|报名|登记|补正|取号|办理")
_sentence_ends = regex(r"[。;\n→!]")
_clause_ends = regex("[,:]")
_towards = regex("[向给]([^,向给]{1,20})$")
_place = regex(f"{_PLACE}|机构|平台|[委厅院科股会]")
"""Names of authorities or their premises; anybody else is a third party: 消费者, 社会."""
_not_asked = regex(
    "(?:无需|不需|无须|不再|免于?|不用|不必|不得|未|没有|可以?|自愿|鼓励|为.{1,12})[^、]{0,6}$|由[^、]{1,12}$|不能|无法|未能|不按"
)
_officials = regex(
    "窗口|工作人员|机构|承办|股室|科室|[股科]$|专家|评审|审查|审核|勘验|勘查|核查|踏勘|局|机关|部门|大厅|中心|系统|民警|登记员|"
    "(?:受理|审批|检查|验收)人员"
)
_official_acts = regex(
    "工作人员|审查人员|承办|股室|科室|专家|评审|勘验|勘查|核查|踏勘|民警|登记员|(?:审查|审核|初审|复审)(?!通过|合格|意见|同意)"
)
"""An earlier clause about an official's act: 组织专家评审，提交…; 审核通过后 says when, not who."""
_addressee = regex("[向到在](?!申请人|当事人)[^,]{1,20}$")
"""The addressee or place; not 向申请人, which shows that an official acts."""
_applicant = regex(
    "^(?:.{0,6}[^向为给])?(?:申请人|申请单位|申请者|当事人|使用单位|建设单位|用人单位|参保人|申报单位|企业)"
)
_fetching = regex("领取|领证|取件|取证|领回|取回")
_bracket = regex(r"\([^()]*\)")
_tail = regex(
    f"(?:到|至|前往|向)(?=.{{0,16}}{_PLACE})|并|进行|办理|后(?!勤|续)|供|由|用于|以便|的(?=，|$)|等(?![级离])"
)
"""The end of the documents, where their use begins."""
_list = regex("、|以及|[和及与]")
_or = regex("或者?|/")
_leading = regex(
    "^(?:有效的?|本人的?|个人的?|单位的?|填写(?:完整|好)?的?|相应的?|相关的?|有关的?|真实的?|合法的?|书面的?|申请人的?|其)+"
)
_kind = regex(
    "(?:(?<![保公认验论签查])证|证书|证件|执照|户口[簿本薄]|(?<!代)表|(?<![秘图])书|证明|报告|合同|协议|章程|凭证|发票|决议|批复|照片)"
    "(?:材料|文件)?$"
)
_kind_sign = regex("[证照簿本薄表书告同议程票复片]")
"""Everything that `_kind` matches contains one of these."""
_generic = regex(
    "身份|有效|相关|有关|相应|必要|书面|申请|规定|法定|其他|纸质|电子|本人|个人|单位|上述|以上|所需|全部|各类|合格|资格|资质|"
    "资料|材料|文件|的"
)
_telling = regex("^(?:居民)?身份证$|户口[簿本薄]|营业执照|结婚证|离婚证")
"""Short names that are nevertheless documents."""
_home = regex("不动产|房产|产权|房屋|住所|场所|场地|租赁|购房|用房")
"""Documents about premises, which have many names: 房产证, 不动产权证书, 场所使用证明, 租赁合同."""
_no_name = regex(
    "通知书|决定书|告知书|受理单|受理凭证|回执|批准书|意见书$|结果|(?:审[查核]|[初复]审|核查|勘验|踏勘|办结)报告$|"
    "应当|取得|持有|具有|需要|必须|可以|按照|根据|依据|符合|核发|发放|颁发|[不未已]|提交|提供|递交|携带|"
    "虚假|伪造|变造|假冒|领导|[发签制办取领换打][发放取印理作给]?(?:许可|营业)?[证执]照?[书件]?$"
)
"""What the authority issues, and verbs that indicate a clause instead of a name."""
