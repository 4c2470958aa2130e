"""Finds the documents that a text tells the applicant to hand in, and whether a list of materials has them.

Both err on the quiet side: only 提交, 提供, 递交, 携带 and their like count (核验 is not handing in), words
that name no document (材料, 申请表) are passed over, and a document is listed as soon as a name is close.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache, lru_cache

from guidelint.values.material_names import head_name, material_key
from guidelint.values.numerals import half_width

_ENOUGH_ALIKE = 0.5
"""Share of a name's pairs of signs that a listed name must have to be taken for the same document."""
_LONGEST_DOCUMENT = 24


@lru_cache(maxsize=4096)
def demanded_documents(text: str) -> tuple[tuple[str, ...], ...]:
    """What the applicant must hand in, in order: each entry the alternatives of which one will do."""
    plain = half_width(text)
    if not _quick().search(plain):
        return ()
    found: list[tuple[str, ...]] = []
    for demand in _demand().finditer(plain):
        objects = _objects(demand["what"]) if _kind_sign().search(demand["what"]) else ()
        if objects and not _excused(plain, demand):
            found += objects
    return tuple(dict.fromkeys(found))


def demanding_pairs() -> frozenset[int] | None:
    """Pairs of signs of which one stands in every text that demands a document."""
    from guidelint.values.necessary import necessary_pairs

    return necessary_pairs(_quick().pattern)


def is_listed(document: str, names: Collection[str]) -> bool:
    """Whether one of the names of materials may be the document."""
    wanted = material_key(document).partition("|")[0]
    return any(_alike(wanted, material_key(name).partition("|")[0]) for name in names)


def _alike(wanted: str, listed: str) -> bool:
    if wanted in listed or listed in wanted:
        return True
    content = _kind().sub("", wanted)
    if len(content) > 1 and content in listed:
        return True
    if _home().search(wanted) and _home().search(listed):
        return True
    pairs = {wanted[at : at + 2] for at in range(len(wanted) - 1)}
    return sum(pair in listed for pair in pairs) >= _ENOUGH_ALIKE * len(pairs)


def _excused(plain: str, demand: re.Match[str]) -> bool:
    """Whether somebody else hands in, nobody must, or the document is shown to fetch the result."""
    clause = plain[max(0, demand.start() - 24) : demand.start()]
    clause = _clause_ends().split(clause)[-1]
    actor = _addressee().sub("", clause)
    if _not_asked().search(clause) or (_officials().search(actor) and not _applicant().search(actor)):
        return True
    rest = plain[demand.end() : demand.end() + 12].partition("。")[0] if demand[0].startswith("携带") else ""
    return _fetching().search(demand["what"] + rest) is not None


def _objects(what: str) -> list[tuple[str, ...]]:
    what = _bracket().sub("", _tail().split(what)[0].replace("《", "").replace("》", ""))
    entries = []
    for piece in _list().split(what):
        alternatives = tuple(filter(None, (_document(part) for part in _or().split(piece))))
        if alternatives and len(alternatives) == len(_or().split(piece)):
            entries.append(alternatives)
    return entries


def _document(piece: str) -> str:
    """The document that a piece names, without lead words; empty when it names none."""
    name = _leading().sub("", head_name(piece))
    kind = _kind().search(name)
    if kind is None or len(name) > _LONGEST_DOCUMENT or _no_name().search(name):
        return ""
    content = _generic().sub("", name[: kind.start()])
    return name if len(content) > 1 or _telling().search(name) else ""


@cache
def _quick() -> re.Pattern[str]:
    return re.compile("提交|提供|递交|携带|交验")


@cache
def _demand() -> re.Pattern[str]:
    return re.compile(r"(?:提交|提供|递交|携带|交验)(?!的|申请,)(?:以下|下列)?:?(?P<what>[^。;,\n→:!]{2,80})")


@cache
def _clause_ends() -> re.Pattern[str]:
    return re.compile(r"[。;,\n→:!]")


@cache
def _not_asked() -> re.Pattern[str]:
    return re.compile(
        "(?:无需|不需|无须|不再|免于?|不用|不必|不得|未|没有|可以?|自愿|鼓励|为.{1,12})[^、]{0,6}$|由[^、]{1,12}$|不能|无法|未能|不按"
    )


@cache
def _officials() -> re.Pattern[str]:
    return re.compile(
        "窗口|工作人员|机构|承办|股室|科室|[股科]$|专家|评审|审查|审核|勘验|勘查|局|机关|部门|大厅|中心|系统|民警|登记员"
    )


@cache
def _addressee() -> re.Pattern[str]:
    """To whom or where; 向申请人 stays, it tells of an official."""
    return re.compile("[向到在](?!申请人|当事人)[^,]{1,20}$")


@cache
def _applicant() -> re.Pattern[str]:
    return re.compile(
        "^(?:.{0,6}[^向为给])?(?:申请人|申请单位|申请者|当事人|使用单位|建设单位|用人单位|参保人|申报单位|企业)"
    )


@cache
def _fetching() -> re.Pattern[str]:
    return re.compile("领取|领证|取件|取证|领回|取回")


@cache
def _bracket() -> re.Pattern[str]:
    return re.compile(r"\([^()]*\)")


@cache
def _tail() -> re.Pattern[str]:
    """Where the documents end and what is done with them begins."""
    place = "(?:窗口|大厅|中心|局|所|站|办|处|部门|机关|单位|现场|银行|医院|政府|服务|公司|学校)"
    return re.compile(
        f"(?:到|至|前往|向)(?=.{{0,16}}{place})|并|进行|办理|后(?!勤|续)|供|由|用于|以便|的(?=，|$)|等(?![级离])"
    )


@cache
def _list() -> re.Pattern[str]:
    return re.compile("、|以及|[和及与]")


@cache
def _or() -> re.Pattern[str]:
    return re.compile("或者?|/")


@cache
def _leading() -> re.Pattern[str]:
    return re.compile(
        "^(?:有效的?|本人的?|个人的?|单位的?|填写(?:完整|好)?的?|相应的?|相关的?|有关的?|真实的?|合法的?|书面的?|申请人的?|其)+"
    )


@cache
def _kind() -> re.Pattern[str]:
    return re.compile(
        "(?:(?<![保公认验论签查])证|证书|证件|执照|户口[簿本薄]|(?<!代)表|(?<![秘图])书|证明|报告|合同|协议|章程|凭证|发票|决议|批复|照片)"
        "(?:材料|文件)?$"
    )


@cache
def _kind_sign() -> re.Pattern[str]:
    """One of these stands in everything that `_kind` finds."""
    return re.compile("[证照簿本薄表书告同议程票复片]")


@cache
def _generic() -> re.Pattern[str]:
    return re.compile(
        "身份|有效|相关|有关|相应|必要|书面|申请|规定|法定|其他|纸质|电子|本人|个人|单位|上述|以上|所需|全部|各类|合格|资格|资质|"
        "资料|材料|文件|的"
    )


@cache
def _telling() -> re.Pattern[str]:
    """Short names that are documents all the same."""
    return re.compile("^(?:居民)?身份证$|户口[簿本薄]|营业执照|结婚证|离婚证")


@cache
def _home() -> re.Pattern[str]:
    """Papers about a place go by many names: 房产证, 不动产权证书, 场所使用证明, 租赁合同."""
    return re.compile("不动产|房产|产权|房屋|住所|场所|场地|租赁|购房|用房")


@cache
def _no_name() -> re.Pattern[str]:
    """What the authority hands out, and verbs that show a clause instead of a name."""
    return re.compile(
        "通知书|决定书|告知书|受理单|受理凭证|回执|批准书|意见书$|"
        "应当|取得|持有|具有|需要|必须|可以|按照|根据|依据|符合|核发|发放|颁发|[不未已]"
    )
