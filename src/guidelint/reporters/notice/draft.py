"""The draft of a notice from a report, as blocks, in the form of official notices."""

from __future__ import annotations

from collections.abc import Iterator

from guidelint.assess.tables import tables
from guidelint.lean.structs import replace
from guidelint.report import Report
from guidelint.reporters.notice.annexes import annexes, titles
from guidelint.reporters.notice.blocks import Block, Grid, Piece
from guidelint.reporters.notice.problems import problems
from guidelint.reporters.notice.situation import situation
from guidelint.reporters.notice.wording import day
from guidelint.reporters.options import Options
from guidelint.reporters.visible import visible

TITLE = "关于对网上政务服务能力相关问题整改情况的通报（草稿）"
_NOTE = "本文是 guidelint 依据数据生成的草稿，须由人核对、补充后方可印发；标“{absent}”的内容数据没有提供，请勿臆补。"
_BY_HAND = "（由起草人填写）"


def draft(report: Report, options: Options) -> list[Piece]:
    """The whole notice in Chinese; findings in it are in the language of the run."""
    return [_shown(part) for part in _parts(report, options)]


def _parts(report: Report, options: Options) -> Iterator[Piece]:
    view = replace(report.assessment, as_of=report.as_of)
    yield Block("note", _NOTE.format(absent="数据中没有"))
    yield Block("mark", "〔　　〕　号")
    yield Block("title", TITLE)
    yield Block("receiver", "各相关单位：")
    yield Block("body", f"现将网上政务服务能力相关问题整改情况通报如下（数据截至 {day(report.as_of)}）：")
    yield Block("heading", "一、总体情况")
    for text in situation(report, tables(report.tally, view), view.bounds):
        yield Block("body", text)
    yield Block("heading", "二、存在的问题")
    yield from problems(report)
    yield Block("heading", "三、下一步工作安排")
    yield Block("body", _BY_HAND)
    if options.due:
        yield Block("body", f"整改清单所列问题，整改期限为 {day(options.due)}。")
    for title in titles(report.as_of):
        yield Block("body", title)
    yield Block("closing", f"发文机关{_BY_HAND}")
    yield Block("closing", "　　　　年　　月　　日")
    yield from annexes(report.tally, view)


def _shown(part: Piece) -> Piece:
    """The block with hidden characters in texts from guides made visible."""
    if isinstance(part, Grid):
        return part._replace(rows=tuple(tuple(map(visible, row)) for row in part.rows))
    return part._replace(text=visible(part.text))
