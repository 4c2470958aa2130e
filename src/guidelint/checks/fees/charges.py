"""Checks of fees: complete entries, no fees if the service is free, and an amount or its source."""

from __future__ import annotations

from typing import Any

from guidelint.checks.base import ABSENT, HERE, Check, CheckResult, here
from guidelint.checks.generic import text_of
from guidelint.lean.regex import regex
from guidelint.record import Data, is_missing
from guidelint.values.law.citations import names_instrument
from guidelint.vocabulary import FIELDS

_FREE = regex(
    "(?:不|无|没有|未|零|免|非)(?:需要?|须|用|必|要|得|予|设|再|另行?|有|产生|涉及|任何|行政(?:事业)?性|相关|其他|工本){0,3}"
    "(?:收|缴|交费|付费|费)"
    r"|(?<![减避])免(?![疫税检责冠])[^。；;，,0-9]{0,6}费|免征|免除(?!外)|停征|停收|暂停|取消|不涉及|不存在"
    r"|(?:财政|政府)[^。；;，,0-9]{0,4}(?:承担|负担|列支|统付|买单)|无偿"
    r"|^\s*(?:零|0(?:\.0+)?)\s*元?(?:(?!\S)|(?<=元)[/／每])"
)
"""A text that says of itself that nothing is charged: 不收费, 无需缴费, 免工本费, 由财政承担, 0元."""
_FREE_FOR_SOME = regex(
    r"\s*(?:每[^，,。；;]{1,4})?[1-9][0-9.]*\s*元[^，,。；;（(]*[，,。；;（(](?:[^，,。；;]*[，,。；;])??"
    r"(?![^，,。；;]*(?:所有|全部|一律|均))[^，,。；;）)]*(?:户|者|人员?|老人|对象|企业|学生|儿童|家庭|职工|军人|残疾|低保)[^，,。；;）)]{0,6}(?:免|不收|不缴)"
)
"""An amount, and who need not pay it: 200元，贫困户免费."""
_NO_FEE = regex(r"\s*+(?:(?:收费(?:项目|标准|情况)?|费用)\s*+)?(?:[:：]\s*+)?(?:暂?无|没有|否|不)?[。.]?\s*+")
"""A text that is the word for none, as the whole of it: 没有, 收费项目：无."""
_AMOUNT = regex(
    r"[0-9０-９〇零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟]\s*+(?:[余多]\s*+)?(?:元|角|分(?!钟|类|级|局)|%|％|‰|倍)"
    r"|百分之|千分之|万分之|[0-9]\s*/|[¥￥]\s*[0-9]|https?://"
)
_VAGUE = regex(
    "(?:按照?|依照?|依据|根据|参照|遵照|执行|详见|见)(?:(?!合同|协议)[^。；;]){0,24}"
    "(?:规定|标准|政策|文件|办法|要求|执行|收取)|面议|酌情|视情|据实|另行|以(?:(?!合同|协议)[^。；;，,]){0,12}为准"
    "|[见询](?:(?!合同|协议)[^。；;，,0-9]){0,8}(?:公示|公告|窗口|附件|大厅|网站)|(?:^|[，,；;。（(：:])(?:请|具体|详情|可|需){0,3}咨询(?!费|服务|机构|单位|公司|价|评估|设计)"
    r"|^\s*(?:国家|政府|省级?|市级?|物价部门|现行)?(?:规定|核定|统一)的?(?:收费)?标准[。.]?\s*$"
)
_FORM_FEE = regex(
    "(?<!不收)(?<!不收取)(?<!得收取)(?<!再收取)(?<!免收)(?<!免除)(?<!取消)"
    "(?:申请表|申请书|申报表|申报书|登记表|(?<!标准)表格|格式文本)"
    r"(?:(?!免|不)[^。；;，,、]){0,8}?(?:费|[0-9]+(?:\.[0-9]+)?\s*元)"
)


class CompleteItems(Check):
    """The list must have an element, and each element must have these `parts`; one problem reports all gaps."""

    message_args = ("missing", "missing_en")
    of: str
    parts: tuple[str, ...]

    def mistakes(self) -> list[tuple[str, str]]:
        field = FIELDS.get(self.of)
        if field is None or field.kind != "items":
            return [("of", f"{self.of!r} is no list of elements")]
        return [
            ("parts", f"{self.of!r} has no field {name!r}")
            for name in self.parts
            if name not in field.children
        ]

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        field = FIELDS[self.of]
        if not value:
            return here(missing=f"没有列出{field.label}", missing_en=f"no {self.of} are listed")
        gaps = [(number, names) for number, each in enumerate(value, 1) if (names := self._gaps(each))]
        if not gaps:
            return None
        labels = [(number, "、".join(field.children[name].label for name in names)) for number, names in gaps]
        zh = "；".join(f"第{number}项缺少{lacking}" for number, lacking in labels)
        en = "; ".join(f"entry {number} lacks {', '.join(names)}" for number, names in gaps)
        return here(missing=zh, missing_en=en)

    def _gaps(self, element: Data) -> list[str]:
        return [name for name in self.parts if is_missing(element.get(name), f"{self.of}.{name}")]


class Uncharged(Check):
    """Nothing may be charged: no entry of `fees` that is not itself free, and no online payment."""

    message_args = ("reason", "reason_en")

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        reasons = []
        charged = next((name for fee in record.get("fees") or () if (name := _charge(fee))), None)
        if charged:
            reasons.append((f"列有收费项目“{charged}”", f"lists the fee {charged!r}"))
        if text_of(record.get("online_payment")).strip() == "是":
            reasons.append(("网上支付填“是”", "offers payment online"))
        if not reasons:
            return None
        zh, en = "，并且".join(zh for zh, _ in reasons), " and ".join(en for _, en in reasons)
        return here(reason=zh, reason_en=en)


def _charge(fee: Data) -> str:
    """What an entry charges for, by its name or else its standard; nothing when it says that it is free."""
    name, standard = text_of(fee.get("name")), text_of(fee.get("standard"))
    free = _FREE.search(standard) and not _FREE_FOR_SOME.match(standard)
    if _FREE.search(name) or free or (standard and _is_none(standard)):
        return ""
    return (standard if _is_none(name) else name).strip()


def _is_none(text: str) -> bool:
    return is_missing(text) or _NO_FEE.fullmatch(text) is not None


class StatedFee(Check):
    """A standard must give an amount, a rate or the document, and not merely refer to rules in general."""

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        text = text_of(value)
        if is_missing(text):
            return ABSENT
        if not _VAGUE.search(text) or _AMOUNT.search(text) or _FREE.search(text) or names_instrument(text):
            return None
        return HERE


class FormFee(Check):
    """No fee may be charged for a form to fill in; the fee for the document issued is a different matter."""

    message_args = ("found",)

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        found = _FORM_FEE.search(text_of(value))
        return here(found=found[0]) if found else None
