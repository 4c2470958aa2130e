"""Forms on which a clerk ticks one of several options."""

from __future__ import annotations

from typing import Any

import pytest

from guidelint.dialects import find_rows, read_record
from linting import DIALECTS


@pytest.mark.parametrize(
    ("key", "text", "value", "rules"),
    [
        ("是否收费", "□是 ☑否", "否", []),
        ("是否收费", "是（√） 否（ ）", "是", []),
        ("是否收费", "收费：□是 ☑否", "否", []),
        ("办件类型", "☐即办件 ☒承诺件", "承诺件", []),
        ("服务对象", "☑自然人 ☑法人 □其他", ["自然人", "法人"], []),
        ("是否收费", "□是 □否", "□是 □否", ["source.unknown-code"]),
        ("是否收费", "☑是 ☑否", "☑是 ☑否", ["source.unknown-code"]),
        ("是否收费", "☑是 ☒否", "☑是 ☒否", ["source.unknown-code"]),
        ("办件类型", "承诺件√ 即办件", "承诺件", []),
        ("办件类型", "即办件、承诺件（√）", "承诺件", []),
        ("服务对象", "自然人√、法人√、其他", ["自然人", "法人"], []),
        ("办件类型", "√ 承诺件 即办件", "√ 承诺件 即办件", ["source.unknown-code"]),
        ("受理条件", "□是 ☑否", "□是 ☑否", []),
    ],
)
def test_the_option_that_is_ticked_is_the_value(key: str, text: str, value: Any, rules: list[str]) -> None:
    record = read_record(find_rows(DIALECTS, {"事项名称": "取水许可", key: text})[0], 0)
    assert record
    assert [found for name, found in record.data.items() if name != "name"] == [value]
    assert [problem.rule for problem in record.problems] == rules
