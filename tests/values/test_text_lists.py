"""A text with several values is split at a clerk's separators, and not within brackets."""

import pytest

from guidelint.values.text.text_lists import split_texts


@pytest.mark.parametrize(
    ("raw", "texts"),
    [
        ("窗口领取；邮寄送达", ["窗口领取", "邮寄送达"]),
        (
            "窗口领取（凭身份证、受理单）；邮寄（EMS，到付）",
            ["窗口领取（凭身份证、受理单）", "邮寄（EMS，到付）"],
        ),
        ("检测（依据《规定》第十二条；费用自理）", ["检测（依据《规定》第十二条；费用自理）"]),
        ("检测（甲类（一、二级）、乙类）、评估", ["检测（甲类（一、二级）、乙类）", "评估"]),
        ("（一)自取、邮寄（到付", ["（一)自取", "邮寄（到付"]),
        ("、 、", []),
        ("（一）油库、气库；\n（二）矿区，旅游景点", ["（一）油库、气库", "（二）矿区，旅游景点"]),
        ("下列人员：\n夫妻，一方为本省户籍", ["下列人员：", "夫妻，一方为本省户籍"]),
        ("自然人、\n企业法人、事业法人", ["自然人", "企业法人", "事业法人"]),
    ],
)
def test_texts_are_parted_outside_brackets(raw, texts):
    assert split_texts(raw) == texts


def test_other_separators_are_those_alone():
    assert split_texts("甲、乙/丙(一/二)", "/") == ["甲、乙", "丙(一/二)"]
