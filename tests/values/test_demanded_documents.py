from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelint.values.demanded_documents import _kind, _kind_sign, demanded_documents, is_listed


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
        ("核验营业执照，查验合同", ()),
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
    assert not _kind().search(text) or _kind_sign().search(text)
