"""The texts of the workbook in Chinese and English: sheet names, headings, states."""

from __future__ import annotations

from guidelint.lean.structs import Struct
from guidelint.report import Language


class BookWords(Struct):
    """The texts in one language; placeholders in braces are filled by str.format. `states` begins with the
    default.
    """

    summary: str
    findings: str
    others: str
    no_authority: str
    heads: tuple[str, ...]
    states: tuple[str, ...]
    as_of: str
    split: str
    bodies: str
    rules: str
    element: str
    due: str


WORDS: dict[Language, BookWords] = {
    "zh": BookWords(
        summary="汇总",
        findings="整改清单",
        others="其余",
        no_authority="未注明实施主体",
        heads=(
            *("序号", "实施主体", "事项编码", "事项名称", "字段", "位置", "级别"),
            *("问题", "依据", "怎样改", "整改期限", "状态"),
        ),
        states=("待整改", "已整改", "不需整改"),
        as_of="数据截至",
        split="“{name}”共 {rows} 行，超出一张工作表的 {limit} 行，分为 {count} 张",
        bodies="按实施主体",
        rules="按规则",
        element="{list}第{number}项·{field}",
        due="整改期限",
    ),
    "en": BookWords(
        summary="Summary",
        findings="Rectification",
        others="Others",
        no_authority="no authority",
        heads=(
            *("no.", "authority", "code", "matter", "field", "place", "severity"),
            *("problem", "basis", "how to mend", "due", "state"),
        ),
        states=("to do", "done", "not needed"),
        as_of="as of",
        split="{name} has {rows} rows, more than the {limit} of a sheet: it takes {count} sheets",
        bodies="by authority",
        rules="by rule",
        element="{list} {number}: {field}",
        due="due",
    ),
}
