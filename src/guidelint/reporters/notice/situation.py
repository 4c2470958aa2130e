"""Part one of a notice, 总体情况: the results of the assessment tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from guidelint.assess.tables import Bounds
from guidelint.finding import SEVERITIES
from guidelint.report import Report
from guidelint.reporters.notice.wording import ABSENT, ORDINALS, bodies, bound, percent
from guidelint.reporters.words import WORDS

Rows = Mapping[str, Any]


def situation(report: Report, tables: Rows, bounds: Bounds) -> Iterator[str]:
    """The paragraphs, from the tables by authority."""
    yield _checked(report)
    yield _depth(tables["depth"], bounds)
    yield _limits(tables["limits"], bounds)
    yield _rates(tables["rates"])


def _checked(report: Report) -> str:
    words = WORDS["zh"].severity
    counts = report.counts()
    by_severity = "、".join(f"{words[severity]} {counts[severity]} 处" for severity in SEVERITIES)
    text = f"本次共检查办事指南 {report.records} 份，发现问题 {len(report.findings)} 处（{by_severity}）。"
    if report.suppressed or report.baselined:
        text += f"另有已说明理由的例外 {len(report.suppressed)} 处、基线内 {len(report.baselined)} 处未计入。"
    if report.tally.unread:
        text += f"有 {len(report.tally.unread)} 个文件未能读取或没有读全，其中的事项未计入本通报各项数字。"
    return text


def _depth(depth: Rows, bounds: Bounds) -> str:
    total, rows = depth["total"], [row for row in depth["rows"] if _known(row)]
    if not _known(total):
        return f"网上办理深度：依申请类事项 {total['total']} 项，网上办理深度{ABSENT}。"
    levels = "、".join(
        f"{ORDINALS[number]}级 {count} 项（{percent(total['share'][level])}）"
        for number, (level, count) in enumerate(total["level"].items())
    )
    unknown = (
        f"另有 {total['unknown']} 项网上办理深度不明（未写或写法不对），不计入占比；"
        if total["unknown"]
        else ""
    )
    aim = bound(bounds.level3plus)
    whole = [row["name"] for row in rows if row["level"]["1"] + row["level"]["2"] == 0]
    enough = [row["name"] for row in rows if _share(row) >= bounds.level3plus]
    online = [row["name"] for row in rows if row["level"]["1"] == 0]
    return (
        f"网上办理深度：依申请类事项 {total['total']} 项，其中{levels}，{unknown}"
        f"三级及以上占 {percent(total['level3plus'])}，网上可办率 {percent(total['online_share'])}；"
        f"三级及以上占比按每低于 {aim} 一个百分点扣 {float(bounds.points_per_percent):g} 分计，"
        f"扣 {total['deduction']:.2f} 分。"
        f"三级及以上占比达到 100% 的单位 {bodies(whole)}；达到 {aim} 的单位 {bodies(enough)}；"
        f"网上可办率达到 100% 的单位 {bodies(online)}。"
    )


def _known(row: Rows) -> int:
    return sum(row["level"].values())


def _share(row: Rows) -> Fraction:
    return Fraction(100 * (row["level"]["3"] + row["level"]["4"]), _known(row))


def _limits(limits: Rows, bounds: Bounds) -> str:
    total = limits["total"]
    if total is None:
        return f"承诺时限压缩：可比较的法定时限与承诺时限{ABSENT}。"
    readings = [
        f"按“承诺时间为法定时间的 {bound(100 * bounds.promise)} 以下”衡量，"
        f"达到要求的单位 {_meeting(limits, 'promise')}",
        f"按“压缩比达到 {bound(100 * bounds.compression)} 以上”衡量，"
        f"达到要求的单位 {_meeting(limits, 'compression')}",
    ]
    if bounds.county is not None:
        readings.append(
            f"按本地“承诺时间为法定时间的 {bound(100 * bounds.county)} 以下”衡量，"
            f"达到要求的单位 {_meeting(limits, 'county')}"
        )
    return (
        f"承诺时限压缩：可比较的事项 {total['matters']} 项，法定时限合计 {total['statutory']} 个工作日，"
        f"承诺时限合计 {total['promised']} 个工作日，压缩比 {percent(total['compression'])}。"
        f"{'；'.join(readings)}。"
    )


def _meeting(limits: Rows, name: str) -> str:
    return bodies(row["name"] for row in limits["rows"] if row["meets"][name]["met"])


def _rates(rates: Rows) -> str:
    rates_shown = {
        "visits_at_most_one": "最多跑一次",
        "reused": "引用标准事项",
        "published": "已发布",
        "mobile": "掌上办",
    }
    return "其他指标：" + "；".join(_rate(label, rates[name]) for name, label in rates_shown.items()) + "。"


def _rate(label: str, rate: Rows) -> str:
    if rate["share"] is None:
        return f"{label}{ABSENT}"
    unknown = f"，另有 {rate['unknown']} 项未写" if rate["unknown"] else ""
    return f"{label} {percent(rate['share'])}（{rate['count']}/{rate['of']}{unknown}）"
