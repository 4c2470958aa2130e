"""How work is divided into tasks, and what a second pass computes; without Spark."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from guidelint.assess.tables import View
from guidelint.caching.packing import unpack
from guidelint.cli import main
from guidelint.cluster.passes import Extent, misnumbered
from guidelint.cluster.runs import Numbers
from guidelint.cluster.spark import runs_of, stats
from guidelint.cluster.tasks import _QUERIES, Order
from guidelint.evaluation.linter import Linter
from guidelint.lean.structs import replace
from guidelint.ruleset import Ruleset
from guidelint.run.assessment_run import tally_of
from guidelint.sources.batches import Batch
from guidelint.sources.inputs import Input, Part

GUIDE = Input("a.jsonl", ".jsonl", bytes, True)


def part(start: int, end: int, number: int) -> Input:
    return Input("a.jsonl", ".jsonl", bytes, True, part=Part(start, end, 0, number))


@pytest.mark.parametrize(("batches", "cores", "runs"), [(0, 2, 0), (1, 2, 1), (5, 1, 3), (100, 2, 6)])
def test_runs_are_consecutive_and_several_a_core(batches: int, cores: int, runs: int) -> None:
    divided = [(part(n, n + 1, n),) for n in range(batches)]
    made = runs_of(divided, cores)
    assert len(made) == runs
    assert [batch for run in made for batch in run] == divided
    assert all(made)


def test_large_files_make_runs_of_some_size() -> None:
    divided = [(part(n << 22, (n + 1) << 22, 0),) for n in range(160)]
    assert [len(run) for run in runs_of(divided, 1)] == [8] * 20


def test_tasks_after_a_line_that_is_no_guide_are_asked_again() -> None:
    right = {0: Extent({"a": 0}, {"a": 10}), 1: Extent({"a": 10, "b": 0}, {"a": 5, "b": 3})}
    assert misnumbered(right) == {}
    late = {**right, 2: Extent({"b": 4}, {"b": 1}), 3: Extent({"c": 0}, {"c": 1})}
    assert misnumbered(late) == {2: {"b": 3}}


def test_parts_of_a_run_are_numbered_by_the_guides_met_before_them() -> None:
    numbers = Numbers({})
    first = (part(0, 9, 0),)
    assert numbers.true(first) == first
    numbers.count_guides({"a.jsonl": 4})
    assert [source.part and source.part.number for source in numbers.true((part(9, 18, 5),))] == [4]
    assert numbers.true((GUIDE,)) == (GUIDE,)
    again = Numbers({"a.jsonl": 7})
    assert [source.part and source.part.number for source in again.true((part(9, 18, 5),))] == [7]
    assert again.first == {"a.jsonl": 7}


def test_a_part_that_was_overwritten_since_is_passed_over_by_a_second_look(rules: Ruleset) -> None:
    linter = Linter(rules)
    overwritten = part(0, 2, 0)._replace(read=lambda: "许".encode()[:2], held=True)
    whole = part(2, 20, 0)._replace(read='{"name": "取水许可", "code": "1"}'.encode, held=True)
    shared_hashes = {rule.rule.id: frozenset[int]() for rule in linter.set_rules}
    order = Order("", shared_hashes=shared_hashes, wanted={("a.jsonl", 0): [("name",)]})
    batches: list[Batch] = [(overwritten,), (whole,)]
    assert list(_QUERIES["share"](order, linter, 0, iter(batches))) == []
    (found,) = _QUERIES["regions"](order, linter, 0, iter(batches))
    assert [place[:2] for place in unpack(found.column("sums")[0].as_py())] == [("a.jsonl", 0)]


def test_the_command_wants_an_input_that_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cluster", "check", str(tmp_path / "nowhere"), str(tmp_path / "out")]) == 2
    assert "no such file or folder" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_tables_of_a_frame_ask_what_the_config_has_the_rules_ask(
    rules: Ruleset, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = replace(rules.config, thresholds={"deadline.ratio": {"at_most": 0.5}})
    linter = Linter(replace(rules, config=config))
    guide = '{"name": "取水许可", "statutory_limit": "20个工作日", "promised_limit": "9个工作日"}'
    tally = tally_of(rules, [Input("a.json", ".json", guide.encode, True)])
    passes = SimpleNamespace(linter=linter, tally=lambda: tally)
    monkeypatch.setattr("guidelint.cluster.spark._of_frame", lambda *of: (passes, []))
    assert stats(None)["limits"]["total"]["meets"]["promise"]["at_most"] == 0.5
    assert stats(None, view=View())["limits"]["total"]["meets"]["promise"]["at_most"] == 0.6
