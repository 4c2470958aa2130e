from __future__ import annotations

import pytest

from guidelint.values.materials.situations import (
    case_titled,
    name_tells_situation,
    only_some,
    only_some_by_name,
    tells_situation,
)


@pytest.mark.parametrize(
    ("note", "told", "sure"),
    [
        ("委托他人办理的提供", True, True),
        ("如委托他人办理", True, True),
        ("若有，请提交", True, True),
        ("非本人办理提供", True, True),
        ("仅限个体工商户提供", True, True),
        ("申请人未满18周岁的，应当提交", True, True),
        ("法定代表人的提供", True, False),
        ("外地户籍提供", True, False),
        ("未成年人的监护人提供", True, False),
        ("属于外省的也要提交", True, False),
        ("如有涂改，须签章确认", True, False),
        ("委托他人办理的，需提供代理人身份证", True, False),
        ("如实填写", False, False),
        ("填写时字迹清晰", False, False),
        ("由申请人提供", False, False),
        ("未成年人由监护人代为提供", True, False),
        ("需提供", False, False),
        ("可不提供", False, True),
        ("新办企业可不提供", True, True),
        ("及时提交", False, False),
    ],
)
def test_a_note_tells_a_situation_and_may_do_so_beyond_doubt(note: str, told: bool, sure: bool) -> None:
    assert (tells_situation(note), only_some(note, "授权委托书") is not None) == (told, sure)


@pytest.mark.parametrize(
    ("note", "found"),
    [
        ("本人办理的，无需提供", "本人办理的，无需提供"),
        ("农口项目可免", "农口项目可免"),
        ("自有房屋的无需提供租赁合同", "自有房屋的无需提供"),
        ("个人申请的无需提供营业执照", None),
        ("只需提供复印件，无需提供原件", None),
        ("网上办理无需提交纸质材料", None),
        ("已实名认证的免提交", None),
        ("能在线查询到的不需提交", None),
        ("法律另有规定的除外", None),
        ("不需要提供复印件的除外", None),
        ("工本费可免", None),
    ],
)
def test_a_note_spares_some_applicants_the_material_itself(note: str, found: str | None) -> None:
    assert only_some(note, "房屋租赁合同") == found


@pytest.mark.parametrize(
    ("note", "found"),
    [
        ("负责人亲自办理的，不需提供委托书", None),
        ("负责人亲自办理的，不需提供身份证明和委托书", "负责人亲自办理的，不需提供"),
    ],
)
def test_what_is_spared_of_two_papers_is_both_of_them(note: str, found: str | None) -> None:
    assert only_some(note, "经办人身份证明和委托书") == found


@pytest.mark.parametrize(
    ("name", "told", "found"),
    [
        ("如委托他人，需提供委托书", True, "如委托他人"),
        ("涉及林地的使用证", True, "涉及林地的"),
        ("授权委托书（委托他人办理时）", True, "（委托他人办理时）"),
        ("租赁合同（租房的）", True, None),
        ("涉及国家安全事项的建设项目审批申请表", True, None),
        ("身份证明（如身份证、户口簿）", True, None),
        ("属地政府出具的证明", False, None),
        ("如实申报承诺书", False, None),
        ("授权委托书", False, None),
    ],
)
def test_a_name_tells_a_situation(name: str, told: bool, found: str | None) -> None:
    assert (name_tells_situation(name), only_some_by_name(name)) == (told, found)


@pytest.mark.parametrize(
    ("title", "case"),
    [
        ("（一）个人申请", "个人申请"),
        ("一、单位申请需提供：", "单位申请需提供"),
        ("情形一：本人办理", "情形一：本人办理"),
        ("2.换证", "换证"),
        ("企业：", "企业"),
        ("委托他人办理的", "委托他人办理的"),
        ("一、网上提交的材料", None),
        ("申请人提交的材料", None),
        ("（一）个人、单位均需提供", None),
        ("基本材料", None),
        ("变更" * 40, None),
    ],
)
def test_a_title_of_a_group_may_be_a_case(title: str, case: str | None) -> None:
    assert case_titled(title) == case
