"""The rules of a run, compiled per kind of record on first use: which rules are asked of which guide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

from guidelint.checks.base import Settings
from guidelint.checks.compound import looks_at
from guidelint.dialects import choose, known_columns
from guidelint.plan import Runner, Thresholds, Unasked, compile_rules
from guidelint.record import Data, Record
from guidelint.rule import PROFILES, Rule
from guidelint.rule_table import RuleTable
from guidelint.ruleset import Ruleset, matches, selected
from guidelint.sets import set_rules
from guidelint.source_rules import NEVER_IGNORED, SOURCE_RULES
from guidelint.suppress import of_config
from guidelint.vocabulary import APPLIES

Overrides = tuple[int, ...]
"""The numbers of the config's overrides that hold for a record."""
Compiled = tuple[list[tuple[Rule, Runner]], list[Unasked]]
"""Rules as functions, and the rules that lack a setting."""


class Plan(NamedTuple):
    """What is asked of one kind of record, and what its dialect does not carry.

    `own` counts the selectors of its rules on the record's own fields, `of_lists` those on the elements of
    each list; `top` is the highest rung that it can show, `lacking` the fields without a column.
    `of_files` leads from its rules on files to what they look at; `own_words`: its dialect is no platform's.
    """

    runners: list[tuple[Rule, Runner]]
    ran: frozenset[str]
    not_carried: list[str]
    own: int
    of_lists: tuple[tuple[str, int], ...]
    top: int
    lacking: frozenset[str]
    of_files: Mapping[str, str]
    own_words: bool

    def fields_asked(self, data: Data) -> int:
        """How many fields of a record are asked about, before anybody looks into one."""
        return self.own + sum([count * len(data.get(name) or ()) for name, count in self.of_lists])


def _nearest_lack(field: str, carries: frozenset[str]) -> str:
    """The field itself, or the whole list where not even that is there."""
    head = field.partition(".")[0]
    return field if head in carries else head


class Linter:
    """The rules, dialects and settings of a run, ready to be asked of records."""

    def __init__(self, ruleset: Ruleset, as_of: str) -> None:
        config = ruleset.config
        self.config = config
        self.as_of = as_of
        self.table = ruleset.rules
        self.rules = selected(ruleset.rules, config)
        self.hidden = frozenset(rule for rule in SOURCE_RULES if matches(rule, config.ignore)) - NEVER_IGNORED
        self.dialects = choose(ruleset.dialects, config.dialect)
        self.names = known_columns(self.dialects)
        self.applies = {**APPLIES, **config.applies}
        self.settings = Settings(
            as_of, config.area_code, config.region_code, config.special_matters, lists=ruleset.lists
        )
        self.external = of_config(config.ignore_findings)
        self.set_rules, self.set_unasked = set_rules(self.rules, self.settings, config.thresholds)
        self.special = frozenset(config.special_matters)
        self.rungs = _rungs(ruleset.rules)
        self._compiled: dict[Overrides, Compiled] = {}
        self._plans: dict[tuple[tuple[str, str], str, Overrides, frozenset[str] | None], Plan] = {}

    def compiled(self, overrides: Overrides = ()) -> Compiled:
        """The rules as functions under some overrides, and the rules that lack a setting."""
        if overrides not in self._compiled:
            rules, thresholds = self._overridden(overrides)
            self._compiled[overrides] = self.compile(rules, thresholds)
        return self._compiled[overrides]

    def compile(self, rules: Iterable[Rule], thresholds: Thresholds) -> Compiled:
        """How rules become functions."""
        return compile_rules(list(rules), self.settings, thresholds)

    def plan(self, record: Record, source: str) -> Plan:
        """What is asked of a record: decided once per kind of matter, dialect and set of overrides."""
        overrides = tuple(
            number
            for number, override in enumerate(self.config.overrides)
            if any(fnmatchcase(source, pattern) for pattern in override.paths)
            or (record.data.get("authority") in override.authority)
        )
        key = (record.kind, record.dialect, overrides, record.carries)
        if key not in self._plans:
            self._plans[key] = self._make_plan(record, overrides)
        return self._plans[key]

    def _make_plan(self, record: Record, overrides: Overrides) -> Plan:
        asked = [self.applies[word] for word in record.kind if word in self.applies]
        runners, not_carried = [], []
        lacking: set[str] = set()
        for rule, runner in self.compiled(overrides)[0]:
            if not all(matches(rule.id, names) for names in asked):
                continue
            targets = frozenset(rule.targets)
            if record.carries is not None and targets and not targets & record.carries:
                not_carried.append(rule.id)
                lacking |= {_nearest_lack(name, record.carries) for name in targets}
            else:
                runners.append((rule, runner))
        selectors = Counter(selector.list_name for rule, _ in runners for selector in rule.given)
        own = selectors.pop("", 0)
        ran = frozenset(rule.id for rule, _ in runners)
        counted = (own, tuple(selectors.items()), self._top(overrides))
        files = {rule.id: what for rule, _ in runners if (what := looks_at(rule.check))}
        own_words = any(dialect.labels for dialect in self.dialects if dialect.name == record.dialect)
        return Plan(runners, ran, not_carried, *counted, frozenset(lacking), files, own_words)

    def _top(self, overrides: Overrides) -> int:
        """The number of the highest rung that was asked for, from 1."""
        profiles = [self.config.overrides[number].profile for number in overrides]
        return PROFILES.index(next(filter(None, reversed(profiles)), self.config.profile)) + 1

    def _overridden(self, overrides: Overrides) -> tuple[list[Rule], dict[str, dict[str, Any]]]:
        rules, config = self.rules, self.config
        thresholds = {name: dict(values) for name, values in config.thresholds.items()}
        severities: dict[str, Any] = {}
        for override in (config.overrides[number] for number in overrides):
            severities.update(override.severity)
            for name, values in override.thresholds.items():
                thresholds.setdefault(name, {}).update(values)
            if override.profile:
                rules = selected(self.table, replace(config, profile=override.profile))
        return [replace(r, severity=severities[r.id]) if r.id in severities else r for r in rules], thresholds


def _rungs(rules: RuleTable) -> dict[str, int]:
    """The rung of every rule that is asked of a guide, from 1; errors of the source break the lowest."""
    rungs = {
        rule: PROFILES.index(rules.profile(rule)) + 1 for rule in rules if not matches(rule, ["dataset"])
    }
    broken = (
        rule for rule, what in SOURCE_RULES.items() if what.severity == "error" and what.group == "source"
    )
    return {**rungs, **dict.fromkeys(broken, 1)}
