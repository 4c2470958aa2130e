"""What only the page says of its own, in Chinese and English; what its script says is among it."""

from __future__ import annotations

from typing import NamedTuple

from guidelint.report import Language


class PageWords(NamedTuple):
    """The words of one language; texts in braces are filled with str.format, or by the script."""

    html: str
    title: str
    skip: str
    dated: str
    version: str
    overview: str
    guides: str
    score: str
    severities: str
    ladder: str
    rungs: dict[str, str]
    first: str
    first_share: str
    first_link: str
    bodies: str
    body: str
    rank: str
    bar: str
    rung: str
    depth: str
    depth_lead: str
    level: str
    level3plus: str
    unknown: str
    limits: str
    limits_lead: str
    compression: str
    matters: str
    all_rows: str
    total: str
    findings: str
    nothing: str
    noscript: str
    filters: str
    search: str
    every: str
    group: str
    severity: str
    reset: str
    copy: str
    copied: str
    copy_by_hand: str
    shown: str
    pages: str
    page: str
    previous: str
    following: str
    first_page: str
    last_page: str
    print_rest: str
    wait: str
    matter: str
    code: str
    place: str
    ground: str
    advice: str
    fix: str
    related: str
    rule: str
    message: str
    path: str
    not_checked: str
    not_checked_row: str


_ZH = PageWords(
    html="zh-CN",
    title="办事指南检查报告",
    skip="跳到问题清单",
    dated="判定日期 {as_of}",
    version="guidelint {version}，规则集 {rules}",
    overview="总体情况",
    guides="检查的指南",
    score="得分",
    severities="问题按严重程度",
    ladder="指南达到的等级",
    rungs={
        "none": "未达基本级",
        "minimal": "基本级 minimal",
        "standard": "标准级 standard",
        "strict": "严格级 strict",
    },
    first="先做什么",
    first_share="做完这 {count} 件，可解决全部 {total} 处问题中的 {part} 处（{share}%）。",
    first_link="查看这些问题",
    bodies="各实施主体的问题与得分",
    body="实施主体",
    rank="排名",
    bar="分布",
    rung="全部指南达到",
    depth="网上办理深度",
    depth_lead="条形从左到右为一级、二级、三级、四级；占比按依申请且写明深度的事项计算；排名靠后的在前。",
    level="{}级",
    level3plus="三级及以上（%）",
    unknown="深度不明",
    limits="承诺时限压缩",
    limits_lead="压缩比＝（法定时限－承诺时限）÷法定时限，按工作日合计；竖线为 {bound}%；排名靠后的在前。",
    compression="压缩比（%）",
    matters="事项数",
    all_rows="另外 {count} 个实施主体",
    total="合计",
    findings="问题清单",
    nothing="没有发现问题。",
    noscript="浏览器没有运行脚本：以下列出前 {shown} 处问题，共 {total} 处；筛选、翻页和复制不可用。",
    filters="筛选",
    search="搜索文字（事项、位置、问题、规则……）",
    every="全部",
    group="类别",
    severity="严重程度",
    reset="清除筛选",
    copy="复制筛选结果",
    copied="已复制 {count} 处（制表符分隔，可粘贴到表格）",
    copy_by_hand="浏览器不允许自动复制：文字已选中，请按 Ctrl+C",
    shown="符合条件 {found} 处，共 {total} 处",
    pages="翻页",
    page="第 {page} 页，共 {pages} 页",
    previous="上一页",
    following="下一页",
    first_page="首页",
    last_page="末页",
    print_rest="打印只列出前 {shown} 处，另有 {count} 处：请先筛选再打印。",
    wait="正在筛选……",
    matter="事项",
    code="编码",
    place="位置",
    ground="依据",
    advice="建议",
    fix="修复",
    related="另见",
    rule="规则",
    message="问题",
    path="路径",
    not_checked="未检查的规则（{count} 项）",
    not_checked_row="{rule}：{reason}（{count} 个来源）",
)

_EN = PageWords(
    html="en",
    title="Report on service guides",
    skip="Skip to the findings",
    dated="judged as of {as_of}",
    version="guidelint {version}, rules {rules}",
    overview="Overview",
    guides="guides checked",
    score="score",
    severities="Findings by severity",
    ladder="Profiles that the guides hold",
    rungs={"none": "none", "minimal": "minimal", "standard": "standard", "strict": "strict"},
    first="What to do first",
    first_share="Doing these {count} settles {part} of all {total} findings ({share}%).",
    first_link="show these findings",
    bodies="Findings and scores by body",
    body="body",
    rank="rank",
    bar="distribution",
    rung="held by all guides",
    depth="Online depth",
    depth_lead="Levels 1 to 4 from the left, as shares of the matters that state one; lowest first.",
    level="level {}",
    level3plus="level 3 and above (%)",
    unknown="unknown",
    limits="Compression of time limits",
    limits_lead="(statutory - promised) / statutory, of summed working days; line at {bound}%; lowest first.",
    compression="compression (%)",
    matters="matters",
    all_rows="{count} more bodies",
    total="total",
    findings="Findings",
    nothing="Nothing was found.",
    noscript="Scripts do not run: the first {shown} of {total} findings, without filters, paging or copying.",
    filters="Filters",
    search="Search text (matter, place, message, rule …)",
    every="all",
    group="group",
    severity="severity",
    reset="Clear filters",
    copy="Copy the filtered list",
    copied="copied {count} findings (tab-separated, for a spreadsheet)",
    copy_by_hand="the browser does not allow copying: the text is selected, press Ctrl+C",
    shown="{found} of {total} findings",
    pages="Pages",
    page="page {page} of {pages}",
    previous="previous",
    following="next",
    first_page="first",
    last_page="last",
    print_rest="Only the first {shown} are printed, {count} are left out: filter before printing.",
    wait="filtering …",
    matter="matter",
    code="code",
    place="place",
    ground="basis",
    advice="advice",
    fix="fix",
    related="see also",
    rule="rule",
    message="message",
    path="path",
    not_checked="Rules not checked ({count})",
    not_checked_row="{rule}: {reason} ({count} sources)",
)

PAGE_WORDS: dict[Language, PageWords] = {"zh": _ZH, "en": _EN}
SCRIPT_WORDS = (
    "every", "copied", "copy_by_hand", "shown", "page", "print_rest", "wait", "severity", "group", "rule",
    "body", "matter", "code", "place", "path", "message", "ground", "advice", "fix", "related",
)  # fmt: skip
"""Those that the script says, or heads the columns of a copy with."""
