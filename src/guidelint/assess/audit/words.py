"""The texts of an audit, in both languages."""

from __future__ import annotations

from guidelint.assess.audit.discrepancy import Discrepancy
from guidelint.readers.tree import SourceProblem

_SENTENCES: dict[str, dict[str, str]] = {
    "zh": {
        "row-total": "{table}“{row}”的{column}为 {printed}，由各级件数相加应为 {expected}",
        "share": "{table}“{row}”的{column}为 {printed}，由件数计算应为 {expected}",
        "share/rounding": "{table}“{row}”的{column}为 {printed}，由件数四舍五入应为 {expected}（取整误差）",
        "level3plus/rounded-parts": "{table}“{row}”的{column}为 {printed}，是两个已取整占比之和；"
        "由件数计算应为 {expected}（取整误差）",
        "compression": "{table}“{row}”的{column}为 {printed}，由时限之和计算应为 {expected}",
        "compression/rounding": "{table}“{row}”的{column}为 {printed}，"
        "由时限之和四舍五入应为 {expected}（取整误差）",
        "online": "{table}“{row}”的{column}为 {printed}，二级及以上件数之和为 {expected}",
        "sum": "{table}“{row}”的{column}为 {printed}，表中 {rows} 行之和为 {expected}，相差 {gap}",
        "missing-rows": "{table}的“{row}”比各行之和多：{gaps}；应有未列出的行",
        "missing-rows/named": "{table}的“{row}”比各行之和多：{gaps}；应有未列出的行，"
        "其他表中有而本表没有的是：{named}",
        "numbering": "{table}“{row}”的{column}为 {printed}，前一个是 {before}，应为 {expected}",
        "duplicate": "{table}中“{row}”出现不止一次",
        "rank": "{table}“{row}”的{column}为 {printed}，按{key}应为 {expected}",
        "order": "{table}“{row}”的{key}（{printed}）高于排在其前的“{before}”",
        "absent": "“{row}”在{table}中有，在{other}中没有",
        "spelling": "{table}写作“{row}”，{other}写作“{spelled}”，应统一名称",
        "unread": "{table}“{row}”的{column}“{printed}”不是数字，未核对",
        "unreadable": "无法读取：{reason}",
        "no-table": "没有找到可核对的表（需要单位或地区一列，以及各级件数或法定、承诺时限）",
        "clean": "{tables} 张表，数据相符",
        "closing": "{tables} 张表：{error} 处不符，{warning} 处存疑，{info} 处提示",
        "title": "公布数据核对",
        "heads": "位置|级别|规则|说明",
        "rows": "{label}：{rows} 行",
    },
    "en": {
        "row-total": "{table}: {column} of {row} is {printed}; its levels add up to {expected}",
        "share": "{table}: {column} of {row} is {printed}; the counts give {expected}",
        "share/rounding": "{table}: {column} of {row} is {printed}; "
        "the counts, rounded half up, give {expected} (rounding)",
        "level3plus/rounded-parts": "{table}: {column} of {row} is {printed}, "
        "the sum of two rounded shares; the counts give {expected} (rounding)",
        "compression": "{table}: {column} of {row} is {printed}; the sums of days give {expected}",
        "compression/rounding": "{table}: {column} of {row} is {printed}; "
        "the sums of days, rounded half up, give {expected} (rounding)",
        "online": "{table}: {column} of {row} is {printed}; levels two and above add up to {expected}",
        "sum": "{table}: {column} of {row} is {printed}; "
        "the {rows} rows add up to {expected}, a difference of {gap}",
        "missing-rows": "{table}: {row} is more than the rows add up to ({gaps}); "
        "there must be rows that are not shown",
        "missing-rows/named": "{table}: {row} is more than the rows add up to ({gaps}); "
        "there must be rows that are not shown. Other tables have, and this one lacks: {named}",
        "numbering": "{table}: {column} of {row} is {printed} after {before}; expected {expected}",
        "duplicate": "{table}: {row} stands there more than once",
        "rank": "{table}: {column} of {row} is {printed}; by {key} it is {expected}",
        "order": "{table}: {key} of {row} ({printed}) is above that of {before}, which stands before it",
        "absent": "{row} has a row in {table} and none in {other}",
        "spelling": "{table} writes {row}, {other} writes {spelled}: use one name",
        "unread": "{table}: {column} of {row} is no number and was not checked: {printed}",
        "unreadable": "cannot be read: {reason}",
        "no-table": "no table that can be audited "
        "(it takes a column of bodies or regions, and counts by level or both limits)",
        "clean": "{tables} tables, all figures agree",
        "closing": "{tables} tables: {error} wrong, {warning} doubtful, {info} notes",
        "title": "Audit of published figures",
        "heads": "place|severity|rule|message",
        "rows": "{label}: {rows} rows",
    },
}
_SAME = {"level3plus": "share", "online-share": "share"}
"""Kinds that speak with the words of another."""


def word(language: str, name: str, **facts: object) -> str:
    """A text by its name."""
    return _SENTENCES[language][name].format(**facts)


def complaint(problem: SourceProblem, language: str) -> str:
    """Why a file was not audited."""
    if problem.rule == "source.unrecognised":
        return word(language, "no-table")
    return word(language, "unreadable", **problem.args)


def sentence(told: Discrepancy, language: str) -> str:
    """The sentence on a discrepancy: where, what is printed, what follows from the rest."""
    sentences = _SENTENCES[language]
    names = (f"{told.kind}/{told.variant}", f"{_SAME.get(told.kind, told.kind)}/{told.variant}", told.kind)
    name = next((name for name in names if name in sentences), _SAME.get(told.kind, told.kind))
    facts = {"row": told.row, "column": told.column, "printed": told.printed, "expected": told.expected}
    return sentences[name].format(table=told.table.label, **facts, **told.facts)
