"""Recall and precision: seeded defects are found unless a reason is stated, and every other finding has a
verdict.
"""

from __future__ import annotations

import runpy
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from guidelint.caching.cache import Cache
from guidelint.rule.builtin import SOURCE_RULES
from guidelint.rule.model import dotted
from guidelint.ruleset import builtin_rules, load_rules, load_ruleset, rule_files, with_options
from guidelint.run.engine import run
from guidelint.sources.discovery import inputs

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "../shared/samples"
MEASURED: dict[str, Any] = runpy.run_path(str(ROOT / "docs/measured.py"))
FOLDERS = MEASURED["FOLDERS"]
JUDGED = MEASURED["judged"]()
NOT_SEEDED = {"baseline.stale"}
"""It needs a baseline beside the guides."""


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.sources[0])
def test_what_was_seeded_is_found_save_where_the_table_says_why_not(folder: Any) -> None:
    hits = {finding[:4] for finding in MEASURED["found"](folder)}
    seeds = MEASURED["seeded"](folder)
    assert seeds
    missed = [seed for seed in seeds if seed[:4] not in hits and not seed.missed]
    found_after_all = [seed for seed in seeds if seed[:4] in hits and seed.missed]
    assert (missed, found_after_all) == ([], [])


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.sources[0])
def test_nothing_is_found_that_was_not_seeded(folder: Any) -> None:
    assert MEASURED["unexpected"](folder) == []


def test_every_finding_stands_at_a_field_that_its_rule_reports_on() -> None:
    """A source that carries none of these is not asked the rule."""
    targets = {rule.id: rule.targets for rule in load_rules(rule_files([builtin_rules()]))}
    told = {seed for folder in FOLDERS for seed in MEASURED["found"](folder)} | set(
        MEASURED["beyond_standard"]()
    )
    places = {(seed.rule, dotted(seed.path)) for seed in told if targets.get(seed.rule)}
    assert {(rule, field) for rule, field in places if field and field not in targets[rule]} == set()


def test_no_row_stands_twice_or_names_a_file_that_is_not_there() -> None:
    for table in sorted({folder.table for folder in FOLDERS}):
        base = Path(table).parent.as_posix()
        every = MEASURED["Folder"](base, (base,), table)
        seeds = MEASURED["seeded"](every)
        assert [seed for seed, count in Counter(seed[:4] for seed in seeds).items() if count > 1] == []
        assert [seed.file for seed in seeds if not (ROOT / seed.file).is_file()] == []
        within = {seed for folder in FOLDERS if folder.table == table for seed in MEASURED["seeded"](folder)}
        assert within == set(seeds)


def test_every_rule_has_a_seeded_defect_that_is_found() -> None:
    rules = {rule.id for rule in load_rules(rule_files([builtin_rules()]))} | set(SOURCE_RULES)
    found = {seed.rule for folder in FOLDERS for seed in MEASURED["seeded"](folder) if not seed.missed}
    assert rules - found == NOT_SEEDED


def test_every_judgement_is_one_of_three_and_has_a_reason() -> None:
    assert [row for row in JUDGED if row.verdict not in MEASURED["VERDICTS"] or not row.reason] == []


def test_what_strict_adds_in_the_demonstration_repository_is_judged() -> None:
    told = Counter(finding[:4] for finding in MEASURED["beyond_standard"]())
    assert told == Counter(row[:4] for row in JUDGED if row.file.startswith("fixtures/"))


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not part of the repository")
def test_every_finding_in_the_real_exports_is_judged() -> None:
    ruleset = with_options(load_ruleset([], [], Cache(None)), profile="strict", as_of=MEASURED["AS_OF"])
    judged = Counter(row[:4] for row in JUDGED if row.file.startswith("samples/"))
    files = sorted(path for path in SAMPLES.rglob("*") if path.is_file())
    assert {f"samples/{path.relative_to(SAMPLES).as_posix()}" for path in files} == {key[0] for key in judged}
    told: Counter[tuple[str, str, str, int]] = Counter()
    for path in files:
        name = f"samples/{path.relative_to(SAMPLES).as_posix()}"
        report = run(ruleset, inputs([str(path)], (), False))
        told.update((name, f.rule, f.path, f.record.index if f.record else 0) for f in report.findings)
    assert told == judged
