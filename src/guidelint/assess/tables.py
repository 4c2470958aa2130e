"""Computes the assessment tables from tallies: shares, ranks, and which requirements are met."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any, Literal

from guidelint.assess.attribution import displayed_body
from guidelint.assess.tally import RATES, Row, Tally
from guidelint.lean.structs import Struct, fresh

By = Literal["authority", "region"]
RankBy = Literal["level3plus", "online", "compression"]


class Bounds(Struct):
    """The requirements of the assessment: shares in percent, ratios as fractions; `county` has no default."""

    level3plus: Fraction = Fraction(90)
    points_per_percent: Fraction = Fraction(1, 10)
    promise: Fraction = Fraction(6, 10)
    compression: Fraction = Fraction(6, 10)
    county: Fraction | None = None


_BOUNDS = {
    "level3plus": ("dataset.depth-share", "at_least"),
    "points_per_percent": ("dataset.depth-share", "points_per_percent"),
    "promise": ("deadline.ratio", "at_most"),
    "compression": ("dataset.compression", "at_least"),
    "county": ("deadline.county-target", "at_most"),
}
"""Which parameter of which rule sets a bound, so that tables and findings ask the same."""


class View(Struct):
    """Settings of the tables. `aliases` maps spellings of a name to the displayed one."""

    by: By = "authority"
    rank_by: RankBy = "level3plus"
    as_of: str = ""
    aliases: Mapping[str, str] = fresh(default_factory=dict)
    bounds: Bounds = Bounds()


def view_of(thresholds: Mapping[str, Mapping[str, Any]], aliases: Mapping[str, str], as_of: str) -> View:
    """The settings of the tables according to a config's thresholds and aliases, the same for all commands."""
    given: dict[str, Fraction] = {}
    for name, (rule, parameter) in _BOUNDS.items():
        value = thresholds.get(rule, {}).get(parameter)
        if value is not None:
            given[name] = Fraction(str(value))
    return View(as_of=as_of, aliases=aliases, bounds=Bounds(**given))


def tables(tally: Tally, view: View) -> dict[str, Any]:
    """The assessment as plain data, as in `stats --format json`."""
    rows = _gathered(tally, view)
    total = Row()
    for row in rows.values():
        total.add(row)
    return {
        "as_of": view.as_of,
        "by": view.by,
        "depth": _depth(rows, total, view),
        "limits": _limits(rows, total, tally, view.bounds),
        "rates": {name: _rate(tally.rates[name]) for name in RATES},
        "unread": sorted(tally.unread),
    }


def _gathered(tally: Tally, view: View) -> dict[str, Row]:
    """The rows by displayed name: an alias, and for the code of a region the name that its other guides give."""
    gathered: dict[str, Row] = {}
    for name, row in sorted(tally.rows[view.by].items()):
        known = name if view.by == "authority" or name in view.aliases else tally.regions.get(name) or name
        gathered.setdefault(displayed_body(known, view.aliases), Row()).add(row)
    return gathered


def _depth(rows: Mapping[str, Row], total: Row, view: View) -> dict[str, Any]:
    made = [_depth_row(name, row, view.bounds) for name, row in rows.items()]
    made.sort(key=lambda row: _order(row, view.rank_by))
    for rank, row in enumerate(made, 1):
        row["rank"] = rank if row["name"] else None
    for row in made:
        del row["exact"]
    whole = _depth_row("", total, view.bounds)
    del whole["exact"]
    return {"rows": made, "total": {**whole, "name": "合计", "rank": None}}


def _order(row: dict[str, Any], by: RankBy) -> tuple[Any, ...]:
    """Sort key: authorities with a known share, the others, guides without authority (not ranked)."""
    share, name = row["exact"][by], row["name"]
    return not name, share is None, -(share or 0), -row["exact"]["level4"], name


def _depth_row(name: str, row: Row, bounds: Bounds) -> dict[str, Any]:
    unknown, *levels = row.levels
    known = sum(levels)
    online = known - levels[0]
    level3plus, online_share = percent(levels[2] + levels[3], known), percent(online, known)
    exact = {
        "level3plus": level3plus if known else None,
        "level4": percent(levels[3], known),
        "online": online_share if known else None,
        "compression": compression(row) if row.matters else None,
    }
    lacking = max(Fraction(0), bounds.level3plus - level3plus) if known else Fraction(0)
    return {
        "name": name,
        "total": known + unknown,
        "level": {str(number): count for number, count in enumerate(levels, 1)},
        "share": {str(number): rounded(percent(count, known)) for number, count in enumerate(levels, 1)},
        "level3plus": rounded(level3plus),
        "unknown": unknown,
        "online": online,
        "online_share": rounded(online_share),
        "deduction": rounded(lacking * bounds.points_per_percent),
        "rank": None,
        "exact": exact,
    }


def _limits(rows: Mapping[str, Row], total: Row, tally: Tally, bounds: Bounds) -> dict[str, Any]:
    judged = [(name, row) for name, row in rows.items() if row.matters]
    judged.sort(key=lambda pair: (not pair[0], -compression(pair[1]), pair[0]))
    made = [
        _limits_row(name, row, bounds, rank if name else None) for rank, (name, row) in enumerate(judged, 1)
    ]
    whole = _limits_row("合计", total, bounds, None) if total.matters else None
    return {"rows": made, "excluded": dict(tally.excluded), "total": whole}


def _limits_row(name: str, row: Row, bounds: Bounds, rank: int | None) -> dict[str, Any]:
    ratio = row.promised / row.statutory
    meets = {
        "promise": {"at_most": float(bounds.promise), "met": ratio <= bounds.promise},
        "compression": {"at_least": float(bounds.compression), "met": 1 - ratio >= bounds.compression},
    }
    if bounds.county is not None:
        meets["county"] = {"at_most": float(bounds.county), "met": ratio <= bounds.county}
    return {
        "name": name,
        "matters": row.matters,
        "statutory": _number(row.statutory),
        "promised": _number(row.promised),
        "compression": rounded(compression(row)),
        "mean_ratio": rounded(row.ratios / row.matters),
        "rank": rank,
        "meets": meets,
    }


def compression(row: Row) -> Fraction:
    """(statutory − promised) ÷ statutory of the sums, in percent."""
    return (row.statutory - row.promised) / row.statutory * 100


def percent(part: int, whole: int) -> Fraction:
    """A share in percent, exact; 0 for 0 of 0."""
    return Fraction(100 * part, whole) if whole else Fraction(0)


def rounded(value: Fraction, places: int = 2, way: str = ROUND_HALF_UP) -> float:
    """A rounded value, half away from zero by default, as in printed tables."""
    quotient = Decimal(value.numerator) / Decimal(value.denominator)
    return float(quotient.quantize(Decimal(1).scaleb(-places), way))


def short_of(value: Fraction, bound: Fraction) -> float:
    """A rounded value that never reaches a bound by rounding up: 99.998 with bound 100 is 99.99."""
    value_shown = rounded(value)
    return value_shown if value >= bound or value_shown < bound else rounded(value, way=ROUND_FLOOR)


def _number(value: Fraction) -> int | float:
    return value.numerator if value.denominator == 1 else rounded(value)


def _rate(counts: list[int]) -> dict[str, Any]:
    met, unmet, unknown = counts
    known = met + unmet
    return {
        "share": rounded(percent(met, known)) if known else None,
        "count": met,
        "of": known,
        "unknown": unknown,
    }
