"""The built-in rules without a file: defects of a source itself, and of suppressions."""

from __future__ import annotations

from collections.abc import Iterable

from guidelint.checks.generic import Count
from guidelint.finding import Basis, Severity
from guidelint.rule.model import Rule, Words
from guidelint.rule.selector import Selector


def _rule(id: str, severity: Severity, title: Words, message: Words, advice: Words) -> Rule:
    return Rule(
        id=id,
        title=title,
        severity=severity,
        profile="minimal",
        since="0.1",
        basis=(Basis(None, reason=_REASONS[id.partition(".")[0]]),),
        given=(Selector("$"),),
        check=Count(),
        message=message,
        advice=advice,
    )


_REASONS = {
    "source": "读不准的内容无法检查",
    "suppression": "例外要有人负责：没有理由、已经到期或者没有用处的忽略会掩盖问题",
    "baseline": "基线只减不增：已经解决的问题留在里面，再出现时就看不见了",
}
"""Why the rules of a group are evaluated."""

SOURCE_RULES: dict[str, Rule] = {
    rule.id: rule
    for rule in (
        _rule(
            "source.unreadable", "error",
            Words("文件无法读取", "a file cannot be read"),
            Words("文件无法读取：{reason}", "the file cannot be read: {reason}"),
            Words("检查文件是否存在、有无读取权限、是否为空或已损坏", "check that it exists, may be read, is not empty or damaged"),
        ),
        _rule(
            "source.syntax", "error",
            Words("文件语法有误", "a file does not parse"),
            Words("文件语法有误，此处之后无法解析：{reason}", "the file does not parse here: {reason}"),
            Words("按所用格式（YAML、JSON 等）的语法更正此处", "mend the syntax of the format at this place"),
        ),
        _rule(
            "source.truncated", "error",
            Words("文件不完整", "a file is cut off"),
            Words("文件在此处中断，内容不完整：{reason}", "the file breaks off here: {reason}"),
            Words("重新导出或重新传输该文件", "export or transfer the file again"),
        ),
        _rule(
            "source.unsupported", "error",
            Words("不支持的文件格式", "a format that is not read"),
            Words("不是可读取的格式：{reason}", "not a format that is read: {reason}"),
            Words(
                "表格另存为 .xlsx 或 .csv，文字材料另存为 .docx 或 .html，压缩包先解压，再检查；不是办事指南的不用查",
                "save a table as .xlsx or .csv, a text as .docx or .html, unpack archives, and check again; what is no guide need not be",
            ),
        ),
        _rule(
            "source.encoding", "warning",
            Words("文件编码不是 UTF-8", "a file is not UTF-8"),
            Words("文件编码是 {encoding}，不是 UTF-8", "the file is encoded in {encoding}, not in UTF-8"),
            Words("另存为 UTF-8 编码", "save it as UTF-8"),
        ),
        _rule(
            "source.duplicate-key", "error",
            Words("同一键出现两次", "a key is given twice"),
            Words(
                "键“{key}”在同一层出现多次，只有最后一个有效（工作簿和 CSV 中是最后一个有内容的列）",
                "key {key!r} stands more than once; only the last counts (of columns the last that holds anything)",
            ),
            Words("合并或删除重复的键", "merge or remove the repeated key"),
        ),
        _rule(
            "source.wrong-type", "error",
            Words("值的类型不对", "a value of the wrong type"),
            Words("{where}应为{expected}，实为{found}", "{where} should be {expected_en}, found {found_en}"),
            Words("按字段要求的形式填写", "write it in the form that the field asks for"),
        ),
        _rule(
            "source.unknown-key", "info",
            Words("不认识的字段", "an unknown field"),
            Words("不认识的字段“{key}”{hint}", "unknown field {key!r}{hint_en}"),
            Words("更正字段名；确需保留的内容放入 extra", "correct the name; keep what must stay under extra"),
        ),
        _rule(
            "source.no-column", "info",
            Words("没有这一列", "no such column"),
            Words("文件中没有这些列，相关规则未检查：{key}", "no column for {key}; rules on them were not checked"),
            Words("导出时勾选这些字段；确实没有的内容，补到事项里", "export these fields as well; write what is held nowhere into the matters"),
        ),
        _rule(
            "source.no-rows", "info",
            Words("表格只有表头", "a table of headers alone"),
            Words("有表头而没有数据行，没有可检查的事项", "there is a header but no row below it; nothing was checked"),
            Words("确认是否交错了空白模板，或导出时没有选中事项", "see whether an empty template was handed in, or nothing was exported"),
        ),
        _rule(
            "source.unknown-code", "error",
            Words("代码或选项含义不明", "a code or option of unknown meaning"),
            Words("{where}的值“{value}”{told}", "{where} is {value!r}, {told_en}"),
            Words("从可选值中选一个；平台自有代码应在方言文件中给出含义", "choose one of them, or decode it in the dialect"),
        ),
        _rule(
            "source.unrecognised", "error",
            Words("不是办事指南", "not a service guide"),
            Words("没有认出办事指南：{reason}", "no service guide was recognised: {reason}"),
            Words(
                "检查文件是否为办事指南导出，或指明 --dialect；某一行没有对应事项的，把编码或名称改得与事项表一致，或者删去这一行",
                "check that it is an export of guides, or name a --dialect; let a row of a list name its matter as the matters do",
            ),
        ),
        _rule(
            "baseline.stale", "error",
            Words("基线里有已经解决的问题", "a baseline entry that no finding meets"),
            Words("基线里的 {key}（{matter}）已经没有对应的问题", "the entry of {key} ({matter}) meets no finding any more"),
            Words("运行 guidelint baseline prune 删去", "drop it with guidelint baseline prune"),
        ),
        _rule(
            "suppression.no-reason", "error",
            Words("忽略没有写理由", "a suppression without a reason"),
            Words("忽略{what}没有写{lack}，不起作用", "the suppression{what_en} gives no {lack_en} and has no effect"),
            Words("写明理由，或删除这条忽略", "give a reason, or remove it"),
        ),
        _rule(
            "suppression.unused", "error",
            Words("忽略没有用处", "a suppression that excuses nothing"),
            Words("忽略规则“{key}”没有对应的问题{hint}", "the suppression of {key} excuses nothing{hint_en}"),
            Words("删除这条忽略；规则名、编码或路径写错的，改正", "remove it, or correct the rule, code or path if misspelt"),
        ),
        _rule(
            "suppression.expired", "warning",
            Words("忽略已过期", "a suppression that has expired"),
            Words("忽略规则“{key}”{told}", "the suppression of {key} {told_en}"),
            Words("解决问题，或重新确认理由和期限", "mend the defect, or confirm the reason and set a new date"),
        ),
    )
}  # fmt: skip
DEPENDENT = frozenset(("source.no-column",))
"""Rules whose result depends on which other rules are evaluated."""
NEVER_IGNORED = frozenset(("source.unreadable", "source.syntax"))
"""Rules that no suppression can silence."""


def named(rules: Iterable[str]) -> set[str]:
    """The names that may stand for rules: those of rules, of the built-in ones, and of the groups of both."""
    known = {*rules, *SOURCE_RULES}
    return known | {name.partition(".")[0] for name in known}
