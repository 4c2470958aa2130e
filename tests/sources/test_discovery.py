"""Which files a run reads, and which it skips: git-ignored ones, programs' own files, lists made by a
program.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from guidelint.cli import main
from guidelint.config.settings import Exclude
from guidelint.run.final_report import is_a_set
from guidelint.sources.discovery import inputs, stdin_input
from guidelint.sources.inputs import name_of
from linting import lint

GUIDE = "{name: 异地就医备案}"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def found(*paths: str, force_exclude: bool = False, exclude: tuple[str, ...] = ()) -> list[str]:
    return [source.name for source in inputs(paths, [Exclude(exclude)], force_exclude)]


def listed_by_git(folder: Path) -> list[str]:
    words = ("git", "ls-files", "--others", "--exclude-standard", "*.yaml")
    return sorted(subprocess.check_output(words, cwd=folder, text=True).splitlines())


def test_a_file_below_the_working_directory_is_named_from_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, **{"here/a.yaml": GUIDE, "here2/b.yaml": GUIDE})
    here, other = str(folder / "here"), (folder / "here2" / "b.yaml")
    assert found(here, "here/a.yaml", f"{here}/a.yaml") == ["here/a.yaml"]
    monkeypatch.chdir(here)
    assert name_of(here) == "."
    assert found(here, str(other), "../here2") == ["../here2/b.yaml", other.as_posix(), "a.yaml"]


@pytest.mark.parametrize(
    "ignores",
    [
        {".gitignore": "*.yaml\n", "a/.gitignore": "!keep.yaml\n"},
        {".gitignore": "a/\n", "a/.gitignore": "!keep.yaml\n"},
        {".gitignore": "!keep.yaml\n", "a/.gitignore": "*.yaml\n"},
        {".gitignore": "b\n", "a/.gitignore": "!b\nkeep.yaml\n", "a/b/.gitignore": "other.yaml\n!keep.yaml"},
    ],
)
def test_of_nested_gitignores_the_innermost_has_the_last_word(folder: Path, ignores: dict[str, str]) -> None:
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    guides = [f"{place}{name}.yaml" for place in ("", "a/", "a/b/", "c/") for name in ("keep", "other")]
    write(folder, **ignores, **dict.fromkeys(guides, GUIDE))
    kept = listed_by_git(folder)
    assert found(".") == kept
    assert found("a") == [name for name in kept if name.startswith("a/")]
    assert found("a/b") == [name for name in kept if name.startswith("a/b/")]


def test_what_programs_keep_for_themselves_is_read_only_when_named(folder: Path) -> None:
    own = [".pre-commit-config.yaml", ".github/workflows/ci.yaml", "a/~$导出.xlsx"]
    write(folder, **dict.fromkeys([*own, "a/b.yaml"], ""))
    assert found(".") == found(*own, "a/b.yaml", force_exclude=True) == ["a/b.yaml"]
    assert found(*own) == sorted(own)


@pytest.mark.parametrize("config", ["", "profile: strict\n"])
def test_a_config_is_listed_as_no_guide(
    folder: Path, config: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, **{"guidelint.yaml": config, "a.yaml": GUIDE})
    for words in (["."], ["a.yaml", "guidelint.yaml", "--force-exclude"]):
        main(["check", *words, "--format", "json"])
        told = json.loads(capsys.readouterr().out)
        assert [entry["source"] for entry in told["not_checked"] if entry["rule"] == "*"] == [
            "guidelint.yaml"
        ]
        assert not any(finding["rule"].startswith("source.") for finding in told["findings"])


def test_a_programs_list_is_searched_for_guides_and_is_no_whole_set(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, **{"package.json": '{"name": "x"}', "a.yaml": GUIDE, "b.yaml": GUIDE})
    hook = inputs(["a.yaml", "b.yaml"], (), force_exclude=True)
    assert not any(source.named or source.searched for source in hook)
    assert not is_a_set(hook, 2)
    searched = inputs(["."], (), force_exclude=True)
    assert (is_a_set(searched, 2), is_a_set(searched, 1)) == (True, False)
    assert main(["check", "package.json", "--force-exclude"]) == 0
    assert main(["check", "package.json"]) == 1
    assert "source.unrecognised" in capsys.readouterr().out


def test_of_a_list_in_a_programs_list_the_whole_table_is_read(folder: Path) -> None:
    write(folder, **{"a.csv": "实施编码,事项名称\n1,甲\n", "a.materials.csv": "实施编码,材料名称\n1,表\n"})
    assert found("a.materials.csv", force_exclude=True) == ["a.csv"]
    assert found("a.materials.csv", force_exclude=True, exclude=("a.csv",)) == []
    assert found("a.materials.csv") == ["a.materials.csv"]


def test_the_files_that_init_and_its_hook_leave_pass_the_hook(folder: Path) -> None:
    assert main(["init"]) == 0
    (folder / ".pre-commit-config.yaml").write_text("repos: []\n", "utf-8")
    assert main(["check", "--force-exclude", ".pre-commit-config.yaml", "guidelint.yaml"]) == 0


def test_the_copies_that_the_program_makes_of_a_workbook_are_no_input_beside_it(folder: Path) -> None:
    copies = ["甲.fixed.xlsx", "丙.annotated.XLSX", "甲.fixed.annotated.xlsx", "甲.xlsx.fixed.xlsm"]
    others = ["乙.fixed.xlsx", "甲.fixed.csv", ".fixed.xlsx"]
    write(folder, **dict.fromkeys([*copies, *others, "甲.xlsx", "丙.XLSX", "甲.xlsx.xlsm"], "x"))
    kept = ["丙.XLSX", "乙.fixed.xlsx", "甲.fixed.csv", "甲.xlsx", "甲.xlsx.xlsm"]
    assert found(".") == found(*copies, *others, *kept, force_exclude=True) == kept
    assert found(*copies) == sorted(copies)


@pytest.mark.parametrize("pattern", ["drafts", "drafts/", "./drafts", "./drafts/*.yaml", "*/b.yaml"])
def test_what_is_left_out_may_be_written_as_a_shell_writes_it(folder: Path, pattern: str) -> None:
    write(folder, **{"a.yaml": GUIDE, "drafts/b.yaml": GUIDE})
    assert found(".", exclude=(pattern,)) == ["a.yaml"]


@pytest.mark.parametrize(
    ("begin", "extension"),
    [
        (b"name: a\n", ".yaml"),
        (b'\xef\xbb\xbf{\n"name": "a"}\n', ".json"),
        (b'{"name": "a"}\n', ".json"),
        (b'{"records": [{"name": "a"}\n, {"name": "b"}]}', ".json"),
        (b'[{"name": "a"},\n{"name": "b"}]\n', ".json"),
        (b'{"name": "a"}\r\n{"name": "b"}\n', ".jsonl"),
        pytest.param(b'{"name": ' + b"[" * 100_000 + b"\n]}", ".json", id="deep"),
        (b'\n<?xml version="1.0"?><records/>', ".xml"),
        (b"<!DOCTYPE html>\n<title>a</title>", ".html"),
        (b"PK\x03\x04", ".xlsx"),
    ],
)
def test_what_standard_input_is_stands_in_its_beginning(begin: bytes, extension: str) -> None:
    assert stdin_input(begin, None).extension == extension
    assert stdin_input(begin, "a.csv").extension == ".csv"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes among files")
def test_a_pipe_or_a_device_among_files_is_unreadable_and_waited_for_by_nobody(folder: Path) -> None:
    write(folder, **{"guides/a.yaml": GUIDE})
    os.mkfifo(folder / "guides/b.yaml")
    (folder / "guides/c.json").symlink_to("/dev/zero")
    report = lint(*inputs(["guides"]))
    unread = [f.location.source for f in report.findings if f.rule == "source.unreadable"]
    assert (report.records, unread) == (1, ["guides/b.yaml", "guides/c.json"])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes among files")
@pytest.mark.parametrize("named", ["guides", "guides/a.csv"])
def test_a_pipe_beside_a_table_is_waited_for_by_nobody(named: str, folder: Path) -> None:
    write(folder, **{"guides/a.csv": "事项名称,实施编码\n取水许可,1\n"})
    os.mkfifo(folder / "guides/a.materials.csv")
    (found,) = lint(*inputs([named])).findings
    assert found.rule == "source.unreadable"
    assert "a.materials.csv 是管道" in found.message


@pytest.mark.parametrize("line", ["!", "\\"])
def test_a_line_that_is_no_pattern_leaves_nothing_out(folder: Path, line: str) -> None:
    write(folder, **{".gitignore": f"{line}\nb.yaml\n", "a.yaml": GUIDE, "b.yaml": GUIDE, "c.yaml": GUIDE})
    assert found(".", exclude=(line, "c.yaml")) == ["a.yaml"]


def test_a_folder_in_which_nobody_may_look_is_unreadable(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, **{"a.yaml": "name: 取水许可", "closed/b.yaml": "name: 取水许可"})
    look = os.scandir

    def shut(path: str) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", path)
        return look(path)

    monkeypatch.setattr(os, "scandir", shut)
    monkeypatch.setattr(os, "listdir", shut)
    assert found(".") == ["a.yaml", "closed"]
    assert found(".", exclude=("closed/",)) == ["a.yaml"]
    told = [f for f in lint(*inputs(["."])).findings if f.location.source == "closed"]
    assert [(f.rule, f.message) for f in told] == [("source.unreadable", "文件无法读取：没有权限")]


@pytest.mark.skipif(os.name == "nt", reason="names of bytes")
def test_names_that_are_no_utf8_are_told_apart_and_their_guides_mended(folder: Path) -> None:
    names = [f"{name}.yaml".encode("gbk") for name in ("办事", "企业")]
    try:
        for name in names:
            Path(os.fsdecode(name)).write_text("name: 取水许可\nconditions: 帐号\n", "utf-8")
    except OSError:
        pytest.skip("a file system of characters")
    assert found(".") == [r"\xb0\xec\xca\xc2.yaml", r"\xc6\xf3ҵ.yaml"]
    assert main(["fix", ".", "--quiet"]) == 1
    assert all("账号" in Path(os.fsdecode(name)).read_text("utf-8") for name in names)
