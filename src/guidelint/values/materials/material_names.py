"""Normalises names of application materials: which document is meant, and whose.

Copy words (原件, 复印件1份, 扫描件) say how a document is handed in, not which one it is; holders
(法定代表人, 经办人) do: 身份证（法定代表人） and 身份证（经办人） are two documents.
"""

from __future__ import annotations

from functools import lru_cache

from guidelint.lean.regex import regex
from guidelint.values.numerals import half_width, without_lead

_SPELLINGS = {
    "居民身份证": "身份证 二代身份证 第二代身份证 第二代居民身份证 居民身份证件",
    "居民户口簿": "户口簿 户口本 户口薄 居民户口本 居民户口薄",
    "营业执照": "工商营业执照 营业执照副本 营业执照正本 营业执照正副本 企业营业执照 企业法人营业执照 法人营业执照",
    "不动产权证书": "不动产权证",
    "结婚证": "结婚证书",
    "离婚证": "离婚证书",
    "社会保障卡": "社保卡",
    "残疾人证": "残疾证",
    "委托书": "授权委托书",
}
"""Documents, and the other names that each has."""
_ALIASES = {alias: name for name, aliases in _SPELLINGS.items() for alias in aliases.split()}
_HOLDERS = (
    "法定代表人", "法人代表", "负责人", "经营者", "投资人", "委托代理人", "受委托人", "被委托人", "委托人",
    "举办者", "产权人", "户主", "股东", "权利人", "代理人", "经办人", "代办人", "监护人", "申请人", "当事人",
    "本人", "双方", "配偶", "子女", "父母",
)  # fmt: skip
_FORM_ENDS = (
    "申请表", "申请书", "登记表", "备案表", "申报表", "审批表", "报名表", "信息表", "申请单", "注册书",
    "承诺书", "声明书", "登记书",
)  # fmt: skip
_COUNT = "(?:各|共|一式)?[0-9一二两三四五六七八九十]{1,2}[份套张]"
_LONGEST_NAME = 300
"""The maximum length of a name; copy words in longer texts are kept."""


@lru_cache(maxsize=8192)
def plain_name(name: str) -> str:
    """The name in plain characters, without number, note, 《》, copy words and counts; keeps other brackets."""
    text = without_lead(half_width(without_note(name)).strip()).replace("《", "").replace("》", "")
    text = _spaces.sub("", text.replace("〔", "(").replace("〕", ")").replace("[", "(").replace("]", ")"))
    before = "" if len(text) <= _LONGEST_NAME else text
    while before != text:
        before = text
        text = _copies.sub("", _copy_bracket.sub("", text))
    return text


@lru_cache(maxsize=8192)
def head_name(name: str) -> str:
    """The plain name without any bracket: the text on which word lists are matched."""
    return without_copies(_bracket.sub("", plain_name(name)))


@lru_cache(maxsize=8192)
def material_key(name: str) -> str:
    """One spelling for one document of one holder; names with equal keys mean the same document.

    居民身份证, 身份证复印件 and 身份证〔原件〕 are one; 法定代表人身份证 is 身份证（法定代表人）.
    """
    plain = plain_name(name)
    marks = [found[0].strip("()").strip("、,;") for found in _bracket.finditer(plain)]
    document = head_name(name).removeprefix("中华人民共和国")
    held = _holder.match(document)
    if held and _ALIASES.get(held[2], held[2]) in _ALIASES.values():
        marks.append(held[1])
        document = held[2]
    return "|".join((_ALIASES.get(document, document), *sorted(filter(None, marks))))


def without_note(name: str) -> str:
    """A name without the note behind it in a cell or list: 身份证⏎注：以上材料均需加盖公章 is 身份证."""
    found = _note.search(name)
    return name[: found.start()] if found else name


def without_copies(text: str) -> str:
    """A name or part of one without the copy word or count at its end."""
    return _copies.sub("", text)


def is_form_name(name: str) -> bool:
    """Whether the name is that of a form to fill in: it ends in 申请表, 登记表, 承诺书 …"""
    return head_name(name).endswith(_FORM_ENDS)


def is_proof_name(name: str) -> bool:
    """Whether the name is that of a proof: it ends in 证明.

    身份证明, 出生医学证明 and 不动产登记证明 are certificates that people already have; 证明材料 and 证明文件
    may be any evidence, the applicant's own contracts and bills included, unless a body issues them.
    """
    head = head_name(name)
    if _issued_proof.search(head):
        return True
    return head.endswith("证明") and not head.endswith("身份证明") and _certificate.search(head) is None


def is_state_certificate(name: str) -> bool:
    """Whether the named document is issued by a public body: 营业执照, 居民身份证, …许可证."""
    return _certificate.search(head_name(name)) is not None


KINDS_OF_COPY = (
    "原件|复印件|复制件|复件|影印件|扫描件|电子件|电子版|纸质版|纸质件|纸质|照片原件|原件照片|正本|副本"
)
_spaces = regex(r"[\s“”\"'‘’]+")
_note = regex(
    r"(?<=\S)[\s。；;，,、](?:\s{0,4}(?:备?注|说明)[：:]|(?<=\n)\s{0,4}以上(?:材料|资料|复印件|证件))"
)


@regex
def _copies() -> str:
    """Copy words and counts at the end of a name; 原件 and 照片 alone are names and stay."""
    words = f"(?:正反面|彩色|双面)?(?:{KINDS_OF_COPY})"
    return f"(?<=.)(?:[、,;及和与或/的]?(?:{words})(?:{_COUNT})?|{_COUNT})$|[。.;,、]$"


@regex
def _copy_bracket() -> str:
    """A bracket that only says how the document is handed in."""
    word = f"(?:{KINDS_OF_COPY}|正反面|核验|核对|查验|验|校验|收取|收|盖章|加盖公章|{_COUNT})"
    return rf"\((?:{word}[、,;及和与或/+]?){{1,12}}\)"


_bracket = regex(r"\((?:[^()]|\([^()]{0,40}\)){0,120}\)")
_holder = regex(f"({'|'.join(_HOLDERS)})的?(.+)")


@regex
def _issued_proof() -> str:
    """A proof that a body issues: 公安机关出具的遭受暴力伤害证明材料."""
    body = "机关|部门|政府|局|法院|委员会|[村居]委会|街道办|办事处|派出所|社区|学校|医院"
    return f"(?:{body})(?:出具|开具)的.{{0,20}}(?<!身份)证明(?:材料|文件|书)$"


_certificate = regex(
    "(?:身份证|户口[簿本薄]|营业执照|许可证|结婚证|离婚证|不动产权证书?|房产证|土地使用证|残疾人?证|退役军人证|"
    "行驶证|驾驶证|(?:社会保障|社保)卡|法人登记证书|法人证书|出生医学证明|不动产登记证明|护照|居住证|所有权证书?|林权证书?|优待证|"
    "(?:低保|最低生活保障)证|军官证|士兵证|退出现役证|通行证|(?:教师|法律职业|医师|药师|护士)(?:资格|执业)+证书?)$"
)
