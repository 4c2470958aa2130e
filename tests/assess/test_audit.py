"""Published tables: correct ones pass the audit, and each kind of inconsistency is found."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
import xlsxwriter

from guidelint.assess.audit import Audit, audit
from guidelint.assess.audit.grid import grid_of, number_of
from guidelint.assess.audit.headings import role
from guidelint.assess.audit.show import audit_text
from guidelint.assess.show import shown
from guidelint.assess.tables import View, tables
from guidelint.assess.tally import Row, Tally
from guidelint.cli import main

SEED = Path(__file__).resolve().parents[2] / "../shared/seed"
NOTICE = SEED / "notice-2021-3.txt"

DEPTH = """\
附件 1:

甲县事项办理深度排名（截至 1 月 1 日）

序号\t部门名称\t合计\t办理深度\t\t\t\t办理深度率（%）\t\t\t\t三级及以上网办率（%）
\t\t\t一级\t二级\t三级\t四级\t一级\t二级\t三级\t四级\t
1\t甲县林业局\t3\t0\t0\t1\t2\t0%\t0%\t33. 33%\t66.67%\t100%
2\t甲县水利局\t7\t1\t1\t2\t3\t14.29%\t14.29%\t28.57%\t42.86%\t71.43%
3\t合计\t10\t1\t1\t3\t5\t10%\t10%\t30%\t50%\t80.00%
"""
LIMITS = """\
附件 2:
甲县承诺时限压缩

实施主体\t法定时间总和\t承诺时间总和\t时限压缩比例\t排名
甲县水利局\t1,000\t400\t60.00%\t1

甲县林业局\t30\t20\t33.33%\t2
总计\t1030\t420\t59.22%
"""


def told(text: str, extension: str = ".txt", **aliases: str) -> list[tuple[str, str, str, str, str, str]]:
    """Kind, severity, row, column, printed and correct figure of each discrepancy."""
    made = audit(grid_of(text.encode(), extension), aliases)
    assert not made.problems
    return [(d.kind, d.severity, d.row, d.column, d.printed, d.expected) for d in made.discrepancies]


def test_correct_tables_are_told_nothing_of() -> None:
    made = audit(grid_of((DEPTH + "\n" + LIMITS).encode(), ".txt"), {})
    assert ([table.label for table in made.tables], made.discrepancies) == (["附件1", "附件2"], ())


SUM = "sum", "error", "合计"
WATER = "甲县水利局"
SHARE, ABOVE = "办理深度率（%）{}级".format, "三级及以上网办率（%）"
SLIPS = [
    (
        "3\t0\t0\t1\t2\t0%", "4\t0\t0\t1\t2\t0%",
        [("row-total", "error", "甲县林业局", "合计", "4", "3"), (*SUM, "合计", "10", "11")],
    ),
    ("14.29%\t28.57%", "14.29%\t28.56%", [("share", "info", WATER, SHARE("三"), "28.56%", "28.57%")]),
    ("14.29%\t28.57%", "14.29%\t28.55%", [("share", "error", WATER, SHARE("三"), "28.55%", "28.57%")]),
    ("30%\t50%", "30%\t5%", [("share", "error", "合计", SHARE("四"), "5%", "50.00%")]),
    ("71.43%\n", "71.42%\n", [("level3plus", "info", WATER, ABOVE, "71.42%", "71.43%")]),
    (
        "71.43%\n", "71,43%\n",
        [
            ("level3plus", "error", WATER, ABOVE, "71,43%", "71.43%"),
            ("order", "warning", WATER, ABOVE, "71,43%", ""),
        ],
    ),
    ("71.43%\n", "七成\n", [("unread", "warning", WATER, ABOVE, "七成", "")]),
    (
        "2\t甲县水利局", "4\t甲县水利局",
        [
            ("numbering", "warning", WATER, "序号", "4", "2"),
            ("numbering", "warning", "合计", "序号", "3", "5"),
        ],
    ),
    ("甲县水利局", "甲县林业局", [("duplicate", "error", "甲县林业局", "部门名称", "甲县林业局", "")]),
    (
        "10\t1\t1\t3\t5", "20\t2\t2\t6\t10",
        [
            ("missing-rows", "error", "合计", "部门名称", "合计", ""),
            (*SUM, "合计", "20", "10"), (*SUM, "办理深度一级", "2", "1"), (*SUM, "办理深度二级", "2", "1"),
            (*SUM, "办理深度三级", "6", "3"), (*SUM, "办理深度四级", "10", "5"),
        ],
    ),
    (
        "10\t1\t1\t3\t5\t10%", "9\t0\t1\t3\t5\t0%",
        [
            (*SUM, "合计", "9", "10"), (*SUM, "办理深度一级", "0", "1"),
            *(("share", "error", "合计", SHARE(level), printed, right) for level, printed, right in (
                ("二", "10%", "11.11%"), ("三", "30%", "33.33%"), ("四", "50%", "55.56%"),
            )),
            ("level3plus", "error", "合计", ABOVE, "80.00%", "88.89%"),
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "expected"), SLIPS)
def test_a_slip_in_a_table_of_depth_is_told(
    right: str, wrong: str, expected: list[tuple[str, str, str, str, str, str]]
) -> None:
    assert right in DEPTH
    assert told(DEPTH.replace(right, wrong)) == expected


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        ("60.00%", "60.10%", ("compression", "error", "甲县水利局", "时限压缩比例", "60.10%", "60.00%")),
        ("60.00%", "60.01%", ("compression", "info", "甲县水利局", "时限压缩比例", "60.01%", "60.00%")),
        ("33.33%\t2", "33.33%\t3", ("rank", "error", "甲县林业局", "排名", "3", "2")),
        ("59.22%", "0.59%", ("compression", "error", "总计", "时限压缩比例", "0.59%", "59.22%")),
    ],
)
def test_a_slip_in_a_table_of_limits_is_told(right: str, wrong: str, expected: tuple[str, ...]) -> None:
    assert told(LIMITS.replace(right, wrong)) == [expected]


def test_two_bodies_that_share_a_rank_are_in_order() -> None:
    rows = (
        "辖区\t法定时限\t承诺时限\t压缩比\t排名\n甲\t10\t5\t50%\t1\n乙\t20\t10\t50%\t{}\n丙\t10\t9\t10%\t{}\n"
    )
    assert [told(rows.format(*ranks)) for ranks in ((1, 3), (1, 2), (2, 3))] == [[], [], []]
    assert [found[2] for found in told(rows.format(3, 2))] == ["乙"]


def test_a_ranking_without_ranks_stands_in_order() -> None:
    first, second = DEPTH.splitlines()[6:8]
    swapped = DEPTH.replace(first, "1" + second[1:]).replace(second + "\n3", "2" + first[1:] + "\n3")
    assert told(swapped) == [("order", "warning", "甲县林业局", "三级及以上网办率（%）", "100%", "")]
    assert told(swapped.replace("排名", "统计")) == []


def test_rows_that_a_total_hides_are_sought_in_the_other_tables() -> None:
    limits = LIMITS.replace(
        "总计\t1030\t420\t59.22%", "甲县统计局\t30\t20\t33.33%\t3\n总计\t1060\t440\t58.49%"
    )
    depth = DEPTH.replace(
        "10\t1\t1\t3\t5\t10%\t10%\t30%\t50%\t80.00%", "12\t1\t1\t3\t7\t8.33%\t8.33%\t25%\t58.33%\t83.33%"
    )
    made = audit(grid_of((depth + limits).encode(), ".txt"), {})
    lines = audit_text(made, "n.txt", "concise", "zh").splitlines()
    assert lines == [
        "n.txt:9:3: error audit.missing-rows 附件1的“合计”比各行之和多：合计 2、办理深度四级 2；"
        "应有未列出的行，其他表中有而本表没有的是：甲县统计局",
        "n.txt:9:6: error audit.sum 附件1“合计”的合计为 12，表中 2 行之和为 10，相差 +2",
        "n.txt:9:15: error audit.sum 附件1“合计”的办理深度四级为 7，表中 2 行之和为 5，相差 +2",
        "n.txt:17:1: warning audit.absent “甲县统计局”在附件2中有，在附件1中没有",
        "2 张表：3 处不符，1 处存疑，0 处提示",
    ]


def test_a_body_that_another_table_does_not_count_is_a_note() -> None:
    limits = LIMITS.replace(
        "总计\t1030\t420\t59.22%", "甲县统计局\t30\t20\t33.33%\t3\n总计\t1060\t440\t58.49%"
    )
    assert told(DEPTH + limits) == [("absent", "info", "甲县统计局", "实施主体", "甲县统计局", "")]


def test_two_spellings_of_a_name_are_a_note() -> None:
    third = "\n甲县残联\t10\t5\t50.00%\t{}\n总计\t1040\t425\t59.13%"
    total = "\n总计\t1030\t420\t59.22%"
    one = LIMITS.replace(total, third.format(2)).replace("33.33%\t2", "33.33%\t3")
    other = one.replace("附件 2", "附件 3").replace("甲县残联", "残联")
    assert told(one + other) == [("spelling", "info", "甲县残联", "实施主体", "甲县残联", "")]
    other = one.replace("附件 2", "附件 3").replace("甲县残联", "残疾人联合会")
    assert [found[0] for found in told(one + other)] == ["absent", "absent"]
    assert [found[0] for found in told(one + other, 残疾人联合会="甲县残联")] == ["spelling"]


def test_a_row_that_a_page_broke_is_put_together() -> None:
    broken = DEPTH.replace("甲县水利局", "甲县\n水利局").replace("3\t合计", "\n序号\t部门名称\n3\t合计")
    assert told(broken) == []


def test_a_repeated_header_begins_no_table() -> None:
    header = LIMITS.splitlines()[3]
    text = LIMITS.replace("甲县林业局", f"{header}\n甲县林业局")
    assert (told(text), len(audit(grid_of(text.encode(), ".txt"), {}).tables)) == ([], 1)


def test_subtotals_and_notes_are_no_rows() -> None:
    text = LIMITS.replace("总计", "小计\t30\t20\t33.33%\n注：\t截至 1 月\n总计")
    assert told(text) == []


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("办理深度一级", "level1"),
        ("办理深度率 （％）四级", "share4"),
        ("三级及以上网办率（%）", "level3plus"),
        ("时限压缩比例", "compression"),
        ("时限压缩比例排名", "rank"),
        ("压缩比不低于60%", ""),
        ("承诺不超过法定的60%", ""),
        ("承诺/法定均值", ""),
        ("网上可办数", "online"),
        ("网上可办率(%)", "online_share"),
        ("level 2 %", "share2"),
        ("statutory days", "statutory"),
        ("部门名称", "name"),
        ("备注", ""),
    ],
)
def test_headings_say_what_columns_hold(label: str, expected: str) -> None:
    assert role(label) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4. 04%", ("4.04", 2, True)),
        ("1,234", ("1234", 0, False)),
        ("１２．５％", ("12.5", 1, True)),
        ("-3", ("-3", 0, False)),
        ("12件", None),
        ("一级", None),
        ("", None),
        ("1.", None),
        ("9" * 16, None),
    ],
)
def test_printed_numbers_are_read(text: str, expected: tuple[str, int, bool] | None) -> None:
    number = number_of(text)
    assert (number and (str(number.value), number.places, number.percent)) == expected


def _tally() -> Tally:
    rows = {
        "甲局": Row([1, 0, 2, 3, 1], 2, *_days(30, 10)),
        "乙局": Row([0, 5, 0, 1, 1], 1, *_days(20, 15)),
        "": Row(),
    }
    return Tally(rows={"authority": rows, "region": {}})


def _days(statutory: int, promised: int) -> tuple[object, ...]:
    from fractions import Fraction

    return Fraction(statutory), Fraction(promised), Fraction(promised, statutory)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("rank_by", ["level3plus", "online"])
def test_the_tables_of_stats_follow_from_their_rows(form: str, language: str, rank_by: str) -> None:
    data = shown(tables(_tally(), View(rank_by=rank_by)), form, language)
    made = audit(grid_of(data, f".{form}"), {})
    kinds = [d.kind for d in made.discrepancies]
    assert ([len(table.rows) for table in made.tables], kinds, made.fails) == ([3, 2], ["absent"], False)


def _workbook(rows: list[list[object]]) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    page = book.add_worksheet("深度")
    page.merge_range(0, 0, 0, 6, "甲市各县区网办深度")
    for number, row in enumerate(rows, 1):
        page.write_row(number, 1, row)
    book.close()
    return stream.getvalue()


def test_a_workbook_may_hold_percentages_as_parts_of_one_and_tells_cells() -> None:
    rows: list[list[object]] = [
        ["区县", "一级", "二级", "三级", "四级", "三级以上占比"],
        ["甲区", 1, 1, 1, 0, 1 / 3],
        ["乙区", 0, 0, 0, 0, 0],
        ["丙区", 0, 1, 0, 1, 0.4],
        ["合计", 1, 2, 1, 1, 0.4],
    ]
    made = audit(grid_of(_workbook(rows), ".xlsx"), {})
    assert audit_text(made, "a.xlsx", "concise", "en").splitlines() == [
        "a.xlsx:深度!G5: error audit.level3plus 深度: 三级以上占比 of 丙区 is 0.4; the counts give 50.00%",
        "1 tables: 1 wrong, 0 doubtful, 0 notes",
    ]


def test_a_csv_tells_line_and_column() -> None:
    text = LIMITS.split("\n", 3)[3].replace(",", "").replace("\t", ",").replace("60.00%", '"60.50%"')
    made = audit(grid_of(text.encode("gb18030"), ".csv"), {})
    assert [(d.region.line, d.region.column, d.kind) for d in made.discrepancies] == [(2, 16, "compression")]


@pytest.mark.parametrize(
    ("data", "extension", "rule"),
    [
        (b"no table", ".txt", "source.unrecognised"),
        (b"%PDF-1.7 \0\xff\xfa" * 9, ".doc", "source.unsupported"),
        (b"PK\3\4broken", ".xlsx", "source.unreadable"),
        (b"name\tx\n", ".tsv", "source.unrecognised"),
        (b"", ".csv", "source.unrecognised"),
    ],
)
def test_what_holds_no_table_says_so(data: bytes, extension: str, rule: str) -> None:
    made = audit(grid_of(data, extension), {})
    assert ([problem.rule for problem in made.problems], made.fails) == ([rule], True)


@pytest.fixture
def published(tmp_path: Path) -> Path:
    path = tmp_path / "t.txt"
    path.write_text(DEPTH, "utf-8")
    return path


def test_the_command_ends_with_1_when_more_than_rounding_is_wrong(
    published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    statuses = []
    for share in ("80.00%", "80.01%", "81.00%"):
        published.write_text(DEPTH.replace("80.00%", share), "utf-8")
        statuses.append(main(["audit", str(published)]))
    assert (statuses, capsys.readouterr().out.splitlines()[0]) == ([0, 0, 1], "1 张表，数据相符")


def test_json_names_place_and_right_value(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    published.write_text(DEPTH.replace("71.43%\n", "71.00%\n"), "utf-8")
    assert main(["audit", str(published), "--format", "json", "--lang", "en"]) == 1
    value = json.loads(capsys.readouterr().out)
    place = {"line": 8, "column": 47, "end_line": 8, "end_column": 53, "cell": None, "xpath": None}
    assert value["summary"] == {"tables": 1, "findings": {"error": 1, "warning": 0, "info": 0}}
    assert value["findings"] == [
        {
            "rule": "audit.level3plus",
            "severity": "error",
            "message": "附件1: 三级及以上网办率（%） of 甲县水利局 is 71.00%; the counts give 71.43%",
            "table": "附件1",
            "row": "甲县水利局",
            "column": "三级及以上网办率（%）",
            "printed": "71.00%",
            "expected": "71.43%",
            "location": {"source": published.as_posix(), **place},
        }
    ]


@pytest.mark.parametrize("name", ["concise", "json", "markdown"])
def test_a_file_without_a_table_is_a_finding(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "t.txt"
    path.write_text("关于|整改的通报\n", "utf-8")
    assert (
        main(["audit", str(path), "--format", name]),
        "source.unrecognised" in capsys.readouterr().out,
    ) == (1, True)


def test_a_name_in_markdown_is_never_markup(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    published.write_text(DEPTH.replace("甲县水利局\t7", "<b>|*水*\t8"), "utf-8")
    main(["audit", str(published), "--format", "markdown"])
    assert "&lt;b&gt;\\|\\*水\\*" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["nowhere.txt", "fixtures"])
def test_what_is_no_file_is_the_callers_mistake(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert (main(["audit", name]), capsys.readouterr().err.count("\n")) == (2, 1)


@pytest.fixture(scope="module")
def notice() -> Audit:
    return audit(grid_of(NOTICE.read_bytes(), ".txt"), {})


@pytest.mark.skipif(not NOTICE.exists(), reason="the notice is not at hand")
def test_the_notice_is_told_what_its_arithmetic_gives(notice: Audit) -> None:
    """The facts of annexes.json: nothing in annexes 1 and 3 but a name, six roundings, hidden rows."""
    found = {
        (d.kind, d.table.label, d.row, d.printed.replace(" ", ""), d.expected) for d in notice.discrepancies
    }
    rounded = [
        ("华容县应急管理局", "91.52%", "91.53%"),
        ("华容县新闻出版局", "43.25%", "43.24%"),
        ("华容县商务粮食局", "41.17%", "41.18%"),
        ("华容县交通运输局", "30.70%", "30.69%"),
        ("华容县残联", "19.45%", "19.44%"),
        ("华容县林业局", "18.61%", "18.60%"),
    ]
    absent = {"附件2": ("华容县科技局", "华容县消防大队"), "附件4": ("华容县统计局", "华容县档案馆")}
    assert found == {
        *(("level3plus", "附件2", *row) for row in rounded),
        *(("sum", "附件2", "合计", *pair) for pair in (("3382", "3357"), ("738", "726"), ("934", "921"))),
        *(("sum", "附件4", "总计", *pair) for pair in (("83620", "83538"), ("49517", "49439"))),
        ("missing-rows", "附件2", "合计", "合计", ""),
        ("missing-rows", "附件4", "总计", "总计", ""),
        *(("absent", label, name, name, "") for label, names in absent.items() for name in names),
        ("spelling", "附件1", "岳阳经开区", "岳阳经开区", ""),
    }


@pytest.mark.skipif(not NOTICE.exists(), reason="the notice is not at hand")
def test_the_notices_hidden_rows_are_counted_and_named(notice: Audit) -> None:
    facts = [dict(d.facts) for d in notice.discrepancies if d.kind == "missing-rows"]
    assert facts == [
        {"gaps": "合计 25、办理深度一级 12、办理深度二级 13", "named": "华容县统计局、华容县档案馆"},
        {"gaps": "法定时间总和 82、承诺时间总和 78", "named": "华容县科技局、华容县消防大队"},
    ]


def test_a_header_in_one_row_may_give_levels_twice_first_counts_then_shares() -> None:
    text = "单位\t一级\t二级\t三级\t四级\t一级\t二级\t三级\t四级\n甲\t1\t1\t1\t1\t25%\t25%\t25%\t{}\n"
    expected = ("share", "error", "甲", "四级", "52%", "25%")
    assert (told(text.format("25%")), told(text.format("52%"))) == ([], [expected])


def test_a_row_of_numbers_below_a_heading_of_two_columns_is_no_header() -> None:
    rows = ("单位", *"一二三四"), ("甲", *"1111"), ("乙", *"1111"), ("合计", *"2222")
    text = "\t".join([rows[0][0], *(f"{level}级\t" for level in rows[0][1:])]) + "\n"
    text += "".join("\t".join([row[0], *(f"{count}\t25%" for count in row[1:])]) + "\n" for row in rows[1:])
    assert told(text) == []


def test_a_total_may_stand_in_the_column_of_numbers() -> None:
    text = "序号\t单位\t法定时限\t承诺时限\n1\t甲\t10\t5\n合计\t\t{}\t5\n"
    assert told(text.format(10)) == []
    assert [found[0] for found in told(text.format(11))] == ["missing-rows", "sum"]


def test_rows_may_be_hidden_where_only_some_levels_are_shown() -> None:
    text = "单位\t合计\t三级\t四级\n甲\t3\t1\t1\n乙\t7\t2\t3\n合计\t12\t3\t4\n"
    assert [found[0] for found in told(text)] == ["missing-rows", "sum"]


@pytest.mark.parametrize(("printed", "is_sum"), [("33.34%", True), ("33.32%", False)])
def test_a_sum_of_two_rounded_shares_is_called_one(printed: str, is_sum: bool) -> None:
    text = f"单位\t合计\t三级\t四级\t三级率\t四级率\t三级以上率\n甲\t6\t1\t1\t16.67%\t16.67%\t{printed}\n"
    said = audit_text(audit(grid_of(text.encode(), ".txt"), {}), "n.txt", "concise", "zh")
    assert ("由件数" in said, "两个已取整占比之和" in said) == (True, is_sum)


def test_shares_with_a_percent_sign_are_no_parts_of_one() -> None:
    text = "单位\t法定时限\t承诺时限\t压缩比\n甲\t10\t5\t0.5%\n乙\t10\t4\t0.6%\n"
    assert [found[0] for found in told(text)] == ["compression", "compression"]
    assert told(text.replace("%", "")) == []


def test_of_two_totals_the_last_is_the_whole() -> None:
    text = "单位\t法定时限\t承诺时限\n甲\t10\t5\n合计\t3\t1\n总计\t10\t5\n"
    assert told(text) == []


def test_online_matters_are_those_from_level_two() -> None:
    text = "区县\t一级\t二级\t三级\t四级\t网上可办数\t网上可办率\n甲区\t1\t2\t3\t4\t{}\t{}\n"
    assert told(text.format(9, "90.0%")) == []
    assert told(text.format(10, "100.0%")) == [
        ("online", "error", "甲区", "网上可办数", "10", "9"),
        ("online-share", "error", "甲区", "网上可办率", "100.0%", "90.0%"),
    ]


def test_rows_without_a_name_and_numbers_are_no_rows() -> None:
    assert told(LIMITS.replace("甲县林业局", "\t1\t1\t0%\n县\t不详\t不详\t\n甲县林业局")) == []


@pytest.mark.parametrize(
    "tail",
    [
        "2\t乙\n3\t丙\t20\t5\n",
        "2\t丙\t\n\t20\t5\n",
        "2\t乙\n",
        "2\t乙\n丙\n",
        "2\t丙\n",
        "注\t乙\n丙\t20\t5\n",
    ],
)
def test_a_short_row_that_nothing_completes_stays_alone(tail: str) -> None:
    text = "序号\t单位\t法定时限\t承诺时限\n1\t甲\t10\t5\n" + tail
    made = audit(grid_of(text.encode(), ".txt"), {})
    assert made.tables[0].rows[0].name == "甲"
    assert "乙丙" not in [row.name for row in made.tables[0].rows]


def test_a_file_that_cannot_be_read_is_a_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    link = tmp_path / "t.txt"
    link.symlink_to(tmp_path / "gone")
    assert (main(["audit", str(link)]), "source.unreadable" in capsys.readouterr().out) == (1, True)
