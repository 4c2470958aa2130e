"""Mistakes in rule files: all of them at once, each with file, line, column and the nearest known word."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from guidelint.checks.expressions import AMBIGUOUS
from guidelint.cli import main
from guidelint.errors import DefinitionError
from guidelint.ruleset import load_rules

GOOD = """\
id: identity.name-missing
title: {zh: 标题, en: title}
severity: error
profile: minimal
since: "0.1"
basis:
  - document: GB/T 39046-2020
    certainty: V
given: $.name
check: {kind: required}
message: {zh: 没有名称, en: no name}
advice: {zh: 填写, en: give one}
examples:
  - name: 有
    record: {name: 取水许可}
"""
FIELDS_OF_RULE = (
    "advice, basis, check, collective, examples, except, fix, given, id, message, profile, severities, "
    "severity, since, title, when, yields_to"
)
BROKEN: dict[str, tuple[str, str, list[str]]] = {
    "an unknown key": (
        "since:",
        "sinse:",
        ["1:1: 'since' is required", "5:1: unknown key 'sinse'; did you mean 'since'?"],
    ),
    "mistakes of every kind": (
        "given: $.name\ncheck: {kind: required}\nmessage: {zh: 没有名称, en: no name}\nadvice",
        "given: $.locatoin\ncheck: {kind: required}\nmessage: '{vlaue}'\nadvise",
        [
            "1:1: 'advice' is required",
            "9:8: no field 'locatoin'; did you mean 'location'?",
            "11:10: no placeholder {vlaue}; known: field, item, value, where",
            "12:1: unknown key 'advise'; did you mean 'advice'?",
        ],
    ),
    "a key like none": (
        "since:",
        "qqq: 1\nsince:",
        [f"5:1: unknown key 'qqq'; expected one of {FIELDS_OF_RULE}"],
    ),
    "a key twice": ("since:", "id: a.b\nsince:", ["5:1: key 'id' is given twice"]),
    "a message that begins with a brace": (
        "message: {zh: 没有名称, en: no name}",
        "message: {field}没有填写",
        [
            "11:17: did not find expected key; a text that begins with {, [, a quote, @, % or ` has to stand in "
            "quotes as a whole"
        ],
    ),
    "a comma behind a list": ("$.name", "[$.name], $.code", ["9:16: did not find expected key"]),
    "no severity": ("severity: error\n", "", ["1:1: 'severity' is required"]),
    "a severity that is none": (
        "severity: error",
        "severity: fatal",
        ["3:11: should be 'error', 'warning' or 'info'; found 'fatal'"],
    ),
    "a profile that is none": (
        "minimal",
        "small",
        ["4:10: should be 'minimal', 'standard' or 'strict'; found 'small'"],
    ),
    "another id": (
        "identity.name-missing",
        "identity.nam",
        ["1:5: rule 'identity.nam' belongs in a file identity/nam.yaml"],
    ),
    "no basis": (
        "basis:\n  - document: GB/T 39046-2020\n    certainty: V",
        "basis: []",
        ["6:1: give a basis: a document with its certainty, or a reason"],
    ),
    "a basis from memory": (
        "    certainty: V\n",
        "",
        ["7:5: a document needs its certainty, V or B; cite no other"],
    ),
    "an uncertain basis": ("certainty: V", "certainty: MEM", ["8:16: should be 'V' or 'B'; found 'MEM'"]),
    "two grounds": (
        "    certainty: V",
        "    certainty: V\n    reason: 惯例",
        ["7:5: give either a document or a reason"],
    ),
    "a basis with a slip": (
        "    certainty: V",
        "    certainty: V\n    claus: 一",
        ["9:5: unknown key 'claus'; did you mean 'clause'?"],
    ),
    "no such field": ("$.name", "$.nmae", ["9:8: no field 'nmae'; did you mean 'name'?"]),
    "no such field of an element": (
        "$.name",
        '"$.materials[*].sorce"',
        ["9:8: 'materials' has no field 'sorce'; did you mean 'source'?"],
    ),
    "fields left out that are none": (
        "given: $.name",
        "except: [materials, hours, $.online_url, steps.limt, legal_bases]\ngiven: $.**",
        [
            "9:42: no field 'limt' here; did you mean 'limit'?",
            "9:54: no field 'legal_bases' here; did you mean 'legal_basis'?",
        ],
    ),
    "no list": ("$.name", '"$.name[*]"', ["9:8: 'name' is no list"]),
    "no selector": (
        "$.name",
        "name",
        ["9:8: not a selector: 'name'; expected $, $.field, $.list[*], $.list[*].field or $.**"],
    ),
    "no selectors": ("$.name", "[]", ["9:1: give at least one selector"]),
    "no such check": (
        "required}",
        "requird}",
        ["10:15: no check of kind 'requird'; did you mean 'required'?"],
    ),
    "a check that is for something else": (
        "given: $.name\ncheck: {kind: required}",
        'given: [$.steps, "$.materials[*]"]\ncheck:\n  any_of: [{kind: step_sum}, {kind: one_of, values: [甲]}]',
        [
            "11:19: step_sum cannot judge what $.materials[*] gives",
            "11:37: one_of cannot judge what $.materials[*] gives",
            "11:37: one_of cannot judge what $.steps gives",
        ],
    ),
    "a check without kind": ("kind: required", "min: 3", ["10:1: a test has a kind, all_of, any_of or not"]),
    "a kind that is a list": (
        "kind: required",
        "kind: [required]",
        ["10:9: no check of kind \"['required']\"; did you mean 'required'?"],
    ),
    "no such parameter": (
        "required}",
        "required, placeholder: true}",
        ["10:25: unknown key 'placeholder'; did you mean 'placeholders'?"],
    ),
    "a parameter of another type": (
        "kind: required",
        "kind: length, max: ten",
        ["10:28: should be a valid integer, unable to parse string as an integer; found 'ten'"],
    ),
    "an expression that is none": (
        "kind: required",
        "kind: pattern, match: '('",
        ["10:31: not a regular expression: missing ), unterminated subpattern at position 0"],
    ),
    "an expression that some text keeps busy": (
        "kind: required",
        "kind: pattern, match: '^(a+)+$'",
        [f"10:31: {AMBIGUOUS}"],
    ),
    "a field in a check": (
        "required}",
        "required, field: hour}",
        ["10:32: no field 'hour' here; did you mean 'hours'?"],
    ),
    "fields in a check": (
        "required}",
        "required, fields: [name, hour]}",
        ["10:25: no field 'hour' here; did you mean 'hours'?"],
    ),
    "an empty all_of": ("{kind: required}", "{all_of: []}", ["10:9: all_of holds a list of tests"]),
    "two kinds of test": (
        "{kind: required}",
        "{not: {kind: required}, field: name}",
        ["10:32: 'field' cannot stand beside 'not'"],
    ),
    "a mistake deep inside": (
        "{kind: required}",
        "{any_of: [{kind: count}, {not: {kind: lenght}}]}",
        ["10:46: no check of kind 'lenght'; did you mean 'length'?"],
    ),
    "a test that is a text": (
        "{kind: required}",
        "{not: required}",
        ["10:14: a test is a mapping with a kind, all_of, any_of or not"],
    ),
    "an unknown placeholder": (
        "没有名称",
        "'没有{name}'",
        ["11:1: no placeholder {name}; known: field, item, value, where"],
    ),
    "a brace alone": (
        "没有名称",
        "'没有名称{'",
        ["11:1: no placeholder {{ without }}; known: field, item, value, where"],
    ),
    "a message that says nothing": ("{zh: 没有名称, en: no name}", '" "', ["11:10: says nothing"]),
    "a full stop": ("没有名称", "没有名称。", ["11:1: ends without a full stop"]),
    "a language with a slip": (
        "{zh: 没有名称, en: no name}",
        "{zh: 没有名称, cn: no name}",
        ["11:21: unknown key 'cn'; expected one of en, zh"],
    ),
    "a message that is a list": (
        "{zh: 没有名称, en: no name}",
        "[没有名称]",
        ["11:1: should be a text or a mapping"],
    ),
    "an example without record": (
        "    record: {name: 取水许可}\n",
        "",
        ["14:5: give either a record or records"],
    ),
    "an example with both": (
        "    record:",
        "    records: [{name: a}]\n    record:",
        ["14:5: give either a record or records"],
    ),
    "an example with a slip": (
        "    record:",
        "    recrod:",
        ["15:5: unknown key 'recrod'; did you mean 'record'?"],
    ),
    "a list for a mapping": (GOOD, "- id: identity.name-missing\n", ["1:3: a rule file holds one mapping"]),
    "no YAML": (
        "check: {kind: required}",
        "check: {kind: required",
        ["11:8: did not find expected ',' or '}'"],
    ),
    "nothing": (GOOD, "", ["1:1: a rule file holds one mapping"]),
}


def mistakes(text: str) -> list[str]:
    with pytest.raises(DefinitionError) as raised:
        load_rules([("rules/identity/name-missing.yaml", text.encode())])
    return [
        str(mistake).removeprefix("rules/identity/name-missing.yaml:") for mistake in raised.value.mistakes
    ]


def test_a_good_rule_loads() -> None:
    assert [rule.id for rule in load_rules([("rules/identity/name-missing.yaml", GOOD.encode())])] == [
        "identity.name-missing"
    ]


@pytest.mark.parametrize("name", BROKEN)
def test_a_mistake_is_told_with_its_place(name: str) -> None:
    old, new, expected = BROKEN[name]
    assert old in GOOD
    assert mistakes(GOOD.replace(old, new, 1)) == expected


def test_every_mistake_of_every_file_is_told_at_once() -> None:
    many = (
        GOOD.replace("$.name\n", "$.nmae\n").replace("required", "requird").replace("    certainty: V\n", "")
    )
    with pytest.raises(DefinitionError) as raised:
        load_rules(
            [
                ("b/identity/name-missing.yaml", many.encode()),
                ("a/x.yaml", b"\x89PNG\0\0"),
                ("c.yaml", b"id: ["),
                ("d.yaml", b"id: a.b\rsince: {\r}%"),
            ]
        )
    assert [(mistake.file, mistake.line) for mistake in raised.value.mistakes] == [
        ("a/x.yaml", 1),
        ("b/identity/name-missing.yaml", 7),
        ("b/identity/name-missing.yaml", 8),
        ("b/identity/name-missing.yaml", 9),
        ("c.yaml", 1),
        ("d.yaml", 3),
    ]


def test_a_later_file_of_the_same_id_wins() -> None:
    other = GOOD.replace("severity: error", "severity: info")
    rules = load_rules(
        [("a/identity/name-missing.yaml", GOOD.encode()), ("b/identity/name-missing.yaml", other.encode())]
    )
    assert [(rule.id, rule.severity) for rule in rules] == [("identity.name-missing", "info")]


def test_a_broken_rule_file_ends_the_run_with_two_before_anything_is_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = tmp_path / "rules" / "identity"
    rules.mkdir(parents=True)
    file = rules / "name-missing.yaml"
    file.write_text(GOOD.replace("$.name\n", "$.nmae\n"), encoding="utf-8")
    guide = tmp_path / "a.yaml"
    guide.write_text("name: ''\n", encoding="utf-8")
    assert main(["check", "--no-cache", "--lang=en", "--rules", str(tmp_path / "rules"), str(guide)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert f"{file.as_posix()}:9:8: no field 'nmae'; did you mean 'name'?\n" in told.err


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("text.placeholdr", "; did you mean 'text.placeholder'?"),
        ("text.plac?holdr*", "; did you mean 'text.placeholder'?"),
        ("fees", "; a group is 'fees.*'"),
        ("*-missing", None),
        ("source.wrong-type", None),
    ],
)
@pytest.mark.parametrize("command", ["check", "test"])
def test_a_rule_yields_to_rules_that_there_are(
    command: str, name: str, hint: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "rules" / "text" / "guess.yaml"
    file.parent.mkdir(parents=True)
    text = GOOD.replace("identity.name-missing", "text.guess")
    file.write_text(f"{text}yields_to: ['*.missing', '{name}']\n", encoding="utf-8")
    words = ["check", "--select", "text.guess", "--rules", str(tmp_path / "rules"), "fixtures/demo.yaml"]
    main([*(words if command == "check" else ["test", str(file)]), "--lang", "en"])
    told = capsys.readouterr().err
    assert told.count(f"{file.as_posix()}:") == (hint is not None)
    assert hint is None or f": no rule {name!r}{hint}\n" in told


@pytest.mark.parametrize("name", ["rules/name-missing.yaml", "rules/identity/README.md", "rules/readme.txt"])
def test_a_folder_without_rules_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    file = tmp_path / name
    file.parent.mkdir(parents=True)
    file.write_text(GOOD, encoding="utf-8")
    rules = tmp_path / "rules"
    assert main(["check", "--rules", str(rules), str(tmp_path)]) == 2
    assert (
        f"no rule in folder {str(rules)!r}: a rule is a file GROUP/NAME.yaml in it" in capsys.readouterr().err
    )


def test_a_rule_of_ones_own_may_speak_chinese_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "rules" / "text" / "guess.yaml"
    file.parent.mkdir(parents=True)
    text = GOOD.replace("identity.name-missing", "text.guess").replace("$.name\n", '"$.**"\nexcept: [faq]\n')
    for both, alone in (("{zh: 标题, en: title}", "标题"), ("{zh: 填写, en: give one}", "写明")):
        text = text.replace(both, alone)
    text = text.replace("{zh: 没有名称, en: no name}", "“{field}”里有“{term}”").replace(
        "{kind: required}", "{kind: forbidden, terms: [大概]}"
    )
    more = (
        "  - name: 无\n    record: {conditions: 大概}\n    findings: {$.conditions: “受理条件”里有“大概”}\n"
    )
    passing = "  - name: 问答不看\n    record: {faq: [{question: 大概几天, answer: 大概五天}]}\n"
    file.write_text(text + more + passing, encoding="utf-8")
    assert (main(["test", "--lang", "en", str(file)]), capsys.readouterr().out) == (
        0,
        "1 rules, 3 examples, 0 failures\n",
    )


def test_a_dialect_that_is_named_is_tested_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "own.yaml"
    example = "{name: 一, source: {mc: 甲}, record: {name: 甲}}"
    said = f"name: own\ntitle: 自用\nfields: {{name: mc}}\nexamples: [{example}]\n"
    file.write_text(said, encoding="utf-8")
    assert (
        main(["test", "--lang", "en", str(file), "--lang", "en"]),
        capsys.readouterr().err.split("\n")[0],
    ) == (
        2,
        f"{file.as_posix()}:1:1: 'source' is required",
    )
    file.write_text(said + "source: 自己\n", encoding="utf-8")
    assert main(["test", "--lang", "en", str(file)]) == 0
    assert capsys.readouterr().out == "0 rules, 1 dialects, 1 examples, 0 failures\n"


def test_every_parser_reads_our_rule_files_alike() -> None:
    """What libyaml lets pass (a plain ??? in braces) an editor or another parser may refuse."""
    for path in sorted((Path(__file__).parents[2] / "rules").glob("*/*.yaml")):
        text = path.read_text("utf-8")
        assert yaml.load(text, yaml.SafeLoader) == yaml.load(text, yaml.CSafeLoader), path.name
