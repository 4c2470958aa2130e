"""A stamp changes with every file, and with nothing else."""

from __future__ import annotations

import os
from pathlib import Path as FilePath

import pytest

from guidelint.caching.file_stamps import stamp


@pytest.fixture
def folder(tmp_path: FilePath) -> FilePath:
    (tmp_path / "below").mkdir()
    (tmp_path / "a.yaml").write_text("one", encoding="utf-8")
    (tmp_path / "below" / "b.yaml").write_text("two", encoding="utf-8")
    return tmp_path


def test_it_names_every_file_in_order(folder: FilePath) -> None:
    assert [path for path, *_ in stamp(str(folder))] == [f"{folder}/a.yaml", f"{folder}/below/b.yaml"]
    assert stamp(str(folder)) == stamp(str(folder))
    assert stamp(str(folder / "nowhere")) == []


@pytest.mark.parametrize("name", ["a.yaml", "below/b.yaml"])
def test_a_changed_file_changes_it(folder: FilePath, name: str) -> None:
    before = stamp(str(folder))
    fact = (folder / name).stat()
    os.utime(folder / name, ns=(fact.st_atime_ns, fact.st_mtime_ns + 1_000_000))
    assert stamp(str(folder)) != before


def test_a_new_and_a_lost_file_change_it(folder: FilePath) -> None:
    before = stamp(str(folder))
    (folder / "below" / "c.yaml").write_text("", encoding="utf-8")
    more = stamp(str(folder))
    assert len(more) == len(before) + 1
    (folder / "a.yaml").unlink()
    assert len(stamp(str(folder))) == len(before)


def test_bytecode_does_not_count(folder: FilePath) -> None:
    before = stamp(str(folder))
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "a.pyc").write_bytes(b"\0")
    assert stamp(str(folder)) == before


def test_links_that_lead_nowhere_or_round_do_not_stop_it(folder: FilePath) -> None:
    (folder / "lost").symlink_to(folder / "gone")
    (folder / "below" / "round").symlink_to(folder, target_is_directory=True)
    assert len(stamp(str(folder))) == 4
