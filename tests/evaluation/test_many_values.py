"""From some guides on, values that are new in every guide are judged without a stored result: nothing changes."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from guidelint.evaluation.linter import Linter
from guidelint.evaluation.memo import Novelty
from guidelint.evaluation.memo_misses import _SOME
from guidelint.ruleset import builtin_rules, load_rules, rule_files
from guidelint.run.outcome import lint
from guidelint.sources.inputs import Input
from linting import ruleset

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from generate import records

RULES = ruleset(tuple(load_rules(rule_files([builtin_rules()]))), profile="strict", as_of="2026-11-23")
COUNT = _SOME + 144


def found(guides: Sequence[Any]) -> list[tuple[str, str, str, str]]:
    """What a linter that has seen no others finds in some guides, by their codes."""
    text = "".join(json.dumps(guide, ensure_ascii=False) + "\n" for guide in guides).encode()
    outcome = lint(Linter(RULES), [Input("guides.jsonl", ".jsonl", lambda: text, True)])
    return sorted(
        (finding.record.code or "", finding.rule, finding.path, finding.message)
        for finding in outcome.findings
        if finding.record is not None
    )


@pytest.mark.parametrize("distinct", [False, True])
def test_many_guides_are_judged_as_few_or_one(distinct: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    every = records(4 * COUNT, 0.6, distinct)
    guides = [guide for guide in every if guide.get("matter_type") == "行政许可"][:COUNT]
    assert len(guides) == COUNT
    high: set[bool] = set()
    judge = Novelty.judge

    def watched(novelty: Novelty, guides_seen: int) -> None:
        judge(novelty, guides_seen)
        high.add(novelty.high)

    monkeypatch.setattr(Novelty, "judge", watched)
    together = found(guides)
    assert high == {False, True}
    few = [each for start in range(0, COUNT, 100) for each in found(guides[start : start + 100])]
    assert together == sorted(few)
    for guide in guides[_SOME + 1 :: 48]:
        assert found([guide]) == [
            each for each in together if each[0] == guide.get("item_code", guide["code"])
        ]
