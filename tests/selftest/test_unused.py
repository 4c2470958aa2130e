"""Dead knowledge: unused rules and table rows are reported, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from guidelint.cli import main
from guidelint.selftest.unused import Unused, unused
from linting import make_rules, rule_text, ruleset, source

RULES = make_rules(
    rule_text("identity.name-missing", "$.name", "{kind: required}"),
    rule_text("identity.name-length", "$.name", "{kind: length, max: 1}"),
    rule_text("contact.hours-workday", "$.hours", "{kind: hours, demand: workday}"),
    rule_text("materials.source-missing", '"$.materials[*].source"', "{kind: required}"),
    rule_text("deadline.ratio", "$.promised_limit", "{kind: limit_ratio}"),
    rule_text("dataset.run-once", "$", "{kind: visits_share, at_least: 100}"),
    rule_text("dataset.duplicate-code", "$", "{kind: distinct_codes}"),
    rule_text("dataset.mobile-list", "$", "{kind: mobile_list}"),
    rule_text("text.placeholder", "$.**", "{kind: forbidden, table: placeholders, whole: true}"),
)


def dead(text: str) -> Unused:
    return unused(ruleset(RULES), [source("a.jsonl", text)])


def test_a_rule_that_judged_no_place_is_told() -> None:
    told = dead('{"name": "帐户变更", "code": "A1"}\n{"name": "乙", "hours": ""}\n')
    assert told.rules == ("contact.hours-workday", "dataset.run-once", "materials.source-missing")
    assert sorted(told.not_asked) == ["dataset.mobile-list", "deadline.ratio"]
    assert (told.records, told.asked) == (2, 7)


def test_a_rule_that_judged_and_found_nothing_is_alive() -> None:
    told = dead(
        '{"name": "甲", "hours": "工作日9:00-12:00", "visits": "1", "materials": [{"source": "其他"}]}\n'
    )
    assert told.rules == ("dataset.duplicate-code",)


def test_without_guides_everything_is_dead() -> None:
    assert (dead("\n").records, len(dead("\n").rules)) == (0, 7)


def test_a_word_of_a_table_that_stands_in_a_guide_is_alive() -> None:
    alive, told = dead('{"name": "帐户变更"}\n').rows["typos"], dead('{"name": "甲"}\n').rows["typos"]
    assert set(told) - set(alive) == {"帐户"}


def test_tables_that_describe_the_world_are_left_out() -> None:
    assert "law_articles" not in dead("\n").rows


@pytest.fixture
def guides(tmp_path: Path) -> Path:
    (tmp_path / "a.yaml").write_text("name: 甲\nhours: 工作日9:00-12:00\n", "utf-8")
    return tmp_path


def test_the_command_lists_what_is_unused_and_sums_it_up(
    guides: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["rules", "--profile", "minimal", "--unused", str(guides)]
    assert main([*words, "--lang", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "depth.level-one: judged nothing" in lines
    assert "data/typos: 帐户: stands nowhere" in lines
    assert "identity.name-missing: judged nothing" not in lines
    assert lines[-1].startswith("1 guides: ")
    assert main(words) == 0
    lines = capsys.readouterr().out.splitlines()
    assert {"depth.level-one：没有判断过任何内容", "data/typos：帐户：哪里都没有出现"} <= {*lines}
    assert lines[-1].startswith("1 份指南，")


def test_the_command_speaks_json(guides: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--profile", "minimal", "--format", "json", "--unused", str(guides)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (list(told), told["records"]) == (["records", "asked", "rules", "not_asked", "rows"], 1)
