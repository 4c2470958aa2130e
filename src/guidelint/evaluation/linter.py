"""The rules of a run, compiled per kind of record on first use: selects the rules for a guide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from guidelint.checks.base import Settings
from guidelint.checks.compound import file_access
from guidelint.dialects import Row, choose, known_columns, read_record
from guidelint.dialects.fast_path import FastPathOrigin, Shortcut
from guidelint.dialects.mapping import map_value
from guidelint.dialects.model import Dialect
from guidelint.elements import SharedElements
from guidelint.evaluation.generated import Compiled, RuleFunction, WithoutRules
from guidelint.evaluation.plan import Plan, lacking_fields
from guidelint.evaluation.sets import SetTally, set_rules
from guidelint.lean.structs import replace
from guidelint.record import Record
from guidelint.rule.builtin import DEPENDENT, NEVER_IGNORED, SOURCE_RULES
from guidelint.rule.compilation import APPLIES, CompiledRules, Thresholds, UnevaluatedRule, compile_rules
from guidelint.rule.evaluator import AnyEvaluator, runner
from guidelint.rule.matching import matches
from guidelint.rule.model import PROFILES, Rule
from guidelint.rule.table import RuleTable
from guidelint.ruleset import Ruleset, selected
from guidelint.suppressions.suppression import config_suppressions
from guidelint.vocabulary import CANCELLED

if TYPE_CHECKING:
    from guidelint.config.locations import OverridesByPlace
    from guidelint.suppressions.matcher import StatedSuppressions, SuppressionMatcher

RuleEvaluators = list[tuple[Rule, list[AnyEvaluator]]]
"""Rules with their evaluators."""
Overrides = tuple[int, ...]
"""The numbers of the config's overrides that hold for a record."""
_MOST_PLANS = 500
"""So many kinds of records are known at once."""
_CONSTANT = ("matter_type", "service_mode")
"""The fields that all records of one plan have alike."""


def _compiled(evaluators: Sequence[AnyEvaluator]) -> RuleFunction:
    return Compiled(evaluators, frozenset(_CONSTANT)).evaluate


def _by_value(rules: RuleEvaluators) -> list[AnyEvaluator]:
    """The compiled selectors of rules, except those that read files."""
    return [
        evaluator for rule, evaluators in rules if not file_access(rule.check) for evaluator in evaluators
    ]


class Linter:
    """The rules, dialects and settings of a run, ready to be applied to records."""

    def __init__(self, ruleset: Ruleset) -> None:
        config = ruleset.config
        self.ruleset = ruleset
        self.config = config
        self.as_of = ruleset.as_of
        self.table = ruleset.rules
        self.selected = selected(ruleset.rules, config)
        self.hidden = frozenset(rule for rule in SOURCE_RULES if matches(rule, config.ignore)) - NEVER_IGNORED
        self.of_sources = frozenset(SOURCE_RULES) - self.hidden - DEPENDENT
        self.dialects = choose(ruleset.dialects, config.dialect)
        self.names = known_columns(self.dialects)
        self.applies = {**APPLIES, **config.applies}
        self.settings = Settings(
            self.as_of, config.area_code, config.region_code, config.special_matters, lists=ruleset.lists
        )
        self.from_config = config_suppressions(config.ignore_findings)
        of_set = [self.table[name] for name in self.selected if self.table.is_of_set(name)]
        self.set_rules, self.unevaluated_set_rules = set_rules(of_set, self.settings, config.thresholds)
        self.special = frozenset(config.special_matters)
        self.profile_levels = _profile_levels(ruleset.rules)
        self.suppressed_codes = frozenset(exception.where for exception in self.from_config)
        self.keeps_records = False
        self.keeps_matters = False
        self.elements = SharedElements()
        self._shortcuts: dict[Dialect, Shortcut] = {}
        self._compiled: dict[Overrides, CompiledRules] = {}
        self._plans: dict[tuple[Any, ...], Plan] = {}
        self._of_kind: dict[tuple[Any, ...], RuleFunction] = {}

    @cached_property
    def matcher(self) -> SuppressionMatcher:
        """The suppressions of the config, ready to be matched to findings."""
        from guidelint.suppressions.matcher import SuppressionMatcher

        return SuppressionMatcher(self.from_config, self.as_of, self.ruleset.place)

    @cached_property
    def stated(self) -> StatedSuppressions:
        """The suppressions of the config by where they apply, including those not in force."""
        from guidelint.suppressions.matcher import StatedSuppressions

        return StatedSuppressions(self.from_config)

    @cached_property
    def overrides(self) -> OverridesByPlace:
        """The overrides of the config by where they hold."""
        from guidelint.config.locations import OverridesByPlace

        return OverridesByPlace(self.config.overrides)

    @cached_property
    def unevaluated(self) -> list[UnevaluatedRule]:
        """The rules that this run cannot evaluate because a setting is missing."""
        return [*self.compiled()[1], *self.unevaluated_set_rules]

    @cached_property
    def known(self) -> frozenset[str]:
        """The names of the rules that can be evaluated on some guide, including those of overrides with
        another profile.
        """
        profiles = {override.profile for override in self.config.overrides if override.profile}
        others = [selected(self.table, replace(self.config, profile=profile)) for profile in profiles]
        own = (name for names in others for name in names if not self.table.is_of_set(name))
        return frozenset(self.selected).union(own)

    def evaluated_for_some(self, unevaluated: Container[str]) -> frozenset[str]:
        """Among rules not evaluated, those for which an override supplies the missing setting for its guides."""
        found: set[str] = set()
        for number, override in enumerate(self.config.overrides):
            rules = [self.table[name] for name in override.thresholds if name in unevaluated]
            lacking = [entry.rule for entry in self.compile(rules, self.config.thresholds)[1]]
            if lacking:
                evaluators, _ = self.compile(lacking, self._overridden((number,))[1])
                found.update(rule.id for rule, _ in evaluators)
        return frozenset(found)

    def new_sums(self) -> SetTally:
        """Empty tallies."""
        return SetTally(self.set_rules, self.settings, self.special)

    def begin(self) -> None:
        """Drop memoised results that exceed their limits; only while no guide is waiting to be judged."""
        if self.elements.full:
            self._forget()

    def read(self, row: Row, index: int) -> Record | None:
        """The canonical record of a row, None if it is no guide; equal elements are one object."""
        dialect = row.dialect
        if dialect is not None and dialect.labels and type(row.value) is dict:
            shortcut = self._shortcuts.get(dialect)
            if shortcut is None:
                make = partial(map_value, dialect)
                shortcut = self._shortcuts[dialect] = Shortcut(dialect, self.elements, make)
            data = shortcut.record(row.value)
            if data is not None:
                origin = FastPathOrigin(shortcut.level, row.value, row.at)
                return Record(data, index, dialect.name, (), frozenset(), origin, dialect.carries)
        record = read_record(row, index)
        if record is not None:
            self.elements.share(record.data)
        return record

    def release(self) -> None:
        """Release what was kept for a source whose rows were all read."""
        for shortcut in self._shortcuts.values():
            shortcut.release()

    def _forget(self) -> None:
        """Start over: there are too many elements, and results are keyed by them."""
        self.elements.clear()
        self._plans.clear()
        self._of_kind.clear()
        for shortcut in self._shortcuts.values():
            shortcut.forget()

    def compiled(self, overrides: Overrides = ()) -> CompiledRules:
        """The rules compiled under some overrides, and the rules that lack a setting."""
        if overrides not in self._compiled:
            rules, thresholds = self._overridden(overrides)
            self._compiled[overrides] = self.compile(rules, thresholds)
        return self._compiled[overrides]

    def compile(self, rules: Iterable[Rule], thresholds: Thresholds) -> CompiledRules:
        """How rules are compiled."""
        return compile_rules(list(rules), self.settings, thresholds)

    def combine(self, evaluators: Sequence[AnyEvaluator]) -> RuleFunction:
        """How compiled rules are combined into one function."""
        return _compiled(evaluators)

    def lacking(self, carries: frozenset[str]) -> tuple[dict[str, frozenset[str]], frozenset[str]]:
        """The missing fields in a source with these fields: by rule, and of those that cross-record rules
        need.

        Sources that lack the same fields are judged by the same rules.
        """
        lacks = {
            name: lacking for name in self.table if (lacking := lacking_fields(self.table[name], carries))
        }
        required_columns = frozenset[str]().union(*(rule.check.required_columns for rule in self.set_rules))
        return lacks, required_columns - carries

    def plan(self, record: Record, source: str) -> Plan:
        """The rules to evaluate on a record: decided once per kind of matter, dialect and set of overrides."""
        data = record.data
        overrides: Overrides = ()
        if self.config.overrides:
            overrides = self.overrides.of(self.ruleset.place(source), data.get("authority"))
        key = (*map(data.get, _CONSTANT), record.cancelled, record.dialect, overrides, record.carries)
        plan = self._plans.get(key)
        if plan is None:
            if len(self._plans) >= _MOST_PLANS:
                self._plans.clear()
            plan = self._plans[key] = self._make_plan(record, overrides)
        return plan

    def _make_plan(self, record: Record, overrides: Overrides) -> Plan:
        words = (*record.kind, CANCELLED if record.cancelled else "")
        applicable = [self.applies[word] for word in words if word in self.applies]
        every = [
            (rule, evaluators)
            for rule, evaluators in self.compiled(overrides)[0]
            if all(matches(rule.id, names) for names in applicable)
        ]
        lacks = {rule.id: lack for rule, _ in every if (lack := lacking_fields(rule, record.carries))}
        rules = [(rule, evaluators) for rule, evaluators in every if rule.id not in lacks]
        selectors = Counter(selector.list_name for rule, _ in rules for selector in rule.given)
        own = selectors.pop("", 0)
        ran = frozenset(rule.id for rule, _ in rules)
        counted = (own, tuple(selectors.items()), self._top(overrides))
        files = {rule.id: what for rule, _ in rules if (what := file_access(rule.check))}
        of_files = [runner(evaluators) for rule, evaluators in rules if rule.id in files]
        own_words = any(dialect.labels for dialect in self.dialects if dialect.name == record.dialect)
        kind = (*map(record.data.get, _CONSTANT), record.cancelled, overrides)
        evaluate = self.function_for(kind, every, frozenset(lacks))
        lacking = frozenset[str]().union(*lacks.values())
        evaluated = frozenset(rule.id for rule, _ in self.compiled(overrides)[0]).difference(lacks)
        return Plan(evaluate, of_files, ran, lacks, *counted, lacking, files, own_words, evaluated)

    def function_for(
        self, kind: tuple[Any, ...], every: RuleEvaluators, left_out: frozenset[str]
    ) -> RuleFunction:
        """The function for a kind of record in a source for which some of the rules are left out."""
        evaluate = self._of_kind.get(kind)
        if evaluate is None:
            if len(self._of_kind) >= _MOST_PLANS:
                self._of_kind.clear()
            evaluate = self._of_kind[kind] = self.combine(_by_value(every))
        if not left_out:
            return evaluate
        rest = [(rule, evaluators) for rule, evaluators in every if rule.id not in left_out]
        return WithoutRules(evaluate, left_out, partial(_compiled, _by_value(rest))).evaluate

    def _top(self, overrides: Overrides) -> int:
        """The number of the highest profile evaluated, from 1."""
        profiles = [self.config.overrides[number].profile for number in overrides]
        return PROFILES.index(next(filter(None, reversed(profiles)), self.config.profile)) + 1

    def _overridden(self, overrides: Overrides) -> tuple[list[Rule], dict[str, dict[str, Any]]]:
        names, config = self.selected, self.config
        thresholds = {name: dict(values) for name, values in config.thresholds.items()}
        stated = [config.overrides[number] for number in overrides]
        for override in stated:
            for name, values in override.thresholds.items():
                thresholds.setdefault(name, {}).update(values)
            if override.profile:
                names = selected(self.table, replace(config, profile=override.profile))
        rules = [self.table[name] for name in names]
        severities = {name: own for name in names for each in stated if (own := each.severity_of(name))}
        return [replace(r, severity=severities[r.id]) if r.id in severities else r for r in rules], thresholds


def _profile_levels(rules: RuleTable) -> dict[str, int]:
    """The profile number, from 1, of every rule evaluated on a guide; errors of the source break the lowest."""
    profile_levels = {
        rule: PROFILES.index(rules.profile(rule)) + 1 for rule in rules if not matches(rule, ["dataset"])
    }
    broken = (
        rule for rule, what in SOURCE_RULES.items() if what.severity == "error" and what.group == "source"
    )
    return {**profile_levels, **dict.fromkeys(broken, 1)}
