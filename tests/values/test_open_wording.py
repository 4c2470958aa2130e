from __future__ import annotations

import time
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelint.values.materials.open_wording import (
    _LEFT_OUT,
    _PATTERNS,
    OpenWording,
    _pieces,
    _quotation,
    may_leave_open,
    open_wording,
)
from guidelint.values.numerals import half_width


@pytest.mark.parametrize(
    ("sort", "text", "found"),
    [
        ("catch-all", "法律、法规规定的其他材料", "法律、法规规定的其他材料"),
        ("catch-all", "根据有关法律法规规定应提交的其他材料", "法律法规规定应提交的其他材料"),
        ("catch-all", "法律法规要求提供的其他材料", "法律法规要求提供的其他材料"),
        ("catch-all", "卫生健康主管部门规定的其他材料", "规定的其他材料"),
        ("catch-all", "其他", "其他"),
        ("catch-all", "其它有关材料", "其它有关材料"),
        ("catch-all", "其他（按照有关规定提供）", "其他(按照有关规定提供)"),
        ("catch-all", "其他需要提交的材料", "其他需要提交的材料"),
        ("catch-all", "依法应当提交的其他材料", "依法应当提交的其他材料"),
        ("catch-all", "其他材料（如有）", "其他材料(如有)"),
        ("catch-all", "有关材料", "有关材料"),
        ("catch-all", "一、有住所；\n（二）其他条件", "其他条件"),
        ("catch-all", "符合《食品安全法》第三十三条规定的其他条件", "规定的其他条件"),
        ("catch-all", "其他法律、法规规定应当提供的材料", "其他法律、法规规定应当提供的材料"),
        ("catch-all", "其他依法应提交的文件资料", "其他依法应提交的文件资料"),
        ("catch-all", "其他须提交的材料", "其他须提交的材料"),
        ("catch-all", "符合其他法律、法规规定的条件", "其他法律、法规规定的条件"),
        ("catch-all", "满足主管部门要求的其他条件", "部门要求的其他条件"),
        ("catch-all", "审批机关认为应当具备的其他条件", "认为应当具备的其他条件"),
        ("catch-all", "不违反其他法律、法规规定的条件", None),
        ("catch-all", "申请人认为应当说明的其他情形", None),
        ("catch-all", "申请单位认为需要的其他条件", None),
        ("catch-all", "符合银行要求的其他放贷条件", None),
        ("catch-all", "其他材料（房屋租赁合同）", None),
        ("catch-all", "《医疗机构管理条例》第六条规定：（一）住所；（二）法律、法规规定的其他条件", None),
        ("catch-all", "办法所称“法律、法规规定的其他材料”", None),
        ("catch-all", "其他证件（机构信用代码证、企业贷款卡）", None),
        ("catch-all", "其他出资人身份证", None),
        ("catch-all", "相关证明材料", None),
        ("catch-all", "审批机关认为需要提供的其他材料", None),
        ("catch-all", "按照有关规定办理", None),
        ("discretion", "审批机关认为需要提供的其他材料", "认为需要提供的其他材料"),
        ("discretion", "登记机关要求提交的其他材料", "机关要求提交的其他材料"),
        ("discretion", "要求提供的其他材料", "要求提供的其他材料"),
        ("discretion", "委托书（视情况提供）", "视情况提供"),
        ("discretion", "必要时提供", "必要时提供"),
        ("discretion", "主管部门认为有必要提交的材料", "认为有必要提交的材料"),
        ("discretion", "工作人员根据审查需要要求补充的材料", "人员根据审查需要要求补充"),
        ("discretion", "其他材料（根据实际情况提供）", "根据实际情况提供"),
        ("discretion", "审核中需补充的其他材料", "审核中需补充的其他材料"),
        ("discretion", "其他需要补充的材料，以窗口工作人员告知为准", "以窗口工作人员告知为准"),
        ("discretion", "企业根据需要提供的产品样品", None),
        ("discretion", "由县级人民政府根据实际情况确定的困难家庭", None),
        ("discretion", "经审核需要补正材料的，一次性告知", None),
        ("discretion", "具体标准以民政部门公布的为准", None),
        ("discretion", "申请人认为需要补充的其他材料", None),
        ("discretion", "法律法规要求提供的其他材料", None),
        ("unbounded", "身份证、户口簿等", "等"),
        ("unbounded", "身份证等相关证明材料", "等相关证明材料"),
        ("unbounded", "购房合同等材料", "等材料"),
        ("unbounded", "身份证等复印件", "等复印件"),
        ("unbounded", "营业执照等（复印件）", "等"),
        ("unbounded", "操作流程等文件（原件1份，必要）", "等文件"),
        ("unbounded", "病历、出院小结等……", "等......"),
        ("unbounded", "可行性方案，内容包括人员、资金、管理制度等", None),
        ("unbounded", "申请材料包括身份证、户口簿等", "等"),
        ("unbounded", "三等", None),
        ("unbounded", "身份平等", None),
        ("unbounded", "身份证、户口簿等2份材料", None),
        ("unbounded", "等离子体检测报告", None),
        ("unnamed-paper", "购房相关证明材料", "相关证明材料"),
        ("unnamed-paper", "项目用能有关证明材料", "有关证明材料"),
        ("unnamed-paper", "其他有效身份证件", "其他有效身份证件"),
        ("unnamed-paper", "相关资质", "相关资质"),
        ("unnamed-paper", "相应的证明材料", "相应的证明材料"),
        ("unnamed-paper", "项目相关图纸", "项目相关图纸"),
        ("unnamed-paper", "全套申报资料", "全套申报资料"),
        ("unnamed-paper", "证明材料（复印件1份）", "证明材料"),
        ("unnamed-paper", "证明材料（租赁合同）", None),
        ("unnamed-paper", "补充提供的资料", "补充提供的资料"),
        ("unnamed-paper", "法律法规规定应当提交的材料", "法律法规规定应当提交的材料"),
        ("unnamed-paper", "以往各次检查要求提供的图纸", None),
        ("unnamed-paper", "以往各次检查要求提供的资料", "以往各次检查要求提供的资料"),
        ("unnamed-paper", "办法规定的设立分所所需提交的材料", "办法规定的设立分所所需提交的材料"),
        ("unnamed-paper", "章程规定应当提交的股东会决议", None),
        ("unnamed-paper", "规划要求提供的场地证明材料", None),
        ("unnamed-paper", "申请材料真实性承诺书", None),
        ("unnamed-paper", "与项目有关的合同", None),
        ("unnamed-paper", "相关专业毕业证书", None),
        ("unnamed-paper", "身份证或者其他有效身份证件", None),
        ("unnamed-paper", "居民身份证或其他有效证件", None),
        ("unnamed-paper", "劳动关系证明材料", None),
        ("unnamed-paper", "国家和自治区有关安排资金的通知文件", None),
        ("unnamed-paper", "项目相关资料（立项批复、规划许可证）", None),
        ("unnamed-paper", "相关证明材料（立项批复、规划许可证）", None),
        ("unnamed-paper", "其他材料：房屋租赁合同", None),
        ("unnamed-paper", "其他材料（加盖公章）", "其他材料"),
        ("unnamed-paper", "具有相关资质的检测机构出具的检测报告", None),
        ("unnamed-paper", "与第三者利害关系的说明", None),
        ("unnamed-body", "有关部门出具的无违法记录证明", "有关部门出具"),
        ("unnamed-body", "有关部门批文", "有关部门批文"),
        ("unnamed-body", "有关部门意见（县水利局）", None),
        ("unnamed-body", "公安部门出具的无犯罪记录证明", None),
    ],
)
def test_open_wording_is_found_or_left_alone(sort, text, found):
    assert open_wording(sort, text) == found


def test_titles_in_the_wording_are_told_without_a_search_for_them():
    titles = "《甲》《乙》《丙》《丁》"
    text = f"法律{'《甲》条:' * 400}\n根据法律{titles}规定的其他材料"
    begun = time.process_time()
    assert open_wording("catch-all", text) == f"法律{titles}规定的其他材料"
    assert time.process_time() - begun < 1


@given(
    st.sampled_from(get_args(OpenWording)),
    st.lists(
        st.sampled_from([
            "法律规定", "要求", "提交", "的", "其他", "其它", "材料", "有关", "相关", "证明", "机关",
            "认为", "需要", "视情况", "提供", "酌情", "必要时", "等", "，", "。",
            "部门", "出具", "身份证", "补充", "部門", "《法》",
        ]),
        max_size=6,
    ).map("".join),
)  # fmt: skip
def test_the_quick_look_misses_nothing(sort: OpenWording, text: str) -> None:
    plain = half_width(text)
    found = any(_PATTERNS[sort].search(piece) for piece in _pieces(_quotation.sub(_LEFT_OUT, plain)))
    assert not found or may_leave_open(sort, plain)
    assert (open_wording(sort, text) is not None) == found
