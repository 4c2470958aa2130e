"""Compiled rules give the same results as a plain interpreter, for any guides in any order."""

from __future__ import annotations

import gc
import random
import weakref
from collections.abc import Callable
from operator import methodcaller
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidelint.checks.generic import Pattern
from guidelint.elements import SharedElements
from guidelint.evaluation import generated
from guidelint.evaluation.generated import Compiled, WithoutRules
from guidelint.evaluation.linter import Linter
from guidelint.evaluation.read_log import EVERYTHING, Watched
from guidelint.lean.structs import replace
from guidelint.record import Data
from guidelint.rule.evaluator import RuleProblem, evaluators_of
from guidelint.ruleset import builtin_rules, load_rules, rule_files
from guidelint.run.second_reading import records_in
from guidelint.sources.inputs import Input
from linting import DIALECTS, ruleset

GUIDES = Path(__file__).parents[2] / "fixtures" / "huarong" / "guides"
RULES = tuple(load_rules(rule_files([builtin_rules()])))
LINTER = Linter(ruleset(RULES, profile="strict", area_code="0730", region_code="430623", as_of="2026-11-23"))
CONSTANT = frozenset(("matter_type", "service_mode"))


def fixtures() -> list[Data]:
    """The demonstration guides as records."""
    found = []
    for path in sorted(GUIDES.rglob("*.yaml")):
        source = Input(path.name, ".yaml", path.read_bytes, True)
        found += [record.data for record in records_in(Linter(ruleset(RULES, as_of="2026-11-23")), source)]
    return found


RECORDS = fixtures()


def crossed(seed: int) -> Data:
    """A guide whose fields, and fields of elements, come from several guides."""
    rng = random.Random(seed)
    base, other = rng.choice(RECORDS), rng.choice(RECORDS)
    made: Data = {}
    for name, value in {**base, **other}.items() if rng.random() < 0.5 else base.items():
        given = other.get(name, value) if rng.random() < 0.3 else value
        if rng.random() < 0.05:
            continue
        made[name] = [mixed(rng, name, part) for part in given] if isinstance(given, list) else given
    made["matter_type"], made["service_mode"] = "行政许可", "依申请"
    return made


def mixed(rng: random.Random, name: str, element: Any) -> Any:
    """An element with some of its fields from another, or without."""
    if not isinstance(element, dict):
        return element
    pool = [part for record in RECORDS for part in record.get(name) or () if isinstance(part, dict)]
    made = dict(element)
    other = rng.choice(pool)
    for field in list(made):
        if rng.random() < 0.1:
            del made[field]
        elif rng.random() < 0.2 and field in other:
            made[field] = other[field]
    return made


def told(raised: list[RuleProblem]) -> list[tuple[str, str, str, str]]:
    return sorted((r.rule.id, r.severity, str(r.path), str(sorted(r.args.items()))) for r in raised)


def compiled() -> Compiled:
    evaluators = [ask for _, evaluators in LINTER.compiled()[0] for ask in evaluators]
    return Compiled(evaluators, CONSTANT)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=30), st.integers(0, 3), st.integers(1, 40))
def test_what_is_remembered_is_what_an_interpreter_finds(seeds: list[int], again: int, together: int) -> None:
    questions, elements = compiled(), SharedElements()
    records = list(map(crossed, seeds * (again + 1)))
    for record in records:
        elements.share(record)
    for start in range(0, len(records), together):
        some = records[start : start + together]
        assert list(map(told, questions.evaluate(some))) == [
            told(questions.evaluate_directly(record)) for record in some
        ]


@pytest.mark.parametrize("number", range(0, 400, 20))
def test_the_same_elements_stand_in_different_guides(number: int) -> None:
    """Many guides through one function, so that answers are filed, met again, and depend on further fields."""
    questions, elements = compiled(), SharedElements()
    for seed in range(number, number + 40):
        for record in (crossed(seed), {**crossed(seed), "name": "结婚登记", "legal_basis": []}):
            elements.share(record)
            assert told(questions.evaluate([record])[0]) == told(questions.evaluate_directly(record))


def test_a_rule_of_ones_own_on_every_text_may_read_the_whole_guide() -> None:
    when = Pattern(field="$.name", match="许可|登记")
    own = [replace(rule, when=when) for rule in RULES if rule.given[0].everything]
    evaluators = [each for rule in own for each in evaluators_of(rule, LINTER.settings)]
    questions, elements = Compiled(evaluators, CONSTANT), SharedElements()
    found = 0
    for seed in range(120):
        record = {**crossed(seed % 40), "name": ("取水许可", "结婚登记", "低保")[seed % 3]}
        elements.share(record)
        direct = told(questions.evaluate_directly(record))
        assert told(questions.evaluate([record])[0]) == direct
        found += len(direct)
    assert found


def test_what_a_function_remembers_goes_with_its_last_user() -> None:
    """A run forgets what it knows when that is too much; garbage is looked for too seldom to wait for it."""
    questions = compiled()
    for _ in range(2):
        questions.evaluate([crossed(1)])
    remembers = weakref.ref(questions.miss_evaluator)
    gc.disable()
    try:
        del questions
        assert remembers() is None
    finally:
        gc.enable()


def test_the_function_can_be_read() -> None:
    text = compiled().source
    assert "identity.name-missing" in text
    assert DIALECTS


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.integers(0, 10_000), min_size=1, max_size=12), st.sets(st.integers(0, 170)), st.integers(1, 5)
)
def test_rules_that_are_left_out_say_nothing_and_change_nothing(
    seeds: list[int], numbers: set[int], together: int
) -> None:
    """All rules are evaluated at first, and only the others after some guides."""
    pairs = LINTER.compiled()[0]
    left_out = frozenset(pairs[number % len(pairs)][0].id for number in numbers)
    rest = Compiled(
        [ask for rule, evaluators in pairs if rule.id not in left_out for ask in evaluators], CONSTANT
    )
    few = generated._FEW
    generated._FEW = 2 * together
    try:
        without = WithoutRules(compiled().evaluate, left_out, lambda: rest.evaluate)
        elements, records = SharedElements(), list(map(crossed, seeds * 2))
        for record in records:
            elements.share(record)
        for start in range(0, len(records), together):
            some = records[start : start + together]
            assert list(map(told, without.evaluate(some))) == [
                told(rest.evaluate_directly(record)) for record in some
            ]
    finally:
        generated._FEW = few


@pytest.mark.parametrize(
    ("read", "noted"),
    [
        (lambda record: record.get("b"), {"b"}),
        (lambda record: record["a"], {"a"}),
        (lambda record: "b" in record, {"b"}),
        (lambda record: record == {}, {EVERYTHING}),
        *((methodcaller(name), {EVERYTHING}) for name in ("items", "keys", "values")),
        *((read, {EVERYTHING}) for read in (len, bool, list)),
    ],
)
def test_every_way_to_read_a_record_is_noted(read: Callable[[Watched], Any], noted: set[str]) -> None:
    record = Watched({"a": "甲"})
    read(record)
    assert record.reads == noted
