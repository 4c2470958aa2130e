"""Normalisers: what each changes, and what it leaves alone."""

from __future__ import annotations

import pytest

from guidelint.fixes.normalisers import NORMALISERS
from guidelint.readers.literal import changed
from guidelint.values.numerals import numeral


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("phone", "０７３０—４２２１２３４（工作日——全天）", "0730-4221234（工作日——全天）"),
        ("phone", "电话：0730－4221234、0730——4221235", "电话：0730-4221234、0730-4221235"),
        ("phone", "2021—2023年", "2021—2023年"),
        (
            "document_brackets",
            "国发[2022]5号、（国办发【2022】36号）",
            "国发〔2022〕5号、（国办发〔2022〕36号）",
        ),
        ("document_brackets", "国发[87]024号", "国发〔87〕024号"),
        ("document_brackets", "5号楼[2022]5号楼、第[3]号", "5号楼[2022]5号楼、第[3]号"),
        (
            "article_numerals",
            "第12条第2款第（3）项和第105、110条",
            "第十二条第二款第（三）项和第一百零五、一百一十条",
        ),
        ("article_numerals", "12，第２０条，第12号", "12，第二十条，第12号"),
        ("html", "<p>材料&nbsp;<b>原件</b></p>\u200b", "材料 原件"),
        ("html", "一<br>二", "一\n二"),
        ("html", "一、材料\n\n二、办理&nbsp;窗口", "一、材料\n\n二、办理 窗口"),
        ("html", "<p>一</p>\n\n<p>二</p>", "一\n二"),
        ("html", " 取水&nbsp;许可 ", "取水 许可"),
        ("html", '<a href="/a.doc">申请表</a>', '<a href="/a.doc">申请表</a>'),
        ("html", '<a href="#">申请表</a>', "申请表"),
        ("html", "面积<50且>10，A&B", "面积<50且>10，A&B"),
        ("punctuation", "证,户;口(老街)。。末", "证，户；口（老街）。末"),
        ("punctuation", "口(老街2)口", "口（老街2）口"),
        ("punctuation", "证,户，。口", "证,户，。口"),
        ("punctuation", "证(户口", "证(户口"),
        ("punctuation", "9:00,1,000元", "9:00,1,000元"),
    ],
)
def test_a_normaliser_changes_its_own_signs_alone(name: str, before: str, after: str) -> None:
    assert changed(before, NORMALISERS[name](before)) == after


@pytest.mark.parametrize(
    ("number", "text"),
    [
        *[(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (101, "一百零一"), (110, "一百一十")],
        *[(1005, "一千零五"), (1050, "一千零五十"), (2024, "二千零二十四"), (0, "0"), (10000, "10000")],
    ],
)
def test_a_number_is_said_as_statutes_count(number: int, text: str) -> None:
    assert numeral(number) == text
