"""`guidelint convert`: where it writes, what it never overwrites, what it reports."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from guidelint.cli import main
from guidelint.cli.commands.convert import file_names

GUIDES = "records:\n  - {code: A1, name: 甲, materials: [{name: 申请书}]}\n  - {code: A1, name: 乙}\n"


@pytest.fixture
def guides(tmp_path: Path) -> Path:
    path = tmp_path / "guides.yaml"
    path.write_text(GUIDES, "utf-8")
    return path


def convert(*words: object) -> int:
    return main(["convert", *map(str, words)])


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_without_a_place_to_write_it_is_standard_output(
    guides: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert convert(guides, "--to", "jsonl") == 0
    assert capfdbinary.readouterr().out.decode().count("\n") == 2


def test_a_file_takes_all_matters(guides: Path) -> None:
    assert convert(guides, "--to", "csv", "--out", guides.parent / "all.csv") == 0
    assert names(guides.parent) == ["all.csv", "all.materials.csv", "guides.yaml"]


def test_a_folder_takes_a_file_for_each_matter(guides: Path) -> None:
    out = guides.parent / "out"
    assert convert(guides, "--to", "html", "--out", out, "--split") == 0
    assert names(out) == ["A1.html", "A1_2.html"]


def test_nothing_is_overwritten_unless_forced(guides: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = guides.parent / "out.yaml"
    out.write_text("mine", "utf-8")
    assert convert(guides, "--to", "yaml", "--out", out) == 2
    assert (out.read_text("utf-8"), "--force" in capsys.readouterr().err) == ("mine", True)
    assert convert(guides, "--to", "yaml", "--out", out, "--force") == 0
    assert out.read_text("utf-8").startswith("records:\n")


@pytest.mark.parametrize("form", ["csv", "xlsx", "html"])
def test_what_is_no_stream_needs_a_place(guides: Path, form: str) -> None:
    assert convert(guides, "--to", form) == 2


def test_a_source_that_cannot_be_read_is_told_and_is_status_1(
    guides: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = guides.parent / "broken.yaml"
    broken.write_text("name: [", "utf-8")
    assert convert(guides, broken, "--to", "yaml") == 1
    told = capsys.readouterr()
    assert (told.out.startswith("records:\n"), "broken.yaml:1:8: error source." in told.err) == (True, True)


def test_unmapped_keys_are_listed(guides: Path, capsys: pytest.CaptureFixture[str]) -> None:
    guides.write_text("name: 甲\n奇怪: 值\n", "utf-8")
    assert convert(guides, "--to", "yaml") == 0
    told = capsys.readouterr()
    assert (told.out, told.err.splitlines()[-1].endswith("(kept under extra): 奇怪")) == (
        "name: 甲\nextra:\n  奇怪: 值\n",
        True,
    )


def test_file_names_are_safe_and_different() -> None:
    records = [
        {"code": "A/1"},
        {"code": "a_1"},
        {"name": "甲 乙：丙"},
        {"name": "con"},
        {},
        {"name": "../.."},
        {"code": "a_1_2"},
    ]
    assert file_names(records) == ["A_1", "A_1_2", "甲_乙：丙", "con_", "matter", "matter_2", "a_1_2_2"]


def test_file_names_differ_on_every_file_system_and_hide_nothing() -> None:
    """A Mac composes accents, Windows has devices named COM¹, and U+202E turns what follows it round."""
    names = file_names([{"name": "é"}, {"name": "e\u0301"}, {"name": "COM¹"}, {"name": "甲\u202elmth"}])
    assert names == ["é", "é_2", "COM¹_", "甲_lmth"]


@pytest.mark.parametrize("form", ["yaml", "html", "csv"])
def test_a_folder_of_our_own_files_is_converted_to_the_same(tmp_path: Path, form: str) -> None:
    codes = ["1", "b_2", *["b", "B"] * 6]
    guides = tmp_path / "guides.yaml"
    guides.write_text(
        "".join(f"- {{code: {code!r}, name: 事项{n}}}\n" for n, code in enumerate(codes)), "utf-8"
    )
    once, twice = tmp_path / "once", tmp_path / "twice"
    assert convert(guides, "--to", form, "--out", once, "--split") == 0
    assert convert(once, "--to", form, "--out", twice, "--split") == 0
    assert len(names(once)) == len(codes)
    assert [(once / name).read_bytes() for name in names(once)] == [
        (twice / name).read_bytes() for name in names(twice)
    ]
    assert names(once) == names(twice)


def test_everything_is_written_or_nothing(
    guides: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    room = iter((True, False))
    make = os.open

    def full(path: str, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_CREAT and not next(room):
            raise OSError(28, "No space left on device")
        return make(path, flags, mode)

    monkeypatch.setattr("guidelint.files.os.open", full)
    out = guides.parent / "out"
    assert convert(guides, "--to", "yaml", "--out", out, "--split") == 2
    assert list(out.iterdir()) == []
    assert capsys.readouterr().err.endswith(": No space left on device\n")
