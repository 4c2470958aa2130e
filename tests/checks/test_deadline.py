"""Checks of time limits beyond the examples of their rules."""

from __future__ import annotations

import pytest

from guidelint.checks.base import ABSENT, Settings
from guidelint.checks.deadline.agreement import LimitHandling, LimitNote
from guidelint.checks.deadline.limit import Limit
from guidelint.checks.deadline.procedure import Correction, SpecialProcedure
from guidelint.checks.deadline.promise import LimitRatio, LimitsCompare
from guidelint.checks.legal.permit import PermitLimit

HERE = [(None, {})]
PERMIT_LAW = [{"title": "《中华人民共和国行政许可法》第四十二条"}]


def ask(check, value=None, **record):
    return check.build(Settings())(value, record, record)


def ratio(statutory, promised, **record):
    seen = ask(LimitRatio(at_most=0.6), statutory_limit=statutory, promised_limit=promised, **record)
    return seen[0][1]["ratio"] if seen else seen


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        " ",
        "无",
        "-",
        "—",
        "- 工作日",
        "工作日",
        "-1",
        "-1个工作日",
        "待定",
        "TBD",
        "没有",
        "无承诺时限",
    ],
)
def test_a_limit_that_says_nothing_is_not_stated(value):
    assert ask(Limit(demand="stated"), value) == HERE


@pytest.mark.parametrize("value", ["5", "0", "即办", "5个工作日", "按法定时限办理", "1-3个工作日"])
def test_a_limit_in_any_words_is_stated(value):
    assert ask(Limit(demand="stated"), value) is None


@pytest.mark.parametrize("value", ["无法定办结时限", "法律法规未规定", "不限", "即办", "20天"])
def test_a_sentence_about_the_statutory_limit_explains_itself(value):
    assert ask(Limit(demand="explained", fields=("statutory_limit",)), statutory_limit=value) is None


@pytest.mark.parametrize(
    ("value", "definite"),
    [
        ("根据实际情况确定", False),
        ("按规定时限办结", False),
        ("不定期", False),
        ("按批次办理", False),
        ("次日", True),
        ("四月底前办结", True),
        ("随到随批", True),
        ("系统自动审批", True),
        ("征兵期间", True),
        ("当面办理", True),
        ("按法定时限办理", True),
        ("无承诺时限", True),
        ("初审5个工作日，复审10个工作日", True),
        ("待定", True),
        ("", True),
    ],
)
def test_a_limit_tells_a_time(value, definite):
    assert (not ask(Limit(demand="definite"), value)) == definite


@pytest.mark.parametrize(
    ("step", "asked"),
    [({"name": "审查"}, True), ({"name": "审查", "counted": "否"}, False), ({"name": "提交申请"}, False)],
)
def test_only_a_step_that_counts_must_tell_a_time(step, asked):
    test = Limit(demand="definite").build(Settings())
    assert bool(test("根据实际情况确定", step, {"steps": [step]})) == asked


def test_a_note_that_says_nothing_explains_nothing():
    check = Limit(demand="explained", fields=("statutory_limit",))
    seen = ask(check, statutory_limit="0", statutory_limit_note="无", limit_exemption="/")
    assert seen == [(("statutory_limit",), {})]


@pytest.mark.parametrize(
    ("limit", "note", "answered"),
    [
        ("无", "法律法规未规定", True),
        ("无。", "按上级统一安排", True),
        ("无", None, False),
        ("", "法律法规未规定办结时限", True),
        ("-1", "无法定时限", True),
        ("", "节假日顺延", False),
    ],
)
def test_a_reason_answers_for_an_absent_limit(limit, note, answered):
    check = Limit(demand="explained", fields=("statutory_limit",))
    seen = ask(check, statutory_limit=limit, statutory_limit_note=note)
    assert seen == (None if answered else [(("statutory_limit",), {})])


@pytest.mark.parametrize("limit", ["即办", "0", "尽快", "20个工作日", "3个月", "按规定办理", "无", None])
def test_a_limit_that_counts_no_days_or_says_which_has_its_unit(limit):
    assert not ask(Limit(demand="unit"), limit)


@pytest.mark.parametrize("note", ["20个自然日", "自受理之日起二十个工作日内"])
def test_a_note_may_say_which_days_are_meant(note):
    check = Limit(demand="unit", fields=("statutory_limit",))
    assert ask(check, statutory_limit="20日", statutory_limit_note=note) is None


@pytest.mark.parametrize("note", ["20日", "公示5个工作日", ""])
def test_a_note_about_other_days_does_not_say_which_are_meant(note):
    check = Limit(demand="unit", fields=("statutory_limit",))
    seen = ask(check, statutory_limit="20日", statutory_limit_note=note)
    assert seen == [(("statutory_limit",), {"found": "20日"})]


@pytest.mark.parametrize(
    "value", ["20个工作日", "10个工作日（听证、评审时间视情况另行告知）", "预约当日办结", "", None]
)
def test_a_limit_without_vague_words_is_definite(value):
    assert not ask(Limit(demand="definite"), value)


def test_a_vague_word_alone_in_brackets_blurs_the_limit():
    seen = ask(Limit(demand="definite"), " 20个工作日（原则上） ")
    assert seen[0][1]["fault"] == "用了模糊的词“原则上”"


@pytest.mark.parametrize(
    ("handling", "promise", "suits"),
    [
        ("即办件", "0.5个工作日", True),
        ("即办件", "8小时", True),
        ("即办件", "24小时", True),
        ("即办件", "25小时", False),
        ("即办件", "1天", True),
        ("即办件", "2天", False),
        ("即办件", "1周", False),
        ("即办件", "当日办结", True),
        ("承诺件", "1个工作日", True),
        ("承诺件", "当场办结", False),
        ("承诺件", "资料齐全的当场办结，否则5个工作日", True),
        ("转报件", "即办", True),
        ("即办件", "无", True),
    ],
)
def test_handling_and_promise_agree(handling, promise, suits):
    assert (not ask(LimitHandling(), promise, handling_type=handling)) == suits


@pytest.mark.parametrize(
    "note",
    [
        "自受理之日起5日内作出决定",
        "法定20个工作日，承诺5个工作日",
        "折合10个工作日",
        "法定时限20个工作日",
        "现场核查10个工作日不计入承诺时限",
        "受理1个工作日，审查3个工作日，决定1个工作日",
        "收件1个工作日；审核3个工作日；办结1个工作日",
        "申请人应在30日内提交材料",
        "情况复杂的，经批准延长10个工作日",
        "公示7日",
        "自受理之日起1个月内",
        "10个工作日或者15个工作日",
        "",
        None,
    ],
)
def test_a_note_that_tells_of_parts_does_not_contradict(note):
    assert (
        ask(LimitNote(fields=("promised_limit",)), promised_limit="5个工作日", promised_limit_note=note)
        is None
    )


@pytest.mark.parametrize(
    ("limit", "note", "noted"),
    [
        ("5个工作日", "承诺10个工作日内办结", "10个工作日"),
        ("5个工作日", "自受理之日起7日内作出决定，专家评审15日不计入", "7日"),
        ("5", "3个工作日", "3个工作日"),
        ("1个月", "2个月内", "2个月"),
    ],
)
def test_a_note_with_another_number_contradicts(limit, note, noted):
    seen = ask(LimitNote(fields=("promised_limit",)), promised_limit=limit, promised_limit_note=note)
    assert seen == [(("promised_limit",), {"found": limit, "noted": noted})]


@pytest.mark.parametrize(
    ("statutory", "promised", "expected"),
    [
        ("20个工作日", "12个工作日", None),
        ("20个工作日", "13个工作日", "65%"),
        ("5个工作日", "3个工作日", None),
        ("2.5个工作日", "1.5个工作日", None),
        ("7个工作日", "4.2个工作日", None),
        ("7个工作日", "4.201个工作日", "60.01%"),
        ("3个月", "2个月", "66.67%"),
        ("30天", "20个自然日", "66.67%"),
        ("20", "15个工作日", "75%"),
        ("48小时", "40小时", "83.33%"),
        ("20个工作日", "即办", None),
        ("20个工作日", "约15个工作日", "75%"),
    ],
)
def test_the_ratio_is_exact(statutory, promised, expected):
    assert ratio(statutory, promised) == expected


@pytest.mark.parametrize(
    ("statutory", "promised", "record"),
    [
        ("1个工作日", "1个工作日", {}),
        ("8小时", "8小时", {}),
        ("24小时", "24小时", {}),
        ("县级初审10个工作日，市级审批20个工作日", "20个工作日", {}),
        ("0", "5个工作日", {}),
        ("无", "5个工作日", {}),
        ("法律法规未规定", "5个工作日", {}),
        ("即办", "5个工作日", {}),
        ("1个月", "20个工作日", {}),
        ("20天", "15个工作日", {}),
        ("20个工作日", "尽快", {}),
        ("20个工作日", "无", {}),
        ("20个工作日", "15个工作日", {"limit_exemption": "须经省厅审核"}),
    ],
)
def test_what_cannot_or_need_not_be_shortened_has_no_ratio(statutory, promised, record):
    assert ratio(statutory, promised, **record) == ABSENT


@pytest.mark.parametrize("reason", ["无", "否", "", " ", None])
def test_no_reason_excuses_nothing(reason):
    assert ratio("20个工作日", "15个工作日", limit_exemption=reason) == "75%"


def test_a_promise_above_the_statutory_limit_compresses_by_less_than_nothing():
    seen = ask(LimitRatio(at_least=0.6), statutory_limit="20", promised_limit="25")
    assert seen[0][1]["compression"] == "-25%"


def test_a_note_beside_no_limit_contradicts_nothing():
    assert ask(LimitNote(fields=("promised_limit",)), promised_limit_note="5个工作日") is None


def test_a_given_special_procedure_answers():
    assert ask(SpecialProcedure(), [{"name": "无"}], process="专家评审") is None


def test_the_compression_is_rounded_half_up():
    seen = ask(LimitRatio(at_least=0.6), statutory_limit="800", promised_limit="599.9")
    assert seen[0][1]["compression"] == "25.01%"


def test_what_would_look_like_the_bound_has_more_places():
    seen = ask(LimitRatio(at_least=0.6), statutory_limit="30000", promised_limit="12001")
    assert (seen[0][1]["compression"], seen[0][1]["bound"]) == ("59.9967%", "60%")


def test_the_longest_promise_that_would_do_is_told_in_whole_units():
    seen = ask(LimitRatio(at_most=0.6), statutory_limit="8个工作日", promised_limit="5个工作日")
    assert seen[0][1]["most"] == "，最多承诺4个工作日"
    seen = ask(LimitRatio(at_most=0.6), statutory_limit="1个月", promised_limit="1个月")
    assert seen[0][1]["most"] == ""


def test_a_bound_may_be_given_as_text():
    assert ask(LimitRatio(at_most="0.25"), statutory_limit="20", promised_limit="5") is None


def test_without_a_bound_the_ratio_is_not_asked():
    assert LimitRatio().needs(Settings()) is not None
    assert LimitRatio(at_most=0.25).needs(Settings()) is None


@pytest.mark.parametrize(
    ("statutory", "promised", "matter_type", "differ"),
    [
        ("20个工作日", "24小时", "行政许可", True),
        ("20个工作日", "2小时", "行政许可", False),
        ("30日", "20个自然日", "行政许可", False),
        ("20", "5个工作日", "行政许可", False),
        ("20天", "5个工作日", "行政许可", False),
        ("20天", "5个工作日", "行政确认", True),
        ("1个月", "30天", "行政许可", False),
        ("1个月", "30天", "行政确认", True),
        ("无", "5个工作日", "行政许可", False),
    ],
)
def test_units_differ(statutory, promised, matter_type, differ):
    record = {"statutory_limit": statutory, "promised_limit": promised, "matter_type": matter_type}
    assert bool(ask(LimitsCompare(demand="same_unit"), **record)) == differ


@pytest.mark.parametrize(
    ("statutory", "promised", "longer"),
    [
        ("20天", "21个自然日", True),
        ("8小时", "9小时", True),
        ("1个月", "25个工作日", False),
        ("5", "即办", False),
    ],
)
def test_only_like_units_make_a_promise_longer(statutory, promised, longer):
    seen = ask(LimitsCompare(demand="not_longer"), statutory_limit=statutory, promised_limit=promised)
    assert bool(seen) == longer


def test_the_note_of_the_promise_may_restate_the_unit():
    record = {"statutory_limit": "1个月", "promised_limit": "10个工作日", "promised_limit_note": "折合半个月"}
    assert ask(LimitsCompare(demand="same_unit"), **record) is None


@pytest.mark.parametrize(
    ("limit", "record", "bound"),
    [
        ("30个工作日", {"steps": [{"name": "集中办理"}]}, None),
        ("60个工作日", {"process": "并联审批"}, "45"),
        ("60个工作日", {"steps": [{"name": "一窗统一受理"}]}, "20"),
        ("60个工作日", {"steps": [{"name": None}]}, "20"),
        ("1个月", {}, None),
        ("2个月", {}, "20"),
        ("30天", {}, None),
        ("60天", {}, "20"),
        ("无", {}, None),
        (None, {}, None),
    ],
)
def test_a_joint_licence_has_45_days(limit, record, bound):
    seen = ask(PermitLimit(), limit, legal_basis=PERMIT_LAW, **record)
    assert (seen[0][1]["bound"] if seen else None) == bound


@pytest.mark.parametrize(
    ("process", "words"),
    [
        ("依法举行听证、组织专家评审", "听证、专家评审"),
        ("委托鉴定，公开拍卖", "鉴定、拍卖"),
        ("公开招标→公示7天", "招标、公示"),
        ("产品检验→实验室检测→现场检疫", "检验、检测、检疫"),
        ("送检测机构检测", "检测"),
        ("受理→专家论证→技术评审", "专家论证、技术评审"),
        ("对申请人组织听证", "听证"),
    ],
)
def test_a_special_procedure_is_found_in_the_process(process, words):
    assert ask(SpecialProcedure(), None, process=process) == [(None, {"words": words})]


@pytest.mark.parametrize(
    "process",
    [
        "告知申请人有要求听证的权利",
        "无需专家评审，不组织听证",
        "提交检验合格报告、检测报告和鉴定结论",
        "检验检测机构资质认定→决定",
        "结果公示，公示栏张贴，网站公示",
        "招标投标备案，招标文件备案",
        "受理→检验检测（申请人自行委托）→审查",
        "受理→由建设单位组织检测→审查",
        "动物检疫申报",
        "受理→审查→决定→送达",
        None,
    ],
)
def test_a_right_a_paper_or_a_place_is_no_special_procedure(process):
    assert ask(SpecialProcedure(), None, process=process, steps=[{"name": "受理", "content": None}]) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("材料不全的，在７个工作日内一次性告知", "７个工作日内一次性告知"),
        ("自收到申请之日起十个工作日内，书面通知申请人补充材料", "十个工作日内，书面通知申请人补充"),
        ("15日内发出补正通知书", "15日内发出补正"),
        ("需要补正的，于10个工作日内出具《补正通知书》", "10个工作日内出具《补正"),
        ("材料不齐的，一个月内告知", "一个月内告知"),
        ("材料有误的，8个工作日内退回申请人补充材料", "8个工作日内退回申请人补充"),
        ("补正告知时限：10个工作日", "补正告知时限：10个工作日"),
        ("2周内一次性告知", "2周内一次性告知"),
        ("补正通知应在10个工作日内发出", "补正通知应在10个工作日"),
        ("自受理之日起10个工作日内一次性告知申请人需要补正的内容", "10个工作日内一次性告知"),
        ("㈠材料不全的，6日内一次告知", "6日内一次告知"),
    ],
)
def test_a_late_notice_of_what_is_lacking_is_found(text, found):
    assert ask(Correction(), text) == [(None, {"found": found, "bound": "5"})]


@pytest.mark.parametrize(
    "text",
    [
        "当场或者5日内一次告知",
        "五个工作日内一次性告知需要补正的全部内容",
        "1周内一次性告知",
        "24小时内一次性告知",
        "申请人应在收到补正通知后10日内补正",
        "收到补正告知书之日起15日内补齐材料",
        "一次性告知10个工作日内补齐",
        "10日内补正，并告知申请人",
        "20个工作日内告知审批结果",
        "材料不齐的，一次性告知；10个工作日内办结",
        "审查（15个工作日）→一次性告知审批结果→送达",
        "1.受理：1个工作日 2.审核：6个工作日 3.一次性告知不予许可的理由",
        "审核：10个工作日\n一次性告知需要补正的内容",
        "承诺件10个工作日内办结，材料不齐的一次性告知需补正的材料",
        "法定时限：20个工作日，一次性告知需补正的材料",
        "10个工作日内一次性告知所需材料",
        "受理后10个工作日内一次性告知",
        "办结后10个工作日内告知申请人",
        "审查（15个工作日内反馈审查意见，需补充的由申请人补充）",
        "材料不齐的，一次性告知 20个工作日内办结",
        "三四日内一次性告知",
        "",
        None,
    ],
)
def test_other_times_are_no_late_notice(text):
    assert not ask(Correction(), text)


def test_long_limits_are_quoted_in_short() -> None:
    seen = ask(
        LimitRatio(at_most=0.6),
        statutory_limit="30日。" + "自申请之日起以书面形式作出决定。" * 9,
        promised_limit="30日",
    )
    assert [len(seen[0][1][which]) for which in ("statutory", "promised")] == [40, 3]
