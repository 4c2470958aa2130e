"""Numbers of lists within a text: what counts as one, where they break off, and how they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelint.values.text.list_numbers import (
    broken_order,
    list_numbers,
    may_break_order,
    may_mix_styles,
    mixed_style,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.甲", [("1.", "1.", 1)]),
        ("1．甲；2、乙；3）丙", [("1．", "1.", 1), ("2、", "1、", 2), ("3）", "1)", 3)]),
        ("（1）甲（2）乙", [("（1）", "(1)", 1)]),
        ("一、甲\n（十二）乙；②丙", [("一、", "一、", 1), ("（十二）", "(一)", 12), ("②", "①", 2)]),
        ("1.5米；2、3号楼；一、二级；比例1：2、下午8:30、共3.米", []),
    ],
)
def test_numbers_count_only_in_front_of_an_entry(text: str, expected: list[tuple[str, str, int]]) -> None:
    assert [(mark.text, mark.style, mark.number) for mark in list_numbers(text)] == expected


def test_a_number_knows_where_it_stands() -> None:
    text = "须有：1.甲；2.乙"
    assert [text[mark.start : mark.end] for mark in list_numbers(text)] == ["1.", "2."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.甲；2.乙；3.丙", None),
        ("1.甲。2.符合《办法》（国发〔2019〕6号）3.乙。4.丙", None),
        ("1、甲（复印件）2、乙（复印件）3、丙；5、丁", ("5、", "4、")),
        ("1.甲。2.乙（含）3.5万元以上；3.丙", None),
        ("1.甲 2.乙 3、丙 （1）子 （2）丑 4、丁 5.戊", None),
        ("一、甲：1.子；2.丑；二、乙：1.子；2.丑", None),
        ("窗口\n1、甲\n2、乙\n网上\n1、丙", None),
        ("1、甲；2、乙。网上：1、丙；2、丁", None),
        ("5.甲；7.乙", None),
        ("1、年满18周岁；2、3年内无违法记录；3、有固定场所", None),
        ("一、甲；二、十年内；三、乙", None),
        ("1.甲；2.3年内无违法记录；3.乙", None),
        ("1.甲：面积2.5米；高：2.5米以上；2.乙", None),
        ("1、甲：2、3号楼；2、乙", None),
        ("1、甲；2、乙。网上：1、18周岁；2、丙", None),
        ("1、甲；2、3年内；4、乙", ("4、", "3、")),
        ("1、甲；2、乙，3、丙；4、丁", None),
        ("1、甲；2、乙，第2，3、4类除外；3、丙，（二）、（三）项除外", None),
        ("1.甲；2.5米以上；4.乙", ("4.", "2.")),
        ("1.甲；2.5米；1.乙", ("1.", "2.")),
        ("1.甲；3.乙", ("3.", "2.")),
        ("1.甲；2.乙；2.丙", ("2.", "3.")),
        ("1.甲；2.乙；1.丙", ("1.", "3.")),
        ("1.甲；2.乙；3.丙；2.丁", ("2.", "4.")),
        ("（一）甲；（三）乙", ("（三）", "（二）")),
        ("九、甲", None),
        ("①甲；③乙", ("③", "②")),
        ("①甲②乙④丙", ("④", "③")),
        ("①身份证，②户口簿，④照片", ("④", "③")),
        ("①甲②乙③丙，见①、②，符合②项或③项的免交", None),
        ("①甲（有②材料的免交）；②乙；③丙", None),
        ("①甲，②乙，④、⑤任选", None),
        ("\n".join(f"{n}、项" for n in "一二三四五六七八九") + "\n十一、项", ("十一、", "十、")),
        ("（1）甲；（2）乙；（4）丙", ("（4）", "（3）")),
    ],
)
def test_order(text: str, expected: tuple[str, str] | None) -> None:
    assert broken_order(text) == expected
    assert expected is None or may_break_order(f"\n甲\n{text}\n")


def test_the_number_after_nineteen_is_twenty() -> None:
    ones = "一二三四五六七八九"
    numerals = [*ones, "十", *(f"十{one}" for one in ones)]
    text = "\n".join(f"{numeral}、项" for numeral in [*numerals, "二十一"])
    assert broken_order(text) == ("二十一、", "二十、")
    assert broken_order("\n".join(f"{n}、项" for n in [*numerals, "二十", "二十二"])) == (
        "二十二、",
        "二十一、",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（一）甲：1.子；2.丑", None),
        ("1、甲；2、乙。另：1.丙；2.丁", None),
        ("原件（一）、复印件", None),
        ("（一）、甲", ("（一）、", "（一）")),
        ("(2)、甲", ("(2)、", "(2)")),
        ("1.甲；2、乙", ("2、", "2.")),
        ("1.甲：3.5米；2、乙", ("2、", "2.")),
        ("1、甲；2、3年内；3.乙", ("3.", "3、")),
        ("1、甲；2.乙", ("2.", "2、")),
    ],
)
def test_style(text: str, expected: tuple[str, str] | None) -> None:
    assert mixed_style(text) == expected
    assert expected is None or may_mix_styles(f"\n甲\n{text}\n")


@given(
    st.lists(
        st.sampled_from(
            [
                "1.",
                "2.",
                "3.",
                "1、",
                "2、",
                "3、",
                "一、",
                "二、",
                "①",
                "②",
                "③",
                "④",
                "，",
                "甲",
                "5",
                "三",
                "；",
                "：",
                "）",
                "\n",
            ]
        ),
        max_size=24,
    )
)
def test_a_look_at_many_texts_misses_no_slip_of_one(pieces: list[str]) -> None:
    text = "".join(pieces)
    rest = "\n1.甲；2.乙\n"
    assert broken_order(text) is None or may_break_order(f"\n{rest}\n{text}\n")
    assert mixed_style(text) is None or may_mix_styles(f"\n{rest}\n{text}\n")
