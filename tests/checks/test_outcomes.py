"""Checks of results and applicants beyond the examples of their rules."""

from __future__ import annotations

import pytest

from guidelint.checks.base import ABSENT, Settings
from guidelint.checks.identity.audience import AudienceThemes, audience
from guidelint.checks.results.outcomes import DeliveryLimit, MailDelivery, ResultType

TYPES = ResultType(
    certificates=("证", "证书", "执照"),
    approvals=("批复", "决定书", "意见"),
    neither=("凭证", "公证", "公证书"),
)


def ask(check, value=None, **item):
    return check.build(Settings())(value, item, item)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("取水许可证", "证照"),
        ("《取水许可证》", "证照"),
        ("取水许可证（正、副本）", "证照"),
        ("营业执照（正本）(副本)", "证照"),
        ("排污许可证、排放许可证副本", "证照"),
        ("结婚证和离婚证", "证照"),
        ("关于项目核准的批复", "批文"),
        ("节能审查意见", "批文"),
    ],
)
def test_a_name_tells_the_type_by_its_end(name, expected):
    assert ask(TYPES, "其他", name=name) == [(None, {"name": name, "expected": expected})]
    assert ask(TYPES, expected, name=name) is None


@pytest.mark.parametrize(
    "name",
    [
        "",
        "无",
        "完税凭证",
        "继承公证书",
        "居住证明",
        "许可证或不予许可决定书",
        "办结告知",
        "证件照片",
        "意见书",
    ],
)
def test_other_names_tell_nothing(name):
    assert ask(TYPES, "其他", name=name) == ABSENT


@pytest.mark.parametrize("given", [None, "", "—"])
def test_a_missing_type_is_not_judged(given):
    assert ask(TYPES, given, name="取水许可证") == ABSENT


@pytest.mark.parametrize(
    ("delivery", "found"),
    [
        ("15个工作日内送达", "15个工作日"),
        ("自作出决定之日起１５个工作日内送达", "１５个工作日"),
        ("作出决定后二十个工作日内向申请人颁发许可证", "二十个工作日"),
        ("作出许可决定之日起15日内送达", "15日"),
        ("自受理之日起5个工作日内作出决定，15个工作日内送达", "15个工作日"),
        ("1个月内寄出", "1个月"),
        ("3周内邮寄", "3周"),
        ("送达期限为11个工作日", "11个工作日"),
        ("自作出决定之日起15个工作日内将行政许可决定书送达申请人", "15个工作日"),
        ("作出决定后15个工作日内颁发不动产权证书", "15个工作日"),
        ("送达时限：自作出决定之日起15个工作日", "15个工作日"),
        ("送达期限为作出决定后20日内", "20日"),
        (["窗口领取", "作出决定后15个工作日内送达申请人"], "15个工作日"),
    ],
)
def test_a_late_service_is_found(delivery, found):
    assert ask(DeliveryLimit(), delivery) == [(None, {"found": found, "at_most": "10"})]


@pytest.mark.parametrize(
    "delivery",
    [
        "10个工作日内送达",
        "2周内送达",
        "14日内送达",
        "80小时内送达",
        "窗口领取、邮寄送达",
        "自受理之日起20个工作日内送达",
        "自受理之日起，20个工作日内送达",
        "收到申请后20个工作日内送达",
        "20个工作日内作出决定并送达",
        "申请人15个工作日内到窗口领取",
        "保存期限30日。邮寄送达",
        "15个工作日内办结",
        "窗口领取；3个月内未领取的，邮寄送达",
        "办结后15个工作日内没有到窗口领取的，采用邮寄送达",
        "自发布公告之日起满60日内视为送达",
        "30日内公告送达",
        "申请人在15日内将原件邮寄至窗口",
        "送达时限：自受理之日起20个工作日",
    ],
)
def test_a_timely_service_and_other_limits_pass(delivery):
    assert ask(DeliveryLimit(), delivery) is None


@pytest.mark.parametrize("delivery", [None, "", []])
def test_no_word_on_service_is_not_judged(delivery):
    assert ask(DeliveryLimit(), delivery) == ABSENT


@pytest.mark.parametrize(
    "way",
    [
        "邮寄送达",
        "邮政EMS",
        "ems寄回",
        "快递",
        "免费寄递",
        "寄送纸质证照",
        "物流",
        "双向速递",
        "顺丰到付",
        "挂号信",
        "不便领取的邮寄送达",
        "无需跑腿，免费寄达",
        "不动产权证书邮寄",
    ],
)
def test_a_way_by_mail_needs_the_flag_for_it(way):
    assert ask(MailDelivery(), ["窗口领取", way], express="是") is None
    assert ask(MailDelivery(), ["窗口领取", way], express="否") == [
        (None, {"express": "否", "problem": "却有邮寄", "problem_en": "name the mail"})
    ]


@pytest.mark.parametrize(
    "way",
    [
        "窗口领取",
        "不邮寄",
        "不支持快递",
        "不提供邮寄",
        "无法寄送",
        "电子证照推送",
        "窗口领取，不支持邮寄送达",
        "自取（不支持物流快递）",
        "未开通上门和邮寄服务",
        "无需邮寄",
        "不可邮寄",
        "邮寄：否",
    ],
)
def test_a_way_without_mail_needs_the_flag_against_it(way):
    assert ask(MailDelivery(), [way], express="否") is None
    assert ask(MailDelivery(), [way], express="是") == [
        (None, {"express": "是", "problem": "却没有邮寄", "problem_en": "do not name the mail"})
    ]


@pytest.mark.parametrize(
    ("delivery", "express"), [(None, "是"), ([], "否"), (["邮寄"], None), (["邮寄"], "待定")]
)
def test_mail_is_not_judged_where_one_of_the_two_is_missing(delivery, express):
    assert ask(MailDelivery(), delivery, express=express) == ABSENT


@pytest.mark.parametrize(
    ("applicants", "kinds"),
    [
        (["自然人"], {"person"}),
        (["个人"], {"person"}),
        (["企业法人", "事业法人", "社会组织法人"], {"legal"}),
        (["其他组织"], {"legal"}),
        (["行政机关"], {"legal"}),
        (["企业职工"], {"person"}),
        (["机关工作人员"], {"person"}),
        (["事业单位及其工作人员"], {"person", "legal"}),
        (["国家机关及其派出机构"], {"legal"}),
        (["农民专业合作社"], {"legal"}),
        (["个体工商户"], {"person", "legal"}),
        (["个人独资企业"], {"person", "legal"}),
        (["自然人", "企业法人"], {"person", "legal"}),
        (["不限"], {"person", "legal"}),
        (["无"], set()),
        ([], set()),
    ],
)
def test_the_audience_is_both_where_a_word_does_not_tell(applicants, kinds):
    assert audience(applicants) == kinds


def test_a_list_that_holds_no_themes_is_a_mistake_in_the_rule():
    assert AudienceThemes(fields=("channels",)).mistakes() == [("fields", "'channels' is no list of themes")]
