"""Phone numbers: what one is, of which kind, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidelint.values.contact.phones import Phone, expected_digits, find_phones, phone_like
from guidelint.values.numerals import half_width


def brief(text):
    return tuple((phone.kind, phone.area, phone.number, phone.extension) for phone in find_phones(text))


LAND = ("land", "0730", "4221234", None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0730-4221234", (LAND,)),
        ("07304221234", (LAND,)),
        ("0730 4221234", (LAND,)),
        ("0730--4221234", (LAND,)),
        ("0730.4221234", (LAND,)),
        ("4221234（区号0730）", (("local", "0730", "4221234", None),)),
        ("0730—4221234", (LAND,)),
        ("０７３０—４２２１２３４", (LAND,)),
        ("(0730)4221234", (LAND,)),
        ("（0730）4221234", (LAND,)),
        ("（0730-4221234）", (LAND,)),
        ("0730-422 1234", (LAND,)),
        ("+86-730-4221234", (LAND,)),
        ("0086-730-4221234", (LAND,)),
        ("TEL0730-4221234", (LAND,)),
        ("Tel:0730-4221234", (LAND,)),
        ("电话：0730-4221234（8:30-12:00）", (LAND,)),
        ("0730-4221234-801", (("land", "0730", "4221234", "801"),)),
        ("0730-4221234转801", (("land", "0730", "4221234", "801"),)),
        ("0730-4221234（转1）", (("land", "0730", "4221234", "1"),)),
        ("0730-4221234分机号：12", (("land", "0730", "4221234", "12"),)),
        ("0730-42212345", (("land", "0730", "42212345", None),)),
        ("0731-52817001", (("land", "0731", "52817001", None),)),
        ("010-66012399", (("land", "010", "66012399", None),)),
        ("0591-23121177", (("land", "0591", "23121177", None),)),
        ("0777—6428820", (("land", "0777", "6428820", None),)),
        ("4221234", (("local", None, "4221234", None),)),
        ("86500373转2", (("local", None, "86500373", "2"),)),
        ("073O-4221234", (("local", None, "4221234", None),)),
        ("13800138000", (("mobile", None, "13800138000", None),)),
        ("138-0013-8000", (("mobile", None, "13800138000", None),)),
        ("+86 13800138000", (("mobile", None, "13800138000", None),)),
        ("400-123-4567", (("toll", None, "4001234567", None),)),
        ("4008-123-123", (("toll", None, "4008123123", None),)),
        ("8008101234", (("toll", None, "8008101234", None),)),
        ("12345", (("short", None, "12345", None),)),
        ("拨打12345热线", (("short", None, "12345", None),)),
        ("110", (("short", None, "110", None),)),
        ("95598", (("short", None, "95598", None),)),
        ("邮寄咨询11183", (("short", None, "11183", None),)),
        ("0730-11185转6", (("short", "0730", "11185", "6"),)),
        ("96123", (("short", None, "96123", None),)),
        ("0730-12345", (("short", "0730", "12345", None),)),
        ("10086", (("carrier", None, "10086", None),)),
        ("0730-4221234；12345", (LAND, ("short", None, "12345", None))),
        ("邮编：414200 电话0730-4221234", (LAND,)),
        ("2021年11月4日 0730-4221234", (LAND,)),
        ("0730-4221234,http://x.cn/86500373", (LAND,)),
        ("0730-4221234 QQ：123456789", (LAND,)),
    ],
)
def test_a_number_is_found_and_named(text, expected):
    assert brief(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "窗口咨询",
        "",
        "abc4221234@qq.com",
        "86500373@qq.com",
        "http://a.gov.cn/4221234?x=13800138000",
        "www.12345.gov.cn",
        "zwfw-new.hunan.gov.cn/1234567",
        "2021年11月4日",
        "2021-11-04",
        "2021.11.04",
        "20211104",
        "2020-2021年",
        "邮政编码 414200",
        "QQ群：12345678",
        "微信号：gh_b7f4221234c1",
        "微信公众号 xxzwfw2020001",
        "8:30-12:00，14:00-17:30",
        "3楼110室",
        "12345号窗口",
        "10000元",
        "4221234a@b.cn",
        "第35号",
    ],
)
def test_what_is_no_number_is_neither_found_nor_suspected(text):
    assert (find_phones(text), phone_like(text)) == ((), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0730-42212", ("0730-42212",)),
        ("0730-42212345678", ("0730-42212345678",)),
        ("020-12345678", ("020-12345678",)),
        ("0730-1234567", ("0730-1234567",)),
        ("073-4221234", ("073-4221234",)),
        ("（0730）42212", ("0730)42212",)),
        ("1380013800", ("1380013800",)),
        ("12800138000", ("12800138000",)),
        ("422123", ("422123",)),
        ("0730-4221234、0730-42212", ("0730-42212",)),
        ("0730-4221234-80112345", ("80112345",)),
        ("４２２１２３", ("422123",)),
        ("430623", ("430623",)),
        ("A4221234", ("4221234",)),
        ("0730-4221234", ()),
        ("12345", ()),
        ("10086", ()),
        ("13800138000", ()),
        ("3楼12号窗口", ()),
        ("窗口1234", ()),
    ],
)
def test_a_token_of_five_digits_that_fits_no_pattern_is_suspected(text, expected):
    assert phone_like(text) == expected


@pytest.mark.parametrize(
    "text", ["(8620)2236 0123", "86 20 22360123", "0086-20-22360123", "（86-20）22360123", "+86 20 22360123"]
)
def test_a_number_may_be_written_for_callers_from_abroad(text):
    assert [(phone.kind, phone.area, phone.number) for phone in find_phones(text)] == [
        ("land", "020", "22360123")
    ]
    assert phone_like(text) == ()


@pytest.mark.parametrize("text", ["0730-4221234~4221236", "0730-4221234—4221236"])
def test_a_row_of_numbers_may_be_told_by_its_ends(text):
    assert [(phone.area, phone.number) for phone in find_phones(text)] == [
        ("0730", "4221234"),
        ("0730", "4221236"),
    ]
    assert phone_like(text) == ()


def test_a_later_local_number_takes_over_the_area_code():
    assert find_phones("岳阳：0730—8882003、8882111；4221234") == (
        Phone("0730—8882003", 3, 15, "land", "0730", "8882003", None),
        Phone("8882111", 16, 23, "local", "0730", "8882111", None),
        Phone("4221234", 24, 31, "local", "0730", "4221234", None),
    )
    assert find_phones("86500373，0511-86523163")[0] == (
        Phone("86500373", 0, 8, "local", None, "86500373", None)
    )


@pytest.mark.parametrize(
    ("area", "expected"),
    [
        ("0730", 7),
        ("0731", 8),
        ("010", 8),
        ("021", 8),
        ("028", 8),
        ("0591", 8),
        ("0777", None),
        ("", None),
        ("0", None),
    ],
)
def test_digits_are_told_only_for_areas_that_are_known(area, expected):
    assert expected_digits(area) == expected


@settings(database=None, deadline=None)
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("0123456789-()（）、 转@.a号12730"))))
def test_offsets_are_those_of_the_half_width_text_whatever_stands_in_it(text):
    assert all(half_width(text)[phone.start : phone.end] == phone.text for phone in find_phones(text))
    assert all(sum(map(str.isdigit, token)) >= 5 for token in phone_like(text))


@pytest.mark.parametrize(
    "piece", ["(", "第", "0730-", "1", "a.", "a@", "www.", "-", "12345 ", "4221234 ", "1 ", "0730"]
)
def test_a_very_long_text_is_read_to_its_end(piece):
    text = (piece * 200_000)[:200_000]
    found = {"12345 ": 33_333, "4221234 ": 25_000}
    assert abs(len(find_phones(text)) - found.get(piece, 0)) <= 1
    assert len(phone_like(text)) <= 1
