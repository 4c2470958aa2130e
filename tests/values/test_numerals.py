"""Numbers, widths and dashes: what is one number and what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidelint.values.numerals import (
    chinese_number,
    half_width,
    leading_count,
    level_dashes,
    plain_dashes,
    without_lead,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一", 1),
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("一百二十", 120),
        ("一百零五", 105),
        ("一百〇五", 105),
        ("一百二", 120),
        ("一千零四十六", 1046),
        ("一千二百六十", 1260),
        ("一千零五", 1005),
        ("一万五", 15000),
        ("一万零五十", 10050),
        ("十万", 100000),
        ("两百", 200),
        ("两", 2),
        ("廿五", 25),
        ("卅", 30),
        ("一百廿", 120),
        ("壹佰贰拾", 120),
        ("叁拾", 30),
        ("零", 0),
        ("〇", 0),
        ("二〇二一", 2021),
        ("二○一九", 2019),
        ("二〇", 20),
        ("35", 35),
        ("３５", 35),
        (" 12 ", 12),
        ("007", 7),
        ("三四", None),
        ("百", None),
        ("万", None),
        ("一百零", None),
        ("零五十", None),
        ("十十", None),
        ("五百三千", None),
        ("若干", None),
        ("第三", None),
        ("三条", None),
        ("1万", None),
        ("-3", None),
        ("1.5", None),
        ("Ⅳ", None),
        ("²a", None),
        ("٣", None),
        ("", None),
        (" ", None),
        ("1" * 25, None),
    ],
)
def test_a_number_is_the_whole_text_or_none(text, expected):
    assert chinese_number(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0次", 0),
        ("1 次", 1),
        ("一次", 1),
        ("零次", 0),
        ("2", 2),
        ("3份", 3),
        ("1.0", 1),
        ("１份", 1),
        ("两张", 2),
        ("壹份", 1),
        ("叁", 3),
        ("十二页", 12),
        ("2 套", 2),
        ("-1", None),
        ("1.5", None),
        ("一.0", None),
        ("一式三份", None),
        ("至少1次", None),
        ("1次以上", None),
        ("三四次", None),
        ("若干份", None),
        ("次", None),
        ("", None),
    ],
)
def test_a_count_is_a_whole_number_with_at_most_a_classifier(text, expected):
    assert leading_count(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("０７３０－４２２１２３４", "0730-4221234"),
        ("（８：３０）", "(8:30)"),
        ("㈠①Ⅳ", "(一)1IV"),
        ("﹝2021﹞", "〔2021〕"),
        ("a\u3000b\xa0c", "a b c"),
        ("《法》—〇", "《法》—〇"),
        ("", ""),
    ],
)
def test_full_width_signs_become_plain(text, expected):
    assert half_width(text) == expected


def test_runs_of_dashes_become_one_and_offsets_stay_when_levelled():
    text = "9―12——17～18~19－20−21"
    assert plain_dashes(text) == "9-12-17-18-19-20-21"
    assert level_dashes(text) == "9-12--17-18-19-20-21"
    assert level_dashes("a-b") == "a-b"
    assert level_dashes("a~b") == "a-b"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.户口簿", "户口簿"),
        ("(二) 户口簿", "户口簿"),
        ("2.5寸照片", "2.5寸照片"),
        ("一次性告知单", "一次性告知单"),
    ],
)
def test_the_number_of_a_list_is_taken_off(text, expected):
    assert without_lead(text) == expected


@settings(database=None, deadline=None)
@given(st.text())
def test_no_text_makes_a_reader_of_numbers_raise(text):
    assert half_width(half_width(text)) == half_width(text)
    assert len(level_dashes(text)) == len(text)
    assert len(plain_dashes(text)) <= len(text)
    assert chinese_number(text) is None or chinese_number(text) >= 0
    assert leading_count(text) is None or leading_count(text) >= 0


@pytest.mark.parametrize("piece", ["(", "第", "0730-", "一", "十", "1", " ", "—", "０", "\u0301\u0327", "ﷺ"])
def test_a_very_long_text_is_read_to_its_end(piece):
    text = (piece * 200_000)[:200_000]
    results = (chinese_number(text), leading_count(text), plain_dashes(half_width(text)) != "")
    assert results == (None, None, True)
