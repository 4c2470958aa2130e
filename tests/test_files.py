"""Files are written completely or not at all, and failures leave nothing behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidelint.files import write_all, write_whole


def test_a_new_file_has_the_mode_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    write_whole(tmp_path / "new", b"1", 0o600)
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o600
    (tmp_path / "old").write_bytes(b"before")
    (tmp_path / "old").chmod(0o640)
    write_whole(tmp_path / "old", b"after", 0o600)
    assert (tmp_path / "old").read_bytes() == b"after"
    assert (tmp_path / "old").stat().st_mode & 0o777 == 0o640


def test_nothing_is_left_of_what_cannot_be_put_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "inside").write_bytes(b"")
    with pytest.raises(OSError):  # noqa: PT011 - which one depends on the system
        write_whole(tmp_path / "folder", b"1", 0o600)
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_of_files_that_belong_together_none_is_changed_where_one_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"before")
    with pytest.raises(OSError) as told:  # noqa: PT011 - which one depends on the system
        write_all([(tmp_path / "a", b"after"), (tmp_path / "gone" / "b", b"after")], 0o600)
    assert told.value.filename == str(tmp_path / "gone" / "b")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"before")]


def test_of_files_that_belong_together_all_are_the_old_ones_where_one_keeps_its_place(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"before")
    (tmp_path / "a").chmod(0o640)
    (tmp_path / "c").mkdir()
    names = [tmp_path / name for name in ("a", "b", "c")]
    with pytest.raises(OSError) as told:  # noqa: PT011 - which one depends on the system
        write_all([(name, b"after") for name in names], 0o600)
    assert told.value.filename == str(tmp_path / "c")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "c"]
    assert ((tmp_path / "a").read_bytes(), (tmp_path / "a").stat().st_mode & 0o777) == (b"before", 0o640)


def test_a_name_may_be_as_long_as_the_system_allows(tmp_path: Path) -> None:
    name = "食" * 83 + ".yaml"
    write_all([(tmp_path / name, b"1"), (tmp_path / f"经{name[1:]}", b"2")], 0o600)
    assert sorted(path.read_bytes() for path in tmp_path.iterdir()) == [b"1", b"2"]


def test_who_stops_the_program_leaves_nothing_unfinished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", stopped)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "guide", b"1", 0o600)
    assert list(tmp_path.iterdir()) == []
