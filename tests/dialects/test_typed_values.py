"""Typed values of database exports, and values that exports wrap in lists and mappings."""

from __future__ import annotations

from typing import Any

import pytest

from guidelint.dialects import find_rows, read_record
from linting import DIALECTS


@pytest.mark.parametrize(
    ("key", "raw", "value", "rules"),
    [
        ("更新日期", {"$date": "2021-03-01"}, "2021-03-01", []),
        ("更新日期", {"$date": {"$numberLong": "1614556800000"}}, "1614556800000", []),
        ("承诺办结时限", {"$numberInt": "5"}, "5", []),
        ("服务对象", [{"$oid": "甲"}], ["甲"], []),
        ("更新日期", {"$date": []}, None, ["source.wrong-type"]),
        ("更新日期", {"日期": "2021"}, None, ["source.wrong-type"]),
    ],
)
def test_a_typed_value_is_what_it_holds(key: str, raw: Any, value: Any, rules: list[str]) -> None:
    record = read_record(find_rows(DIALECTS, {"事项名称": "取水许可", key: raw})[0], 0)
    assert record
    assert next((found for name, found in record.data.items() if name != "name"), None) == value
    assert [problem.rule for problem in record.problems] == rules


@pytest.mark.parametrize(
    ("key", "raw", "at"),
    [
        ("申请材料", [{"材料名称": ["申请书"], "份数": ["1"]}], (0,)),
        ("申请材料", {"0": {"材料名称": "申请书", "份数": "1"}}, ("0",)),
        ("申请材料", [{"1": {"材料名称": "申请书", "份数": "1"}}], (0, "1")),
        ("申请材料", [[{"材料名称": "申请书", "份数": "1"}]], (0, 0)),
        ("materials", [{"name": ["申请书"], "copies": ["1"]}], (0,)),
    ],
)
def test_every_value_in_a_list_and_tables_as_mappings(key: str, raw: Any, at: tuple[Any, ...]) -> None:
    row = {"事项名称": ["取水许可"], "办理地点": [], "承诺办结时限": ["5"], "承诺办结时限单位": ["工作日"]}
    record = read_record(find_rows(DIALECTS, row | {key: raw})[0], 0)
    assert record
    assert record.problems == ()
    assert record.data == {
        "name": "取水许可",
        "promised_limit": "5工作日",
        "materials": [{"name": "申请书", "copies": "1"}],
    }
    assert record.origin(("name",)) == ("事项名称", 0)
    assert record.origin(("materials", 0)) == (key, *at)
