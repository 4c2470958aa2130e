"""Addresses: which of them a stranger could find."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidelint.values.contact.address import address_tokens, precise_address

KINDS = {"number", "street", "building", "room", "window", "hall", "village", "crossing", "unit"}


@pytest.mark.parametrize(
    ("text", "tokens", "precise"),
    [
        ("县教育局206办公室", "room unit", True),
        ("县教育局办公室", "unit", False),
        ("华容县章华镇XX路1号政务服务中心1楼12号窗口", "number street building window hall", True),
        ("华容县政务服务中心2楼A区5号窗口", "building window hall", True),
        ("县政务服务中心二楼", "building hall", True),
        ("人民路1号", "number street", True),
        ("人民路１号", "number street", True),
        ("人民路12", "number street", True),
        ("新河大道八号", "number street", True),
        ("状元坊15号", "number street", True),
        ("新河村3组8号", "number street", True),
        ("杏花小区3栋", "street building", True),
        ("3号楼", "building", True),
        ("B座", "building", True),
        ("5F", "building", True),
        ("302室", "room", True),
        ("1205房", "room", True),
        ("12号窗口", "window", True),
        ("综合窗口", "window", True),
        ("不动产登记专区", "window", True),
        ("县政务服务中心相关窗口", "hall", False),
        ("详见各窗口地址", "", False),
        ("公园东门（前台服务窗）", "window", True),
        ("A区", "window", True),
        ("新河村便民服务站", "street village", True),
        ("新河社区党群服务中心", "street village", True),
        ("新河村委会", "street village", True),
        ("新河村村民委员会", "street village", True),
        ("城东社区居民委员会", "street village", True),
        ("章华镇党群服务中心", "village", True),
        ("华容大道28#", "number street", True),
        ("3#楼", "number building", True),
        ("章华镇便民服务中心", "hall village", True),
        ("县政务中心", "hall", False),
        ("华容县政务服务大厅", "hall", False),
        ("市民之家", "hall", False),
        ("章华镇人民路", "street", False),
        ("华容县迎宾路与港西路交汇处（电力局旁）", "street unit crossing", True),
        ("县水利局水政股", "unit", False),
        ("县农业农村局办公室", "unit", False),
        ("街道办事处", "street", False),
        ("政务大楼", "", False),
        ("华容县", "", False),
        ("8号", "number", False),
        ("室内", "", False),
        ("农村服务中心", "", False),
        ("行政科室", "unit", False),
        ("无", "", False),
        ("", "", False),
    ],
)
def test_words_of_an_address_are_told_by_kind(text, tokens, precise):
    assert (address_tokens(text), precise_address(text)) == (frozenset(tokens.split()), precise)


@settings(database=None, deadline=None)
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("路号楼室窗口村社区中心处科股1二A"))))
def test_no_text_makes_the_reader_of_addresses_raise(text):
    assert address_tokens(text) <= KINDS
    assert precise_address(text) in (True, False)


@pytest.mark.parametrize("piece", ["(", "第", "0730-", "村", "A ", "便民"])
def test_a_very_long_text_is_no_precise_address(piece):
    assert precise_address((piece * 200_000)[:200_000]) is False
