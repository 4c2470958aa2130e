"""Checks of certificates, odd proofs, the basis of fees and quoted law beyond the examples of their rules."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from guidelint.checks.base import Settings
from guidelint.checks.fees.fee_basis import FeeBasis
from guidelint.checks.legal.cited_laws import CitedLaw, ReplacedForCertain
from guidelint.checks.legal.quoted_law import QuotedText
from guidelint.checks.materials.certificates import AbolishedCertificate
from guidelint.checks.matters import InForceSince
from guidelint.values.materials.odd_proofs import odd_proof

NOW = Settings(as_of="2026-11-23")


@pytest.mark.parametrize(
    ("name", "matter", "found"),
    [
        ("税务登记证副本复印件", "", "税务登记证"),
        ("企业法人代码证", "", "法人代码证"),
        ("统一社会信用代码证书", "", ""),
        ("组织机构代码证书", "", "组织机构代码证"),
        ("营业执照、组织机构代码证、税务登记证", "", "税务登记证"),
        ("社会保险登记证", "", "社会保险登记证"),
        ("统计登记证", "", "统计登记证"),
        ("暂住证", "", "暂住证"),
        ("居住证", "", ""),
        ("原税务登记证", "", ""),
        ("税务登记证（收回）", "", ""),
        ("税务登记证", "税务登记证件遗失补发", ""),
        ("三证合一的营业执照或组织机构代码证", "", ""),
        ("企业名称预先核准通知书", "", "企业名称预先核准通知书"),
        ("名称预先核准通知书", "餐饮服务场所备案", "名称预先核准通知书"),
        ("名称预先核准通知书", "民办非企业单位成立登记", ""),
        ("国税登记证、地税登记证", "", "国税登记证"),
        ("税务登记证明", "", ""),
        ("房屋所有权证明材料", "", ""),
        ("事业单位法人证书（组织机构代码证）", "", ""),
        ("餐饮服务许可证", "", "餐饮服务许可证"),
        ("公共场所卫生许可证", "", ""),
        ("食品经营许可证（食品流通许可证）", "", ""),
        ("就业创业证（就业失业登记证）", "", ""),
        ("验资报告", "有限责任公司设立登记", "验资报告"),
        ("验资报告", "民办学校设立审批", ""),
        ("房屋所有权证", "", "房屋所有权证"),
        ("不动产权证书（房屋所有权证）", "", ""),
        ("国有土地使用证", "", "土地使用证"),
        ("集体土地使用权证", "", "土地使用权证"),
        ("国有土地使用权证", "土地使用证遗失补证", ""),
        ("土地使用权证明", "", ""),
        ("开户许可证", "", "开户许可证"),
        ("税务登记证" + "说明" * 100, "", ""),
    ],
)
def test_an_abolished_certificate_is_told_from_near_ones(name: str, matter: str, found: str) -> None:
    seen = AbolishedCertificate().compile(NOW)(name, {}, {"name": matter})
    assert [args["found"] for _, args in seen or ()] == [found] * bool(found)


def test_a_missing_name_is_no_certificate() -> None:
    assert AbolishedCertificate().compile(NOW)(None, {}, {}) == ()


WARNED = {
    "亲属": "户口簿、结婚证、出生医学证明已经能说明",
    "婚姻": "民政部门和村（居）委会都不能出具",
    "健在": "可以刷脸或者比对数据核实",
    "生育": "生育方面的证明已经取消",
    "资金": "国务院已要求取消",
    "村居": "村（居）委会难以核实",
    "登报": "登报声明多数已经取消",
}


@pytest.mark.parametrize(
    ("name", "issuer", "matter", "kind"),
    [
        ("证明我妈是我妈", "", "", "亲属"),
        ("亲属关系证明", "", "", "亲属"),
        ("同一人身份证明", "", "", "亲属"),
        ("亲属关系证明（户口簿、结婚证、出生医学证明）", "", "", ""),
        ("亲属关系公证书", "", "", ""),
        ("单身证明", "", "", "婚姻"),
        ("无婚姻登记记录证明", "", "", "婚姻"),
        ("婚姻状况证明", "民政局", "", "婚姻"),
        ("婚姻状况证明", "", "", ""),
        ("婚姻关系证明（结婚证）", "民政局", "", ""),
        ("单身声明", "", "", ""),
        ("无配偶声明书", "", "", ""),
        ("未再婚证明", "民政局", "", "婚姻"),
        ("与户主关系证明", "", "", "亲属"),
        ("父亲与子女关系证明", "", "", "亲属"),
        ("家庭成员关系证明", "", "换发探亲签证", ""),
        ("家庭成员关系证明", "", "外国人居留证件延期", ""),
        ("计划生育手术证明", "", "手术并发症鉴定", ""),
        ("母子公司关系证明", "", "", ""),
        ("计生证明", "", "", "生育"),
        ("健在证明", "", "", "健在"),
        ("领取养老金人员生存证明", "", "", "健在"),
        ("流动人口婚育证明", "", "", "生育"),
        ("未再生育证明", "", "", "生育"),
        ("生育服务登记表", "", "", ""),
        ("资金已经落实证明", "", "建筑工程施工许可证核发", "资金"),
        ("资金到位证明", "", "民办学校设立", ""),
        ("登报声明", "", "", "登报"),
        ("居委会证明", "", "", "村居"),
        ("居住证明", "村（社区）", "", "村居"),
        ("居住证明", "公安派出所", "", ""),
        ("宅基地使用证明", "村民委员会", "", ""),
        ("贫困证明", "村民委员会", "农村土地承包经营权登记", ""),
        ("家庭住房情况证明", "不动产登记中心", "", ""),
        ("社区服务记录", "社区", "", ""),
        ("社区矫正解除证明", "", "", ""),
        ("健康证明", "社区卫生服务中心", "", ""),
        ("失业证明（社区）", "", "", "村居"),
        ("证照遗失声明（个人签字）", "", "", ""),
        ("单身证明" + "甲" * 60, "", "", ""),
    ],
)
def test_an_odd_proof_is_told_from_near_ones(name: str, issuer: str, matter: str, kind: str) -> None:
    found = odd_proof(name, issuer, matter)
    assert (found.reason if found else "") == WARNED.get(kind, "")


@pytest.mark.parametrize(
    ("basis", "wrong"),
    [
        ("《中华人民共和国道路交通安全法》", False),
        ("道路交通安全法及其实施条例", False),
        ("《取水许可和水资源费征收管理条例》第二条", False),
        ("《某行业费用管理办法》", False),
        ("《诉讼费用交纳办法》（国务院令第481号）", False),
        ("湘价费〔2012〕3号、《城市道路管理条例》第三十七条", False),
        ("国务院令第460号", False),
        ("发改价格[2004]2831号", True),
        ("《湖南省城市供水条例》第五条", True),
        ("《机动车登记规定》第六条", True),
        ("《占道收费管理办法》（湘价费〔2012〕3号）", True),
        ("《某行业收费办法》（财政部令第3号）", True),
        ("《关于降低收费标准的通知》（湘发改价费〔2019〕1号）", True),
    ],
)
def test_the_fee_of_a_licence_rests_on_law(basis: str, wrong: bool) -> None:
    assert FeeBasis().compile(NOW)(basis, {}, {}) == ([(None, {"found": basis})] if wrong else None)


@pytest.mark.parametrize("basis", [None, "", "按规定收取"])
def test_a_basis_that_names_nothing_is_not_judged(basis: Any) -> None:
    assert FeeBasis().compile(NOW)(basis, {}, {}) == ()


def test_a_long_basis_is_shortened() -> None:
    seen = FeeBasis().compile(NOW)(f"湘价费〔2012〕3号{'甲' * 60}", {}, {})
    assert [len(args["found"]) for _, args in seen or ()] == [40]


def test_a_law_cited_twice_is_told_once_and_every_law_is_told() -> None:
    text = "《婚姻法》第五条、《婚姻法》第六条；《执业医师法》第九条"
    seen = CitedLaw(demand="in_force").compile(NOW)(text, {}, {})
    assert seen == [
        (
            None,
            {
                "said": "《婚姻法》已于2021年1月1日废止，现行的是《民法典》；"
                "《执业医师法》已于2022年3月1日废止，现行的是《医师法》",
                "said_en": "《婚姻法》 was repealed on 2021-01-01; 《民法典》 is in force; "
                "《执业医师法》 was repealed on 2022-03-01; 《医师法》 is in force",
            },
        )
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("《社会抚养费征收管理办法》", "《社会抚养费征收管理办法》已于2021年9月27日废止"),
        ("《食品卫生法》", "《食品卫生法》可能已由《食品安全法》代替，请核实"),
        ("《大气污染防治法》", "《大气污染防治法》自2026年8月15日起由《生态环境法典》代替"),
    ],
)
def test_what_is_less_certain_is_said_so(text: str, said: str) -> None:
    seen = CitedLaw(demand="in_force").compile(NOW)(text, {}, {})
    assert [args["said"] for _, args in seen or ()] == [said]
    assert ReplacedForCertain().compile(NOW)(text, {}, {}) == [(None, {})]


def test_a_text_that_cites_nothing_is_not_judged() -> None:
    assert CitedLaw(demand="in_force").compile(NOW)("按有关规定", {}, {}) == ()


def test_an_older_text_quoted_is_measured_by_its_own_length() -> None:
    test = CitedLaw(demand="article").compile(NOW)
    seen = test("《公司法》（2018修正）第二百二十条", {}, {})
    assert [args["said"] for _, args in seen or ()] == [
        "《公司法》没有第二百二十条，2018年10月26日的文本到第二百一十八条为止"
    ]
    assert test("《公司法》（2005修订）第二百二十条", {}, {}) is None


@pytest.mark.parametrize(
    ("history", "year"),
    [
        ("2018年修正，2023年修订", ""),
        ("2005年修订、2023年12月29日修订", ""),
        ("1993年通过，1999年、2004年、2013年、2018年修正，2023年修订", ""),
        ("1993年12月29日通过，1999年12月25日第一次修正，2018年10月26日第四次修正", "2018"),
        ("2018年10月26日第四次修正，2023年12月29日主席令第15号第二次修订", ""),
        ("1993年12月29日主席令第16号公布，经修正", ""),
        (
            "1993年12月29日第八届全国人民代表大会常务委员会第五次会议通过　根据2018年10月26日第十三届"
            "全国人民代表大会常务委员会第六次会议《关于修改〈中华人民共和国公司法〉的决定》修正",
            "2018",
        ),
    ],
)
def test_of_the_history_of_a_law_the_last_text_is_quoted(history: str, year: str) -> None:
    seen = CitedLaw(demand="current").compile(NOW)(f"《公司法》（{history}）第六条", {}, {})
    assert [args["said"][:17] for _, args in seen or ()] == (
        [f"《公司法》引用的是{year}年的文本"] if year else []
    )


@pytest.mark.parametrize("day", ["2025-5-10", "2025年5月10日", ""])
def test_a_day_has_one_form(day: str) -> None:
    assert InForceSince(date=day).mistakes() == [("date", f"not a date of the form YYYY-MM-DD: {day!r}")]


def test_quoted_law_needs_texts(tmp_path: Path) -> None:
    missing = QuotedText(texts=str(tmp_path / "none"))
    setting = "thresholds.legal.quote-mismatch.texts"
    assert QuotedText().needs(NOW) == f"没有设置 {setting}（法律法规文本的文件夹） ({setting} is not set)"
    assert missing.needs(NOW) == (
        f"{setting} 不是文件夹：{missing.texts} ({setting} is no folder: “{missing.texts}”)"
    )
    assert QuotedText(texts=str(tmp_path)).needs(NOW) is None


def test_quoted_law_is_compared_with_a_folder_of_texts(tmp_path: Path) -> None:
    first, last = "第一条 为了规范某某事项的办理，制定本条例。", "第二条 本条例自公布之日起施行。"
    text = f"# 某条例\n2020年3月4日 公布\n{first}\n{last}\n"
    (tmp_path / "某条例.md").write_text(text, "utf-8")
    test = QuotedText(texts=str(tmp_path)).compile(NOW)
    right = {"title": "《某条例》第一条", "content": "为了规范某某事项的办理，制定本条例"}
    wrong = {"title": "《某条例》第一条", "content": "申请人应当到窗口提交书面材料和样表"}
    other = {"title": "《另一条例》第一条", "content": right["content"]}
    assert test(right, {}, {}) is None
    assert test(wrong, {}, {}) == [(None, {"law": "某条例", "percent": "0%"})]
    assert [test(value, {}, {}) for value in (other, "《某条例》第一条", {"title": "《某条例》"})] == [
        (),
        (),
        (),
    ]
