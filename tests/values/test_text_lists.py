"""A text with several values is split at a clerk's separators, and not within brackets."""

import pytest

from guidelint.values.text_lists import split_texts


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
    ],
)
def test_texts_are_parted_outside_brackets(raw, texts):
    assert split_texts(raw) == texts


def test_other_separators_are_those_alone():
    assert split_texts("甲、乙/丙(一/二)", "/") == ["甲、乙", "丙(一/二)"]
