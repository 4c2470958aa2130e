"""Which fixes are applied: safe, non-overlapping and harmless ones; others are undone and reported."""

from __future__ import annotations

import pytest
from fixes_applied import RULES, TYPO, fixed_source, fixing_rule, reasons

from guidelint.finding import Edit, Finding, Fix, Location
from guidelint.lean.structs import replace
from guidelint.location import Region
from guidelint.run.fixing import without_overlaps
from linting import make_rules, rule_text

NEW = "it would bring a new finding, text.term"
TWO = "name: 户口薄\nlocation: 丁\nhours: 户口薄\n"


def with_fix(id: str, term: str, fix: str, given: str = "$.**") -> str:
    return fixing_rule(id, given, f"{{kind: forbidden, terms: [{term}]}}", fix)


def test_a_fix_that_brings_a_new_finding_is_undone_and_the_others_stay() -> None:
    rules = make_rules(TYPO, rule_text("text.term", "$.name", "{kind: forbidden, terms: [簿]}"))
    outcome = fixed_source(TWO, rules=rules)
    assert outcome.after.decode() == "name: 户口薄\nlocation: 丁\nhours: 户口簿\n"
    assert reasons(outcome) == [("$.name", NEW)]


def test_a_fix_that_leaves_its_own_finding_is_undone() -> None:
    rules = make_rules(with_fix("text.typo", "薄", "{kind: substitute, find: 薄, by: 薄的, safe: true}"))
    outcome = fixed_source("name: 户口薄\n", rules=rules)
    assert (outcome.after.decode(), reasons(outcome)) == (
        "name: 户口薄\n",
        [("$.name", "the finding would remain")],
    )


def test_a_fix_that_changes_more_than_its_text_is_undone() -> None:
    aliased = "name: &a 户口薄\nlocation: *a\n"
    rules = make_rules(TYPO.replace("$.**", "$.name"))
    outcome = fixed_source(aliased, rules=rules)
    assert (outcome.after.decode(), reasons(outcome)) == (
        aliased,
        [("$.name", "the change would alter something else")],
    )


def test_an_alias_is_mended_where_every_place_that_it_stands_for_is_found_wrong() -> None:
    rules = make_rules(TYPO, rule_text("text.term", "$.hours", "{kind: forbidden, terms: [簿]}"))
    outcome = fixed_source("name: &a 户口薄\nlocation: *a\nhours: 户口薄\n", rules=rules)
    assert outcome.after.decode() == "name: &a 户口簿\nlocation: *a\nhours: 户口薄\n"


@pytest.mark.parametrize(
    ("second", "after"), [("申请书", "1.户口簿\n  2.申请书"), ("户口薄", "1.户口薄\n  2.户口薄")]
)
def test_an_element_of_a_text_is_mended_where_the_text_has_it_once(second: str, after: str) -> None:
    outcome = fixed_source(f"name: 甲\nmaterials: |\n  1.户口薄\n  2.{second}\n")
    assert (outcome.after.decode(), outcome.refused) == (f"name: 甲\nmaterials: |\n  {after}\n", ())


def test_unsafe_fixes_wait_until_they_are_asked_for() -> None:
    rules = make_rules(TYPO.replace("safe: true", "safe: false"))
    assert fixed_source(TWO, rules=rules).made == ()
    assert fixed_source(TWO, rules=rules, unsafe=True).after.decode() == TWO.replace("薄", "簿")


def test_of_overlapping_fixes_the_earlier_is_made_and_the_later_sees_what_is_left() -> None:
    rules = make_rules(
        with_fix("text.term", "户口薄", "{kind: substitute, find: 户口薄, by: 户籍薄, safe: true}"),
        with_fix("text.typo", "口薄", "{kind: substitute, find: 口薄, by: 口簿, safe: true}"),
    )
    outcome = fixed_source("name: 户口薄和口薄\n", rules=rules)
    assert outcome.after.decode() == "name: 户籍薄和口簿\n"
    assert [finding.rule for finding in outcome.made] == ["text.term", "text.typo"]


def a_finding(*edits: Edit) -> Finding:
    place = Location("a.yaml", Region(1, 1, 1, 1))
    return Finding("text.typo", "error", "", "", "$", None, place, "", fix=Fix("", True, edits))


@pytest.mark.parametrize(
    ("first", "second", "both"),
    [
        (Edit(0, 2, "甲"), Edit(2, 3, "乙"), True),
        (Edit(0, 3, "甲"), Edit(2, 4, "乙"), False),
        (Edit(2, 4, "甲"), Edit(0, 3, "乙"), False),
        (Edit(0, 9, "甲"), Edit(2, 4, "乙"), False),
        (Edit(2, 4, "甲"), Edit(0, 9, "乙"), False),
        (Edit(1, 1, "甲"), Edit(1, 1, "乙"), False),
        (Edit(1, 1, "甲"), Edit(1, 2, "乙"), False),
        (Edit(1, 2, "甲"), Edit(1, 2, "甲"), True),
        (Edit(0, 2, "甲", Region(1, 1, 1, 2, "表!A1")), Edit(0, 2, "乙", Region(2, 1, 2, 2, "表!A2")), True),
    ],
)
def test_edits_overlap_when_they_touch_the_same_signs(first: Edit, second: Edit, both: bool) -> None:
    findings = [a_finding(first), a_finding(second)]
    assert without_overlaps(findings) == (findings if both else findings[:1])


def test_a_fix_that_lays_another_open_goes_on_until_nothing_is_left() -> None:
    rules = make_rules(
        with_fix("text.term", "丙", "{kind: substitute, find: 丙, by: 丁, safe: true}"),
        with_fix("text.typo", "户口薄", "{kind: substitute, find: 户口薄, by: 甲, safe: true}"),
    )
    outcome = fixed_source("name: 丙户口薄\n", rules=rules)
    assert (outcome.after.decode(), len(outcome.made)) == ("name: 丁甲\n", 2)


def test_fixes_that_never_come_to_an_end_are_all_undone() -> None:
    check, fix = "{kind: forbidden, terms: [薄]}", "{kind: substitute, find: 薄, by: 薄甲, safe: true}"
    rules = make_rules(fixing_rule("text.term", "$.name", check, fix, message="{value}"))
    outcome = fixed_source("name: 薄\n", rules=rules)
    assert (outcome.after.decode(), outcome.made) == ("name: 薄\n", ())
    assert {reason for _, reason in reasons(outcome)} == {"the fixes never come to an end; all were undone"}


def test_running_twice_changes_nothing_more() -> None:
    once = fixed_source(TWO)
    again = fixed_source(once.after)
    assert (again.after, again.made) == (once.after, ())


def test_what_is_excused_is_not_fixed() -> None:
    text = "name: 户口薄 # guidelint: ignore[text.typo] 原名如此\n"
    assert fixed_source(text).after.decode() == text


def test_a_source_that_does_not_parse_is_left_alone() -> None:
    assert fixed_source("name: 户口薄\n  x: [\n").made == ()


def test_an_element_whose_name_is_mended_keeps_its_other_findings() -> None:
    rules = make_rules(
        TYPO, rule_text("materials.source-missing", '"$.materials[*].source"', "{kind: required}")
    )
    outcome = fixed_source("name: 甲\nmaterials: [{name: 户口薄}]\n", rules=rules)
    assert (outcome.after.decode(), outcome.refused) == ("name: 甲\nmaterials: [{name: 户口簿}]\n", ())


def test_a_check_may_tell_which_of_several_places_is_meant() -> None:
    fix = RULES[0].fix
    assert fix is not None
    assert fix.edits("甲户口薄户口薄", {"term": "户口薄", "at": "4-7"}) == [Edit(4, 7, "户口簿")]
    assert len(fix.edits("甲户口薄户口薄", {"term": "户口薄"})) == 2


def test_a_finding_says_what_its_fix_would_do() -> None:
    rules = (replace(RULES[0]),)
    (finding,) = fixed_source("name: 户口薄\n", rules=rules).made
    assert finding.fix is not None
    assert (finding.fix.description, finding.fix.safe) == ("把“户口薄”改为“户口簿”", True)
    assert finding.fix.edits == (Edit(8, 9, "簿", Region(1, 9, 1, 10)),)
