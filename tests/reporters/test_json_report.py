from __future__ import annotations

import json
from fractions import Fraction

from report_factory import ID_CARD, a_finding, a_report

from guidelint.assess.tally import EXCLUDED, RATES, Row, Tally, from_plain
from guidelint.finding import Basis, Edit, Fix, Location, NotChecked, Related, Suppressed
from guidelint.location import Region
from guidelint.reporters import json_report
from guidelint.reporters.options import Options

FINDING = {
    "rule": "materials.source-missing",
    "severity": "error",
    "message": "材料“户口簿”没有来源渠道",
    "advice": "填写来源渠道",
    "path": "$.materials[0].source",
    "record": {"code": "A1", "name": "身份证办理", "authority": "市公安局", "index": 0},
    "location": {
        "source": "guides/a.yaml",
        "line": 3,
        "column": 5,
        "end_line": 3,
        "end_column": 9,
        "cell": None,
        "xpath": None,
    },
    "fingerprint": "f1",
    "fix": None,
    "basis": [{"document": "GB/T 39554.1-2020", "clause": "表 5"}],
}
NO_TALLY = {
    "rows": {"authority": {}, "region": {}},
    "excluded": dict.fromkeys(EXCLUDED, 0),
    "rates": {name: [0, 0, 0] for name in RATES},
}

ACCEPTED = ("rule", "path", "record", "location", "fingerprint")


def test_the_document_has_the_contracts_shape_and_key_order():
    finding = a_finding()
    report = a_report(
        finding,
        suppressed=(Suppressed(finding, "inSource", "r"),),
        baselined=(finding, finding),
        not_checked=(NotChecked("*", "a.csv", "no column"),),
        as_of="2026-11-23",
    )
    expected = {
        "version": 1,
        "tool": {"name": "guidelint", "version": "0.1.0", "rules_hash": "h", "as_of": "2026-11-23"},
        "summary": {
            "records": 2,
            "sources": 1,
            "findings": {"error": 1, "warning": 0, "info": 0},
            "suppressed": 1,
            "baselined": 2,
            "not_checked": 1,
        },
        "findings": [FINDING],
        "baselined": [{name: FINDING[name] for name in ACCEPTED}] * 2,
        "not_checked": [{"rule": "*", "source": "a.csv", "reason": "no column"}],
        "tally": NO_TALLY,
    }
    value = json.loads(json_report.render(report, Options()))
    assert (value, list(value), list(value["findings"][0])) == (expected, list(expected), list(FINDING))


def test_the_document_has_a_finding_a_line():
    text = json_report.render(a_report(a_finding(), a_finding(), rules_hash="h"), Options())
    finding = json.dumps(FINDING, ensure_ascii=False)
    assert text.splitlines() == [
        "{",
        '  "version": 1,',
        '  "tool": {"name": "guidelint", "version": "0.1.0", "rules_hash": "h", "as_of": ""},',
        '  "summary": {"records": 2, "sources": 1, "findings": {"error": 2, "warning": 0, "info": 0}, '
        '"suppressed": 0, "baselined": 0, "not_checked": 0},',
        '  "findings": [',
        f"    {finding},",
        f"    {finding}",
        "  ],",
        '  "not_checked": [],',
        f'  "tally": {json.dumps(NO_TALLY)}',
        "}",
    ]


def test_the_sums_of_the_assessment_come_back_as_they_were():
    row = Row([1, 0, 2, 3, 1], 2, Fraction(61, 2), Fraction(10), Fraction(1, 3))
    tally = Tally(rows={"authority": {"市公安局": row}, "region": {"": row}})
    value = json.loads(json_report.render(a_report(tally=tally), Options()))
    assert (list(value)[-1], from_plain(value["tally"])) == ("tally", tally)


def test_an_empty_report_is_a_whole_document():
    value = json.loads(json_report.render(a_report(), Options()))
    assert (value["findings"], value["not_checked"], value["summary"]["findings"]["error"]) == ([], [], 0)


def test_what_a_finding_may_also_carry_is_told():
    finding = a_finding(
        record=None,
        region=(12, 7, 12, 8, "事项!G12", "/a/b"),
        fix=Fix("补空格", True, (Edit(3, 4, " ", Region(1, 4, 1, 5)),)),
        basis=(Basis(None, reason="惯例"),),
        related=(
            Related("$.name", ID_CARD, Location("b.yaml", Region(1, 2, 3, 4)), "同名"),
            Related("$.name", ID_CARD, None, ""),
        ),
    )
    value = json_report.finding_value(finding)
    place = {"line": 1, "column": 2, "end_line": 3, "end_column": 4, "cell": None, "xpath": None}
    record = FINDING["record"]
    assert value["record"] is None
    assert (value["location"]["cell"], value["location"]["xpath"]) == ("事项!G12", "/a/b")
    assert value["fix"] == {
        "description": "补空格",
        "safe": True,
        "edits": [{"start": 3, "end": 4, "text": " "}],
    }
    assert value["basis"] == [{"document": None, "clause": None, "reason": "惯例"}]
    assert value["related"] == [
        {"path": "$.name", "record": record, "location": {"source": "b.yaml", **place}, "message": "同名"},
        {"path": "$.name", "record": record, "location": None, "message": ""},
    ]


def test_jsonl_is_a_finding_a_line_and_nothing_else():
    text = json_report.render_lines(a_report(a_finding(), a_finding()), Options())
    assert text == (json.dumps(FINDING, ensure_ascii=False) + "\n") * 2
    assert json_report.render_lines(a_report(), Options()) == ""


def test_unsafe_characters_are_escaped_and_come_back_the_same():
    message = "一\u2028二\x85\u202e\ud800\x9b\n“😀”"
    text = json_report.render_lines(a_report(a_finding(message=message)), Options())
    assert len(text.splitlines()) == 1
    assert text.encode("utf-8")
    assert json.loads(text)["message"] == message
    assert "“😀”" in text
