"""Cross-record rules in a whole run: when they are evaluated, where their findings are located, how they are
excused.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from guidelint.cli import main
from guidelint.errors import DefinitionError
from guidelint.finding import NotChecked
from guidelint.report import Report
from linting import lint, make_rules, rule_text, source

RULES = make_rules(
    rule_text("dataset.duplicate-code", "$", "{kind: distinct_codes}", message="{field} {code} {first}"),
    rule_text("dataset.depth-one-count", "$", "{kind: depth_count, level: 1, at_most: 0}", message="{count}"),
    rule_text("dataset.mobile-list", "$", "{kind: mobile_list}", message="{trouble}", severity="info"),
)
ONLY_A_SET = "只在检查整个文件夹或整份导出时检查"
NO_LIST = "没有设置 mobile_list（掌上办事项清单）"
ONE, OTHER = "name: 甲\ncode: A1\nonline_depth: 一级\n", "name: 乙\nonline_depth: 一级\ncode: A1\n"


def folder(*texts: str, **config: Any) -> Report:
    sources = [source(f"{name}.yaml", text, named=False) for name, text in zip("abc", texts, strict=False)]
    return lint(*sources, rules=RULES, **config)


def test_a_finding_on_the_set_stands_at_the_first_guide_and_names_the_culprits() -> None:
    report = folder("name: 丙\nonline_depth: 四级\n", OTHER)
    (found,) = report.findings
    assert (found.rule, found.path, found.message, found.location.source) == (
        "dataset.depth-one-count",
        "$",
        "1",
        "a.yaml",
    )
    assert [(r.message, r.record.index, r.location.source if r.location else "") for r in found.related] == [
        ("乙", 0, "b.yaml")
    ]


def test_a_duplicate_is_told_at_the_later_guide_with_the_first_beside_it() -> None:
    found = next(f for f in folder(ONE, OTHER).findings if f.rule == "dataset.duplicate-code")
    assert (found.message, found.path, found.location.source, found.location.region[:2]) == (
        "实施编码 A1 甲", "$.code", "b.yaml", (3, 7),
    )  # fmt: skip
    assert [(r.path, r.location.region[:2]) for r in found.related if r.location] == [("$.code", (2, 7))]


def test_english_findings_name_the_field_as_files_do() -> None:
    messages = {f.rule: f.message for f in folder(ONE, OTHER, lang="en").findings}
    assert messages["dataset.duplicate-code"] == "code A1 甲"


def test_the_one_file_of_a_commit_is_no_set() -> None:
    export = source("a.yaml", f"- {{{', '.join(ONE.splitlines())}}}\n- {{{', '.join(OTHER.splitlines())}}}\n")
    assert {f.rule for f in lint(export, rules=RULES).findings} == {
        "dataset.duplicate-code",
        "dataset.depth-one-count",
    }
    listed = export._replace(named=False, listed=True)
    report = lint(listed, rules=RULES)
    assert report.findings == ()
    assert NotChecked("dataset.duplicate-code", "", ONLY_A_SET) in report.not_checked


def test_files_that_were_named_one_by_one_are_no_set() -> None:
    report = lint(source("a.yaml", ONE), source("b.yaml", OTHER), rules=RULES)
    assert report.findings == ()
    assert set(report.not_checked) == {
        NotChecked("dataset.duplicate-code", "", ONLY_A_SET),
        NotChecked("dataset.depth-one-count", "", ONLY_A_SET),
        NotChecked("dataset.mobile-list", "", NO_LIST),
    }


def test_a_named_file_of_many_guides_is_a_set() -> None:
    report = lint(
        source("a.jsonl", '{"code": "A", "name": "甲"}\n{"code": "A", "name": "乙"}\n'), rules=RULES
    )
    assert [(f.rule, f.record.index if f.record else None) for f in report.findings] == [
        ("dataset.duplicate-code", 1)
    ]


def test_named_exports_of_many_guides_are_a_set() -> None:
    lines = [f'{{"code": "{code}", "name": "甲{code}"}}\n' for code in "ABC"]
    report = lint(source("a.jsonl", lines[0] + lines[1]), source("b.jsonl", lines[1] + lines[2]), rules=RULES)
    assert [(f.rule, f.location.source) for f in report.findings] == [("dataset.duplicate-code", "b.jsonl")]


def test_the_order_of_sources_changes_nothing() -> None:
    sources = [source("a.yaml", ONE, named=False), source("b.yaml", OTHER, named=False)]
    assert lint(*sources, rules=RULES) == lint(*reversed(sources), rules=RULES)


def test_an_exception_in_the_guide_excuses_a_finding_on_the_set() -> None:
    excused = (
        OTHER + "guidelint_ignore:\n  - {rule: dataset.duplicate-code, path: $.code, reason: 上级要求共用}\n"
    )
    report = folder(ONE, excused)
    assert [f.rule for f in report.findings] == ["dataset.depth-one-count"]
    assert [(s.finding.rule, s.kind, s.justification) for s in report.suppressed] == [
        ("dataset.duplicate-code", "inSource", "上级要求共用")
    ]


@pytest.mark.parametrize(
    "check",
    [
        "{all_of: [{kind: distinct_codes}]}",
        "{any_of: [{kind: distinct_codes}, {kind: required}]}",
        "{not: {kind: distinct_codes}}",
    ],
)
def test_a_check_over_a_set_cannot_be_a_part_of_another(check: str) -> None:
    with pytest.raises(DefinitionError) as caught:
        make_rules(rule_text("dataset.duplicate-code", "$", check, message="甲"))
    assert [mistake.message for mistake in caught.value.mistakes] == [
        "distinct_codes judges a whole set: it stands alone, as the check of its rule"
    ]


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / name.replace("_yaml", ".yaml").replace("_txt", ".txt")).write_text(text, "utf-8")


def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    options = ["--select", "dataset.mobile-list", "--format", "concise", "--no-cache", "--quiet"]
    status = main(["check", str(folder / "guides"), "--config", str(folder / "guidelint.yaml"), *options])
    captured = capsys.readouterr()
    return status, (captured.out.splitlines() or [captured.err.strip()])[0]


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ("A1\n", 0),
        ("\ufeffA1,甲\r\n# 说明\n\nA1\t乙\n", 0),
        ("", "掌上办事项清单是空的"),
        ("A1\nA2\n", "掌上办事项清单共 2 项，其中 1 项的编码在这批指南里找不到：A2"),
    ],
)
def test_the_list_of_mobile_matters_is_a_file_of_codes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], codes: str, expected: int | str
) -> None:
    (tmp_path / "guides").mkdir()
    write(tmp_path / "guides", a_yaml=ONE, b_yaml="name: 丙\n")
    write(tmp_path, guidelint_yaml="mobile_list: codes.txt\n", codes_txt=codes)
    status, first = run(tmp_path, capsys)
    assert (status, first.partition("dataset.mobile-list ")[2]) == ((1, expected) if expected else (0, ""))


def test_a_list_that_is_not_there_ends_the_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "guides").mkdir()
    write(tmp_path / "guides", a_yaml=ONE)
    write(tmp_path, guidelint_yaml="mobile_list: codes.txt\n")
    path = str(tmp_path / "codes.txt")
    status, told = run(tmp_path, capsys)
    assert (status, told.startswith(f"guidelint: 配置的 mobile_list：读不了“{path}”：没有这个文件；")) == (
        2,
        True,
    )
    assert told.endswith(
        f"config: mobile_list: cannot read {path!r}: No such file or directory; nothing was checked"
    )
