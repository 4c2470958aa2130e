"""Two limits in one text."""

from __future__ import annotations

import pytest

from guidelint.values.time.both_limits import limits_in, may_promise


@pytest.mark.parametrize(
    ("text", "statutory", "promised"),
    [
        ("法定20个工作日，承诺5个工作日", "20个工作日", "5个工作日"),
        ("承诺办结时限：即办\n法定办结时限：20个工作日（不含公示）", "20个工作日（不含公示）", "即办"),
        ("自受理之日起，法定时限为30日；承诺时限为当场办结。", "30日", "当场办结"),
        ("承诺5个工作日", None, "5个工作日"),
        ("5个工作日", None, None),
        ("5个工作日（法定20个工作日）", None, None),
        ("法定20个工作日，法定延长10个工作日", None, None),
        ("法定时限，承诺5个工作日", None, None),
        ("法定时限：无；承诺时限：5个工作日", "无", "5个工作日"),
        ("法定：无；承诺：无", None, None),
        ("符合法定条件的，15个工作日内决定", None, None),
        ("5个工作日（法定节假日除外）", None, None),
    ],
)
def test_limits_by_name(text: str, statutory: str | None, promised: str | None) -> None:
    found = limits_in(text)
    assert (found.get("statutory_limit"), found.get("promised_limit")) == (statutory, promised)


@pytest.mark.parametrize(
    ("text", "promise"),
    [
        ("5个工作日", True),
        ("5个工作日（法定节假日除外）", True),
        ("符合法定条件的，15个工作日内决定", True),
        ("5个工作日（法定20个工作日）", True),
        ("5个工作日（承诺），法定20个工作日", True),
        ("20个工作日（法定），承诺5个工作日", False),
        ("法定20个工作日，法定延长10个工作日", False),
    ],
)
def test_a_text_may_begin_with_the_promise(text: str, promise: bool) -> None:
    assert may_promise(text) is promise
