"""Time limits: number, unit, vagueness; and statements that there is no limit."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidelint.values.time.duration import (
    Duration,
    absent_limit,
    days,
    numbers_of_days,
    parse_duration,
    same_unit,
)


def plain(value, unit=""):
    return Duration(value, unit, False, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20个工作日", plain(20, "工作日")),
        ("20 工作日", plain(20, "工作日")),
        ("3 个 工作日", plain(3, "工作日")),
        ("１０个工作日", plain(10, "工作日")),
        ("二十个工作日", plain(20, "工作日")),
        ("十五个工作天", plain(15, "工作日")),
        ("1.5个工作日", plain(1.5, "工作日")),
        ("20个法定工作日", plain(20, "工作日")),
        ("5(工作日)", plain(5, "工作日")),
        ("5日（工作日）", plain(5, "工作日")),
        ("30日内（自然日）", plain(30, "自然日")),
        ("25个工作日（不含公示时间）", plain(25, "工作日")),
        ("自受理之日起10个工作日内", plain(10, "工作日")),
        ("45工作日内", plain(45, "工作日")),
        ("20个工作日；可延长10个工作日", plain(20, "工作日")),
        ("不超过20个工作日", plain(20, "工作日")),
        ("1-3个工作日", plain(3, "工作日")),
        ("3至5个工作日", plain(5, "工作日")),
        ("3～5个工作日", plain(5, "工作日")),
        ("15个自然日", plain(15, "自然日")),
        ("15个日历天", plain(15, "自然日")),
        ("六十日", plain(60, "天")),
        ("20天", plain(20, "天")),
        ("60日内", plain(60, "天")),
        ("1个月", plain(1, "月")),
        ("3月", plain(3, "月")),
        ("三个月内", plain(3, "月")),
        ("半个月", plain(0.5, "月")),
        ("1年内", plain(1, "年")),
        ("十年", plain(10, "年")),
        ("2周", plain(2, "周")),
        ("1个星期", plain(1, "周")),
        ("2小时", plain(2, "小时")),
        ("半小时", plain(0.5, "小时")),
        ("30分钟", plain(0.5, "小时")),
        ("5", plain(5)),
        ("20个", plain(20)),
        ("0.5", plain(0.5)),
        ("999", plain(999)),
        ("5（不含公示10个工作日）", plain(5)),
        ("5个工作日（节假日除外）", plain(5, "工作日")),
        ("一年六个月", plain(1, "年")),
        ("一个半月", plain(1.5, "月")),
        ("两个半小时", plain(2.5, "小时")),
        ("一年半内", plain(1.5, "年")),
        ("20（个工作日）", plain(20, "工作日")),
        ("5（单位：工作日）", plain(5, "工作日")),
        ("5+15个工作日", plain(20, "工作日")),
        ("5个工作日＋15个工作日", plain(20, "工作日")),
        ("10个工作日+1个月", plain(10, "工作日")),
        ("初审10个工作日，复审20个工作日（共30个工作日）", plain(30, "工作日")),
        ("自受理之日起20个工作日内审批，送达10个工作日", plain(20, "工作日")),
        ("15个工作日（其中公示5个工作日）", plain(15, "工作日")),
    ],
)
def test_a_limit_is_read_as_number_and_unit(text, expected):
    assert parse_duration(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "无",
        "- 工作日",
        "待定",
        "工作日",
        "-1",
        "-1个工作日",
        "",
        "/",
        "三四天",
        "第5日",
        "五周年",
        "周一至周五",
        "7月1日",
        "2021年",
        "二〇二一年",
        "2021年11月4日",
        "3月份",
        "无法当场办结",
        "非即办件",
        "受理当日起",
        "预约办理",
        "约定时间",
        "一般程序",
        "三四",
        "见办事指南",
        "县级初审10个工作日，市级审批20个工作日",
        "受理：5个工作日；审查：20个工作日",
        "法定20个工作日，承诺5个工作日",
    ],
)
def test_what_is_no_limit_is_none(text):
    assert parse_duration(text) is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("即办", ""),
        ("即办件", ""),
        ("当场办结", ""),
        ("即时办结", ""),
        ("当日办结", ""),
        ("当天办结", ""),
        ("立等可取", ""),
        ("现场办结", ""),
        ("随办随结", ""),
        ("0", ""),
        ("0.0", ""),
        ("零", ""),
        ("0个工作日", "工作日"),
        ("0工作日", "工作日"),
    ],
)
def test_what_is_done_at_once_counts_as_nothing(text, unit):
    assert parse_duration(text) == Duration(0.0, unit, True, None)


@pytest.mark.parametrize(
    "text", ["1个工作日（即办）", "即办（1个工作日）", "当场或者1个工作日", "即时，最长1个工作日内"]
)
def test_a_positive_number_outweighs_instant_words(text):
    assert parse_duration(text) == plain(1, "工作日")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("约10个工作日", Duration(10, "工作日", False, "约")),
        ("大约10天", Duration(10, "天", False, "大约")),
        ("约需十个工作日", Duration(10, "工作日", False, "约")),
        ("10个工作日左右", Duration(10, "工作日", False, "左右")),
        ("原则上不超过5个工作日", Duration(5, "工作日", False, "原则上")),
        ("一般20个工作日", Duration(20, "工作日", False, "一般")),
        ("一般情况下20个工作日", Duration(20, "工作日", False, "一般")),
        ("20个工作日，必要时延长10个工作日", Duration(20, "工作日", False, "必要时")),
        ("尽快", Duration(0, "", False, "尽快")),
        ("尽快办理", Duration(0, "", False, "尽快")),
        ("视情况而定", Duration(0, "", False, "视情况")),
        ("视案件情况确定", Duration(0, "", False, "视案件情况")),
        ("酌情", Duration(0, "", False, "酌情")),
        ("近期", Duration(0, "", False, "近期")),
        ("若干工作日", Duration(0, "", False, "若干")),
        ("几个工作日", Duration(0, "", False, "几个")),
        ("数日", Duration(0, "", False, "数")),
        ("约5", Duration(5, "", False, "约")),
        ("力争5个工作日内办结", Duration(5, "工作日", False, "力争")),
        ("5至10个工作日不等", Duration(10, "工作日", False, "不等")),
        ("10余个工作日", Duration(0, "", False, "余")),
        ("初审5个工作日，复审10个工作日，视情况延长", Duration(0, "", False, "视情况")),
        ("5左右", Duration(5, "", False, "左右")),
        ("尽快当场办结", Duration(0, "", True, "尽快")),
    ],
)
def test_a_vague_word_is_told(text, expected):
    assert parse_duration(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "预约10个工作日",
        "合约5个工作日",
        "一般程序20个工作日",
        "一般纳税人20个工作日",
        "约定10个工作日",
        "最近3个月",
    ],
)
def test_a_word_that_only_contains_a_vague_one_is_not_vague(text):
    assert parse_duration(text).vague is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("无", True),
        ("无。", True),
        ("不限", True),
        ("无法定时限", True),
        ("无法定办结时限", True),
        ("无法定期限", True),
        ("没有法定时限", True),
        ("未规定法定时限", True),
        ("法律法规未规定", True),
        ("法律、法规、规章没有规定", True),
        ("法律法规无明确规定", True),
        ("法律未规定办理时限", True),
        ("无明确时限", True),
        ("法定时限：无", True),
        ("没有规定", True),
        ("无法定时限，承诺5个工作日", True),
        ("0", True),
        ("0工作日", True),
        ("0个工作日", True),
        ("零", True),
        ("即办", False),
        ("当场", False),
        ("20", False),
        ("20个工作日", False),
        ("20个工作日（无其他限制）", False),
        ("20个工作日，无时间限制", False),
        ("无法按时", False),
        ("暂无", False),
        ("尽快", False),
        ("", False),
    ],
)
def test_only_a_stated_absence_is_one(text, expected):
    assert absent_limit(text) is expected


@pytest.mark.parametrize(
    ("duration", "expected"),
    [
        (plain(20, "工作日"), 20),
        (plain(20), 20),
        (plain(2, "小时"), 0.25),
        (plain(10, "小时"), 1),
        (plain(24, "小时"), 1),
        (plain(72, "小时"), 3),
        (Duration(0, "", True, None), 0),
        (Duration(0, "自然日", True, None), 0),
        (plain(20, "天"), None),
        (plain(20, "自然日"), None),
        (plain(1, "月"), None),
        (plain(1, "年"), None),
        (plain(1, "周"), None),
        (Duration(0, "", False, "尽快"), None),
    ],
)
def test_only_working_days_are_compared(duration, expected):
    assert days(duration) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("工作日", "", True),
        ("天", "自然日", True),
        ("月", "月", True),
        ("小时", "小时", True),
        ("工作日", "天", False),
        ("", "自然日", False),
        ("月", "工作日", False),
        ("周", "天", False),
    ],
)
def test_units_are_alike_only_when_they_count_the_same(first, second, expected):
    assert (same_unit(first, second), same_unit(second, first)) == (expected, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("受理5日，审查10个工作日，2021年起", (plain(5, "天"), plain(10, "工作日"))),
        ("20个工作日，延长10日，听证1个月", (plain(20, "工作日"), plain(10, "天"), plain(1, "月"))),
        ("60日内申请复议，六个月内起诉", (plain(60, "天"), plain(6, "月"))),
        ("三四天或5天", (plain(5, "天"),)),
        ("即办，0个工作日", (Duration(0, "工作日", True, None),)),
        ("三十个工作日内，每月5日除外", (plain(30, "工作日"),)),
        ("提交材料3份", ()),
    ],
)
def test_all_durations_of_a_text_come_in_order(text, expected):
    assert numbers_of_days(text) == expected


@settings(database=None, deadline=None)
@given(
    st.text(
        alphabet=st.one_of(st.characters(), st.sampled_from("0123456789一二半个工作日天月年周小时无约左右"))
    )
)
def test_no_text_makes_a_reader_of_durations_raise(text):
    duration = parse_duration(text)
    assert duration is None or (duration.value >= 0 and (duration.value == 0 or not duration.instant))
    assert absent_limit(text) in (True, False)
    assert all(found.unit for found in numbers_of_days(text))


@pytest.mark.parametrize("piece", ["(", "第", "0730-", "5日", "1", "一", "视", "约", "无法定", "个", " "])
def test_a_very_long_text_is_read_to_its_end(piece):
    text = (piece * 200_000)[:200_000]
    assert numbers_of_days(text) == ((plain(5, "天"),) * 100_000 if piece == "5日" else ())
    assert absent_limit(text) is False
    assert parse_duration(text) == (plain(5, "天") if piece == "5日" else None)
