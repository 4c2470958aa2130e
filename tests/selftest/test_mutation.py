"""Mutation of rules: what is mutated, what is not, and that weak examples are detected."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from guidelint.cli import main
from guidelint.rule.model import Rule
from guidelint.selftest import mutation
from guidelint.selftest.examples import Examples, well_formed
from guidelint.selftest.mutation import mutants, survivors
from guidelint.selftest.regex_mutation import weaker
from guidelint.tables import rows
from linting import DIALECTS, make_rules, rule_text

HEAD = """\
id: {id}
title: {{zh: 标题, en: title}}
severity: error
profile: {profile}
since: "0.1"
basis: [{{reason: 测试用}}]
message: {{zh: 不对, en: wrong}}
advice: {{zh: 建议, en: advice}}
"""


def rule(body: str, id: str = "identity.name-missing", profile: str = "minimal") -> Rule:
    (made,) = make_rules(HEAD.format(id=id, profile=profile) + body)
    return made


def altered(given: str, check: str, more: str = "") -> list[str]:
    made = rule(f"given: {given}\ncheck: {check}\n{more}examples: []\n")
    return [what for what, _ in mutants(made)]


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        ("{kind: required}", ["check negated", "check.placeholders False -> True"]),
        (
            "{kind: required, fields: [name]}",
            [
                "check negated",
                "check.fields without 'name'",
                "check.placeholders False -> True",
            ],
        ),
        (
            "{kind: required, fields: [name, code]}",
            [
                "check negated",
                "check.fields without 'name'",
                "check.fields without 'code'",
                "check.any False -> True",
                "check.placeholders False -> True",
            ],
        ),
        ("{kind: required, placeholders: true}", ["check negated", "check.placeholders True -> False"]),
        ("{kind: length, max: 3}", ["check negated", "check.max 3 -> 2", "check.max 3 -> 4"]),
        ("{kind: length, min: 0, max: 0}", ["check negated", "check.max 0 -> 1"]),
        (
            "{kind: forbidden, terms: [a, b]}",
            [
                "check negated",
                "check.terms without 'a'",
                "check.terms without 'b'",
                "check.whole False -> True",
            ],
        ),
        ("{kind: forbidden, terms: [a]}", ["check negated", "check.whole False -> True"]),
        ("{kind: forbidden, terms: [a], whole: true}", ["check negated", "check.whole True -> False"]),
        (
            "{kind: forbidden, terms: [a], table: placeholders}",
            ["check negated", "check.terms without 'a'", "check.table removed", "check.whole False -> True"],
        ),
        (
            "{kind: count, field: hours}",
            ["check negated", "check.field hours -> consultation", "check.field removed"],
        ),
        (
            "{kind: count, field: $.visits}",
            [
                "check negated",
                "check.field $.visits -> $.visit_reason",
                "check.field removed",
            ],
        ),
        (
            "{kind: count, field: statutory_limit.note}",
            [
                "check negated",
                "check.field statutory_limit.note -> statutory_limit",
                "check.field removed",
            ],
        ),
        (
            "{kind: pattern, match: ^a|b}",
            [
                "check negated",
                "check.match without '^a|'",
                "check.match without '|b'",
                "check.match without '^'",
            ],
        ),
        (
            "{not: {kind: length, max: 3}}",
            ["check without not", "check.not.max 3 -> 2", "check.not.max 3 -> 4"],
        ),
        ("{all_of: [{kind: count}]}", ["check.all_of[0] negated"]),
        (
            "{all_of: [{kind: count}, {not: {kind: count}}]}",
            [
                "check negated",
                "check.all_of -> any_of",
                "check.all_of[0] removed",
                "check.all_of[1] removed",
                "check.all_of[0] negated",
                "check.all_of[1] without not",
            ],
        ),
        (
            "{any_of: [{kind: count}, {kind: count}]}",
            [
                "check negated",
                "check.any_of -> all_of",
                "check.any_of[0] removed",
                "check.any_of[1] removed",
                "check.any_of[0] negated",
                "check.any_of[1] negated",
            ],
        ),
    ],
)
def test_each_parameter_that_a_rule_gives_is_altered(check: str, expected: list[str]) -> None:
    assert altered("$", check) == expected


def test_selectors_conditions_and_lists_of_rules_are_altered() -> None:
    more = (
        "when: {kind: count, field: $.visits}\nexcept: [faq.answer]\nyields_to: ['*-missing', fees]\n"
        "collective: {zh: 都不对, en: all wrong}\n"
        "severities: [{when: {kind: count, min: 2}, severity: info}]\n"
    )
    assert altered('["$.materials[*].source", $.name]', "{kind: count, field: $.name}", more) == [
        "given without '$.materials[*].source'",
        "given without '$.name'",
        "given $.materials[*].source -> $.materials[*].source_note",
        "given $.name -> $.matter_type",
        "check negated",
        "check.field $.name -> $.matter_type",
        "check.field removed",
        "when removed",
        "when negated",
        "when.field $.visits -> $.visit_reason",
        "when.field removed",
        "excluding without 'faq.answer'",
        "yields_to without '*-missing'",
        "yields_to without 'fees'",
        "severities[0] removed",
        "severities[0].severity info -> error",
        "severities[0].when negated",
        "severities[0].when.min 2 -> 1",
        "severities[0].when.min 2 -> 3",
        "collective removed",
    ]


def test_a_mutant_keeps_the_examples_and_differs_from_its_rule() -> None:
    made = rule("given: $.name\ncheck: {kind: length, max: 3}\nexamples: [{name: a, record: {name: b}}]\n")
    for _, mutant in mutants(made):
        assert mutant != made
        assert mutant.examples == made.examples


@pytest.mark.parametrize(
    ("expression", "rests"),
    [
        ("abc", []),
        ("a|b", ["b", "a"]),
        ("a|b|c", ["b|c", "a|c", "a|b"]),
        ("x(a|b)y", ["x(b)y", "x(a)y"]),
        ("x(?:a|b(c|d))", ["x(?:b(c|d))", "x(?:a)"]),
        ("(?P<n>a|b)", ["(?P<n>b)", "(?P<n>a)"]),
        ("^a$", ["a$", "^a"]),
        ("^.*a.*$", []),
        (r"\^a\|b\$[|^$()]", []),
        ("[]|]a|[^]|]b", ["[^]|]b", "[]|]a"]),
        ("a(?!b)", ["a"]),
        ("a(?!b|c)", ["a(?!c)", "a(?!b)", "a"]),
        ("(?<=a)b(?=c)(?<!d)", ["b(?=c)(?<!d)", "(?<=a)b(?<!d)", "(?<=a)b(?=c)"]),
        ("(?=a)", []),
        (r"(a|b)\1", [r"(b)\1", r"(a)\1"]),
        (r"(a)|\1", [r"(a)"]),
    ],
)
def test_an_expression_is_weakened_by_one_part(expression: str, rests: list[str]) -> None:
    assert [rest for _, rest in weaker(expression)] == rests


def kept(made: Rule, *others: Rule) -> list[str]:
    return survivors(made, Examples([made, *others], DIALECTS[0]))


PROVED = """\
given: $.name
check: {kind: length, max: 3}
examples:
  - {name: three, record: {name: 一二三}}
  - {name: four, record: {name: 一二三四}, findings: {$.name: 不对}}
"""


def test_examples_on_both_sides_of_a_bound_leave_no_survivor() -> None:
    assert kept(rule(PROVED)) == []


def test_a_bound_that_no_example_touches_survives() -> None:
    assert kept(rule(PROVED.replace("一二三四", "一二三四五"))) == ["check.max 3 -> 4"]


def test_a_severity_that_no_example_names_survives() -> None:
    cases = "severities: [{when: {kind: one_of, values: [九点], field: hours}, severity: info}]\n"
    both = """\
  - {name: five, record: {name: 一二三四, hours: 九点}, findings: {$.name: 不对}SEVERITIES}
"""
    made = rule(cases + PROVED + both.replace("SEVERITIES", ""))
    assert [what for what in kept(made) if what.startswith("severities")] == [
        "severities[0] removed",
        "severities[0].severity info -> error",
        "severities[0].when negated",
        "severities[0].when.field hours -> consultation",
        "severities[0].when.field removed",
        "severities[0].when.values without '九点'",
    ]
    told = PROVED.replace(
        "四}, findings: {$.name: 不对}}", "四}, findings: {$.name: 不对}, severities: {$.name: error}}"
    )
    assert kept(rule(cases + told + both.replace("SEVERITIES", ", severities: {$.name: info}"))) == []


def test_a_severity_that_is_not_found_fails_its_example() -> None:
    made = rule(PROVED.replace("不对}}", "不对}, severities: {$.name: info}}"))
    wrong = [result for result in Examples([made], DIALECTS[0]).results(made) if not result.right]
    assert [(result.expected, result.actual) for result in wrong] == [
        ({"$.name": ["[info] 不对"]}, {"$.name": ["[error] 不对"]})
    ]


def test_a_rule_to_which_another_yields_is_proved_by_an_example_where_both_would_speak() -> None:
    missing = rule("given: $.name\ncheck: {kind: required, placeholders: true}\nexamples: []\n")
    body = PROVED.replace("given", "yields_to: ['*-missing']\ngiven").replace("max: 3", "min: 3, max: 3")
    short = body + "  - {name: 二, record: {name: 一二}, findings: {$.name: 不对}}\n"
    assert kept(rule(short, id="identity.name-length"), missing) == ["yields_to without '*-missing'"]
    both = short + "  - {name: 待定, record: {name: 待定}}\n"
    assert kept(rule(both, id="identity.name-length"), missing) == []


def test_what_a_rule_lacks_to_be_believed_is_told() -> None:
    text = rule_text("identity.name-missing", "$.name", "{kind: required}").replace("en: advice", "en: ''")
    (made,) = make_rules(text)
    assert well_formed(made) == ["no example that fails"]
    assert well_formed(made, ("zh", "en")) == ["no example that fails", "advice lacks en"]


def write_rule(folder: Path, profile: str, examples: str) -> str:
    file = folder / "rules" / "identity" / "name-missing.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(HEAD.format(id="identity.name-missing", profile=profile) + examples, encoding="utf-8")
    return str(file)


@pytest.mark.parametrize(
    ("profile", "body", "status", "last"),
    [
        ("standard", PROVED, 0, "1 rules, 4 mutants, 0 survived, 0 of them in strict"),
        (
            "standard",
            PROVED.replace("三四", "三四五"),
            1,
            "1 rules, 4 mutants, 1 survived, 0 of them in strict",
        ),
        (
            "strict",
            PROVED.replace("三四", "三四五"),
            0,
            "1 rules, 4 mutants, 1 survived, 1 of them in strict",
        ),
    ],
)
def test_survivors_fail_the_command_save_in_strict(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], profile: str, body: str, status: int, last: str
) -> None:
    file = write_rule(tmp_path, profile, body)
    assert main(["test", "--lang", "en", "--mutate", file]) == status
    lines = capsys.readouterr().out.splitlines()
    survived = [] if "0 survived" in last else ["identity.name-missing: survived: check.max 3 -> 4"]
    assert lines == [*survived, last]


def test_every_survivor_among_the_built_in_rules_has_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    """A reason in the table shows beside its survivor; none is missing, and none is left over."""
    assert main(["test", "--lang", "en", "--mutate"]) == 0
    *survivors, last = capsys.readouterr().out.splitlines()
    listed = [f"{rule}: survived: {what} ({why})" for rule, what, why in rows("surviving_mutants")]
    assert sorted(survivors) == sorted(listed)
    assert f" {len(listed)} survived" in last


def test_a_reason_without_its_survivor_fails_the_command(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    left_over = [
        ("identity.name-missing", "check.max 3 -> 4", "nobody minds"),
        ("identity.name-length", "check.max 3 -> 4", "not asked here"),
    ]
    monkeypatch.setattr(mutation, "rows", lambda name: left_over)
    assert main(["test", "--lang", "en", "--mutate", write_rule(tmp_path, "standard", PROVED)]) == 1
    told, _ = capsys.readouterr().out.splitlines()
    assert told == (
        "identity.name-missing: no survivor any more: check.max 3 -> 4; strike it from surviving_mutants.tsv"
    )
    survives = write_rule(tmp_path, "standard", PROVED.replace("三四", "三四五"))
    assert main(["test", "--lang", "en", "--mutate", survives]) == 0
    told, _ = capsys.readouterr().out.splitlines()
    assert told == "identity.name-missing: survived: check.max 3 -> 4 (nobody minds)"


def test_the_command_tests_named_rules_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", "--lang", "en", write_rule(tmp_path, "standard", PROVED)]) == 0
    assert capsys.readouterr().out == "1 rules, 2 examples, 0 failures\n"


def test_the_command_speaks_chinese_unless_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", write_rule(tmp_path, "standard", PROVED.replace("max: 3", "max: 4"))]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "identity.name-missing：four：没有报出"
    assert lines[-1] == "1 条规则，2 个例子，1 个不符"
    assert main(["test", "--mutate", write_rule(tmp_path, "standard", PROVED)]) == 0
    assert capsys.readouterr().out == "1 条规则，4 种改动，0 种没有发现，其中 strict 的 0 种\n"


def test_a_named_folder_stands_for_the_rules_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = Path(write_rule(tmp_path, "standard", PROVED))
    told = "1 rules, 2 examples, 0 failures\n"
    assert (main(["test", "--lang", "en", str(tmp_path / "rules")]), capsys.readouterr().out) == (0, told)
    monkeypatch.chdir(file.parent)
    assert (main(["test", "--lang", "en", file.name]), capsys.readouterr().out) == (0, told)
    assert main(["test", "--lang", "en", "identity.name-missing"]) == 2
    assert "no rule file or folder 'identity.name-missing'" in capsys.readouterr().err


def test_the_command_tells_what_failed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(["test", "--lang", "en", write_rule(tmp_path, "standard", PROVED.replace("max: 3", "max: 4"))])
        == 1
    )
    assert capsys.readouterr().out.splitlines() == [
        "identity.name-missing: four: missing",
        "  expected {'$.name': ['不对']}",
        "  actual   {}",
        "1 rules, 2 examples, 1 failures",
    ]


def test_the_command_counts_the_examples_of_dialects(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good: dict[str, Any] = {
        "status": main(["test", "--lang", "en"]),
        "last": capsys.readouterr().out.splitlines()[-1],
    }
    assert " dialects, " in good["last"]
