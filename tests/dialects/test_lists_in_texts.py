"""Lists stored as JSON text, in sources of labels and of platforms."""

from __future__ import annotations

import json
from typing import Any

import pytest

from guidelint.dialects import find_rows, read_record
from guidelint.dialects.fast_path import Shortcut
from guidelint.dialects.mapping import map_value
from guidelint.dialects.present import fields_present
from guidelint.dialects.remainder import remainder
from guidelint.elements import SharedElements
from guidelint.record import Record
from linting import DIALECTS

FORMS = json.dumps(
    [{"材料名称": "申请表", "份数": 1, "介质": "纸"}, {"材料名称": "身份证"}], ensure_ascii=False
)


def record_of(row: dict[str, Any]) -> Record:
    record = read_record(find_rows(DIALECTS, row)[0], 0)
    assert record
    return record


@pytest.mark.parametrize(
    ("row", "name", "expected"),
    [
        ({"申请材料": FORMS}, "materials", [{"name": "申请表", "copies": "1"}, {"name": "身份证"}]),
        ({"materials": ' [{"name": "表"}]'}, "materials", [{"name": "表"}]),
        (
            {"设定依据": '["《水法》", "《条例》"]'},
            "legal_basis",
            [{"title": "《水法》"}, {"title": "《条例》"}],
        ),
        ({"服务对象": '["自然人、法人", ""]'}, "applicants", ["自然人、法人"]),
        ({"申请材料": "[]"}, "materials", []),
        ({"申请材料": "[{坏"}, "materials", [{"name": "[{坏"}]),
        ({"设定依据": '["一", {}]'}, "legal_basis", [{"title": '["一", {}]'}]),
        ({"设定依据": "[1]"}, "legal_basis", [{"title": "[1]"}]),
        ({"设定依据": "[" * 5000}, "legal_basis", [{"title": "[" * 5000}]),
        (
            {"YW_NAME": "甲", "QL_NAME": "甲", "YW_TYPE": "", "XK_YW_BY_LAW": '["《水法》", "《条例》"]'},
            "legal_basis",
            [{"title": "《水法》"}, {"title": "《条例》"}],
        ),
    ],
)
def test_a_list_in_a_text_is_opened(row: dict[str, Any], name: str, expected: Any) -> None:
    record = record_of({"事项名称": "甲", **row} if "YW_NAME" not in row else row)
    assert record.data[name] == expected
    assert "no_materials" not in record.data


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("1.申请书；\n2.身份证\n（原件）", ["申请书", "身份证\n（原件）"]),
        ("提交以下材料：\r\n申请书（一式\n三份）\n身份证\n", ["申请书（一式\n三份）", "身份证"]),
        ("申请书：\n身份证：", ["申请书：", "身份证："]),
        ("1.申请书；2.身份证", ["申请书", "身份证"]),
    ],
)
@pytest.mark.parametrize("row", [{"事项名称": "甲", name: ""} for name in ("申请材料", "材料", "材料清单")])
def test_materials_in_lines_of_one_text(row: dict[str, str], text: str, names: list[str]) -> None:
    record = record_of({key: value or text for key, value in row.items()})
    assert [material["name"] for material in record.data["materials"]] == names
    assert record.origin(("materials", len(names) - 1, "name"))[0] in row


@pytest.mark.parametrize("given", [["申请书", "身份证"], '["申请书", "身份证"]', "申请书\n身份证"])
def test_a_list_of_materials_may_have_a_title(given: Any) -> None:
    record = record_of({"事项名称": "甲", "申请材料目录": given})
    assert [material["name"] for material in record.data["materials"]] == ["申请书", "身份证"]
    assert not record.problems


def test_the_short_way_opens_the_same() -> None:
    row = {"事项名称": "甲", "服务对象": '["自然人、法人"]', "设定依据": '["《水法》"]'}
    zh = next(dialect for dialect in DIALECTS if dialect.name == "zh")
    short = Shortcut(zh, SharedElements(), lambda column, raw: map_value(zh, column, raw))
    assert short.record(row) == record_of(row).data


def test_the_place_is_the_text_and_what_is_left_over_is_kept() -> None:
    rows = find_rows(DIALECTS, [{"事项名称": "甲", "申请材料": FORMS}])
    record = read_record(rows[0], 0)
    assert record
    assert record.origin(("materials", 1, "name")) == (0, "申请材料")
    assert remainder(rows[0], record) == {"materials[0].介质": "纸"}
    assert {"materials.name", "materials.copies"} <= fields_present(rows)
