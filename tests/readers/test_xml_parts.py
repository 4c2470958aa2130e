"""What was found out about a long XML list is reused as long as the file is unchanged."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidelint.readers.same_files import LastRead
from guidelint.readers.xml import parts as xml_parts
from guidelint.readers.xml.parts import XmlParts

LIST = "<all>\n" + "".join(f"<one><name>{number}</name></one>\n" for number in range(9)) + "</all>\n"


def kinds_of(path: Path) -> tuple[str | None, int, int]:
    with path.open("rb") as file:
        reading = XmlParts(file, 40)
        parts = list(reading.parts())
        return reading.kind and reading.kind.tag, reading.last_line, sum(len(part.values) for part in parts)


def test_a_file_is_gone_through_once_until_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, times = tmp_path / "a.xml", []
    listed = XmlParts._listed

    def counted(reading: XmlParts) -> object:
        times.append(1)
        return listed(reading)

    monkeypatch.setattr(XmlParts, "_listed", counted)
    monkeypatch.setattr(xml_parts, "_last", LastRead())
    path.write_text(LIST, "utf-8")
    assert [kinds_of(path) for _ in range(3)] == [("one", 11, 9)] * 3
    assert len(times) == 1
    path.write_text(LIST.replace("</all>", "words</all>\n\n"), "utf-8")
    assert [kinds_of(path) for _ in range(2)] == [(None, 1, 0)] * 2
    assert len(times) == 2
