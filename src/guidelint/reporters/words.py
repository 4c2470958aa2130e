"""All texts of the text reporters, in Chinese and English, in one table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeVar

from guidelint.assess.attribution import WHOLE
from guidelint.finding import Finding, RecordRef
from guidelint.report import Language, Report

T = TypeVar("T")


class Phrase(Generic[T]):
    """An attribute that is given in both languages, and read in that of its `Phrases`."""

    def __init__(self, zh: T, en: T) -> None:
        self.zh = zh
        self.en = en

    def __get__(self, phrases: Phrases, owner: type[Phrases]) -> T:
        return self.zh if phrases.language == "zh" else self.en


class Phrases:
    """The texts in one language; placeholders in braces are filled by str.format."""

    def __init__(self, language: Language) -> None:
        self.language = language


class Words(Phrases):
    """The texts that several reporters use."""

    severity = Phrase(
        {"error": "错误", "warning": "警告", "info": "提示"},
        {"error": "error", "warning": "warning", "info": "info"},
    )
    groups = Phrase(
        {
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
        {},
    )
    profiles = Phrase(
        {"minimal": "基本级", "standard": "标准级", "strict": "严格级"},
        {"minimal": "minimal", "standard": "standard", "strict": "strict"},
    )
    unnamed = Phrase("第 {number} 份指南（无名称）", "guide {number} (no name)")
    named = Phrase("{name}（{authority}）", "{name} ({authority})")
    basis = Phrase("依据：", "basis: ")
    advice = Phrase("建议：", "advice: ")
    fix_safe = Phrase("可自动修复：", "can be fixed: ")
    fix_unsafe = Phrase("可修复，需人工确认：", "can be fixed, look at it first: ")
    fixable = Phrase(
        "其中 {count} 处可自动修复：guidelint fix 加同样的路径（想先看看怎样改，加 --diff）",
        "{count} of these can be fixed: guidelint fix on the same paths (--diff shows how)",
    )
    related = Phrase("另见：", "see also: ")
    more = Phrase("另有 {count} 处", "and {count} more")
    more_at_least = Phrase("另有至少 {count} 处", "and at least {count} more")
    separator = Phrase("；", "; ")
    causes = Phrase("多份指南的共同问题", "Shared by many guides")
    cause = Phrase("{count} 处，涉及 {records} 份指南", "{count} places in {records} guides")
    cause_of_sources = Phrase("{count} 处，涉及 {records} 个文件", "{count} places in {records} files")
    cause_of_whole = Phrase("{count} 处，涉及整体", "{count} in the whole set")
    summary = Phrase("汇总", "Summary")
    total = Phrase("合计", "total")
    by_severity = Phrase("按严重程度", "by severity")
    by_group = Phrase("按类别", "by group")
    by_authority = Phrase("按实施主体", "by authority")
    no_authority = Phrase("（未注明实施主体）", "(no authority given)")
    whole = Phrase(WHOLE["zh"], WHOLE["en"])
    other_authorities = Phrase("其余 {count} 个实施主体", "{count} other authorities")
    excused = Phrase(
        "已忽略 {suppressed}，基线内 {baselined}，未检查 {not_checked}",
        "suppressed {suppressed}, baselined {baselined}, not checked {not_checked}",
    )
    hint = Phrase("（--verbose 列出明细）", " (--verbose lists them)")
    suppressed = Phrase("已忽略", "suppressed")
    baselined = Phrase("基线内", "baselined")
    not_checked = Phrase("未检查", "not checked")
    every_rule = Phrase("全部规则", "every rule")
    profile_tally = Phrase(
        "全部做到的指南：{steps}；得分 {score}", "guides that hold all of {steps}; score {score}"
    )
    found = Phrase(
        "共检查 {records} 份指南（{sources} 个文件），错误 {error}，警告 {warning}，提示 {info}",
        "guides checked: {records} (files: {sources}); errors: {error}, warnings: {warning}, info: {info}",
    )
    clean = Phrase(
        "共检查 {records} 份指南（{sources} 个文件），未发现问题",
        "guides checked: {records} (files: {sources}); nothing found",
    )
    known = Phrase(
        "共检查 {records} 份指南（{sources} 个文件），除已知的 {baselined} 处外未发现问题",
        "guides checked: {records} (files: {sources}); nothing found but {baselined} that are known",
    )
    nothing = Phrase("没有检查到任何指南（{sources} 个文件）", "no guide was checked (files: {sources})")
    not_shown = Phrase(
        "共 {total} 处，另有 {count} 处未列为注释（GitHub 每步每类只显示 10 条、每个作业 50 条）",
        "{count} of {total} findings not annotated (GitHub shows 10 of a kind per step, 50 per job)",
    )
    unread = Phrase(
        "；{count} 个文件未能读取或没有读全，其中的指南没有查到",
        "; {count} files could not be read, or not whole: guides in them were not checked",
    )
    changed_since = Phrase("（只列 {base} 以来新出现的）", " (only what is new since {base})")
    unchanged = Phrase("{base} 以来没有改动的指南", "no guide has changed since {base}")
    interrupted = Phrase("（检查被中断，没有查完）", " (interrupted: not everything was checked)")

    def group(self, name: str) -> str:
        """What a group of rules is called: its label, if it has one, and its name."""
        return f"{self.groups[name]} {name}" if name in self.groups else name

    def guide(self, record: RecordRef) -> str:
        """What a guide is called: its name, else its code, else its number from 1."""
        return record.name or record.code or self.unnamed.format(number=record.index + 1)

    def grounds(self, finding: Finding) -> str:
        """The basis of a finding: norms by document and clause, practice by its reason; empty without either."""
        return self.separator.join(filter(None, (basis.cited or basis.reason for basis in finding.basis)))

    def fix(self, finding: Finding) -> str:
        """What the fix of a finding does, and whether it is safe; empty without one."""
        fix = finding.fix
        return (self.fix_safe if fix.safe else self.fix_unsafe) + fix.description if fix else ""


WORDS: dict[Language, Words] = {"zh": Words("zh"), "en": Words("en")}


def closing(report: Report, counts: Mapping[str, int] | None = None) -> str:
    """The last sentence of a report: how much was checked, what was found, and what was left out.

    `counts`: findings by severity, where the report does not hold all.
    """
    words, found = WORDS[report.language], counts or report.counts()
    if report.changed_since and not (report.findings or report.records or report.interrupted):
        return words.unchanged.format(base=report.changed_since)
    size = {"records": report.records, "sources": report.sources}
    if any(found.values()):
        sentence = words.found.format(**size, **found)
    elif report.baselined:
        sentence = words.known.format(**size, baselined=len(report.baselined))
    else:
        sentence = (words.clean if report.records else words.nothing).format(**size)
    unread = len(report.tally.unread)
    sentence += words.unread.format(count=unread) if unread else ""
    since = words.changed_since.format(base=report.changed_since) if report.changed_since else ""
    return sentence + since + (words.interrupted if report.interrupted else "")
