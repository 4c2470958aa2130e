"""Tests made of tests: all_of, any_of, not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from guidelint.checks.base import ABSENT, HERE, Check, CheckResult, Settings, Test
from guidelint.lean.structs import Struct
from guidelint.record import Data


class AllOf(Struct):
    """Every test must hold; the first that does not speaks."""

    all_of: tuple[AnyTest, ...]

    def build(self, settings: Settings) -> Test:
        """The compiled conjunction."""
        tests = [test.build(settings) for test in self.all_of]

        def every(value: Any, item: Data, record: Data) -> CheckResult:
            combined: CheckResult = None
            for test in tests:
                result = test(value, item, record)
                if result:
                    return result
                if result is not None:
                    combined = ABSENT
            return combined

        return every


class AnyOf(Struct):
    """One test must hold; when none does, the first that has something to say speaks."""

    any_of: tuple[AnyTest, ...]

    def build(self, settings: Settings) -> Test:
        """The compiled disjunction."""
        tests = [test.build(settings) for test in self.any_of]

        def some(value: Any, item: Data, record: Data) -> CheckResult:
            combined: CheckResult = ABSENT
            for test in tests:
                result = test(value, item, record)
                if result is None:
                    return None
                combined = combined or result
            return combined

        return some


class Not(Struct):
    """The test must not hold; where there is nothing to judge, it does not."""

    negated: AnyTest

    def build(self, settings: Settings) -> Test:
        """The compiled negation."""
        test = self.negated.build(settings)

        def negation(value: Any, item: Data, record: Data) -> CheckResult:
            return HERE if test(value, item, record) is None else None

        return negation


AnyTest = AllOf | AnyOf | Not | Check


def leaves(test: AnyTest) -> list[Check]:
    """The checks inside a test, in order."""
    if isinstance(test, AllOf):
        return [leaf for part in test.all_of for leaf in leaves(part)]
    if isinstance(test, AnyOf):
        return [leaf for part in test.any_of for leaf in leaves(part)]
    return leaves(test.negated) if isinstance(test, Not) else [test]


def file_access(test: AnyTest) -> str:
    """What of the files that a guide names a test reads: `texts`, `files` or nothing."""
    asked = {leaf.file_access for leaf in leaves(test)}
    return next((what for what in ("texts", "files") if what in asked), "")


Condition = Callable[[Any, Data, Data], bool]


def condition(test: AnyTest, settings: Settings) -> Condition:
    """A test as a condition: whether it holds, evaluating no more of its parts than decides that.

    Of parts that all must hold those that look at the record's own fields are evaluated last: an answer that
    does not read them holds for more records.
    """
    if isinstance(test, AllOf):
        return _every([condition(part, settings) for part in sorted(test.all_of, key=_looks_far)])
    if isinstance(test, AnyOf):
        parts = [condition(part, settings) for part in test.any_of]
        return lambda value, item, record: any(part(value, item, record) for part in parts)
    if isinstance(test, Not):
        negated = condition(test.negated, settings)
        return lambda value, item, record: not negated(value, item, record)
    leaf = test.build(settings)
    return lambda value, item, record: leaf(value, item, record) is None


def _looks_far(test: AnyTest) -> bool:
    return any(leaf.field.startswith("$.") for leaf in leaves(test))


def _every(parts: list[Condition]) -> Condition:
    if len(parts) < 2:
        return parts[0] if parts else lambda value, item, record: True
    first, rest = parts[0], _every(parts[1:])
    return lambda value, item, record: first(value, item, record) and rest(value, item, record)
