"""Slips of the pen: what is one, and what only looks like one."""

from __future__ import annotations

import pytest

from guidelint.values.text import slips


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("身份证，户口簿；照片：二张（彩色）……", None),
        ("9:00-12:00,13:00", None),
        ("表(A4)", None),
        ("真的？！", None),
        ("身份证,户口簿", "证,户"),
        ("条件:年满", "件:年"),
        ("表(样式)", "表(样"),
        ("甲;乙", "甲;乙"),
        ("甲，，乙", "甲，，乙"),
        ("甲。。", "甲。。"),
        ("甲；。乙", "甲；。乙"),
        ("变更((住所))", "更((住所))"),
        ("变更(（住所）)", "更(（住所）)"),
        ("变更（（新）住所）", None),
        ("变更（住所（新））", None),
    ],
)
def test_mixed_punctuation(text: str, expected: str | None) -> None:
    assert slips.mixed_punctuation(text) == expected
    assert slips.may_mix(f"\n甲\n{text}\n") == (expected is not None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《法》（“甲”〔2021〕【乙】「丙」『丁』）", None),
        ("（甲) (乙）", None),
        ("1）甲；2）乙 a)丙\n（一）丁、三）戊", None),
        ("“甲\n  “乙\n“丙”", None),
        ("《食品安全法第三十五条", "《食品安全法"),
        ("原件）", "原件）"),
        ("共11号）", "共11号）"),
        ("）", "）"),
        ("“甲“乙”", "“甲“乙”"),
        ("（甲《乙）丙》", "（甲《乙）"),
        ("“甲\n乙", "“甲\n乙"),
    ],
)
def test_lone_brackets(text: str, expected: str | None) -> None:
    found = slips.lone_bracket(text)
    assert found is None if expected is None else found is not None and found.startswith(expected)
    assert expected is None or slips.brackets_may_be_lone(f"\n甲\n{text}\n")


def test_brackets_of_two_texts_do_not_close_each_other() -> None:
    assert slips.brackets_may_be_lone("\n（甲\n乙）\n")
    assert not slips.brackets_may_be_lone("\n（《甲》）\n乙(丙）\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("以营利为目的的，标的的确定，的的确确，有的的士", None),
        ("为了了解，了了结结，为了了却", None),
        ("存在在建工程，确需在在线法庭", None),
        ("饱和和气温，参与与会，抑或或许", None),
        ("可以提前解除拘留。可以提前解除拘留，应报经批准", None),
        ("申请的的材料", "的的"),
        ("申请人应当应当提交材料", "应当应当"),
        ("向申请人申请人民法院强制执行，提交提交人的证件", None),
        ("提交了了", "了了"),
        ("住在在本县", "在在"),
        ("甲和和乙", "和和"),
        ("甲与与乙", "与与"),
        ("甲或或乙", "或或"),
        ("具有民事行为能力，具有民事行为能力。", "具有民事行为能力，具有民事行为能力"),
        ("甲。具有民事行为能力。具有民事行为能力。", "具有民事行为能力。具有民事行为能力"),
    ],
)
def test_repetitions(text: str, expected: str | None) -> None:
    assert slips.repetition(text) == expected
    together = f"\n甲\n{text}\n"
    assert expected is None or slips.may_say_twice(together) or any(two in text for two in slips.DOUBLED)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1999年3月5日", None),
        ("满10年6个月，10年6月以上，18月龄", None),
        ("V2021.3.5，10.2021.3.5，2021.3.5.1", None),
        ("2024年2月29日，12月31日", None),
        ("99年3月", "99年3月"),
        ("99年3月5日", "99年3月5日"),
        ("2021.3.5", "2021.3.5"),
        ("2021年13月", "2021年13月"),
        ("2021年0月", "2021年0月"),
        ("当年13月", "年13月"),
        ("3月32日", "3月32日"),
        ("2月30日", "2月30日"),
        ("11月31日", "11月31日"),
    ],
)
def test_loose_dates(text: str, expected: str | None) -> None:
    assert slips.loose_date(text) == expected
    assert expected is None or slips.may_hold_loose_date(f"\n甲\n{text}\n")
