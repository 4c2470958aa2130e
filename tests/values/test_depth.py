"""The depth of online handling: four levels under many names."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidelint.values.depth import depth_level


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一级", 1),
        ("二级", 2),
        ("三级", 3),
        ("四级", 4),
        ("Ⅰ级", 1),
        ("Ⅱ级", 2),
        ("Ⅲ级", 3),
        ("Ⅳ级", 4),
        ("ⅳ级", 4),
        ("IV级", 4),
        ("iii级", 3),
        ("1级", 1),
        ("４级", 4),
        ("4 级", 4),
        ("网办深度四级", 4),
        ("第四级", 4),
        ("全程网办", 4),
        ("全程网办（Ⅳ级）", 4),
        ("四级（全程网办）", 4),
        ("全程网办(0跑腿)", 4),
        ("○全程网办", 4),
        ("○全程网办 ●互联网受理", 3),
        ("深度：□互联网受理 ☑全程网办", 4),
        ("全流程网上办理", 4),
        ("全程在线办理", 4),
        ("全流程网上办", 4),
        ("在线预审(只跑1次)", 3),
        ("互联网受理", 3),
        ("在线申办", 2),
        ("互联网收件", 2),
        ("事项公开", 1),
        ("互联网咨询", 1),
        ("四级、Ⅳ级", 4),
        ("在线办理", None),
        ("网上办理", None),
        ("互联网办理", None),
        ("互联网电子证照反馈", None),
        ("互联网咨询，互联网收件，互联网预审", 3),
        ("互联网受理、互联网办理、互联网办理结果信息反馈", 4),
        ("互联网咨询，一级", 1),
        ("互联网收件，一级", None),
        ("4", None),
        ("四", None),
        ("Ⅳ", None),
        ("1^3^5", None),
        ("3,4,5", None),
        ("五级", None),
        ("十四级", None),
        ("14级", None),
        ("四星级", None),
        ("VI级", None),
        ("一级市场", None),
        ("三级（全程网办）", None),
        ("一级、四级", None),
        ("三级及以上", None),
        ("三级以上", None),
        ("非全程网办", None),
        ("不支持全程网办", None),
        ("未实现网上预审，一级", None),
        ("否", None),
        ("", None),
        ("□一级 □二级 ☑三级 □四级", 3),
        ("■Ⅳ级□Ⅲ级□Ⅱ级□Ⅰ级", 4),
        ("○互联网咨询 ○互联网收件 ●互联网预审 ○互联网受理", 3),
        ("互联网咨询√、互联网收件√、互联网受理", 2),
        ("□一级 □二级 □三级 □四级", None),
        ("☑部分网办 □全程网办", None),
        ("□全程网办", None),
    ],
)
def test_a_level_is_read_only_when_one_is_named(text, expected):
    assert depth_level(text) == expected


@settings(database=None, deadline=None)
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("一二三四IVⅣ1234级全程网办在线预审非"))))
def test_no_text_makes_the_reader_of_depth_raise(text):
    assert depth_level(text) in (None, 1, 2, 3, 4)


@pytest.mark.parametrize("piece", ["(", "第", "0730-", "I", "级", "非", "四"])
def test_a_very_long_text_has_no_level(piece):
    assert depth_level((piece * 200_000)[:200_000]) is None
