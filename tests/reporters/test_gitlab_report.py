"""GitLab's schema requires description, fingerprint, severity and location; the rest comes from its manual."""

from __future__ import annotations

import json

import pytest
from report_factory import a_finding, a_report

from guidelint.reporters.gitlab import render
from guidelint.reporters.options import Options


def issues(*findings, **fields):
    return json.loads(render(a_report(*findings, **fields), Options()))


def test_a_finding_is_an_issue_with_every_attribute_gitlab_asks_for():
    assert issues(a_finding()) == [
        {
            "description": "材料“户口簿”没有来源渠道。填写来源渠道。",
            "check_name": "materials.source-missing",
            "fingerprint": "f1",
            "severity": "major",
            "location": {"path": "guides/a.yaml", "lines": {"begin": 3}},
        }
    ]


def test_no_findings_are_an_empty_array_without_a_byte_order_mark():
    assert render(a_report(), Options()) == "[]\n"


@pytest.mark.parametrize(
    ("severity", "expected"), [("error", "major"), ("warning", "minor"), ("info", "info")]
)
def test_severities_are_gitlabs(severity, expected):
    assert issues(a_finding(severity=severity))[0]["severity"] == expected


@pytest.mark.parametrize(
    ("source", "path"),
    [
        ("./guides/a.yaml", "guides/a.yaml"),
        ("././a b.yaml", "a b.yaml"),
        ("guides//甲/../a.yaml", "guides/a.yaml"),
        ("../a.yaml", "../a.yaml"),
        ("/srv/a.yaml", "/srv/a.yaml"),
        ("-", "-"),
    ],
)
def test_paths_are_relative_without_a_dot(source, path):
    assert issues(a_finding(source=source))[0]["location"]["path"] == path


def test_equal_fingerprints_are_told_apart_in_their_order():
    found = issues(*(a_finding(fingerprint=mark) for mark in ("f1", "f2", "f1", "f1")))
    assert [issue["fingerprint"] for issue in found] == ["f1", "f2", "f1#2", "f1#3"]


def test_a_cell_is_named_in_the_description():
    (issue,) = issues(a_finding(region=(12, 7, 12, 8, "事项!G12"), message="m", advice=""), language="en")
    assert (issue["description"], issue["location"]["lines"]) == ("[事项!G12] m.", {"begin": 12})


def test_a_description_is_never_empty_and_never_hides_anything():
    found = issues(a_finding(message="", advice=""), a_finding(message="\x1b\u202e\n", advice=""))
    assert [issue["description"] for issue in found] == ["materials.source-missing。", "␛\\u202e␊。"]
