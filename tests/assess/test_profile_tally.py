"""The ladder: the profile that a guide and an authority satisfy, a score independent of size, and merging."""

from __future__ import annotations

import json
from typing import Any

import pytest

from guidelint.assess.profile_tally import CheckedGuide, GuideScore, ProfileTally, add_source, table
from guidelint.cli import main
from guidelint.finding import Finding, Location, RecordRef, Severity
from guidelint.location import Region
from guidelint.rule.model import PROFILES
from linting import lint, make_rules, rule_text, source

RUNGS = {"a.low": 1, "a.middle": 2, "a.high": 3}


def tallied(
    checked: list[CheckedGuide],
    findings: list[Finding],
    profile_levels: dict[str, int],
    source: str = "a.jsonl",
) -> ProfileTally:
    """The ladder of one source."""
    profile_tally = ProfileTally()
    add_source(profile_tally, source, dict(enumerate(checked)), findings, profile_levels)
    return profile_tally


def finding(rule: str, index: int, severity: Severity = "error", source: str = "a.jsonl") -> Finding:
    record = RecordRef(None, f"第{index}项", "甲局", index)
    return Finding(rule, severity, "", "", "$.name", record, Location(source, Region(1, 1, 1, 1)), "")


def row(**values: Any) -> dict[str, Any]:
    held = {"none": 0, "minimal": 0, "standard": 0, "strict": 0, **values.pop("held", {})}
    return {"name": "甲局", "guides": 1, "fields": 100, "holds": None, "held": held, **values}


@pytest.mark.parametrize(
    ("top", "rules", "expected"),
    [
        (3, [], "strict"),
        (2, [], "standard"),
        (1, [], "minimal"),
        (3, ["a.high"], "standard"),
        (3, ["a.middle"], "minimal"),
        (3, ["a.high", "a.middle", "a.high"], "minimal"),
        (3, ["a.low", "a.high"], None),
        (2, ["source.unknown-key"], "standard"),
    ],
)
def test_a_guide_holds_the_rungs_below_its_lowest_finding(
    top: int, rules: list[str], expected: str | None
) -> None:
    made = table(
        tallied([CheckedGuide("甲局", 100, top)], [finding(rule, 0) for rule in rules], RUNGS), PROFILES
    )
    assert made["by_authority"][0]["holds"] == expected
    assert [guide["holds"] for guide in made["guides"]] == ([expected] if set(rules) & set(RUNGS) else [])


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_findings_in_a_file_beside_the_source_are_those_of_the_same_guide(order: tuple[int, int]) -> None:
    both = [finding("a.low", 0), finding("a.high", 0, "info", "a.materials.csv")]
    made = table(
        tallied([CheckedGuide("甲局", 100, 3)], [both[at] for at in order], RUNGS, "a.csv"), PROFILES
    )
    assert made["by_authority"][0]["score"] == 98.9
    assert [(guide["source"], guide["holds"]) for guide in made["guides"]] == [("a.csv", None)]


def test_a_body_holds_what_all_its_guides_hold() -> None:
    checked = [CheckedGuide("甲局", 50, 2), CheckedGuide("甲局", 50, 2), CheckedGuide("乙局", 50, 2)]
    made = table(tallied(checked, [finding("a.middle", 1)], RUNGS), PROFILES)
    assert [(body["name"], body["holds"], body["held"]) for body in made["by_authority"]] == [
        ("乙局", "standard", {"none": 0, "minimal": 0, "standard": 1, "strict": 0}),
        ("甲局", "minimal", {"none": 0, "minimal": 1, "standard": 1, "strict": 0}),
    ]
    assert (made["total"]["name"], made["total"]["guides"], made["total"]["holds"]) == ("合计", 3, "minimal")
    assert made["guides"] == [
        {
            "source": "a.jsonl",
            "record": {"code": None, "name": "第1项", "authority": "甲局", "index": 1},
            "holds": "minimal",
        }
    ]


@pytest.mark.parametrize(
    ("severities", "score"),
    [
        ([], 100.0),
        (["error"], 99.0),
        (["warning"], 99.5),
        (["info"], 99.9),
        (["error", "warning", "info"], 98.4),
        (["error"] * 150, 0.0),
    ],
)
def test_the_score_weighs_findings_by_the_fields_asked(severities: list[Severity], score: float) -> None:
    found = [finding("a.low", 0, severity) for severity in severities]
    made = table(tallied([CheckedGuide("甲局", 100, 3)], found, RUNGS), PROFILES)
    assert made["by_authority"][0]["score"] == score


def test_unasked_rungs_are_known_even_where_no_guide_holds_any() -> None:
    assert (
        tallied([CheckedGuide("甲局", 100, 2)], [finding("a.low", 0)], RUNGS).checked(PROFILES)
        == PROFILES[:2]
    )


def test_size_alone_changes_no_score() -> None:
    def score(times: int) -> float:
        found = [finding("a.low", index) for index in range(times)]
        return table(tallied([CheckedGuide("甲局", 100, 3)] * times, found, RUNGS), PROFILES)["total"][
            "score"
        ]

    assert [score(times) for times in (1, 5, 40)] == [99.0, 99.0, 99.0]


@pytest.mark.parametrize(
    ("guides", "findings", "expected"),
    [
        (1, 0, [96.3, 100.0]),
        (1, 50, [40.38, 59.62]),
        (1, 100, [0.0, 3.7]),
        (29, 0, [99.87, 100.0]),
        (30, 0, None),
    ],
)
def test_a_small_body_has_an_interval(guides: int, findings: int, expected: list[float] | None) -> None:
    checked, found = [CheckedGuide("甲局", 100, 3)] * guides, [finding("a.low", 0)] * findings
    assert table(tallied(checked, found, RUNGS), PROFILES)["by_authority"][0]["interval"] == expected


def test_a_body_of_which_nothing_was_asked_has_lost_nothing() -> None:
    made = table(tallied([CheckedGuide("甲局", 0, 1)], [], RUNGS), PROFILES)
    assert made["by_authority"] == [
        row(fields=0, holds="minimal", held={"minimal": 1}, score=100.0, interval=None)
    ]


def test_parts_add_up_to_the_whole() -> None:
    checked = [CheckedGuide(name, 10, top) for name, top in (("甲局", 2), ("乙局", 3), ("甲局", 3))]
    found = [finding("a.low", 0), finding("a.high", 2, "info")]
    whole = tallied(checked, found, RUNGS)
    total = ProfileTally()
    for part, own, name in (
        (checked[1:2], [], "b"),
        (checked[2:], [finding("a.high", 0, "info", "c")], "c"),
        (checked[:1], [found[0]], "a"),
    ):
        total.merge(tallied(part, own, RUNGS, name))
    assert total.bodies == whole.bodies
    assert set(total.scores.values()) == {
        GuideScore(0, 10, found[0].record),
        GuideScore(2, 1, RecordRef(None, "第0项", "甲局", 0)),
    }


LADDER_RULES = make_rules(
    rule_text("identity.name-missing", "$.name", "{kind: required}", profile="minimal"),
    rule_text("contact.hours-missing", "$.hours", "{kind: required}", severity="warning"),
    rule_text("materials.source-missing", '"$.materials[*].source"', "{kind: required}", profile="strict"),
    rule_text("dataset.duplicate-code", "$", "{kind: distinct_codes}", message="{code}"),
)
GUIDES = (
    '{"name": "甲", "authority": "甲局", "code": "A", "hours": "全天", "materials": [{"source": "其他"}]}\n'
    '{"name": "乙", "authority": "甲局", "code": "A", "materials": [{"source": "其他"}, {"name": "c"}]}\n'
)


def profile_tally(**config: Any) -> dict[str, Any] | None:
    report = lint(source("a.jsonl", GUIDES), rules=LADDER_RULES, **config)
    return table(report.profile_tally, PROFILES) if report.profile_tally else None


def test_a_run_tells_the_ladder_of_its_guides_and_leaves_out_rules_over_the_set() -> None:
    made = profile_tally(profile="strict")
    assert made is not None
    assert made["by_authority"] == [
        row(
            guides=2,
            fields=2 + 1 + 2 + 2,
            holds="minimal",
            held={"minimal": 1, "strict": 1},
            score=78.57,
            interval=[42.01, 94.89],
        )
    ]


def test_a_run_shows_no_rung_that_it_did_not_ask_for() -> None:
    made = profile_tally(profile="minimal")
    assert made is not None
    assert made["total"]["held"] == {"none": 0, "minimal": 2, "standard": 0, "strict": 0}


def test_an_override_shows_no_more_than_its_own_profile() -> None:
    from guidelint.config.settings import Override

    made = profile_tally(profile="strict", overrides=(Override(paths=("*.jsonl",), profile="minimal"),))
    assert made is not None
    assert made["total"]["held"] == {"none": 0, "minimal": 2, "standard": 0, "strict": 0}


def test_selected_rules_prove_no_rung() -> None:
    assert profile_tally(select=("identity",)) is None


def test_the_json_report_holds_the_ladder_and_the_terminal_one_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    options = ["fixtures/huarong", "--no-cache", "--as-of", "2026-11-23", "--fail-on", "never"]
    assert main(["check", *options, "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)["ladder"]
    assert main(["check", *options, "--format", "rich"]) == 0
    held, score = told["total"]["held"], told["total"]["score"]
    lines = capsys.readouterr().out.splitlines()
    line = f"全部做到的指南：基本级 {72 - held['none']}/72；标准级 {held['standard']}/72；得分 {score:.2f}"
    assert [text for text in lines if text.startswith("全部做到")] == [line]
