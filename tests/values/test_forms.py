"""The contents of a form: names, filled places, and whether its title fits the material."""

from __future__ import annotations

import pytest

from guidelint.values.identity.person_names import find_filled_names
from guidelint.values.materials.filled_form import compared
from guidelint.values.materials.form_titles import is_uninformative, shares_a_word

NAMES = [
    ("姓名：张三", ("张三",)),
    ("姓名\t李小红\t性别", ("李小红",)),
    ("法定代表人（负责人）：欧阳修文", ("欧阳修文",)),
    ("联系人：__王五__", ("王五",)),
    ("联系人 王五，电话", ("王五",)),
    ("姓名\t性别\t", ()),
    ("姓名：____", ()),
    ("联系人\t方式", ()),
    ("申请人（签名）：\t高级工程师", ()),
    ("负责人\t任职时间", ()),
    ("姓名：张某", ()),
    ("姓名：李××", ()),
    ("申请人：江苏某公司", ()),
    ("经办人\t许可证号", ()),
    ("联系人电话", ()),
    ("曾用姓名张三", ()),
]


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_a_filled_in_name_stands_behind_its_label(text: str, names: tuple[str, ...]) -> None:
    assert find_filled_names(text) == names


BLANK = "低保申请表\n姓名\t\t性别\t\n电话：____"
FILLED = [
    (BLANK, 1.0, (), True),
    ("低保申请表\n姓名：性别：电话：", 0.54, ("性别电话",), False),
    ("低保申请表（样表）\n姓名\t\t性别\t\n电话：__", 0.86, (), True),
    ("低保申请表\n姓名\t张三\t性别\t男\n电话：138", 0.8, ("张三", "男", "138"), False),
    ("低保申请表\n姓名\t张三\t性别\t\n电话：____", 0.92, ("张三",), False),
    ("低保申请表\n姓名\t\t性别\t\n电话：____\n☑是", 0.92, ("☑是",), False),
]


@pytest.mark.parametrize(("sample", "alike", "values", "open_slots"), FILLED)
def test_a_sample_is_compared_with_its_blank(
    sample: str, alike: float, values: tuple[str, ...], open_slots: bool
) -> None:
    found = compared(BLANK, sample)
    assert (round(found.alike, 2), found.values, found.open_slots) == (alike, values, open_slots)


LINES = "取水许可申请表\n申请人：________\n住址：________\n电话________\n审批意见：\n"


@pytest.mark.parametrize(
    ("sample", "filled"),
    [
        ("取水许可申请表\n申请人：__张三__\n住址：__华容__\n电话__4221234__\n审批意见：\n", 3),
        ("取水许可申请表\n申请人：\n张三\n住址：\n华容\n电话____\n审批意见：\n", 2),
        ("取水许可申请表\n申请人：____\n住址：____\n电话____\n须经村里同意\n审批意见：同意", 2),
        ("取水许可申请表\n申请人：____\n住址：____\n电话____\n审批意见：\n事由：打井 ☑新办", 1),
        ("取水许可申请表\n请用黑色笔\n申请人：\n住址：__\n电话__\n审批意见：\n", 0),
        ("取水许可申请表\n申请人：__\n住址：__\n电话__\n审批意见：\n填写说明：逐项填写", 0),
    ],
)
def test_words_on_how_to_fill_in_are_no_values_and_values_at_a_slot_are(sample: str, filled: int) -> None:
    assert len(compared(LINES, sample).filled()) == filled


def test_other_line_breaks_do_not_make_another_text() -> None:
    assert compared("甲乙\n丙丁", "甲\n乙丙 丁").alike == 1.0


def test_two_texts_of_nothing_are_alike() -> None:
    assert compared("____", "\n□").alike == 1.0


TITLES = [
    ("食品经营许可申请书", "食品经营许可.docx", True),
    ("申请表", "食品经营许可申请书.docx", True),
    ("申请表", "不动产登记表.docx", True),
    ("申请表", "测试.docx", False),
    ("申请表", "党员发展对象登记册", False),
    ("身份证（原件1份）", "身份证样本", True),
    ("低保申请表", "不动产登记表", False),
    ("登记表一", "旧版登记表.doc", True),
    ("取水许可申请书", "申请表.docx", True),
    ("低保申请表", "最低生活保障申请审批表", True),
    ("公共租赁住房申请表", "公租房申请表.docx", True),
    ("取水许可申请书", "最低生活保障申请表", False),
    ("企业设立登记申请书", "公司登记（备案）申请书.docx", True),
    ("税务登记表", "纳税人登记.doc", True),
    ("ID card", "测试.docx", True),
]


@pytest.mark.parametrize(("name", "title", "expected"), TITLES)
def test_a_title_shares_a_word_with_the_material(name: str, title: str, expected: bool) -> None:
    assert shares_a_word(name, title) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("表格/e472b8d6-6512.docx", True),
        ("附件1.docx", True),
        ("空白表格.pdf", True),
        ("样表二.jpg", True),
        ("sqb.docx", True),
        ("测试.docx", False),
        ("申请表.docx", False),
        ("表格\\申请.docx", False),
    ],
)
def test_some_file_names_say_nothing(name: str, expected: bool) -> None:
    assert is_uninformative(name) is expected
