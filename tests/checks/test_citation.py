"""Checks of legal bases and remedies beyond the examples of their rules."""

from __future__ import annotations

import pytest

from guidelint.checks.base import ABSENT, Settings
from guidelint.checks.legal.citation import CitedBasis
from guidelint.checks.legal.citation_form import CitationForm
from guidelint.checks.legal.document_number import DocumentNumber
from guidelint.checks.legal.permit import PermitLevel, PermitLimit
from guidelint.checks.legal.remedies import Remedy


def ask(check, value=None, settings=None, **record):
    return check.build(settings or Settings())(value, record, record)


def found(check, value, **record):
    seen = ask(check, {"title": value} if isinstance(value, str) else value, **record)
    return seen[0][1]["found"] if seen else seen


@pytest.mark.parametrize(
    "title",
    [
        "依据有关法律法规",
        "按国家有关税收法律法规执行",
        "依法办理",
        "按照国家标准执行",
        "上级文件",
        "国家政策规定",
        "湖南省财政厅有关文件规定",
        "无法律依据",
        "根据工作需要",
        "根据本办法",
        "按照本目录",
        "该方案",
        "方案",
    ],
)
def test_law_in_general_is_no_instrument(title):
    assert found(CitedBasis(demand="instrument"), title) == title


@pytest.mark.parametrize(
    "title",
    [
        "中华人民共和国食品安全法",
        "食品安全法第三十五条",
        "部门三定规定",
        "华容县残疾人联合会职能配置",
        "湖南省公共服务事项清单",
        "县政府常务会议纪要",
        "国务院关于深化行政审批制度改革的决定",
        "GB 5749-2022",
        "华编发〔2019〕2号",
        "岳阳市行政许可事项基本清单",
        "国务院令412号",
        "民政部第50号令第十条",
        "根据《食品安全法》及相关规定",
    ],
)
def test_a_law_or_a_document_by_name_is_an_instrument(title):
    assert found(CitedBasis(demand="instrument"), title) is None


def test_an_instrument_may_stand_in_the_quoted_words():
    assert found(CitedBasis(demand="instrument"), {"content": "《食品安全法》第三十五条"}) is None


def test_long_words_without_an_instrument_are_shown_on_one_line_and_cut():
    assert (
        found(CitedBasis(demand="instrument"), "依据有关\n法律法规" * 8)
        == ("依据有关 法律法规" * 8)[:39] + "…"
    )


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("《公司法》（2018修正）", "公司法"),
        ("食品安全法", "食品安全法"),
        ("《城市道路管理条例》（国务院令第198号）", "城市道路管理条例"),
        ("食品经营许可管理办法（国家市场监督管理总局令第78号）", "食品经营许可管理办法"),
        ("《湖南省道路运输条例》（湖南省人大常委会公告第12号）", "湖南省道路运输条例"),
        ("《价格监测规定（试行）》", "价格监测规定（试行）"),
        ("《国务院意见》、《公司法》", "公司法"),
    ],
)
def test_a_law_without_an_article_is_found(title, name):
    assert found(CitedBasis(demand="article"), title) == name


@pytest.mark.parametrize(
    "entry",
    [
        {"title": "《公司法》第二十九条"},
        {"title": "《公司法》", "article": "29"},
        {"title": "公司法", "content": "第二十九条 设立公司，应当依法登记。"},
        {"title": "《华容县小水电管理办法》", "document_number": "华政办发〔2019〕3号"},
        {"title": "《关于印发〈收费管理办法〉的通知》"},
        {"title": "《国务院关于取消行政审批项目的决定》"},
        {"title": "湖南省公共服务事项清单"},
        {"title": "依据有关法律法规"},
        {"document_number": "国发〔2022〕5号"},
    ],
)
def test_what_has_its_article_or_stands_whole_lacks_none(entry):
    assert found(CitedBasis(demand="article"), entry) is None


def test_an_article_late_in_the_quoted_words_is_another_one():
    entry = {"title": "《公司法》", "content": "设立公司应当依法登记。" * 8 + "依照第三条处理。"}
    assert found(CitedBasis(demand="article"), entry) == "公司法"


@pytest.mark.parametrize("value", [None, "", [], {}, {"title": "无"}, {"title": " ", "article": "/"}])
def test_an_entry_that_says_nothing_is_not_judged(value):
    for demand in ("instrument", "article"):
        assert ask(CitedBasis(demand=demand), value) == ABSENT
    for demand in ("marks", "final", "numerals", "order"):
        assert ask(CitationForm(demand=demand), value) == ABSENT
    assert ask(DocumentNumber(), value) == ABSENT


def test_one_entry_that_says_something_is_a_basis():
    assert ask(CitedBasis(demand="given"), [{"title": "待补充"}, {"article": "第三条"}]) is None


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("《公路法》第四十四条，公路安全保护条例第二十七条", "公路安全保护条例"),
        ("根据行政许可法第四十二条", "行政许可法"),
        ("《食品安全法》第三十五条\n食品安全法实施条例第十五条", "食品安全法实施条例"),
        ("《招标投标法》第九条：依照行政许可法第三十条的规定办理", None),
        ("《招标投标法》第九条规定：依照行政许可法第三十条的规定办理", None),
        ("《招标投标法》第九条 依照行政许可法第三十条的规定办理", None),
        ("《食品安全法》第三十五条、本法第三十六条、该条例第三条", None),
        ("中华人民共和国食品安全法", None),
    ],
)
def test_a_law_in_running_text_wants_its_marks(title, name):
    assert found(CitationForm(demand="marks"), title) == name


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("《社会组织登记管理条例（征求意见稿）》", "征求意见稿"),
        ("《社会组织登记管理条例》（送审稿）", "送审稿"),
        ("社会组织登记管理条例讨论稿", "讨论稿"),
        ("社会组织登记管理条例（修订稿）", "修订稿"),
        ("《行政程序法（修改稿）》", "修改稿"),
        ("《行政程序法》（草案）第五条", "草案"),
        ("《乡村医生管理办法》（失效）", "失效"),
        ("《法律草案征求意见稿管理办法》", None),
        ("《规章清理和废止办法》", None),
    ],
)
def test_a_draft_is_no_final_text(title, word):
    assert found(CitationForm(demand="final"), title) == word


@pytest.mark.parametrize(
    ("article", "words"),
    [
        ("第12条", "第12条"),
        ("第１２条第一款", "第１２条"),
        ("第 12、13 条", "第 12、13 条"),
        ("12", None),
        ("第十二条", None),
        ("第12号", None),
    ],
)
def test_an_article_in_digits_is_found(article, words):
    assert found(CitationForm(demand="numerals"), {"title": "《公司法》", "article": article}) == words


@pytest.mark.parametrize(
    ("article", "words"),
    [
        ("第（一）项第五条", "第（一）项第五条"),
        ("第二款第 5 条", "第二款第 5 条"),
        ("第五条第一项第二款", "第一项第二款"),
        ("第五条第二款第六条", None),
        ("第五条第二款第（一）项", None),
    ],
)
def test_places_out_of_order_are_found(article, words):
    assert found(CitationForm(demand="order"), {"title": "《公司法》", "article": article}) == words


@pytest.mark.parametrize(
    ("number", "good"),
    [
        ("国发[2022]5号", "国发〔2022〕5号"),
        ("国发（2022）5号", "国发〔2022〕5号"),
        ("湘政办发【2021】第 014 号", "湘政办发〔2021〕14号"),
        ("国发〔49〕3号", "国发〔2049〕3号"),
        ("国发〔50〕3号", "国发〔1950〕3号"),
        ("公安部令[2018]第3号", "公安部令〔2018〕第3号"),
    ],
)
def test_a_document_number_is_put_in_form(number, good):
    assert ask(DocumentNumber(), number) == [(None, {"found": number, "good": good})]


@pytest.mark.parametrize(
    "text",
    [
        "国发〔2022〕5号",
        "桂发改投资﹝2013﹞833号",
        "国务院令第722号",
        "公安部令〔2018〕第3号",
        "交通运输部2022年第38号令",
        "《公司法》",
        "1号",
    ],
)
def test_a_good_document_number_passes(text):
    assert ask(DocumentNumber(), text) is None


@pytest.mark.parametrize(
    ("title", "low"),
    [
        ("《食品经营许可管理办法》（国家市场监督管理总局令第78号）", True),
        ("《保安培训机构管理办法》（公安部令第85号）", True),
        ("《XX管理办法》（国家发展改革委令第7号）", True),
        ("《关于规范零售管理的通知》", True),
        ("《零售管理实施细则》（华政办发〔2019〕3号）", True),
        ("《旅馆业治安管理办法》第四条", False),
        ("《民法典》第一条", False),
        ("《食品安全法》（2021修正）", False),
        ("食品安全法 第三十五条", False),
        ("《烟草专卖法》第十六条", False),
        ("《出版管理条例》（国务院令第594号）", False),
        ("《国务院对确需保留的行政审批项目设定行政许可的决定》", False),
        ("《湖南省取水许可办法》（湖南省人民政府令第229号）", False),
        ("《湖南省取水许可办法》（湖南省人民政府第229号令）", False),
        ("《计量法实施细则》（国家计量局令）", False),
        ("《关于贯彻落实〈湖南省物业管理条例〉的通知》（湘建房〔2019〕5号）", True),
        ("《道路运输从业人员管理规定》（交通运输部2022年第38号令）", True),
        ("医疗机构管理条例实施细则（卫生部令第35号）", True),
        ("《关于审批权限的通知》（国办发〔2016〕5号）", False),
    ],
)
def test_the_rank_of_a_basis_is_seen(title, low):
    assert bool(ask(PermitLevel(), legal_basis=[{"title": title}])) == low


def test_a_title_without_marks_has_its_rank():
    entry = {"title": "中华人民共和国渔业法实施细则", "document_number": "农牧渔业部令"}
    assert ask(PermitLevel(), legal_basis=[entry]) is None


def test_a_licence_without_a_basis_has_no_rank():
    assert ask(PermitLevel(), legal_basis=[{"title": "无"}]) == ABSENT


@pytest.mark.parametrize(
    ("basis", "wrong"),
    [
        ("中华人民共和国行政许可法", True),
        ("依据有关规定", True),
        ("《行政许可法》、《城乡规划法》第四十条", False),
        ("华规发〔2019〕2号", False),
    ],
)
def test_only_a_special_instrument_allows_more_days(basis, wrong):
    assert bool(ask(PermitLimit(), "60个工作日", legal_basis=[{"title": basis}])) == wrong


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("可以向本级人民政府或者上一级主管部门申请复议", "上一级主管部门申请复议"),
        ("可向上一级行政机关提出行政复议", "上一级行政机关提出行政复议"),
        ("向上级主管部门投诉，向县政府申请行政复议", None),
        ("向上一级税务机关申请行政复议", None),
        ("向华容县人民政府申请行政复议", None),
    ],
)
def test_a_higher_department_is_no_review_body(text, words):
    seen = ask(Remedy(demand="body"), text)
    assert (seen[0][1]["found"] if seen else None) == words


@pytest.mark.parametrize(
    "authority", ["岳阳海关", "国家税务总局华容县税务局", "华容县司法局", "岳阳市国家安全局"]
)
def test_bodies_led_from_above_keep_their_review(authority):
    assert ask(Remedy(demand="body"), "可向上一级主管部门申请行政复议", authority=authority) is None


@pytest.mark.parametrize(
    "text",
    [
        "可在60日内向华容县人民政府申请行政复议，也可在6个月内直接向人民法院提起行政诉讼。",
        "自知道之日起六十日内依法申请行政复议，或者自知道之日起六个月内向人民法院起诉",
        "行政复议：县司法局，60日内；行政诉讼：有管辖权的人民法院，六个月内。",
        "对复议决定不服的，可在收到复议决定书之日起15日内向法院提起诉讼",
        "复议机关自受理之日起30日内作出行政复议决定",
        "60天内申请行政复议或六个月内提起行政诉讼",
        "依照《土地管理法》第十四条，在三十日内起诉",
        "对仲裁裁决不服的，15日内向人民法院起诉",
        "行政复议期限：60日",
        "在法定期限内申请行政复议",
        "行政复议部门：华容县人民政府 电话：4222222",
        "5个工作日内办结",
        "三四个月内向人民法院起诉",
        "",
    ],
)
def test_right_terms_pass(text):
    assert not ask(Remedy(demand="term"), text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("90日内申请行政复议", "90日内申请行政复议"),
        ("60日内申请复议；对复议决定不服的，15日内起诉；也可以在3个月内直接起诉", "3个月内直接起诉"),
        ("依照《行政诉讼法》第四十六条，在三个月内提起行政诉讼", "三个月内提起行政诉讼"),
        ("15日内向人民法院提起行政诉讼", "15日内向人民法院提起行政诉讼"),
        ("行政诉讼期限：3个月", "行政诉讼期限：3个月"),
        ("依照《土地管理法》起诉。30日内申请行政复议！", "30日内申请行政复议"),
    ],
)
def test_wrong_terms_are_found(text, words):
    assert ask(Remedy(demand="term"), text) == [(None, {"found": words})]


def test_before_the_law_of_2024_nothing_is_said_of_review():
    assert ask(Remedy(demand="body"), "向上一级主管部门申请行政复议", Settings(as_of="2023-12-31")) == ABSENT
    assert ask(Remedy(demand="body"), "向上一级主管部门申请行政复议", Settings(as_of="2024-01-01"))
