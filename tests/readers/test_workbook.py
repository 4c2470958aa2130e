"""Workbooks as offices submit them: the values read, and the cell of each."""

from __future__ import annotations

import datetime
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workbook_factory import (
    NAMES,
    ODS_TYPE,
    book_of,
    cell_text,
    ods,
    ods_cell,
    write,
    xlsx,
    zipped,
)
from xlsxwriter import Workbook

from guidelint.location import Path as At
from guidelint.location import Region
from guidelint.readers.csv.reader import CsvTree
from guidelint.readers.tree import SourceProblem
from guidelint.readers.workbook.exported import sheets_of_xml
from guidelint.readers.workbook.reader import WorkbookTree
from guidelint.readers.workbook.text_volume import TextLength
from linting import lint, make_rules, rule_text, short, source

SAMPLES = Path(__file__).resolve().parents[2] / "../shared/samples"
HEAD = ("事项名称", "实施编码", "办理地点", "法定办结时限")
ROW = ("取水许可", "001", "一楼", "20个工作日")
GUIDE = dict(zip(HEAD, ROW, strict=True))


REQUIRED = make_rules(rule_text("materials.empty", "$.materials", "{kind: required}"))


CODES = make_rules(
    rule_text("identity.task-code", "$.code", "{kind: code, of: task}", message="{problem}"),
    rule_text("dataset.duplicate-code", "$", "{kind: distinct_codes}", message="{first}"),
)


def tree_of(content: bytes) -> WorkbookTree:
    return WorkbookTree(content, NAMES)


def cells(tree: WorkbookTree, *paths: At) -> list[str | None]:
    return [tree.region(path).cell for path in paths]


def leaves(value: Any, at: At = ()) -> list[tuple[At, str]]:
    """Every text of a tree with its path."""
    if isinstance(value, dict):
        return [leaf for key, item in value.items() for leaf in leaves(item, (*at, key))]
    if isinstance(value, list):
        return [leaf for number, item in enumerate(value) for leaf in leaves(item, (*at, number))]
    return [(at, value)] if isinstance(value, str) else []


def told(tree: WorkbookTree) -> list[tuple[str, str | None]]:
    return [(problem.rule, problem.region.cell) for problem in tree.problems]


def test_a_header_under_titles_and_a_blank_sheet_is_found():
    rows = [("华东县事项汇总表", None), ("制表单位：审批局", None, "日期：2024-05-01"), (), HEAD, ROW]
    tree = tree_of(book_of({"Sheet1": [], "事项": rows}, ("事项", "A1:D1")))
    assert (tree.root, tree.problems) == ([GUIDE], [])
    assert cells(tree, (0, "办理地点"), (0, "无此列"), (0,)) == ["事项!C5", "事项!A5", "事项!A5"]


def test_matters_on_a_hidden_sheet_are_left_out_where_others_are_seen():
    lists = [["实施编码", "材料名称"], ["001", "申请书"]]
    sheets = {"申请材料": lists, "事项": [HEAD, ROW], "去年": [HEAD, ROW]}

    def tree(*hidden: str) -> WorkbookTree:
        def build(book):
            for name, rows in sheets.items():
                sheet = book.add_worksheet(name)
                write(sheet, rows)
                if name in hidden:
                    sheet.hide()

        return tree_of(xlsx(build))

    seen = tree("去年")
    assert [matter["申请材料"] for matter in seen.root] == [[{"材料名称": "申请书"}]]
    assert [left.sheet for left in seen.left_out] == ["去年"]
    assert [len(tree(*hidden).root) for hidden in ((), ("去年", "事项"))] == [2, 2]


def test_a_form_on_a_hidden_sheet_is_left_out_where_another_is_seen():
    def build(book):
        for name in ("今年", "去年"):
            sheet = book.add_worksheet(name)
            write(
                sheet,
                [("事项名称", f"取水许可（{name}）"), ("实施主体", "县水利局"), ("办理地点", "县政务中心")],
            )
            if name == "去年":
                sheet.hide()

    tree = tree_of(xlsx(build))
    assert [guide["事项名称"] for guide in tree.root] == ["取水许可（今年）"]
    assert [left.sheet for left in tree.left_out] == ["去年"]


@pytest.mark.parametrize(
    "options",
    [
        ("事项类型", "办件类型", "是否收费"),
        ("材料类型", "材料形式", "来源渠道", "备注"),
        ("行使层级", "网上办理深度"),
    ],
)
def test_lists_of_options_beside_the_guides_are_left_out(options):
    rows = [options, [f"选项{number}" for number, _ in enumerate(options)]]
    tree = tree_of(book_of({"字典": rows, "事项": [HEAD, ROW]}))
    assert (tree.root, tree.problems, [left.sheet for left in tree.left_out]) == ([GUIDE], [], ["字典"])


def test_a_table_may_begin_anywhere():
    content = xlsx(lambda book: write(book.add_worksheet("表"), [HEAD, ROW], top=6, left=27))
    tree = tree_of(content)
    assert tree.root == [GUIDE]
    assert tree.region((0, "实施编码")) == Region(8, 29, 8, 30, "表!AC8")


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("\xa0 办理 地点\xa0", "办理地点"),
        ("*办理地点", "办理地点"),
        ("办理地点（必填）", "办理地点"),
        ("办理地点(必填)*：", "办理地点"),
        ("办理地点/transact_addr", "办理地点"),
        ("地点/location", "location"),
        ("3、办理地点", "办理地点"),
        ("办理\n地点", "办理地点"),
        ("原件/复印件", "原件/复印件"),
        ("特殊事项（不压缩的理由）", "特殊事项（不压缩的理由）"),
        ("填报 说明（内部）", "填报说明（内部）"),
        ("t1.办理地点", "办理地点"),
        ("ods_item.task_name", "task_name"),
        ("dept.name", "dept.name"),
    ],
)
def test_headings_are_read_past_their_decoration(heading, name):
    tree = tree_of(book_of({"表": [("事项名称", "实施编码", heading), ("取水", "1", "值")]}))
    assert tree.root == [{"事项名称": "取水", "实施编码": "1", name: "值"}]


def test_a_unit_in_the_heading_completes_a_bare_number_alone():
    rows = [("事项名称", "承诺时限(工作日)", "法定时限（工作日）"), ("取水", 5.0, "20个工作日")]
    content = book_of({"表": rows})
    tree = tree_of(content)
    assert tree.root == [
        {"事项名称": "取水", "承诺时限": {"value": "5", "unit": "工作日"}, "法定时限": "20个工作日"}
    ]
    assert cells(tree, (0, "承诺时限", "value")) == ["表!B2"]


def test_a_two_row_header_with_merged_groups_makes_lists():
    rows = [
        ("序号", "事项名称", "实施编码", "申请材料", None, None, "咨询", None),
        (None, None, None, "名称", "份数", "来源渠道", "电话", "网址"),
        (1, "取水许可", "001", "申请书", 1, None, "0730-1234567", "x"),
        (None, None, None, "身份证", 2, "申请人自备", None, None),
        (2, "采矿许可", "002", "申请书", 1, "其他", None, None),
    ]
    spans = ["A1:A2", "B1:B2", "C1:C2", "D1:F1", "G1:H1", "A3:A4", "B3:B4", "C3:C4", "G3:G4", "H3:H4"]
    tree = tree_of(book_of({"表": rows}, *(("表", span) for span in spans)))
    assert tree.root == [
        {
            "事项名称": "取水许可",
            "实施编码": "001",
            "咨询电话": "0730-1234567",
            "网址": "x",
            "申请材料": [
                {"名称": "申请书", "份数": "1", "来源渠道": None},
                {"名称": "身份证", "份数": "2", "来源渠道": "申请人自备"},
            ],
        },
        {
            "事项名称": "采矿许可",
            "实施编码": "002",
            "咨询电话": None,
            "网址": None,
            "申请材料": [{"名称": "申请书", "份数": "1", "来源渠道": "其他"}],
        },
    ]
    paths = (0, "申请材料", 0, "来源渠道"), (0, "申请材料", 1, "出具单位"), (0, "申请材料"), (1, "咨询电话")
    assert cells(tree, *paths) == ["表!F3", "表!D4", "表!D3", "表!G5"]


@pytest.mark.parametrize(
    ("group", "labels", "cells", "expected"),
    [
        (
            "承诺办结时限",
            ("时限", "单位"),
            (5, "工作日"),
            {"承诺办结时限": "5", "承诺办结时限单位": "工作日"},
        ),
        ("承诺时限", ("期限", "说明"), ("5日", "另计"), {"承诺时限": "5日", "承诺时限说明": "另计"}),
        ("办理时限", ("法定", "承诺"), ("9日", "5日"), {"法定办理时限": "9日", "承诺办理时限": "5日"}),
        ("咨询方式", ("电话", "地址"), ("12345", "路"), {"咨询电话": "12345", "地址": "路"}),
        ("是否收费", ("是", "否"), ("√", None), {"是": "√", "否": None}),
    ],
)
def test_headings_merged_over_two_rows_prove_a_header_of_two(group, labels, cells, expected):
    rows = [
        ("序号", "事项名称", "实施编码", group, None),
        (None, None, None, *labels),
        (1, "取水", "001", *cells),
    ]
    tree = tree_of(book_of({"表": rows}, *(("表", span) for span in ("A1:A2", "B1:B2", "C1:C2", "D1:E1"))))
    assert (tree.root, tree.problems) == ([{"事项名称": "取水", "实施编码": "001", **expected}], [])


def test_a_header_of_two_rows_without_merged_cells_is_known_by_what_both_say():
    rows = [("事项名称", "承诺办结时限", None), (None, "时限", "单位"), ("取水", 5, "工作日")]
    tree = tree_of(book_of({"表": rows}))
    assert tree.root == [{"事项名称": "取水", "承诺办结时限": "5", "承诺办结时限单位": "工作日"}]


def test_headings_merged_over_two_rows_for_height_are_a_header_of_one():
    rows = [("事项名称", "实施编码"), (None, None), ("取水", "001")]
    tree = tree_of(book_of({"表": rows}, ("表", "A1:A2"), ("表", "B1:B2")))
    assert tree.root == [{"事项名称": "取水", "实施编码": "001"}]


def test_merged_cells_of_a_list_are_filled_and_named_by_their_first_cell():
    rows = [
        ("事项名称", "材料名称", "来源渠道"),
        ("取水", "申请书", "申请人自备"),
        (None, "身份证", None),
    ]
    content = book_of({"表": rows}, ("表", "A2:A3"), ("表", "C2:C3"))
    tree = tree_of(content)
    assert [item["来源渠道"] for item in tree.root[0]["申请材料"]] == ["申请人自备", "申请人自备"]
    assert cells(tree, (0, "申请材料", 1, "来源渠道"), (0, "申请材料", 1, "材料名称")) == ["表!C2", "表!B3"]


def test_cells_that_list_line_by_line_side_by_side_are_elements():
    rows = [
        ("事项名称", "材料名称", "份数", "来源渠道"),
        ("取水", "1.申请书\n2.身份证", "1\n2", "其他"),
        ("采矿", "申请书\n（原件）", "1", None),
    ]
    content = book_of({"表": rows})
    tree = tree_of(content)
    assert [matter["申请材料"] for matter in tree.root] == [
        [
            {"材料名称": "1.申请书", "份数": "1", "来源渠道": "其他"},
            {"材料名称": "2.身份证", "份数": "2", "来源渠道": "其他"},
        ],
        [{"材料名称": "申请书\n（原件）", "份数": "1", "来源渠道": None}],
    ]
    assert cells(tree, (0, "申请材料", 1, "份数"), (1, "申请材料", 0, "材料名称")) == ["表!C2", "表!B3"]


def test_repeated_matter_cells_fold_and_differing_ones_do_not():
    rows = [
        ("事项名称", "实施编码", "办理地点", "材料名称"),
        ("取水", "1", "一楼", "甲"),
        ("取水", "1", "一楼", "乙"),
        ("取水", "1", "二楼", "丙"),
        ("采矿", "2", "二楼", None),
        ("采矿", "2", "二楼", None),
    ]
    tree = tree_of(book_of({"表": rows}))
    assert [(r["实施编码"], [m["材料名称"] for m in r["申请材料"]]) for r in tree.root] == [
        ("1", ["甲", "乙"]),
        ("1", ["丙"]),
        ("2", []),
        ("2", []),
    ]


def test_a_material_listed_twice_stays_twice_but_a_repeated_result_once():
    rows = [
        ("事项名称", "材料名称", "结果名称"),
        ("取水", "甲", "许可证"),
        ("取水", "乙", "许可证"),
        ("取水", "乙", "许可证"),
    ]
    record = tree_of(book_of({"表": rows})).root[0]
    assert [m["材料名称"] for m in record["申请材料"]] == ["甲", "乙", "乙"]
    assert record["办理结果"] == [{"结果名称": "许可证"}]


def test_child_sheets_are_joined_by_their_key():
    sheets = {
        "填表说明": [("请如实填写",)],
        "事项": [HEAD, ROW, ("采矿", "002", "二楼", "10个工作日")],
        "申请材料": [
            ("序号", "实施编码", "事项名称", "材料名称", "份数"),
            (1, "002", "采矿", "矿区图", 1),
            (2, None, None, "申请书", 2),
            (3, "001", "取水许可", "申请书", 1),
            (4, "009", "无此事项", "申请书", 1),
        ],
        "收费项目": [("实施编码", "收费项目名称"), ("001", "水资源费")],
        "steps": [("实施编码", "环节名称"), ("001", "受理")],
    }
    tree = tree_of(book_of(sheets))
    assert tree.root[0] == {
        **GUIDE,
        "申请材料": [{"材料名称": "申请书", "份数": "1"}],
        "收费项目": [{"收费项目名称": "水资源费"}],
        "办理环节": [{"环节名称": "受理"}],
    }
    assert [item["材料名称"] for item in tree.root[1]["申请材料"]] == ["矿区图", "申请书"]
    assert tree.root[1]["收费项目"] == []
    assert cells(tree, (1, "申请材料", 1, "份数"), (1, "收费项目")) == ["申请材料!E3", "事项!A3"]
    assert told(tree) == [("source.unrecognised", "申请材料!B5")]
    assert "第 5 行" in tree.problems[0].args["reason"]


def test_a_list_as_a_whole_is_located_at_its_first_element_and_a_missing_one_at_its_matter():
    steps = [("实施编码", "环节名称"), ("002", "受理"), ("001", "审查"), ("001", "决定")]
    sheets = {
        "事项": [HEAD, ROW, ("采矿", "002", "二楼", "10个工作日"), ("探矿", "003", "", "")],
        "办理环节": steps,
    }
    tree = tree_of(book_of(sheets))
    steps_of = [(number, "办理环节") for number in range(3)]
    assert cells(tree, *steps_of) == ["办理环节!B3", "办理环节!B2", "事项!A4"]


def test_what_has_no_cell_is_located_at_the_name_and_not_at_the_number_of_a_row():
    rows = [("序号", "事项名称", "实施编码", "办理地点"), (1, "取水", "001", "一楼")]
    assert cells(tree_of(book_of({"事项": rows})), (0, "申请材料"), (0, "办理时间")) == ["事项!B2", "事项!B2"]


def test_of_an_element_the_cell_with_what_the_message_quotes_is_named():
    rule = rule_text("legal.docnumber", "$.legal_basis[*]", "{kind: document_number}", message="{found}")
    bases = [
        ("事项名称", "法律名称", "文号", "条款"),
        ("取水", "《取水许可通知》", "国办发[2022]5号", "第一条"),
    ]
    book = book_of(
        {"事项": [("事项名称", "实施编码", "办理地点"), ("取水", "001", "一楼")], "设定依据": bases}
    )
    [finding] = lint(source("a.xlsx", book), rules=make_rules(rule)).findings
    assert (finding.path, finding.location.region.cell) == ("$.legal_basis[0]", "设定依据!C2")


def test_a_material_sheet_of_another_name_is_known_by_its_columns():
    sheets = {
        "事项信息": [("事项唯一编码", "事项名称", "办理地点"), ("7", "取水", "一楼")],
        "附表2": [("事项唯一编码", "事项名称", "材料唯一编码", "材料名称"), ("7", "取水", "m1", "申请书")],
        "修改记录": [("序号", "事项编码", "修改内容"), (1, "7", "无")],
    }
    tree = tree_of(book_of(sheets))
    assert [record["申请材料"] for record in tree.root] == [[{"材料唯一编码": "m1", "材料名称": "申请书"}]]
    assert tree.problems == []


@pytest.mark.parametrize("name", [" 取水许可\u3000", "取水\n许可", "取水许可"])
@pytest.mark.parametrize("brackets", ["（变更）", "(变更)", " (变更）"])
def test_a_name_is_the_same_name_however_it_is_typed(name, brackets):
    sheets = {
        "事项": [("事项名称", "办理地点"), ("取水许可（变更）", "一楼"), ("取水许可", "一楼")],
        "申请材料": [("事项名称", "材料名称"), (name + brackets, "申请书"), ("无此事项 (甲)", "书")],
    }
    tree = tree_of(book_of(sheets))
    assert [record["申请材料"] for record in tree.root] == [[{"材料名称": "申请书"}], []]
    assert ["“无此事项 (甲)”" in problem.args["reason"] for problem in tree.problems] == [True]


def test_a_child_sheet_without_a_common_key_is_told():
    sheets = {"事项": [HEAD, ROW], "申请材料": [("材料名称", "份数"), ("申请书", 1)]}
    tree = tree_of(book_of(sheets))
    assert (tree.root, told(tree)) == ([GUIDE], [("source.unrecognised", "申请材料!A1")])


SHARING = [
    ("事项名称", "实施主体", "备注"),
    ("优待证", "甲镇", "无"),
    ("优待证", "乙镇", "有"),
    ("取水", "甲镇", "无"),
]


def test_matters_of_one_name_are_told_apart_by_what_both_sheets_say():
    head = ("序号", "事项名称", "实施主体", "材料名称", "备注")
    rows = [
        (1, "优待证", "乙镇", "照片", "无"),
        (2, None, None, "身份证", None),
        (3, "优待证", "甲镇", "书", "有"),
    ]
    tree = tree_of(book_of({"事项": SHARING, "申请材料": [head, *rows]}))
    names = [[item["材料名称"] for item in row["申请材料"]] for row in tree.root]
    assert (names, tree.problems) == ([["书"], ["照片", "身份证"], []], [])
    assert cells(tree, (1, "申请材料", 1, "材料名称")) == ["申请材料!D3"]


def test_what_may_belong_to_either_of_two_matters_is_told_and_nothing_is_missed_of_them():
    rows = [("事项名称", "材料名称"), ("优待证", "照片"), ("优待证", "身份证"), ("取水", "申请书")]
    sheets = {"事项": [row[:2] for row in SHARING], "申请材料": rows}
    report = lint(source("a.xlsx", book_of(sheets)), rules=REQUIRED)
    told = [(finding.rule, finding.location.region.cell) for finding in report.findings]
    assert told == [("source.unrecognised", "申请材料!A2")]
    assert "2 个同名事项" in report.findings[0].message
    assert [entry.rule for entry in report.not_checked] == ["materials.empty"]


def test_sheets_of_several_departments_are_read_alike():
    sheets = {"水利局": [HEAD, ROW], "民政局": [HEAD, ("低保", "2", "二楼", None)]}
    tree = tree_of(book_of(sheets))
    assert [record["事项名称"] for record in tree.root] == ["取水许可", "低保"]
    assert cells(tree, (1, "法定办结时限")) == ["民政局!D2"]


@pytest.mark.parametrize("counter", ["序号", "序 号", "材料序号"])
@pytest.mark.parametrize("group", [None, "申请材料"])
def test_a_column_that_counts_the_materials_is_none_of_the_matter(counter, group):
    head = ["序号", *HEAD, counter, "材料名称", "份数"]
    rows = [
        head,
        [1, *ROW, 1, "申请书", 1],
        [None, None, None, None, None, 2, "身份证", 2],
        [2, "采矿", "2", "二楼", "即办", 1, "图", 1],
    ]
    merged = [("表", "B2:B3")]
    if group:
        rows.insert(0, [None] * 5 + [group])
        merged = [("表", "F1:H1"), ("表", "B3:B4")]
    tree = tree_of(book_of({"表": rows}, *merged))
    assert [len(row["申请材料"]) for row in tree.root] == [2, 1]
    assert tree.root[0] == {
        **GUIDE,
        "申请材料": [{"材料名称": "申请书", "份数": "1"}, {"材料名称": "身份证", "份数": "2"}],
    }
    assert tree.problems == []


@pytest.mark.parametrize("merged", [(), ("A2:A3", "B2:B3")])
def test_materials_one_a_row_below_their_matter_are_those_of_it(merged):
    """Under 申请材料, which is a column of the matter where each row has one."""
    rows = [("事项名称", "办理地点", "申请材料", "份数"), ("甲", "一楼", "身份证", 1)]
    rows += [(None, None, "户口簿", None), ("乙", "二楼", "1.申请书\n2.照片", None)]
    tree = tree_of(book_of({"表": rows}, *(("表", span) for span in merged)))
    assert [row["事项名称"] for row in tree.root] == ["甲", "乙"]
    assert tree.root[0]["申请材料"] == [
        {"材料名称": "身份证", "份数": "1"},
        {"材料名称": "户口簿", "份数": None},
    ]
    assert cells(tree, (0, "申请材料", 1, "材料名称")) == ["表!C3"]
    tree = tree_of(book_of({"表": [row for row in rows if row[0]]}))
    assert tree.root[1]["申请材料"] == "1.申请书\n2.照片"


def test_cells_that_are_struck_out_are_no_material():
    rows = [(*HEAD, "材料名称", "份数"), (*ROW, "/", "/"), ("采矿", "2", "二楼", "即办", "——", None)]
    rows += [("爆破", "3", "二楼", "即办", "申请书", "/"), (None, None, None, None, "无", "/")]
    tree = tree_of(book_of({"表": rows}))
    assert [[item["材料名称"] for item in row["申请材料"]] for row in tree.root] == [[], [], ["申请书", "无"]]


def test_section_titles_footers_counters_and_repeated_headers_are_no_matters():
    rows = [
        ("序号", *HEAD),
        ("一、行政许可",),
        (1, *ROW),
        ("序号", *HEAD),
        (2, None, None, None, None),
        ("注：以上时限均为工作日",),
        ("填表人", "张三", "审核人", "李四"),
        ("合计", 1),
    ]
    tree = tree_of(book_of({"表": rows}, ("表", "A2:E2")))
    assert tree.root == [GUIDE]


def test_rows_that_group_or_sign_a_table_without_merged_cells_are_no_matters():
    rows = [
        ("序号", "实施主体", *HEAD),
        ("一", "行政许可（2项）"),
        (1, "水利局", *ROW),
        ("联系人：张三", None, None, "联系电话：0730-1"),
    ]
    assert tree_of(book_of({"表": rows})).root == [{"实施主体": "水利局", **GUIDE}]


def test_the_title_above_a_repeated_header_is_no_matter():
    rows = [("取水科",), HEAD, ROW, (), ("采砂科",), HEAD, ROW]
    assert tree_of(book_of({"表": rows})).root == [GUIDE, GUIDE]


@pytest.mark.parametrize("rank", ["一", "（二）", "三、", "十一"])
def test_a_section_counted_in_chinese_is_no_matter(rank):
    rows = [("序号", *HEAD), (rank, "县水利局（2项）"), (1, *ROW), ("1", "只有名称的事项")]
    tree = tree_of(book_of({"表": rows}))
    assert [row["事项名称"] for row in tree.root] == ["取水许可", "只有名称的事项"]
    ranked = tree_of(book_of({"表": [("序号", "事项名称", "备注"), (rank, "取水许可"), ("二", "采矿许可")]}))
    assert [row["事项名称"] for row in ranked.root] == ["取水许可", "采矿许可"]


@pytest.mark.parametrize("gap", [[()], [("二、申请材料",)], [(), ("附：材料清单",)]])
def test_tables_below_each_other_on_a_sheet_are_read_one_by_one(gap):
    matters = [("汇总表",), HEAD, ROW, (), HEAD, ("采矿", "002", "二楼", "即办")]
    materials = [("序号", "事项名称", "材料名称", "份数"), (1, "采矿", "矿区图", 2), (2, None, "申请书", 1)]
    rows = [*matters, *gap, *materials]
    top = len(matters) + len(gap) + 2
    tree = tree_of(book_of({"表": rows}, ("表", f"B{top}:B{top + 1}")))
    assert [row["事项名称"] for row in tree.root] == ["取水许可", "采矿"]
    assert [row["申请材料"] for row in tree.root] == [
        [],
        [{"材料名称": "矿区图", "份数": "2"}, {"材料名称": "申请书", "份数": "1"}],
    ]
    assert cells(tree, (1, "办理地点"), (1, "申请材料", 1, "份数")) == ["表!C6", f"表!D{top + 1}"]
    assert (tree.problems, tree.left_out) == ([], [])


def test_a_sheet_of_steps_is_known_by_its_columns_whatever_its_title():
    steps = [("事项名称", "环节", "办理时限", "办理人"), ("取水许可", "受理", "1日", "张三")]
    tree = tree_of(book_of({"事项": [HEAD, ROW], "办理流程": steps}))
    assert tree.root == [{**GUIDE, "办理环节": [{"环节": "受理", "办理时限": "1日", "办理人": "张三"}]}]


def test_values_are_the_texts_that_a_clerk_sees():
    def build(book: Workbook) -> None:
        sheet = book.add_worksheet("表")
        day, clock = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "hh:mm"})
        write(sheet, [["事项名称", "a", "b", "c", "d", "e", "f", "g", "h", "名称", "编码"]])
        write(sheet, [[12, 11430623006.0, 4.306e17, 0.5, True, *[None] * 5, 1143062300635012e15]], top=1)
        sheet.write_datetime(1, 5, datetime.datetime(2024, 5, 1), day)
        sheet.write_datetime(1, 6, datetime.datetime(1899, 12, 31, 9, 30), clock)
        sheet.write_formula(1, 7, "=NA()", None, "#N/A")
        sheet.write_string(1, 8, "  一\n二 ")

    tree = tree_of(xlsx(build))
    values = ["12", "11430623006", "430600000000000000", "0.5", "true", "2024-05-01"]
    assert list(tree.root[0].values())[:6] == values
    assert (tree.root[0]["g"], tree.root[0]["h"]) == ("#N/A", "  一\n二 ")
    assert tree.root[0]["编码"] == "1.14306230063501E+30"


def test_a_code_that_was_rounded_to_a_number_joins_nothing_and_is_no_duplicate():
    codes = [1143062300635012345e12, 1143062300635012346e12]
    sheets = {
        "事项": [HEAD, ("取水许可", codes[0], "一楼"), ("采矿许可", codes[1], "一楼")],
        "申请材料": [("实施编码", "事项名称", "材料名称"), (codes[1], "采矿许可", "矿区图")],
    }
    tree = tree_of(book_of(sheets))
    assert [row["申请材料"] for row in tree.root] == [[], [{"材料名称": "矿区图"}]]
    text = "事项名称,实施编码\n取水,1.14306E+30\n采矿,1.14306E+30\n"
    report = lint(source("a.csv", text), rules=CODES)
    assert [f.rule for f in report.findings] == ["identity.task-code"] * 2
    assert "末尾的数字已经丢失" in report.findings[0].message


@pytest.mark.parametrize(
    ("value", "cells"),
    [(b"", ["表!F2"]), (b"<v></v>", ["表!F2"]), (b"<v/>", ["表!F2"]), (b"<v>1</v>", ["表!G2"])],
)
def test_a_formula_without_a_value_is_told_once_a_sheet(value, cells):
    lost = LOST.replace(b"</f></c><c", b"</f>" + value + b"</c><c")
    tree = tree_of(rewritten(book_of({"表": [HEAD, ROW]}), b"</row></sheetData>", lost))
    assert told(tree) == [("source.wrong-type", cell) for cell in cells]


def test_a_formula_without_a_value_beside_the_guides_is_nobodys_concern():
    book = book_of({"算": [["a", 1]], "表": [HEAD, ROW]})
    assert told(tree_of(rewritten(book, b"</row></sheetData>", LOST))) == []


def test_a_formula_whose_value_is_an_empty_text_has_a_value():
    said = b'<c r="F2" t="str"><f>A1</f><v></v></c></row></sheetData>'
    assert told(tree_of(rewritten(book_of({"表": [HEAD, ROW]}), b"</row></sheetData>", said))) == []


LOST = b'<c r="F2"><f>A1&amp;"x"</f></c><c r="G2"><f>A1</f></c></row></sheetData>'


def rewritten(content: bytes, old: bytes, new: bytes, file: str = "sheet1.xml") -> bytes:
    """A workbook with a piece of the XML of a file in it, its first sheet, replaced."""
    buffer = BytesIO()
    with ZipFile(BytesIO(content)) as given_book, ZipFile(buffer, "w", ZIP_DEFLATED) as made:
        for entry in given_book.infolist():
            data = given_book.read(entry)
            made.writestr(entry.filename, data.replace(old, new) if entry.filename.endswith(file) else data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "rule", "word"),
    [
        (
            b"<html><frameset><frame src='a.files/sheet001.htm'></frameset></html>",
            "source.unsupported",
            "网页",
        ),
        (b"MIME-Version: 1.0\n\n<html><table><tr><td>a</td></tr></table>", "source.unsupported", "网页存档"),
        ("\ufeff<HTML>".encode("utf-16-le"), "source.unsupported", "网页"),
        (b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>', "source.unreadable", "损坏"),
        ("事项名称,办理地点\n".encode(), "source.unsupported", "不是工作簿"),
        (
            b"\x05Clerk".ljust(55) + "Clerk".ljust(55).encode("utf-16-le"),
            "source.unsupported",
            "打开时的临时文件",
        ),
        (b"PK\x03\x04 and no more", "source.unreadable", "损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "source.unreadable", "损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 90, "source.unreadable", "损坏"),
        (book_of({"表": [HEAD, ROW]})[:-40], "source.unreadable", "损坏"),
        (zipped(mimetype="text/plain"), "source.unreadable", "损坏"),
    ],
)
def test_what_is_no_workbook_is_told_plainly(content, rule, word):
    tree = tree_of(content)
    assert (tree.root, [problem.rule for problem in tree.problems]) == (None, [rule])
    assert word in tree.problems[0].args["reason"]


PAGE = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="{charset}">
<!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet><x:Name>导出</x:Name>
</x:ExcelWorksheet></x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]--></head><body><div><table border=1>
<tr><td colspan=3>办事指南</td></tr><tr><th>事项名称<th>实施主体<th>办理地点</tr>
<tr><td>残疾人证办理</td><td rowspan=2>某县残联</td><td>政务大厅<br>3楼</td></tr>
<tr><td>残疾人证补办</td><td>残联&nbsp;1楼</td></tr></table></div></body></html>"""
XML = """<?xml version="1.0" encoding="{charset}"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="导出"><Table><Row><Cell ss:MergeAcross="2"><Data ss:Type="String">办事指南</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">事项名称</Data></Cell><Cell><Data ss:Type="String">实施主体</Data></Cell>
<Cell><Data ss:Type="String">办理地点</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">残疾人证办理</Data></Cell><Cell ss:MergeDown="1"><Data
 ss:Type="String">某县残联</Data></Cell><Cell><Data ss:Type="String">政务大厅&#10;3楼</Data></Cell></Row>
<Row ss:Index="4"><Cell><Data ss:Type="String">残疾人证补办</Data></Cell><Cell ss:Index="3"><ss:Data
 ss:Type="String"><!-- a note -->残联 1楼</ss:Data></Cell></Row></Table></Worksheet>
<Worksheet ss:Name="字典"><Table><Row><Cell><Data ss:Type="Number">20</Data></Cell></Row></Table>
<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet></Workbook>"""


@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
@pytest.mark.parametrize("text", [PAGE, XML])
def test_tables_of_pages_and_of_excel_2003_that_call_themselves_workbooks_are_read(text, charset):
    tree = tree_of(text.format(charset=charset).encode(charset))
    assert tree.problems == []
    assert tree.root == [
        {"事项名称": "残疾人证办理", "实施主体": "某县残联", "办理地点": "政务大厅\n3楼"},
        {"事项名称": "残疾人证补办", "实施主体": "某县残联", "办理地点": "残联 1楼"},
    ]
    assert tree.region((1, "办理地点")).cell == "导出!C4"


def test_numbers_and_dates_of_excel_2003_are_shown_as_such():
    data = (("Number", "20.0"), ("Number", "1.5"), ("DateTime", "2024-05-01T00:00:00.000"), ("Number", "x"))
    cells = "".join(f'<Cell><Data ss:Type="{kind}">{text}</Data></Cell>' for kind, text in data)
    head = XML[: XML.index("<Row>")].format(charset="utf-8")
    (sheet,) = sheets_of_xml(f"{head}<Row>{cells}</Row></Table></Worksheet></Workbook>".encode())
    assert sheet.rows == [["20", "1.5", "2024-05-01", "x"]]


@pytest.mark.parametrize(
    "text",
    [
        "<table>" + "<tr><td colspan=1000 rowspan=1000>a" * 30_000,
        XML.replace('ss:MergeAcross="2"', 'ss:MergeAcross="9999999" ss:MergeDown="9999999"').replace(
            'ss:Index="4"', 'ss:Index="99"'
        ),
        XML.replace('ss:Index="4"', 'ss:Index="9999999"').replace('ss:Index="3"', 'ss:Index="9999999"'),
    ],
)
def test_spans_without_end_do_not_exhaust_the_memory(text):
    content = text.replace("{charset}", "utf-8").encode()
    assert [problem.rule for problem in tree_of(content).problems] == ["source.unreadable"]


def test_a_cell_at_the_far_corner_does_not_exhaust_the_memory():
    content = xlsx(lambda book: book.add_worksheet("表").write_row(1_048_575, 0, ["x"] * 16_384))
    tree = tree_of(content)
    assert [problem.rule for problem in tree.problems] == ["source.unreadable"]


def test_an_ods_cell_repeated_without_end_does_not_exhaust_the_memory():
    row = ods_cell("x", 'table:number-columns-repeated="16384"')
    tree = tree_of(ods("表", *([row] * 3000)))
    assert [problem.rule for problem in tree.problems] == ["source.unreadable"]


def test_an_ods_row_repeated_behind_a_greater_sign_does_not_exhaust_the_memory():
    row = (
        '<table:table-row a=">" table:number-rows-repeated="1000000">'
        + ods_cell("办" * 3000)
        + "</table:table-row>"
    )
    tree = tree_of(ods("表", f"</table:table-row>{row}<table:table-row>"))
    assert [problem.rule for problem in tree.problems] == ["source.unreadable"]


def test_an_ods_text_repeated_in_many_cells_or_of_endless_spaces_does_not_exhaust_the_memory():
    repeated = ods_cell("办" * 3000, 'table:number-columns-repeated="1000"')
    spaces = ods_cell("a").replace(">a<", '>a<text:s text:c="2000000000"/><')
    for rows in ([[repeated]] * 400, [[spaces]]):
        tree = tree_of(ods("表", *rows))
        assert "过大" in tree.problems[0].args["reason"]


def test_a_text_that_many_cells_name_does_not_exhaust_the_memory():
    long = "办" * 30_000

    def build(book: Workbook) -> None:
        sheet = book.add_worksheet("表")
        for row in range(4000):
            sheet.write_row(row, 0, [long] * 4)

    tree = tree_of(xlsx(build))
    assert "过大" in tree.problems[0].args["reason"]


def test_workbooks_whose_texts_are_long_and_many_are_read_as_far_as_cells_do_not_name_too_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def build(book: Workbook) -> None:
        write(book.add_worksheet("表"), [HEAD, *([*ROW[:2], f"{row}号", *ROW[3:]] for row in range(3000))])
        book.add_worksheet("说明").write_string(0, 0, "办" * 2000)

    content = xlsx(build)
    with ZipFile(BytesIO(content)) as archive:
        sheets = [entry for entry in archive.infolist() if "/sheet" in entry.filename]
        cells = [archive.read(entry) for entry in sheets]
        told = {}
        for bound in (40_000_000, 1_000_000, 100_000):
            held = TextLength(archive, sheets, bound)
            for xml in cells:
                held.add(xml)
            told[bound] = held.too_much
    assert told == {40_000_000: False, 1_000_000: False, 100_000: True}


@pytest.mark.parametrize(
    ("part", "plain", "lying"),
    [
        ("sharedStrings.xml", b"<si>", b"<!--<si>--><si>"),
        ("sharedStrings.xml", b"<si>", b"<!--<si><si>--><si>"),
        ("sheet1.xml", b"<v>1</v>", b"<v>0</v><v>1</v>"),
    ],
)
def test_a_list_of_texts_cannot_pass_long_ones_for_short_ones(part: str, plain: bytes, lying: bytes) -> None:
    content = xlsx(
        lambda book: write(book.add_worksheet("表"), [["短", "办" * 2000], *([["办" * 2000]] * 100)])
    )
    with ZipFile(BytesIO(rewritten(content, plain, lying, part))) as archive:
        sheets = [entry for entry in archive.infolist() if "/sheet" in entry.filename]
        held = TextLength(archive, sheets, 300_000)
        held.add(archive.read(sheets[0]))
        assert held.too_much


@pytest.mark.parametrize("before", [b"", b"<!--" + b"x" * 300_000 + b"-->", b"<list>"])
def test_a_list_of_texts_that_says_it_is_endless_ends_no_run(before: bytes) -> None:
    lying = rewritten(
        book_of({"表": [HEAD, ROW]}), b"uniqueCount", b'uniqueCount="4000000000" x', "Strings.xml"
    )
    lying = rewritten(lying, b"<sst", before + b"<sst", "Strings.xml")
    assert [problem.rule for problem in tree_of(lying).problems] == ["source.unreadable"]


def test_a_sheet_is_looked_at_wherever_the_workbook_keeps_it():
    content = xlsx(lambda book: book.add_worksheet("表").write_row(1_048_575, 0, ["x"] * 16_384))
    buffer = BytesIO()
    with ZipFile(BytesIO(content)) as given_book, ZipFile(buffer, "w", ZIP_DEFLATED) as made:
        for entry in given_book.infolist():
            data = given_book.read(entry).replace(b"worksheets/sheet1.xml", b"elsewhere/a.xml")
            made.writestr(entry.filename.replace("worksheets/sheet1", "elsewhere/a"), data)
    assert "范围过大" in tree_of(buffer.getvalue()).problems[0].args["reason"]


def test_a_zip_bomb_is_not_unpacked():
    tree = tree_of(zipped(**{"xl/worksheets/sheet1.xml": "0" * (60 << 20)}))
    assert [problem.rule for problem in tree.problems] == ["source.unreadable"]
    assert "过大" in tree.problems[0].args["reason"]


def test_a_hundred_thousand_formatted_blank_rows_cost_nothing():
    def build(book: Workbook) -> None:
        sheet, bold = book.add_worksheet("表"), book.add_format({"bold": True})
        write(sheet, [HEAD, ROW])
        for row in range(2, 100_000):
            sheet.write_blank(row, 0, None, bold)

    assert tree_of(xlsx(build)).root == [GUIDE]


def test_no_known_heading_names_the_sheets_and_what_comes_near():
    tree = tree_of(book_of({"甲": [("事项的名称", "颜色")], "乙": [("数量",)]}))
    assert tree.root is None
    [problem] = tree.problems
    assert (problem.rule, problem.region.cell) == ("source.unrecognised", "甲!A1")
    assert "“甲”、“乙”" in problem.args["reason"]
    assert "“事项的名称”是否应为“事项名称”" in problem.args["reason"]


def test_a_header_without_rows_is_one_finding():
    content = book_of({"表": [("汇总表",), HEAD]})
    tree = tree_of(content)
    assert (tree.root, tree.problems) == ([], [SourceProblem("source.no-rows", tree.region(()), {})])
    report = lint(source("a.xlsx", content))
    assert [(f.rule, f.severity, f.location.region.cell) for f in report.findings] == [
        ("source.no-rows", "info", "表!A2")
    ]


HOW = ["填写标准名称", "31位编码，必填", "下拉选择：行政许可、公共服务", "格式：数字+工作日", "如：县水利局"]


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ([HOW], ["取水许可"]),
        ([HOW, ["示例：护士执业注册", "例如1143…", "公共服务", "如：20个工作日", "必填"]], ["取水许可"]),
        ([[None, "31位编码，必填", "下拉选择", "格式：数字+工作日", None]], ["取水许可"]),
        ([["填报员资格认定", "1", "行政许可", "请按法定20个工作日", "某局"]], ["填报员资格认定", "取水许可"]),
        ([["护士执业注册", "31位编码", "下拉选择", "格式：数字", "必填"]], ["护士执业注册", "取水许可"]),
        ([["1", "2", "3", "4", "5"]], ["取水许可"]),
        ([HOW, ["栏次", "（1）", "（2）", "（3）", "（4）"]], ["取水许可"]),
        ([["2", "3", "4", "5", "6"]], ["2", "取水许可"]),
    ],
)
def test_rows_on_how_to_fill_in_the_columns_are_no_matters(
    rows: list[list[str | None]], names: list[str]
) -> None:
    head = ["事项名称", "实施编码", "事项类型", "承诺办结时限", "实施主体"]
    data = ["取水许可", "1143062300", "行政许可", "20个工作日", "县水利局"]
    table = [head, *rows, data]
    text = "\n".join(",".join(cell or "" for cell in row) for row in table)
    for tree in (tree_of(book_of({"事项": table})), CsvTree(text, NAMES)):
        assert [matter["事项名称"] for matter in tree.root] == names


def test_a_row_of_captions_under_latin_keys_belongs_to_the_header():
    rows = [
        ("name", "code", "location", "source"),
        ("事项名称", "编码", "地点", "来源"),
        ("取水", "1", "一楼", "x"),
    ]
    assert [record["name"] for record in tree_of(book_of({"表": rows})).root] == ["取水"]


def test_every_column_is_named_with_its_header_cell():
    rows = [("事项名称", "颜色", "材料名称"), ("取水", "红", "申请书")]
    tree = tree_of(book_of({"表": rows}))
    assert {name: tree.cell(*at).cell for name, at in tree.headings.items()} == {
        "事项名称": "表!A1",
        "颜色": "表!B1",
        "申请材料.材料名称": "表!C1",
    }


def test_the_key_of_a_value_is_its_heading_and_without_one_the_first_text_of_its_column():
    rows = [
        ("事项名称", "实施编码", "颜色"),
        ("取水", "1", None),
        ("采砂", "2", "红"),
        ("渔业", "3", None, "多"),
    ]
    tree = tree_of(book_of({"表": rows}))
    assert tree.region((0, "颜色")).cell == "表!C2"
    assert tree.region((0, "颜色", "")).cell == "表!C1"
    assert tree.region((0, "D列", "")).cell == "表!D4"


def test_a_heading_given_twice_is_told_and_a_blank_one_gets_a_letter():
    rows = [("事项名称", "办理地点", "办理地点", None), ("取水", "一楼", "二楼", "x")]
    tree = tree_of(book_of({"表": rows}))
    assert tree.root == [{"事项名称": "取水", "办理地点": "二楼", "D列": "x"}]
    assert told(tree) == [("source.duplicate-key", "表!B1")]
    report = lint(source("a.xlsx", book_of({"表": [*rows[:1], ("取水", "一楼", None, "x")]})), rules=())
    message = next(finding.message for finding in report.findings if finding.rule == "source.duplicate-key")
    assert "最后一个有内容的列" in message


def test_ods_is_read_with_its_merged_cells():
    head = "".join(ods_cell(text) for text in ("事项名称", "材料名称", "来源渠道"))
    first = ods_cell("取水", 'table:number-rows-spanned="2"') + ods_cell("申请书")
    first += ods_cell("申请人自备", 'table:number-rows-spanned="2"')
    second = "<table:covered-table-cell/>" + ods_cell("身份证") + "<table:covered-table-cell/>"
    content = ods("表", head, f"</table:table-row><table:table-row-group/><table:table-row>{first}", second)
    tree = tree_of(content)
    items = [{"材料名称": name, "来源渠道": "申请人自备"} for name in ("申请书", "身份证")]
    assert tree.root == [{"事项名称": "取水", "申请材料": items}]
    assert cells(tree, (0, "申请材料", 1, "来源渠道")) == ["表!C3"]


def test_an_encrypted_ods_says_so():
    manifest = "<manifest><encryption-data/></manifest>"
    content = zipped(**{"mimetype": ODS_TYPE, "META-INF/manifest.xml": manifest, "content.xml": "secret"})
    assert "密码" in tree_of(content).problems[0].args["reason"]


def test_findings_stand_in_cells():
    rows = [("事项名称", "实施编码", "材料名称", "来源渠道", "办理时间"), ("取水", "1", "申请书", None, None)]
    report = lint(source("a.xlsx", book_of({"表": rows})))
    assert short(report) == [("materials.source-missing", 2, 4), ("contact.hours-missing", 2, 5)]


TEXTS = st.one_of(
    st.none(), st.text("甲乙1 0,“\"'<&>\n", max_size=6), st.integers(0, 10**15), st.floats(0, 1e6)
)
TABLES = st.lists(st.tuples(*[TEXTS] * 6), max_size=8)


@settings(max_examples=60, deadline=None)
@given(TABLES, st.lists(st.integers(2, 10), max_size=3, unique=True), st.integers(0, 3), st.integers(0, 3))
def test_every_cell_that_is_named_holds_the_value(rows, breaks, top, left):
    head = ("事项名称", "实施编码", "办理地点", "材料名称", "份数", "结果名称")

    def build(book: Workbook) -> None:
        sheet = book.add_worksheet("表")
        for first, after in pairwise(sorted(breaks)):
            if after - first > 1:
                sheet.merge_range(top + first, left, top + after - 1, left, "")
        write(sheet, [head, *rows], top, left)

    content = xlsx(build)
    tree = tree_of(content)
    for path, text in leaves(tree.root):
        assert cell_text(content, tree.region(path)) == text


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=400), st.integers(0, 6000), st.booleans())
def test_a_damaged_workbook_never_fails(junk, at, cut):
    whole = book_of({"表": [HEAD, ROW]})
    content = whole[:at] + junk + (b"" if cut else whole[at + len(junk) :])
    tree = tree_of(content)
    assert tree.root is None or isinstance(tree.root, list)


@pytest.mark.skipif(not SAMPLES.exists(), reason="the samples lie outside the repository")
@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("fujian/allServiceItem.xls", "Sheet1!A3"),
        ("fujian/swbStatis.xls", "事项信息!A2"),
        ("guangdong_template.xlsx", "权责清单导入模板!A1"),
    ],
)
def test_an_empty_template_from_a_province_ends_in_one_clear_finding(name, cell):
    tree = tree_of((SAMPLES / name).read_bytes())
    assert (tree.root, told(tree)) == ([], [("source.no-rows", cell)])


@pytest.mark.skipif(not SAMPLES.exists(), reason="the samples lie outside the repository")
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_xls_never_fails(data):
    whole = bytearray((SAMPLES / "fujian/allServiceItem.xls").read_bytes())
    for _ in range(data.draw(st.integers(1, 30))):
        whole[data.draw(st.integers(8, len(whole) - 1))] = data.draw(st.integers(0, 255))
    tree = tree_of(bytes(whole[: data.draw(st.sampled_from((None, 5000, 512)))]))
    assert tree.root is None or isinstance(tree.root, list)
