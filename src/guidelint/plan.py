"""Rules compiled to plain functions: what is asked of one kind of record, decided once and not per record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

from guidelint.checks.base import Settings, stored_name
from guidelint.checks.compound import AllOf, AnyOf, AnyTest, Not, leaves
from guidelint.finding import Severity
from guidelint.location import Path
from guidelint.record import Data
from guidelint.rule import Rule
from guidelint.selector import Selector
from guidelint.vocabulary import FIELDS

Place = tuple[Any, Data, Path]
"""A value, the item it belongs to, and its path."""
Thresholds = Mapping[str, Mapping[str, Any]]


class Raised(NamedTuple):
    """A problem with the rule that saw it, before it has a place in a source."""

    rule: Rule
    severity: Severity
    path: Path
    args: Mapping[str, str]
    collective: bool = False


Runner = Callable[[Data], list[Raised]]


class Unasked(NamedTuple):
    """A rule that this run cannot ask, and the setting it lacks."""

    rule: Rule
    reason: str


def compile_rules(
    rules: Sequence[Rule], settings: Settings, thresholds: Thresholds
) -> tuple[list[tuple[Rule, Runner]], list[Unasked]]:
    """A function per rule that can be asked, and those that cannot."""
    runners, unasked = [], []
    for rule in rules:
        tuned = tune(rule, thresholds.get(rule.id, {}))
        lacks = next(filter(None, (leaf.needs(settings) for leaf in leaves(tuned.check))), None)
        if lacks:
            unasked.append(Unasked(rule, lacks))
        else:
            runners.append((rule, compile_rule(tuned, settings)))
    return runners, unasked


def tune(rule: Rule, values: Mapping[str, Any]) -> Rule:
    """The rule with parameters of its check replaced by the configured ones."""
    return replace(rule, check=_tuned(rule.check, values)) if values else rule


def _tuned(test: AnyTest, values: Mapping[str, Any]) -> AnyTest:
    if isinstance(test, AllOf):
        return AllOf(tuple(_tuned(part, values) for part in test.all_of))
    if isinstance(test, AnyOf):
        return AnyOf(tuple(_tuned(part, values) for part in test.any_of))
    if isinstance(test, Not):
        return Not(_tuned(test.negated, values))
    own = {name: value for name, value in values.items() if name in type(test).__dataclass_fields__}
    return replace(test, **own) if own else test


def compile_rule(rule: Rule, settings: Settings) -> Runner:
    """One rule as a function from a record to its problems."""
    check = rule.check.build(settings)
    when = rule.when.build(settings) if rule.when else None
    cases = [(case.when.build(settings), case.severity) for case in rule.severities]
    walks = [_walk(selector, rule.excluding) for selector in rule.given]
    collective = bool(rule.collective.zh)

    def severity(value: Any, item: Data, record: Data) -> Severity:
        for condition, other in cases:
            if condition(value, item, record) is None:
                return other
        return rule.severity

    def run(record: Data) -> list[Raised]:
        raised: list[Raised] = []
        judged = 0
        for walk in walks:
            for value, item, path in walk(record):
                if when is not None and when(value, item, record) is not None:
                    continue
                judged += 1
                seen = check(value, item, record)
                if seen:
                    grave = severity(value, item, record) if cases else rule.severity
                    raised += [Raised(rule, grave, _absolute(to, path), args) for to, args in seen]
        if collective and judged > 1 and len(raised) == judged:
            return [raised[0]._replace(path=raised[0].path[:1], collective=True)]
        return raised

    return run


def _absolute(to: Path | None, path: Path) -> Path:
    if to is None:
        return path
    if to[0] == "$":
        return to[1:]
    item = path
    while item and not isinstance(item[-1], int):
        item = item[:-1]
    return (*item, *to)


def _walk(selector: Selector, excluding: tuple[str, ...]) -> Callable[[Data], Iterator[Place] | Sequence[Place]]:
    if selector.everything:
        left_out = frozenset(excluding)
        return lambda record: every_text(record, left_out)
    if selector.list_name:
        return _elements(selector.list_name, selector.field)
    if not selector.field:
        return lambda record: ((record, record, ()),)
    key, path = stored_name(selector.field), tuple(selector.field.split("."))
    return lambda record: ((record.get(key), record, path),)


def _elements(name: str, field: str) -> Callable[[Data], Iterator[Place]]:
    def walk(record: Data) -> Iterator[Place]:
        for number, item in enumerate(record.get(name) or ()):
            if not field:
                yield item, item if isinstance(item, dict) else record, (name, number)
            else:
                yield item.get(field), item, (name, number, field)

    return walk


_NEVER_TEXT = frozenset(("extra", "guidelint_ignore"))


def every_text(record: Data, left_out: frozenset[str]) -> Iterator[Place]:
    """Every text value of a record in the order of its fields, save those of the fields left out."""
    for name, value in record.items():
        if name in left_out or name in _NEVER_TEXT:
            continue
        if isinstance(value, str):
            yield value, record, _path_of(name)
        elif isinstance(value, list):
            yield from _texts_of_list(name, value, record, left_out)


def _texts_of_list(name: str, values: list[Any], record: Data, left_out: frozenset[str]) -> Iterator[Place]:
    for number, item in enumerate(values):
        if isinstance(item, str):
            yield item, record, (name, number)
            continue
        for field, value in item.items():
            if f"{name}.{field}" in left_out:
                continue
            if isinstance(value, str):
                yield value, item, (name, number, field)
            elif isinstance(value, list):
                for index, text in enumerate(value):
                    yield text, item, (name, number, field, index)


def _path_of(name: str) -> Path:
    if name in FIELDS or not name.endswith("_note"):
        return (name,)
    return (name.removesuffix("_note"), "note")


def settle(raised: list[Raised]) -> list[Raised]:
    """Leave out what yields to a finding of another rule at the same place."""
    if not any(problem.rule.yields_to for problem in raised):
        return raised
    at: dict[Path, set[str]] = {}
    for problem in raised:
        at.setdefault(problem.path, set()).add(problem.rule.id)
    return [problem for problem in raised if not _yields(problem.rule, at[problem.path])]


def _yields(rule: Rule, others: set[str]) -> bool:
    return any(fnmatchcase(other, pattern) for pattern in rule.yields_to for other in others if other != rule.id)

