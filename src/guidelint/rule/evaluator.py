"""One selector of one rule, compiled to plain functions over a record, a list element or a set of texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from typing import Any

from guidelint.checks.base import Check, CheckResult, Screen, Settings, stored_name
from guidelint.checks.compound import AllOf, AnyTest, Condition, condition, leaves
from guidelint.finding import Severity
from guidelint.lean.tuples import NamedTuple
from guidelint.location import Path
from guidelint.record import Data
from guidelint.rule.model import Rule
from guidelint.rule.selector import Selector
from guidelint.rule.texts import Text, all_texts
from guidelint.values.text.term_index import PairedText
from guidelint.vocabulary import DASHES, FIELDS, NOT_ALWAYS_ASKED


class RuleProblem(NamedTuple):
    """A problem with the rule that found it, before it is located in a source."""

    rule: Rule
    severity: Severity
    path: Path
    args: Mapping[str, str]
    collective: bool = False


Runner = Callable[[Data], Sequence[RuleProblem]]
"""Rules as a function of the record alone."""


class CompiledRule:
    """A rule's compiled tests, and the problems they find."""

    def __init__(self, rule: Rule, settings: Settings) -> None:
        self.rule = rule
        self.check = rule.check.build(settings)
        self.when = condition(rule.when, settings) if rule.when else None
        is_first = (
            rule.when is not None and not _is_presence_check(rule.check) and _is_condition_first(rule.when)
        )
        self.first: Condition | None = self.when if is_first else None
        self.last: Condition | None = None if is_first else self.when
        self._settings = settings
        self.cases = [(condition(case.when, settings), case.severity) for case in rule.severities]

    @cached_property
    def screens(self) -> tuple[Screen, ...]:
        """The screens for many texts at once, made when many guides are judged."""
        screens = _screen(self.rule.check, self._settings)
        everywhere = any(selector.everything for selector in self.rule.given)
        return screens if everywhere or not any(screen.searches for screen in screens) else ()

    def finds_nothing(self, texts: PairedText, pairs: Set[int]) -> bool:
        """Whether the rule certainly finds nothing in any of these texts, given their character pairs."""
        for screen in self.screens:
            if screen.passes(texts, pairs):
                return False
        return bool(self.screens)

    def conditional_problems(
        self, result: CheckResult, value: Any, item: Data, record: Data, path: Path
    ) -> Sequence[RuleProblem]:
        """The problems that the check found at a place, unless the condition evaluated last does not hold."""
        if self.last is not None and not self.last(value, item, record):
            return ()
        return self.problems_at(result, value, item, record, path)

    def problems_at(
        self, result: CheckResult, value: Any, item: Data, record: Data, path: Path
    ) -> list[RuleProblem]:
        """The problems that the check found at a place."""
        severity = next((s for holds, s in self.cases if holds(value, item, record)), self.rule.severity)
        return [RuleProblem(self.rule, severity, _absolute(to, path), args) for to, args in result or ()]


def _screen(test: AnyTest, settings: Settings) -> tuple[Screen, ...]:
    """The screens of a test, none if it cannot be screened.

    For a test of several parts, each must find nothing.
    """
    if isinstance(test, AllOf):
        parts = [_screen(part, settings) for part in test.all_of]
        return tuple(screen for part in parts for screen in part) if all(parts) else ()
    screen = test.screen(settings) if isinstance(test, Check) and not test.field else None
    return () if screen is None else (screen,)


def _is_presence_check(check: AnyTest) -> bool:
    """Whether a check only requires a value, which nearly all guides have."""
    return isinstance(check, Check) and check.kind in ("required", "written")


def _is_condition_first(when: AnyTest) -> bool:
    """Whether a condition is evaluated before the check: it rarely holds, or only looks up fields at hand.

    Any other is evaluated last, so that a faultless value does not require reading the rest of the record.
    """
    return (isinstance(when, Check) and when.rarely_holds) or all(map(_is_cheap, leaves(when)))


_AT_HAND = ("$.matter_type", "$.service_mode", "$.online_depth")
"""Fields of the record of which many conditions speak."""


def _is_cheap(test: Check) -> bool:
    """Whether a part of a condition only looks up one field at hand."""
    near = not test.field.startswith("$.") or test.field in _AT_HAND
    return near and test.kind in ("one_of", "required", "written", "depth")


class Evaluator:
    """A rule's tests at one selector.

    `field` is the field of the record or element that the selector names, or empty; `element_list` names the
    list whose elements are judged one by one; `every_text`: every text is judged by itself; `value_only`:
    only the value at a place matters. `test` identifies the rule's tests in this run.
    """

    def __init__(self, compiled: CompiledRule, selector: Selector) -> None:
        self.compiled = compiled
        self.rule = compiled.rule
        self.selector = selector
        self.test = id(compiled)
        is_items = bool(selector.list_name) and FIELDS[selector.list_name].kind == "items"
        self.element_list = selector.list_name if is_items else ""
        self.field = field = selector.field
        own: Path = tuple(field.split(".")) if field else ()
        in_record = not (selector.list_name or selector.everything)
        self.of_field = (stored_name(field) if field else "", own) if in_record else None
        self.excluded = frozenset(compiled.rule.excluding)
        alone = compiled.when is None and not compiled.cases
        self.value_only = alone and all(
            leaf.value_only and not leaf.field for leaf in leaves(compiled.rule.check)
        )
        self.every_text = selector.everything and self.value_only

    def evaluate_record(self, record: Data) -> Sequence[RuleProblem]:
        """The problems at the selector's places in a record."""
        if self.of_field is not None:
            key, path = self.of_field
            value, compiled = record.get(key) if key else record, self.compiled
            if compiled.first is not None and not compiled.first(value, record, record):
                return ()
            result = compiled.check(value, record, record)
            return compiled.conditional_problems(result, value, record, record, path) if result else ()
        if self.selector.everything:
            return self.evaluate_texts(all_texts(record), record)
        problems: list[RuleProblem] = []
        for value, item, path in self.places(record):
            problems += self.evaluate_place(value, item, record, path)
        return problems

    def evaluate_element(self, element: Data, record: Data, number: int) -> Sequence[RuleProblem]:
        """The problems of one element of the list, which has this index."""
        compiled, field = self.compiled, self.field
        value = element.get(field) if field else element
        if compiled.first is not None and not compiled.first(value, element, record):
            return ()
        result = compiled.check(value, element, record)
        if not result:
            return ()
        name = self.element_list
        path: Path = (name, number, field) if field else (name, number)
        return compiled.conditional_problems(result, value, element, record, path)

    def evaluate_texts(self, texts: Iterable[Text], record: Data) -> list[RuleProblem]:
        """The problems of some texts; a dash in a field that need not apply is none."""
        problems: list[RuleProblem] = []
        for dotted, value, item, path in texts:
            if dotted not in self.excluded:
                found = self.evaluate_place(value, item, record, path)
                if found and not (dotted in NOT_ALWAYS_ASKED and value.strip() in DASHES):
                    problems += found
        return problems

    def evaluate_place(self, value: Any, item: Data, record: Data, path: Path) -> Sequence[RuleProblem]:
        """The problems at one place."""
        compiled = self.compiled
        if compiled.first is not None and not compiled.first(value, item, record):
            return ()
        result = compiled.check(value, item, record)
        return compiled.conditional_problems(result, value, item, record, path) if result else ()

    def places(self, record: Data) -> Iterator[tuple[Any, Data, Path]]:
        """Value, item and path of every place of the selector in a record."""
        name, field = self.selector.list_name, self.selector.field
        if self.of_field is not None:
            key, path = self.of_field
            yield record.get(key) if key else record, record, path
            return
        for number, element in enumerate(record.get(name) or ()):
            if self.element_list:
                value = element.get(field) if field else element
                yield value, element, (name, number, field) if field else (name, number)
            else:
                yield element, record, (name, number)


class Collective:
    """A rule that reports one problem at the list if each of several judged elements has it.

    Elements for which the check is not applicable do not count.
    """

    every_text = False
    element_list = ""

    def __init__(self, compiled: CompiledRule, evaluators: list[Evaluator]) -> None:
        self.compiled = compiled
        self.rule = compiled.rule
        self.test = id(compiled)
        self.evaluators = evaluators
        self.selector = evaluators[0].selector

    def evaluate_record(self, record: Data) -> Sequence[RuleProblem]:
        """The problems of a record."""
        problems: list[RuleProblem] = []
        judged = 0
        compiled, when = self.compiled, self.compiled.when
        for evaluator in self.evaluators:
            for value, item, path in evaluator.places(record):
                if when is None or when(value, item, record):
                    result = compiled.check(value, item, record)
                    judged += result != ()
                    if result:
                        problems += compiled.problems_at(result, value, item, record, path)
        if judged > 1 and len(problems) == judged:
            return [problems[0]._replace(path=problems[0].path[:1], collective=True)]
        return problems


AnyEvaluator = Evaluator | Collective


def evaluators_of(rule: Rule, settings: Settings) -> list[AnyEvaluator]:
    """The compiled forms of a rule: one per selector, or one for all if it reports collectively."""
    compiled = CompiledRule(rule, settings)
    evaluators = [Evaluator(compiled, selector) for selector in rule.given]
    return [Collective(compiled, evaluators)] if rule.collective.zh else [*evaluators]


def runner(evaluators: Sequence[AnyEvaluator]) -> Runner:
    """Compiled rules as one function of a record, without memoisation."""
    return lambda record: [problem for each in evaluators for problem in each.evaluate_record(record)]


def _absolute(to: Path | None, path: Path) -> Path:
    if to is None:
        return path
    if to[0] == "$":
        return to[1:]
    item = path
    while item and not isinstance(item[-1], int):
        item = item[:-1]
    return (*item, *to)
