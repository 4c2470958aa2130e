from __future__ import annotations

import pytest

from guidelint.values.materials.listed_documents import documents_in
from guidelint.values.materials.material_names import (
    head_name,
    is_form_name,
    is_proof_name,
    is_state_certificate,
    material_key,
    plain_name,
    without_note,
)


@pytest.mark.parametrize(
    "name",
    [
        "身份证",
        "居民身份证",
        "身份证复印件",
        "身份证〔原件〕",
        "居民身份证 （复印件1份）",
        "居民身份证（原件核验，复印件1份）",
        "1.身份证原件及复印件",
        "（一）二代身份证正反面复印件",
        "身份证原件照片",
    ],
)
def test_spellings_of_one_document_have_one_key(name):
    assert material_key(name) == "居民身份证"


@pytest.mark.parametrize(
    ("name", "other", "same"),
    [
        ("户口本", "居民户口簿", True),
        ("营业执照副本", "营业执照（复印件）", True),
        ("法定代表人身份证", "身份证（法定代表人）", True),
        ("居民身份证（买卖双方）", "居民身份证复印件（买卖双方）", True),
        ("申请书（一式三份）", "申请书", True),
        ("身份证（法定代表人）", "身份证（经办人）", False),
        ("身份证", "身份证（经办人）", False),
        ("不动产权证书（土地）", "不动产权证书（房屋）", False),
        ("经办人授权书", "法定代表人授权书", False),
        ("《取水许可申请书》（一式三份）", "取水许可申请书", True),
        ("中华人民共和国居民身份证", "身份证复制件", True),
        ("企业法人营业执照", "营业执照（副本）", True),
        ("社保卡", "社会保障卡复印件", True),
        ("申请表", "申请书", False),
    ],
)
def test_two_names_are_the_same_document_or_not(name, other, same):
    assert (material_key(name) == material_key(other)) is same


@pytest.mark.parametrize(
    ("name", "documents"),
    [
        ("身份证、营业执照、申请表各1份", ("身份证", "营业执照", "申请表")),
        ("公司章程、验资凭证、经营场所使用证明", ("公司章程", "验资凭证", "经营场所使用证明")),
        ("勘测定界图、土地利用现状图、拐点坐标表", ("勘测定界图", "土地利用现状图", "拐点坐标表")),
        ("1.身份证2.户口簿", ("身份证", "户口簿")),
        ("身份证和户口簿", ("身份证", "户口簿")),
        ("身份证原件、复印件、户口簿", ("身份证", "户口簿")),
        ("授权委托书及代理人身份证", ("授权委托书", "代理人身份证")),
        ("企业法人营业执照（副本）、税务登记证（副本）原件及复印件", ("企业法人营业执照", "税务登记证")),
        ("身份证明、授权委托书和劳动合同", ("身份证明", "授权委托书", "劳动合同")),
        ("居民身份证\n居民户口簿\n结婚证", ("居民身份证", "居民户口簿", "结婚证")),
        ("①身份证②户口簿", ("身份证", "户口簿")),
        ("身份证 户口簿 结婚证复印件", ("身份证", "户口簿", "结婚证")),
        ("授权委托书 及 代理人身份证", ("授权委托书", "代理人身份证")),
        ("社保卡、银行卡", ("社保卡", "银行卡")),
        ("病历、诊断证明、出院小结", ("病历", "诊断证明", "出院小结")),
        ("《执业登记表》和《诚信承诺书》", ("执业登记表", "诚信承诺书")),
        ("《登记表》和《管理办法》", ()),
        ("关于《评估报告》和《方案》的说明", ()),
        ("车间、库房平面图；租赁合同", ("车间、库房平面图", "租赁合同")),
        ("租赁合同；水、电使用情况", ()),
        ("居民身份证 （原件） 复印件", ()),
        ("取水 许可证", ()),
        ("道路运输证 配发审批表", ()),
        ("食品经营许可证 变更申请表", ()),
        ("食品经营许可证\n变更申请表", ()),
        ("道路运输证\n配发审批表", ()),
        ("居民身\n份证", ()),
        ("身份证、护照等有效证件", ()),
        ("身份证原件、复印件", ()),
        ("身份证及复印件", ()),
        ("身份证、户口簿任选其一", ()),
        ("身份证、护照或者军官证", ()),
        ("居民身份证（正面、反面）", ()),
        ("公众聚集场所投入使用、营业前消防安全检查申请表", ()),
        ("消防安全制度与灭火和应急疏散预案", ()),
        ("演出节目单与视听资料", ()),
        ("法定代表人、经办人身份证", ()),
        ("股东会、董事会决议", ()),
        ("检测、鉴定报告", ()),
        ("营业执照、许可证遗失补领申请表", ()),
        ("建设用地规划许可证、建设工程规划许可证申请表", ()),
        ("国有建设用地使用权及房屋所有权转移登记申请书", ()),
        ("身份证、户口簿等", ()),
        ("居民身份证", ()),
    ],
)
def test_a_name_lists_these_documents(name, documents):
    assert documents_in(name) == documents


def test_a_plain_name_keeps_brackets_that_tell_documents_apart():
    assert plain_name(" 2、居民身份证（买卖双方）〔原件〕 ") == "居民身份证(买卖双方)"
    assert head_name("居民身份证（买卖双方）复印件") == "居民身份证"
    assert plain_name("照片") == "照片"
    assert plain_name("原件") == "原件"


def test_a_text_too_long_for_a_name_keeps_its_copy_words():
    assert plain_name("身份证" * 100 + "复印件") == "身份证" * 100 + "复印件"


def test_sorts_of_documents_are_known_by_their_last_word():
    assert [is_form_name(name) for name in ("申请表（一式两份）", "诚信承诺书", "股东代表")] == [
        True,
        True,
        False,
    ]
    proofs = ("收入证明（原件）", "无违法犯罪记录证明", "证明材料", "资金来源证明文件", "法定代表人证明书")
    assert [is_proof_name(name) for name in proofs] == [True, True, False, False, False]
    certificates = ("出生医学证明", "不动产登记证明（预告登记）", "经办人身份证明复印件")
    assert not any(map(is_proof_name, certificates))
    assert [is_state_certificate(name) for name in ("营业执照副本", "申请书")] == [True, False]


@pytest.mark.parametrize(
    "note", ["\n注：以上材料均需加盖公章", " 备注:验原件", "。注：一式两份", "\n以上复印件需签字"]
)
def test_a_note_behind_a_name_is_no_part_of_it(note):
    assert material_key(f"身份证{note}") == material_key("身份证")


@pytest.mark.parametrize("name", ["注：以上材料均需加盖公章", "情况说明：关于停业", "附注：一览表"])
def test_a_name_that_holds_such_a_word_is_whole(name):
    assert without_note(name) == name
