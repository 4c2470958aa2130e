"""New findings since a git base: on changed guides, in list files, in copies of guides."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from guidelint.cli import main

CONFIG = "select: [contact.hours-missing, materials.source-missing, dataset.duplicate-code, source]\n"
TABLE = (
    "实施编码,事项名称,办理时间\n11430000000000000A1430101001000,取水许可,工作日9:00-17:00\n2,开办餐饮店,\n"
)
LIST = "实施编码,材料名称,来源渠道\n11430000000000000A1430101001000,申请书,申请人自备\n2,身份证,\n"
GUIDE = "name: 代理记账业务审批\ncode: A1\nmaterials: []\n"


def git(*words: str) -> None:
    names = ("-c", "user.name=a", "-c", "user.email=a@b", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *names, *words], check=True, capture_output=True)


@pytest.fixture
def guides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "guides").mkdir()
    files = {
        "guidelint.yaml": CONFIG,
        "guides/局.csv": TABLE,
        "guides/局.materials.csv": LIST,
        "guides/代理.yaml": GUIDE,
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    git("init")
    git("add", ".")
    git("commit", "-m", "first")
    return tmp_path / "guides"


@pytest.fixture
def new(guides: Path, capsys: pytest.CaptureFixture[str]):
    def found(*words: str) -> list[str]:
        main(["check", "guides", "--changed", "--format", "concise", "--as-of", "2026-11-23", *words])
        lines = capsys.readouterr().out.splitlines()
        return [" ".join((line.split(":")[0], line.split()[2])) for line in lines[:-1]]

    return found


def test_what_was_there_is_not_new(guides: Path, new) -> None:
    assert new() == []
    (guides / "代理.yaml").write_text(f"# 注\n{GUIDE}", "utf-8")
    assert new() == []


def test_the_base_stands_behind_an_equals_sign_and_a_path_does_not(guides: Path) -> None:
    (guides / "代理.yaml").write_text(GUIDE.replace("name:", "# 注\nhours: 早九晚五\nname:"), "utf-8")
    asked = ["--select", "contact.hours-unparseable", "--fail-on", "warning"]
    assert main(["check", "--changed", "guides", *asked]) == 1
    assert main(["check", "--changed=HEAD", "guides", *asked]) == 1
    git("commit", "-am", "second")
    assert main(["check", "--changed", "guides", *asked]) == 0
    assert main(["check", "--changed=HEAD~1", "guides", *asked]) == 1


def test_a_table_has_changed_where_a_list_beside_it_has(guides: Path, new) -> None:
    (guides / "局.materials.csv").write_text(LIST.replace("申请人自备", ""), "utf-8")
    assert new() == ["guides/局.materials.csv materials.source-missing"]
    git("commit", "-am", "second")
    assert new() == []
    (guides / "局.materials.csv").unlink()
    assert main(["check", "guides", "--changed"]) == 0


def test_what_stood_in_the_lists_of_a_changed_table_is_not_new(guides: Path, new) -> None:
    (guides / "局.csv").write_text(TABLE.replace("取水许可", "取水许可审批"), "utf-8")
    assert new() == []


def test_the_tables_of_a_platform_are_held_against_what_they_were_together(guides: Path, new) -> None:
    matters, materials = guides / "up_task_general_basic.csv", guides / "up_task_general_material.csv"
    matters.write_text("row_guid,task_name,transact_time\ng1,采砂许可,每天9:00-17:00\n", "utf-8")
    materials.write_text("task_guid,material_name,source_type\ng1,方案,\n", "utf-8")
    git("add", ".")
    git("commit", "-m", "second")
    assert new() == []
    matters.write_text(matters.read_text("utf-8").replace("9:00", "8:30"), "utf-8")
    assert new() == []
    git("commit", "-am", "third")
    materials.write_text(f"{materials.read_text('utf-8')}g1,图纸,\n", "utf-8")
    assert new() == ["guides/up_task_general_material.csv materials.source-missing"]


def test_a_list_that_is_named_alone_is_held_against_itself(
    guides: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    alone = guides / "局.materials.csv"
    text = LIST.replace("申请人自备\n2", "\n2")
    alone.write_text(text, "utf-8")
    git("commit", "-am", "second")
    alone.write_text(f"{text}2,户口簿,\n", "utf-8")
    main(["check", str(alone), "--changed", "--select", "materials.source-missing", "--format", "concise"])
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(": ")[0].split(":")[-2] for line in lines[:-1]] == ["4"]


@pytest.fixture
def module(guides: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A submodule among the guides, with a guide that has a finding."""
    origin = tmp_path_factory.mktemp("origin")
    (origin / "开办.yaml").write_text(GUIDE.replace("A1", "A2"), "utf-8")
    git("init", str(origin))
    git("-C", str(origin), "add", ".")
    git("-C", str(origin), "commit", "-m", "first")
    git("-c", "protocol.file.allow=always", "submodule", "add", str(origin), "guides/乡镇")
    git("commit", "-m", "second")
    return guides / "乡镇"


@pytest.mark.parametrize("committed", [False, True])
def test_a_submodule_is_held_against_what_the_base_has_of_it(committed: bool, module: Path, new) -> None:
    assert new() == []
    text = (module / "开办.yaml").read_text("utf-8")
    (module / "开办.yaml").write_text(f"{text}hours: 待定\n", "utf-8")
    if committed:
        git("-C", str(module), "commit", "--all", "-m", "second")
    assert new("--select", "text") == ["guides/乡镇/开办.yaml text.placeholder"]


def test_a_hook_of_the_repository_sees_its_submodules(
    guides: Path, module: Path, new, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git tells a hook where the repository is, which a submodule is not."""
    monkeypatch.setenv("GIT_DIR", str(guides.parent / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(guides.parent / ".git/index"))
    assert new() == []
    (module / "开办.yaml").write_text(GUIDE.replace("A1", "A2") + "location: 无\n", "utf-8")
    (guides / "新.yaml").write_text(GUIDE.replace("A1", "A3"), "utf-8")
    assert new() == ["guides/新.yaml contact.hours-missing"]


def test_all_is_new_in_a_submodule_that_is_new(module: Path, new) -> None:
    assert new("--changed=HEAD~1") == ["guides/乡镇/开办.yaml contact.hours-missing"]


def test_all_is_new_outside_of_the_repository(
    guides: Path, tmp_path_factory: pytest.TempPathFactory, new
) -> None:
    other = tmp_path_factory.mktemp("other") / "开办.yaml"
    other.write_text(GUIDE.replace("A1", "A2"), "utf-8")
    assert [line.split()[1] for line in new(str(other))] == ["contact.hours-missing"]


def test_histories_without_a_common_commit_are_told(guides: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git("checkout", "--orphan", "alone")
    git("commit", "-m", "alone")
    assert main(["check", "guides", "--changed=main"]) == 2
    assert "main and HEAD have no commit in common" in capsys.readouterr().err
    assert main(["check", "guides", "--changed=nowhere"]) == 2
    assert "nowhere" in capsys.readouterr().err


@pytest.mark.parametrize("base", ["", "--help", "--octopus"])
def test_a_base_that_names_no_commit_is_a_mistake(
    guides: Path, base: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "guides", f"--changed={base}"]) == 2
    assert f"Not a valid object name {base}^{{commit}};" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform != "linux", reason="other systems demand names in Unicode")
def test_a_name_that_is_no_utf_8_is_compared_like_any_other(guides: Path, new) -> None:
    file = Path(os.fsdecode(os.fsencode(guides) + "/事项.yaml".encode("gbk")))
    file.write_text(GUIDE.replace("A1", "A2"), "utf-8")
    found = ["guides/\\xca\\xc2\\xcf\\xee.yaml contact.hours-missing"]
    assert new() == found
    git("add", ".")
    git("commit", "-m", "second")
    assert new() == []
    file.write_text(GUIDE.replace("A1", "A3"), "utf-8")
    assert new() == found


def test_a_file_is_compared_with_what_git_would_check_out(guides: Path, new) -> None:
    """As with LFS, which keeps a pointer in place of the file."""
    git("config", "filter.kept.clean", "base64")
    git("config", "filter.kept.smudge", "base64 -d")
    Path(".gitattributes").write_text("*.yaml filter=kept\n", "utf-8")
    git("add", "--renormalize", ".")
    git("commit", "-m", "kept otherwise")
    (guides / "代理.yaml").write_text(f"# 注\n{GUIDE}", "utf-8")
    assert new() == []


def test_a_copy_meets_its_original_that_has_not_changed(guides: Path, new) -> None:
    (guides / "新事项.yaml").write_text(GUIDE, "utf-8")
    assert new() == ["guides/新事项.yaml contact.hours-missing", "guides/新事项.yaml dataset.duplicate-code"]
    git("add", ".")
    git("commit", "-m", "second")
    (guides / "代理.yaml").rename(guides / "另.yaml")
    assert new() == []


def test_a_fix_leaves_alone_what_has_not_changed(
    guides: Path, new, capsys: pytest.CaptureFixture[str]
) -> None:
    typo = GUIDE.replace("代理记账业务", "居民户口薄")
    (guides / "代理.yaml").write_text(typo, "utf-8")
    git("commit", "-am", "second")
    (guides / "新.yaml").write_text(typo.replace("A1", "A2"), "utf-8")
    Path("guidelint.yaml").write_text("select: [text]\n", "utf-8")
    main(["fix", "guides", "--diff", "--changed"])
    assert "+++ b/guides/新.yaml" in (said := capsys.readouterr().out)
    assert "代理.yaml" not in said
    main(["fix", "guides", "--changed"])
    assert (guides / "代理.yaml").read_text("utf-8") == typo
    assert (guides / "新.yaml").read_text("utf-8") != typo.replace("A1", "A2")


def test_who_is_stopped_before_it_is_known_what_was_there_gets_what_was_found(
    guides: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from guidelint.run.engine import run

    runs = iter([run])

    def once(*given: object, **named: object) -> object:
        judge = next(runs, None)
        if judge is None:
            raise KeyboardInterrupt
        return judge(*given, **named)

    monkeypatch.setattr("guidelint.cli.commands.check.lint", once)
    (guides / "局.csv").write_text(TABLE.replace("取水许可", "取水许可审批"), "utf-8")
    assert main(["check", "guides", "--changed", "--format", "concise"]) == 130
    assert "（检查被中断，没有查完）" in capsys.readouterr().out


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_a_report_of_changes_says_so_and_is_not_taken_for_a_whole_run(
    form: str, guides: Path, new, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", "guides", "-o", f"{form}=whole.{form}"])
    main(["check", "guides", "--changed", "-o", f"{form}=part.{form}"])
    main(["check", "guides", "--changed"])
    assert capsys.readouterr().out == "HEAD 以来没有改动的指南\n"
    for words in (("progress", f"whole.{form}", f"part.{form}"), ("stats", "--from", f"part.{form}")):
        if form == "json" or words[0] == "progress":
            assert main([*words]) == 2
            assert f"part.{form} tells only what was new since HEAD" in capsys.readouterr().err
    (guides / "代理.yaml").write_text(f"# 注\n{GUIDE}", "utf-8")
    main(["check", "guides", "--changed"])
    assert "（只列 HEAD 以来新出现的）" in capsys.readouterr().out
