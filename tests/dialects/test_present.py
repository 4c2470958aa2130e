"""Which fields a source has a column for, wherever in its rows a platform stores them."""

from __future__ import annotations

from typing import Any

import pytest

from guidelint.definitions.definition import DefinitionFile
from guidelint.dialects import find_rows
from guidelint.dialects.load import load_dialect
from guidelint.dialects.present import fields_present, with_empty_lists
from linting import DIALECTS, lint, make_rules, rule_text, source

DIALECT = """
name: test
title: 测试
source: 测试
detect_keys: [id]
detect_least: 1
tables: {people: {rows: people, on: [of], key: [id]}}
embedded: {INFO: json}
fields:
  name: NAME
  location: PLACE_AND_TIME
  hours: [PLACE_AND_TIME, x.hours]
  conditions: INFO.conditions
  consultation: {table: people, columns: [phone], otherwise: {columns: [PHONE]}}
  materials:
    rows: [INFO.papers, papers]
    fields: {name: NAME, source: FROM}
"""


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"NAME": ""}, {"name"}),
        ({"PLACE_AND_TIME": ""}, {"location", "hours"}),
        ({"x": {"hours": ""}}, {"hours"}),
        ({"x.hours": ""}, {"hours"}),
        ({"people": []}, {"consultation"}),
        ({"PHONE": ""}, {"consultation"}),
        ({"INFO": "{}"}, {"conditions", "materials"}),
        ({"papers": []}, {"materials"}),
        ({"papers": [{"NAME": "甲"}]}, {"materials", "materials.name"}),
        ({"other": ""}, set()),
    ],
)
def test_a_platform_has_a_column_wherever_a_field_may_be_found(
    row: dict[str, Any], expected: set[str]
) -> None:
    file = DefinitionFile("test.yaml", DIALECT.encode())
    dialect = load_dialect(file, {})
    assert dialect is not None
    assert fields_present(find_rows([dialect], [{"id": "1", **row}])) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"事项名称": "甲", "办理地点": ""}, {"name", "location"}),
        ({"事项名称": "甲", "申请材料": [{"材料名称": "乙"}]}, {"name", "materials", "materials.name"}),
        ({"事项名称": "甲", "申请材料": "申请书"}, {"name", "materials", "materials.name"}),
        ({"事项名称": "甲", "申请材料": ["申请书", "身份证"]}, {"name", "materials", "materials.name"}),
        ({"事项名称": "甲", "收费标准": "", "收费依据": ""}, {"name", "fees.standard", "fees.basis"}),
        (
            {"事项名称": "甲", "收费项目名称": "", "收费标准": "", "收费依据": ""},
            {"name", "fees", "fees.name", "fees.standard", "fees.basis"},
        ),
        (
            {"事项名称": "甲", "申请材料": [{"材料名称": "乙", "收费标准": ""}]},
            {"name", "materials", "materials.name"},
        ),
    ],
)
def test_labels_are_their_own_columns(row: dict[str, Any], expected: set[str]) -> None:
    assert fields_present(find_rows(DIALECTS, [row])) == expected


def test_an_empty_list_has_every_field_unless_some_row_shows_which_it_has() -> None:
    empty = fields_present(find_rows(DIALECTS, [{"事项名称": "甲", "申请材料": [], "办理结果": []}]))
    assert {"materials.necessity", "results.sample"} <= with_empty_lists(empty)
    shown = fields_present(find_rows(DIALECTS, [{"事项名称": "乙", "申请材料": [{"材料名称": "丙"}]}]))
    assert "materials.necessity" not in with_empty_lists(empty | shown)


def test_columns_that_are_not_there_are_named_in_the_order_of_a_guide_with_their_list() -> None:
    rules = make_rules(
        rule_text("contact.window", '"$.windows[*].hours"', "{kind: required}"),
        rule_text("contact.hours", "$.hours", "{kind: required}"),
        rule_text("materials.remark", '"$.materials[*].remark"', "{kind: required}"),
        rule_text("materials.criteria", '"$.materials[*].criteria"', "{kind: required}"),
    )
    text = "实施编码,事项名称,窗口名称,材料名称\n1,甲事项备案,一号窗口,申请书\n"
    report = lint(source("a.csv", text), rules=rules)
    assert [finding.message.partition("：")[2] for finding in report.findings] == [
        "办理时间、办理窗口（办理时间）、申请材料（受理标准、备注）"
    ]
    assert {(entry.rule, entry.reason) for entry in report.not_checked if entry.source} == {
        ("contact.hours", "数据不含这些字段：办理时间"),
        ("contact.window", "数据不含这些字段：办理窗口（办理时间）"),
        ("materials.criteria", "数据不含这些字段：申请材料（受理标准）"),
        ("materials.remark", "数据不含这些字段：申请材料（备注）"),
    }


@pytest.mark.parametrize("tail", ["", "2,乙事项备案,\n"])
def test_a_guide_without_materials_does_not_make_the_others_lack_a_column(tail: str) -> None:
    matters = source("a.csv", f"实施编码,事项名称,材料名称\n1,甲事项备案,申请书\n{tail}")
    report = lint(matters, select=("materials", "source"))
    assert [(finding.rule, finding.message[-10:]) for finding in report.findings] == [
        ("source.no-column", "申请材料（来源渠道）")
    ]


def test_a_table_whose_columns_all_hold_structures_is_recognised() -> None:
    info = "<root><node><key label='NAME'>工伤认定</key><key label='AGREE_TIME'>70</key></node></root>"
    report = lint(source("a.csv", f"ROWGUID,ITEM_INFO_XML,ITEM_EXT_XML\n1,{info},<root/>\n"))
    assert report.records == 1
    assert "source.unrecognised" not in {finding.rule for finding in report.findings}
