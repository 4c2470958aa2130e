from __future__ import annotations

import pytest

from guidelint.values.text.shortening import cut, shortened


@pytest.mark.parametrize(("text", "expected"), [("甲乙丙", "甲乙丙"), ("甲乙丙丁", "甲乙…"), ("", "")])
def test_a_text_is_cut_to_its_room(text: str, expected: str) -> None:
    assert cut(text, 3) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [(" 甲\n 乙 ", "甲 乙"), ("甲" * 40, "甲" * 40), ("甲" * 41, "甲" * 39 + "…")]
)
def test_a_value_is_shown_on_one_line_of_forty_characters(text: str, expected: str) -> None:
    assert shortened(text) == expected
