"""Error messages of parsers are given in Chinese."""

import pytest

from linting import lint_text


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ('{"name": "甲" "code": "1"}', "a.json", "这里缺少逗号"),
        ("{'name': '甲'}", "a.json", "这里应是加双引号的键"),
        ('{"name": "甲"} 乙', "a.json", "后面还有多余的文字"),
        ('{"name": "甲', "a.json", "缺少后一个双引号"),
        ("<records><record></records>", "a.xml", "结束标签与开始标签不一致"),
        ("<records><record>甲&乙</record></records>", "a.xml", "& 要写成 &amp;"),
        ("<records><record>", "a.xml", "没有结束标签"),
    ],
)
def test_what_does_not_parse_is_told_in_chinese(text: str, name: str, said: str) -> None:
    assert said in lint_text(text, name).findings[0].message
