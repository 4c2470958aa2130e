"""Cross-record rules beyond their examples: dialects, dates, culprits."""

from __future__ import annotations

from typing import Any

import pytest

from guidelint.checks.base import Settings
from guidelint.checks.dataset.age import day_of, months_before
from guidelint.checks.dataset.base import SetProblem
from guidelint.checks.dataset.drift import Alike
from guidelint.evaluation.sets import SetTally, place_of, set_rules
from guidelint.record import Data, Record
from guidelint.ruleset import builtin_rules, load_rules, rule_files

RULES = {rule.id: rule for rule in load_rules(rule_files([builtin_rules()])) if rule.group == "dataset"}


def problems(
    rule: str, guides: list[Data], carries: frozenset[str] | None = None, **values: Any
) -> list[SetProblem]:
    settings = Settings("2026-11-23")
    tally = SetTally(set_rules([RULES[rule]], settings, {rule: values})[0], settings)
    records = [
        Record(data, index, "x", (), frozenset(), lambda path: path, carries)
        for index, data in enumerate(guides)
    ]
    tally.observe([(record, "a.jsonl") for record in records])
    return [
        problem
        for _, problem in tally.problems(
            lambda wanted: [(place_of(records[n], source), records[n]) for source, n in wanted]
        )
    ]


def blamed(found: list[SetProblem]) -> list[tuple[int, list[int]]]:
    return [(p.place.number if p.place else -1, [culprit.number for culprit in p.culprits]) for p in found]


@pytest.mark.parametrize(
    ("rule", "guides", "expected"),
    [
        ("dataset.depth-share", [{"online_depth": f"{depth}级"} for depth in "四二一"], [(0, [1, 2])]),
        ("dataset.depth-one-count", [{"online_depth": "二级"}, {"online_depth": "一级"}], [(0, [1])]),
        ("dataset.run-once", [{"visits": "1"}, {"visits": "2"}], [(0, [1])]),
        (
            "dataset.compression",
            [{"statutory_limit": "20", "promised_limit": promised} for promised in ("8", "12", "8")],
            [(0, [1])],
        ),
        ("dataset.duplicate-code", [{"code": code} for code in "ABBB"], [(2, [1]), (3, [1])]),
        ("dataset.duplicate-code", [{"code": "Ａ1"}, {"code": "A1"}], [(1, [0])]),
        ("dataset.duplicate-name", [{"name": "甲", "authority": "乙"}] * 3, [(1, [0]), (2, [0])]),
    ],
)  # fmt: skip
def test_the_guides_to_blame_are_named(
    rule: str, guides: list[Data], expected: list[tuple[int, list[int]]]
) -> None:
    assert blamed(problems(rule, guides)) == expected


@pytest.mark.parametrize(
    ("rule", "at_least", "told", "guides"),
    [
        ("dataset.run-once", 66.67, "share", [{"visits": visits} for visits in "112"]),
        ("dataset.depth-share", 66.67, "share", [{"online_depth": f"{depth}级"} for depth in "四三一"]),
        *(
            ("dataset.compression", 0.6667, told, [{"statutory_limit": "3", "promised_limit": "1"}])
            for told in ("total", "mean")
        ),
    ],
)
def test_a_share_that_lacks_little_is_seen_to_lack_it(
    rule: str, at_least: float, told: str, guides: list[Data]
) -> None:
    assert problems(rule, guides, at_least=at_least)[0].args[told] == "66.66%"


def test_what_a_dialect_does_not_carry_is_not_missing() -> None:
    guide: Data = {"name": "甲", "conditions": "年满18周岁", "location": "人民路1号", "process": "受理"}
    assert blamed(problems("dataset.missing-elements", [guide])) == [(0, [0])]
    carries = frozenset(("name", "conditions", "location", "process", "windows.phone"))
    assert problems("dataset.missing-elements", [guide], carries) == []


def test_a_mean_is_compared_by_the_bound_as_written() -> None:
    guide = {"statutory_limit": "20个工作日", "promised_limit": "9个工作日"}
    assert problems("dataset.compression", [guide], at_least=0.55) == []
    assert blamed(problems("dataset.compression", [guide], at_least=0.56)) == [(0, [0])]


def test_a_body_that_is_spelled_in_two_ways_differs_from_itself_in_nothing() -> None:
    spellings = {"华容县公安局": "二级", "华容县 公安局": "三级"}
    guides: list[Data] = [
        {"name": "甲", "catalog_code": "K1", "authority": name, "online_depth": depth}
        for name, depth in spellings.items()
    ]
    assert problems("dataset.sibling-drift", guides) == []
    phones: list[Data] = [{"authority": name, "consultation": "0730-4221234"} for name in spellings]
    assert problems("dataset.one-phone", phones, at_most=1) == []


def test_a_fact_that_cannot_be_compared_is_refused() -> None:
    assert Alike(fields=("materials", "hours")).mistakes() == [
        ("fields", "cannot compare 'hours'; known: materials, statutory_limit, promised_limit, online_depth")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-03-01", "2022-03-01"),
        ("2022-3-1", "2022-03-01"),
        ("2022年3月1日", "2022-03-01"),
        ("２０２２/03/01 10:20:30", "2022-03-01"),
        ("20220301", "2022-03-01"),
        ("2022.3.1", "2022-03-01"),
        ("2022-02-30", None),
        ("2022-13-01", None),
        ("2022年", None),
        ("更新于2022-03-01", None),
        ("202203011", None),
        ("44621", "2022-03-01"),
        ("44621.5", "2022-03-01"),
        ("446210", None),
        ("", None),
    ],
)
def test_a_date_of_update_is_read_or_not(text: str, expected: str | None) -> None:
    assert day_of(text) == expected


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2026-11-23", 12, "2025-11-23"),
        ("2026-03-31", 1, "2026-02-28"),
        ("2024-02-29", 12, "2023-02-28"),
        ("2026-01-15", 1, "2025-12-15"),
        ("2026-01-15", 0, "2026-01-15"),
    ],
)
def test_months_are_counted_back_to_a_day_that_exists(day: str, months: int, expected: str) -> None:
    assert months_before(day, months) == expected
