"""The texts of the workbook in Chinese and English: sheet names, headings, states."""

from __future__ import annotations

from guidelint.report import Language
from guidelint.reporters.words import Phrase, Phrases


class BookWords(Phrases):
    """The texts of the workbook; `states` begins with the default."""

    summary = Phrase("汇总", "Summary")
    findings = Phrase("整改清单", "Rectification")
    others = Phrase("其余", "Others")
    no_authority = Phrase("未注明实施主体", "no authority")
    heads = Phrase(
        (
            *("序号", "实施主体", "事项编码", "事项名称", "字段", "位置", "级别"),
            *("问题", "依据", "怎样改", "整改期限", "状态"),
        ),
        (
            *("no.", "authority", "code", "matter", "field", "place", "severity"),
            *("problem", "basis", "how to mend", "due", "state"),
        ),
    )
    states = Phrase(("待整改", "已整改", "不需整改"), ("to do", "done", "not needed"))
    as_of = Phrase("数据截至", "as of")
    split = Phrase(
        "“{name}”共 {rows} 行，超出一张工作表的 {limit} 行，分为 {count} 张",
        "{name} has {rows} rows, more than the {limit} of a sheet: it takes {count} sheets",
    )
    bodies = Phrase("按实施主体", "by authority")
    rules = Phrase("按规则", "by rule")
    element = Phrase("{list}第{number}项·{field}", "{list} {number}: {field}")
    due = Phrase("整改期限", "due")


WORDS: dict[Language, BookWords] = {"zh": BookWords("zh"), "en": BookWords("en")}
