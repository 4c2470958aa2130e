"""Materials side by side in the columns of a table."""

from __future__ import annotations

from typing import Any

import pytest
from workbook_factory import NAMES, book_of

from guidelint.readers.csv.reader import CsvTree
from guidelint.readers.html.reader import HtmlTree
from guidelint.readers.workbook.reader import WorkbookTree

NAMED = ("取水许可", "采砂许可")
MERGED = ("事项名称", "申请材料", None, None, "承诺办结时限")
TWO = [{"材料名称": "申请书"}, {"材料名称": "身份证"}]


def materials(tree: Any) -> list[list[dict[str, str]]]:
    return [matter["申请材料"] for matter in tree.root]


def test_a_heading_merged_over_several_columns_has_a_material_in_each() -> None:
    rows = [MERGED, ("甲", "申请书", "身份证", None, "5日"), ("乙", "申请书", None, "论证报告", "5日")]
    content = book_of({"表": rows}, ("表", "B1:D1"))
    tree = WorkbookTree(content, NAMES)
    assert materials(tree) == [TWO, [{"材料名称": "申请书"}, {"材料名称": "论证报告"}]]
    assert tree.problems == []
    assert tree.region((1, "申请材料", 1, "材料名称")).cell == "表!D3"


def test_a_heading_merged_for_width_is_that_of_one_column() -> None:
    rows = [MERGED, ("甲", "申请书\n身份证", None, None, "5日")]
    tree = WorkbookTree(book_of({"表": rows}, ("表", "B1:D1")), NAMES)
    assert [matter["申请材料"] for matter in tree.root] == ["申请书\n身份证"]
    assert tree.problems == []


def test_copies_under_a_heading_merged_over_several_columns_are_no_materials() -> None:
    rows = [MERGED, ("甲", "申请书", "1份", "原件", "5日")]
    tree = WorkbookTree(book_of({"表": rows}, ("表", "B1:D1")), NAMES)
    assert [problem.rule for problem in tree.problems] == ["source.duplicate-key"] * 2


def test_a_csv_leaves_the_rest_of_a_merged_heading_blank() -> None:
    tree = CsvTree("事项名称,申请材料,,承诺办结时限\n甲,申请书,身份证,5日\n乙,申请书,/,5日\n", NAMES)
    assert materials(tree) == [TWO, [{"材料名称": "申请书"}]]
    last = CsvTree("事项名称,承诺办结时限,申请材料,\n甲,5日,申请书,已核对\n", NAMES)
    assert last.root[0]["申请材料"] == "申请书"


@pytest.mark.parametrize(
    "head",
    [
        "申请材料1,份数1,申请材料2,份数2",
        "材料1名称,材料1份数,材料2名称,材料2份数",
        "材料一,份数一,材料二,份数二",
        "材料名称（1）,份数（1）,材料名称（2）,份数（2）",
    ],
)
def test_materials_in_numbered_columns(head: str) -> None:
    tree = CsvTree(f"事项名称,{head}\n甲,申请书,1,身份证,2\n乙,申请书,1,,\n", NAMES)
    found = [[material.get("材料名称") for material in listed] for listed in materials(tree)]
    assert found == [["申请书", "身份证"], ["申请书"]]
    assert [set(material.values()) for material in materials(tree)[0]] == [{"申请书", "1"}, {"身份证", "2"}]
    assert tree.problems == []


def test_numbered_columns_beside_one_of_the_materials_are_none_of_them() -> None:
    tree = CsvTree("事项名称,申请材料,申请材料1,承诺办结时限\n甲,申请书,身份证,5日\n", NAMES)
    assert (tree.root[0]["申请材料"], tree.root[0]["申请材料1"]) == ("申请书", "身份证")


@pytest.mark.parametrize(
    ("cells", "text"), [(("申请书", "身份证"), "申请书\n身份证"), (("申请书", "1份"), "申请书")]
)
def test_a_page_whose_heading_goes_over_several_columns(cells: tuple[str, str], text: str) -> None:
    head = "<tr><th>事项名称</th><th colspan=2>申请材料</th><th>承诺办结时限</th></tr>"
    rows = "".join(
        f"<tr><td>{name}</td><td>{cells[0]}</td><td>{cells[1]}</td><td>5日</td></tr>" for name in NAMED
    )
    root = HtmlTree(f"<table>{head}{rows}</table>", NAMES).root
    assert [matter["申请材料"] for matter in root] == [text] * 2
