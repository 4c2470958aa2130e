"""Steps: which count, how times add up, disproportionate shares, missing stages."""

from __future__ import annotations

from typing import Any

import pytest

from guidelint.checks.base import Settings
from guidelint.checks.process.proxy import ProxyConflict
from guidelint.checks.process.stages import CoreStages, stated
from guidelint.checks.process.step_times import is_counted
from guidelint.checks.process.steps import StepFields, StepShare, StepSum
from guidelint.checks.process.steps_told import InspectionTime

STAGES = ("受理", "审查", "决定", "送达")


def steps(*pairs: str) -> list[dict[str, str]]:
    """Steps written as 受理:1个工作日."""
    return [dict(zip(("name", "limit"), pair.split(":"), strict=True)) for pair in pairs]


@pytest.mark.parametrize(
    ("step", "counted"),
    [
        ({"name": "审查", "limit": "3个工作日"}, True),
        ({"name": "审查", "counted": "是"}, True),
        ({"name": "审查", "counted": "否"}, False),
        ({"name": "公示", "limit_note": "不计入承诺时限"}, False),
        ({"name": "公示", "limit_note": "不计入"}, False),
        ({"name": "公示（不包含在承诺办结时限内）"}, False),
        ({"name": "送达", "content": "不属于市级承诺时间范围"}, False),
        ({"name": "审查", "content": "不列入失信名单"}, True),
        ({"name": "专家评审"}, False),
        ({"name": "听证"}, False),
        ({"name": "检测"}, False),
        ({"name": "现场检查"}, True),
        ({"name": "规划审查", "content": "与其他部门并联审批"}, False),
        ({"name": "材料审查（与现场核查同步）"}, False),
        ({"name": "现场核查", "limit": "2个工作日（与审查并行）"}, False),
        ({"name": "公示", "limit": "5个工作日，另计"}, False),
        ({"name": "审查", "content": "另计算面积"}, True),
        ({"name": "公示", "content": "公示期除外"}, False),
        ({"name": "审查", "content": "公示期除外"}, True),
        ({"name": "送达", "limit": "10日", "content": "自作出决定之日起10日内送达"}, False),
    ],
)
def test_a_step_counts_unless_it_says_no_or_the_law_does(step: dict[str, str], counted: bool) -> None:
    assert is_counted(step) is counted


@pytest.mark.parametrize(
    ("promise", "times", "total"),
    [
        ("5个工作日", ("受理:1个工作日", "审查:5个工作日"), "6个工作日"),
        ("5个工作日", ("受理:1个工作日", "审查:4个工作日"), None),
        ("5", ("受理:1", "审查:5"), "6个工作日"),
        ("0.3个工作日", ("受理:0.1个工作日", "审查:0.2个工作日"), None),
        ("1个工作日", ("受理:4小时", "审查:5小时"), "1.125个工作日"),
        ("2个工作日", ("受理:24小时", "审查:48小时"), "3个工作日"),
        ("9个工作日", ("受理:5个工作日", "审查:自受理之日起9个工作日", "决定:1个工作日"), "10个工作日"),
        ("5天", ("受理:2天", "审查:4自然日"), "6天"),
        ("5天", ("受理:2个工作日", "审查:4个工作日"), None),
        ("5个工作日", ("受理:6个工作日", "公告:30天"), "6个工作日加30天"),
        ("1个月", ("受理:1个月", "审查:1个月"), "2个月"),
        ("即办", ("受理:5分钟", "审查:10分钟"), None),
        ("即办", ("受理:1个工作日", "审查:1个工作日"), "2个工作日"),
        ("5个工作日", ("受理:当场", "审查:5个工作日"), None),
        ("无", ("受理:9个工作日",), None),
        ("尽快", ("受理:9个工作日",), None),
    ],
)
def test_the_sum_of_the_steps_is_held_against_the_promise(
    promise: str, times: tuple[str, ...], total: str | None
) -> None:
    record: dict[str, Any] = {"promised_limit": promise, "steps": steps(*times)}
    seen = StepSum().build(Settings())(record["steps"], record, record)
    assert (seen or None) == (None if total is None else [(None, {"sum": total, "promise": promise})])


@pytest.mark.parametrize(
    ("promise", "times", "numbers"),
    [
        ("10个工作日", ("受理:8个工作日", "审查:1个工作日", "决定:1个工作日"), [0]),
        ("10个工作日", ("受理:9个工作日", "审查:0", "决定:1个工作日"), [0, 1]),
        ("10个工作日", ("受理:1个工作日", "审查:11个工作日", "决定:1个工作日"), []),
        ("10个工作日", ("受理:1个工作日", "专家评审:9个工作日", "审查:1个工作日", "决定:1个工作日"), []),
        ("10个工作日", ("受理:1个工作日", "初审:0", "复审:3个工作日", "决定:1个工作日"), []),
        ("10个工作日", ("受理:1个工作日", "初审:当场", "复审:0", "决定:1个工作日"), [1]),
        ("40天", ("受理:6天", "审查:20天", "决定:1天"), []),
        ("30天", ("受理:1天", "审查:28天", "决定:1天"), [1]),
        ("6个月", ("受理:1个月", "审查:5个月", "决定:1个月"), []),
        ("无", ("受理:1个工作日", "审查:5个工作日", "决定:1个工作日"), []),
        ("20个工作日", ("受理审查:6个工作日", "决定:1个工作日", "送达:1个工作日"), []),
    ],
)
def test_steps_out_of_proportion_are_found(promise: str, times: tuple[str, ...], numbers: list[int]) -> None:
    record: dict[str, Any] = {"promised_limit": promise, "steps": steps(*times)}
    check = StepShare(at_most=0.8, acceptance=5, promise_from=5, steps_from=3)
    seen = check.build(Settings())(record["steps"], record, record) or []
    assert [path for path, _ in seen] == [("$", "steps", number, "limit") for number in numbers]


@pytest.mark.parametrize(
    ("step", "path"),
    [
        ({"name": "受理", "limit": "1个工作日"}, None),
        ({"name": "受理", "limit": "当场"}, None),
        ({"name": "受理", "limit_note": "即时"}, None),
        ({"name": "受理（1个工作日）"}, None),
        ({"name": "窗口受理", "limit": "1个工作日"}, None),
        ({"name": "申请受理"}, "limit"),
        ({"name": "送达"}, "limit"),
        ({"name": "送达", "limit": "/"}, "limit"),
        ({"name": "送达", "limit": "个工作日"}, "limit"),
        ({"limit": "1个工作日"}, "name"),
        ({}, "name"),
    ],
)
def test_a_step_lacks_its_name_or_its_time(step: dict[str, str], path: str | None) -> None:
    seen = StepFields().build(Settings())(step, step, {})
    assert seen == (None if path is None else [((path,), {})])


@pytest.mark.parametrize("step", [{"name": "提交申请"}, {"name": "申报"}, {"name": "公示", "counted": "否"}])
def test_of_a_step_that_needs_no_time_none_is_asked(step: dict[str, str]) -> None:
    assert StepFields().build(Settings())(step, step, {}) == ()


@pytest.mark.parametrize(
    ("record", "seen"),
    [
        ({"process": "收件→核查→审批→发证"}, None),
        ({"process": "收取资料—评残—领导签字—下发批文—归档"}, None),
        ({"process": "受理→签订协议→核发→核准→送达"}, [(("$", "process"), {"absent": "审查"})]),
        ({"process": "受理→审批→发证"}, [(("$", "process"), {"absent": "审查"})]),
        ({"process": "受理→审核→出具证明"}, None),
        ({"process": "受理→审核→批准→制发"}, None),
        ({"process": "申请→盖章"}, [(("$", "process"), {"absent": "受理、审查、决定、送达"})]),
        ({"steps": [{"name": "受理"}, {"name": "评估"}, {"name": "同意"}, {"name": "交付申请人"}]}, None),
        ({"process": "申请→勘验→核准→颁发证书"}, [(("$", "process"), {"absent": "受理"})]),
        ({"steps": [{"name": "受理"}], "process": "审查→决定→送达"}, None),
        (
            {"steps": [{"name": "第一步", "content": "受理、审查"}, {"name": "办结"}]},
            [(("$", "steps"), {"absent": "送达"})],
        ),
        ({"process": "见流程图"}, ()),
        ({"process": "待定"}, ()),
        ({}, ()),
    ],
)
def test_process_and_steps_together_tell_of_the_stages(record: dict[str, Any], seen: Any) -> None:
    assert CoreStages(stages=STAGES).build(Settings())(record, record, record) == seen


@pytest.mark.parametrize(
    ("special", "name", "total"),
    [
        ("现场勘查", "勘查", None),
        ("公示、听证", "批前公示", None),
        ("考试", "审查", "6个工作日"),
        ("无", "审查", "6个工作日"),
    ],
)
def test_a_special_procedure_is_no_step_of_the_sum(special: str, name: str, total: str | None) -> None:
    record: dict[str, Any] = {
        "promised_limit": "3个工作日",
        "special_procedures": [{"name": special}],
        "steps": steps(f"{name}:5个工作日", "决定:1个工作日"),
    }
    seen = StepSum().build(Settings())(record["steps"], record, record)
    assert (seen or None) == (None if total is None else [(None, {"sum": total, "promise": "3个工作日"})])


def test_an_unknown_stage_is_a_mistake() -> None:
    assert CoreStages(stages=("受理", "归档")).mistakes() == [
        ("stages", "no stage '归档'; known: 受理, 审查, 决定, 送达")
    ]


@pytest.mark.parametrize(
    ("process", "text"),
    [
        ("见附图", ""),
        ("（详见流程图）", ""),
        ("办理流程图：", ""),
        ("办理流程图.pdf", ""),
        ("[图片]", ""),
        ("办理流程图", ""),
        ("https://zwfw.example.gov.cn/a.png", ""),
        ("待补充", ""),
        (None, ""),
        ("如材料不齐，退回补正", "如材料不齐，退回补正"),
        ("受理→审查", "受理→审查"),
    ],
)
def test_a_process_that_only_points_elsewhere_states_nothing(process: str | None, text: str) -> None:
    assert stated(process) == text


@pytest.mark.parametrize(
    ("record", "found"),
    [
        ({"promised_limit": "即办", "process": "受理→上门检查→发证"}, "上门检查"),
        ({"promised_limit": "1个工作日", "process": "受理→入户调查→发证"}, "入户调查"),
        ({"promised_limit": "1个工作日", "steps": [{"name": "踏勘", "counted": "否"}]}, None),
        (
            {"promised_limit": "1个工作日", "promised_limit_note": "勘验时间不计入", "process": "受理→勘验"},
            None,
        ),
        ({"promised_limit": "1个月", "process": "受理→勘验"}, None),
        ({"promised_limit": "即办", "process": "申请前由乡镇踏勘；受理→发证"}, None),
        ({"promised_limit": "即办", "process": "无需专家评审→现场勘验→发证"}, "现场勘验"),
        ({"process": "受理→勘验"}, None),
    ],
)
def test_an_inspection_needs_time(record: dict[str, Any], found: str | None) -> None:
    seen = InspectionTime(at_least=2).build(Settings())("", record, record)
    assert (seen or None) == (None if found is None else [(None, {"found": found})])


@pytest.mark.parametrize(
    ("record", "path"),
    [
        ({"visit_reason": "须本人到场", "process": "可代办"}, "process"),
        ({"visit_reason": "须本人到场，可以委托他人代为领取"}, "visit_reason"),
        ({"conditions": "应由本人亲自办理", "process": "允许代理"}, "process"),
        ({"visit_reason": "须本人到场，因病不能到场的可以委托办理"}, None),
        ({"visit_reason": "自然人须本人到场；法人可以委托工作人员代办"}, None),
        ({"visit_reason": "须本人到场；申请人可以委托他人代办"}, "visit_reason"),
        ({"visit_reason": "须本人到场，不可代办"}, None),
        ({"process": "可以代办"}, None),
        ({"conditions": "须本人到场采集指纹", "process": "不满十六周岁的→可以由监护人代为申请"}, None),
        ({"conditions": "须本人到场；可以由监护人代为申请"}, None),
        ({"conditions": "应当亲自到场；可由他人代为办理"}, "conditions"),
        ({"conditions": "本人亲自到场采集照片。委托他人办理亦可"}, "conditions"),
    ],
)
def test_in_person_and_by_agent_are_told_apart(record: dict[str, Any], path: str | None) -> None:
    seen = ProxyConflict().build(Settings())(record, record, record)
    assert (seen[0][0] if seen else None) == ((path,) if path else None)


def test_minutes_are_added_up_as_hours() -> None:
    record: dict[str, Any] = {"promised_limit": "0.5个工作日", "steps": steps("受理:15分钟", "审查:30分钟")}
    seen = StepSum(against="under").build(Settings())(record["steps"], record, record)
    assert seen == [(None, {"sum": "0.75小时", "promise": "0.5个工作日"})]
