"""Dead knowledge: rules of a run that applied to nothing, and table rows whose words never occurred."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from guidelint.checks.base import ABSENT, Check, CheckResult, Settings, Test
from guidelint.checks.compound import AnyTest, condition
from guidelint.evaluation.generated import Compiled, RuleFunction
from guidelint.evaluation.linter import Linter, RuleEvaluators
from guidelint.lean.structs import replace
from guidelint.lean.tuples import NamedTuple
from guidelint.record import Data, Record
from guidelint.rule.compilation import CompiledRules, Thresholds, tune
from guidelint.rule.evaluator import AnyEvaluator, evaluators_of
from guidelint.rule.model import Rule
from guidelint.rule.texts import all_texts
from guidelint.ruleset import Ruleset
from guidelint.run.source_linter import SourceLinter
from guidelint.sources.inputs import Input
from guidelint.tables import data_folder, rows

REFERENCE = ("law_articles", "surviving_mutants")
"""Tables that describe the world or the rules; that most of it is not cited somewhere makes no row dead."""


class Unused(NamedTuple):
    """What a run of so many `records` and `asked` rules had no use for.

    `rows` are by table, each by its first cell; `not_asked` are rules that lack a setting, with the reason.
    """

    records: int
    asked: int
    rules: tuple[str, ...]
    not_asked: dict[str, str]
    rows: dict[str, tuple[str, ...]]


def unused(ruleset: Ruleset, inputs: Iterable[Input]) -> Unused:
    """Ask everything of every guide, slower than a check, and tell what nothing answered to."""
    linter = _CountingLinter(ruleset)
    linter.keeps_records = True
    sets = linter.new_sums()
    words, records = _tables(), 0
    for source in inputs:
        source_linter = SourceLinter(linter, source, sets)
        records += source_linter.outcome().records
        for record in source_linter.locator.records:
            _strike_out(words, record)
    not_asked = {entry.rule.id: entry.reason for entry in linter.unevaluated}
    judged = {rule for rule, count in linter.judged.items() if count}
    judged |= sets.judged()
    asked = [rule for rule in linter.selected if rule not in not_asked]
    dead = tuple(rule for rule in asked if rule not in judged)
    return Unused(records, len(asked), dead, not_asked, {name: tuple(left) for name, left in words.items()})


class _CountingLinter(Linter):
    """A linter that counts the places which each rule judged."""

    def __init__(self, ruleset: Ruleset) -> None:
        super().__init__(ruleset)
        self.judged: Counter[str] = Counter()

    def compile(self, rules: Iterable[Rule], thresholds: Thresholds) -> CompiledRules:
        """The rules as evaluators that count."""
        tuned = [tune(rule, thresholds.get(rule.id, {})) for rule in rules]
        evaluators, unevaluated = super().compile(tuned, {})
        counting: list[tuple[Rule, list[AnyEvaluator]]] = []
        for rule, _ in evaluators:
            check = _Watched(check=rule.check, when=rule.when, judged=self.judged, rule=rule.id)
            watched = replace(rule, when=None, check=check)
            counting.append((rule, evaluators_of(watched, self.settings)))
        return counting, unevaluated

    def function_for(
        self, kind: tuple[Any, ...], every: RuleEvaluators, left_out: frozenset[str]
    ) -> RuleFunction:
        """Of rules that are left out nothing is counted."""
        return super().function_for(
            (*kind, left_out), [pair for pair in every if pair[0].id not in left_out], frozenset()
        )

    def combine(self, evaluators: Sequence[AnyEvaluator]) -> RuleFunction:
        """Every evaluator on every record, also where the answer is known."""
        evaluate_directly = Compiled(evaluators, frozenset()).evaluate_directly
        return lambda records: list(map(evaluate_directly, records))


class _Watched(Check):
    """A test that counts how often it had something to judge where its condition held."""

    kind: ClassVar[str] = "watched"
    check: AnyTest
    when: AnyTest | None
    judged: Counter[str]
    rule: str

    def build(self, settings: Settings) -> Test:
        """The test, counting."""
        inner, judged, rule = self.check.build(settings), self.judged, self.rule
        holds = condition(self.when, settings) if self.when else None

        def test(value: Any, item: Data, record: Data) -> CheckResult:
            if holds is not None and not holds(value, item, record):
                return ABSENT
            seen = inner(value, item, record)
            judged[rule] += seen is None or bool(seen)
            return seen

        return test


def _tables() -> dict[str, list[str]]:
    """The first cells of the tables, in order."""
    names = sorted(path.stem for path in data_folder().glob("*.tsv") if path.stem not in REFERENCE)
    return {name: list(dict.fromkeys(row[0] for row in rows(name))) for name in names}


def _strike_out(words: dict[str, list[str]], record: Record) -> None:
    """Leave out the words that stand in a guide."""
    whole = "\n".join(value for _, value, _, _ in all_texts(record.data))
    for name, left in words.items():
        words[name] = [word for word in left if word not in whole]
