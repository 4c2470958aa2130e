"""SARIF contains everything in a report, as GitHub and the standard require."""

from __future__ import annotations

import json
import random

import pytest

from guidelint.finding import (
    Basis,
    Edit,
    Finding,
    Fix,
    Location,
    NotChecked,
    RecordRef,
    Related,
    Suppressed,
)
from guidelint.lean.structs import replace
from guidelint.location import Region
from guidelint.report import Report, RuleInfo
from guidelint.reporters.sarif.log import SCHEMA, render_files
from guidelint.reporters.sarif.places import SNIPPET_LIMIT, logical, physical, uri
from guidelint.reporters.sarif.split import Limits
from guidelint.reporters.sarif.text import description, escape, joined

LAW = Basis("优化营商环境条例", "第三十六条", quote="国家机关应当公开办事指南")
STANDARD = Basis("GB/T 39554.1-2020")
PRACTICE = Basis(None, reason="办事人要知道去哪里办")
LICENCE = RecordRef("11430001", "食品经营许可", "市场监督管理局", 0)
SOURCE_RULE = RuleInfo(
    "materials.source-missing",
    "申请材料应写明来源渠道",
    "error",
    "minimal",
    "0.1",
    (LAW, STANDARD, PRACTICE),
    "写明由谁出具",
    "# 来源渠道",
)
BARE_RULE = RuleInfo("identity.duplicate", "事项编码不得重复", "info", "strict", "0.1", (), "", "")
RULES = {rule.id: rule for rule in (SOURCE_RULE, BARE_RULE)}
LAW_REFERENCE = {
    "id": "《优化营商环境条例》第三十六条",
    "index": 1,
    "toolComponent": {"name": "guidelint-basis", "index": 0},
}
STANDARD_REFERENCE = {
    "id": "GB/T 39554.1-2020",
    "index": 0,
    "toolComponent": {"name": "guidelint-basis", "index": 0},
}

RICH_URI = "%E6%8C%87%E5%8D%97/%E9%A3%9F%E5%93%81%20%E7%BB%8F%E8%90%A5.yaml"

PLAIN = Finding(
    rule="identity.duplicate",
    severity="info",
    message="事项编码重复",
    advice="",
    path="$.code",
    record=None,
    location=Location("a.yaml", Region(2, 1, 2, 5)),
    fingerprint="f2",
)
RICH = Finding(
    rule="materials.source-missing",
    severity="error",
    message="第3项申请材料没有写来源渠道",
    advice="写明由谁出具",
    path="$.materials[2].source",
    record=LICENCE,
    location=Location("指南/食品 经营.yaml", Region(31, 5, 31, 9)),
    fingerprint="f1",
    basis=(LAW,),
    fix=Fix("删去空格", True, (Edit(3, 5, ""),)),
    related=(
        Related("$.code", RecordRef(None, None, None, 4), Location("b.json", Region(1, 1, 1, 4)), "第一次"),
        Related("$", LICENCE, None, ""),
    ),
    snippet="    name: 身份证",
    line_hash="a7f2ff13bc495cf2:1",
)


def run_of(report: Report) -> dict:
    (text,) = render_files(report)
    return json.loads(text)["runs"][0]


def results_of(report: Report) -> list[dict]:
    return run_of(report)["results"]


def test_a_run_without_findings_still_lists_its_rules():
    (text,) = render_files(Report((), rules=RULES, rules_hash="abc", as_of="2026-11-23", version="0.1.0"))
    log = json.loads(text)
    rules = log["runs"][0]["tool"]["driver"].pop("rules")
    del log["runs"][0]["taxonomies"]
    assert [rule["id"] for rule in rules] == ["identity.duplicate", "materials.source-missing"]
    assert log == {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "guidelint",
                        "version": "0.1.0",
                        "semanticVersion": "0.1.0",
                        "informationUri": "pkg:generic/guidelint",
                        "language": "zh",
                        "supportedTaxonomies": [{"name": "guidelint-basis", "index": 0}],
                    }
                },
                "automationDetails": {"id": "guidelint/"},
                "language": "zh",
                "columnKind": "unicodeCodePoints",
                "invocations": [{"executionSuccessful": True}],
                "results": [],
                "properties": {"rules_hash": "abc", "as_of": "2026-11-23", "records": 0, "sources": 0},
            }
        ],
    }


def test_each_result_and_each_taxonomy_has_a_line():
    (text,) = render_files(Report((PLAIN, PLAIN, RICH), rules=RULES))
    starts = [line[:16] for line in text.splitlines()]
    assert starts.count('      {"ruleId":') == 3
    assert len(starts) == 22


def test_a_run_without_rules_names_no_taxonomy():
    run = run_of(Report(()))
    assert ("taxonomies" in run, run["tool"]["driver"]["rules"]) == (False, [])


def test_a_rule_tells_its_words_its_weight_and_its_law():
    assert run_of(Report((), rules=RULES))["tool"]["driver"]["rules"][1] == {
        "id": "materials.source-missing",
        "name": "MaterialsSourceMissing",
        "shortDescription": {"text": "申请材料应写明来源渠道"},
        "fullDescription": {"text": "申请材料应写明来源渠道。写明由谁出具。"},
        "help": {
            "text": "申请材料应写明来源渠道。写明由谁出具。\n"
            "依据：《优化营商环境条例》第三十六条：国家机关应当公开办事指南\n"
            "依据：GB/T 39554.1-2020\n"
            "依据：办事人要知道去哪里办",
            "markdown": "# 来源渠道",
        },
        "defaultConfiguration": {"level": "error"},
        "properties": {
            "tags": ["materials", "minimal"],
            "precision": "very-high",
            "problem.severity": "error",
        },
        "relationships": [
            {"target": LAW_REFERENCE, "kinds": ["relevant"]},
            {"target": STANDARD_REFERENCE, "kinds": ["relevant"]},
        ],
    }


def test_a_rule_without_advice_or_help_still_has_help():
    assert run_of(Report((), rules=RULES))["tool"]["driver"]["rules"][0] == {
        "id": "identity.duplicate",
        "name": "IdentityDuplicate",
        "shortDescription": {"text": "事项编码不得重复"},
        "fullDescription": {"text": "事项编码不得重复。"},
        "help": {"text": "事项编码不得重复。", "markdown": "事项编码不得重复。"},
        "defaultConfiguration": {"level": "note"},
        "properties": {
            "tags": ["identity", "strict"],
            "precision": "medium",
            "problem.severity": "recommendation",
        },
    }


def test_every_clause_is_a_taxon_once():
    twice = replace(BARE_RULE, basis=(LAW, LAW))
    assert run_of(Report((), rules=RULES | {twice.id: twice}, language="en"))["taxonomies"] == [
        {
            "name": "guidelint-basis",
            "version": "0.1.0",
            "language": "en",
            "shortDescription": {"text": "Clauses of laws, regulations and standards that the rules rest on"},
            "isComprehensive": False,
            "taxa": [
                {"id": "GB/T 39554.1-2020", "shortDescription": {"text": "GB/T 39554.1-2020"}},
                {
                    "id": "《优化营商环境条例》第三十六条",
                    "shortDescription": {"text": "《优化营商环境条例》第三十六条"},
                    "fullDescription": {"text": "国家机关应当公开办事指南"},
                },
            ],
        }
    ]


def test_a_finding_with_everything_tells_everything():
    assert results_of(Report((RICH,), rules=RULES)) == [
        {
            "ruleId": "materials.source-missing",
            "ruleIndex": 1,
            "level": "error",
            "message": {"text": "第3项申请材料没有写来源渠道。写明由谁出具。"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": RICH_URI},
                        "region": {
                            "startLine": 31,
                            "startColumn": 5,
                            "endLine": 31,
                            "endColumn": 9,
                            "snippet": {"text": "name"},
                        },
                        "contextRegion": {"startLine": 31, "snippet": {"text": "    name: 身份证"}},
                    },
                    "logicalLocations": [
                        {
                            "name": "source",
                            "fullyQualifiedName": "11430001/$.materials[2].source",
                            "kind": "property",
                        }
                    ],
                }
            ],
            "relatedLocations": [
                {
                    "id": 0,
                    "physicalLocation": {
                        "artifactLocation": {"uri": "b.json"},
                        "region": {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 4},
                    },
                    "logicalLocations": [
                        {"name": "code", "fullyQualifiedName": "#4/$.code", "kind": "property"}
                    ],
                    "message": {"text": "第一次"},
                },
                {
                    "id": 1,
                    "logicalLocations": [{"name": "$", "fullyQualifiedName": "11430001/$", "kind": "object"}],
                },
            ],
            "partialFingerprints": {
                "primaryLocationLineHash": "a7f2ff13bc495cf2:1",
                "guidelint/v1": "f1",
            },
            "fixes": [
                {
                    "description": {"text": "删去空格"},
                    "artifactChanges": [
                        {
                            "artifactLocation": {"uri": RICH_URI},
                            "replacements": [
                                {
                                    "deletedRegion": {"charOffset": 3, "charLength": 2},
                                    "insertedContent": {"text": ""},
                                }
                            ],
                        }
                    ],
                    "properties": {"safe": True},
                }
            ],
            "taxa": [LAW_REFERENCE],
            "properties": {
                "path": "$.materials[2].source",
                "advice": "写明由谁出具",
                "record": {
                    "code": "11430001",
                    "name": "食品经营许可",
                    "authority": "市场监督管理局",
                    "index": 0,
                },
            },
        }
    ]


def test_a_finding_with_little_has_no_empty_property():
    bare = replace(PLAIN, fingerprint="", path="", fix=Fix("", False, ()))
    assert results_of(Report((bare,), rules=RULES)) == [
        {
            "ruleId": "identity.duplicate",
            "ruleIndex": 0,
            "level": "note",
            "message": {"text": "事项编码重复。"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": "a.yaml"},
                        "region": {"startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 5},
                    }
                }
            ],
        }
    ]


def test_a_fix_without_words_is_still_a_fix():
    fixed = replace(PLAIN, fix=Fix("", False, (Edit(0, 0, "甲"),)))
    (result,) = results_of(Report((fixed,), rules=RULES))
    assert result["fixes"] == [
        {
            "artifactChanges": [
                {
                    "artifactLocation": {"uri": "a.yaml"},
                    "replacements": [
                        {
                            "deletedRegion": {"charOffset": 0, "charLength": 0},
                            "insertedContent": {"text": "甲"},
                        }
                    ],
                }
            ],
            "properties": {"safe": False},
        }
    ]


def test_suppressed_results_carry_kind_and_reason():
    report = Report(
        (PLAIN,),
        suppressed=(Suppressed(PLAIN, "inSource", "上级系统如此"), Suppressed(PLAIN, "external", "")),
        rules=RULES,
    )
    assert [result.get("suppressions") for result in results_of(report)] == [
        None,
        [{"kind": "inSource", "status": "accepted", "justification": "上级系统如此"}],
        [{"kind": "external", "status": "accepted"}],
    ]


def test_baseline_states_are_told_only_where_there_is_a_baseline():
    suppressed = (Suppressed(PLAIN, "inSource", "x"),)
    without = Report((PLAIN,), suppressed, rules=RULES)
    states = [
        [result.get("baselineState") for result in results_of(report)]
        for report in (without, replace(without, baselined=(PLAIN,)))
    ]
    assert states == [[None, None], ["new", "unchanged", "new"]]


def test_what_was_not_checked_is_a_notification():
    not_checked = (
        NotChecked("*", "空 白.yaml", "不是办事指南"),
        NotChecked("identity.duplicate", "", "没有配置 {area_code}"),
    )
    assert run_of(Report((), not_checked=not_checked, rules=RULES))["invocations"] == [
        {
            "executionSuccessful": True,
            "toolExecutionNotifications": [
                {
                    "descriptor": {"id": "not-checked"},
                    "level": "note",
                    "message": {"text": "*: 不是办事指南"},
                    "locations": [
                        {"physicalLocation": {"artifactLocation": {"uri": "%E7%A9%BA%20%E7%99%BD.yaml"}}}
                    ],
                },
                {
                    "descriptor": {"id": "not-checked"},
                    "level": "note",
                    "message": {"text": "identity.duplicate: 没有配置 {{area_code}}"},
                    "associatedRule": {"id": "identity.duplicate", "index": 0},
                },
            ],
        }
    ]


def test_one_file_keeps_the_order_of_the_report():
    excused = (Suppressed(RICH, "external", "x"),)
    report = Report((PLAIN, RICH), baselined=(RICH,), suppressed=excused, rules=RULES)
    assert [result["level"] for result in results_of(report)] == ["note", "error", "error", "error"]


def test_more_than_five_thousand_results_are_split_with_the_gravest_first():
    lines = list(range(1, 10_002))
    random.Random(7).shuffle(lines)
    findings = tuple(
        replace(
            PLAIN,
            severity=("error", "warning", "info")[line % 3],
            location=Location("a.yaml", Region(line, 1, line, 2)),
        )
        for line in lines
    )
    report = Report(
        findings,
        suppressed=(Suppressed(RICH, "external", "x"),),
        not_checked=(NotChecked("*", "", "y"),),
        rules=RULES,
    )
    runs = [json.loads(text)["runs"][0] for text in render_files(report)]
    results = [result for run in runs for result in run["results"]]
    weight = {"error": 0, "warning": 1, "note": 2}
    told = [
        [note["message"]["text"] for note in run["invocations"][0]["toolExecutionNotifications"]]
        for run in runs
    ]
    assert [len(run["results"]) for run in runs] == [5000, 5000, 2]
    assert [run["automationDetails"]["id"] for run in runs] == [
        "guidelint/",
        "guidelint/part-2/",
        "guidelint/part-3/",
    ]
    assert told == [
        ["本文件是第 1 份，共 3 份；另有 5002 条结果在其他文件中。", "*: y"],
        ["本文件是第 2 份，共 3 份；另有 5002 条结果在其他文件中。"],
        ["本文件是第 3 份，共 3 份；另有 10000 条结果在其他文件中。"],
    ]
    expected = sorted(weight[result["level"]] for result in results[:-1])
    assert [weight[result["level"]] for result in results[:-1]] == expected
    assert results[-1]["suppressions"][0]["kind"] == "external"
    assert (
        len({result["locations"][0]["physicalLocation"]["region"]["startLine"] for result in results})
        == 10_001
    )


def test_five_thousand_results_fit_one_file():
    assert len(render_files(Report((PLAIN,) * 5000, rules=RULES))) == 1


def noisy(number: int) -> Finding:
    """A finding that gzip cannot make much smaller."""
    return replace(PLAIN, message=random.Random(number).randbytes(3000).hex())


def test_files_that_stay_too_big_when_packed_are_halved():
    report = Report((*map(noisy, range(4)), replace(RICH, message="重")), rules=RULES)
    texts = render_files(report, Limits(results=5000, gzip_bytes=9000))
    counts = [len(json.loads(text)["runs"][0]["results"]) for text in texts]
    assert counts == [2, 2, 1]
    assert json.loads(texts[0])["runs"][0]["results"][0]["level"] == "error"


def test_a_text_that_is_big_only_before_packing_stays_whole():
    assert len(render_files(Report((PLAIN,) * 300, rules=RULES), Limits(5000, 9000))) == 1


def test_a_single_result_that_is_too_big_is_let_through():
    texts = render_files(Report((noisy(1), noisy(2)), rules=RULES), Limits(5000, 100))
    assert [len(json.loads(text)["runs"][0]["results"]) for text in texts] == [1, 1]


def test_an_empty_report_over_the_limit_is_one_file():
    assert len(render_files(Report((), rules=RULES), Limits(5000, 100))) == 1


def test_the_same_report_gives_the_same_bytes_for_any_order_of_rules():
    turned = dict(reversed(RULES.items()))
    first, second = Report((RICH, PLAIN), rules=RULES), Report((RICH, PLAIN), rules=turned)
    assert render_files(first) == render_files(second)


def test_text_is_written_as_it_is_read_but_without_lone_surrogates_and_controls():
    name = RecordRef(None, "\x9b31m\u202e取水", None, 0)
    (text,) = render_files(Report((replace(PLAIN, message="办\ud83d事", record=name),), rules=RULES))
    assert '"text": "办\ufffd事。"' in text
    assert r'"name": "\u009b31m\u202e取水"' in text
    assert text.endswith("}\n")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a.yaml", "a.yaml"),
        ("./a.yaml", "a.yaml"),
        ("../a.yaml", "../a.yaml"),
        ("-", "-"),
        ("指南/甲 乙.yaml", "%E6%8C%87%E5%8D%97/%E7%94%B2%20%E4%B9%99.yaml"),
        ("a#b?c%d.yaml", "a%23b%3Fc%25d.yaml"),
        ("a:b.yaml", "a%3Ab.yaml"),
        ("/srv/a b.yaml", "file:///srv/a%20b.yaml"),
        ("C:/甲/a.yaml", "file:///C:/%E7%94%B2/a.yaml"),
        ("//server/share/a.yaml", "file://server/share/a.yaml"),
        ("gbk-\udcbc\udcd7.yaml", "gbk-%BC%D7.yaml"),
    ],
)
def test_paths_become_uris(source, expected):
    assert uri(source) == expected


LINE = "name: 身份证"


@pytest.mark.parametrize(
    ("region", "line", "snippet", "context"),
    [
        (Region(1, 1, 1, 5), LINE, "name", LINE),
        (Region(1, 7, 1, 10), LINE, "身份证", LINE),
        (Region(1, 1, 1, 10), LINE, LINE, None),
        (Region(1, 3, 1, 3), LINE, None, None),
        (Region(1, 1, 2, 5), LINE, None, None),
        (Region(1, 1, 1, 5), "", None, None),
        (Region(3, 7, 3, 8, cell="表!G3"), "身份证", "身份证", None),
        (Region(1, 1, 1, 5), "x" * SNIPPET_LIMIT, "xxxx", "x" * SNIPPET_LIMIT),
        (Region(1, 1, 1, 5), "x" * (SNIPPET_LIMIT + 1), None, None),
    ],
)
def test_a_snippet_is_the_text_of_its_region(region, line, snippet, context):
    place = physical(Location("a.yaml", region), line)
    found = [place[name].get("snippet") if name in place else None for name in ("region", "contextRegion")]
    assert found == [text and {"text": text} for text in (snippet, context)]


@pytest.mark.parametrize(
    ("path", "record", "region", "expected"),
    [
        ("", None, None, []),
        ("$.code", None, None, [("code", "$.code", "property")]),
        ("$", LICENCE, None, [("$", "11430001/$", "object")]),
        (
            "$.materials[0]",
            replace(LICENCE, code=None),
            None,
            [("materials[0]", "食品经营许可/$.materials[0]", "value")],
        ),
        ("", None, Region(3, 7, 3, 8, cell="指南!G3"), [("G3", "指南!G3", "cell")]),
        ("", None, Region(1, 1, 1, 2, xpath="/a/b[2]"), [("b[2]", "/a/b[2]", "element")]),
        ("", None, Region(1, 1, 1, 2, xpath="/a/@href"), [("@href", "/a/@href", "attribute")]),
        ("", None, Region(1, 1, 1, 2, xpath="/"), [("/", "/", "element")]),
    ],
)
def test_logical_locations_name_the_field_the_cell_and_the_node(path, record, region, expected):
    found = [
        (place["name"], place["fullyQualifiedName"], place["kind"]) for place in logical(path, record, region)
    ]
    assert found == expected


@pytest.mark.parametrize(
    ("language", "parts", "expected"),
    [
        ("zh", ("甲", "乙"), "甲。乙。"),
        ("zh", ("甲？", ""), "甲？"),
        ("zh", ("甲。", "乙."), "甲。乙."),
        ("en", ("a", "b"), "a. b."),
        ("en", ("", "b!"), "b!"),
    ],
)
def test_sentences_end_with_one_stop(language, parts, expected):
    assert joined(language, *parts) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("{0}", "{{0}}"), ("[见](1)", "[见\\](1)"), ("[甲] (1)", "[甲] (1)"), ("《甲》", "《甲》")],
)
def test_messages_hold_no_placeholder_and_no_link(text, expected):
    assert escape(text) == expected


@pytest.mark.parametrize(("length", "expected"), [(1024, "甲" * 1024), (1025, "甲" * 1023 + "…")])
def test_descriptions_have_the_length_that_github_takes(length, expected):
    assert description("甲" * length) == expected
