"""The four annexes of a notice: depth and compression, by region and by authority.

Columns and order are those of 华审改办函〔2021〕3号: annex 1 ranks by 网上可办率, annex 2 by 三级及以上,
annexes 3 and 4 by compression.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from guidelint.assess.tables import View, tables
from guidelint.assess.tally import Tally
from guidelint.lean.structs import replace
from guidelint.reporters.notice.blocks import Block, Grid, Piece
from guidelint.reporters.notice.wording import ABSENT, NOBODY, NOWHERE, ORDINALS, day, percent

Rows = Mapping[str, Any]
_COUNTS = tuple(("办理深度（项）", f"{level}级") for level in ORDINALS[:4])
_SHARES = tuple(("办理深度率（%）", f"{level}级") for level in ORDINALS[:4])
_OF_REGIONS = {
    "辖区名称": "name", "承诺时限": "promised", "法定时限": "statutory", "时限压缩比例": "compression",
    "时限压缩比例排名": "rank",
}  # fmt: skip
_OF_BODIES = {
    "序号": "rank", "实施主体": "name", "法定时间总和": "statutory", "承诺时间总和": "promised",
    "时限压缩比例": "compression",
}  # fmt: skip


def titles(as_of: str) -> tuple[str, str, str, str]:
    """The titles of the annexes."""
    date = f"（截至 {day(as_of)}）"
    return (
        f"附件 1：各辖区依申请类事项网上办理深度排名情况统计{date}",
        f"附件 2：各实施主体依申请类事项办理深度统计{date}",
        f"附件 3：各辖区承诺时限压缩比排名{date}",
        f"附件 4：各实施主体依申请类事项压缩时间统计{date}",
    )


def annexes(tally: Tally, view: View) -> Iterator[Piece]:
    """A title and a table for each annex; an empty one says that there are no data."""
    regions = tables(tally, replace(view, by="region", rank_by="online"))
    bodies = tables(tally, replace(view, by="authority", rank_by="level3plus"))
    grids = (
        _depth(regions["depth"], "region"),
        _depth(bodies["depth"], "authority"),
        _limits(regions["limits"], _OF_REGIONS, NOWHERE),
        _limits(bodies["limits"], _OF_BODIES, NOBODY),
    )
    for title, grid in zip(titles(view.as_of), grids, strict=True):
        yield Block("annex", title)
        yield grid if grid.rows else Block("body", ABSENT)


def _depth(depth: Rows, by: Literal["region", "authority"]) -> Grid:
    if not any(_known(row) for row in depth["rows"]):
        return Grid((), ())
    region = by == "region"
    name = ("", "区县" if region else "部门名称")
    tail = (("", "网上可办数"), ("", "网上可办率（%）")) if region else (("", "三级及以上网办率（%）"),)
    heads = (("", "序号"), name, ("", "合计"), *_COUNTS, *_SHARES, *tail, ("", "深度不明"))
    rows = [*depth["rows"], depth["total"]]
    return Grid(heads, tuple(_depth_row(row, region) for row in rows))


def _depth_row(row: Rows, region: bool) -> tuple[str, ...]:
    known = bool(_known(row))
    shares = [percent(share) if known else ABSENT for share in row["share"].values()]
    share = percent(row["online_share"] if region else row["level3plus"]) if known else ABSENT
    tail = (str(row["online"]), share) if region else (share,)
    counts = map(str, row["level"].values())
    name = row["name"] or (NOWHERE if region else NOBODY)
    return _rank(row), name, str(row["total"]), *counts, *shares, *tail, str(row["unknown"])


def _limits(limits: Rows, heads: Mapping[str, str], nameless: str) -> Grid:
    """The limits under headings, each with the figure that stands below it."""
    rows = [*limits["rows"], limits["total"]] if limits["total"] else []
    rows_shown = [
        {
            "name": row["name"] or nameless,
            "rank": _rank(row),
            "compression": percent(row["compression"]),
            "promised": str(row["promised"]),
            "statutory": str(row["statutory"]),
        }
        for row in rows
    ]
    texts = tuple(tuple(row[figure] for figure in heads.values()) for row in rows_shown)
    return Grid(tuple(("", head) for head in heads), texts)


def _known(row: Rows) -> int:
    return sum(row["level"].values())


def _rank(row: Rows) -> str:
    return "" if row["rank"] is None else str(row["rank"])
