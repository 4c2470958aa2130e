"""Reads who issues a document: whether a note or a name says a body, and whether a basis is a law.

Encoded here: 优化营商环境条例 art. 44 — a proof may be demanded only by a law, a regulation or a decision of
the State Council, and its list says the issuing body.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from guidelint.values.citations import find_citations
from guidelint.values.law_names import names_law


@lru_cache(maxsize=4096)
def names_body(text: str) -> bool:
    """Whether the text names a body or a sort of body; 政府部门核发 and 有关部门 name none."""
    return _body().search(_nobody().sub("", text)) is not None


@lru_cache(maxsize=4096)
def issuer_in_name(name: str) -> bool:
    """Whether a material's name says who issues it: 律师协会出具的实习考核合格证明."""
    found = _issued().search(name)
    return found is not None and names_body(found[1])


@lru_cache(maxsize=4096)
def rests_on_law(text: str) -> bool:
    """Whether the text names a law, a regulation or a decision of the State Council.

    A local 办法 or 细则, a 通知 and a bare document number are normative documents, hence no law. A national
    办法 or 规定 may be either a regulation or a rule of a ministry and counts as law.
    """
    titles = [(citation.short, text[citation.start : citation.end + 40]) for citation in find_citations(text)]
    if not titles and names_law(text):
        titles = [(text.strip(" 。"), "")]
    return any(_is_law(title, after) for title, after in titles) or _state_council().search(text) is not None


def _is_law(title: str, after: str) -> bool:
    if _statute().search(title):
        return True
    if not _rule().search(title):
        return False
    return _local().match(title) is None or "令" in after


@cache
def _nobody() -> re.Pattern[str]:
    return re.compile("政府部门|中介机构|(?:有关|相关|其他)(?:行政)?(?:主管)?(?:部门|机关|单位|机构)")


@cache
def _body() -> re.Pattern[str]:
    return re.compile(
        "局|委员会|卫健委|发改委|厅|部门?(?!分|位|件)|[医法学检]院|院校|设计院|研究院|研究所|事务所|派出所|交易所|中心|机关|机构|"
        "单位|公司|银行|学校|大学|政府|街道|协会|学会|联合会|残联|工会|商会|社区|[居村]委|村民小组|大队|支队|总队|办事处|公证处|"
        "管理[处站所者人]|工作站|企业|工厂|生产商|[厂店]家?|业主|雇主|医生|医师"
    )


@cache
def _issued() -> re.Pattern[str]:
    return re.compile(
        "(?:由|经|^)?([^,，。；;（(]{2,30}?)(?:出具|核发|颁发|开具|编制|签发|制作|盖章|批准)(?:的|并)"
    )


@cache
def _statute() -> re.Pattern[str]:
    return re.compile("(?:[^办做方执]法|法典|条例|(?:法|条例)实施(?:细则|办法|规定))$")


@cache
def _rule() -> re.Pattern[str]:
    return re.compile("(?:办法|规定|规则|决定|细则|规程)(?:[（(][^（()）]*[)）])?$")


@cache
def _local() -> re.Pattern[str]:
    return re.compile(
        "[\u4e00-\u9fff]{2,6}?(?:省|(?<!城)市|县|自治[区州]|州|区)(?![场政域容级际区内民镇划间])"
    )


@cache
def _state_council() -> re.Pattern[str]:
    return re.compile(
        "国务院令|主席令|国务院(?!办公厅|各|有关|令)[^，。；;《》]{0,30}决定|国发[〔﹝\\[【(（]"
    )
