"""What a config names is relative to its own folder, wherever the run begins and however guides are named."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from guidelint.cli import main
from guidelint.config.settings import Base

AS_OF = ("--as-of", "2026-11-23")
RULE = "contact.hours-missing"
CONFIG = """\
select: [contact.hours-missing, identity.name-missing, identity.name-length]
exclude: [guides/old/]
ignore_findings: [{rule: contact.hours-missing, where: "guides/甲*.yaml", reason: 全天}]
overrides: [{paths: ["guides/乙*.yaml"], severity: {contact.hours-missing: info}}]
baseline: gl.baseline
"""
CALLS = [
    ("d", "guides"),
    ("d", "./guides/"),
    ("d", "{top}/d/guides"),
    (".", "d/guides"),
    (".", "d"),
    ("d/guides", "."),
    ("d/guides", "../guides"),
    ("e", "../d/guides"),
    ("e", "{top}/link/guides"),
]


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("甲", "乙", "丙", "old/丁"):
        write(tmp_path / f"d/guides/{name}.yaml", f"name: {name}事项\nmatter_type: 行政许可\n")
    write(tmp_path / "d/guides/戊.yaml", "code: E\nmatter_type: 行政许可\nhours: 每天 9:00-12:00\n")
    write(tmp_path / "d/guidelint.yaml", CONFIG.replace("baseline: gl.baseline\n", ""))
    write(tmp_path / "d/guides/己.yaml", "a: [\n")
    (tmp_path / "e").mkdir()
    (tmp_path / "link").symlink_to("d")
    monkeypatch.chdir(tmp_path / "d")
    main(["baseline", "create", "guides/戊.yaml", "guides/己.yaml", "--baseline", "gl.baseline", *AS_OF])
    write(tmp_path / "d/guidelint.yaml", CONFIG)
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[tuple[str, str, str]]:
    capsys.readouterr()
    main(["check", *arguments, "--format", "json", *AS_OF])
    findings = json.loads(capsys.readouterr().out)["findings"]
    return sorted((Path(f["location"]["source"]).name, f["rule"], f["severity"]) for f in findings)


@pytest.mark.parametrize("cache", [(), ("--no-cache",)])
@pytest.mark.parametrize(("start", "path"), CALLS)
def test_globs_and_the_baseline_of_a_config_hold_from_everywhere(
    start: str,
    path: str,
    cache: tuple[str, ...],
    top: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(top / start)
    expected = [
        ("丙.yaml", "contact.hours-missing", "error"),
        ("乙.yaml", "contact.hours-missing", "info"),
    ]
    assert told(capsys, path.format(top=top), *cache) == expected


def test_what_is_kept_between_runs_knows_where_the_config_stands(
    top: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same names and bytes of guides and config, but another folder from which globs start."""
    monkeypatch.chdir(top / "d/guides")
    config = ("--config", str(top / "d/guidelint.yaml"))
    other = write(top / "d/guides/guidelint.yml", CONFIG.replace("baseline: gl.baseline\n", ""))
    first = told(capsys, "乙.yaml", *config)
    assert first == [("乙.yaml", "contact.hours-missing", "info")]
    assert told(capsys, "乙.yaml", "--config", str(other)) == [
        ("guidelint.yml", "suppression.unused", "error"),  # no guides/ here
        ("乙.yaml", "contact.hours-missing", "error"),
    ]
    assert told(capsys, "乙.yaml", *config) == first


def test_the_baseline_of_the_command_line_and_its_exclude_start_from_the_current_folder(
    top: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(top)
    assert main(["check", "d", "--baseline", "gl.baseline"]) == 2
    monkeypatch.chdir(top / "d/guides")
    names = [name for name, _, _ in told(capsys, str(top / "d/guides"), "--exclude", "/丙.yaml")]
    assert names == ["乙.yaml"]


def test_a_config_beside_the_named_folder_is_not_above_it(
    top: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(top / "f/guides/乙.yaml", "name: 乙事项\nmatter_type: 行政许可\nhours: ''\n")
    monkeypatch.chdir(top / "d")
    rules = ("--select", "contact.hours-missing")
    assert told(capsys, "../f/guides", *rules) == [("乙.yaml", "contact.hours-missing", "error")]


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("guides/a.yaml", "guides/a.yaml"),
        ("../d/guides/a.yaml", "guides/a.yaml"),
        ("/x/d/guides/a.yaml", "guides/a.yaml"),
        ("/real/d/a.yaml", "a.yaml"),
        ("../dd/a.yaml", "../dd/a.yaml"),
        ("<stdin>", "<stdin>"),
    ],
)
def test_a_place_is_a_path_from_the_config(name: str, place: str) -> None:
    assert Base(("/x/d", "/real/d"), "/x/d").place(name) == place


def test_from_the_root_everything_is_inside() -> None:
    assert Base(("/",), "/x").place("a.yaml") == "x/a.yaml"


@pytest.mark.parametrize("where", ["guides/old", "guides/old/", "guides/ol?/", "guides/old/*"])
def test_a_folder_stands_for_all_that_lies_in_it(
    where: str, top: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = "select: [contact.hours-missing]\n"
    write(top / "d/guides/older.yaml", "name: 事项\nmatter_type: 行政许可\n")
    write(top / "d/guidelint.yaml", f"{rules}overrides: [{{paths: [{where}], severity: {{{RULE}: info}}}}]\n")
    seen = {name: severity for name, _, severity in told(capsys, "guides")}
    assert (seen["丁.yaml"], seen["older.yaml"]) == ("info", "error")
    write(
        top / "d/guidelint.yaml",
        f"{rules}ignore_findings: [{{rule: {RULE}, where: {where}, reason: 停办}}]\n",
    )
    assert {name for name, _, _ in told(capsys, "guides")} == seen.keys() - {"丁.yaml"}


def test_an_override_that_states_paths_and_authorities_holds_where_both_do(
    top: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("guides", "guides/old"):
        for body in ("水利局", "民政局"):
            write(top / f"d/{folder}/{folder[-3:]}{body}.yaml", f"name: 事项\nauthority: {body}\n")
    override = f"{{paths: [guides/old/*], authority: 水利局, severity: {{{RULE}: info}}}}"
    write(top / "d/guidelint.yaml", f"select: [{RULE}]\noverrides: [{override}]\n")
    milder = {name for name, rule, severity in told(capsys, "guides") if severity == "info"}
    assert milder == {"old水利局.yaml"}


def test_a_config_that_was_not_used_for_one_of_the_paths_is_told(
    top: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(top / "d/guides/old/guidelint.yaml", "profile: strict\n")
    calls = {
        ("guides/甲.yaml", "guides/old"): "guides/old/guidelint.yaml",
        ("guides/old/丁.yaml", "guides/甲.yaml"): "d/guidelint.yaml",
        ("guides/甲.yaml", "../link/guides/乙.yaml"): "",
        ("guides/old",): "",
    }
    for paths, other in calls.items():
        capsys.readouterr()
        main(["check", *paths, "--lang", "en"])
        said = capsys.readouterr().err
        assert (f"{other} of " in said) if other else said == ""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes among files")
@pytest.mark.parametrize(
    "config",
    [
        "extends: pipe.yaml",
        "extends: /dev/zero",
        "rules: [rules]",
        "dialects: [rules/own]",
        "mobile_list: pipe.yaml",
        "catalogue: /dev/zero",
        "baseline: pipe.yaml",
        "baseline: /dev/zero",
    ],
)
def test_a_pipe_or_a_device_that_a_config_names_is_refused_and_waited_for_by_nobody(
    config: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "guidelint.yaml", config)
    guide = write(tmp_path / "a.yaml", "name: 取水许可\n")
    (tmp_path / "rules/own").mkdir(parents=True)
    for pipe in ("pipe.yaml", "rules/own/pipe.yaml"):
        os.mkfifo(tmp_path / pipe)
    assert main(["check", str(guide)]) == 2
    assert "是管道或设备" in capsys.readouterr().err


@pytest.mark.parametrize("config", ["rules: [rules]", "dialects: [rules/own]"])
def test_a_definition_that_cannot_be_read_is_the_mistake_of_the_caller(
    config: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "guidelint.yaml", config)
    guide = write(tmp_path / "a.yaml", "name: 取水许可\n")
    (tmp_path / "rules/own/a.yaml").mkdir(parents=True)
    assert main(["check", str(guide)]) == 2
    assert "这是文件夹" in capsys.readouterr().err


def test_an_exception_for_a_path_that_does_not_exist_is_unused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One run knows nothing of a code, of a glob without a folder, of what lies outside, and of what is inherited."""
    (tmp_path / "guides").mkdir()
    (tmp_path / "guides/甲.yaml").write_text("name: 甲\n", "utf-8")
    (tmp_path / "guides/乙.yaml").write_text("name: 乙\n", "utf-8")
    wheres = [
        "guides/丙.yaml",
        "guide/*.yaml",
        "guides/*.yml",
        "guides/乙.yaml",
        "A1",
        "**/丙/*",
        "../丙/丁.yaml",
    ]
    entries = [f'{{rule: contact, where: "{where}", reason: 省厅统一}}' for where in wheres]
    (tmp_path / "guidelint.yaml").write_text(f"ignore_findings: [{', '.join(entries)}]\n", "utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/guidelint.yaml").write_text("extends: ../guidelint.yaml\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    for config, count in (("guidelint.yaml", 2), ("sub/guidelint.yaml", 0)):
        main(["check", "guides/甲.yaml", "--config", config, "--format", "jsonl", "--select", "contact"])
        found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        columns = [each["location"]["column"] for each in found if each["rule"] == "suppression.unused"]
        assert len(columns) == count


def test_an_exception_for_what_nothing_is_called_is_unused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A name is no code; a code is known not to exist where everything in the folder of the config was read."""
    for name in "甲乙":
        write(tmp_path / f"guides/{name}.yaml", f"name: {name}\ncode: '{ord(name)}'\nmatter_type: 行政许可\n")
    wheres = ("甲", ord("甲"), ord("乙"), ord("丙"), "guides/*.yml")
    entries = [f'{{rule: legal.missing, where: "{where}", reason: 省厅统一}}' for where in wheres]
    write(tmp_path / "guidelint.yaml", "ignore_findings:\n- " + "\n- ".join(entries))
    monkeypatch.chdir(tmp_path)

    def unused(*paths: str) -> list[int]:
        main(
            [
                "check",
                *paths,
                "--format",
                "jsonl",
                "--lang",
                "en",
                "--config",
                str(tmp_path / "guidelint.yaml"),
            ]
        )
        found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        about = [each for each in found if each["rule"] == "suppression.unused"]
        assert all("no matter has the code" in each["message"] for each in about)
        return [each["location"]["line"] for each in about]

    assert unused("guides") == unused("guides") == unused(".") == [2, 5, 6]
    assert unused("guides/甲.yaml") == unused("guides", "--exclude", "乙.yaml") == [2]
    write(tmp_path / "more/丙.yaml", f"name: 丙\ncode: '{ord('丙')}'\n")
    assert unused("guides") == [2]
    assert unused(".") == [2, 6]
    write(tmp_path / "guides/丁.xlsx", "")
    assert unused(".") == [2]  # it may hold anything
