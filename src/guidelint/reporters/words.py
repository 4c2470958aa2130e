"""All texts of the text reporters, in Chinese and English, in one table."""

from __future__ import annotations

from guidelint.assess.attribution import WHOLE
from guidelint.finding import RecordRef, Severity
from guidelint.lean.structs import Struct
from guidelint.report import Language, Report


class Words(Struct):
    """The texts in one language; placeholders in braces are filled by str.format."""

    severity: dict[Severity, str]
    groups: dict[str, str]
    profiles: dict[str, str]
    unnamed: str
    named: str
    basis: str
    advice: str
    fix_safe: str
    fix_unsafe: str
    fixable: str
    related: str
    more: str
    more_at_least: str
    separator: str
    causes: str
    cause: str
    cause_of_sources: str
    cause_of_whole: str
    summary: str
    total: str
    by_severity: str
    by_group: str
    by_authority: str
    no_authority: str
    whole: str
    other_authorities: str
    excused: str
    hint: str
    suppressed: str
    baselined: str
    not_checked: str
    every_rule: str
    profile_tally: str
    found: str
    clean: str
    known: str
    nothing: str
    not_shown: str
    unread: str
    changed_since: str
    unchanged: str
    interrupted: str

    def group(self, name: str) -> str:
        """What a group of rules is called: its label, if it has one, and its name."""
        return f"{self.groups[name]} {name}" if name in self.groups else name

    def guide(self, record: RecordRef) -> str:
        """What a guide is called: its name, else its code, else its number from 1."""
        return record.name or record.code or self.unnamed.format(number=record.index + 1)


_ZH = Words(
    severity={"error": "错误", "warning": "警告", "info": "提示"},
    groups={
        "identity": "基本信息",
        "contact": "联系方式",
        "materials": "申请材料",
        "forms": "表格样表",
        "legal": "设定依据",
        "deadline": "办理时限",
        "depth": "网办深度",
        "process": "办理流程",
        "fees": "收费",
        "results": "办理结果",
        "text": "文字表述",
        "dataset": "整体数据",
        "source": "文件",
        "suppression": "忽略说明",
    },
    profiles={"minimal": "基本级", "standard": "标准级", "strict": "严格级"},
    unnamed="第 {number} 份指南（无名称）",
    named="{name}（{authority}）",
    basis="依据：",
    advice="建议：",
    fix_safe="可自动修复：",
    fix_unsafe="可修复，需人工确认：",
    fixable="其中 {count} 处可自动修复：guidelint fix 加同样的路径（想先看看怎样改，加 --diff）",
    related="另见：",
    more="另有 {count} 处",
    more_at_least="另有至少 {count} 处",
    separator="；",
    causes="多份指南的共同问题",
    cause="{count} 处，涉及 {records} 份指南",
    cause_of_sources="{count} 处，涉及 {records} 个文件",
    cause_of_whole="{count} 处，涉及整体",
    summary="汇总",
    total="合计",
    by_severity="按严重程度",
    by_group="按类别",
    by_authority="按实施主体",
    no_authority="（未注明实施主体）",
    whole=WHOLE["zh"],
    other_authorities="其余 {count} 个实施主体",
    excused="已忽略 {suppressed}，基线内 {baselined}，未检查 {not_checked}",
    hint="（--verbose 列出明细）",
    suppressed="已忽略",
    baselined="基线内",
    not_checked="未检查",
    every_rule="全部规则",
    profile_tally="全部做到的指南：{steps}；得分 {score}",
    found="共检查 {records} 份指南（{sources} 个文件），错误 {error}，警告 {warning}，提示 {info}",
    clean="共检查 {records} 份指南（{sources} 个文件），未发现问题",
    known="共检查 {records} 份指南（{sources} 个文件），除已知的 {baselined} 处外未发现问题",
    nothing="没有检查到任何指南（{sources} 个文件）",
    not_shown="共 {total} 处，另有 {count} 处未列为注释（GitHub 每步每类只显示 10 条、每个作业 50 条）",
    unread="；{count} 个文件未能读取或没有读全，其中的指南没有查到",
    changed_since="（只列 {base} 以来新出现的）",
    unchanged="{base} 以来没有改动的指南",
    interrupted="（检查被中断，没有查完）",
)

_EN = Words(
    severity={"error": "error", "warning": "warning", "info": "info"},
    groups={},
    profiles={"minimal": "minimal", "standard": "standard", "strict": "strict"},
    unnamed="guide {number} (no name)",
    named="{name} ({authority})",
    basis="basis: ",
    advice="advice: ",
    fix_safe="can be fixed: ",
    fix_unsafe="can be fixed, look at it first: ",
    fixable="{count} of these can be fixed: guidelint fix on the same paths (--diff shows how)",
    related="see also: ",
    more="and {count} more",
    more_at_least="and at least {count} more",
    separator="; ",
    causes="Shared by many guides",
    cause="{count} places in {records} guides",
    cause_of_sources="{count} places in {records} files",
    cause_of_whole="{count} in the whole set",
    summary="Summary",
    total="total",
    by_severity="by severity",
    by_group="by group",
    by_authority="by authority",
    no_authority="(no authority given)",
    whole=WHOLE["en"],
    other_authorities="{count} other authorities",
    excused="suppressed {suppressed}, baselined {baselined}, not checked {not_checked}",
    hint=" (--verbose lists them)",
    suppressed="suppressed",
    baselined="baselined",
    not_checked="not checked",
    every_rule="every rule",
    profile_tally="guides that hold all of {steps}; score {score}",
    found="guides checked: {records} (files: {sources}); errors: {error}, warnings: {warning}, info: {info}",
    clean="guides checked: {records} (files: {sources}); nothing found",
    known="guides checked: {records} (files: {sources}); nothing found but {baselined} that are known",
    nothing="no guide was checked (files: {sources})",
    not_shown="{count} of {total} findings not annotated (GitHub shows 10 of a kind per step, 50 per job)",
    unread="; {count} files could not be read, or not whole: guides in them were not checked",
    changed_since=" (only what is new since {base})",
    unchanged="no guide has changed since {base}",
    interrupted=" (interrupted: not everything was checked)",
)

WORDS: dict[Language, Words] = {"zh": _ZH, "en": _EN}


def closing(report: Report) -> str:
    """The last sentence of a report: how much was checked, what was found, and what was left out."""
    words = WORDS[report.language]
    if report.changed_since and not (report.findings or report.records or report.interrupted):
        return words.unchanged.format(base=report.changed_since)
    size = {"records": report.records, "sources": report.sources}
    if report.findings:
        sentence = words.found.format(**size, **report.counts())
    elif report.baselined:
        sentence = words.known.format(**size, baselined=len(report.baselined))
    else:
        sentence = (words.clean if report.records else words.nothing).format(**size)
    unread = len(report.tally.unread)
    sentence += words.unread.format(count=unread) if unread else ""
    since = words.changed_since.format(base=report.changed_since) if report.changed_since else ""
    return sentence + since + (words.interrupted if report.interrupted else "")
