"""Decides whether a note or name says who issues a document, and whether a legal basis is a law.

Encoded here: 优化营商环境条例 art. 44 — a proof may be demanded only by a law, a regulation or a decision of
the State Council, and its list says the issuing body.
"""

from __future__ import annotations

from functools import lru_cache

from guidelint.lean.regex import regex
from guidelint.values.law.citations import find_citations
from guidelint.values.law.law_names import names_law
from guidelint.values.numerals import half_width


@lru_cache(maxsize=4096)
def names_body(text: str) -> bool:
    """Whether the text names an authority or a kind of authority; 政府部门核发 and 有关部门 name none."""
    return _body.search(_nobody.sub("", text)) is not None


@lru_cache(maxsize=1024)
def names_nobody(issuer: str) -> bool:
    """Whether the stated issuer is only a general word: 政府部门, 有关单位, 发证机关."""
    return _nobody_alone.fullmatch(issuer.strip(" 。")) is not None


def names_applicant(issuer: str) -> bool:
    """Whether the stated issuer is the applicant: 申请人, 本人, 自备."""
    return _applicant.fullmatch(issuer.strip(" 。")) is not None


def is_authority(text: str) -> bool:
    """Whether a text only names an authority, possibly as the issuer: 市市场监管局, 由公安机关核发."""
    return _authority.fullmatch(text.strip(" 。")) is not None


def tells_of_source(note: str) -> bool:
    """Whether a note says where a material comes from, rather than referring elsewhere (见说明,
    有关部门核发).
    """
    return len(_vague_note.sub("", note).strip(" 。")) > 1


def issuer_in_name(name: str) -> bool:
    """Whether a material's name says who issues it: 律师协会出具的实习考核合格证明, 用地批准书（自然资源局）.

    Without a word for issuing, the body must be an authority, before a kind of document that authorities
    write (派出所证明, 县人民政府关于…的批复) or at the end of a bracket; 企业章程 and （企业） only say whose
    document it is.
    """
    plain = _nobody.sub("", half_width(name))
    found = _issued.search(plain)
    if found is not None and names_body(found[1]):
        return True
    if any(map(_issues, _mark_ends.split(";".join(mark[1:-1] for mark in _bracket.findall(plain))))):
        return True
    head = _by_authority.match(_bracket.sub("", plain))
    return head is not None and names_body(head[1])


def _issues(mark: str) -> bool:
    """Whether the words in a bracket name an issuer: 由公安机关出具, 县自然资源局, 二级以上医院."""
    return _issuer.search(mark) is not None and names_body(mark)


@lru_cache(maxsize=4096)
def rests_on_law(text: str) -> bool:
    """Whether the text names a law, a regulation or a decision of the State Council.

    A local 办法 or 细则, a 通知 and a bare document number are normative documents, hence no law. A national
    办法 or 规定 may be a regulation or a ministry's rule, and is accepted.
    """
    titles = [(citation.short, text[citation.start : citation.end + 40]) for citation in find_citations(text)]
    if not titles and names_law(text):
        titles = [(text.strip(" 。"), "")]
    return any(_is_law(title, after) for title, after in titles) or _state_council.search(text) is not None


def _is_law(title: str, after: str) -> bool:
    if _statute.search(title):
        return True
    if not _rule.search(title):
        return False
    return _local.match(title) is None or "令" in after


_nobody = regex("政府部门|中介机构|(?:有关|相关|其他)(?:行政)?(?:主管)?(?:部门|机关|单位|机构)")


@regex
def _nobody_alone() -> str:
    sort = (
        "各级?|政府|国家|行政(?!主管)|职能|(?:有关|相关|其[他它])(?:行政)?(?:主管)?|相应|中介|第三方|"
        "出具|发证|核发|颁发|开具"
    )
    return f"由?(?:(?:{sort}){{1,3}}的?(?:部门|机关|单位|机构)|政府|部门|机关|机构|第三方|中介|其[他它])(?:{_ISSUE})?"


@regex
def _applicant() -> str:
    who = "(?:申请|办事|申办|办理)(?:人|单位|企业|者)|本人|个人"
    return f"由?(?:{who})?(?:自备|自行(?:准备|提供|编制))|由?(?:{who})(?:{_ISSUE}|提供)?"


@regex
def _vague_note() -> str:
    return f"^(?:详?见|参见|按|以)[^,，]*$|其[他它](?:来源|渠道)?|{_nobody.pattern}|{_ISSUE}|提供|由|的|等"


_body = regex(
    "局|委员会|卫健委|发改委|厅|部门?(?!分|位|件)|[医法学检]院|院校|设计院|研究院|研究所|事务所|派出所|交易所|中心|机关|机构|"
    "单位|公司|银行|学校|大学|政府|街道|协会|学会|联合会|残联|工会|商会|社区|[居村]委|[居村](?:民|[(（][居村][)）])委|村民小组|(?:开户|支|分)行|大队|支队|总队|办事处|公证处|"
    "管理[处站所者人]|工作站|企业|工厂|生产商|[厂店]家?|业主|雇主|医生|医师"
)
_ISSUE = "(?:出具|核发|颁发|开具|编制|签发|制作|盖章|批准)"
_AUTHORITY = (
    "(?:派出所|(?<![布结])局(?![部面限])|政府|法院|检察院|部门|(?:公安|税务|司法|登记|审批|发证|主管|行政)机关|海关|公证处|办事处|"
    "[居村](?:民|[(][居村][)])?委(?:员?会)?)"
)
_authority = regex(
    "由?(?!.*(?:申请|自备|本人|到|或))[一-龥（）()]{0,20}(?:(?<![布结邮])局(?:[一-龥]{2,6}队)?|(?<!客)厅|政府|派出所|海关|"
    "(?:公安|税务|司法|登记|审批|发证|行政|政府|主管|民政|教育|卫健|医保|人社|住建|交通|资源|环境|农村|监管|应急)(?:机关|部门)|"
    f"(?:卫健|发改|工信|住建|国资)委)的?{_ISSUE}?"
)
_issued = regex(f"(?:由|经|^)?([^,。;(]{{2,30}}?){_ISSUE}(?:的|并)")
_bracket = regex(r"\((?:[^()]|\([^()]{0,20}\)){0,60}\)")
_mark_ends = regex("[,;、。]")
_issuer = regex(f"(?:{_ISSUE}的?|{_AUTHORITY}|医院)$")


@regex
def _by_authority() -> str:
    document = (
        "(?:证明书?|批复|批文|文件|意见书?|决定书?|通知书?|函|凭证|文书|(?:判决|裁定|调解|认定|裁决|批准)书)"
    )
    by_whom = f"{_AUTHORITY}|(?:卫健|发改|工信|住建|国资)委|医院|学校"
    return f"([^,。;]{{0,16}}?(?:{by_whom}))(?:关于[^,。;]{{2,40}}|[^,。;]{{0,10}}){document}$"


@regex
def _statute() -> str:
    """A law, a regulation, or a province's implementing measures: 湖南省实施〈…保障法〉办法, …法实施细则."""
    put_in_force = (
        "(?<![县乡镇])实施[〈《<]?[^〈〉《》<>]{2,40}(?:法|条例)[〉》>]?(?:若干)?(?:办法|规定|细则)"
    )
    return f"(?:[^办做方执]法|法典|条例|(?:法|条例)[〉》>]?实施(?:细则|办法|规定)|{put_in_force})$"


_rule = regex("(?:办法|规定|规则|决定|细则|规程)(?:[（(][^（()）]*[)）])?$")
_local = regex("[\u4e00-\u9fff]{2,6}?(?:省|(?<!城)市|县|自治[区州]|州|区)(?![场政域容级际区内民镇划间])")
_state_council = regex(
    "国务院令|主席令|国务院(?!办公厅|各|有关|令)[^，。；;《》]{0,30}决定|国发[〔﹝\\[【(（]"
)
