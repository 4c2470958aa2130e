"""The values of a record without a stored result: all their texts are screened at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from guidelint.evaluation.memoised_rules import (
    Case,
    ElementPart,
    ElementRules,
    Entry,
    FieldGroup,
    PartResults,
)
from guidelint.lean.tuples import NamedTuple
from guidelint.record import Data
from guidelint.rule.evaluator import AnyEvaluator, CompiledRule, Evaluator, RuleProblem
from guidelint.rule.texts import JoinedTexts, Text, all_texts

_SOME = 256
"""After so many records it is decided which values are new in every guide."""
_FIRST_FEW = 8
"""So many records are judged without screens: to make them would cost more than it saves on a guide or two."""

Misses = list[tuple[Any, ...]]
"""(field group, key) and (elements, element, number) of what has no stored result."""
_Missing = list[tuple[FieldGroup | ElementPart, Any, Data | None, list[Text]]]
"""Chapters and parts to be evaluated: each with its key, the element, and its texts."""
_EntriesByGroup = dict[FieldGroup | ElementPart, list[Entry]]
"""What is put before field groups and parts."""


class _Pending(NamedTuple):
    """A case with its values that have no result, and the field groups and parts to evaluate."""

    case: Case
    new: Misses
    missing: _Missing


class MissEvaluator:
    """What is evaluated on new values: the rules of their field groups and lists, and the rules on every
    text.
    """

    def __init__(self, evaluators: Sequence[AnyEvaluator]) -> None:
        self.text_evaluators = [
            each for each in evaluators if isinstance(each, Evaluator) and each.every_text
        ]
        whole = {each.test for each in evaluators if each.selector.everything and not each.every_text}
        by_test = {each.test: each.compiled for each in evaluators if each.test not in whole}
        self._compiled = list(by_test.values())
        self._groups: list[FieldGroup | ElementPart] = []
        self._records = 0

    @cached_property
    def _screened(self) -> list[CompiledRule]:
        """The rules that have a screen by character pairs."""
        return [
            compiled
            for compiled in self._compiled
            if compiled.screens and all(s.needed_pairs is not None for s in compiled.screens)
        ]

    @cached_property
    def _needed_pairs(self) -> frozenset[int]:
        """The character pairs that some screen needs."""
        return frozenset[int]().union(
            *(s.needed_pairs or () for compiled in self._screened for s in compiled.screens)
        )

    @cached_property
    def _others(self) -> re.Pattern[str] | None:
        """All characters except line breaks and those that some screens look for; None if few screens do."""
        characters = [s.characters for compiled in self._screened for s in compiled.screens if s.characters]
        return re.compile(f"[^\n{''.join(characters)}]+") if len(characters) > 2 else None

    def watch(self, field_groups: Iterable[FieldGroup], lists: Iterable[ElementRules]) -> None:
        """Set the field groups and lists whose values it judges."""
        self._groups = [*field_groups, *(part for elements in lists for part in elements.parts)]

    def judge(
        self, records: Sequence[Data], misses: Sequence[Misses], found: Sequence[list[RuleProblem]]
    ) -> None:
        """Add the problems of values without a result; results of values that may recur are stored."""
        part_results: PartResults = {}
        cases = [
            _Pending(Case(record, own), new, _missing(new, record, part_results))
            for record, new, own in zip(records, misses, found, strict=True)
            if new
        ]
        self._screen_out(cases)
        by_group = self._evaluate_texts(cases)
        for part in self._groups:
            entries = by_group.get(part, ())
            if isinstance(part, FieldGroup):
                part.judge(entries)
            else:
                part.judge(entries, part_results)
        for each in cases:
            for elements, element, number in [entry for entry in each.new if len(entry) == 3]:
                own_results = [part_results[id(part), id(element)] for part in elements.parts]
                each.case.found += elements.judge(each.case, element, number, own_results)
        if self._records - len(cases) < _SOME <= self._records:
            for part in self._groups:
                part.novelty.judge(self._records)

    def _evaluate_texts(self, cases: Sequence[_Pending]) -> _EntriesByGroup:
        """The input of field groups and parts, after their texts were judged."""
        by_group: _EntriesByGroup = {}
        for case, _, missing in cases:
            text_functions = [
                evaluator.evaluate_texts
                for evaluator in self.text_evaluators
                if evaluator.test not in case.silenced
            ]
            for part, key, element, texts in missing:
                own: list[RuleProblem] = []
                by_group.setdefault(part, []).append((case, key, element, own))
                for evaluate_texts in text_functions if texts else ():
                    own += evaluate_texts(texts, case.record)
        return by_group

    def _screen_out(self, cases: Sequence[_Pending]) -> None:
        """Find the rules that certainly find nothing in a case of which only the missing texts are new."""
        all_joined = [
            (case.silenced, joined)
            for case, _, missing in cases
            if (joined := self._joined(missing)) is not None
        ]
        paired = [
            (silenced, joined, joined.pairs_among(self._needed_pairs)) for silenced, joined in all_joined
        ]
        for compiled in self._screened if paired else ():
            test, finds_nothing = id(compiled), compiled.finds_nothing
            for silenced, joined, present_pairs in paired:
                if finds_nothing(joined, present_pairs):
                    silenced.add(test)

    def _joined(self, missing: _Missing) -> JoinedTexts | None:
        """The new texts of the next record; None if screens cannot decide on them, or are not built yet."""
        self._records += 1
        if self._records <= _FIRST_FEW:
            return None
        joined = JoinedTexts([text[1] for *_, texts in missing for text in texts], self._others)
        return joined if joined.plain else None

    def evaluate_directly(self, record: Data) -> list[RuleProblem]:
        """The problems of a record's texts by all rules, without memoisation."""
        texts = all_texts(record)
        return [
            problem
            for evaluator in self.text_evaluators
            for problem in evaluator.evaluate_texts(texts, record)
        ]


def _missing(new: Misses, record: Data, part_results: PartResults) -> _Missing:
    """The field groups and parts to evaluate, with their texts; results of other parts are kept."""
    missing: _Missing = []
    for entry in new:
        if len(entry) == 2:
            missing.append((entry[0], entry[1], None, entry[0].texts(record)))
        else:
            _look_up_parts(entry[0], entry[1], missing, part_results)
    return missing


def _look_up_parts(
    elements: ElementRules, element: Data, missing: _Missing, part_results: PartResults
) -> None:
    """Look up the results of an element's parts, and collect those that have none."""
    alone = type(element) is dict
    for part in elements.parts:
        if alone and part.novelty.high:
            missing.append((part, None, element, part.texts(element)))
            continue
        part.novelty.lookups += 1
        key = part.key(element)
        part_result = part.results.get(key)
        if part_result is None:
            missing.append((part, key, element, part.texts(element)))
        else:
            part_results[id(part), id(element)] = part_result
