"""Wording: values that are not a single text, and texts judged together."""

from __future__ import annotations

from typing import get_args

import pytest

from guidelint.checks.base import Settings
from guidelint.checks.text.other_item import OtherItem
from guidelint.checks.text.wording import Demand, Wording
from guidelint.values.text.term_index import PairedText, pairs_of

SLIPS = {
    "readable": "时\ufffd间",
    "no-markup": "<p>材料",
    "punctuation": "身份证,户口簿",
    "brackets": "（原件",
    "no-repetition": "申请的的材料",
    "numbers-in-order": "1.甲；3.乙",
    "one-number-style": "（一）、甲",
    "dates": "99年3月",
}


@pytest.mark.parametrize("demand", get_args(Demand))
def test_a_slip_is_seen_in_a_text_and_among_many(demand: Demand) -> None:
    check = Wording(demand=demand)
    test, screen = check.build(Settings()), check.screen(Settings())
    assert screen is not None
    assert bool(test(SLIPS[demand], {}, {}))
    slip = PairedText(f"\n甲\n{SLIPS[demand]}\n乙\n")
    sound = PairedText("\n甲\n工作日9:00-12:00\nhttps://example.gov.cn/a?b=c\n0730-4221234\n（乙）\n")
    assert screen.passes(slip, pairs_of(slip.text))
    assert not screen.passes(sound, pairs_of(sound.text))


@pytest.mark.parametrize("demand", get_args(Demand))
def test_a_list_is_judged_as_one_text_and_nothing_is_not_judged(demand: Demand) -> None:
    test = Wording(demand=demand).build(Settings())
    assert bool(test([SLIPS[demand]], {}, {}))
    assert (test("", {}, {}), test(None, {}, {}), test("甲", {}, {})) == ((), (), None)


def test_a_broken_number_says_what_should_stand_there() -> None:
    test = Wording(demand="numbers-in-order").build(Settings())
    assert test("1.甲；3.乙", {}, {}) == [(None, {"found": "3.", "expected": "2."})]


@pytest.mark.parametrize(
    ("text", "record"),
    [
        ("申请林木采伐许可的", {}),
        ("", {"name": "取水许可"}),
    ],
)
def test_without_a_name_or_a_text_no_item_is_another(text: str, record: dict[str, str]) -> None:
    assert OtherItem().build(Settings())(text, record, record) == ()
