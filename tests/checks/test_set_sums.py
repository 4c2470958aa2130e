"""Cross-record checks merged from parts: the result does not depend on how the guides are divided."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidelint.checks import check_class, is_of_set
from guidelint.checks.base import Settings
from guidelint.checks.dataset.base import DatasetCheck, RecordPlace, add_culprits, listed
from guidelint.checks.kinds import CHECKS
from guidelint.evaluation.sets import SetTally, place_of, set_rules
from guidelint.finding import LISTED
from guidelint.record import Data, Record
from guidelint.rule.model import Rule
from guidelint.ruleset import builtin_rules, load_rules, rule_files

SETTINGS = Settings(
    "2026-11-23",
    lists={"mobile_list": frozenset("AC"), "catalogue": frozenset("ABX")},
    special_matters=("丙",),
)
THRESHOLDS: dict[str, dict[str, Any]] = {
    "dataset.reuse-rate": {"at_least": 100},
    "dataset.one-phone": {"at_most": 1},
    "dataset.boilerplate": {"at_most": 1},
}
RULES = [rule for rule in load_rules(rule_files([builtin_rules()])) if rule.group == "dataset"]
SET_RULES = set_rules(RULES, SETTINGS, THRESHOLDS)[0]

VALUES: dict[str, list[str]] = {
    "name": ["甲", "乙", "丙"],
    "authority": ["甲镇", "乙镇"],
    "code": ["A", "B", "C"],
    "item_code": ["A1", "B1"],
    "catalog_code": ["A", "K1"],
    "version": ["1", "2"],
    "matter_type": ["行政许可", "行政处罚"],
    "online_depth": ["一级", "二级", "四级"],
    "visits": ["1", "2次"],
    "statutory_limit": ["20个工作日", "7个工作日"],
    "promised_limit": ["3个工作日", "即办", "20个工作日"],
    "conditions": ["年满18周岁", "符合条件"],
    "consultation": ["0730-4221234", "0730-4225678"],
    "updated": ["2022-01-01", "2026-05-01"],
    "reused": ["是", "否"],
}
guides = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(values) for name, values in VALUES.items()}
)


def guide(data: Data, index: int) -> Record:
    return Record(data, index, "canonical", (), frozenset(), lambda path: path)


def tally_of(records: list[Record]) -> SetTally:
    tally = SetTally(SET_RULES, SETTINGS)
    tally.observe([(record, "a.jsonl") for record in records])
    return tally


def test_every_check_over_a_set_has_a_rule() -> None:
    kinds = {kind for kind in CHECKS if issubclass(check_class(kind), DatasetCheck)}
    assert {rule.check.kind for rule in SET_RULES} == kinds


@settings(max_examples=150, deadline=None)
@given(data=st.data(), whole=st.lists(guides, max_size=12))
def test_parts_in_any_order_add_up_to_the_whole(data: st.DataObject, whole: list[Data]) -> None:
    records = [guide(one, index) for index, one in enumerate(whole)]
    parts = data.draw(st.lists(st.integers(0, 3), min_size=len(records), max_size=len(records)))
    order = data.draw(st.permutations(range(4)))
    shuffled = data.draw(st.permutations(list(zip(records, parts, strict=True))))
    total = SetTally(SET_RULES, SETTINGS)
    for part in order:
        tally = tally_of([record for record, of in shuffled if of == part])
        tally.close()
        total.merge(tally)
    in_one = tally_of(records)

    def read_again(wanted: list[tuple[str, int]]) -> list[tuple[RecordPlace, Record]]:
        return [(place_of(records[number], source), records[number]) for source, number in wanted]

    assert total.problems(read_again) == in_one.problems(read_again)
    assert total.tally == in_one.tally


def test_nothing_is_wrong_with_no_guides() -> None:
    assert SetTally(SET_RULES, SETTINGS).problems(lambda wanted: []) == []


@pytest.mark.parametrize("rule", SET_RULES, ids=lambda rule: rule.check.kind)
def test_the_state_of_nothing_is_plain_and_its_own(rule: Any) -> None:
    json.dumps(rule.check.empty(), default=str)
    assert rule.check.empty() == rule.check.empty()
    assert rule.check.empty() is not rule.check.empty()


def test_no_more_guides_are_kept_to_blame_than_are_listed() -> None:
    places = [RecordPlace("a.jsonl", number, "", "", "") for number in range(5 * LISTED)]
    culprits: list[RecordPlace] = []
    for place in reversed(places):
        add_culprits(culprits, [place])
    assert (len(culprits) <= 2 * LISTED, listed(culprits)) == (True, tuple(places[:LISTED]))


NO_LIST = "没有设置 mobile_list（掌上办事项清单） (mobile_list is not set)"
NO_CATALOGUE = "没有设置 catalogue（标准事项目录），或目录是空的 (catalogue is not set, or empty)"
NO_TARGET = "没有设置引用率、发布率的目标 thresholds.<规则>.at_least (at_least is not set)"


def rule_of(rule_id: str) -> Rule:
    return next(rule for rule in RULES if rule.id == rule_id)


@pytest.mark.parametrize(
    ("rule_id", "lists", "values", "expected"),
    [
        ("dataset.mobile-list", {}, {}, NO_LIST),
        ("dataset.mobile-list", {"mobile_list": frozenset()}, {}, None),
        ("dataset.reuse-rate", {}, {"at_least": 100}, NO_CATALOGUE),
        ("dataset.reuse-rate", {"catalogue": frozenset()}, {"at_least": 100}, NO_CATALOGUE),
        ("dataset.reuse-rate", {"catalogue": frozenset("A")}, {}, NO_TARGET),
        ("dataset.reuse-rate", {"catalogue": frozenset("A")}, {"at_least": 100}, None),
    ],
)
def test_a_check_against_a_list_names_what_it_lacks(
    rule_id: str, lists: dict[str, frozenset[str]], values: dict[str, Any], expected: str | None
) -> None:
    asked, unevaluated = set_rules([rule_of(rule_id)], Settings(lists=lists), {rule_id: values})
    assert ([entry.reason for entry in unevaluated], len(asked)) == (
        [expected] if expected else [],
        expected is None,
    )


def test_where_a_check_stands_tells_whether_it_is_about_a_set() -> None:
    for kind in CHECKS:
        assert is_of_set(kind) == issubclass(check_class(kind), DatasetCheck), kind
