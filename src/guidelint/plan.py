"""Rules compiled to plain functions: what is asked of one kind of record, decided once and not per record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

from guidelint.checks.base import Check, Screen, Seen, Settings, stored_name
from guidelint.checks.compound import AllOf, AnyOf, AnyTest, Not, condition, leaves
from guidelint.checks.dataset import DatasetCheck
from guidelint.finding import Severity
from guidelint.location import Path
from guidelint.record import Data
from guidelint.rule import Rule
from guidelint.selector import Selector
from guidelint.texts import Texts
from guidelint.vocabulary import FIELDS

Thresholds = Mapping[str, Mapping[str, Any]]


class Raised(NamedTuple):
    """A problem with the rule that saw it, before it has a place in a source."""

    rule: Rule
    severity: Severity
    path: Path
    args: Mapping[str, str]
    collective: bool = False


Runner = Callable[[Data], Sequence[Raised]]


class Unasked(NamedTuple):
    """A rule that this run cannot ask, and the setting it lacks."""

    rule: Rule
    reason: str


def compile_rules(
    rules: Sequence[Rule], settings: Settings, thresholds: Thresholds
) -> tuple[list[tuple[Rule, Runner]], list[Unasked]]:
    """A function per rule that can be asked, and those that cannot."""
    runners, unasked = [], []
    texts = Texts()
    for rule in rules:
        tuned = tune(rule, thresholds.get(rule.id, {}))
        if isinstance(tuned.check, DatasetCheck):
            continue
        lacks = next(filter(None, (leaf.needs(settings) for leaf in leaves(tuned.check))), None)
        if lacks:
            unasked.append(Unasked(rule, lacks))
        else:
            runners.append((rule, compile_rule(tuned, settings, texts)))
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
    own = {name: _typed(value, getattr(test, name)) for name, value in values.items() if hasattr(test, name)}
    return replace(test, **own) if own else test


def _typed(value: Any, default: Any) -> Any:
    """A configured value as the parameter wants it: config files hold texts."""
    if not isinstance(value, str) or isinstance(default, str):
        return tuple(value) if isinstance(value, list) else value
    if isinstance(default, bool):
        return value == "true"
    try:
        return int(value)
    except ValueError:
        return float(value)


def compile_rule(rule: Rule, settings: Settings, texts: Texts | None = None) -> Runner:
    """One rule as a function from a record to its problems; `texts` is shared by the rules on every text."""
    asked = _Asked(rule, settings)
    runners = [_runner(asked, selector, texts or Texts()) for selector in rule.given]
    if rule.collective.zh:
        return _collective(rule, asked, runners)
    if len(runners) == 1:
        return runners[0]
    return _one_after_the_other(runners)


def _one_after_the_other(runners: list[Runner]) -> Runner:
    def run(record: Data) -> Sequence[Raised]:
        raised: list[Raised] = []
        for part in runners:
            seen = part(record)
            if seen:
                raised += seen
        return raised

    return run


class _Asked:
    """A rule's compiled tests, and the problems that they see."""

    def __init__(self, rule: Rule, settings: Settings) -> None:
        self.rule = rule
        self.check = rule.check.build(settings)
        self.when = condition(rule.when, settings) if rule.when else None
        self.screen = _screen(rule.check, settings)
        self.cases = [(condition(case.when, settings), case.severity) for case in rule.severities]
        self.judged = 0

    def raised(self, seen: Seen, value: Any, item: Data, record: Data, path: Path) -> list[Raised]:
        """The problems that the check saw at a place."""
        severity = next((s for holds, s in self.cases if holds(value, item, record)), self.rule.severity)
        return [Raised(self.rule, severity, _absolute(to, path), args) for to, args in seen or ()]


def _screen(test: AnyTest, settings: Settings) -> Screen | None:
    return test.screen(settings) if isinstance(test, Check) and not test.field else None


def _collective(rule: Rule, asked: _Asked, runners: list[Runner]) -> Runner:
    """One problem at the list where each of several judged elements has it."""

    def run(record: Data) -> Sequence[Raised]:
        asked.judged = 0
        raised = [problem for run in runners for problem in run(record)]
        if asked.judged > 1 and len(raised) == asked.judged:
            return [raised[0]._replace(path=raised[0].path[:1], collective=True)]
        return raised

    return run


def _runner(asked: _Asked, selector: Selector, texts: Texts) -> Runner:
    if selector.everything:
        return _on_texts(asked, texts)
    if selector.list_name:
        return _on_elements(asked, selector.list_name, selector.field)
    return _on_record(asked, selector.field)


def _on_record(asked: _Asked, field: str) -> Runner:
    check, when = asked.check, asked.when
    key, path = stored_name(field), tuple(field.split(".")) if field else ()

    def run(record: Data) -> Sequence[Raised]:
        value = record.get(key) if key else record
        if when is not None and not when(value, record, record):
            return ()
        seen = check(value, record, record)
        return asked.raised(seen, value, record, record, path) if seen else ()

    return run


def _on_elements(asked: _Asked, name: str, field: str) -> Runner:
    check, when = asked.check, asked.when
    is_text = FIELDS[name].kind == "texts"

    def run(record: Data) -> Sequence[Raised]:
        raised: list[Raised] = []
        number = -1
        for element in record.get(name) or ():
            number += 1
            item = record if is_text else element
            value = item.get(field) if field else element
            if when is not None and not when(value, item, record):
                continue
            asked.judged += 1
            seen = check(value, item, record)
            if seen:
                path = (name, number, field) if field else (name, number)
                raised += asked.raised(seen, value, item, record, path)
        return raised

    return run


def _on_texts(asked: _Asked, texts: Texts) -> Runner:
    check, when = asked.check, asked.when
    left_out = frozenset(asked.rule.excluding)
    screen = asked.screen

    def run(record: Data) -> Sequence[Raised]:
        if screen is not None and not screen(texts.whole(record, left_out)):
            return ()
        raised: list[Raised] = []
        for dotted, value, item, path in texts.of(record):
            if dotted in left_out or (when is not None and not when(value, item, record)):
                continue
            seen = check(value, item, record)
            if seen:
                raised += asked.raised(seen, value, item, record, path)
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


def settle(raised: list[Raised]) -> list[Raised]:
    """Leave out what yields to a finding of another rule at the same place."""
    if not any(problem.rule.yields_to for problem in raised):
        return raised
    at: dict[Path, set[str]] = {}
    for problem in raised:
        at.setdefault(problem.path, set()).add(problem.rule.id)
    return [problem for problem in raised if not _yields(problem.rule, at[problem.path])]


def _yields(rule: Rule, others: set[str]) -> bool:
    return any(
        fnmatchcase(other, pattern) for pattern in rule.yields_to for other in others if other != rule.id
    )
