"""The demonstration data reproduce the annexes of the notice row by row, as a whole and in parts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from fractions import Fraction
from functools import reduce
from pathlib import Path
from typing import Any

import pytest
from demo_data import COUNTS, demo, parts

from guidelint.assess.tables import View, tables
from guidelint.assess.tally import Tally, from_plain, to_plain
from guidelint.caching.cache import Cache
from guidelint.ruleset import load_ruleset, with_options
from guidelint.run.assessment_run import tally_of
from guidelint.sources.discovery import inputs
from linting import tallied

AS_OF = "2026-11-23"
CITY = View(by="region", as_of=AS_OF, aliases={"经开区": "岳阳经开区"})
WITHOUT_ROW = {
    "annex2": {"华容县统计局": [6, 6, 0, 0], "华容县档案馆": [6, 7, 0, 0]},
    "annex4": {"华容县科技局": [23, 22], "华容县消防大队": [59, 56]},
}
"""Bodies that one annex counts in its total alone, with what is left for them."""
SUMS_OF_ROUNDED = {
    "华容县应急管理局": (91.52, 91.53),
    "华容县新闻出版局": (43.25, 43.24),
    "华容县商务粮食局": (41.17, 41.18),
    "华容县交通运输局": (30.70, 30.69),
    "华容县残联": (19.45, 19.44),
    "华容县林业局": (18.61, 18.60),
}
"""Rows in which annex 2 adds two rounded shares: what it prints, and the share."""


def levels_of(made: dict[str, Any]) -> dict[str, list[int]]:
    rows = [*made["depth"]["rows"], made["depth"]["total"]]
    return {row["name"]: [*(row["level"][level] for level in "1234"), row["unknown"]] for row in rows}


def shares_of(made: dict[str, Any], last: str) -> dict[str, list[float]]:
    rows = [*made["depth"]["rows"], made["depth"]["total"]]
    return {row["name"]: [*(row["share"][level] for level in "1234"), row[last]] for row in rows}


def days_of(made: dict[str, Any]) -> dict[str, list[int]]:
    rows = [*made["limits"]["rows"], made["limits"]["total"]]
    return {row["name"]: [row["statutory"], row["promised"]] for row in rows}


def compressions_of(made: dict[str, Any]) -> dict[str, float]:
    rows = [*made["limits"]["rows"], made["limits"]["total"]]
    return {row["name"]: row["compression"] for row in rows}


def printed_levels(annex: str) -> dict[str, list[int]]:
    rows = {**COUNTS[annex]["rows"], **WITHOUT_ROW.get(annex, {}), "合计": COUNTS[annex]["total"]}
    return {name: [*row, 0] for name, row in rows.items()}


def printed_days(annex: str) -> dict[str, list[int]]:
    return {**COUNTS[annex]["rows"], **WITHOUT_ROW.get(annex, {}), "合计": COUNTS[annex]["total"]}


def totals_named_alike(shares: dict[str, Any]) -> dict[str, Any]:
    return {{"总计": "合计", "经开区": "岳阳经开区"}.get(name, name): share for name, share in shares.items()}


def read(paths: list[Path]) -> list[Tally]:
    """The sums of each file, by way of JSON as a run keeps them."""
    ruleset = with_options(load_ruleset([], [], Cache(None)), as_of=AS_OF)
    tallies = [tally_of(ruleset, inputs([str(path)], (), False)) for path in paths]
    return [from_plain(json.loads(json.dumps(to_plain(tally)))) for tally in tallies]


def added(tallies: Iterable[Tally]) -> Tally:
    def add(total: Tally, part: Tally) -> Tally:
        total.merge(part)
        return total

    return reduce(add, tallies, Tally())


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "county.jsonl"
    assert demo.main(["county", str(path)]) == 0
    return path


@pytest.fixture(scope="module")
def county_tables(county: Path) -> dict[str, Any]:
    return tables(added(read([county])), View(as_of=AS_OF))


def test_the_county_has_the_counts_of_annex_2(county_tables: dict[str, Any]) -> None:
    assert levels_of(county_tables) == printed_levels("annex2")


def test_the_county_has_the_shares_of_annex_2_where_it_did_not_add_rounded_ones(
    county_tables: dict[str, Any],
) -> None:
    made, printed = shares_of(county_tables, "level3plus"), COUNTS["shares"]["annex2"]
    assert {name: share for name, share in made.items() if name not in printed}.keys() == WITHOUT_ROW[
        "annex2"
    ].keys()
    assert {name: made[name][:4] for name in printed} == {name: row[:4] for name, row in printed.items()}
    differing = {name: (row[4], made[name][4]) for name, row in printed.items() if row[4] != made[name][4]}
    assert differing == SUMS_OF_ROUNDED


def test_the_county_has_the_days_and_compression_of_annex_4(county_tables: dict[str, Any]) -> None:
    made, printed = compressions_of(county_tables), totals_named_alike(COUNTS["shares"]["annex4"])
    assert days_of(county_tables) == printed_days("annex4")
    assert {name: made[name] for name in printed} == printed
    assert made.keys() - printed.keys() == WITHOUT_ROW["annex4"].keys()


def test_the_nine_bodies_of_the_notice_and_no_others_are_compressed_by_sixty_percent(
    county_tables: dict[str, Any],
) -> None:
    met = [row["name"] for row in county_tables["limits"]["rows"] if row["meets"]["compression"]["met"]]
    names = "统计局 卫生健康局 住房公积金 城市管理 工业和信息化局 自然资源局 教育体育局 气象局 烟草专卖局"
    assert len(met) == 9
    assert all(name in body for name, body in zip(names.split(), met, strict=True))


def test_the_city_has_the_numbers_of_annexes_1_and_3() -> None:
    made = tables(tallied(demo.dataset("city")), CITY)
    assert levels_of(made) == printed_levels("annex1")
    assert shares_of(made, "online_share") == COUNTS["shares"]["annex1"]
    printed = totals_named_alike(COUNTS["shares"]["annex3"])
    assert days_of(made) == totals_named_alike(printed_days("annex3"))
    assert list(compressions_of(made).items()) == list(printed.items())


def test_the_county_in_ten_parts_adds_up_in_any_order(county: Path, county_tables: dict[str, Any]) -> None:
    tallies = read(parts(county, 10))
    orders = [tallies, tallies[::-1], tallies[3:] + tallies[:3]]
    assert [tables(added(order), View(as_of=AS_OF)) for order in orders] == [county_tables] * 3


@pytest.mark.parametrize(("name", "matters"), [("county", 3382), ("city", 190_230)])
def test_every_guide_is_plausible(name: str, matters: int) -> None:
    guides = list(demo.dataset(name))
    days = [
        (int(guide["statutory_limit"][:-4]), int(guide["promised_limit"][:-4] or 0))
        for guide in guides
        if "statutory_limit" in guide
    ]
    assert (len(guides), len({guide["code"] for guide in guides})) == (matters, matters)
    assert all(0 <= promised <= statutory and 1 <= statutory <= 90 for statutory, promised in days)
    assert all(all(guide.values()) for guide in guides)


def test_the_same_guides_come_every_time(county: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.jsonl"
    demo.main(["county", str(again)])
    assert again.read_bytes() == county.read_bytes()


def test_another_dataset_is_the_callers_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    assert (demo.main(["village", "x.jsonl"]), capsys.readouterr().err[:6]) == (2, "usage:")


@pytest.mark.parametrize(
    ("whole", "weights", "expected"),
    [(10, [1, 1, 1], [3, 3, 4]), (0, [1, 2], [0, 0]), (5, [0, 5], [0, 5]), (82, [2, 5], [23, 59])],
)
def test_a_number_is_split_without_a_rest(whole: int, weights: list[int], expected: list[int]) -> None:
    made = demo.split(whole, weights)
    shares = [Fraction(whole * weight, sum(weights)) for weight in weights]
    assert (made, sum(made)) == (expected, whole)
    assert all(abs(part - share) < 1 for part, share in zip(made, shares, strict=True))
