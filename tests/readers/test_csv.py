"""CSV and TSV: fields as in the csv module, layout of tables, positions in the text."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from workbook_factory import NAMES

from guidelint.location import Lines, Region
from guidelint.readers.csv.reader import CsvTree, clean, scan
from linting import lint, short, source

GUIDE = {"事项名称": "取水许可", "实施编码": "001", "办理地点": "一楼"}


def tree_of(text: str) -> CsvTree:
    return CsvTree(text, NAMES)


def cut(tree: CsvTree, *path: str | int) -> str:
    """The stretch of text that the region of a path names."""
    region = tree.region(path)
    return tree.lines.text[
        tree.lines.offset(region.line, region.column) : tree.lines.offset(region.end_line, region.end_column)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "事项名称,实施编码,办理地点\n取水许可,001,一楼\n",
        "事项名称\t实施编码\t办理地点\r\n取水许可\t001\t一楼",
        "事项名称;实施编码;办理地点\r取水许可;001;一楼\r",
        "事项名称|实施编码|办理地点\n取水许可|001|一楼\n",
        "sep=;\n事项名称;实施编码;办理地点\n取水许可;001;一楼\n",
        "事项汇总表,,\n\n事项名称,实施编码,办理地点\n,,\n取水许可,001,一楼\n,,\n",
        "事项名称,实施编码,办理地点,\n取水许可,001,一楼,\n",
        '事项名称, 实施编码, 办理地点\n取水许可, "001", "一楼"\n',
        '"事项名称"\t,"实施编码"\t,"办理地点"\t,\n"取水许可"\t,"001"\t,"一楼"\t,\n',
        '事项名称,实施编码,办理地点\n取水许可,"=""001""",\t一楼\n',
        "*事项名称（必填）,实施编码(24位),办理地点/transact_addr\n取水许可,001,一楼",
    ],
)
def test_exports_of_all_habits_read_alike(text):
    tree = tree_of(text)
    assert (tree.root, tree.problems) == ([GUIDE], [])


def test_blanks_belong_to_a_value_where_no_quote_follows_one():
    assert tree_of("事项名称,办理地点\n 取水, 一楼\n").root == [{"事项名称": " 取水", "办理地点": " 一楼"}]


def test_a_quote_behind_a_blank_holds_the_delimiter():
    tree = tree_of('事项名称, 办理时间, 办理地点\n取水, "周一, 周二",  一楼\n')
    assert tree.root == [{"事项名称": "取水", "办理时间": "周一, 周二", "办理地点": "一楼"}]
    assert (cut(tree, 0, "办理时间"), cut(tree, 0, "办理地点")) == ('"周一, 周二"', "一楼")


def test_an_apostrophe_that_keeps_a_code_from_being_rounded_is_no_part_of_it():
    tree = tree_of("事项名称,实施编码,咨询方式,备注\n取水,'1143062300635,'0730-4222345,'2号楼'\n")
    assert list(tree.root[0].values()) == ["取水", "1143062300635", "0730-4222345", "'2号楼'"]
    assert cut(tree, 0, "实施编码") == "'1143062300635"


def test_a_quoted_line_break_stays_in_its_value_and_its_region():
    tree = tree_of('事项名称,办理时间,办理地点\n取水,"上午\n下午",一楼\n')
    assert tree.root == [{"事项名称": "取水", "办理时间": "上午\n下午", "办理地点": "一楼"}]
    assert tree.region((0, "办理时间")) == Region(2, 4, 3, 4)
    assert tree.region((0, "办理地点")) == Region(3, 5, 3, 7)


def test_an_empty_cell_and_a_missing_one_are_places_too():
    tree = tree_of("事项名称,办理时间,办理地点\n取水,,一楼\n采矿\n")
    assert tree.region((0, "办理时间")) == Region(2, 4, 2, 4)
    assert tree.region((1, "办理地点")) == Region(3, 3, 3, 3)
    assert tree.region((1, "无此列")) == Region(3, 1, 3, 3)


def test_rows_of_one_matter_are_folded():
    tree = tree_of("事项名称,实施编码,材料名称,份数\n取水,1,申请书,1\n,,身份证,2\n采矿,2,申请书,1\n")
    assert [[m["材料名称"] for m in record["申请材料"]] for record in tree.root] == [
        ["申请书", "身份证"],
        ["申请书"],
    ]
    assert tree.region((0, "申请材料", 1, "份数")) == Region(3, 7, 3, 8)


def test_a_header_of_two_rows_needs_no_merged_cells():
    text = "汇总表,,,\n事项名称,实施编码,申请材料,\n,,材料名称,份数\n取水,1,申请书,1\n,,身份证,2\n"
    tree = tree_of(text)
    items = [{"材料名称": "申请书", "份数": "1"}, {"材料名称": "身份证", "份数": "2"}]
    assert tree.root == [{"事项名称": "取水", "实施编码": "1", "申请材料": items}]
    assert tree.region((0, "事项名称", "")) == Region(2, 1, 2, 5)
    assert tree.region((0, "申请材料", 0, "份数", "")) == Region(3, 8, 3, 10)


@pytest.mark.parametrize("text", ["\n\n", ",,\n,,\n", "颜色\n"])
def test_a_text_without_cells_has_no_header(text):
    tree = tree_of(text)
    assert (tree.root, [(p.rule, p.region) for p in tree.problems]) == (
        None,
        [("source.unrecognised", Region(1, 1, 1, 1))],
    )


@pytest.mark.parametrize("heading", ["申请材料清单", "*材料信息", "所需材料目录（必填）"])
def test_a_column_may_be_titled_as_a_list_of_materials_is(heading):
    tree = tree_of(f"事项名称,{heading}\n甲,申请书\n")
    assert tree.root == [{"事项名称": "甲", "申请材料": "申请书"}]


def test_dotted_headings_name_lists():
    tree = tree_of("name,code,materials.name,materials.copies\n取水,1,申请书,1\n")
    assert tree.root == [{"name": "取水", "code": "1", "申请材料": [{"name": "申请书", "copies": "1"}]}]


def test_a_quote_that_never_closes_is_told_where_it_opens():
    tree = tree_of('事项名称,办理地点\n取水,"一楼\n采矿,二楼\n')
    assert [(p.rule, p.region) for p in tree.problems] == [("source.truncated", Region(2, 4, 2, 5))]


def test_no_heading_is_known():
    tree = tree_of("颜色,事项的名称\n红,取水\n")
    assert (tree.root, [p.rule for p in tree.problems]) == (None, ["source.unrecognised"])


def test_headings_without_rows_are_one_finding():
    report = lint(source("a.csv", "事项名称,实施编码,办理地点\n"))
    assert short(report) == [("source.no-rows", 1, 1)]


def test_gbk_is_read_and_told():
    report = lint(source("a.csv", "事项名称,实施编码,办理时间\n取水许可,1,\n".encode("gbk")))
    told = [("source.encoding", 1, 1), ("source.no-column", 1, 1), ("contact.hours-missing", 2, 8)]
    assert short(report) == told


def test_a_byte_order_mark_is_no_part_of_the_first_heading():
    report = lint(source("a.csv", "\ufeff事项名称,实施编码,办理时间\n,1,\n".encode()))
    told = [("source.no-column", 1, 1), ("identity.name-missing", 2, 1), ("contact.hours-missing", 2, 4)]
    assert short(report) == told


def test_a_field_beyond_the_modules_limit_is_read():
    long = "字" * 140_000
    tree = tree_of(f"事项名称,实施编码\n{long},1\n")
    assert tree.root == [{"事项名称": long, "实施编码": "1"}]


def test_a_million_columns_are_no_matter():
    tree = tree_of("事项名称,实施编码" + "," * 1_000_000 + "\n取水,1\n")
    assert tree.root == [{"事项名称": "取水", "实施编码": "1"}]


@settings(max_examples=300, deadline=None)
@given(st.text('甲"\t,;\r\n ', max_size=40), st.sampled_from([",", "\t", ";", ", ", "; "]))
@example('"', ",")
@example('a,"b"c"",\r\n\r\r"x""y"\t,', ",")
def test_the_scanner_has_the_values_of_the_csv_module(text, delimiter):
    lines = StringIO(text, newline="")
    expected = list(csv.reader(lines, delimiter=delimiter[0], skipinitialspace=len(delimiter) > 1))
    assert [[field.value for field in row] for row in scan(text, delimiter)] == expected


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(*[st.text('甲a"\t,\n', max_size=5)] * 3), max_size=6), st.sampled_from((0, 1)))
def test_a_region_cut_out_of_the_text_is_the_value(rows, quoting):
    buffer = StringIO(newline="")
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL if quoting else csv.QUOTE_MINIMAL)
    writer.writerows([("事项名称", "办理时间", "办理地点"), *rows])
    tree = tree_of(buffer.getvalue())
    for number, record in enumerate(tree.root):
        for name, text in record.items():
            fields = [field.value for row in scan(cut(tree, number, name), ",") for field in row]
            assert "".join((clean(value) or "").strip() for value in fields) == (text or "").strip()
            assert len(fields) <= 1


def test_lines_of_the_text_are_those_of_the_locations():
    text = '事项名称,办理地点\r\n"取\r\n水",一楼\r\n'
    assert Lines(text).line_text(3) == '水",一楼'
    assert tree_of(text).region((0, "办理地点")) == Region(3, 4, 3, 6)
