"""Quoted text is blanked out at its own length; a guide's own words stay."""

from __future__ import annotations

import pytest

from guidelint.values.text.quotations import BLANK, unquoted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("点击“其它”按钮", "点击“其它”按钮"),
        ("按《甲法》办理", "按____办理"),
        ("《甲法》第三条规定：其它。\n其它", "_" * 13 + "\n其它"),
        ("《甲法》和：其它", "____和：其它"),
        ("《甲法", "《甲法"),
        ("网址https://a.cn/b，其它", "网址______________，其它"),
        ("见WWW.a.cn其它", "见________其它"),
        ("邮箱a.b@c.cn其它", "邮箱________其它"),
    ],
)
def test_quotations_and_addresses_are_blanked(text: str, expected: str) -> None:
    assert unquoted(text) == expected.replace("_", BLANK)
