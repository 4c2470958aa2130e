"""The text reports on the fixtures; `pytest tests/test_golden.py --accept` accepts changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidelint.caching.cache import Cache
from guidelint.config.file import config_files
from guidelint.report import Report
from guidelint.reporters import render
from guidelint.reporters.options import Options
from guidelint.ruleset import load_ruleset, with_options
from guidelint.run.engine import run
from guidelint.sources.discovery import inputs

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
GOLDEN = Path(__file__).parent / "golden"
PLAIN = Options(width=100, color=False, unicode=True, verbose=False, quiet=False)


@pytest.fixture(scope="module")
def huarong() -> Report:
    ruleset = with_options(
        load_ruleset(config_files(FIXTURES / "huarong/guidelint.yaml"), [], Cache(None)), as_of="2026-11-23"
    )
    return run(ruleset, inputs(["fixtures/huarong"], (), False))


@pytest.mark.parametrize("name", ["concise", "rich", "github", "json", "jsonl"])
def test_the_report_on_the_demonstration_repository_is_the_golden_one(
    name: str, huarong: Report, request: pytest.FixtureRequest
) -> None:
    said = render(name, huarong, PLAIN)
    golden = GOLDEN / f"huarong.{name}.txt"
    if request.config.getoption("--accept"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(said, "utf-8", newline="\n")
    assert said == golden.read_bytes().decode()
