"""Sheets laid out as forms, with one guide or several beside or below each other, and the cells of their
values.
"""

from __future__ import annotations

import pytest
from workbook_factory import NAMES, book_of, cell_text

from guidelint.finding import Edit
from guidelint.readers.csv.reader import CsvTree
from guidelint.readers.workbook.reader import WorkbookTree
from linting import lint, source

PAIRS = [
    ("取水许可办事指南",),
    ("事项名称", "取水许可"),
    ("实施主体", "县水利局"),
    ("受理条件", "1.符合规划；\n2.用途合理。"),
    ("办理地点", "县政务中心"),
    ("咨询电话", None),
]
WIDE = [
    ("县政务服务事项办事指南",),
    ("事项名称", "取水许可", None, "实施编码", "001", None),
    ("法定办结时限", "20个工作日", None, "承诺办结时限", "5个工作日", None),
    ("办理地点", "县政务中心"),
    ("申请材料",),
    ("序号", "材料名称", "份数", "来源渠道"),
    (1, "申请书", 1, "申请人自备"),
    (2, "身份证", 1, None),
    ("办理流程", "申请→受理"),
    ("注：本表一式两份",),
]
MERGED = ("A1:F1", "B2:C2", "E2:F2", "B3:C3", "E3:F3", "B4:F4", "A5:F5", "B9:F9", "A10:F10")


def tree_of(content: bytes) -> WorkbookTree:
    return WorkbookTree(content, NAMES)


def test_a_sheet_of_labels_and_texts_is_a_guide_and_points_at_its_cells():
    content = book_of({"取水": PAIRS, "采砂": [("事项名称", "采砂许可"), *PAIRS[2:]]})
    tree = tree_of(content)
    assert [guide["事项名称"] for guide in tree.root] == ["取水许可", "采砂许可"]
    assert (tree.root[0]["受理条件"], tree.root[0]["咨询电话"]) == (PAIRS[3][1], "")
    paths = (0, "实施主体"), (0, "咨询电话"), (0, "无此项"), (1, "受理条件"), (1,)
    assert [tree.region(path).cell for path in paths] == [
        "取水!B3",
        "取水!B6",
        "取水!A2",
        "采砂!B3",
        "采砂!A1",
    ]
    assert cell_text(content, tree.region((1, "受理条件"))) == PAIRS[3][1]
    assert tree.problems == []


@pytest.mark.parametrize("gap", [(), (None,)])
def test_guides_beside_each_other_in_columns_of_labels_and_texts_are_read_one_by_one(gap):
    other = {"取水许可": "采砂许可", "县政务中心": "县水利局"}
    tables = [*PAIRS[1:], ("申请材料",), ("材料名称", "份数"), ("申请书", "1")]
    rows = [PAIRS[0]]
    for row in tables:
        first = [*row, *[None] * (2 - len(row))]
        rows.append((*first, *gap, *(other.get(text, text) for text in first)))
    tree = tree_of(book_of({"表": rows}))
    assert [(guide["事项名称"], guide["办理地点"]) for guide in tree.root] == [
        ("取水许可", "县政务中心"),
        ("采砂许可", "县水利局"),
    ]
    assert [guide["申请材料"] for guide in tree.root] == [[{"材料名称": "申请书", "份数": "1"}]] * 2
    assert tree.region((0, "办理地点")).cell == "表!B5"
    assert tree.region((1, "办理地点")).cell == ("表!E5" if gap else "表!D5")
    assert tree.region((1, "申请材料", 0, "材料名称")).cell == ("表!D9" if gap else "表!C9")


@pytest.mark.parametrize("merged", [MERGED, ("A1:F1",)])
def test_labels_in_four_columns_and_a_table_of_materials_below_are_one_guide(merged):
    tree = tree_of(book_of({"表": WIDE}, *(("表", span) for span in merged)))
    [guide] = tree.root
    texts = [guide[name] for name in ("事项名称", "实施编码", "承诺办结时限", "办理地点", "办理流程")]
    assert texts == ["取水许可", "001", "5个工作日", "县政务中心", "申请→受理"]
    assert [item["材料名称"] for item in guide["申请材料"]] == ["申请书", "身份证"]
    paths = (
        (0, "承诺办结时限"),
        (0, "申请材料", 1, "材料名称"),
        (0, "申请材料", 1, "来源渠道"),
        (0, "办理流程"),
    )
    assert [tree.region(path).cell for path in paths] == ["表!E3", "表!B8", "表!B8", "表!B9"]


@pytest.mark.parametrize("merged", [("A3:A4", "A5:A6", "A7:A8", "A9:A10"), ()])
def test_a_label_over_several_rows_has_all_that_stands_beside_it(merged):
    rows = [
        ("事项名称", "取水许可", None),
        ("实施编码", "001", None),
        ("受理条件", "符合规划；", None),
        (None, "用途合理。", None),
        ("申请材料", 1, "申请书"),
        (None, 2, "身份证"),
        ("办理时限", "法定办结时限", "20个工作日"),
        (None, "承诺办结时限", "5个工作日"),
        ("咨询方式", "电话", "0730-4222222"),
        (None, "地址", "县政务中心"),
    ]
    tree = tree_of(book_of({"表": rows}, *(("表", span) for span in merged)))
    assert tree.root == [
        {
            "事项名称": "取水许可",
            "实施编码": "001",
            "受理条件": "符合规划；\n用途合理。",
            "申请材料": ["申请书", "身份证"],
            "法定办结时限": "20个工作日",
            "承诺办结时限": "5个工作日",
            "咨询方式": "电话：0730-4222222\n地址：县政务中心",
        }
    ]
    assert tree.region((0, "申请材料", 1)).cell == "表!C6"


def test_guides_below_each_other_on_one_sheet_are_told_apart():
    rows = [*PAIRS, (), ("采砂许可办事指南",), ("事项名称", "采砂许可"), *PAIRS[2:]]
    tree = tree_of(book_of({"水利局": rows}))
    assert [guide["事项名称"] for guide in tree.root] == ["取水许可", "采砂许可"]
    assert tree.region((1, "办理地点")).cell == "水利局!B12"


def test_guides_beside_each_other_are_read_by_column():
    rows = [
        ("县水利局办事指南",),
        ("事项名称", "取水许可", "采砂许可"),
        ("基本信息",),
        ("办理地点", "一楼", "二楼"),
        ("咨询电话", "0730-1", None),
        ("法定时限", "20日", "30日"),
    ]
    tree = tree_of(book_of({"表": rows}, ("表", "A1:C1"), ("表", "A3:C3")))
    assert [(guide["事项名称"], guide["办理地点"], guide["法定时限"]) for guide in tree.root] == [
        ("取水许可", "一楼", "20日"),
        ("采砂许可", "二楼", "30日"),
    ]
    assert [tree.region((1, key)).cell for key in ("办理地点", "咨询电话")] == ["表!C4", "表!C5"]


def test_tables_stay_tables_and_what_is_not_read_is_told():
    sheets = {
        "目录": [("序号", "事项名称", "实施主体"), (1, "取水许可", "县水利局")],
        "填写说明": [("事项名称", "填写标准名称"), ("实施编码", "31位，必填"), ("办理地点", "请填写到窗口")],
        "取水": PAIRS,
    }
    report = lint(source("指南.xlsx", book_of(sheets)))
    assert report.records == 1
    assert [note.reason.split("”")[0] for note in report.not_checked if note.rule == "*"] == [
        "“填写说明",
        "“目录",
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [
            ("事项名称", "字符型", 200),
            ("实施编码", "字符型", 31),
            ("办理地点", "字符型", 500),
            ("受理条件", "文本", None),
        ],
        [("事项名称", "填写标准名称"), ("实施编码", "31位，必填"), ("办理地点", "请填写到窗口")],
        [
            ("申请人", "张三", "身份证号", "430623"),
            ("性别", "男", "联系电话", "13800000000"),
            ("家庭住址", "华容县", "邮编", "414200"),
            ("事项名称", "临时救助", "实施主体", "民政局"),
            ("申请理由", "困难", "受理时间", "2026年3月1日"),
        ],
        [
            ("受理通知书",),
            ("事项名称", "取水许可"),
            ("申请人", "张三"),
            ("受理时间", "2026年3月1日"),
            ("承诺期限", "20个工作日"),
            ("联系电话", "0730-1234567"),
        ],
    ],
)
def test_what_only_tells_of_labels_and_a_form_that_is_filled_in_are_no_guides(rows):
    assert tree_of(book_of({"表": rows})).root is None


def test_a_table_under_what_is_common_to_its_guides_is_a_table():
    common = [
        ("实施主体：水利局", None, "联系电话：0730-1"),
        ("办理地点：县政务中心", None, "办公时间：全天"),
    ]
    rows = [
        ("序号", "事项名称", "法定时限", "备注"),
        (1, "取水许可", "20日", None),
        (2, "采砂许可", "9日", None),
    ]
    tree = tree_of(book_of({"表": [*common, *rows]}))
    assert [guide["事项名称"] for guide in tree.root] == ["取水许可", "采砂许可"]


@pytest.mark.parametrize("sign", [",", "\t", ";"])
def test_labels_and_texts_in_a_csv_are_a_guide(sign):
    text = "事项名称,取水许可\n实施编码,001\n办理地点,政务中心\n咨询电话,0730-1\n"
    tree = CsvTree(text.replace(",", sign), NAMES)
    assert tree.root == [
        {"事项名称": "取水许可", "实施编码": "001", "办理地点": "政务中心", "咨询电话": "0730-1"}
    ]
    assert (tree.region((0, "办理地点")).line, tree.region((0, "办理地点")).column) == (3, 6)


def test_groups_at_the_left_edge_and_a_header_of_two_rows_beside_a_label_are_read_past():
    rows = [
        ("基本信息", "事项名称", "取水许可", "实施编码", "001", None),
        (None, "办理地点", "县政务中心", "法定时限", "20日", None),
        (None, "咨询方式", "电话咨询", "0730-1", None, None),
        (None, None, "窗口咨询", "二楼", None, None),
        ("申请材料", "序号", "材料名称", "份数", None, "来源渠道"),
        (None, None, None, "原件", "复印件", None),
        (None, 1, "申请书", 1, 0, "申请人自备"),
    ]
    spans = ("A1:A4", "B3:B4", "A5:A7", "B5:B6", "C5:C6", "D5:E5", "F5:F6")
    [guide] = tree_of(book_of({"表": rows}, *(("表", span) for span in spans))).root
    assert guide["咨询方式"] == "电话咨询：0730-1\n窗口咨询：二楼"
    assert guide["申请材料"] == [
        {"材料名称": "申请书", "原件份数": "1", "复印件份数": "0", "来源渠道": "申请人自备"}
    ]


def test_lines_in_one_column_are_read_as_the_text_of_a_page():
    lines = ["小餐饮登记办事指南", "一、事项名称：小餐饮登记", "二、申请材料", "1.申请书", "2.身份证"]
    lines += ["三、办理地点：县政务中心", "四、咨询电话：0730-1"]
    tree = tree_of(book_of({"表": [(line,) for line in lines]}))
    assert tree.root == [
        {
            "事项名称": "小餐饮登记",
            "申请材料": ["申请书", "身份证"],
            "办理地点": "县政务中心",
            "咨询电话": "0730-1",
        }
    ]
    assert tree.region((0, "申请材料", 1)).cell == "表!A5"


def test_a_fix_is_written_where_the_text_is_that_of_one_cell():
    rows = [
        *PAIRS[1:],
        ("申请材料", "1.申请书"),
        (None, "2.帐户证明"),
        ("设定依据", "《水法》第1条"),
        (None, "第2条"),
    ]
    tree = tree_of(book_of({"取水": rows}))
    value = tree.root[0]["申请材料"][1]
    at = value.index("帐")
    [edit] = tree.edits((0, "申请材料", 1), value, [Edit(at, at + 1, "账")]) or ()
    assert edit.region is not None
    assert (edit.region.cell, edit.start, edit.text) == ("取水!B7", 2, "账")
    laws = tree.root[0]["受理条件"]
    assert tree.edits((0, "受理条件"), laws + "别处", [Edit(0, 1, "2")]) is None


@pytest.mark.parametrize(
    "signed", [("填表人：张三", None, "审核人：李四"), ("填表人", "张三", "审核人", "李四")]
)
def test_a_row_that_says_who_filled_a_sheet_in_is_no_element(signed):
    [guide] = tree_of(book_of({"表": [*WIDE[:-2], signed]})).root
    assert [item["材料名称"] for item in guide["申请材料"]] == ["申请书", "身份证"]
    assert "填表人" not in guide


def test_a_guide_in_lines_with_a_table_of_materials_is_no_table_of_matters():
    lines = [
        ("取水许可办事指南",),
        ("一、受理条件",),
        ("有水源论证",),
        ("二、申请材料",),
        ("材料名称", "份数", "来源渠道"),
        ("申请书", "1", "申请人自备"),
        ("三、咨询电话",),
        ("监督电话：0591-83621234",),
        ("四、办理地点",),
        ("甲路1号",),
    ]
    content = book_of({"取水": lines})
    (guide,) = tree_of(content).root
    assert (guide["事项名称"], guide["受理条件"], guide["办理地点"]) == ("取水许可", "有水源论证", "甲路1号")
    assert guide["申请材料"] == [{"材料名称": "申请书", "份数": "1", "来源渠道": "申请人自备"}]
    assert cell_text(content, tree_of(content).region((0, "办理地点"))) == "甲路1号"


def test_a_guide_in_lines_of_a_csv_file_is_no_table_of_matters():
    text = "取水许可办事指南\n一、法律依据\n《水法》第七条\n二、申请材料\n1.申请书\n2.论证报告\n三、办理地点\n甲路1号\n"
    (guide,) = CsvTree(text, NAMES).root
    assert (guide["事项名称"], guide["申请材料"], guide["办理地点"]) == (
        "取水许可",
        ["申请书", "论证报告"],
        "甲路1号",
    )
