"""The demonstration repository: every seeded defect is found at its location, and nothing else."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from guidelint.caching.cache import Cache
from guidelint.config.file import config_files
from guidelint.report import Report
from guidelint.ruleset import load_ruleset, with_options
from guidelint.run.engine import run
from guidelint.sources.discovery import inputs

HUARONG = Path(__file__).resolve().parent.parent / "fixtures/huarong"
ROW = tuple[str, str, str, int]


@pytest.fixture(scope="module")
def report() -> Report:
    ruleset = with_options(
        load_ruleset(config_files(HUARONG / "guidelint.yaml"), [], Cache(None)), as_of="2026-11-23"
    )
    return run(ruleset, inputs(["fixtures/huarong"], (), False))


def _seeded(name: str) -> set[ROW]:
    with (HUARONG / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t"))[1:]
    return {(row[0], row[1], row[2], int(row[4] or 0) if len(row) > 4 else 0) for row in rows}


def test_findings_are_the_seeded_defects(report: Report) -> None:
    found = {
        (
            f.location.source.removeprefix("fixtures/huarong/"),
            f.rule,
            f.path,
            f.record.index if f.record else 0,
        )
        for f in report.findings
        if not f.rule.startswith("source.")
    }
    assert found == _seeded("DEFECTS.tsv")


def test_suppressed_findings_are_those_that_a_valid_exception_covers(report: Report) -> None:
    excused = {
        (s.finding.location.source.removeprefix("fixtures/huarong/"), s.finding.rule, s.finding.path)
        for s in report.suppressed
    }
    assert excused == {row[:3] for row in _seeded("SUPPRESSED.tsv")}


def test_there_are_at_least_sixty_guides_of_twenty_bodies(report: Report) -> None:
    bodies = {path.parent.name for path in HUARONG.glob("guides/*/*")}
    assert (report.records >= 60, len(bodies) >= 20) == (True, True)
