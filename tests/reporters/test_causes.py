from __future__ import annotations

from report_factory import a_finding

from guidelint.finding import RecordRef
from guidelint.reporters.causes import Cause, split_causes


def at(number, **fields):
    record = RecordRef(None, f"事项{number}", None, number)
    return a_finding(**({"record": record, "snippet": "", "message": "缺电话"} | fields))


def test_one_message_in_five_guides_is_one_cause():
    findings = tuple(at(number) for number in range(5))
    assert split_causes(findings) == ([Cause(findings, 5)], [])


def test_one_message_in_four_guides_is_none():
    findings = tuple(at(number) for number in range(4))
    assert split_causes(findings) == ([], list(findings))


def test_five_findings_in_one_guide_are_none():
    findings = tuple(at(1) for _ in range(5))
    assert split_causes(findings) == ([], list(findings))


def test_one_text_under_several_messages_is_one_cause_whatever_its_spaces():
    findings = tuple(
        at(number, message=f"m{number}", snippet=" " * number + "tel:  1") for number in range(5)
    )
    assert split_causes(findings) == ([Cause(findings, 5)], [])


def test_another_rule_or_severity_is_another_cause():
    rules = tuple(at(number, rule=f"r.{number % 2}") for number in range(8))
    severities = tuple(at(number, severity=("error", "info")[number % 2]) for number in range(8))
    assert split_causes(rules) == ([], list(rules))
    assert split_causes(severities) == ([], list(severities))


def test_a_whole_source_of_text_on_one_line_is_no_common_text():
    findings = tuple(at(number, message=f"m{number}", snippet="x" * 201) for number in range(5))
    assert split_causes(findings) == ([], list(findings))


def test_what_a_message_leaves_of_a_text_stays_single_and_in_order():
    findings = tuple(at(number, message="m" if number else "other", snippet="s") for number in range(6))
    first = at(9, message="alone")
    assert split_causes((first, *findings)) == ([Cause(findings[1:], 5)], [first, findings[0]])


def test_causes_come_gravest_then_most_frequent_first():
    light = tuple(at(number, rule="r.light", severity="info") for number in range(9))
    rare = tuple(at(number, rule="r.rare") for number in range(5))
    often = tuple(at(number, rule="r.often") for number in range(6))
    causes, _ = split_causes(light + rare + often)
    assert [cause.findings[0].rule for cause in causes] == ["r.often", "r.rare", "r.light"]
