"""Output to destinations that are no plain files: links, devices, pipes, closed streams."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from guidelint.cli import main
from guidelint.cli.files import write_bytes

FULL = Path("/dev/full")
full = pytest.mark.skipif(
    not FULL.is_char_device(), reason="a stream that takes no more is asked of a device"
)


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_a_link_stays_one_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "guide").write_bytes(b"before")
    (tmp_path / "link").symlink_to(tmp_path / "kept" / "guide")
    write_bytes(tmp_path / "link", b"after")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "kept" / "guide").read_bytes() == b"after"
    assert [path.name for path in (tmp_path / "kept").iterdir()] == ["guide"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes")
def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    said: list[bytes] = []
    reader = threading.Thread(target=lambda: said.append((tmp_path / "pipe").read_bytes()))
    reader.start()
    write_bytes(tmp_path / "pipe", b"report")
    reader.join(10)
    assert said == [b"report"]
    assert (tmp_path / "pipe").is_fifo()


@full
@pytest.mark.parametrize("arguments", [["rules"], ["explain", "text.term"], ["check", "guide.json"]])
def test_a_stream_that_takes_no_more_is_told_in_a_line(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "guide.json").write_text('{"name": "取水许可", "code": "A1"}', "utf-8")
    with FULL.open("wb") as nowhere:
        ended = subprocess.run(
            [sys.executable, "-m", "guidelint", *arguments],
            stdout=nowhere,
            stderr=subprocess.PIPE,
            cwd=tmp_path,
        )
    assert ended.returncode == 3
    told = ended.stderr.decode("utf-8")
    assert told.startswith("guidelint: 输出没有写完：磁盘已满 | the output could not be written whole: ")
    assert ended.stderr.count(b"\n") == 1


@full
def test_a_device_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "guide.json").write_text('{"name": "取水许可", "code": "A1"}', "utf-8")
    command = [sys.executable, "-m", "guidelint", "check", "guide.json", "-o", f"sarif={FULL}"]
    ended = subprocess.run(command, capture_output=True, cwd=tmp_path)
    assert ended.returncode == 2
    assert f"cannot write {FULL}".encode() in ended.stderr
    assert FULL.is_char_device()


@pytest.mark.parametrize("to_a_file", [False, True])
def test_reports_on_standard_output_stand_one_behind_the_other(tmp_path: Path, to_a_file: bool) -> None:
    (tmp_path / "guide.json").write_text('{"name": "取水许可", "code": "A1"}', "utf-8")
    sinks = ["-ogithub=/dev/stdout", "-oconcise=-"]
    command = [sys.executable, "-m", "guidelint", "check", "guide.json", *sinks]
    if to_a_file:
        with (tmp_path / "log").open("wb") as log:
            subprocess.run(command, stdout=log, cwd=tmp_path)
        said = (tmp_path / "log").read_bytes()
    else:
        said = subprocess.run(command, stdout=subprocess.PIPE, cwd=tmp_path).stdout
    assert not (tmp_path / "-").exists()
    lines = said.decode("utf-8").splitlines()
    annotations = [line for line in lines if line.startswith("::")]
    concise = [line for line in lines if line.startswith("guide.json:")]
    assert annotations
    assert len(concise) == len(annotations)
    assert lines.index(concise[0]) > lines.index(annotations[-1])


def test_a_report_of_several_files_goes_whole_into_a_stream(tmp_path: Path) -> None:
    guides = "".join(f'{{"name": "取水许可{number}", "code": "A{number}"}}\n' for number in range(700))
    (tmp_path / "guides.jsonl").write_text(guides, "utf-8")
    command = [sys.executable, "-m", "guidelint", "check", "guides.jsonl", "-o", "sarif=/dev/stdout"]
    said = subprocess.run(command, stdout=subprocess.PIPE, cwd=tmp_path).stdout.decode("utf-8")
    results, end = [], 0
    while end < len(said):
        log, end = json.JSONDecoder().raw_decode(said, end)
        results.append(len(log["runs"][0]["results"]))
        end = len(said) - len(said[end:].lstrip())
    assert len(results) > 1
    assert results[:-1] == [5000] * (len(results) - 1)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["guides.jsonl"]


@pytest.mark.skipif(os.name == "nt", reason="a shell that closes streams")
@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("check guide.json >&-", 1),
        ("check guide.json --fail-on never >&- 2>&-", 0),
        ("check guide.json -o json=report.json >&-", 1),
        ("stats guide.json >&-", 1),
        ("fix - < guide.json >&-", 1),
        ("--version >&-", 1),
        ("check - <&-", 2),
    ],
)
def test_a_closed_stream_ends_no_run_in_an_error_of_ours(tmp_path: Path, line: str, status: int) -> None:
    (tmp_path / "guide.json").write_text('{"name": "取水许可", "code": "A1"}', "utf-8")
    words = ["sh", "-c", f"{sys.executable} -m guidelint {line}"]
    ended = subprocess.run(words, capture_output=True, cwd=tmp_path)
    assert (ended.returncode, ended.stdout) == (status, b"")
    assert b"Traceback" not in ended.stderr
    assert b"ignored" not in ended.stderr
    assert (tmp_path / "report.json").exists() == ("report.json" in line)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["check", "guide.json"], 1),
        (["check", "guide.json", "--fail-on", "never", "-o", "json=-"], 0),
        (["fix", "guide.json", "--fail-on", "never", "-o", "json=-"], 0),
        (["check", "nowhere.json"], 2),
        (["check", "guide.json", "--profile", "none"], 2),
    ],
)
def test_who_does_not_read_standard_error_changes_no_status(
    tmp_path: Path, words: list[str], status: int
) -> None:
    (tmp_path / "guide.json").write_text('{"name": "取水许可", "code": "A1"}', "utf-8")
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "guidelint", *words]
    try:
        ended = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=writer, cwd=tmp_path)
    finally:
        os.close(writer)
    assert ended.returncode == status


@pytest.mark.skipif(os.name == "nt", reason="a limit of the shell")
def test_a_file_beyond_the_limit_is_told_in_chinese_and_nothing_is_left_of_it(tmp_path: Path) -> None:
    (tmp_path / "guide.json").write_text('{"name": "取水许可", "code": "A1"}', "utf-8")
    line = f"ulimit -f 1; {sys.executable} -m guidelint check guide.json --no-cache -o json=report.json --lang zh"
    ended = subprocess.run(["sh", "-c", line], capture_output=True, cwd=tmp_path)
    assert ended.stderr.decode("utf-8") == "guidelint: 写不了 report.json：超过了文件大小的上限\n"
    assert (ended.returncode, [path.name for path in tmp_path.iterdir()]) == (2, ["guide.json"])


GUIDE = "name: 取水许可\nmaterials:\n- name: 申请书\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", ".", "-o", "json=a.yaml"],
        ["check", ".", "-o", "concise=broken.yaml"],
        ["check", ".", "-o", "markdown=link.yaml"],
        ["fix", ".", "-o", "json=a.yaml"],
        ["report", ".", "--html", "./a.yaml"],
        ["stats", ".", "-o", "csv=a.yaml"],
        ["convert", ".", "--to", "yaml", "--out", "a.yaml", "--force"],
        ["convert", ".", "--to", "yaml", "--out", ".", "--split", "--force"],
    ],
)
def test_no_report_replaces_a_guide_that_a_search_finds(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in (("a.yaml", GUIDE), ("取水许可.yaml", GUIDE), ("broken.yaml", "name: [取水")):
        Path(name).write_text(text, "utf-8")
    if os.name != "nt":
        Path("link.yaml").symlink_to("a.yaml")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert main(arguments) == 2
    assert "another file" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_reports_in_a_searched_folder_are_no_guides_and_are_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text(GUIDE, "utf-8")
    names = {"csv": "r.csv", "json": "r.json", "jsonl": "r.jsonl", "junit": "r.xml", "checkstyle": "c.xml"}
    names |= {"html": "r.html", "xlsx": "r.xlsx", "gitlab": "g.json", "rdjson": "d.json"}
    outputs = [word for kind, name in names.items() for word in ("-o", f"{kind}={name}")]
    main(["check", ".", *outputs, "--as-of", "2026-01-01"])
    first = Path("r.csv").read_bytes()
    assert main(["check", ".", *outputs, "--as-of", "2026-01-01"]) == 1
    assert Path("r.csv").read_bytes() == first
    assert main(["report", ".", "--html", "r.html", "--xlsx", "r.xlsx"]) == 0
    assert main(["stats", ".", "-o", "csv=r.csv", "-o", "html=r.html"]) == 0
