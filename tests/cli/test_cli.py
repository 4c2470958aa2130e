"""The command line as people call it: exit statuses, streams, sinks, consoles."""

from __future__ import annotations

import argparse
import io
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len

from guidelint.caching.packing import pack, unpack
from guidelint.cli import main
from guidelint.cli.arguments import COMMANDS, SCHEMAS, build_parser, parse
from guidelint.cli.commands.check import inputs_of
from guidelint.cli.help_words import CHINESE
from guidelint.cli.language import requested_language
from guidelint.cli.settings import ruleset_of
from guidelint.errors import UsageError
from guidelint.ruleset import builtin_rules

CLEAN = "fixtures/huarong/guides/水利局/取水许可.yaml"
CONFIG = ("--config", "fixtures/huarong/guidelint.yaml")


@pytest.fixture
def defective(tmp_path: Path) -> Path:
    path = tmp_path / "guide.yaml"
    path.write_text("name: 取水许可\nlocation: 待定\n", "utf-8")
    return path


def test_a_clean_guide_ends_with_0() -> None:
    assert main(["check", CLEAN, *CONFIG]) == 0


def test_check_is_meant_when_the_first_word_is_no_command() -> None:
    assert main([CLEAN, *CONFIG]) == 0


def test_no_word_at_all_is_the_callers_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    assert (main([]), capsys.readouterr().err.splitlines()[1:]) == (2, [])


def test_findings_end_with_1(defective: Path) -> None:
    assert main(["check", str(defective)]) == 1


def test_never_failing_ends_with_0(defective: Path) -> None:
    assert main(["check", str(defective), "--fail-on", "never"]) == 0


def test_rules_may_be_named_with_commas_between_them(
    defective: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def told(*words: str) -> str:
        main(["check", str(defective), *words])
        return capsys.readouterr().out

    apart = told("--select", "contact", "--select", "legal.*", "--ignore", "contact.hours-missing")
    assert told("--select", "contact, legal", "--ignore=contact.hours-missing，fees") == apart


def test_what_is_ignored_does_not_fail(defective: Path) -> None:
    groups = [
        "contact",
        "materials",
        "legal",
        "deadline",
        "depth",
        "process",
        "fees",
        "results",
        "text",
        "identity",
    ]
    assert main(["check", str(defective), *(word for group in groups for word in ("--ignore", group))]) == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "name a file, a folder or - for standard input"),
        (["check"], "name a file, a folder or - for standard input"),
        (["check", "no-such-file.yaml"], "no such file or folder: no-such-file.yaml"),
        (["check", "tests/golden/nothing"], "no such file or folder: tests/golden/nothing"),
        (["check", CLEAN, "--select", "contact.adress-missing"], "did you mean 'contact.address-missing'?"),
        (["check", CLEAN, "--select", "contct.*"], "--select: no rule or group is like 'contct.*'"),
        (["check", CLEAN, "--select", "contact,lgal"], "--select: no rule or group 'lgal'"),
        (["check", CLEAN, "--as-of", "2026-13-01"], "not a date of the form YYYY-MM-DD: '2026-13-01'"),
        (["check", CLEAN, "--dialect", "nowhere"], "no dialect 'nowhere'"),
        (["check", CLEAN, "--dialect", "guangx"], "no dialect 'guangx'; did you mean 'guangxi'?; known: "),
        (["check", CLEAN, "--select", "申请材料"], "no rule or group '申请材料'; guidelint rules lists them"),
        (["check", CLEAN, "-o", "sarif"], "-o: expected FORMAT=FILE, found 'sarif'"),
        (["check", CLEAN, "-o", "sarf=x.sarif"], "-o: no format 'sarf'"),
        (["check", CLEAN, "-o", "xlsx=x.XLS"], "-o: name a file that ends in .xlsx, not 'x.XLS'"),
        (["report", CLEAN, "--docx", "通报.wps"], "--docx: name a file that ends in .docx, not '通报.wps'"),
        (["convert", CLEAN, "--to", "xlsx", "--out", "x.et"], "--out: name a file that ends in .xlsx"),
        (
            ["check", CLEAN, "——quiet"],
            "no such file or folder: ——quiet (quotes, and the -- of options, must be ASCII)",
        ),
        (["check", CLEAN, "-o", "sarif=no/such/folder/x"], "-o: no folder 'no/such/folder'"),
        (["check", CLEAN, "-o", "sarif=tests"], "-o: 'tests' is a folder; name a file in it"),
        (["check", CLEAN, "-ojson=a.out", "-ocsv=./a.out"], "-o: two reports in one file 'a.out'"),
        (["check", CLEAN, "-o", f"json={CLEAN}"], f"-o: '{CLEAN}' is a file to check; name another file"),
        (["stats", CLEAN, "-o", "csv=no/such/folder/x"], "-o: no folder 'no/such/folder'"),
        (["stats", CLEAN, "-o", f"csv={CLEAN}"], f"-o: '{CLEAN}' is a file to check; name another file"),
        (["chek", CLEAN], "no command 'chek', nor a file or folder of this name; did you mean 'check'?"),
        (["lsp"], "command 'lsp' is reserved, and does nothing yet"),
        (["serve", CLEAN], "command 'serve' is reserved, and does nothing yet"),
        (["check", CLEAN, "--config", "nowhere.yaml"], "no config file 'nowhere.yaml'"),
        (["check", CLEAN, "--rules", "nowhere"], "no folder of rules 'nowhere'"),
        (["check", CLEAN, "--no-such-option"], "unrecognized arguments: --no-such-option"),
        (["check", "--formt", "json", CLEAN], "unrecognized arguments: --formt"),
        (["progress", "old", "new", "newer"], "unrecognized arguments: newer"),
        (["check", CLEAN, "-o", "json=" + "食" * 90], "File name too long"),
        (["explain", "identity.name-mising"], "did you mean 'identity.name-missing'?"),
    ],
)
def test_the_callers_mistake_is_one_line_and_2(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(arguments)
    out, err = capsys.readouterr()
    assert (status, out, err.count("\n"), said in err, "nothing was checked" in err) == (2, "", 1, True, True)


@pytest.mark.skipif(os.name == "nt", reason="a folder in use cannot go there")
def test_a_folder_that_is_gone_is_the_callers_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert main(["check", "a.yaml"]) == 2
    assert "the current folder is gone" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        (["check", "没有.yaml"], "没有这个文件或文件夹：没有.yaml", "no such file or folder: 没有.yaml"),
        (["check", ".", "--as-of"], "--as-of 后面缺少内容", "argument --as-of: expected one argument"),
        (
            ["check", ".", "--profil", "x"],
            "--profile 不能是“x”，可以是“minimal”“standard”“strict”",
            "argument --profile: invalid choice: 'x'",
        ),
        (
            ["explain", "identity.nam"],
            "没有规则“identity.nam”（是不是“identity.name-",
            "no rule 'identity.nam'",
        ),
    ],
)
def test_a_mistake_is_told_in_the_language_that_is_asked_for_else_in_both(
    arguments: list[str], zh: str, en: str, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = {}
    for asked in ([], ["--lang", "zh"], ["--lang=en"]):
        assert main([*arguments[:1], *asked, *arguments[1:]]) == 2
        err = capsys.readouterr().err
        seen["".join(asked)] = (zh in err, en in err)
    assert seen == {"": (True, True), "--langzh": (True, False), "--lang=en": (False, True)}


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        (
            "guidelint.yml",
            "lang: zh\nignore_findings:\n"
            "  - {rule: fees, where: Z9, reason: x}\n  - {rule: text, where: A1}\n",
            4,
        ),
        (
            "pyproject.toml",
            "[tool.guidelint]\n[[tool.guidelint.ignore_findings]]\nrule = 'text'\nwhere = 'A1'\n",
            1,
        ),
    ],
)
def test_what_is_wrong_with_an_exception_of_the_config_stands_in_its_file(
    name: str, text: str, line: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.yaml").write_text("name: 取水许可\ncode: A1\n", "utf-8")
    (tmp_path / name).write_text(text, "utf-8")
    main(["check", str(tmp_path / "a.yaml"), "--select", "text"])
    first = capsys.readouterr().out.splitlines()
    assert f"{(tmp_path / name).as_posix()}:{line}:" in "\n".join(first)


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("甲办事指南.doc", "事项.ET", "申请表.doc"), True),
        (("a.doc", "申请表.pdf"), False),
        (("甲办事指南.pdf", "甲办事指南.html", "事项.et", "事项.csv"), False),
        ((".甲办事指南.doc", "node_modules/甲办事指南.doc"), False),
    ],
)
def test_what_may_be_guides_in_unread_formats_is_named_once(
    names: tuple[str, ...], told: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.yaml", *names):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("name: 取水许可\n", "utf-8")
    main(["check", "--no-cache", "--lang", "zh", str(tmp_path), str(tmp_path), "-o", f"json={os.devnull}"])
    folder = tmp_path.as_posix()
    named = f"{folder}/事项.ET、{folder}/甲办事指南.doc"
    said = f"guidelint: 有 2 个文件可能是办事指南，格式不能读取，没有检查：{named}；请另存为 .docx 或 .xlsx\n"
    assert capsys.readouterr().err == (said if told else "")


@pytest.mark.parametrize(
    ("words", "said"), [(["check"], ""), (["fix", "--unsafe", "--quiet"], "name: 请登陆系统\n")]
)
def test_standard_input_is_left_out_by_its_name_as_files_are(
    words: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "guidelint.yaml").write_text("exclude: [drafts/]\nselect: [text.typo]\n", "utf-8")
    (tmp_path / "a.yaml").write_text("name: 取水许可\ncode: A1\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    for force in ([], ["--force-exclude"]):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("name: 请登陆系统\n".encode())))
        main([*words, "-", "--stdin-filename", "drafts/a.yaml", "--format", "jsonl", *force])
        out = capsys.readouterr().out
        assert (out == said) == bool(force), out
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("name: 请登陆系统\n".encode())))
    main([*words, "a.yaml", "-", "--stdin-filename", "drafts/a.yaml", "--format", "jsonl", "--force-exclude"])
    assert capsys.readouterr().out == said
    assert (tmp_path / "a.yaml").read_text("utf-8") == "name: 取水许可\ncode: A1\n"


def test_standard_input_has_the_config_of_the_file_that_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "guides").mkdir()
    (tmp_path / "guides/guidelint.yaml").write_text("select: [identity.name-missing]\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"code: A1\nname:\n")))
    assert main(["check", "-", "--stdin-filename", "guides/new.yaml", "--format", "jsonl"]) == 1
    assert [json.loads(line)["rule"] for line in capsys.readouterr().out.splitlines()] == [
        "identity.name-missing"
    ]


def test_standard_input_is_read_under_the_name_that_is_given(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO('{"name": "待定"}'.encode())))
    status = main(["check", "-", "--stdin-filename", "a.json", "--select", "identity.name-missing"])
    first = capsys.readouterr().out.splitlines()[0]
    assert (status, first) == (1, "a.json:1:10: error identity.name-missing 没有填写事项名称")


def test_several_sinks_are_written_and_nothing_goes_to_standard_output(
    defective: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sinks = {"json": tmp_path / "out.json", "sarif": tmp_path / "out.sarif", "concise": tmp_path / "out.txt"}
    status = main(["check", str(defective), *(f"-o{name}={path}" for name, path in sinks.items())])
    versions = [json.loads(sinks[name].read_text("utf-8"))["version"] for name in ("json", "sarif")]
    assert (status, capsys.readouterr().out, versions) == (1, "", [1, "2.1.0"])
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "guide.yaml",
        "out.json",
        "out.sarif",
        "out.txt",
    ]


@pytest.mark.parametrize(
    "words",
    [
        ["baseline", "create", "--reason", "存量", "--baseline", "{}/accepted", CLEAN, *CONFIG],
        ["check", CLEAN, *CONFIG, "--quiet", CLEAN],
        ["check", CLEAN, *CONFIG, "--quiet", "--", CLEAN],
        ["test", "rules/fees/abolished.yaml", "--lang", "en", "rules/fees/vague.yaml"],
    ],
)
def test_paths_may_stand_behind_options(words: list[str], tmp_path: Path) -> None:
    assert main([word.format(tmp_path) for word in words]) == 0


def test_a_gbk_console_gets_every_report_without_a_crash(defective: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "gbk", "FORCE_COLOR": "1"}
    for name in ("rich", "concise", "github", "json"):
        command = [sys.executable, "-m", "guidelint", "check", str(defective), "--format", name]
        done = subprocess.run(command, capture_output=True, env=environment, check=False)
        assert (done.returncode, "办理地点" in done.stdout.decode("gbk"), done.stderr) == (1, True, b"")


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_json(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", name]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == f"guidelint {name}"


def test_a_file_of_records_is_not_also_one_record_by_the_schema(capsys: pytest.CaptureFixture[str]) -> None:
    """`oneOf` must match exactly one form; a record alone allows any keys, and so must exclude the other."""
    main(["schema", "record"])
    alone, _, several = json.loads(capsys.readouterr().out)["oneOf"]
    assert alone["not"] == {"required": several["required"]} == {"required": ["records"]}


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_completion_speaks_of_the_commands(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    assert "explain" in capsys.readouterr().out


def test_init_writes_a_config_that_loads_and_never_twice(tmp_path: Path) -> None:
    assert main(["init", str(tmp_path)]) == 0
    assert main(["check", CLEAN, "--config", str(tmp_path / "guidelint.yaml"), "--fail-on", "never"]) == 0
    assert main(["init", str(tmp_path)]) == 2


def test_rules_are_listed_as_json_with_their_grounds(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--format", "json"]) == 0
    listed = {rule["id"]: rule for rule in json.loads(capsys.readouterr().out)}
    assert listed["identity.name-missing"]["basis"] == [
        {"document": "GB/T 39046-2020", "clause": "表 4 第 1 项"}
    ]
    assert all(rule["basis"] for rule in listed.values())


@pytest.mark.parametrize(
    ("lang", "advice"), [("zh", "改成“……”；人名、商号"), ("en", "write ……, unless it is part of a name")]
)
def test_the_advice_of_a_rule_shows_dots_for_what_only_a_finding_knows(
    lang: str,
    advice: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["explain", "text.traditional", "--lang", lang]) == 0
    assert advice in capsys.readouterr().out
    (tmp_path / "a.yaml").write_text("name: 取水许可\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    main(["check", "a.yaml", "--format", "sarif", "--profile", "strict", "--lang", lang])
    rules = json.loads(capsys.readouterr().out)["runs"][0]["tool"]["driver"]["rules"]
    (rule,) = [rule for rule in rules if rule["id"] == "text.traditional"]
    assert advice in rule["help"]["text"]
    assert not [each["id"] for each in rules if "{right}" in json.dumps(each, ensure_ascii=False)]


def test_explain_shows_the_ground_and_the_examples(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "identity.name-missing"]) == 0
    page = capsys.readouterr().out
    assert [part in page for part in ("# identity.name-missing", "GB/T 39046-2020", "测试事项")] == [True] * 3


def test_explain_finds_the_rules_of_the_config_from_any_folder_below_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rule = (
        (builtin_rules() / "text" / "term.yaml").read_text("utf-8").replace("id: text.term", "id: text.own")
    )
    (tmp_path / "own" / "text").mkdir(parents=True)
    (tmp_path / "own" / "text" / "own.yaml").write_text(rule, "utf-8")
    (tmp_path / "guidelint.yaml").write_text("rules: [own]\n", "utf-8")
    (tmp_path / "guides").mkdir()
    monkeypatch.chdir(tmp_path / "guides")
    assert main(["explain", "text.own"]) == 0
    assert capsys.readouterr().out.startswith("# text.own\n")


def test_the_cache_is_thrown_away_silently_when_it_is_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUIDELINT_CACHE_DIR", str(tmp_path))
    assert main(["check", CLEAN, *CONFIG]) == 0
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.parent.name == "results" for path in kept)
    for path in kept:
        path.write_text("{damaged", "utf-8")
    assert main(["check", CLEAN, *CONFIG]) == 0


def test_kept_expressions_that_are_none_are_compiled_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = [sys.executable, "-m", "guidelint", "check", CLEAN, *CONFIG]
    monkeypatch.setenv("GUIDELINT_CACHE_DIR", str(tmp_path))
    assert subprocess.run(run, check=False).returncode == 0
    (kept,) = tmp_path.glob("expressions-*")
    keys = list(unpack(kept.read_bytes()))
    for forged in (3, (), (0, b"odd", 0, {}, ()), (0, b"\7\0\0\0", 0, {}, ())):
        kept.write_bytes(pack(dict.fromkeys(keys, forged)))
        assert subprocess.run(run, check=False).returncode == 0


def test_english_is_spoken_when_asked_for(defective: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", str(defective), "--lang", "en", "--select", "contact.hours-missing"])
    lines = capsys.readouterr().out.splitlines()
    assert all(line.isascii() for line in lines), lines


def test_a_pipe_is_read_to_its_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pipe = tmp_path / "guide.yaml"
    os.mkfifo(pipe)

    def write() -> None:
        with pipe.open("wb", buffering=0) as end:
            for line in ("name: 取水许可\n", "code: A1\n" + "# 说明\n" * 5_000, "hours: 待定\n"):
                end.write(line.encode())
                time.sleep(0.05)

    writer = threading.Thread(target=write)
    writer.start()
    main(["check", str(pipe), "--format", "json", "--no-cache"])
    writer.join()
    assert "$.hours" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words", [["check", "{}"], ["cluster", "check", "{}", "out"], ["cluster", "stats", "{}"]]
)
def test_commands_on_a_cluster_find_their_sources_as_others_do(tmp_path: Path, words: list[str]) -> None:
    guide = tmp_path / "a.yaml"
    guide.write_text("name: 取水许可\n", "utf-8")
    options = parse([word.format(guide) for word in words])
    assert [source.name for source in inputs_of(options, ruleset_of(options))] == [str(guide)]


def _said(parser: argparse.ArgumentParser) -> Iterator[str]:
    """What the help of a parser and of those below it says, save for lists of what may be chosen."""
    yield from filter(None, (parser.description, parser.epilog))
    for action in parser._actions:
        below = action.choices if isinstance(action, argparse._SubParsersAction) else {}
        yield from (each.help or "" for each in getattr(action, "_choices_actions", ()))
        if action.help and action.help != ", ".join(action.choices or ()):
            yield action.help
        for each in below.values():
            yield from _said(each)


def test_all_that_the_help_says_is_said_in_chinese_too() -> None:
    headings = {"positional arguments", "options"}
    assert set(_said(build_parser())) | headings == set(CHINESE)


def test_help_is_chinese_unless_english_is_asked_for_and_fits_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for words in ([], *([name] for name in COMMANDS), ["cluster", "check"]):
        assert main([*words, "--help"]) == 0
        chinese = capsys.readouterr().out
        assert main([*words, "--help", "--lang=en"]) == 0
        english = capsys.readouterr().out
        assert ("显示这份说明" in chinese, "show this help" in english) == (True, True)
        assert english.replace("办事指南", "").replace("整改情况通报", "").isascii()
        assert max(cell_len(line) for line in chinese.splitlines()) <= 80


@pytest.mark.parametrize(
    ("words", "lang"),
    [
        (["check", "--lang", "zh", "--lang=en"], "en"),
        (["--lan", "zh"], "zh"),
        (["check", "--stdin-filename", "--lang en"], ""),
        (["check", "a --lang en b"], ""),
        (["check", "--", "--lang", "en"], ""),
        (["check", "--lang"], ""),
        ([], ""),
    ],
)
def test_the_language_is_that_of_the_option_and_of_no_word_like_it(words: list[str], lang: str) -> None:
    assert requested_language(words) == lang


def test_a_first_word_that_could_be_a_command_is_sent_to_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    for word in ("help", "帮助", "version"):
        assert main([word, "--lang", "zh"]) == 2
        assert "见 guidelint --help" in capsys.readouterr().err


def test_a_mistake_in_a_config_is_told_in_the_language_that_is_asked_for_else_in_both(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "guidelint.yaml"
    config.write_text("profle: x\nignore: contact\nfail_on: 3\n", "utf-8")
    zh = [
        ":1:1: 不认识的键“profle”（是不是“profile”？）",
        ":2:9: 应为 列表，现在是“contact”",
        ":3:10: 应为“error”“warning”“info”或“never”，现在是“3”",
    ]
    en = [
        ":1:1: unknown key 'profle'; did you mean 'profile'?",
        ":2:9: should be a list; found 'contact'",
        ":3:10: should be 'error', 'warning', 'info' or 'never'; found '3'",
    ]
    both = [f"{one} | {other.split(': ', 1)[1]}" for one, other in zip(en, zh, strict=True)]
    for asked, expected in ((["--lang", "zh"], zh), (["--lang", "en"], en), ([], both)):
        assert main(["check", CLEAN, "--config", str(config), *asked]) == 2
        lines = capsys.readouterr().err.splitlines()[:-1]
        assert [line.removeprefix(config.as_posix()) for line in lines] == expected


def test_a_group_is_explained_by_its_rules(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "fees", "--lang", "en"]) == 2
    assert "'fees' is a group of rules, name one: fees.abolished, fees." in capsys.readouterr().err


def test_a_report_tells_what_it_wrote_and_what_it_found(
    defective: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "b.json").write_text("{", "utf-8")
    page = tmp_path / "r.html"
    words = ["report", str(defective), str(tmp_path / "b.json"), "--html", str(page)]
    assert main([*words, "--select", "contact.hours-missing"]) == 0
    out, err = capsys.readouterr()
    assert (out, f"已写入 {page.as_posix()}：共检查 1 份指南" in err, "1 个文件未能读取" in err) == (
        "",
        True,
        True,
    )


def test_what_the_contract_reserves_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["fix", "--interactive", "."], ["lsp"]):
        assert main([*words, "--lang", "en"]) == 2
        assert "is reserved, and does nothing yet" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("zh", "级别 错误（error） · 档次 基本级（minimal） · 起始版本 0.1"),
        ("en", "severity error · profile minimal · since 0.1"),
    ],
)
def test_a_rule_is_explained_in_the_words_of_the_report(
    language: str, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", "fees.flag-missing", "--lang", language]) == 0
    assert line in capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("config", ["lang: en\nbaseline: known.txt", "lang: en"])
def test_a_cluster_tells_that_it_takes_no_baseline(
    config: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def absent(master: str | None) -> None:
        raise UsageError("没有", "absent")

    monkeypatch.setattr("guidelint.cli.commands.cluster._session", absent)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text("name: 取水许可", "utf-8")
    (tmp_path / "guidelint.yaml").write_text(config, "utf-8")
    (tmp_path / "guidelint.baseline").write_text("", "utf-8")
    assert main(["cluster", "check", "a.yaml", "out"]) == 2
    assert "does not hold on a cluster" in capsys.readouterr().err
