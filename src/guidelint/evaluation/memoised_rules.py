"""Evaluates rules on a field group of a record, a list element or a part of one, and stores the results.

Results are keyed by the values of the field group or part. Equal elements are one object (`elements`), so
that a whole element that was judged before is recognised by identity.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from guidelint.elements import Shared
from guidelint.evaluation.memo import (
    DependentResults,
    Novelty,
    OpenResult,
    Result,
    ResultTable,
    complete,
    frozen,
    is_keyed,
)
from guidelint.evaluation.read_log import Watched
from guidelint.record import Data
from guidelint.rule.evaluator import AnyEvaluator, Evaluator, RuleProblem, Runner
from guidelint.rule.texts import Text, texts_at, texts_in
from guidelint.vocabulary import FIELDS

ANYWHERE = -1
"""The number of an element in results that hold wherever it is in its list."""
Silenced = set[int]
"""The rules that certainly find nothing in the values at hand, by the identity of their tests."""


class Case:
    """A record with values that have no stored result: the rules known to find nothing in them, and what is
    found.
    """

    __slots__ = ("found", "record", "silenced", "watched")

    def __init__(self, record: Data, found: list[RuleProblem]) -> None:
        self.record = record
        self.watched = Watched(record)
        self.silenced: Silenced = set()
        self.found = found


Entry = tuple[Case, Any, Any, Sequence[RuleProblem]]
"""What a field group or a part has to judge: a case, the key, the element, and what is wrong with the texts.
"""


class FieldGroup:
    """The rules on some fields of a record."""

    def __init__(
        self, fields: tuple[str, ...], constant: frozenset[str], evaluators: Sequence[AnyEvaluator]
    ) -> None:
        self.fields = fields
        self.covered = constant.union(fields)
        self.evaluators = evaluators
        self.results = ResultTable()
        self.novelty = Novelty()

    def texts(self, record: Data) -> list[Text]:
        """The texts in these fields."""
        return [text for name in self.fields for text in texts_at(name, record)]

    def judge(self, entries: Sequence[Entry]) -> None:
        """Evaluate the rules, one by one, on values without a result, and store the results of values that
        may recur.
        """
        if self.novelty.high:
            self._evaluate_directly(entries)
            return
        to_evaluate: list[tuple[Case, OpenResult]] = []
        new: dict[Any, OpenResult] = {}
        repeated: list[tuple[Case, OpenResult]] = []
        for case, key, _, text_problems in entries:
            result = self.results.get(key)
            if result is not None:
                case.found += complete(result, case.record)
            elif key in new:
                repeated.append((case, new[key]))
            else:
                result = OpenResult(tuple(text_problems), [])
                to_evaluate.append((case, result))
                if is_keyed(key):
                    new[key] = result
                case.found += text_problems
        self._evaluate(to_evaluate)
        for key, result in new.items():
            self.results.store_recurring(key, result if result.dependent else result.fixed)
        for case, result in repeated:
            case.found += result.of(case.record)

    def _evaluate(self, to_evaluate: Sequence[tuple[Case, OpenResult]]) -> None:
        """Complete the results, and add their problems to their cases."""
        for evaluator in self.evaluators:
            test, evaluate_record = evaluator.test, evaluator.evaluate_record
            for case, to in to_evaluate:
                if test in case.silenced:
                    continue
                reads = case.watched.reads
                reads.clear()
                result = evaluate_record(case.watched)
                if result:
                    case.found += result
                if not reads <= self.covered:
                    to.dependent.append(DependentResults(evaluate_record, frozenset(reads - self.covered)))
                elif result:
                    to.fixed += tuple(result)
        self.novelty.count(len(to_evaluate))

    def _evaluate_directly(self, entries: Sequence[Entry]) -> None:
        for case, _, _, text_problems in entries:
            case.found += text_problems
        cases = [(case.record, case.silenced, case.found) for case, *_ in entries]
        for evaluator in self.evaluators:
            test, evaluate_record = evaluator.test, evaluator.evaluate_record
            for record, silenced, found in cases:
                if test not in silenced:
                    found += evaluate_record(record)

    def evaluate_directly(self, record: Data) -> list[RuleProblem]:
        """Evaluate without memoisation, excluding rules on texts."""
        return [problem for evaluator in self.evaluators for problem in evaluator.evaluate_record(record)]


class PartResult:
    """The result for one part of an element; `wider` rules read more than this part."""

    __slots__ = ("fixed", "wider")

    def __init__(self, fixed: tuple[RuleProblem, ...]) -> None:
        self.fixed = fixed
        self.wider: list[Evaluator] = []


PartResults = dict[tuple[int, int], PartResult]
"""The answers to parts of elements, by the identities of both."""


class ElementPart:
    """The rules on some fields of the elements of a list."""

    def __init__(
        self, name: str, fields: tuple[str, ...], constant: frozenset[str], evaluators: Sequence[Evaluator]
    ) -> None:
        self.name = name
        self.fields = fields
        self.constant = constant
        self.evaluators = evaluators
        self.results = ResultTable()
        self.novelty = Novelty()
        self._covered = frozenset(fields)
        lists = {child.name for child in FIELDS[name].fields if child.kind == "texts"}
        self._all_texts = lists.isdisjoint(fields)

    def key(self, element: Data) -> Any:
        """The values of these fields of an element."""
        if self._all_texts:
            return tuple(map(element.get, self.fields))
        return tuple([frozen(element.get(name)) for name in self.fields])

    def texts(self, element: Data) -> list[Text]:
        """The texts in these fields of an element."""
        own = {name: element[name] for name in self.fields if name in element}
        return texts_in(self.name, own, ANYWHERE) if own else []

    def judge(self, entries: Sequence[Entry], part_results: PartResults) -> None:
        """Evaluate the rules on values without a result and store the results; values without a key are not
        stored.
        """
        alone: list[tuple[Case, Data, PartResult]] = []
        to_evaluate: list[tuple[Case, Watched, PartResult]] = []
        new: dict[Any, PartResult] = {}
        for case, key, element, text_problems in entries:
            part_result = self.results.get(key) or new.get(key)
            if part_result is None:
                part_result = PartResult(tuple(text_problems))
                if key is None:
                    alone.append((case, element, part_result))
                else:
                    to_evaluate.append((case, Watched(element), part_result))
                    new[key] = part_result
            part_results[id(self), id(element)] = part_result
        self._evaluate_directly(alone)
        self._evaluate(to_evaluate)
        for key, part_result in new.items():
            self.results.store_recurring(key, part_result)

    def _evaluate(self, to_evaluate: Sequence[tuple[Case, Watched, PartResult]]) -> None:
        for evaluator in self.evaluators:
            test, evaluate_element = evaluator.test, evaluator.evaluate_element
            for case, element, part_result in to_evaluate:
                if test in case.silenced:
                    continue
                record = case.watched
                element.reads.clear()
                record.reads.clear()
                result = evaluate_element(element, record, ANYWHERE)
                if not (element.reads <= self._covered and record.reads <= self.constant):
                    part_result.wider.append(evaluator)
                elif result:
                    part_result.fixed += tuple(result)
        self.novelty.count(len(to_evaluate))

    def _evaluate_directly(self, to_evaluate: Sequence[tuple[Case, Data, PartResult]]) -> None:
        for evaluator in self.evaluators:
            test, evaluate_element = evaluator.test, evaluator.evaluate_element
            for case, element, part_result in to_evaluate:
                if test not in case.silenced:
                    part_result.fixed += tuple(evaluate_element(element, case.record, ANYWHERE))


class ElementRules:
    """The rules on the elements of one list; keys are shared elements."""

    def __init__(
        self,
        name: str,
        constant: frozenset[str],
        evaluators: Sequence[Evaluator],
        parts: Sequence[tuple[str, ...]],
    ) -> None:
        self.name = name
        self.constant = constant
        self.evaluators = evaluators
        self.results = ResultTable()
        own = [
            [evaluator for evaluator in evaluators if evaluator.selector.field in fields] for fields in parts
        ]
        own[0] += [evaluator for evaluator in evaluators if not evaluator.selector.field]
        self.parts = [
            ElementPart(name, fields, constant, mine) for fields, mine in zip(parts, own, strict=True)
        ]

    def judge(
        self, case: Case, element: Data, number: int, parts: Sequence[PartResult]
    ) -> Sequence[RuleProblem]:
        """The problems of an element not seen before, from the results of its parts."""
        result = self.results.get(id(element))
        if result is None:
            return self._evaluate(element, number, case.watched, parts)
        return self.result_at(result, number, case.record) if result else ()

    def _evaluate(
        self, element: Data, number: int, record: Watched, parts: Sequence[PartResult]
    ) -> list[RuleProblem]:
        """Combine the results of all parts of an element, and store the combination if the element is shared."""
        fixed: tuple[RuleProblem, ...] = ()
        dependent: list[DependentResults] = []
        found: list[RuleProblem] = []
        for part_result in parts:
            fixed += part_result.fixed
            for evaluator in part_result.wider:
                record.reads.clear()
                result = evaluator.evaluate_element(element, record, ANYWHERE)
                found += result
                if not record.reads <= self.constant:
                    beyond = frozenset(record.reads - self.constant)
                    dependent.append(DependentResults(_evaluator_of_element(evaluator, element), beyond))
                elif result:
                    fixed += tuple(result)
        if type(element) is Shared:
            self.results.store(id(element), OpenResult(fixed, dependent) if dependent else fixed)
        found += [problem for part_result in parts for problem in part_result.fixed]
        return [moved(problem, number) for problem in found]

    def result_at(self, result: Result, number: int, record: Data) -> list[RuleProblem]:
        """The problems of an element that is not known to be faultless."""
        return [moved(problem, number) for problem in complete(result, record)]

    def evaluate_directly(self, element: Data, number: int, record: Data) -> list[RuleProblem]:
        """Evaluate an element without memoisation, excluding rules on texts."""
        return [
            problem
            for evaluator in self.evaluators
            for problem in evaluator.evaluate_element(element, record, number)
        ]


def _evaluator_of_element(evaluator: Evaluator, element: Data) -> Runner:
    return lambda record: evaluator.evaluate_element(element, record, ANYWHERE)


def moved(problem: RuleProblem, number: int) -> RuleProblem:
    """A problem of an element, independent of its position, as a problem of the element with this index."""
    path = problem.path
    if len(path) > 1 and path[1] == ANYWHERE:
        return problem._replace(path=(path[0], number, *path[2:]))
    return problem
