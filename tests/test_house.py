"""The layers are as ARCHITECTURE.md says, and only front ends use streams, the environment and the clock."""

from __future__ import annotations

import re
from configparser import ConfigParser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src/guidelint"
FACES = ("cli", "cluster", "__main__")
"""A frame of Spark has no command line before it: its functions find config and date for themselves."""


def layers() -> dict[str, int]:
    """The modules in `.importlinter`, with the number of their layer, bottom-up."""
    parser = ConfigParser()
    parser.read(ROOT / ".importlinter")
    lines = parser["importlinter:contract:layers"]["layers"].split("\n")
    rows = [re.split(r"\s*[|:]\s*", line.strip()) for line in lines if line.strip()]
    return {room: number for number, row in enumerate(reversed(rows)) for room in row}


def rows() -> list[list[str]]:
    """The modules in the table of ARCHITECTURE.md, by row."""
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    found = [
        re.findall(r"`([a-z_]+)/?`", line.split("|")[1])
        for line in text.splitlines()
        if line.startswith("| `")
    ]
    return [row for row in found if row]


def test_the_table_has_every_room_once_in_the_order_that_ci_holds() -> None:
    order = layers()
    named = [room for row in rows() for room in row]
    assert sorted(named) == sorted(order)
    for below, above in zip(rows(), rows()[1:], strict=False):
        assert max(order[room] for room in below) <= min(order[room] for room in above), (below, above)


def test_only_the_face_touches_streams_environment_and_clock() -> None:
    touches = re.compile(
        r"sys\.(?:std(?:in|out|err)|argv|exit)|os\.environ|(?:date|datetime)\.(?:today|now)|time\.time\(|input\(\)"
    )
    found = [
        path.relative_to(SOURCE).as_posix()
        for path in sorted(SOURCE.rglob("*.py"))
        if path.relative_to(SOURCE).parts[0].removesuffix(".py") not in FACES
        and touches.search(path.read_text("utf-8"))
    ]
    assert found == []
