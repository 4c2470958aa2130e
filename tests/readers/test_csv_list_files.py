"""A CSV with list files is one source, and every finding is located in the file concerned."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidelint.dialects import platform_tables
from guidelint.report import Report
from guidelint.reporters import render
from guidelint.reporters.causes import record_key
from guidelint.reporters.notice import markdown
from guidelint.reporters.options import Options
from guidelint.run.engine import run
from guidelint.sources.discovery import inputs
from linting import DIALECTS, RULES, ruleset

MAIN = "实施编码,事项名称,办理时间\n1,取水许可,九点\n2,采砂许可,九点\n"
MATERIALS = "实施编码,材料名称,来源渠道\n1,申请书,申请人自备\n2,申请书,\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.csv").write_text(MAIN, "utf-8")
    (tmp_path / "a.materials.csv").write_text(MATERIALS, "utf-8")
    return tmp_path


def report_on(*paths: Path) -> Report:
    return run(ruleset(RULES), inputs([str(path) for path in paths], (), False))


def places(report: Report) -> list[tuple[str, str, str, int, int]]:
    found = []
    for f in report.findings:
        name = Path(f.location.source).name
        found.append((f.rule, f.path, name, *f.location.region[:2]))
    return found


def test_a_finding_stands_in_the_file_that_holds_the_list(folder: Path) -> None:
    report = report_on(folder)
    assert places(report) == [("materials.source-missing", "$.materials[0].source", "a.materials.csv", 3, 7)]
    assert (report.sources, report.records) == (1, 2)


def test_a_guide_with_findings_in_two_files_is_one_guide(folder: Path) -> None:
    (folder / "a.csv").write_text(MAIN.replace("采砂许可,九点", "采砂许可,"), "utf-8")
    report = report_on(folder)
    assert [Path(f.location.source).name for f in report.findings] == ["a.csv", "a.materials.csv"]
    assert {record_key(f) for f in report.findings} == {(str(folder / "a.csv"), 1)}
    assert render("rich", report, Options()).count("采砂许可  ") == 1
    notice = markdown.render(report, Options())
    assert notice.count("共 2 处，涉及办事指南 1 份") == 1


def test_the_main_file_alone_brings_its_lists(folder: Path) -> None:
    assert places(report_on(folder / "a.csv")) == places(report_on(folder))


def test_the_list_may_be_named_in_chinese(folder: Path) -> None:
    (folder / "a.materials.csv").rename(folder / "a.申请材料.csv")
    assert [place[2:] for place in places(report_on(folder))] == [("a.申请材料.csv", 3, 7)]


def test_another_file_with_a_dot_in_its_name_is_a_source_of_its_own(folder: Path) -> None:
    (folder / "a.2024.csv").write_text(MAIN, "utf-8")
    assert report_on(folder).sources == 2


def test_a_row_that_names_no_matter_is_told_in_its_file(folder: Path) -> None:
    (folder / "a.materials.csv").write_text(MATERIALS + "3,多余,其他\n", "utf-8")
    found = [place for place in places(report_on(folder / "a.csv")) if place[0] == "source.unrecognised"]
    assert found == [("source.unrecognised", "$", "a.materials.csv", 4, 1)]


def test_the_encoding_of_a_list_is_told_in_its_file(folder: Path) -> None:
    (folder / "a.materials.csv").write_bytes(MATERIALS.encode("gb18030"))
    found = [place for place in places(report_on(folder)) if place[0] == "source.encoding"]
    assert found == [("source.encoding", "$", "a.materials.csv", 1, 1)]


def test_a_list_that_cannot_be_read_makes_the_source_unreadable(folder: Path) -> None:
    (folder / "a.materials.csv").unlink()
    (folder / "a.materials.csv").mkdir()
    assert [place[0] for place in places(report_on(folder / "a.csv"))] == ["source.unreadable"]


def test_files_that_are_the_tables_of_a_platform_are_one_source(tmp_path: Path) -> None:
    tables = {
        "up_task_general_basic": "row_guid,task_name,transact_time\ng1,取水许可,九点\ng2,采砂许可,九点\n",
        "up_task_general_material": "task_guid,material_name,source_type\ng2,方案,\ng1,申请书,10\n",
        "other": MAIN,
    }
    for name, text in tables.items():
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    found = inputs([str(tmp_path)], (), False, platform_tables(DIALECTS))
    report = run(ruleset(RULES), found)
    assert (report.sources, report.records) == (2, 4)
    assert [place for place in places(report) if place[0] != "source.no-column"] == [
        ("materials.source-missing", "$.materials[0].source", "up_task_general_material.csv", 2, 7)
    ]
