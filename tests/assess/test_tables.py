"""The assessment tables compared with the annexes of 华审改办函〔2021〕3号, from guides with their counts."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from guidelint.assess.sheets import sheets
from guidelint.assess.tables import Bounds, View, short_of, tables
from guidelint.assess.tally import Row, Tally
from guidelint.record import Data
from guidelint.ruleset import builtin_rules, load_rules, rule_files
from linting import tallied

ANNEXES = Path(__file__).resolve().parents[2] / "../shared/seed/annexes.json"
LEVELS = {"1": "一级", "2": "二级", "3": "三级", "4": "四级"}
SUM_OF_ROUNDED = {"应急管理局", "新闻出版局", "商务粮食局", "交通运输局", "残联", "林业局"}
"""Bodies whose last column in annex 2 adds two shares that were rounded before."""


@pytest.fixture(scope="module")
def annexes() -> dict[str, Any]:
    if not ANNEXES.exists():
        pytest.skip("the annexes of the notice are not here")
    loaded: dict[str, Any] = json.loads(ANNEXES.read_text("utf-8"))
    return loaded


def own_rows(annex: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for row in annex if (row.get("department") or row.get("region")) not in ("合计", "总计")]


def test_annex_2_follows_from_its_counts(annexes: dict[str, Any]) -> None:
    printed = own_rows(annexes["annex2_department_depth"])
    guides: list[Data] = [
        {"authority": row["department"], "online_depth": LEVELS[level]}
        for row in printed
        for level, count in row["depth"].items()
        for _ in range(count)
    ]
    depth = tables(tallied(guides), View())["depth"]
    made = {
        row["name"]: (row["total"], row["level"], row["share"], row["level3plus"]) for row in depth["rows"]
    }
    expected = {
        row["department"]: (row["total"], row["depth"], row["share_percent"], row["level3plus_percent"])
        for row in printed
    }
    differing = {name for name in expected if made[name] != expected[name]}
    assert {name.removeprefix("华容县") for name in differing} == SUM_OF_ROUNDED
    assert all(made[name][:3] == expected[name][:3] for name in differing)
    assert {round(abs(made[name][3] - expected[name][3]), 2) for name in differing} == {0.01}
    assert (depth["total"]["total"], depth["total"]["level"]) == (
        3357,
        {"1": 726, "2": 921, "3": 1066, "4": 644},
    )


def test_guides_without_a_body_are_a_last_row_that_moves_no_rank(annexes: dict[str, Any]) -> None:
    printed = own_rows(annexes["annex2_department_depth"])
    tally = tallied([{"online_depth": "四级", "statutory_limit": "9个工作日", "promised_limit": "1个工作日"}])
    rows = tally.rows["authority"]
    for row in printed:
        rows[row["department"]] = Row(levels=[0, *row["depth"].values()])
    for row in own_rows(annexes["annex4_department_compression"]):
        rows.setdefault(row["department"], Row()).add_limits(
            1, row["statutory_days"], row["promised_days"], 1
        )
    made = tables(tally, View())
    numbers = range(1, len(printed) + 1)
    assert [row["rank"] for row in made["depth"]["rows"]][: len(printed)] == [*numbers]
    for part in ("depth", "limits"):
        last = made[part]["rows"][-1]
        assert (last["name"], last["rank"], made[part]["rows"][0]["rank"]) == ("", None, 1)
    assert made["depth"]["total"]["total"] == 3358
    assert made["limits"]["total"]["statutory"] == 83538 + 9
    for sheet in sheets(made, "zh")[:2]:
        assert [row[:2] for row in sheet.rows[-2:]] == [(None, "（未写实施主体）"), (None, "合计")]


def test_annex_4_follows_from_its_sums(annexes: dict[str, Any]) -> None:
    printed = own_rows(annexes["annex4_department_compression"])
    guides: list[Data] = [
        {
            "authority": row["department"],
            "statutory_limit": f"{row['statutory_days']}个工作日",
            "promised_limit": f"{row['promised_days']}个工作日",
        }
        for row in printed
    ]
    limits = tables(tallied(guides), View())["limits"]
    assert [
        (row["name"], row["statutory"], row["promised"], row["compression"]) for row in limits["rows"]
    ] == [
        (row["department"], row["statutory_days"], row["promised_days"], row["compression_percent"])
        for row in printed
    ]
    assert (limits["total"]["statutory"], limits["total"]["promised"]) == (83538, 49439)
    met = [row["name"] for row in limits["rows"] if row["meets"]["compression"]["met"]]
    assert met == [row["department"] for row in printed[:9]]


def test_annexes_1_and_3_rank_the_regions_as_printed(annexes: dict[str, Any]) -> None:
    tally = Tally()
    online = own_rows(annexes["annex1_region_depth"])
    for row in online:
        tally.rows["region"][row["region"]] = Row(levels=[0, *row["depth"].values()])
    depth = tables(tally, View(by="region", rank_by="online"))["depth"]
    assert [(row["name"], row["share"], row["online"], row["online_share"]) for row in depth["rows"]] == [
        (row["region"], row["share_percent"], row["online"], row["online_percent"]) for row in online
    ]
    days = own_rows(annexes["annex3_region_compression"])
    guides: list[Data] = [
        {
            "region": row["region"],
            "statutory_limit": f"{row['statutory_days']}个工作日",
            "promised_limit": f"{row['promised_days']}个工作日",
        }
        for row in days
    ]
    limits = tables(tallied(guides), View(by="region"))["limits"]
    assert [(row["name"], row["compression"], row["rank"]) for row in limits["rows"]] == [
        (row["region"], row["compression_percent"], row["rank"]) for row in days
    ]
    assert limits["total"]["compression"] == 27.66


@pytest.mark.parametrize(
    ("value", "bound", "shown"),
    [
        (Fraction(200, 3), 90, 66.67),
        (Fraction(99_998, 1000), 100, 99.99),
        (Fraction(100), 100, 100.0),
        (Fraction(90_004, 1000), 90, 90.0),
        (Fraction(90_006, 1000), 90, 90.01),
    ],
)
def test_a_share_below_a_bound_is_never_shown_as_the_bound(value: Fraction, bound: int, shown: float) -> None:
    assert short_of(value, Fraction(bound)) == shown


def test_the_tables_ask_what_the_rules_ask() -> None:
    rules = {rule.id: rule.check for rule in load_rules(rule_files([builtin_rules()]))}
    asked = {
        "level3plus": rules["dataset.depth-share"].at_least,
        "points_per_percent": rules["dataset.depth-share"].points_per_percent,
        "promise": rules["deadline.ratio"].at_most,
        "compression": rules["dataset.compression"].at_least,
    }
    assert Bounds(**{name: Fraction(str(value)) for name, value in asked.items()}) == Bounds()
