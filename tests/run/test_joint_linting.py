"""Guides of many sources are judged together, which does not affect the findings."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidelint.evaluation.linter import Linter
from guidelint.ruleset import builtin_rules, load_rules, rule_files
from guidelint.run import joint_linting as judging
from guidelint.run.joint_linting import LintRun
from guidelint.run.outcome import Outcome, lint
from guidelint.sources.inputs import Input
from linting import ruleset

GUIDES = Path(__file__).parents[2] / "fixtures" / "huarong" / "guides"
RULES = tuple(load_rules(rule_files([builtin_rules()])))
PATHS = sorted(GUIDES.rglob("*.yaml"))[:30]


def whole() -> Input:
    """The same guides as the documents of one source."""
    text = b"\n---\n".join(path.read_bytes() for path in PATHS)
    return Input("whole.yaml", ".yaml", lambda: text, True)


def outcome() -> Outcome:
    """Sources of one guide, of many, of none and of no text, linted in one batch."""
    sources = [Input(path.name, ".yaml", path.read_bytes, True) for path in PATHS]
    sources.insert(7, whole())
    sources.insert(3, Input("empty.yaml", ".yaml", bytes, True))
    sources.append(Input("none.json", ".json", lambda: b"[1, 2]", True))
    return lint(Linter(ruleset(RULES, profile="strict", as_of="2026-11-23")), sources)


@pytest.mark.parametrize(
    ("guides", "size"), [(1, 1 << 20), (2, 1 << 20), (7, 1 << 20), (128, 1), (5000, 1 << 30)]
)
def test_however_many_are_judged_together_the_outcome_is_one(
    monkeypatch: pytest.MonkeyPatch, guides: int, size: int
) -> None:
    expected = outcome()
    monkeypatch.setattr(judging, "TOGETHER", guides)
    monkeypatch.setattr("guidelint.run.source_linter.TOGETHER", guides)
    monkeypatch.setattr(judging, "_BYTES", size)
    found = outcome()
    assert expected.findings
    in_order = [sorted(each.findings, key=lambda finding: finding.sort_key) for each in (expected, found)]
    assert in_order[0] == in_order[1]
    assert found.records == expected.records
    assert found.sources == expected.sources
    assert found.sets.tally == expected.sets.tally
    assert found.profile_tally == expected.profile_tally


def test_a_source_is_held_no_longer_than_its_share_of_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sources that are large wait for nobody: of each the guides are judged before the next is read."""
    monkeypatch.setattr(judging, "_BYTES", 10)
    linter, events = Linter(ruleset(RULES)), []

    def run(name: str, size: int) -> LintRun[str]:
        events.append(f"read {name}")
        yield judging.PendingGuides(name, [], [], [], size)
        events.append(f"told {name}")
        return name

    runs = [run("a", 4), run("b", 4), run("c", 4), run("d", 40), run("e", 1)]
    assert judging.lint_together(linter, linter.new_sums(), runs) == ["a", "b", "c", "d", "e"]
    first = ["read a", "read b", "read c", "told a", "told b", "told c"]
    assert events == [*first, "read d", "told d", "read e", "told e"]
