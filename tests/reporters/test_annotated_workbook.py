from __future__ import annotations

import sys
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from report_factory import a_finding, a_report, days_in

from guidelint.cli import main
from guidelint.errors import UsageError
from guidelint.fingerprint import set_fingerprint
from guidelint.reporters.workbook.annotated import annotated
from guidelint.reporters.workbook.rows import text_row

NAME = "guides/a.xlsx"
TOLD = "【错误】材料“户口簿”没有来源渠道\n建议：填写来源渠道\n依据：GB/T 39554.1-2020 表 5"


def _content(change=lambda book: None) -> bytes:
    book = Workbook()
    page = book.active
    page.title = "事项"
    for row in (["事项名称", "办理地点"], ["取水许可", "待定"], ["排污许可", "长江路1号"]):
        page.append(row)
    page["A2"].font = Font(bold=True, name="宋体")
    page.column_dimensions["B"].width = 40
    book.create_sheet("说明")["A1"] = "=1+1"
    change(book)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _finding(cell: str | None, **fields):
    return a_finding(source=NAME, region=(1, 1, 1, 1, cell), **fields)


def _opened(*findings, content: bytes | None = None):
    return load_workbook(BytesIO(annotated(content or _content(), NAME, a_report(*findings))), rich_text=True)


def _notes(book) -> dict[str, str]:
    return {
        f"{page.title}!{cell.coordinate}": cell.comment.text
        for page in book
        for row in page.iter_rows()
        for cell in row
        if cell.comment
    }


def _fill(cell) -> str:
    return cell.fill.start_color.rgb if cell.fill.fill_type else ""


def test_a_cell_with_a_finding_has_a_comment_and_a_colour():
    book = _opened(_finding("事项!B2"))
    cells = {cell.coordinate: _fill(cell) for row in book["事项"].iter_rows() for cell in row if _fill(cell)}
    assert (_notes(book), cells) == ({"事项!B2": TOLD}, {"B2": "FFFFC7CE"})


def test_what_is_said_of_the_whole_set_is_not_laid_to_the_first_matter():
    finding = _finding(
        "事项!A2", rule="dataset.depth-share", fingerprint=set_fingerprint("dataset.depth-share")
    )
    assert list(_notes(_opened(finding))) == ["事项!A1"]
    assert text_row(finding, a_report(finding))[:5] == ("整体", "", "", "申请材料第1项·来源渠道", "")


def test_the_author_of_a_comment_is_guidelint():
    assert _opened(_finding("事项!B2"))["事项"]["B2"].comment.author == "guidelint"


@pytest.mark.parametrize(
    ("severities", "colour"),
    [
        (["info"], "FFDDEBF7"),
        (["info", "warning"], "FFFFEB9C"),
        (["warning", "error", "info"], "FFFFC7CE"),
    ],
)
def test_the_gravest_finding_colours_the_cell(severities, colour):
    book = _opened(*(_finding("事项!B2", severity=severity) for severity in severities))
    assert _fill(book["事项"]["B2"]) == colour


def test_findings_of_a_cell_share_a_comment_the_gravest_first():
    light = _finding("事项!B2", severity="info", message="太短", advice="写全", basis=())
    assert _notes(_opened(light, _finding("事项!B2"))) == {"事项!B2": f"{TOLD}\n\n【提示】太短\n建议：写全"}


def test_more_than_ten_findings_of_a_cell_are_counted():
    told = _notes(_opened(*[_finding("事项!B2")] * 12))["事项!B2"]
    assert told.split("\n\n") == [*[TOLD] * 10, "另有 2 处"]


def test_values_styles_widths_and_other_sheets_stay():
    book = _opened(_finding("事项!B2"))
    page = book["事项"]
    assert (
        [[cell.value for cell in row] for row in page.iter_rows()],
        (page["A2"].font.b, page["A2"].font.name, page.column_dimensions["B"].width),
        (book.sheetnames, book["说明"]["A1"].value),
    ) == (
        [["事项名称", "办理地点"], ["取水许可", "待定"], ["排污许可", "长江路1号"]],
        (True, "宋体", 40),
        (["事项", "说明"], "=1+1"),
    )


def test_a_comment_that_was_there_stays_above():
    def change(book):
        book["事项"]["B2"].comment = Comment("问过窗口", "李")

    assert _notes(_opened(_finding("事项!B2"), content=_content(change))) == {
        "事项!B2": f"问过窗口\n\n{TOLD}"
    }


def test_a_finding_inside_a_merged_range_is_told_at_its_first_cell():
    def change(book):
        book["事项"].merge_cells("B2:B3")

    book = _opened(_finding("事项!B3"), content=_content(change))
    assert (list(_notes(book)), [str(merged) for merged in book["事项"].merged_cells.ranges]) == (
        ["事项!B2"],
        ["B2:B3"],
    )


@pytest.mark.parametrize("cell", [None, "没有的表!B2"])
def test_a_finding_without_a_cell_is_told_at_the_first_one(cell):
    assert list(_notes(_opened(_finding(cell)))) == ["事项!A1"]


def test_findings_of_other_sources_are_left_out():
    assert _notes(_opened(a_finding(source="guides/b.xlsx", region=(1, 1, 1, 1, "事项!B2")))) == {}


def test_the_same_workbook_gives_the_same_bytes():
    content = _content(lambda book: setattr(book.properties, "created", datetime(2020, 1, 1)))
    report = a_report(_finding("事项!B2"), as_of="2026-11-23")
    made = annotated(content, NAME, report)
    assert made == annotated(content, NAME, report)
    assert days_in(made) == {"1980-01-01", "2020-01-01", "2026-11-23"}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xls", b"", "only .xlsx and .xlsm workbooks can be annotated, found 'a.xls'"),
        ("a.xlsx", b"PK no zip", "cannot open 'a.xlsx' to annotate it"),
    ],
)
def test_what_cannot_be_annotated_is_the_callers_mistake(name, content, said):
    with pytest.raises(UsageError) as raised:
        annotated(content, name, a_report())
    assert str(raised.value).startswith(said)


def test_a_missing_library_is_told_with_what_to_install(monkeypatch):
    content = _content()  # made by the library that is then missing
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(UsageError, match=r"pip install 'guidelint\[xlsx\]'"):
        annotated(content, NAME, a_report())


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "in.xlsx"
    path.write_bytes(_content())
    return path


def test_the_findings_of_a_run_stand_at_the_cells_they_name(workbook, tmp_path):
    target = tmp_path / "out.xlsx"
    arguments = ["--select", "text.placeholder", "--no-cache", "--profile", "strict"]
    assert main(["report", "--annotate", f"{workbook}={target}", *arguments]) == 0
    assert list(_notes(load_workbook(target))) == ["事项!B2"]
    assert workbook.read_bytes() != target.read_bytes()


def test_a_workbook_that_is_the_only_input_is_annotated_unasked(workbook, tmp_path):
    assert main(["report", str(workbook), "--xlsx", str(tmp_path / "list.xlsx"), "--no-cache"]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.xlsx", "list.annotated.xlsx", "list.xlsx"]


def test_a_folder_is_not_annotated_unasked(tmp_path):
    (tmp_path / "a.yaml").write_text("name: 取水许可\n", "utf-8")
    assert main(["report", str(tmp_path), "--xlsx", str(tmp_path / "list.xlsx"), "--no-cache"]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.yaml", "list.xlsx"]


@pytest.mark.parametrize(
    ("annotate", "said"),
    [
        ("{file}", "--annotate: expected IN.xlsx=OUT.xlsx, found"),
        ("{file}={file}", "is a file to check; name another file"),
        ("{file}=no/such/folder/x.xlsx", "no folder 'no/such/folder'"),
        ("nowhere.xlsx=x.xlsx", "no such file or folder: nowhere.xlsx"),
    ],
)
def test_what_cannot_be_written_is_said_before_anything_is(workbook, tmp_path, capsys, annotate, said):
    before = workbook.read_bytes()
    assert main(["report", "--no-cache", "--annotate", annotate.format(file=workbook)]) == 2
    assert said in capsys.readouterr().err
    assert (workbook.read_bytes(), [path.name for path in tmp_path.iterdir()]) == (before, ["in.xlsx"])
