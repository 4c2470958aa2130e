"""Who makes a form that a guide requires."""

from __future__ import annotations

import pytest

from guidelint.values.materials.form_makers import form_maker, is_form_of


@pytest.mark.parametrize(
    ("name", "notes", "maker"),
    [
        ("申请书", "", "pattern"),
        ("申请书", "格式自拟，加盖公章", "free"),
        ("申请书", "无固定格式", "free"),
        ("申请书", "不得自拟", "pattern"),
        ("申请报告（自拟）", "", "free"),
        ("申请表", "登录系统填报后打印", "system"),
        ("申请表", "在“湖南政务服务网”在线填写", "system"),
        ("申请表", "从网上下载，填写后打印", "pattern"),
        ("申请表", "窗口现场打印", "window"),
        ("申请表", "由窗口工作人员打印，申请人签字确认", "window"),
        ("申请表", "到窗口领取", "pattern"),
        ("常住人口登记表复印件", "", "body"),
        ("申请表原件及复印件", "", "pattern"),
        ("原登记申请表", "", "body"),
        ("原料登记表", "", "pattern"),
        ("核准机关出具的备案表", "", "body"),
        ("最低生活保障审批表", "", "body"),
    ],
)
def test_who_makes_a_form(name: str, notes: str, maker: str) -> None:
    assert form_maker(name, notes, lambda: "取水许可") == maker


def test_a_form_of_the_matter_bears_its_name() -> None:
    assert is_form_of("最低生活保障审批表", "最低生活保障对象认定")
    assert not is_form_of("审批表", "审批")
    assert form_maker("最低生活保障审批表", "", lambda: "最低生活保障对象认定") == "pattern"
