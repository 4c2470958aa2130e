"""Visits and depth: parsing of counts, channels without a visit, reasons for going to a counter."""

from __future__ import annotations

from typing import Any

import pytest

from guidelint.checks.base import Settings
from guidelint.checks.depth.levels import CounterOnly
from guidelint.checks.depth.visits import ZeroVisitChannel
from guidelint.checks.matters import InstantMatter, SpecialMatter
from guidelint.values.visits import visit_count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("0", 0),
        ("0次", 0),
        ("零次", 0),
        ("零跑腿", 0),
        ("0跑动", 0),
        ("无需到现场", 0),
        ("不用跑", 0),
        ("1", 1),
        ("1.0", 1),
        ("一次", 1),
        ("1次（领证）", 1),
        ("最多跑一次", 1),
        ("不超过1次", 1),
        ("只需跑1次", 1),
        ("两次", 2),
        ("99", 99),
        ("", None),
        ("无", None),
        ("若干次", None),
        ("视情况", None),
        ("1-2次", 2),
        ("0至1次", 1),
        ("2次以上", 2),
        ("至少两次", 2),
        ("多次", 2),
        ("3次，考试、体检、领证", 3),
        ("1次，特殊情况2次", None),
    ],
)
def test_a_number_of_visits_is_read(text: str, count: int | None) -> None:
    assert visit_count(text) == count


@pytest.mark.parametrize(
    ("record", "spoken"),
    [
        ({"online": "否", "channels": ["窗口办理"]}, True),
        ({"online": "否"}, True),
        ({"channels": ["窗口办理", "自助终端"]}, True),
        ({}, False),
        ({"online": "是"}, False),
        ({"online": "否", "mobile": "是"}, False),
        ({"online": "否", "express": "是"}, False),
        ({"online": "否", "online_depth": "三级"}, False),
        ({"online": "否", "online_depth": "二级"}, True),
        ({"online": "否", "channels": ["窗口办理", "网上办理"]}, False),
        ({"online": "否", "channels": ["快递申请"]}, False),
        ({"online": "否", "channels": ["上门服务"]}, False),
        ({"online": "否", "channels": ["ＡＰＰ"]}, False),
        ({"online": "否", "name": "老年人补贴（免申即享）"}, False),
    ],
)
def test_nobody_comes_only_where_a_channel_from_afar_is_open(record: dict[str, Any], spoken: bool) -> None:
    test = ZeroVisitChannel().build(Settings())
    assert bool(test("0次", record, record)) is spoken


def test_other_numbers_of_visits_ask_for_no_channel() -> None:
    test = ZeroVisitChannel().build(Settings())
    assert [test(text, {}, {"online": "否"}) for text in ("1次", "无", None)] == [(), (), ()]


@pytest.mark.parametrize(
    ("process", "found"),
    [
        ("申请人携带原件到窗口递交→受理", "携带原件到窗口"),
        ("申请人到县政务服务中心一楼窗口提交材料", "到县政务服务中心一楼窗口提交"),
        ("前往办事大厅提出申请", "前往办事大厅提出申请"),
        ("现场递交材料", "现场递交"),
        ("受理；当面提交材料", "当面提交"),
        ("无需到窗口提交材料", None),
        ("申请人不用到现场提交", None),
        ("到窗口领取证照", None),
        ("受理→审查→决定→送达", None),
        ("网上预约后到窗口提交材料", "到窗口提交"),
        ("线上提交，或者到窗口提交", None),
        ("到窗口提交或邮寄材料", None),
        ("登录湘易办ＡＰＰ申请，携带原件到窗口", None),
        ("申请人前往县政务中心三楼窗口办理", "前往县政务中心三楼窗口办理"),
        ("持身份证原件至经办机构柜台办理", "至经办机构柜台办理"),
        ("到县行政审批局提交纸质材料", "到县行政审批局提交纸质材料"),
        ("到户籍地派出所办理", "到户籍地派出所办理"),
        ("申请人可在粤省事提交，或到窗口提交申请", None),
        ("到窗口提交申请，也可在网厅提交", None),
        ("材料推送至审批局办理", None),
        ("初审后报送至市局提交材料", None),
        ("到窗口办理领证", None),
        ("携带身份证原件到窗口领取结果", None),
        ("申请人将材料交至窗口", "交至窗口"),
        ("窗口将材料转交至审批窗口", None),
    ],
)
def test_a_process_that_leads_to_the_counter_alone_is_found(process: str, found: str | None) -> None:
    record = {"process": process}
    seen = CounterOnly().build(Settings())(record, record, record)
    assert seen == (None if found is None else [(("process",), {"found": found})])


def test_a_way_on_line_in_the_steps_opens_the_process() -> None:
    record = {"process": "到窗口提交材料", "steps": [{"name": "网上申请"}]}
    assert CounterOnly().build(Settings())(record, record, record) is None


@pytest.mark.parametrize(
    ("record", "holds"),
    [
        ({"handling_type": "即办件"}, True),
        ({"handling_type": "承诺件", "promised_limit": "即办"}, False),
        ({"promised_limit": "即办"}, True),
        ({"promised_limit": "1个工作日"}, False),
        ({}, False),
    ],
)
def test_an_instant_matter_says_so_by_type_or_else_by_promise(record: dict[str, Any], holds: bool) -> None:
    assert (InstantMatter().build(Settings())(None, record, record) is None) is holds


@pytest.mark.parametrize(
    ("record", "holds"),
    [
        ({"name": "结婚登记"}, True),
        ({"name": " 结婚登记 "}, True),
        ({"item_code": "A1"}, True),
        ({"code": "A1"}, True),
        ({"local_code": "A1"}, True),
        ({"name": "结婚登记证明"}, False),
        ({}, False),
    ],
)
def test_a_special_matter_is_known_by_name_or_code(record: dict[str, Any], holds: bool) -> None:
    test = SpecialMatter().build(Settings(special_matters=("结婚登记", "A1")))
    assert (test(None, record, record) is None) is holds


def test_without_a_list_no_matter_is_special() -> None:
    assert SpecialMatter().build(Settings())(None, {}, {}) == [(None, {})]
