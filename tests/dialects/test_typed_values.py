"""Values of which an export of a database says the type."""

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
