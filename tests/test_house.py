"""The layers are as ARCHITECTURE.md says, and only front ends use streams, the environment and the clock."""

from __future__ import annotations

import re
from configparser import ConfigParser
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src/guidelint"
FACES = ("cli", "cluster", "__main__")
"""A frame of Spark has no command line before it: its functions find config and date for themselves."""


def layers(contract: str = "layers") -> dict[str, int]:
    """The modules in a contract of `.importlinter`, with the number of their layer, bottom-up."""
    parser = ConfigParser()
    parser.read(ROOT / ".importlinter")
    lines = parser[f"importlinter:contract:{contract}"]["layers"].split("\n")
    rows = [re.split(r"\s*[|:]\s*", line.strip()) for line in lines if line.strip()]
    return {module: number for number, row in enumerate(reversed(rows)) for module in row}


def tables() -> dict[str, list[list[str]]]:
    """The names in the first column of each table in ARCHITECTURE.md, by row and by the table's first heading."""
    found: dict[str, list[list[str]]] = {}
    for table in re.findall(r"(?:^\|.*\n)+", (ROOT / "ARCHITECTURE.md").read_text("utf-8"), re.MULTILINE):
        heading, _, *rows = [line.split("|")[1].strip(" `/") for line in table.splitlines()]
        found[heading] = [re.findall(r"[a-z_]+", row) for row in rows]
    return found


def test_the_table_has_every_package_once_in_the_order_that_ci_holds() -> None:
    order, rows = layers(), tables()["package"]
    assert sorted(name for row in rows for name in row) == sorted(order)
    for below, above in pairwise(rows):
        assert max(map(order.__getitem__, below)) <= min(map(order.__getitem__, above)), (below, above)


@pytest.mark.parametrize("package", ["rule", "evaluation", "run"])
def test_the_table_of_a_package_has_every_module_once(package: str) -> None:
    named = [name for row in tables()[package] for name in row]
    assert sorted(named) == sorted(layers(package))


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
