"""`guidelint fix`: files written completely or not at all, the diff, and the exit status."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from fixes_applied import TYPO, fixing_rule

from guidelint.cli import main

UNSAFE = fixing_rule(
    "text.other",
    "$.location",
    "{kind: forbidden, terms: [某]}",
    "{kind: substitute, find: 某, by: 甲, safe: false}",
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    rules = tmp_path / "rules" / "text"
    rules.mkdir(parents=True)
    (rules / "typo.yaml").write_text(TYPO, "utf-8")
    (tmp_path / "guidelint.yaml").write_text("rules: [rules]\nselect: [text.typo]\n", "utf-8")
    (tmp_path / "a.yaml").write_bytes("name: 户口薄 # 注\r\ncode: '1'".encode())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_file_is_mended_in_place_and_keeps_its_mode(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.yaml").chmod(0o640)
    assert main(["fix", "a.yaml"]) == 0
    assert (folder / "a.yaml").read_bytes().decode() == "name: 户口簿 # 注\r\ncode: '1'"
    assert (folder / "a.yaml").stat().st_mode & 0o777 == 0o640
    assert capsys.readouterr().err == "修正了 1 处，涉及 1 个文件\n"
    assert sorted(path.name for path in folder.iterdir()) == ["a.yaml", "guidelint.yaml", "rules"]


def test_a_file_under_two_names_is_mended_once(folder: Path) -> None:
    (folder / "b.yaml").symlink_to("a.yaml")
    assert main(["fix", "."]) == 0
    assert (folder / "a.yaml").read_bytes().decode() == "name: 户口簿 # 注\r\ncode: '1'"
    assert (folder / "b.yaml").is_symlink()


TABLES = {
    "a.csv": ("实施编码,事项名称,材料\n1,户口薄,\n".encode(), "实施编码,事项名称,材料\n1,户口簿,\n".encode()),
    "a.materials.csv": (
        "实施编码,材料名称,备注\n1,户口薄,户口薄\n1,申请表,无\n".encode("gb18030"),
        "\ufeff实施编码,材料名称,备注\n1,户口簿,户口簿\n1,申请表,无\n".encode(),
    ),
    "a.fees.csv": ("实施编码,收费项目名称\n1,工本费\n".encode(),) * 2,
}


def test_lists_in_files_beside_a_table_are_mended_with_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, (before, _) in TABLES.items():
        (folder / name).write_bytes(before)
    words = ["a.csv", "--select", "text.typo", "--select", "source.encoding"]
    main(["fix", "--diff", *words])
    told = capsys.readouterr()
    assert [line for line in told.out.splitlines() if line.startswith("+++")] == [
        "+++ b/a.csv",
        "+++ b/a.materials.csv",
    ]
    assert told.err == "可以修正 4 处，涉及 2 个文件（没有写入）\n"
    assert {name: (folder / name).read_bytes() for name in TABLES} == {n: b for n, (b, _) in TABLES.items()}
    assert main(["fix", *words]) == 0
    assert capsys.readouterr().err == "修正了 4 处，涉及 2 个文件\n"
    assert {name: (folder / name).read_bytes() for name in TABLES} == {n: a for n, (_, a) in TABLES.items()}


def test_nothing_is_written_where_a_list_must_not_be(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, (before, _) in TABLES.items():
        (folder / name).write_bytes(before)
    monkeypatch.setattr("os.access", lambda path, mode: "materials" not in str(path))
    assert main(["fix", "a.csv"]) == 2
    assert "cannot write a.materials.csv: it is read-only" in capsys.readouterr().err
    assert (folder / "a.csv").read_bytes() == TABLES["a.csv"][0]


def test_what_was_fixed_is_told_where_the_rest_cannot_be_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "z.yaml").write_bytes((folder / "a.yaml").read_bytes())
    make = os.open

    def full(path: Path, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_CREAT and path.name.startswith("z"):
            raise OSError(28, "No space left on device")
        return make(path, flags, mode)

    monkeypatch.setattr("guidelint.files.os.open", full)
    assert main(["fix", "a.yaml", "z.yaml"]) == 2
    assert capsys.readouterr().err.endswith(
        "z.yaml: No space left on device; 1 files were written before it\n"
    )
    assert main(["fix", "a.yaml", "-o", "json=z.json"]) == 2
    assert [line.partition(" ")[0] for line in capsys.readouterr().err.splitlines()[:1]] == ["修正了"]


def test_nothing_is_written_where_the_baseline_cannot_be_read(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (folder / "a.yaml").read_bytes()
    assert main(["fix", "a.yaml", "--baseline", "nowhere"]) == 2
    assert (folder / "a.yaml").read_bytes() == before
    assert "no baseline nowhere" in capsys.readouterr().err


def test_a_second_run_writes_nothing(folder: Path) -> None:
    main(["fix", "a.yaml", "--quiet"])
    written = (folder / "a.yaml").stat()
    assert main(["fix", "a.yaml", "--quiet"]) == 0
    again = (folder / "a.yaml").stat()
    assert (again.st_mtime_ns, again.st_ino) == (written.st_mtime_ns, written.st_ino)


@pytest.mark.parametrize("name", ["a.csv", "一 b.csv", 'a"b.csv', "a\\b.csv", "a\nb.csv", "a\tb.csv"])
def test_git_applies_what_diff_shows_of_a_file_with_a_byte_order_mark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / name
    path.write_bytes("\ufeff事项名称,办理流程\n甲,登陆系统\n".encode())
    main(["fix", name, "--diff", "--unsafe", "--select", "text.typo"])
    patch = capsys.readouterr().out
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "apply", "-"], cwd=tmp_path, check=True, input=patch.encode())
    assert path.read_bytes().decode() == "\ufeff事项名称,办理流程\n甲,登录系统\n"


def test_diff_shows_what_would_change_and_writes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (folder / "a.yaml").read_bytes()
    assert main(["fix", "--diff", "--lang", "en", "a.yaml"]) == 0
    assert (folder / "a.yaml").read_bytes() == before
    said = capsys.readouterr()
    assert said.out == (
        "--- a/a.yaml\n+++ b/a.yaml\n@@ -1,2 +1,2 @@\n-name: 户口薄 # 注\r\n+name: 户口簿 # 注\r\n"
        " code: '1'\n\\ No newline at end of file\n"
    )
    assert said.err == "1 fixes could be made in 1 files; nothing was written\n"


def test_what_no_fix_mends_is_reported_and_makes_the_status_one(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "rules/text/typo.yaml").write_text(TYPO.replace("safe: true", "safe: false"), "utf-8")
    assert main(["fix", "--format", "concise", "a.yaml"]) == 1
    said = capsys.readouterr()
    assert said.out.startswith("a.yaml:1:7: error text.typo")
    assert "加 --unsafe 一并修正" in said.err
    assert main(["fix", "--unsafe", "a.yaml"]) == 0


def test_a_link_stays_a_link(folder: Path) -> None:
    (folder / "b.yaml").symlink_to("a.yaml")
    assert main(["fix", "b.yaml", "--quiet"]) == 0
    assert (folder / "b.yaml").is_symlink()
    assert "户口簿" in (folder / "a.yaml").read_text("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_what_a_link_leads_to_is_mended_and_is_no_copy(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (folder / "a.yaml").read_bytes()
    (folder / "link.yaml").symlink_to("a.yaml")
    main(["fix", "link.yaml"])
    assert ((folder / "link.yaml").is_symlink(), (folder / "a.yaml").read_bytes() != before) == (True, True)
    assert "副本" not in capsys.readouterr().err


def test_a_workbook_is_left_alone_and_a_copy_is_mended(folder: Path) -> None:
    from xlsxwriter import Workbook

    with Workbook("b.xlsx") as book:
        sheet = book.add_worksheet("事项")
        sheet.write_row(0, 0, ["事项名称", "办理地点"])
        sheet.write_row(1, 0, ["户口薄", "甲"])
    before = (folder / "b.xlsx").read_bytes()
    assert main(["fix", "b.xlsx"]) == 0
    assert (folder / "b.xlsx").read_bytes() == before
    assert (folder / "b.fixed.xlsx").read_bytes() != before
    assert main(["fix", "b.xlsx", "b.fixed.xlsx"]) == 0
    (folder / "b.fixed.xlsx").write_bytes(before)
    assert main(["fix", "b.xlsx"]) == 2


def test_a_later_fix_writes_over_the_copy_of_an_earlier_one_and_over_no_other(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from xlsxwriter import Workbook

    (folder / "rules/text/other.yaml").write_text(UNSAFE, "utf-8")
    (folder / "guidelint.yaml").write_text("rules: [rules]\nselect: [text.typo, text.other]\n", "utf-8")
    (folder / "in").mkdir()
    with Workbook("in/b.xlsx") as book:
        book.add_worksheet("事项").write_row(0, 0, ["事项名称", "办理地点"])
        book.worksheets()[0].write_row(1, 0, ["户口薄", "某"])
    copy = folder / "in" / "b.fixed.xlsx"
    assert main(["fix", "in"]) == 1
    safe = copy.read_bytes()
    assert main(["fix", "in", "--unsafe"]) == 0
    assert copy.read_bytes() != safe
    assert main(["fix", "in"]) == 1
    assert copy.read_bytes() == safe
    copy.write_bytes(safe + b"\0")
    capsys.readouterr()
    assert main(["fix", "in", "--unsafe"]) == 2
    assert "move it away or delete it, then run fix again" in capsys.readouterr().err


def test_fix_shows_in_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import json

    main(["check", "--format", "json", "a.yaml"])
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert finding["fix"] == {
        "description": "把“户口薄”改为“户口簿”",
        "safe": True,
        "edits": [{"start": 8, "end": 9, "text": "簿"}],
    }


def test_a_fix_in_a_rule_file_is_checked_when_it_is_read(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fix = TYPO.partition("fix: ")[2].partition("\n")[0]
    for wrong, said in [
        (
            "{kind: substitue, find: a, by: b, safe: true}",
            "no fix of kind 'substitue'; did you mean 'substitute'?",
        ),
        ("{kind: normalise, by: fone, safe: true}", "no normaliser 'fone'; did you mean 'phone'?"),
        ("{kind: set, to: '{right}', safe: true}", "no placeholder {right}"),
        ("{kind: set, to: a}", "'safe' is required"),
        ("{kind: set, to: a, safe: true, fields: [name]}", "no selector here gives elements"),
    ]:
        (folder / "rules/text/typo.yaml").write_text(TYPO.replace(fix, wrong), "utf-8")
        assert main(["check", "a.yaml"]) == 2
        assert said in capsys.readouterr().err
