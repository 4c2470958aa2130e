"""The assessment as plain tables with headings, independent of the output format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from guidelint.lean.tuples import NamedTuple

Cell = str | int | float | None

_WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "authority": "实施主体", "region": "辖区", "depth": "网上办理深度", "limits": "承诺时限压缩", "rates": "其他比率",
        "total": "合计", "level": "{}级", "share": "{}级占比（%）", "level3plus": "三级及以上（%）", "unknown": "深度不明",
        "online": "网上可办数", "online_share": "网上可办率（%）", "deduction": "扣分", "rank": "排名", "matters": "事项数",
        "statutory": "法定时限（工作日）", "promised": "承诺时限（工作日）", "compression": "压缩比（%）",
        "mean_ratio": "承诺/法定均值", "promise": "承诺不超过法定的{}", "met": "是", "unmet": "否",
        "meets_compression": "压缩比不低于{}", "county": "不超过本地目标{}", "nobody": "（未写实施主体）",
        "nowhere": "（未写辖区）", "item": "项目", "value": "值", "of_head": "达到/写明的依申请事项", "of": "{}/{}（另有 {} 项未写）",
        "visits_at_most_one": "最多跑一次（%）", "reused": "引用标准事项（%）", "published": "已发布（%）", "mobile": "掌上办（%）",
        "excluded": "未计入时限压缩", "reason": "原因", "count": "事项数", "no statutory limit": "没有法定时限，或法定即办",
        "no promised limit": "没有承诺时限", "other unit": "时限不按工作日计", "special": "特殊事项", "not by application": "非依申请或已取消",
    },
    "en": {
        "authority": "authority", "region": "region", "depth": "online depth", "limits": "time limits", "rates": "rates",
        "total": "total", "level": "level {}", "share": "level {} %", "level3plus": "level 3 and above %",
        "unknown": "unknown", "online": "online", "online_share": "online %", "deduction": "deduction", "rank": "rank",
        "matters": "matters", "statutory": "statutory days", "promised": "promised days", "compression": "compression %",
        "mean_ratio": "mean ratio", "promise": "promise ≤ {} of statutory", "met": "yes", "unmet": "no",
        "meets_compression": "compression ≥ {}", "county": "within the local bound {}", "nobody": "(no authority given)",
        "nowhere": "(no region given)", "item": "item", "value": "value", "of_head": "met/given, by application", "of": "{}/{} ({} not given)",
        "visits_at_most_one": "at most one visit %", "reused": "reused %", "published": "published %", "mobile": "mobile %",
        "excluded": "left out of time limits", "reason": "reason", "count": "matters", "no statutory limit": "no statutory limit, or done at once",
        "no promised limit": "no promised limit", "other unit": "not in working days", "special": "special matters",
        "not by application": "not by application, or cancelled",
    },
}  # fmt: skip
_LEVELS = {"zh": ("一", "二", "三", "四"), "en": ("1", "2", "3", "4")}


class Sheet(NamedTuple):
    """One table: title, headings and rows; with `total` the last row is the total."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: bool = False


def sheets(tables: Mapping[str, Any], language: str) -> list[Sheet]:
    """The tables of depth, of limits, of what was left out, and of the rates."""
    word = _WORDS[language].__getitem__
    made = [_depth(tables, language), _limits(tables, language)]
    left_out = tuple((word(reason), count) for reason, count in tables["limits"]["excluded"].items())
    made.append(Sheet(word("excluded"), (word("reason"), word("count")), left_out))
    rates = tuple(_rate(name, rate, word) for name, rate in tables["rates"].items())
    made.append(Sheet(word("rates"), (word("item"), word("value"), word("of_head")), rates))
    return made


def _depth(tables: Mapping[str, Any], language: str) -> Sheet:
    word = _WORDS[language].__getitem__
    levels = _LEVELS[language]
    header = (
        word("rank"),
        word(tables["by"]),
        word("total"),
        *(word("level").format(level) for level in levels),
        *(word("share").format(level) for level in levels),
        *(word(name) for name in ("level3plus", "unknown", "online", "online_share", "deduction")),
    )
    rows = [*tables["depth"]["rows"], tables["depth"]["total"]]
    return Sheet(
        word("depth"), header, tuple(_depth_row(row, tables["by"], word) for row in rows), total=True
    )


def _depth_row(row: Mapping[str, Any], by: str, word: Callable[[str], str]) -> tuple[Cell, ...]:
    """A row of the depth table; figures derived from levels are blank if none is known."""
    levels = row["level"].values()

    def follows(value: Cell) -> Cell:
        return value if any(levels) else None

    return (
        row["rank"],
        _name(row, by, word),
        row["total"],
        *levels,
        *map(follows, row["share"].values()),
        follows(row["level3plus"]),
        row["unknown"],
        row["online"],
        follows(row["online_share"]),
        follows(row["deduction"]),
    )


def _name(row: Mapping[str, Any], by: str, word: Callable[[str], str]) -> str:
    if not row["name"]:
        return word("nobody" if by == "authority" else "nowhere")
    return word("total") if row["rank"] is None else str(row["name"])


def _limits(tables: Mapping[str, Any], language: str) -> Sheet:
    word = _WORDS[language].__getitem__
    limits = tables["limits"]
    rows = [*limits["rows"], *([limits["total"]] if limits["total"] else [])]
    meets = rows[0]["meets"] if rows else {}
    names = ("matters", "statutory", "promised", "compression", "mean_ratio")
    bounds = [_bound(name, demand, word) for name, demand in meets.items()]
    header = (word("rank"), word(tables["by"]), *map(word, names), *bounds)
    made = tuple(
        (
            row["rank"],
            _name(row, tables["by"], word),
            *(row[name] for name in names),
            *(word("met" if demand["met"] else "unmet") for demand in row["meets"].values()),
        )
        for row in rows
    )
    return Sheet(word("limits"), header, made, total=bool(rows))


def _bound(name: str, demand: Mapping[str, Any], word: Callable[[str], str]) -> str:
    bound = demand.get("at_most", demand.get("at_least"))
    return word("meets_compression" if name == "compression" else name).format(f"{100 * bound:g}%")


def _rate(name: str, rate: Mapping[str, Any], word: Callable[[str], str]) -> tuple[Cell, ...]:
    return word(name), rate["share"], word("of").format(rate["count"], rate["of"], rate["unknown"])
