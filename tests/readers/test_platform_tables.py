"""Sheets that are the tables of a platform are passed to the dialect that joins them."""

from __future__ import annotations

import pytest
from workbook_factory import NAMES, book_of

from guidelint.dialects import find_rows
from guidelint.dialects.present import fields_present
from guidelint.readers.workbook.reader import WorkbookTree
from linting import DIALECTS, lint, source

BASIC = [("row_guid", "task_code", "task_name"), ("g1", "甲", "取水许可"), ("g2", "乙", "采砂许可")]
MATERIAL = [
    ("row_guid", "task_guid", "material_name", "is_need"),
    ("m1", "g2", "采砂方案", "9"),
    ("m2", "g1", "申请书", "1"),
]
EXTEND = [("task_guid", "is_online"), ("g1", "1"), ("g2", "0")]


@pytest.mark.parametrize("spelt", [str.lower, str.upper])
def test_sheets_named_as_the_tables_of_a_platform_are_joined_by_its_keys(spelt) -> None:
    sheets = {
        "up_task_general_material": MATERIAL,
        "up_task_general_basic": BASIC,
        "up_task_general_extend": EXTEND,
    }
    report = lint(source("a.xlsx", book_of({spelt(name): rows for name, rows in sheets.items()})))
    assert report.records == 2
    told = {(finding.rule, finding.location.region.cell) for finding in report.findings}
    assert ("source.unknown-code", f"{spelt('up_task_general_material')}!D2") in told
    assert not {rule for rule, _ in told} & {"materials.empty", "source.unrecognised"}


def test_what_a_platforms_sheets_have_no_column_for_is_not_missed() -> None:
    sheets = {
        "up_task_general_basic": BASIC,
        "up_task_general_material": MATERIAL,
        "up_task_general_extend": EXTEND,
    }
    tree = WorkbookTree(book_of(sheets), NAMES)
    present = {"code", "name", "materials", "materials.name", "materials.necessity", "online"}
    assert fields_present(find_rows(DIALECTS, tree.root)) == present


def test_a_platforms_sheet_of_no_matters_is_one_finding() -> None:
    tree = WorkbookTree(
        book_of({"up_task_general_basic": BASIC[:1], "up_task_general_material": MATERIAL}), NAMES
    )
    assert (tree.root, [problem.rule for problem in tree.problems]) == ([], ["source.no-rows"])


def test_a_list_in_words_beside_the_tables_of_a_platform_is_told() -> None:
    sheets = {
        "up_task_general_basic": BASIC,
        "up_task_general_material": MATERIAL,
        "收费项目": [("收费项目名称", "收费标准"), ("甲", "乙")],
    }
    tree = WorkbookTree(book_of(sheets), NAMES)
    assert [(problem.rule, problem.region.cell) for problem in tree.problems] == [
        ("source.unrecognised", "收费项目!A1")
    ]


def test_rows_of_a_platforms_sheets_that_name_no_matter_are_told() -> None:
    sheets = {
        "up_task_general_basic": BASIC,
        "up_task_general_material": [*MATERIAL, ("m3", "g9", "书", "1")],
    }
    tree = WorkbookTree(book_of(sheets), NAMES)
    told = [(problem.rule, problem.region.cell) for problem in tree.problems]
    assert told == [("source.unrecognised", "up_task_general_material!B4")]


def test_tables_of_matters_without_a_key_are_not_a_platforms() -> None:
    sheets = {
        "up_task_general_basic": [("task_name", "task_type"), ("取水许可", "01")],
        "up_task_general_material": MATERIAL,
    }
    tree = WorkbookTree(book_of(sheets), NAMES)
    assert isinstance(tree.root, list)
