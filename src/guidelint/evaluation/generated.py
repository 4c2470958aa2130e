"""Rules compiled to one function that visits a record once; values seen before cost a table lookup.

It takes many records at once and processes them field group by field group, rule by rule, which keeps code
and tables in the processor's caches. The function is generated as Python source, so that it can be read
(`rules --compiled`). It only settles which field groups and lists have rules and under which values their
results are stored; it decides nothing about a rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from guidelint.evaluation.field_groups import FIELD_GROUPS, field_group_of, parts_of
from guidelint.evaluation.memo import complete, frozen
from guidelint.evaluation.memo_misses import MissEvaluator
from guidelint.evaluation.memoised_rules import ElementRules, FieldGroup
from guidelint.record import Data
from guidelint.rule.evaluator import AnyEvaluator, Evaluator, RuleProblem
from guidelint.vocabulary import FIELDS

_FEW = 100
"""So many guides are judged by every rule before rules are left out for good."""

RuleFunction = Callable[[Sequence[Data]], list[list[RuleProblem]]]
"""All rules on records of one kind, as one function: what is wrong with each."""


class Compiled:
    """The rules on one kind of record, by field group and by list, and the function generated from them.

    `constant` are the fields in which all records of this kind agree.
    """

    def __init__(self, evaluators: Sequence[AnyEvaluator], constant: frozenset[str]) -> None:
        self.miss_evaluator = MissEvaluator(evaluators)
        by_list: dict[str, list[Evaluator]] = {}
        by_field_group: dict[str, list[AnyEvaluator]] = {}
        for evaluator in evaluators:
            if isinstance(evaluator, Evaluator) and evaluator.element_list:
                by_list.setdefault(evaluator.element_list, []).append(evaluator)
            elif not evaluator.every_text:
                by_field_group.setdefault(field_group_of(evaluator), []).append(evaluator)
        all_have_texts = bool(self.miss_evaluator.text_evaluators)
        self.lists = {
            name: ElementRules(name, constant, by_list.get(name, []), parts_of(name))
            for name, field in FIELDS.items()
            if field.kind == "items" and name != "guidelint_ignore" and (all_have_texts or name in by_list)
        }
        self.field_groups = {
            name: FieldGroup(fields, constant, by_field_group.get(name, []))
            for name, fields in FIELD_GROUPS.items()
            if all_have_texts or name in by_field_group
        }
        self.miss_evaluator.watch(self.field_groups.values(), self.lists.values())
        self._evaluated = 0

    @cached_property
    def source(self) -> str:
        """The source code of the function."""
        lines = [
            "def evaluate(records):",
            "    found = [[] for _ in records]",
            "    misses = [[] for _ in records]",
        ]
        for name, field_group in self.field_groups.items():
            lines += _group_code(name, field_group)
        for name, elements in self.lists.items():
            lines += _list_code(name, elements)
        texts = _rule_names(self.miss_evaluator.text_evaluators)
        lines += [f"    # what is not filed, and every text in it: {texts}"]
        lines += ["    miss_evaluator.judge(records, misses, found)"]
        return "\n".join([*lines, "    return found", ""])

    def evaluate(self, records: Sequence[Data]) -> list[list[RuleProblem]]:
        """The problems of each record; the first is evaluated by the interpreter, since most hooks have no
        second.
        """
        self._evaluated += len(records)
        return self._function(records) if self._evaluated > 1 else list(map(self.evaluate_directly, records))

    def evaluate_directly(self, record: Data) -> list[RuleProblem]:
        """The results of the plain interpreter, without memoisation."""
        found = [
            problem
            for field_group in self.field_groups.values()
            for problem in field_group.evaluate_directly(record)
        ]
        for name, elements in self.lists.items():
            for number, element in enumerate(record.get(name) or ()):
                found += elements.evaluate_directly(element, number, record)
        return found + self.miss_evaluator.evaluate_directly(record)

    @cached_property
    def _function(self) -> RuleFunction:
        names: dict[str, Any] = {
            "frozen": frozen,
            "complete": complete,
            "miss_evaluator": self.miss_evaluator,
        }
        for name, field_group in self.field_groups.items():
            names |= {f"{name}_group": field_group, f"{name}_group_results": field_group.results}
        for name, elements in self.lists.items():
            names |= {f"{name}_list": elements, f"{name}_list_results": elements.results}
        exec(compile(self.source, "<rules>", "exec"), names)  # the text is made here, of names known at load
        made: RuleFunction = names.pop("evaluate")  # among its own names it would outlive its last user
        return made


class WithoutRules:
    """The function without the rules whose fields have no column in the source.

    Pages and tables differ in their columns, and most hold few guides: then all rules are evaluated, and the
    results of these are dropped. With more guides it pays to compile a function of the other rules alone,
    `compile_rest`.
    """

    def __init__(
        self, all_rules: RuleFunction, rules: frozenset[str], compile_rest: Callable[[], RuleFunction]
    ) -> None:
        self._all_rules = all_rules
        self._rules = rules
        self._compile_rest = compile_rest
        self._function: RuleFunction | None = None
        self._evaluated = 0

    def evaluate(self, records: Sequence[Data]) -> list[list[RuleProblem]]:
        """The problems of each of some records."""
        self._evaluated += len(records)
        if self._function is None and self._evaluated > _FEW:
            self._function = self._compile_rest()
        if self._function is not None:
            return self._function(records)
        return [
            [problem for problem in problems if problem.rule.id not in self._rules]
            for problems in self._all_rules(records)
        ]


def part_that_evaluates(source: str, rule: str) -> str:
    """The blocks of the source code that evaluate a rule, after the function's head; empty if there are none."""
    head, *blocks = source.split("\n    # ")
    found = [block for block in blocks if rule in re.split("[:,;\\s]+", block.partition("\n")[0])]
    return "\n    # ".join([head, *(block.rstrip() for block in found)]) if found else ""


def _rule_names(evaluators: Sequence[AnyEvaluator]) -> str:
    return ", ".join(sorted({evaluator.rule.id for evaluator in evaluators})) or "texts alone"


def _group_code(name: str, field_group: FieldGroup) -> list[str]:
    parts = [_value_code(field) for field in field_group.fields]
    key = parts[0] if len(parts) == 1 else f"({', '.join(parts)})"
    return [
        f"    # {name}: {_rule_names(field_group.evaluators)}",
        "    for record, own, new in zip(records, found, misses):",
        "        get = record.get",
        f"        key = {key}",
        f"        answer = {name}_group_results.get(key)",
        "        if answer is None:",
        f"            new.append(({name}_group, key))",
        "        elif answer:",
        "            own += complete(answer, record)",
    ]


def _value_code(field: str) -> str:
    known = FIELDS.get(field)
    is_list = known is not None and known.kind in ("items", "texts")
    return f'frozen(get("{field}"))' if is_list else f'get("{field}")'


def _list_code(name: str, elements: ElementRules) -> list[str]:
    return [
        f"    # each of {name}: {_rule_names(elements.evaluators)}",
        "    for record, own, new in zip(records, found, misses):",
        "        number = -1",
        f'        for element in record.get("{name}") or ():',
        "            number += 1",
        f"            answer = {name}_list_results.get(id(element))",
        "            if answer is None:",
        f"                new.append(({name}_list, element, number))",
        "            elif answer:",
        f"                own += {name}_list.result_at(answer, number, record)",
    ]
