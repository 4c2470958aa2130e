"""Tells whether the name of one material holds several documents."""

from __future__ import annotations

from functools import lru_cache

from guidelint.lean.regex import regex
from guidelint.values.materials.material_names import (
    KINDS_OF_COPY,
    head_name,
    plain_name,
    without_copies,
    without_note,
)


@lru_cache(maxsize=4096)
def documents_in(name: str) -> tuple[str, ...]:
    """The documents that one name puts into one row; empty when it is one document.

    Alternatives (A或B, 任选其一), a sort with its examples (身份证、护照等有效证件), what stands in brackets,
    原件、复印件 and one form for several things (投入使用、营业前检查申请表) are one. Every part must be a
    document by its last word. Lines, blanks and circled numbers (①身份证②户口簿) part documents, too.
    """
    name = without_note(name)
    plain = plain_name(name)
    if _alternative.search(plain) or _one_act.search(head_name(name)) or _wrapped.search(name):
        return ()
    head = head_name(_parted.sub("、", name.strip()))
    if _titles.fullmatch(name.strip()):
        head = _joined.sub("、", head)
    parts = _documents(_listed.split(head))
    if not parts and ";" in head:
        parts = _documents(head.split(";"))
    return parts if len(parts) > 1 and not _of_a_sort.search(head) else ()


def _documents(pieces: list[str]) -> tuple[str, ...]:
    """The pieces as documents, split further at 和; empty as soon as one of them is none."""
    found: list[str] = []
    for piece in pieces:
        text = without_copies(piece.strip())
        if not text or _copy_word.fullmatch(text):
            continue
        if not _document.search(text):
            return ()
        joined = [without_copies(part) for part in _joined.split(text)]
        strong = len(joined) > 1 and all(_certain.search(part) for part in joined)
        found += joined if strong else [text]
    return tuple(found)


_copy_word = regex(f"(?:照片原件|原件照片|{KINDS_OF_COPY})++")
_alternative = regex("或|任选|任一|任意一|之一|其中一|择一|选一|二选|三选|/|[的,;]可以?(?:提[交供]|使用)")
_listed = regex(r"[、,;\n+]|(?<![0-9])[0-9]{1,2}\.(?![0-9])")
_parted = regex(r"(?<![\s及和与、，,])\s+(?![\s及和与、，,]|(?:批复|批文|附图|附表|明书)(?:文件)?$)|[①-⑳]")
"""Separators of documents in a name before normalisation."""
_titles = regex(r"(?:《[^《》及和与、]*》(?:以及|[及和与、]|$)){2,9}")
"""A row of titles and nothing else: 《登记表》和《承诺书》; without 和 inside, which might be part of a
title.
"""
_wrapped = regex(r"[证照书簿]\s{1,2}\S{0,10}(?:表|申请书|登记书|声明|说明)$")
"""A line break or blank that may be inside a name: 道路运输证⏎配发审批表."""
_of_a_sort = regex("(?:(?<=合同)|(?<![一二三四五六七八九十特高初同平对]))等[^等、]{1,12}$")
"""Examples of a kind of document, of which one is enough: 身份证、护照等有效证件."""
_joined = regex("(?:以及|[和及与])(?!(?:原|复印|复制|影印|扫描|电子)件)")
_document = regex(
    r".(?:(?<![保公认验论签查])证|(?<!代)表|(?<![秘图])书|(?<![企意])图|[账请记执知]单)$|"
    "(?:证书|证件|执照|户口[簿本薄]|证明(?:材料|文件)?|报告|合同|协议|章程|凭证|图纸|发票|决议|批复|名册|名单|清单|简历|存折|"
    "说明|介绍信|公函|方案|批准文件|照片|护照|病历|出院小结|(?:保障|社保|银行|医保|借记)卡)$"
)
"""Endings of list items that are documents by themselves."""
_certain = regex(
    r"..(?:(?<![保公认验论签查])证|证书|执照|户口[簿本薄]|申请表|申请书|登记表|备案表|合同|证明|承诺书|委托书|发票)$|"
    "^(?:护照|户口[簿本薄]|身份证|合同|发票|申请表|申请书|登记表)$"
)
"""Endings of parts joined by 和 that are certainly documents."""


@regex
def _one_act() -> str:
    """A form or statement about the certificates named before it: 营业执照、许可证遗失补领申请表."""
    act = "办理|换[领发证]|补[领发办证]|变更|注销|遗失|申领|延续|校验|年检"
    return (
        f"[证照书簿](?:(?:{act}).{{0,8}}(?:表|申请书|登记书|声明|说明)|(?:申请|登记|备案|审批|申报)[表书])$"
    )
