"""The page's own texts, in Chinese and English, and which of them its script uses."""

from __future__ import annotations

from guidelint.report import Language
from guidelint.reporters.words import WORDS, Phrase, Phrases


class PageWords(Phrases):
    """The texts of the page; some placeholders in braces are filled by the script."""

    html = Phrase("zh-CN", "en")
    title = Phrase("办事指南检查报告", "Report on service guides")
    skip = Phrase("跳到问题清单", "Skip to the findings")
    dated = Phrase("判定日期 {as_of}", "judged as of {as_of}")
    version = Phrase("guidelint {version}，规则集 {rules}", "guidelint {version}, rules {rules}")
    overview = Phrase("总体情况", "Overview")
    guides = Phrase("检查的指南", "guides checked")
    score = Phrase("得分", "score")
    severities = Phrase("问题按严重程度", "Findings by severity")
    profile_tally = Phrase("指南达到的等级", "Profiles that the guides hold")
    rungs = Phrase({"none": "未达基本级", **WORDS["zh"].profiles}, {"none": "none", **WORDS["en"].profiles})
    first = Phrase("先做什么", "What to do first")
    first_share = Phrase(
        "做完这 {count} 件，可解决全部 {total} 处问题中的 {part} 处（{share}%）。",
        "Doing these {count} settles {part} of all {total} findings ({share}%).",
    )
    first_link = Phrase("查看这些问题", "show these findings")
    bodies = Phrase("各实施主体的问题与得分", "Findings and scores by body")
    score_lead = Phrase(
        "得分＝100×（1－问题数÷检查的字段数），一处错误算 1，警告算 0.5，提示算 0.1，基线内的照算；"
        "不足 {small} 份指南的，括号里是 95% 置信区间；得分相同的名次相同。",
        "Score: 100 × (1 - findings / fields asked), an error counts 1, a warning 0.5, info 0.1, "
        "those of the baseline as well; in brackets, for fewer than {small} guides, the 95 % interval; equal scores "
        "share a rank.",
    )
    body = Phrase("实施主体", "body")
    rank = Phrase("排名", "rank")
    bar = Phrase("分布", "distribution")
    highest_profile = Phrase("全部指南达到", "held by all guides")
    depth = Phrase("网上办理深度", "Online depth")
    depth_lead = Phrase(
        "条形从左到右为一级、二级、三级、四级；占比按依申请且写明深度的事项计算；排名靠后的在前。",
        "Levels 1 to 4 from the left, as shares of the matters that state one; lowest first.",
    )
    level = Phrase("{}级", "level {}")
    level3plus = Phrase("三级及以上（%）", "level 3 and above (%)")
    unknown = Phrase("深度不明", "unknown")
    limits = Phrase("承诺时限压缩", "Compression of time limits")
    limits_lead = Phrase(
        "压缩比＝（法定时限－承诺时限）÷法定时限，按工作日合计；竖线为 {bound}%；排名靠后的在前。",
        "(statutory - promised) / statutory, of summed working days; line at {bound}%; lowest first.",
    )
    compression = Phrase("压缩比（%）", "compression (%)")
    matters = Phrase("事项数", "matters")
    all_rows = Phrase("另外 {count} 个实施主体", "{count} more bodies")
    total = Phrase("合计", "total")
    findings = Phrase("问题清单", "Findings")
    nothing = Phrase("没有发现问题。", "Nothing was found.")
    noscript = Phrase(
        "浏览器没有运行脚本：以下列出前 {shown} 处问题，共 {total} 处；筛选、翻页和复制不可用。",
        "Scripts do not run: the first {shown} of {total} findings, without filters, paging or copying.",
    )
    filters = Phrase("筛选", "Filters")
    search = Phrase("搜索文字（事项、位置、问题、规则……）", "Search text (matter, place, message, rule …)")
    every = Phrase("全部", "all")
    group = Phrase("类别", "group")
    severity = Phrase("严重程度", "severity")
    reset = Phrase("清除筛选", "Clear filters")
    copy = Phrase("复制筛选结果", "Copy the filtered list")
    copied = Phrase(
        "已复制 {count} 处（制表符分隔，可粘贴到表格）",
        "copied {count} findings (tab-separated, for a spreadsheet)",
    )
    copy_by_hand = Phrase(
        "浏览器不允许自动复制：文字已选中，请按 Ctrl+C",
        "the browser does not allow copying: the text is selected, press Ctrl+C",
    )
    shown = Phrase("符合条件 {found} 处，共 {total} 处", "{found} of {total} findings")
    pages = Phrase("翻页", "Pages")
    page = Phrase("第 {page} 页，共 {pages} 页", "page {page} of {pages}")
    previous = Phrase("上一页", "previous")
    following = Phrase("下一页", "next")
    first_page = Phrase("首页", "first")
    last_page = Phrase("末页", "last")
    print_rest = Phrase(
        "打印只列出前 {shown} 处，另有 {count} 处：请先筛选再打印。",
        "Only the first {shown} are printed, {count} are left out: filter before printing.",
    )
    wait = Phrase("正在筛选……", "filtering …")
    matter = Phrase("事项", "matter")
    code = Phrase("编码", "code")
    place = Phrase("位置", "place")
    ground = Phrase("依据", "basis")
    advice = Phrase("建议", "advice")
    fix = Phrase("修复", "fix")
    related = Phrase("另见", "see also")
    rule = Phrase("规则", "rule")
    message = Phrase("问题", "message")
    path = Phrase("路径", "path")
    not_checked = Phrase("未检查的规则（{count} 项）", "Rules not checked ({count})")
    not_checked_row = Phrase("{rule}：{reason}（{count} 个来源）", "{rule}: {reason} ({count} sources)")


PAGE_WORDS: dict[Language, PageWords] = {"zh": PageWords("zh"), "en": PageWords("en")}
SCRIPT_WORDS = (
    "every", "copied", "copy_by_hand", "shown", "page", "print_rest", "wait", "severity", "group", "rule",
    "body", "matter", "code", "place", "path", "message", "ground", "advice", "fix", "related",
)  # fmt: skip
"""Those that the script says, or heads the columns of a copy with."""
