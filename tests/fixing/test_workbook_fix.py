"""Fixes of workbooks change the named cells of a copy, and no other byte of its contents."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from fixes_applied import fixed_source
from xlsxwriter import Workbook

from guidelint.finding import Edit
from guidelint.readers.workbook.edit import with_cells
from readers.workbook_factory import xlsx


def a_book(book: Workbook) -> None:
    sheet = book.add_worksheet("事项")
    red = book.add_format({"font_color": "red", "bold": True})
    sheet.write_row(0, 0, ["事项名称", "办理地点", "办理时间"])
    sheet.write_string(1, 0, "户口薄 & <迁移>", red)
    sheet.write_string(1, 1, "户口薄 & <迁移>")
    sheet.write_rich_string(1, 2, "户", red, "口薄", " 工作日")
    sheet.write_comment(1, 0, "户口薄")


BOOK = xlsx(a_book)


def parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_only_the_sheet_of_a_mended_cell_changes_and_the_cell_keeps_its_style() -> None:
    after = parts(fixed_source(BOOK, "a.xlsx").after)
    before = parts(BOOK)
    assert [name for name in before if before[name] != after[name]] == ["xl/worksheets/sheet1.xml"]
    assert list(before) == list(after)
    old = '<c r="A2" s="1" t="s"><v>3</v></c><c r="B2" t="s"><v>3</v></c>'
    text = '<is><t xml:space="preserve">户口簿 &amp; &lt;迁移&gt;</t></is>'
    new = f'<c r="A2" s="1" t="inlineStr">{text}</c><c r="B2" t="inlineStr">{text}</c>'
    sheet = before["xl/worksheets/sheet1.xml"].decode()
    assert old in sheet
    assert after["xl/worksheets/sheet1.xml"].decode() == sheet.replace(old, new)


def test_a_cell_of_several_formats_is_refused_and_told() -> None:
    refused = fixed_source(BOOK, "a.xlsx").refused
    assert [(r.finding.path, r.reason.en) for r in refused] == [
        ("$.hours", "the change cannot be written into the file")
    ]


def test_a_mended_copy_is_mended_no_further_and_is_the_same_each_time() -> None:
    once = fixed_source(BOOK, "a.xlsx").after
    assert fixed_source(once, "a.xlsx").after == once
    assert fixed_source(BOOK, "a.xlsx").after == once


@pytest.mark.parametrize("cell", ["事项!A9", "事项!D2", "别的!A1"])
def test_a_cell_that_is_not_there_cannot_be_edited(cell: str) -> None:
    assert with_cells(BOOK, {cell: [Edit(0, 1, "甲")]}) is None
