"""Checks of fees beyond the examples of their rules."""

from __future__ import annotations

import pytest

from guidelint.checks.base import ABSENT, Settings
from guidelint.checks.fees.charges import CompleteItems, FormFee, StatedFee, Uncharged

HERE = [(None, {})]


def ask(check, value=None, **record):
    return check.build(Settings())(value, record, record)


@pytest.mark.parametrize(
    "standard",
    [
        "10元/证",
        "每证十元",
        "￥80/件",
        "按规定收取80元",
        "按建筑面积3元/平方米的标准执行",
        "按国家规定的税率，计税价格的百分之十",
        "按照计征标准的0.5‰",
        "依照《湖南省物价局关于不动产登记收费的通知》",
        "按湘发改价费〔2017〕1121号文件规定执行",
        "按车辆购置税法的规定",
        "标准见 https://zwfw.example.gov.cn/fee",
        "不收费",
        "按政策规定免征",
        "按合同约定的标准",
        "市场调节价",
        "政府指导价",
        "分类收取",
    ],
)
def test_an_amount_a_source_or_no_vague_word_is_enough(standard):
    assert ask(StatedFee(), standard) is None


@pytest.mark.parametrize(
    "standard",
    [
        "按规定",
        "按有关规定收费",
        "按照国家相关标准",
        "依据物价部门文件执行",
        "按规定标准收取",
        "根据有关政策",
        "参照省里办法",
        "按2017年有关规定收费",
        "面议",
        "据实收取",
        "视情况而定",
        "另行通知",
    ],
)
def test_a_pointer_to_rules_in_general_is_vague(standard):
    assert ask(StatedFee(), standard) == HERE


@pytest.mark.parametrize("standard", [None, "", "无", "—"])
def test_a_missing_standard_is_not_vague(standard):
    assert ask(StatedFee(), standard) == ABSENT


@pytest.mark.parametrize(
    "fee",
    [
        {},
        {"name": "无"},
        {"name": "不收费"},
        {"name": "工本费", "standard": "免费"},
        {"name": "工本费", "standard": "不收取"},
        {"name": "工本费", "standard": "0元"},
        {"name": "工本费", "standard": "0"},
        {"name": "工本费", "standard": "0.00元"},
        {"name": "工本费", "standard": "无"},
        {"name": "工本费（已停征）", "standard": "10元/本"},
        {"name": "无收费项目"},
        {"name": "零收费"},
        {"name": "没有"},
        {"name": "收费项目：无"},
        {"name": "否"},
        {"name": "本事项无费用"},
        {"name": "无需缴费"},
        {"name": "不得收费"},
        {"name": "非收费事项"},
        {"name": "工本费", "standard": "无偿提供"},
        {"name": "工本费", "standard": "免工本费"},
        {"name": "工本费", "standard": "由财政承担"},
        {"basis": "《道路交通安全法》第十九条"},
    ],
)
def test_an_entry_that_says_it_is_free_charges_nothing(fee):
    assert ask(Uncharged(), "否", fees=[fee]) is None


@pytest.mark.parametrize(
    ("fee", "charge"),
    [
        ({"name": "工本费", "standard": "10元/本"}, "工本费"),
        ({"name": "工本费"}, "工本费"),
        ({"name": "无", "standard": "10元/本"}, "10元/本"),
        ({"name": "工本费", "standard": "0.5元/页"}, "工本费"),
        ({"name": "不动产登记费"}, "不动产登记费"),
        ({"name": "无线电频率占用费", "standard": "80元"}, "无线电频率占用费"),
        ({"name": "没有", "standard": "10元/本"}, "10元/本"),
        ({"name": "减免后登记费", "standard": "40元"}, "减免后登记费"),
    ],
)
def test_an_entry_with_a_name_or_an_amount_charges(fee, charge):
    assert ask(Uncharged(), "否", fees=[fee]) == [
        (None, {"reason": f"列有收费项目“{charge}”", "reason_en": f"lists the fee {charge!r}"})
    ]


@pytest.mark.parametrize("online_payment", [None, "否", "", "不支持"])
def test_no_payment_online_is_no_contradiction(online_payment):
    assert ask(Uncharged(), "否", online_payment=online_payment) is None


def test_gaps_are_told_in_english_too():
    check = CompleteItems(of="fees", parts=("name", "standard"))
    fees = [{"name": "工本费", "standard": "无"}, {"standard": "/"}]
    assert ask(check, fees) == [
        (None, {"missing": "第2项缺少收费项目名称、收费标准", "missing_en": "entry 2 lacks name, standard"})
    ]
    assert ask(check, []) == [(None, {"missing": "没有列出收费项目", "missing_en": "no fees are listed"})]


def test_parts_and_lists_that_no_record_has_are_mistakes_in_the_rule():
    assert CompleteItems(of="charges", parts=("name",)).mistakes() == [
        ("of", "'charges' is no list of elements")
    ]
    assert CompleteItems(of="fees", parts=("name", "price")).mistakes() == [
        ("parts", "'fees' has no field 'price'")
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("申请表工本费5元", "申请表工本费"),
        ("收取申请表工本费5元", "申请表工本费"),
        ("申报书每份2.5元", "申报书每份2.5元"),
        ("表格印制成本费", "表格印制成本费"),
        ("申请表、登记表工本费", "登记表工本费"),
        ("格式文本费", "格式文本费"),
    ],
)
def test_a_charge_for_a_form_is_found(text, found):
    assert ask(FormFee(), text) == [(None, {"found": found})]


@pytest.mark.parametrize(
    "text",
    [
        "驾驶证工本费",
        "申请费",
        "不动产登记费",
        "证书工本费10元",
        "申请表免费提供",
        "申请表不收费",
        "不收申请表工本费",
        "不得收取申请书费用",
        "已取消申请表工本费",
        "按收费标准表格收费200元",
        "填写申请表，缴纳80元",
    ],
)
def test_the_fee_of_a_document_and_a_free_form_are_no_such_charge(text):
    assert ask(FormFee(), text) is None
