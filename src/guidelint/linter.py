"""The rules of a run, compiled per kind of record on first use: selects the rules for a guide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from guidelint.asking import AnyAsk, Runner, runner
from guidelint.checks.base import Settings
from guidelint.checks.compound import looks_at
from guidelint.dialects import Row, choose, known_columns, read_record
from guidelint.dialects.mapping import made_alone
from guidelint.dialects.model import Dialect
from guidelint.dialects.short_way import ShortWay
from guidelint.dialects.shortcut import Shortcut
from guidelint.elements import SharedElements
from guidelint.generated import Compiled, Questions, Without
from guidelint.plan import APPLIES, Asks, Thresholds, Unasked, compile_rules
from guidelint.record import Data, Record
from guidelint.rule import PROFILES, Rule
from guidelint.rule_table import RuleTable
from guidelint.ruleset import Ruleset, matches, selected
from guidelint.sets import SetTally, set_rules
from guidelint.source_rules import DEPENDENT, NEVER_IGNORED, SOURCE_RULES
from guidelint.structs import Struct, replace
from guidelint.suppress import of_config
from guidelint.texts import Texts
from guidelint.vocabulary import CANCELLED

if TYPE_CHECKING:
    from guidelint.excuses import Excuses, Stated

RulesAsked = list[tuple[Rule, list[AnyAsk]]]
"""Rules with their asks."""
Overrides = tuple[int, ...]
"""The numbers of the config's overrides that hold for a record."""
_MOST_PLANS = 500
"""So many kinds of records are known at once."""
_CONSTANT = ("matter_type", "service_mode")
"""The fields that all records of one plan have alike."""


class Plan(Struct):
    """The rules to evaluate on one kind of record, and those whose fields its dialect does not carry.

    `own` counts the selectors of its rules on the record's own fields, `of_lists` those on the elements of
    each list; `top` is the highest profile that can be shown to hold, `lacking` the fields without a column.
    `ask` is the function to which its rules were compiled, except those in `ask_of_files`, which read the
    files that a guide names. `of_files` maps its rules on files to what they read; `own_words`: its dialect
    is not a platform's. `heard` are the rules that were evaluated on such records, or do not apply to them.
    """

    ask: Questions
    ask_of_files: list[Runner]
    ran: frozenset[str]
    not_carried: Mapping[str, frozenset[str]]
    own: int
    of_lists: tuple[tuple[str, int], ...]
    top: int
    lacking: frozenset[str]
    of_files: Mapping[str, str]
    own_words: bool
    heard: frozenset[str]

    def fields_asked(self, data: Data) -> int:
        """How many fields of a record are checked, independent of their values."""
        return self.own + sum([count * len(data.get(name) or ()) for name, count in self.of_lists])


def _compiled(asks: Sequence[AnyAsk]) -> Questions:
    return Compiled(asks, frozenset(_CONSTANT)).ask


def _by_value(rules: RulesAsked) -> list[AnyAsk]:
    """The compiled selectors of rules, except those that read files."""
    return [ask for rule, asks in rules if not looks_at(rule.check) for ask in asks]


def _lack(rule: Rule, carries: frozenset[str] | None) -> frozenset[str]:
    """The fields that a rule reports on, where a source carries none of them; empty where it carries one."""
    targets = rule.targets
    if carries is None or not targets or not carries.isdisjoint(targets):
        return frozenset()
    return frozenset(_nearest_lack(name, carries) for name in targets)


def _nearest_lack(field: str, carries: frozenset[str]) -> str:
    """The field itself, or the whole list where not even that is there."""
    head, dot, _ = field.partition(".")
    return field if head in carries or any(name.startswith(head + dot) for name in carries) else head


class Linter:
    """The rules, dialects and settings of a run, ready to be applied to records."""

    def __init__(self, ruleset: Ruleset, as_of: str) -> None:
        config = ruleset.config
        self.ruleset = ruleset
        self.config = config
        self.as_of = as_of
        self.table = ruleset.rules
        self.selected = selected(ruleset.rules, config)
        self.hidden = frozenset(rule for rule in SOURCE_RULES if matches(rule, config.ignore)) - NEVER_IGNORED
        self.of_sources = frozenset(SOURCE_RULES) - self.hidden - DEPENDENT
        self.dialects = choose(ruleset.dialects, config.dialect)
        self.names = known_columns(self.dialects)
        self.applies = {**APPLIES, **config.applies}
        self.settings = Settings(
            as_of, config.area_code, config.region_code, config.special_matters, lists=ruleset.lists
        )
        self.external = of_config(config.ignore_findings)
        of_set = [self.table[name] for name in self.selected if self.table.is_of_set(name)]
        self.set_rules, self.set_unasked = set_rules(of_set, self.settings, config.thresholds)
        self.special = frozenset(config.special_matters)
        self.rungs = _rungs(ruleset.rules)
        self.excused = frozenset(exception.where for exception in self.external)
        self.keeps_records = False
        self.keeps_matters = False
        self.elements = SharedElements()
        self._shortcuts: dict[Dialect, Shortcut] = {}
        self._compiled: dict[Overrides, Asks] = {}
        self._plans: dict[tuple[Any, ...], Plan] = {}
        self._of_kind: dict[tuple[Any, ...], Questions] = {}

    @cached_property
    def excuses(self) -> Excuses:
        """The suppressions of the config, ready to be matched to findings."""
        from guidelint.excuses import Excuses

        return Excuses(self.external, self.as_of, self.ruleset.place)

    @cached_property
    def stated(self) -> Stated:
        """The suppressions of the config by where they apply, including those not in force."""
        from guidelint.excuses import Stated

        return Stated(self.external)

    @cached_property
    def unasked(self) -> list[Unasked]:
        """The rules that this run cannot evaluate because a setting is missing."""
        return [*self.compiled()[1], *self.set_unasked]

    @cached_property
    def known(self) -> frozenset[str]:
        """The names of the rules that can be evaluated on some guide, including those of overrides with
        another profile.
        """
        profiles = {override.profile for override in self.config.overrides if override.profile}
        others = [selected(self.table, replace(self.config, profile=profile)) for profile in profiles]
        own = (name for names in others for name in names if not self.table.is_of_set(name))
        return frozenset(self.selected).union(own)

    def asked_of_some(self, unasked: Container[str]) -> frozenset[str]:
        """Among rules not evaluated, those for which an override supplies the missing setting for its guides."""
        found: set[str] = set()
        for number, override in enumerate(self.config.overrides):
            rules = [self.table[name] for name in override.thresholds if name in unasked]
            lacking = [entry.rule for entry in self.compile(rules, self.config.thresholds)[1]]
            if lacking:
                asks, _ = self.compile(lacking, self._overridden((number,))[1])
                found.update(rule.id for rule, _ in asks)
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
                make = partial(made_alone, dialect)
                shortcut = self._shortcuts[dialect] = Shortcut(dialect, self.elements, make)
            data = shortcut.record(row.value)
            if data is not None:
                return Record(
                    data,
                    index,
                    dialect.name,
                    (),
                    frozenset(),
                    ShortWay(shortcut.level, row.value, row.at),
                    dialect.carries,
                )
        record = read_record(row, index)
        if record is not None:
            self.elements.share(record.data)
        return record

    def let_go(self) -> None:
        """Release what was kept for a source whose rows were all read."""
        for shortcut in self._shortcuts.values():
            shortcut.let_go()

    def _forget(self) -> None:
        """Start over: there are too many elements, and results are keyed by them."""
        self.elements.clear()
        self._plans.clear()
        self._of_kind.clear()
        for shortcut in self._shortcuts.values():
            shortcut.forget()

    def compiled(self, overrides: Overrides = ()) -> Asks:
        """The rules compiled under some overrides, and the rules that lack a setting."""
        if overrides not in self._compiled:
            rules, thresholds = self._overridden(overrides)
            self._compiled[overrides] = self.compile(rules, thresholds)
        return self._compiled[overrides]

    def compile(self, rules: Iterable[Rule], thresholds: Thresholds) -> Asks:
        """How rules are compiled."""
        return compile_rules(list(rules), self.settings, thresholds)

    def questions(self, asks: Sequence[AnyAsk]) -> Questions:
        """How compiled rules are combined into one function."""
        return _compiled(asks)

    def lacking(self, carries: frozenset[str]) -> tuple[dict[str, frozenset[str]], frozenset[str]]:
        """The missing fields in a source with these fields: by rule, and of those that cross-record rules
        need.

        Sources that lack the same fields are judged by the same rules.
        """
        lacks = {name: lack for name in self.table if (lack := _lack(self.table[name], carries))}
        asked_for = frozenset[str]().union(*(rule.check.asks_for for rule in self.set_rules))
        return lacks, asked_for - carries

    def plan(self, record: Record, source: str) -> Plan:
        """The rules to evaluate on a record: decided once per kind of matter, dialect and set of overrides."""
        data = record.data
        overrides = self._overrides(data, source) if self.config.overrides else ()
        key = (*map(data.get, _CONSTANT), record.cancelled, record.dialect, overrides, record.carries)
        plan = self._plans.get(key)
        if plan is None:
            if len(self._plans) >= _MOST_PLANS:
                self._plans.clear()
            plan = self._plans[key] = self._make_plan(record, overrides)
        return plan

    def _overrides(self, data: Data, source: str) -> Overrides:
        return tuple(
            number
            for number, override in enumerate(self.config.overrides)
            if override.holds(self.ruleset.place(source), data.get("authority"))
        )

    def _make_plan(self, record: Record, overrides: Overrides) -> Plan:
        words = (*record.kind, CANCELLED if record.cancelled else "")
        asked = [self.applies[word] for word in words if word in self.applies]
        every = [
            (rule, asks)
            for rule, asks in self.compiled(overrides)[0]
            if all(matches(rule.id, names) for names in asked)
        ]
        lacks = {rule.id: lack for rule, _ in every if (lack := _lack(rule, record.carries))}
        rules = [(rule, asks) for rule, asks in every if rule.id not in lacks]
        selectors = Counter(selector.list_name for rule, _ in rules for selector in rule.given)
        own = selectors.pop("", 0)
        ran = frozenset(rule.id for rule, _ in rules)
        counted = (own, tuple(selectors.items()), self._top(overrides))
        files = {rule.id: what for rule, _ in rules if (what := looks_at(rule.check))}
        of_files = [runner(asks, Texts()) for rule, asks in rules if rule.id in files]
        own_words = any(dialect.labels for dialect in self.dialects if dialect.name == record.dialect)
        kind = (*map(record.data.get, _CONSTANT), record.cancelled, overrides)
        ask = self.asking(kind, every, frozenset(lacks))
        lacking = frozenset[str]().union(*lacks.values())
        heard = frozenset(rule.id for rule, _ in self.compiled(overrides)[0]).difference(lacks)
        return Plan(ask, of_files, ran, lacks, *counted, lacking, files, own_words, heard)

    def asking(self, kind: tuple[Any, ...], every: RulesAsked, left_out: frozenset[str]) -> Questions:
        """The function for a kind of record in a source for which some of the rules are left out."""
        ask = self._of_kind.get(kind)
        if ask is None:
            if len(self._of_kind) >= _MOST_PLANS:
                self._of_kind.clear()
            ask = self._of_kind[kind] = self.questions(_by_value(every))
        if not left_out:
            return ask
        rest = [(rule, asks) for rule, asks in every if rule.id not in left_out]
        return Without(ask, left_out, partial(_compiled, _by_value(rest))).ask

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
        severities = {name: told for name in names for each in stated if (told := each.severity_of(name))}
        return [replace(r, severity=severities[r.id]) if r.id in severities else r for r in rules], thresholds


def _rungs(rules: RuleTable) -> dict[str, int]:
    """The profile number, from 1, of every rule evaluated on a guide; errors of the source break the lowest."""
    rungs = {
        rule: PROFILES.index(rules.profile(rule)) + 1 for rule in rules if not matches(rule, ["dataset"])
    }
    broken = (
        rule for rule, what in SOURCE_RULES.items() if what.severity == "error" and what.group == "source"
    )
    return {**rungs, **dict.fromkeys(broken, 1)}
