from __future__ import annotations

import json
import re
import sys
from fractions import Fraction
from io import BytesIO

import pytest
from docx import Document
from report_factory import a_finding, a_report, days_in

from guidelint.assess.tables import Bounds, View
from guidelint.assess.tally import Row, Tally
from guidelint.cli import main
from guidelint.errors import UsageError
from guidelint.finding import NotChecked, RecordRef
from guidelint.reporters.notice.annexes import annexes
from guidelint.reporters.notice.blocks import Block, Grid
from guidelint.reporters.notice.draft import draft
from guidelint.reporters.notice.markdown import render
from guidelint.reporters.notice.problems import kind_of
from guidelint.reporters.notice.word import render_bytes
from guidelint.reporters.notice.wording import ABSENT, bodies, day
from guidelint.reporters.options import Options
from guidelint.reporters.words import closing

HEADINGS = [
    *("一、总体情况", "二、存在的问题"),
    *("（一）承诺办结时限压缩。", "（二）网上展示信息。", "（三）网上办理深度。", "（四）业务流程。"),
    *("（五）掌上办事项清单。", "三、下一步工作安排"),
]


def _row(levels, statutory=0, promised=0):
    whole = (Fraction(statutory), Fraction(promised), Fraction(promised, statutory or 1))
    return Row(list(levels), int(bool(statutory)), *whole)


def _tally() -> Tally:
    rows = {
        "烟草局": _row((0, 0, 0, 0, 8), 10, 4),
        "水利局": _row((1, 1, 2, 1, 0), 10, 5),
        "馆": _row((2, 0, 0, 0, 0)),
    }
    whole = Row()
    for row in rows.values():
        whole.add(row)
    return Tally(rows={"authority": rows, "region": {"某县": whole}})


def _texts(report, style, options=None):
    return [
        part.text
        for part in draft(report, options or Options())
        if isinstance(part, Block) and part.style == style
    ]


def _about(heading: str, report) -> list[str]:
    texts = [part.text for part in draft(report, Options()) if isinstance(part, Block)]
    start = texts.index(heading) + 1
    stop = next(number for number, text in enumerate(texts[start:], start) if text in HEADINGS)
    return texts[start:stop]


def test_the_form_is_that_of_a_notice():
    report = a_report(tally=_tally(), as_of="2026-11-23")
    headings = [
        part.text for part in draft(report, Options()) if isinstance(part, Block) and "heading" in part.style
    ]
    assert (headings, _texts(report, "title"), _texts(report, "mark"), _texts(report, "receiver")) == (
        HEADINGS,
        ["关于对网上政务服务能力相关问题整改情况的通报（草稿）"],
        ["〔　　〕　号"],
        ["各相关单位："],
    )


def test_the_draft_says_first_that_a_person_has_to_check_it():
    first = draft(a_report(), Options())[0]
    assert (first.style, "草稿" in first.text, "须由人核对" in first.text) == ("note", True, True)


def test_the_situation_is_told_in_the_numbers_of_the_data():
    assert _about("一、总体情况", a_report(a_finding(), tally=_tally())) == [
        "本次共检查办事指南 2 份，发现问题 1 处（错误 1 处、警告 0 处、提示 0 处）。",
        "网上办理深度：依申请类事项 15 项，其中一级 1 项（8.33%）、二级 2 项（16.67%）、三级 1 项（8.33%）、"
        "四级 8 项（66.67%），"
        "另有 3 项网上办理深度不明（未写或写法不对），不计入占比；三级及以上占 75.00%，网上可办率 91.67%；"
        "三级及以上占比按每低于 90% 一个百分点扣 0.1 分计，扣 1.50 分。"
        "三级及以上占比达到 100% 的单位 1 个：烟草局；达到 90% 的单位 1 个：烟草局；"
        "网上可办率达到 100% 的单位 1 个：烟草局。",
        "承诺时限压缩：可比较的事项 2 项，法定时限合计 20 个工作日，承诺时限合计 9 个工作日，压缩比 55.00%。"
        "按“承诺时间为法定时间的 60% 以下”衡量，达到要求的单位 2 个：烟草局、水利局；"
        "按“压缩比达到 60% 以上”衡量，达到要求的单位 1 个：烟草局。",
        f"其他指标：最多跑一次{ABSENT}；引用标准事项{ABSENT}；已发布{ABSENT}；掌上办{ABSENT}。",
    ]


def test_what_could_not_be_read_is_told_with_the_numbers():
    tally = _tally()
    tally.unread.update(("公安局.xlsx", "水利局.xlsx"))
    report = a_report(a_finding(), tally=tally)
    assert _about("一、总体情况", report)[0].endswith(
        "有 2 个文件未能读取或没有读全，其中的事项未计入本通报各项数字。"
    )
    assert closing(report).endswith("；2 个文件未能读取或没有读全，其中的指南没有查到")


def test_a_local_bound_is_a_third_reading():
    report = a_report(tally=_tally(), assessment=View(bounds=Bounds(county=Fraction(25, 100))))
    said = next(text for text in _texts(report, "body") if text.startswith("承诺时限"))
    assert said.endswith("；按本地“承诺时间为法定时间的 25% 以下”衡量，达到要求的单位 0 个。")


def test_what_the_data_does_not_say_is_not_said():
    text = render(a_report(), Options())
    numbers = re.findall(r"\d+(?:\.\d+)?%|扣 \d", text)
    assert (numbers, text.count(ABSENT.strip("（）")) >= 10) == ([], True)


def test_rates_are_told_with_what_they_are_of():
    tally = _tally()
    tally.rates["mobile"] = [1, 2, 3]
    tally.rates["reused"] = [1, 0, 0]
    assert _about("一、总体情况", a_report(tally=tally))[-1] == (
        f"其他指标：最多跑一次{ABSENT}；引用标准事项 100.00%（1/1）；已发布{ABSENT}；"
        "掌上办 33.33%（1/3，另有 3 项未写）。"
    )


@pytest.mark.parametrize(
    ("rule", "kind"),
    [
        ("deadline.ratio", 0),
        ("dataset.compression", 0),
        ("materials.empty", 1),
        ("forms.blank-missing", 1),
        ("text.typo", 1),
        ("dataset.stale", 1),
        ("depth.level-one", 2),
        ("dataset.depth-share", 2),
        ("dataset.depth-one-count", 2),
        ("process.missing", 3),
        ("dataset.run-once", 3),
        ("depth.mobile", 4),
        ("dataset.mobile-list", 4),
        ("source.syntax", None),
        ("suppression.unused", None),
    ],
)
def test_a_rule_belongs_to_a_kind(rule, kind):
    assert kind_of(rule) == kind


def test_a_kind_tells_counts_bodies_and_examples_with_their_place():
    other = a_finding(
        rule="contact.hours-missing",
        severity="info",
        message="没有办理时间",
        record=RecordRef("B", None, "乙局", 1),
    )
    assert _about("（二）网上展示信息。", a_report(other, a_finding(), a_finding())) == [
        "共 3 处，涉及办事指南 2 份、单位 2 个。问题较多的有：市公安局（2 处）、乙局（1 处）。",
        "例1：市公安局“身份证办理”：材料“户口簿”没有来源渠道（guides/a.yaml:3:5）",
        "例2：乙局“B”：没有办理时间（guides/a.yaml:3:5）",
    ]


def test_no_more_than_three_examples_each_of_another_rule():
    found = [a_finding(rule=f"contact.{name}") for name in "abcd"]
    told = _about("（二）网上展示信息。", a_report(*found, *found))
    assert [text[:3] for text in told] == ["共 8", "例1：", "例2：", "例3："]


def test_a_kind_without_findings_says_so():
    assert _about("（四）业务流程。", a_report()) == ["未发现此类问题。"]
    known = a_report(baselined=(a_finding(),))
    assert _about("（四）业务流程。", known) == ["除基线内的外，未发现此类问题。"]


def test_what_could_not_be_checked_is_told_under_its_kind():
    report = a_report(
        not_checked=(NotChecked("dataset.mobile-list", "", "没有清单"), NotChecked("*", "a", "b"))
    )
    assert _about("（五）掌上办事项清单。", report) == [
        "未发现此类问题。",
        f"{ABSENT}所需的内容或清单，未检查或只检查了一部分：“dataset.mobile-list”。",
    ]


def test_many_rules_that_could_not_be_checked_are_counted():
    report = a_report(not_checked=tuple(NotChecked(f"process.{name}", "", "") for name in "abcdef"))
    assert _about("（四）业务流程。", report)[-1].endswith(
        "“process.a”“process.b”“process.c”“process.d”“process.e”等 6 项。"
    )


def test_findings_of_no_kind_are_still_counted():
    assert _about("（五）掌上办事项清单。", a_report(a_finding(rule="source.syntax", record=None)))[-1] == (
        "另有 1 处属文件读取或例外说明，不在以上五类之内：“source.syntax”。"
    )


def test_a_date_due_is_told_only_when_there_is_one():
    told = [_texts(a_report(), "body", Options(due=due)) for due in ("2026-12-31", "")]
    assert ["整改清单所列问题，整改期限为 2026年12月31日。" in texts for texts in told] == [True, False]


def test_annexes_are_the_four_tables_of_the_notice():
    made = list(annexes(_tally(), View(as_of="2026-11-04")))
    grids = [part for part in made if isinstance(part, Grid)]
    assert [part.text for part in made if isinstance(part, Block)] == [
        "附件 1：各辖区依申请类事项网上办理深度排名情况统计（截至 2026年11月4日）",
        "附件 2：各实施主体依申请类事项办理深度统计（截至 2026年11月4日）",
        "附件 3：各辖区承诺时限压缩比排名（截至 2026年11月4日）",
        "附件 4：各实施主体依申请类事项压缩时间统计（截至 2026年11月4日）",
    ]
    counts = ("1", "2", "1", "8", "8.33%", "16.67%", "8.33%", "66.67%")
    assert grids[0].rows == (
        ("1", "某县", "15", *counts, "11", "91.67%", "3"),
        ("", "合计", "15", *counts, "11", "91.67%", "3"),
    )
    assert grids[1].rows == (
        ("1", "烟草局", "8", "0", "0", "0", "8", "0.00%", "0.00%", "0.00%", "100.00%", "100.00%", "0"),
        ("2", "水利局", "5", "1", "2", "1", "0", "25.00%", "50.00%", "25.00%", "0.00%", "25.00%", "1"),
        ("3", "馆", "2", "0", "0", "0", "0", *(ABSENT,) * 5, "2"),
        ("", "合计", "15", *counts, "75.00%", "3"),
    )
    assert grids[2].rows == (("某县", "9", "20", "55.00%", "1"), ("合计", "9", "20", "55.00%", ""))
    assert grids[3].rows == (
        ("1", "烟草局", "10", "4", "60.00%"),
        ("2", "水利局", "10", "5", "50.00%"),
        ("", "合计", "20", "9", "55.00%"),
    )


def test_an_annex_without_data_says_so():
    assert [part.text for part in list(annexes(Tally(), View()))[1::2]] == [ABSENT] * 4


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], "0 个"),
        (["甲", ""], "1 个：甲"),
        (list("一二三四五六七八九十"), "10 个：一、二、三、四、五、六、七、八、九、十"),
        (list("一二三四五六七八九十甲"), "11 个：一、二、三、四、五、六、七、八、九、十 等"),
    ],
)
def test_only_ten_bodies_are_named(names, said):
    assert bodies(names) == said


@pytest.mark.parametrize(("text", "said"), [("2026-01-05", "2026年1月5日"), ("", ABSENT)])
def test_a_date_is_written_in_chinese(text, said):
    assert day(text) == said


def test_texts_of_guides_are_no_markup_and_hide_nothing():
    text = render(a_report(a_finding(message="<b>|#1\u202e")), Options())
    assert "&#60;b&#62;&#124;&#35;&#8203;1&#92;u202e" in text


def test_every_row_of_a_markdown_table_has_as_many_cells():
    lines = render(a_report(tally=_tally()), Options()).strip().split("\n\n")
    grids = [part.split("\n") for part in lines if part.startswith("| ")]
    assert [{row.count("|") for row in grid} for grid in grids] == [{15}, {14}, {6}, {6}]


def _document(report):
    return Document(BytesIO(render_bytes(report, Options())))


def test_every_annex_of_the_word_document_begins_a_page():
    document = _document(a_report(tally=_tally()))
    titles = [each for each in document.paragraphs if each.style.name == "公文附件标题"]
    breaks = [bool(each.paragraph_format.page_break_before) for each in titles]
    assert (len(document.sections), breaks) == (2, [False, True, True, True])


def test_the_word_document_says_what_the_markdown_says():
    report = a_report(a_finding(), tally=_tally(), as_of="2026-11-23")
    document, parts = _document(report), draft(report, Options())
    tables = [
        tuple(tuple(cell.text for cell in row.cells) for row in table.rows)[-len(grid.rows) :]
        for table, grid in zip(
            document.tables, [part for part in parts if isinstance(part, Grid)], strict=True
        )
    ]
    said = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert (said, tables) == (
        [part.text for part in parts if isinstance(part, Block)],
        [part.rows for part in parts if isinstance(part, Grid)],
    )


def test_styles_of_the_word_document_have_official_names_and_fonts():
    document = _document(a_report(tally=_tally()))
    styles = {
        paragraph.style.name: paragraph.style.font.name for paragraph in document.paragraphs if paragraph.text
    }
    assert styles == {
        "公文草稿说明": "楷体_GB2312",
        "公文文号": "仿宋_GB2312",
        "公文标题": "方正小标宋简体",
        "公文主送机关": "仿宋_GB2312",
        "公文正文": "仿宋_GB2312",
        "公文一级标题": "黑体",
        "公文二级标题": "楷体_GB2312",
        "公文落款": "仿宋_GB2312",
        "公文附件标题": "黑体",
    }


def test_columns_of_a_group_share_a_heading():
    heads = [
        [cell.text for cell in row.cells] for row in _document(a_report(tally=_tally())).tables[0].rows[:2]
    ]
    levels = ["一级", "二级", "三级", "四级"]
    assert heads == [
        [
            "序号",
            "区县",
            "合计",
            *["办理深度（项）"] * 4,
            *["办理深度率（%）"] * 4,
            "网上可办数",
            "网上可办率（%）",
            "深度不明",
        ],
        ["序号", "区县", "合计", *levels, *levels, "网上可办数", "网上可办率（%）", "深度不明"],
    ]


@pytest.mark.parametrize("as_of", ["", "2026-11-23"])
def test_the_same_report_gives_the_same_document(as_of):
    report = a_report(a_finding(), tally=_tally(), as_of=as_of)
    made = render_bytes(report, Options())
    assert made == render_bytes(report, Options())
    assert days_in(made) == {"1980-01-01", as_of or "2000-01-01"}


def test_a_missing_library_is_told_with_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(UsageError, match=r"pip install 'guidelint\[docx\]'"):
        render_bytes(a_report(), Options())


def test_report_writes_both_forms_and_ends_with_0(tmp_path):
    (tmp_path / "a.yaml").write_text("name: 取水许可\nauthority: 水利局\n", "utf-8")
    files = {name: tmp_path / f"notice.{name}" for name in ("docx", "md")}
    words = [word for name, path in files.items() for word in (f"--{name}", str(path))]
    assert main(["report", str(tmp_path / "a.yaml"), "--no-cache", "--due", "2026-12-31", *words]) == 0
    assert "整改期限为 2026年12月31日" in files["md"].read_text("utf-8")
    assert Document(str(files["docx"])).core_properties.author == "guidelint"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "name a file to write"),
        (["--md", "x.md", "--due", "31.12.2026"], "--due: not a date of the form YYYY-MM-DD: '31.12.2026'"),
        (["--md", "no/such/x.md"], "no folder 'no/such'"),
        (["--md", "x.md", "--html", "./a.yaml"], "--html: 'a.yaml' is a file to check; name another file"),
        (["--md", "x.md", "--html", "x.md"], "--md: two reports in one file 'x.md'"),
        (["--md", "x.md", "--html", "."], "--html: '.' is a folder; name a file in it"),
    ],
)
def test_what_report_cannot_do_is_the_callers_mistake(tmp_path, monkeypatch, capsys, words, said):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text("name: 取水许可\n", "utf-8")
    assert main(["report", "a.yaml", "--no-cache", *words]) == 2
    assert said in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]


def test_reports_beside_the_guides_are_no_guides(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    limits = "statutory_limit: 20个工作日\npromised_limit: 20个工作日\n"
    guide = f"name: 取水许可\nauthority: 水利局\nonline_depth: 二级\n{limits}"
    (tmp_path / "a.yaml").write_text(guide, "utf-8")
    main(["check", ".", "--no-cache", "--format", "json"])
    alone = json.loads(capsys.readouterr().out)
    files = [word for name in ("html", "docx", "md", "xlsx") for word in (f"--{name}", f"report.{name}")]
    main(["report", ".", "--no-cache", "--due", "2026-12-31", *files])
    main(
        ["check", ".", "--no-cache", "-o", "html=check.html", "-o", "xlsx=check.xlsx", "-o", "csv=check.csv"]
    )
    main(["stats", ".", "-o", "html=stats.html", "-o", "xlsx=stats.xlsx", "-o", "csv=stats.csv"])
    capsys.readouterr()
    main(["check", ".", "--no-cache", "--format", "json"])
    assert json.loads(capsys.readouterr().out)["findings"] == alone["findings"]
