"""Word tables: each row finds its word, and ignores words that only resemble it."""

from __future__ import annotations

import re

import pytest

from guidelint.checks.base import Settings
from guidelint.checks.text.terms import TABLES, Row, Terms
from guidelint.tables import rows


def said(table: str, text: str, **parameters: str) -> dict[str, str]:
    """Word → what to write instead."""
    seen = Terms(table=table, **parameters).build(Settings())(text, {}, {})
    return {args["term"]: args["right"] for _, args in seen or ()}


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_well_formed(table: str) -> None:
    entries = [Row(*cells) for cells in rows(table)]
    assert len({row.wrong for row in entries}) == len(entries)
    for row in entries:
        assert row.wrong.strip() == row.wrong != row.right.strip() == row.right != ""
        assert row.fix in ("", "safe", "ask", "none")
        assert row.tier in ("", "style")
        assert row.certainty in ("", "V", "B", "MEM")
        re.compile(row.only)
        re.compile(row.unless)
        assert re.fullmatch(r"|\d{4}-\d{2}-\d{2}", row.since)


@pytest.mark.parametrize("table", TABLES)
def test_what_a_table_recommends_it_does_not_object_to(table: str) -> None:
    objections = {row.right: said(table, row.right) for row in (Row(*cells) for cells in rows(table))}
    assert {right: found for right, found in objections.items() if found} == {}


@pytest.mark.parametrize("table", ["typos", "terms", "renamed_bodies", "vague_words"])
def test_every_word_without_a_context_is_found_alone(table: str) -> None:
    plain = [row for row in (Row(*cells) for cells in rows(table)) if not row.only and not row.tier]
    missed = [row.wrong for row in plain if row.wrong not in said(table, f"（{row.wrong}）")]
    assert missed == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("登陆湖南政务服务网填报", {"登陆": "登录"}),
        ("网上登陆", {"登陆": "登录"}),
        ("台风登陆期间，登陆艇检验", {}),
        ("期末办理、学期末通过", {}),
        ("末办理", {"末办理": "未办理"}),
        ("自己办、自己取得、自己经营", {}),
        ("叫做为民服务", {}),
        ("接受里程核对、感受里面", {}),
        ("截止日期、报名截止2021年5月1日、截止2021年5月1日止", {}),
        ("截止2021年5月底", {"截止": "截至"}),
        ("反复盖章、批复盖章", {}),
        ("行使证照管理权、行使证券经营权", {}),
        ("公正处理、公正员工", {}),
        ("兼具休闲功能、退休育儿", {}),
        ("立即然后", {}),
        ("既时间紧，既便民又快", {}),
        ("自身分担、终身分配", {}),
        ("准予约定", {}),
        ("查询及办件", {}),
        ("银行货款合同", {"货款": "贷款"}),
        ("支付货款", {}),
        ("如实反应情况", {"反应": "反映"}),
        ("不良反应情况", {}),
        ("家庭成份", {}),
        ("成份", {"成份": "成分"}),
        ("2O21年、2O2O年、1O个工作日", {"2O": "20", "1O": "10"}),
        ("H2O、CO2、O型血", {}),
        ("O730-4221234", {"O73": "073"}),
        ("073O-4221234", {"073O": "0730"}),
        ("QQ号073O4221234A", {}),
    ],
)
def test_misspellings_are_told_from_what_looks_like_them(text: str, expected: dict[str, str]) -> None:
    assert said("typos", text) == expected


@pytest.mark.parametrize(
    ("text", "also", "expected"),
    [
        ("法人代表", "", {"法人代表": "法定代表人"}),
        ("法人代表大会", "", {}),
        ("非法人身份证明", "", {}),
        ("统一社会信用代码（组织机构代码）", "", {}),
        ("组织机构代码证", "", {}),
        ("省组织机构代码管理中心", "", {}),
        ("身份证、户口本、房产证、个体户", "", {}),
        ("身份证", "style", {"身份证": "居民身份证"}),
        ("居民身份证、身份证明、身份证件、身份证号", "style", {}),
        ("户口簿", "style", {"户口簿": "居民户口簿"}),
        ("居民户口簿、集体户口簿", "style", {}),
    ],
)
def test_everyday_words_are_told_only_on_demand(text: str, also: str, expected: dict[str, str]) -> None:
    assert said("terms", text, also=also) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县自然资源和规划局、自然资源规划局、市场监督管理局、文化旅游广电体育局、文化和旅游局", {}),
        ("县规划局", {"规划局": "自然资源局"}),
        ("国土资源部门、农业部门、卫生部门、环保部门、文化部门、企业文化部经理", {}),
        ("住房和城乡建设部、项目建设部经理", {}),
        ("国家税务总局、税务局", {}),
        ("国家旅游局", {"国家旅游局": "文化和旅游部"}),
        ("国家粮食局、县粮食局", {"国家粮食局": "国家粮食和物资储备局", "粮食局": "发展和改革局"}),
        ("县商务粮食局、省民族宗教事务局、国家宗教事务局、城乡建设局、高新区建设局", {}),
        ("省物价局湘价费〔2015〕3号、县物价局核定", {}),
        ("省安监局、县安监局", {"省安监局": "应急管理厅", "安监局": "应急管理局"}),
        ("湖南省粮食局", {"省粮食局": "粮食和物资储备局"}),
        ("湖南省人民政府法制办公室", {"省人民政府法制办公室": "司法厅"}),
        ("省物价局湘价费〔2015〕3号、广西壮族自治区粮食局", {}),
        ("县监察局、县纪委监察局", {"监察局": "监察委员会"}),
        ("生态环境监察局、煤矿安全监察局、劳动保障监察局", {}),
        ("全国老龄工作委员会办公室、县老龄办", {}),
        ("县建设局", {"建设局": "住房和城乡建设局"}),
        ("县食品药品工商质量监督管理局", {"食品药品工商质量监督管理局": "市场监督管理局"}),
    ],
)
def test_present_names_are_no_renamed_bodies(text: str, expected: dict[str, str]) -> None:
    assert said("renamed_bodies", text) == expected


def test_a_body_is_of_the_past_from_the_day_of_its_row_on() -> None:
    assert all(Row(*cells).since for cells in rows("renamed_bodies"))
    test = {
        day: Terms(table="renamed_bodies").build(Settings(as_of=day)) for day in ("2019-03-30", "2019-03-31")
    }
    found = {
        day: {args["term"] for _, args in ask("县国土资源局、农业部", {}, {}) or ()}
        for day, ask in test.items()
    }
    assert found == {"2019-03-30": {"农业部"}, "2019-03-31": {"国土资源局", "农业部"}}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一般纳税人、一般项目、一般程序", set()),
        ("一般由单位提出", {"一般"}),
        ("可能造成环境影响的项目", set()),
        ("可能需要现场核查", {"可能"}),
        ("国务院关于若干政策措施、若干规定", set()),
        ("不适当的言论", set()),
        ("以适当方式对外公布地址", set()),
        ("以适当方式提交", {"适当"}),
        ("3天左右", {"左右"}),
        ("左右两侧、左右眼", set()),
        ("大约20人", {"大约"}),
        ("近期免冠照片", set()),
        ("近期办理", {"近期"}),
        ("视情况提供", {"视情况"}),
    ],
)
def test_loose_words_are_told_from_settled_ones(text: str, expected: set[str]) -> None:
    assert set(said("vague_words", text)) == expected


def test_what_stands_around_a_word_can_excuse_a_whole_table() -> None:
    assert said("hotlines", "12319") == {"12319": "12345"}
    assert said("hotlines", "0730-12319", after="[-]") == {}
    assert said("hotlines", "123190", before=r"\d") == {}


def test_a_word_is_told_once_with_all_its_places() -> None:
    seen = Terms(table="typos").build(Settings())("其它（《其它》）其它", {}, {})
    expected = {"term": "其它", "right": "其他", "found": "其它", "at": "0-2,8-10", "fix": "safe"}
    assert seen == [(None, expected)]


def test_an_empty_value_is_not_judged() -> None:
    test = Terms(table="typos").build(Settings())
    assert (test("", {}, {}), test(None, {}, {}), test(["其它", "甲"], {}, {}) is None) == ((), (), False)


def test_wrong_parameters_are_told() -> None:
    assert Terms(table="words", after="(", before="[").mistakes() == [
        (
            "table",
            "no table 'words'; known: hotlines, renamed_bodies, terms, traditional, typos, vague_words",
        ),
        ("after", "not a regular expression: missing ), unterminated subpattern at position 0"),
        ("before", "not a regular expression: unterminated character set at position 0"),
    ]
