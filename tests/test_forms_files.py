"""The repository with form files: every seeded defect is found, and the files themselves are not sources."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from guidelint.caching.cache import Cache
from guidelint.config.file import config_files
from guidelint.report import Report
from guidelint.ruleset import Ruleset, load_ruleset, with_options
from guidelint.run.engine import run
from guidelint.sources.discovery import inputs, stdin_input

FORMS = Path(__file__).resolve().parent.parent / "fixtures/forms"
GUIDE = "name: 低保\nmaterials: [{{name: 申请表, type: 申请表格文书, blank_form: {0}, sample_form: {1}}}]\n"


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    return with_options(
        load_ruleset(config_files(FORMS / "guidelint.yaml"), [], Cache(None)), as_of="2026-11-23"
    )


def _report(ruleset: Ruleset, *paths: Path | str) -> Report:
    return run(ruleset, inputs([str(path) for path in paths], (), False))


def _said(report: Report) -> list[tuple[str, str, str]]:
    return [(f.rule, f.path, f.message.rpartition("：")[2]) for f in report.findings]


def test_findings_are_the_seeded_defects(ruleset: Ruleset) -> None:
    found = [
        [
            f.location.source.removeprefix("fixtures/forms/"),
            f.rule,
            f.path,
            f.severity,
            str(f.record.index if f.record else 0),
        ]
        for f in _report(ruleset, "fixtures/forms").findings
    ]
    with (FORMS / "DEFECTS.tsv").open(encoding="utf-8", newline="") as file:
        seeded = list(csv.reader(file, delimiter="\t"))[1:]
    assert sorted(found) == sorted(seeded)


def test_forms_that_a_search_meets_are_no_sources(ruleset: Ruleset) -> None:
    report = _report(ruleset, "fixtures/forms/guides")
    assert (report.sources, report.records, report.not_checked) == (2, 3, ())


def test_a_form_that_the_caller_names_is_a_source(ruleset: Ruleset) -> None:
    report = _report(ruleset, FORMS / "guides/低保.yaml", FORMS / "guides/表格/空文件.docx")
    assert [f.rule for f in report.findings if f.rule.startswith("source.")] == ["source.unreadable"]


def test_standard_input_has_no_files_beside_it(ruleset: Ruleset) -> None:
    text = GUIDE.format("a.docx", "b.docx") + (
        "guidelint_ignore: [{rule: forms.unreadable, path: $.materials, reason: 稍后上传}]\n"
    )
    report = run(ruleset, [stdin_input(text.encode(), "a.yaml")])
    asked = {entry.rule for entry in report.not_checked if "文件不在指南旁边" in entry.reason}
    names = "blank-filled name-mismatch obsolete-org personal-data same-file sample-empty unreadable"
    assert (_said(report), asked) == ([], {f"forms.{name}" for name in names.split()})


def test_nothing_outside_the_tree_of_the_guide_is_read(ruleset: Ruleset, tmp_path: Path) -> None:
    top = tmp_path / "repository"
    (top / "guides").mkdir(parents=True)
    (top / "inside.txt").write_text("申请表")
    (tmp_path / "outside.txt").write_text("430623199003074215")
    (top / "guides/link.txt").symlink_to(tmp_path / "outside.txt")
    (top / "guides/loop.txt").symlink_to(top / "guides/loop.txt")
    guide = top / "guides/a.yaml"
    for repository in (False, True):
        if repository:
            (top / ".git").mkdir()
        for path, there in (
            ("../inside.txt", repository),
            ("../../outside.txt", False),
            ("link.txt", False),
            ("loop.txt", False),
            ("a.yaml/x.txt", False),
            ("x" * 300 + ".txt", False),
        ):
            guide.write_text(GUIDE.format(path, "https://www.example.gov.cn/a.docx"))
            rules = {f.rule for f in _report(ruleset, guide).findings}
            assert rules == (set() if there else {"forms.unreadable"}), path


def test_files_beside_a_searched_folder_are_found_anywhere_in_it(ruleset: Ruleset, tmp_path: Path) -> None:
    (tmp_path / "guides").mkdir()
    (tmp_path / "inside.txt").write_text("申请表")
    (tmp_path / "guides/a.yaml").write_text(GUIDE.format("../inside.txt", "e472b8d6-6512"))
    assert _said(_report(ruleset, tmp_path)) == []


def test_an_absolute_path_is_of_another_machine_and_not_judged(ruleset: Ruleset, tmp_path: Path) -> None:
    guide = tmp_path / "a.yaml"
    guide.write_text(GUIDE.format("/etc/passwd.txt", "'C:\\forms\\a.docx'"))
    assert _said(_report(ruleset, guide)) == []
