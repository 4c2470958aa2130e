from __future__ import annotations

import re
import subprocess
import sys
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook
from report_factory import a_finding, a_report, days_in

from guidelint.cli import main
from guidelint.errors import UsageError
from guidelint.finding import LISTED, Basis, Fix, Location, RecordRef, Related
from guidelint.location import Region
from guidelint.reporters import render, render_bytes
from guidelint.reporters.options import Options
from guidelint.reporters.workbook import book
from guidelint.reporters.workbook.cell_formats import CellFormats
from guidelint.reporters.workbook.listing import ListContext, write_list
from guidelint.reporters.workbook.names import SheetNames
from guidelint.reporters.workbook.rows import LONGEST, cell_text, field_of
from guidelint.reporters.workbook.widths import column_widths, row_height, text_width

HEADS = [
    "序号",
    "实施主体",
    "事项编码",
    "事项名称",
    "字段",
    "位置",
    "级别",
    "问题",
    "依据",
    "怎样改",
    "整改期限",
    "状态",
]
ASSESSMENT = ["网上办理深度", "承诺时限压缩", "未计入时限压缩", "其他比率"]


def _read(content: bytes) -> dict[str, list[list[object]]]:
    read = CalamineWorkbook.from_filelike(BytesIO(content))
    return {name: read.get_sheet_by_name(name).to_python() for name in read.sheet_names}


def _of(body: str, **fields):
    return a_finding(record=RecordRef("A1", "事项", body, 0), **fields)


def test_a_finding_is_a_row_with_what_to_write():
    sheets = _read(render_bytes("xlsx", a_report(a_finding()), Options()))
    assert sheets["整改清单"] == [
        HEADS,
        [
            *(1.0, "市公安局", "A1", "身份证办理", "申请材料第1项·来源渠道", "guides/a.yaml:3:5", "错误"),
            *("材料“户口簿”没有来源渠道", "GB/T 39554.1-2020 表 5", "填写来源渠道", "", "待整改"),
        ],
    ]


def test_every_sheet_prints_on_the_width_of_one_page():
    book = load_workbook(BytesIO(render_bytes("xlsx", a_report(a_finding()), Options())))
    assert all(sheet.sheet_properties.pageSetUpPr.fitToPage for sheet in book.worksheets)
    assert [sheet.page_setup.orientation for sheet in book.worksheets] == ["portrait"] + ["landscape"] * 6


def test_the_guides_with_which_to_begin_are_named_in_the_row_and_each_once():
    place = Location("guides/b.yaml", Region(1, 2, 1, 9))
    related = tuple(
        Related("$", RecordRef(f"A{n}", f"事项{n}", "甲局", n), place, f"事项{n}") for n in range(LISTED)
    )
    rows = _read(render_bytes("xlsx", a_report(a_finding(related=related)), Options()))["整改清单"]
    problem, named = str(rows[1][7]).split("\n")
    assert problem == "材料“户口簿”没有来源渠道"
    assert named.startswith("另见：guides/b.yaml:1:2  事项0；guides/b.yaml:1:2  事项1；")
    assert named.endswith("  事项9；另有至少 90 处")
    assert "另有至少 95 处" in render("html", a_report(a_finding(related=related)), Options())


def test_the_sheets_are_summary_list_bodies_and_assessment():
    report = a_report(_of("甲局"), _of("乙局"), _of("乙局"), a_finding(record=None))
    names = list(_read(render_bytes("xlsx", report, Options())))
    assert names == ["汇总", "整改清单", "乙局", "未注明实施主体", "甲局", *ASSESSMENT]


def test_a_body_keeps_the_numbers_of_the_whole_list():
    report = a_report(_of("甲局"), _of("乙局"), _of("甲局"))
    sheets = _read(render_bytes("xlsx", report, Options()))
    assert [row[0] for row in sheets["甲局"][1:]] == [1.0, 3.0]


def test_bodies_beyond_the_limit_share_a_sheet(monkeypatch):
    monkeypatch.setattr(book, "BODIES", 1)
    report = a_report(_of("乙局"), _of("甲局"), _of("甲局"), _of("丙局"))
    sheets = _read(render_bytes("xlsx", report, Options()))
    assert [[row[0] for row in sheets[name][1:]] for name in ("甲局", "其余")] == [[2.0, 3.0], [1.0, 4.0]]


def test_the_summary_counts_by_severity_body_and_rule():
    report = a_report(_of("甲局"), _of("甲局", severity="warning"), as_of="2026-11-23")
    rows = _read(render_bytes("xlsx", report, Options(due="2026-12-31")))["汇总"]
    assert [[cell for cell in row if cell != ""] for row in rows if any(row)] == [
        ["共检查 2 份指南（1 个文件），错误 1，警告 1，提示 0"],
        ["已忽略 0，基线内 0，未检查 0"],
        ["数据截至 2026-11-23"],
        ["整改期限 2026-12-31"],
        ["按严重程度", "合计", "错误", "警告", "提示"],
        ["合计", 2.0, 1.0, 1.0, 0.0],
        ["按实施主体", "合计", "错误", "警告", "提示"],
        ["甲局", 2.0, 1.0, 1.0, 0.0],
        ["按规则", "合计", "错误", "警告", "提示"],
        ["materials.source-missing", 2.0, 1.0, 1.0, 0.0],
    ]


def test_the_list_has_filter_frozen_head_states_and_colours():
    page = load_workbook(BytesIO(render_bytes("xlsx", a_report(a_finding()), Options())))["整改清单"]
    (states,) = page.data_validations.dataValidation
    coloured = {str(ranges.sqref): len(ranges.rules) for ranges in page.conditional_formatting}
    assert (page.auto_filter.ref, page.freeze_panes, str(states.sqref), states.formula1, coloured) == (
        *("A1:L2", "A2", "L2", '"待整改,已整改,不需整改"'),
        {"G2": 3, "A2:L2": 1},
    )
    assert page.print_title_rows == "$1:$1"


def test_a_date_due_is_a_date():
    page = load_workbook(BytesIO(render_bytes("xlsx", a_report(a_finding()), Options(due="2026-12-31"))))
    cell = page["整改清单"]["K2"]
    assert (cell.value.isoformat(), cell.number_format) == ("2026-12-31T00:00:00", "yyyy-mm-dd")


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(1)", "https://x.cn", "0012", "{=1}"]
)
def test_no_text_becomes_a_formula_a_link_or_a_number(text):
    report = a_report(
        a_finding(message=text, advice=text, basis=(Basis(text),), record=RecordRef(text, text, text, 0))
    )
    content = render_bytes("xlsx", report, Options())
    page = load_workbook(BytesIO(content))["整改清单"]
    cells = [page[f"{column}2"] for column in "BCDHIJ"]
    assert {(cell.value, cell.data_type, cell.quotePrefix) for cell in cells} == {(text, "s", True)}
    with ZipFile(BytesIO(content)) as archive:
        parts = b"".join(archive.read(name) for name in archive.namelist() if "worksheets" in name)
    assert (re.search(rb"<f>", parts), b"hyperlink" in parts) == (None, False)


def test_hidden_characters_are_written_out_and_line_breaks_kept():
    assert cell_text("a\u202eb\x00\r\nc") == "a\\u202eb␀\nc"


@pytest.mark.parametrize(("length", "kept"), [(LONGEST, LONGEST), (LONGEST + 1, LONGEST)])
def test_a_text_is_cut_to_what_a_cell_holds(length, kept):
    assert len(cell_text("长" * length)) == kept


def test_a_cut_never_halves_a_character():
    assert cell_text("𠮷" * LONGEST) == "𠮷" * ((LONGEST - 1) // 2) + "…"


@pytest.mark.parametrize(
    ("path", "language", "field"),
    [
        ("$.location", "zh", "办理地点"),
        ("$.materials[2]", "zh", "申请材料第3项"),
        ("$.materials[2].source", "zh", "申请材料第3项·来源渠道"),
        ("$.promised_limit.unit", "zh", "承诺办结时限单位"),
        ("$", "zh", ""),
        ("nothing", "zh", "nothing"),
        ("$.materials[2].source", "en", "materials[2].source"),
    ],
)
def test_a_field_is_called_as_guides_call_it(path, language, field):
    assert field_of(a_finding(path=path), a_report(language=language)) == field


@pytest.mark.parametrize(("safe", "said"), [(True, "可自动修复："), (False, "可修复，需人工确认：")])
def test_a_fix_is_told_after_the_advice(safe, said):
    report = a_report(a_finding(fix=Fix("改为半角", safe, ())))
    row = _read(render_bytes("xlsx", report, Options()))["整改清单"][1]
    assert row[9] == f"填写来源渠道；{said}改为半角"


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        (["水利局"], ["水利局"]),
        (["a/b:c?d*e[f]g\\h"], ["a_b_c_d_e_f_g_h"]),
        (["'局'"], ["局"]),
        (["", "  "], ["_", "_~2"]),
        (["X", "x", "X"], ["X", "x~2", "X~3"]),
        (["History"], ["History~2"]),
        (["局" * 40, "局" * 41], ["局" * 31, "局" * 29 + "~2"]),
        (["𠮷" * 20], ["𠮷" * 15]),
        (["甲\x1b[1m\n局\x00"], ["甲␛_1m␊局␀"]),
    ],
)
def test_names_of_sheets_are_such_as_excel_takes(wanted, given):
    names = SheetNames()
    assert [names.give(name) for name in wanted] == given


def test_a_body_called_like_a_sheet_gets_another_name():
    names = list(_read(render_bytes("xlsx", a_report(_of("汇总"), _of("其他比率")), Options())))
    assert names == [
        "汇总",
        "整改清单",
        "其他比率",
        "汇总~2",
        "网上办理深度",
        "承诺时限压缩",
        "未计入时限压缩",
        "其他比率~2",
    ]


def test_a_list_longer_than_a_sheet_goes_on_on_the_next():
    from xlsxwriter import Workbook

    written, report = BytesIO(), a_report(*[a_finding()] * 5)
    with Workbook(written, {"in_memory": True}) as made:
        context = ListContext(CellFormats(made), SheetNames(), report, Options(), limit=2)
        write_list(context, "清单", list(enumerate(report.findings, 1)))
    numbers = {name: [row[0] for row in rows[1:]] for name, rows in _read(written.getvalue()).items()}
    assert numbers == {"清单": [1.0, 2.0], "清单~2": [3.0, 4.0], "清单~3": [5.0]}


def test_the_summary_says_that_a_list_was_divided(monkeypatch):
    monkeypatch.setattr(ListContext, "__new__", _limited(ListContext.__new__))
    rows = _read(render_bytes("xlsx", a_report(*[_of("甲局")] * 3), Options()))["汇总"]
    assert [row[0] for row in rows[2:4]] == [
        "“整改清单”共 3 行，超出一张工作表的 2 行，分为 2 张",
        "“甲局”共 3 行，超出一张工作表的 2 行，分为 2 张",
    ]


def _limited(make):
    return lambda cls, *parts: make(cls, *parts, limit=2)


def test_a_report_of_any_size_has_the_same_cells(monkeypatch):
    report = a_report(*[a_finding()] * 3)
    small = _read(render_bytes("xlsx", report, Options()))
    monkeypatch.setattr(book, "BIG", 3)
    assert _read(render_bytes("xlsx", report, Options())) == small


@pytest.mark.parametrize("as_of", ["", "2026-11-23"])
def test_the_same_report_gives_the_same_bytes(as_of):
    report = a_report(a_finding(), as_of=as_of)
    made = render_bytes("xlsx", report, Options())
    assert made == render_bytes("xlsx", report, Options())
    assert days_in(made) == {"1980-01-01", as_of or "2000-01-01"}


def test_a_report_in_english_has_english_heads():
    sheets = _read(render_bytes("xlsx", a_report(a_finding(), language="en"), Options()))
    assert list(sheets)[:3] == ["Summary", "Rectification", "市公安局"]


def test_a_report_without_findings_still_has_a_list():
    assert _read(render_bytes("xlsx", a_report(), Options()))["整改清单"] == [HEADS]


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), ("ab", 2), ("办事", 4), ("（", 2), ("a\n办事", 4), ("é", 2), ("ñ", 1)]
)
def test_a_chinese_character_is_as_wide_as_two_digits(text, width):
    assert text_width(text) == width


def test_columns_are_as_wide_as_their_texts_within_bounds():
    assert column_widths([("a", "办理地点", None), (1, "x" * 99, "")]) == [6, 30, 6]


@pytest.mark.parametrize(
    ("row", "height"),
    [(("ab", 1), 15.0), (("x" * 9,), 30.0), (("a\nb\nc",), 45.0), (("x" * 9999,), 409.0), ((), 15.0)],
)
def test_a_row_is_as_high_as_its_lines(row, height):
    assert row_height(row, [10, 10]) == height


def test_a_workbook_is_no_text():
    with pytest.raises(UsageError, match="xlsx is no text: write it with -o xlsx=FILE"):
        render("xlsx", a_report(), Options())


def test_a_workbook_on_standard_output_is_the_callers_mistake(tmp_path, capsys):
    (tmp_path / "a.yaml").write_text("name: 取水许可\n", "utf-8")
    assert main(["check", str(tmp_path / "a.yaml"), "--format", "xlsx"]) == 2
    assert "write it with -o xlsx=FILE" in capsys.readouterr().err


def test_check_writes_a_workbook(tmp_path):
    (tmp_path / "a.yaml").write_text("name: 取水许可\nauthority: 水利局\n", "utf-8")
    target = tmp_path / "a.xlsx"
    assert main(["check", str(tmp_path / "a.yaml"), "--no-cache", "-o", f"xlsx={target}"]) == 1
    assert list(_read(target.read_bytes()))[:3] == ["汇总", "整改清单", "水利局"]


def test_text_formats_do_not_load_the_workbook_library():
    code = (
        "import sys; from guidelint.report import Report; from guidelint.reporters import render;"
        "from guidelint.reporters.options import Options; render('concise', Report(()), Options());"
        "sys.exit('xlsxwriter' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_record_of_a_finding_may_lack_everything():
    report = a_report(a_finding(record=RecordRef(None, None, None, 0)))
    assert _read(render_bytes("xlsx", report, Options()))["整改清单"][1][1:4] == ["", "", ""]
