"""Counts by authority: under the names that the config displays, with the whole set counted for none."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from report_factory import a_finding, a_report

from guidelint.assess.profile_tally import Body, ProfileTally
from guidelint.assess.tables import View
from guidelint.cli import main
from guidelint.finding import RecordRef
from guidelint.fingerprint import set_fingerprint
from guidelint.report import Report
from guidelint.reporters import render, render_bytes
from guidelint.reporters.notice.markdown import render as notice
from guidelint.reporters.options import Options

POLICE, TRAFFIC = (RecordRef("A1", "身份证办理", name, 0) for name in ("公安局", "交警大队"))
ALIASES = View(aliases={"交警大队": "公安局"})
GUIDE = {"matter_type": "行政许可", "hours": "", "online_depth": "一级"}
GUIDES = [
    {**GUIDE, "code": "A", "name": "机动车登记", "authority": "交警大队"},
    {**GUIDE, "code": "B", "name": "身份证办理", "authority": "公安局", "online_depth": "四级"},
]


def of_set(rule: str = "dataset.depth-one-count", **fields: Any) -> Any:
    told = {"record": TRAFFIC, "path": "$", "message": "有 1 项是一级", "fingerprint": set_fingerprint(rule)}
    return a_finding(rule, **(told | fields))


def sheet(report: Report, name: str) -> list[tuple[Any, ...]]:
    read = load_workbook(BytesIO(render_bytes("xlsx", report, Options())))[name]
    return list(read.iter_rows(min_row=2, values_only=True))


def table_row(text: str, label: str) -> list[str]:
    """The text after a label in the last row that it begins, in a terminal or Markdown table."""
    rows = [line.replace("|", " ").split() for line in text.splitlines()]
    return [row for row in rows if row[:1] == [label] and len(row) == 5][-1][1:]


def test_what_speaks_of_the_whole_set_is_charged_to_no_body() -> None:
    report = a_report(a_finding(record=TRAFFIC), of_set(), of_set("dataset.run-once"))
    assert [row[1:4] for row in sheet(report, "整体")] == [("整体", "", "")] * 2
    assert [row[3] for row in sheet(report, "交警大队")] == ["身份证办理"]
    for form in ("rich", "markdown"):
        text = render(form, report, Options())
        assert table_row(text, "整体")[0] == "2"
        assert table_row(text, "交警大队")[0] == "1"
    assert '<th scope="row">整体</th>' in render("html", report, Options())
    assert "整体,,," in render("csv", report, Options())


def test_it_stands_before_the_bodies_and_is_not_counted_among_them() -> None:
    bodies = (a_finding(record=RecordRef("A", "甲", f"局{number}", 0)) for number in range(12))
    lines = render("rich", a_report(*bodies, of_set()), Options()).splitlines()
    rows = lines[lines.index(next(line for line in lines if "按实施主体" in line)) :]
    assert rows[1].split()[0] == "整体"
    assert any("其余 3 个实施主体" in line for line in rows)


def test_a_notice_names_no_body_for_it() -> None:
    text = notice(
        a_report(of_set(), of_set("depth.online-missing", fingerprint="f", path="$.online")), Options()
    )
    assert (
        "共 2 处，涉及办事指南 1 份、单位 1 个；其中 1 处属整体情况，不计入单位。问题较多的有：交警大队（1 处）。"
        in text
    )
    assert "整体：有 1 项是一级" in text


def test_it_has_a_heading_of_its_own_and_no_guide() -> None:
    report = a_report(of_set(related=()))
    assert render("rich", report, Options()).splitlines()[0] == "整体"
    assert "<summary><b>整体</b> (1)</summary>" in render("markdown", report, Options())
    assert "1 处，涉及整体" in render("html", report, Options())
    assert "身份证办理" not in render("html", report, Options())


def test_the_same_rule_at_a_guide_stays_with_its_body() -> None:
    twice = a_finding("dataset.duplicate-code", record=TRAFFIC, path="$.code")
    assert table_row(render("markdown", a_report(twice), Options()), "交警大队")[0] == "1"


def test_counts_use_the_aliases_of_the_config() -> None:
    ladder = ProfileTally({"公安局": Body([1, 0], 10, 5), "交警大队": Body([0, 1], 10, 0)})
    findings = (a_finding(record=POLICE), a_finding(record=TRAFFIC))
    report = a_report(*findings, assessment=ALIASES, profile_tally=ladder)
    assert [row[1] for row in sheet(report, "公安局")] == ["公安局"] * 2
    assert table_row(render("markdown", report, Options()), "公安局")[0] == "2"
    assert "交警大队" not in render("html", report, Options())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lines = (json.dumps(guide, ensure_ascii=False) for guide in GUIDES)
    (tmp_path / "guides.jsonl").write_text("\n".join(lines), "utf-8")
    config = "aliases: {交警大队: 公安局}\nthresholds: {deadline.county-target: {at_most: 0.25}}\n"
    (tmp_path / "guidelint.yaml").write_text(config, "utf-8")
    return tmp_path


@pytest.mark.parametrize("form", ["html", "xlsx"])
def test_check_and_report_write_the_same_file(folder: Path, form: str) -> None:
    guides, config = str(folder / "guides.jsonl"), str(folder / "guidelint.yaml")
    common = (guides, "--config", config, "--as-of", "2026-11-23")
    main(["check", *common, "-o", f"{form}={folder / 'checked'}"])
    main(["report", *common, f"--{form}", str(folder / "reported")])
    assert (folder / "checked").read_bytes() == (folder / "reported").read_bytes()


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_progress_of_saved_runs_names_the_set_and_uses_aliases(
    folder: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    config, run = ("--config", str(folder / "guidelint.yaml")), str(folder / f"run.{form}")
    rules = ("--select", "contact.hours-missing", "--select", "dataset.depth-one-count")
    main(["check", str(folder / "guides.jsonl"), *config, *rules, "-o", f"{form}={run}"])
    capsys.readouterr()
    main(["progress", run, run, *config, "--format", "json"])
    rows = json.loads(capsys.readouterr().out)["by_authority"]
    assert [(row["name"], row["remaining"]) for row in rows] == [("公安局", 2), ("整体", 1)]
    main(["progress", run, run, *config, "--lang", "en"])
    assert "| the whole set | 0 | 0 | 1 |" in capsys.readouterr().out
