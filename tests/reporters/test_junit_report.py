"""The combined requirements of the two strict JUnit schemas, Ant's (windyroad) and Jenkins' (junit-10)."""

from __future__ import annotations

import re

import pytest
from lxml import etree
from report_factory import a_finding, a_report

from guidelint.reporters.junit import render
from guidelint.reporters.options import Options

SUITE = ["package", "id", "name", "timestamp", "hostname", "tests", "failures", "errors", "time"]


def tree(*findings, **fields):
    fields = {"as_of": "2026-11-23", **fields}
    return etree.fromstring(render(a_report(*findings, **fields), Options()).encode())


def cases(root):
    return [(case.get("classname"), case.get("name")) for case in root.iter("testcase")]


def test_the_document_is_what_both_schemas_take():
    other = a_finding(source="b.yaml", severity="info")
    root = tree(a_finding(), other, sources=3)
    assert (root.tag, dict(root.attrib)) == ("testsuites", {})
    for number, suite in enumerate(root):
        assert (suite.tag, list(suite.attrib), suite.get("id")) == ("testsuite", SUITE, str(number))
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", suite.get("timestamp"))
        assert suite.get("name")
        counted = len(suite.findall("testcase")), len(suite.findall("testcase/failure"))
        assert (int(suite.get("tests")), int(suite.get("failures"))) == counted
        assert (suite.get("errors"), suite.get("hostname"), suite.get("time")) == ("0", "localhost", "0")
        tags = [child.tag for child in suite]
        assert tags == ["properties", *["testcase"] * counted[0], "system-out", "system-err"]
        for case in suite.iter("testcase"):
            assert list(case.attrib) == ["classname", "name", "time"]
            assert [list(failure.attrib) for failure in case] in ([], [["type", "message"]])


def test_a_suite_is_a_source_and_a_failure_a_finding():
    (suite,) = tree(a_finding())
    (case,) = suite.iter("testcase")
    (failure,) = case
    assert (suite.get("name"), suite.get("timestamp")) == ("guides/a.yaml", "2026-11-23T00:00:00")
    assert dict(case.attrib) == {
        "classname": "materials.source-missing",
        "name": "guides/a.yaml: 身份证办理 $.materials[0].source",
        "time": "0",
    }
    assert dict(failure.attrib) == {"type": "error", "message": "材料“户口簿”没有来源渠道"}
    assert failure.text == (
        "guides/a.yaml:3:5\n材料“户口簿”没有来源渠道\n建议：填写来源渠道\n依据：GB/T 39554.1-2020 表 5"
    )


def test_a_text_has_no_line_for_what_is_not_there():
    root = tree(a_finding(advice="", basis=(), record=None, path="$"))
    assert root.find(".//failure").text == "guides/a.yaml:3:5\n材料“户口簿”没有来源渠道"
    assert cases(root) == [("materials.source-missing", "guides/a.yaml: $")]


def test_no_two_tests_have_one_name_and_lines_are_no_part_of_it():
    root = tree(a_finding(), a_finding(region=(9, 1, 9, 2)), a_finding("r.b"))
    name = "guides/a.yaml: 身份证办理 $.materials[0].source"
    assert cases(root) == [
        ("materials.source-missing", name),
        ("materials.source-missing", f"{name}#2"),
        ("r.b", name),
    ]


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("zh", "共检查 2 份指南（1 个文件），未发现问题"),
        ("en", "guides checked: 2 (files: 1); nothing found"),
    ],
)
def test_a_clean_run_is_one_test_that_passes(language, name):
    root = tree(language=language)
    assert [dict(suite.attrib)["failures"] for suite in root] == ["0"]
    assert cases(root) == [("guidelint", name)]


@pytest.mark.parametrize(
    ("sources", "language", "clean"),
    [
        (1, "zh", []),
        (0, "zh", []),
        (3, "zh", [("guidelint", "另有 2 个文件，未发现问题")]),
        (3, "en", [("guidelint", "2 other files: nothing found")]),
    ],
)
def test_clean_sources_share_one_test_that_passes(sources, language, clean):
    assert cases(tree(a_finding(), sources=sources, language=language))[1:] == clean


def test_a_report_without_a_date_still_has_a_timestamp():
    assert tree(as_of="")[0].get("timestamp") == "1970-01-01T00:00:00"


def test_hostile_text_comes_back_as_visible_text():
    message = "\x00]]><system-out>&\u202e\ud800\uffff\r\n“"
    root = tree(a_finding(source="<\x1b>", message=message, advice="", basis=()))
    shown = "␀]]><system-out>&\\u202e\\ud800\\uffff␍\n“"
    failure = root.find(".//failure")
    assert (failure.get("message"), failure.text) == (shown, f"<␛>:3:5\n{shown}")
