"""Citations of laws judged on three days, verified by hand against the statutes; and the tables behind them."""

from __future__ import annotations

import re
from datetime import date

import pytest

from guidelint.checks.legal.cited_entries import Cited, cited_in
from guidelint.laws import article_name, category, law_key, status, text_of_year
from guidelint.tables import data_folder, rows
from guidelint.values.law.citations import find_citations

DAYS = ("2019-06-01", "2023-06-01", "2026-11-23")
CODE = "现为民法典"
ECO = "现为生态环境法典"
SELF_EMPLOYED = "现为促进个体工商户发展条例"
FOOD = "现为食品经营许可管理办法"


def future(day: str) -> str:
    return f"{day}起施行"


CITATIONS = [
    ("《合同法》第四十四条", "好", CODE, CODE),
    ("《中华人民共和国婚姻法》第五条", "好", CODE, CODE),
    ("《继承法》第十条", "好", CODE, CODE),
    ("《民法总则》第三条", "好", CODE, CODE),
    ("原《合同法》第四十四条", "好", "好", "好"),
    ("《合同法》第四十四条（已废止）", "好", "好", "好"),
    ("《民法典》第一千零四十六条", future("2021-01-01"), "好", "好"),
    ("《民法典》第一千二百六十一条", future("2021-01-01"), "只有1260条", "只有1260条"),
    ("《环境影响评价法》第二十二条", "好", "好", ECO),
    ("《环评法》第二十二条", "好", "好", ECO),
    ("《环境影响评价法》第三十八条", "只有37条", "只有37条", ECO),
    ("《环境噪声污染防治法》第二十条", "好", "现为噪声污染防治法", ECO),
    ("《环境噪声污染防治条例》第五条", "现为环境噪声污染防治法", "现为噪声污染防治法", ECO),
    ("《噪声污染防治法》第九十条", future("2022-06-05"), "好", ECO),
    ("《生态环境法典》第一条", future("2026-08-15"), future("2026-08-15"), "好"),
    ("《环境保护税法实施条例》第二十六条", "好", "好", "好"),
    ("《国家安全法》第八十四条", "好", "好", "好"),
    ("《国家安全法》第八十五条", "只有84条", "只有84条", "只有84条"),
    ("《国家安全法》（1993年）第七条", "现为反间谍法", "现为反间谍法", "现为反间谍法"),
    ("《公司法》第二百一十八条", "好", "好", "好"),
    ("《公司法》第二百一十九条", "只有218条", "只有218条", "好"),
    ("《公司法》第二百六十七条", "只有218条", "只有218条", "只有266条"),
    ("《公司法》（2018修正）第六条", "好", "好", "旧文本"),
    ("《中华人民共和国公司法（2018年修正）》第六条", "好", "好", "旧文本"),
    ("《行政许可法》第八十三条", "好", "好", "好"),
    ("《行政许可法》第九十条", "只有83条", "只有83条", "只有83条"),
    ("《行政复议法》第四十三条", "好", "好", "好"),
    ("《行政复议法》第九十条", "只有43条", "只有43条", "好"),
    ("《行政复议法》第九十一条", "只有43条", "只有43条", "只有90条"),
    ("《行政处罚法》第八十七条", "好", "只有86条", "只有86条"),
    ("《婚姻登记条例》第二十三条", "只有22条", "只有22条", "好"),
    ("《治安管理处罚法》第一百二十条", "只有119条", "只有119条", "好"),
    ("《治安处罚法》第一百二十条", "只有119条", "只有119条", "好"),
    ("《个体工商户条例》第三条", "好", SELF_EMPLOYED, SELF_EMPLOYED),
    ("《城乡个体工商户管理暂行条例》第七条", "现为个体工商户条例", SELF_EMPLOYED, SELF_EMPLOYED),
    ("《公司登记管理条例》第二十条", "好", "现为市场主体登记管理条例", "现为市场主体登记管理条例"),
    ("《市场主体登记管理条例》第五十五条", future("2022-03-01"), "好", "好"),
    ("《执业医师法》第十四条", "好", "现为医师法", "现为医师法"),
    ("《增值税暂行条例》第一条", "好", "好", "现为增值税法"),
    ("《增值税法》第三十八条", future("2026-01-01"), future("2026-01-01"), "好"),
    ("《营业税暂行条例》第一条", "现为增值税暂行条例", "现为增值税暂行条例", "现为增值税法"),
    ("《危险化学品安全管理条例》第三十三条", "好", "好", "现为危险化学品安全法"),
    ("《食品流通许可证管理办法》第九条", FOOD, FOOD, "现为食品经营许可和备案管理办法"),
    ("《社会抚养费征收管理办法》第三条", "好", "现为", "现为"),
    ("《流动人口计划生育工作管理办法》第三条", "现为流动人口计划生育工作条例", "现为", "现为"),
    ("《国家危险废物名录（2021年版）》", "好", "好", "现为国家危险废物名录（2025年版）"),
    ("《国家危险废物名录》（2021版）", "好", "好", "现为国家危险废物名录（2025年版）"),
    ("《国家危险废物名录》", "好", "好", "好"),
    ("《税收征管法》第九十五条", "只有94条", "只有94条", "只有94条"),
    ("食品安全法第一百五十五条", "好", "只有154条", "好"),
    ("《国务院关于实施〈中华人民共和国婚姻法〉的规定》第八条", "好", "好", "好"),
    ("《中国人民解放军实施〈药品管理法〉办法》第三十九条", "只有38条", "只有38条", "好"),
    ("《国土空间规划法》第一条", future(""), future(""), future("")),
    ("《信访条例》第六条", "好", "现为信访工作条例", "现为信访工作条例"),
    ("《刑法》第四百五十三条", "好", "好", "只有452条"),
    ("《岳阳市城市管理条例》第九百条", "好", "好", "好"),
]  # fmt: skip


def verdict(text: str, as_of: str) -> str:
    (cited,) = cited_in(text)
    if cited.past:
        return "好"
    found = status(cited.title, as_of, cited.editions)
    if found.replaced:
        return f"现为{found.replaced.successor}"
    if found.starts:
        return future(found.starts.since)
    if found.revised and cited.year and cited.year < found.revised.version[:4]:
        return "旧文本"
    if found.text and cited.article and cited.article > found.text.last_article:
        return f"只有{found.text.last_article}条"
    return "好"


@pytest.mark.parametrize("row", CITATIONS, ids=lambda row: row[0])
def test_a_citation_is_judged_by_the_day(row: tuple[str, str, str, str]) -> None:
    assert tuple(verdict(row[0], day) for day in DAYS) == row[1:]


def test_until_a_law_is_in_force_it_is_told_what_is() -> None:
    known = {day: status("中华人民共和国增值税法", day).starts for day in ("2025-12-31", "2026-01-01")}
    assert {day: start and start.until_then for day, start in known.items()} == {
        "2025-12-31": ("增值税暂行条例",),
        "2026-01-01": None,
    }


def test_several_laws_of_one_text_are_judged_each() -> None:
    text = "《合同法》第四十四条、《行政许可法》第九十条；原《物权法》第九条"
    assert [(one.title, one.article, one.past) for one in cited_in(text)] == [
        ("合同法", 44, False),
        ("行政许可法", 90, False),
        ("物权法", 9, True),
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"title": "中华人民共和国水法", "article": "第七条"}, [("水法", 7)]),
        ({"title": "《水法》", "article": "七"}, [("水法", 7)]),
        ({"title": "《水法》", "article": "48"}, [("水法", 48)]),
        ({"title": "《水法》", "article": "第七条、第四十八条"}, [("水法", 7), ("水法", 48)]),
        ({"title": "《水法》第七条", "article": "第九条"}, [("水法", 7)]),
        ({"title": "《水法》第七条之一"}, [("水法", None)]),
        ({"title": "《水法》《防洪法》", "article": "第七条"}, [("水法", None), ("防洪法", None)]),
        ({"title": "《水法》", "article": "见附件"}, [("水法", None)]),
        ({"content": "《婚姻法》第五条"}, []),
        ("水法", []),
        (None, []),
    ],
)
def test_an_entry_is_read_with_the_article_beside_its_title(value: object, expected: list[object]) -> None:
    assert [(one.title, one.article) for one in cited_in(value)] == expected


@pytest.mark.parametrize(
    ("value", "year", "effective_year"),
    [
        ("《公司法》（2018修正）", "2018", ""),
        ("《公司法》（2018年10月26日第四次修正）", "2018", ""),
        ("《公司法（2018年版）》", "", ""),
        ("《公司法》（2018年版）", "2018", ""),
        ("《公司法》（2018）", "2018", ""),
        ("《公司法》（2013年主席令第8号）", "", ""),
        ("《关于公司的通知》（国发〔2014〕7号）", "", ""),
        ({"title": "《公司法》", "effective": "2006-01-01"}, "", "2006"),
        ({"title": "《公司法》", "effective": "2006年1月1日"}, "", "2006"),
        ({"title": "《公司法》", "effective": "现行"}, "", ""),
    ],
)
def test_the_year_of_the_text_quoted(value: object, year: str, effective_year: str) -> None:
    (one,) = cited_in(value)
    assert (one.year, one.effective_year) == (year, effective_year)


def test_a_cited_law_keeps_what_its_brackets_say() -> None:
    assert cited_in("《医疗机构制剂配制质量管理规范》（试行）第三条") == (
        Cited("医疗机构制剂配制质量管理规范", ("试行",), "", "", 3, False),
    )


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, "一"),
        (10, "十"),
        (15, "十五"),
        (20, "二十"),
        (101, "一百零一"),
        (110, "一百一十"),
        (1046, "一千零四十六"),
        (1260, "一千二百六十"),
    ],
)
def test_an_article_number_is_written_as_statutes_do(number: int, expected: str) -> None:
    assert article_name(number) == f"第{expected}条"


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("中华人民共和国水法", "水法"),
        ("水法（2016年修正）", "水法"),
        ("实施〈中华人民共和国水法〉 办法", "实施水法办法"),
        ("国家危险废物名录（2021年版）", "国家危险废物名录(2021)"),
        ("排污许可管理办法（试行）", "排污许可管理办法(试行)"),
        ("特种设备使用管理规则（TSG 08—2017）", "特种设备使用管理规则(TSG08-2017)"),
    ],
)
def test_two_spellings_of_one_law_have_one_key(title: str, key: str) -> None:
    assert law_key(title) == key


def test_a_text_is_found_by_the_year_in_which_it_was_adopted() -> None:
    text = text_of_year("公司法", "2018")
    assert (text and text.last_article, text_of_year("公司法", "2005")) == (218, None)


def test_the_rank_of_a_law_is_known() -> None:
    known = [category(law) for law in ("取水许可和水资源费征收管理条例", "机动车登记规定", "湖南省水条例")]
    assert known == ["行政法规", "部门规章", ""]


COLUMNS = {
    "superseded_laws": "old successor ceased_on certainty source note",
    "new_laws": "name in_force certainty source",
    "revised_laws": "name version in_force certainty source before",
    "law_articles": "name category version in_force last_article certainty source",
    "law_short_names": "short name certainty source",
    "abolished_certificates": "certificate replaced_by severity only_for except_for spellings "
    "abolished_on certainty source note",
}
DATES = ("ceased_on", "in_force", "version", "abolished_on")


def table(name: str) -> list[dict[str, str]]:
    return [dict(zip(COLUMNS[name].split(), row, strict=True)) for row in rows(name)]


@pytest.mark.parametrize("name", COLUMNS)
def test_a_table_is_well_formed(name: str) -> None:
    lines = (data_folder() / f"{name}.tsv").read_text("utf-8").splitlines()
    told = [line for line in lines if line.startswith("#")]
    assert told
    assert lines[len(told)].split("\t") == COLUMNS[name].split()
    assert rows(name) == sorted(set(rows(name)))
    for row in table(name):
        assert row["certainty"] in ("V", "B", "MEM"), row
        assert row["source"], row
        for day in DATES:
            assert not row.get(day) or date.fromisoformat(row[day]), row
        assert all(cell == cell.strip() for cell in row.values()), row


@pytest.mark.parametrize("name", COLUMNS)
def test_a_table_names_nothing_twice(name: str) -> None:
    keys = [(row[0], row[2] if name == "law_articles" else "") for row in rows(name)]
    assert len(set(keys)) == len(keys)


def test_an_unchecked_row_shows_no_source_and_is_no_error() -> None:
    unchecked = [row for name in COLUMNS for row in table(name) if row["certainty"] == "MEM"]
    assert {row["source"] for row in unchecked} == {"未核实", "通行简称"}
    assert "error" not in {row.get("severity") for row in unchecked}


def test_no_chain_of_successors_is_a_circle() -> None:
    ends = {status(row["old"], "9999-12-31").replaced for row in table("superseded_laws")}
    superseded = {law_key(row["old"]) for row in table("superseded_laws")}
    assert not [end for end in ends if end and law_key(end.successor) in superseded]


def test_an_implementing_rule_of_a_repealed_law_stays() -> None:
    assert "环境保护税法实施条例" not in {row["old"] for row in table("superseded_laws")}


def test_short_names_are_no_names_of_laws() -> None:
    names = {row["name"] for row in table("law_articles")} | {row["old"] for row in table("superseded_laws")}
    assert not [row["short"] for row in table("law_short_names") if row["short"] in names]


def test_every_title_of_the_tables_is_read_back_from_a_citation() -> None:
    titles = [row["old"] for row in table("superseded_laws")] + [row["name"] for row in table("law_articles")]
    unread = [title for title in titles if law_key(find_citations(f"《{title}》")[0].title) != law_key(title)]
    assert not unread


def test_every_clause_named_as_a_source_exists() -> None:
    known = {row["name"]: int(row["last_article"]) for row in table("law_articles")}
    for row in table("superseded_laws"):
        found = re.fullmatch(r"(.+?)第[^条]+条", row["source"])
        if row["certainty"] == "V":
            assert found, row
            (one,) = cited_in(f"《{found[1]}》{row['source'].removeprefix(found[1])}")
            assert (one.article or 0) <= known[one.title], row
