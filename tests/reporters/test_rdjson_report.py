from __future__ import annotations

import json

import pytest
from report_factory import a_finding, a_report

from guidelint.finding import Edit, Fix
from guidelint.location import Region
from guidelint.reporters.options import Options
from guidelint.reporters.rdjson import render


def diagnostics(*findings, **fields):
    return json.loads(render(a_report(*findings, **fields), Options()))["diagnostics"]


def span(line, start, end):
    return {"start": {"line": line, "column": start}, "end": {"line": line, "column": end}}


def test_the_document_has_a_diagnostic_a_line():
    text = render(a_report(a_finding()), Options())
    assert text == (
        '{\n  "source": {"name": "guidelint"},\n  "diagnostics": [\n'
        '    {"message": "材料“户口簿”没有来源渠道\\n建议：填写来源渠道", "location": '
        '{"path": "guides/a.yaml", "range": {"start": {"line": 3, "column": 5}, '
        '"end": {"line": 3, "column": 9}}}, "severity": "ERROR", '
        '"code": {"value": "materials.source-missing"}}\n  ]\n}\n'
    )
    assert json.loads(render(a_report(), Options())) == {"source": {"name": "guidelint"}, "diagnostics": []}


@pytest.mark.parametrize(
    ("severity", "expected"), [("error", "ERROR"), ("warning", "WARNING"), ("info", "INFO")]
)
def test_severities_are_reviewdogs(severity, expected):
    assert diagnostics(a_finding(severity=severity))[0]["severity"] == expected


@pytest.mark.parametrize(
    ("line", "region", "expected"),
    [
        ("name: 户口簿", (3, 7, 3, 10), span(3, 7, 16)),
        ("名称: 户口簿", (3, 5, 3, 8), span(3, 9, 18)),
        ("a𐐀b", (1, 3, 1, 4), span(1, 6, 7)),
        ("é", (1, 2, 1, 2), span(1, 3, 3)),
        ("名", (1, 1, 1, 2), span(1, 1, 4)),
        ("\ud800x", (1, 2, 1, 3), span(1, 4, 5)),
        ("名称: 甲", (3, 5, 4, 2), {"start": {"line": 3, "column": 9}}),
        ("名", (3, 1, 3, 9), {"start": {"line": 3, "column": 1}}),
        ("", (3, 1, 3, 1), span(3, 1, 1)),
        ("", (3, 5, 3, 9), {"start": {"line": 3}}),
    ],
)
def test_columns_are_bytes_of_utf8_and_only_where_the_line_is_known(line, region, expected):
    (found,) = diagnostics(a_finding(region=region, snippet=line))
    assert found["location"]["range"] == expected


def test_a_cell_is_named_in_the_message_and_has_no_range():
    (found,) = diagnostics(a_finding(region=(12, 7, 12, 8, "事项!G12"), message="m", advice=""))
    assert (found["message"], found["location"]) == ("[事项!G12] m", {"path": "guides/a.yaml"})


LINE = "tel：０７３０-1234"


def an_edit(start: int, end: int, text: str, line: int = 7, **fields) -> Edit:
    """An edit of some columns (from 0) of a line, far into the source."""
    return Edit(500 + start, 500 + end, text, Region(line, start + 1, line, end + 1, **fields))


@pytest.mark.parametrize(
    ("edits", "suggestions"),
    [
        ((an_edit(3, 4, ":"),), [{"range": span(7, 4, 7), "text": ":"}]),
        ((an_edit(4, 4, " "),), [{"range": span(7, 7, 7), "text": " "}]),
        ((an_edit(8, 9, "—"), an_edit(3, 4, ": ")), [{"range": span(7, 4, 20), "text": ": ０７３０—"}]),
        ((an_edit(0, 13, ""),), [{"range": span(7, 1, 24), "text": ""}]),
        ((an_edit(3, 4, ":"), an_edit(3, 5, "")), []),
        ((an_edit(12, 14, ""),), []),
        ((an_edit(3, 4, ":", line=8),), []),
        ((an_edit(3, 4, ":"), an_edit(0, 1, "T", line=8)), []),
        ((Edit(3, 4, ":", Region(7, 4, 8, 1)),), []),
        ((Edit(3, 4, ":"),), []),
        ((an_edit(3, 4, ":", cell="S!A7"),), []),
        ((), []),
    ],
)
def test_a_fix_within_the_line_is_one_suggestion_and_any_other_none(edits, suggestions):
    (found,) = diagnostics(a_finding(region=(7, 1, 7, 4), snippet=LINE, fix=Fix("改", True, edits)))
    assert found.get("suggestions", []) == suggestions


def test_hostile_text_is_visible_and_paths_stay_what_they_are():
    finding = a_finding(source="gbk-\udcbc.yaml", message='\x00"]]>\u202e\r\n完', advice="")
    text = render(a_report(finding), Options())
    assert text.encode()
    (found,) = json.loads(text)["diagnostics"]
    assert (found["message"], found["location"]["path"]) == ('␀"]]>\\u202e␍\n完', "gbk-\udcbc.yaml")
