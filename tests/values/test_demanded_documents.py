from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelint.values.materials.demanded_documents import (
    _kind,
    _kind_sign,
    demanded_documents,
    is_applicants_step,
    is_listed,
)


@pytest.mark.parametrize(
    ("text", "demanded"),
    [
        ("提交验资报告", (("验资报告",),)),
        ("使用单位提交产品合格证、购置发票复印件。", (("产品合格证",), ("购置发票",))),
        ("参保人提交转诊转院证明和备案表，经办窗口受理", (("转诊转院证明",), ("备案表",))),
        ("提交结婚证或者离婚证", (("结婚证", "离婚证"),)),
        ("提交身份证或者护照、验资报告", (("验资报告",),)),
        ("申请人向县市场监督管理局提交申请书、验资报告", (("验资报告",),)),
        ("向住建局提交《商品房预售合同》", (("商品房预售合同",),)),
        ("携带本人的租赁合同到窗口", (("租赁合同",),)),
        ("申请人网上提交验资报告，窗口审核后发证", (("验资报告",),)),
        ("申请人提交营业执照等材料", (("营业执照",),)),
        ("提交验资报告；重新提交验资报告", (("验资报告",),)),
        ("申请人应提交以下材料：租赁合同、户口簿", (("租赁合同",), ("户口簿",))),
        ("需提供下列资料：1.租赁合同；2.户口簿（本人页）。", (("租赁合同",), ("户口簿",))),
        ("一、提交材料：申请人提交租赁合同；二、受理：出具回执", (("租赁合同",),)),
        ("经审核通过后，提交租赁合同", (("租赁合同",),)),
        ("申请人持结婚证、户口簿到窗口申请", (("结婚证",), ("户口簿",))),
        ("申请人登录系统，上传租赁合同扫描件", (("租赁合同",),)),
        ("带齐户口簿、租赁合同到窗口", (("户口簿",), ("租赁合同",))),
        ("申请人持准迁证到迁出地派出所办理迁移", ()),
        ("申请人持验资报告，到窗口领取许可证", ()),
        ("申请人持有租赁合同，到窗口申请", ()),
        ("工作人员上传审批表", ()),
        ("核验营业执照，查验合同", ()),
        ("现场核查后提交核查报告", ()),
        ("受理人员提交审批表", ()),
        ("提交初审报告", ()),
        ("组织专家评审，提交评审报告", ()),
        ("县局审核后，提交市局发证", ()),
        ("提交分管领导签发证书", ()),
        ("提供虚假证明的，依法追究责任", ()),
        ("提交租赁合同的，免交房产证", ()),
        ("应当向消费者提供购物凭证", ()),
        ("无需提交营业执照", ()),
        ("可提供劳动合同", ()),
        ("对申请人提交的验资报告进行审查", ()),
        ("提交申请材料，符合相关规定，提交相关证明", ()),
        ("提供真实有效的身份证明", ()),
        ("窗口向申请人提供验收报告", ()),
        ("审查人员提交审查报告", ()),
        ("检测机构提交检测报告", ()),
        ("由第三方提供检测报告", ()),
        ("不能按期提交纳税申报表", ()),
        ("申请人携带身份证，到窗口领取许可证", ()),
        ("提供就业服务的机构应当取得许可证", ()),
        ("审核后提供受理通知书", ()),
        ("", ()),
    ],
)
def test_a_text_demands_these_documents(text, demanded):
    assert demanded_documents(text) == demanded


def test_in_the_work_of_an_office_only_a_named_applicant_hands_in() -> None:
    assert demanded_documents("提交审查报告", named=True) == ()
    assert demanded_documents("申请人补正后，提交租赁合同", named=True) == (("租赁合同",),)


@pytest.mark.parametrize(
    ("name", "role", "applicants"),
    [
        ("受理", "窗口工作人员", True),
        ("现场核查", "", False),
        ("", "承办人", False),
        ("", "", True),
    ],
)
def test_a_step_is_the_applicants_or_the_offices(name: str, role: str, applicants: bool) -> None:
    assert is_applicants_step(name, role) is applicants


@pytest.mark.parametrize(
    ("document", "listed"),
    [
        ("身份证", True),
        ("产品合格证", True),
        ("验资证明", True),
        ("房产证", True),
        ("特种设备使用登记申请表", True),
        ("购置发票", False),
        ("特种设备检验报告", False),
        ("结婚证", False),
        ("户口簿", False),
    ],
)
def test_a_document_is_listed_as_soon_as_a_name_is_close(document, listed):
    names = [
        "特种设备使用登记表",
        "特种设备产品合格证",
        "居民身份证（经办人）",
        "验资报告",
        "经营场所使用证明",
    ]
    assert is_listed(document, names) is listed


@given(st.text("证书件执照户口簿本薄代表秘图明报告合同协议章程凭发票决批复片材料文保公", max_size=6))
def test_the_quick_look_for_a_document_misses_none(text: str) -> None:
    assert not _kind.search(text) or _kind_sign.search(text)
