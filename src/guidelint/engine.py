"""The order of things: source → tree → records → problems → findings → exceptions → report.

One source is in memory at a time; what remains of it is its findings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

from guidelint.checks.base import Settings
from guidelint.config import Config
from guidelint.dialects import choose, find_rows, known_columns, not_a_guide, read_record
from guidelint.dialects.model import Dialect
from guidelint.finding import Finding, NotChecked, Suppressed
from guidelint.locate import Locator
from guidelint.location import Region
from guidelint.plan import Raised, Runner, Unasked, compile_rules, settle
from guidelint.readers import READERS, read, reader_for
from guidelint.readers.decode import Decoded, decode
from guidelint.readers.tree import SourceProblem, Tree
from guidelint.record import Record
from guidelint.report import Report, RuleInfo
from guidelint.rule import Rule
from guidelint.ruleset import Ruleset, matches, selected
from guidelint.source_rules import SOURCE_RULES
from guidelint.suppress import Suppression, apply, of_comments, of_config, of_record, tell
from guidelint.vocabulary import APPLIES


@dataclass(frozen=True, slots=True)
class Input:
    """A source to lint: its name for reports, its extension, and how to get its bytes (OSError if one cannot).

    `named` tells whether the caller named it, rather than a search having met it.
    """

    name: str
    extension: str
    read: Callable[[], bytes]
    named: bool


class Outcome(NamedTuple):
    """What linting one source gave."""

    findings: list[Finding]
    suppressed: list[Suppressed]
    not_checked: list[NotChecked]
    records: int
    used: set[Suppression]
    met: set[Suppression]


class _Plan(NamedTuple):
    runners: list[tuple[Rule, Runner]]
    ran: frozenset[str]
    not_carried: list[str]


class Linter:
    """The rules of a run, compiled per kind of record on first use."""

    def __init__(self, ruleset: Ruleset, as_of: str) -> None:
        config = ruleset.config
        self.config = config
        self.as_of = as_of
        self.rules = selected(ruleset.rules, config)
        self.hidden = frozenset(rule for rule in SOURCE_RULES if matches(rule, config.ignore))
        self.dialects = choose(ruleset.dialects, config.dialect)
        self.names = known_columns(self.dialects)
        self.applies = {**APPLIES, **config.applies}
        self.settings = Settings(as_of, config.area_code, config.region_code, config.special_matters)
        self.external = of_config(config.ignore_findings)
        self._compiled: dict[tuple[int, ...], tuple[list[tuple[Rule, Runner]], list[Unasked]]] = {}
        self._plans: dict[Any, _Plan] = {}

    def lint(self, source: Input) -> Outcome:
        """Everything that can be said of one source."""
        return _Run(self, source).outcome()

    def compiled(self, overrides: tuple[int, ...] = ()) -> tuple[list[tuple[Rule, Runner]], list[Unasked]]:
        """The rules as functions under some of the config's overrides, and the rules that lack a setting."""
        if overrides not in self._compiled:
            rules, thresholds = _overridden(self.rules, self.config, overrides)
            self._compiled[overrides] = compile_rules(rules, self.settings, thresholds)
        return self._compiled[overrides]

    def plan(self, record: Record, source: str) -> _Plan:
        """What is asked of a record: decided once per kind of matter, dialect and set of overrides."""
        overrides = tuple(
            number
            for number, override in enumerate(self.config.overrides)
            if any(fnmatchcase(source, pattern) for pattern in override.paths)
            or (record.data.get("authority") in override.authority)
        )
        key = (record.kind, record.dialect, overrides)
        if key not in self._plans:
            self._plans[key] = self._make_plan(record, overrides)
        return self._plans[key]

    def _make_plan(self, record: Record, overrides: tuple[int, ...]) -> _Plan:
        asked = [self.applies[word] for word in record.kind if word in self.applies]
        runners, not_carried = [], []
        for rule, runner in self.compiled(overrides)[0]:
            if not all(matches(rule.id, names) for names in asked):
                continue
            targets = rule.targets()
            if record.carries is not None and targets and not targets & record.carries:
                not_carried.append(rule.id)
            else:
                runners.append((rule, runner))
        return _Plan(runners, frozenset(rule.id for rule, _ in runners), not_carried)


def _overridden(
    rules: Iterable[Rule], config: Config, overrides: tuple[int, ...]
) -> tuple[list[Rule], dict[str, dict[str, Any]]]:
    from dataclasses import replace

    thresholds = {name: dict(values) for name, values in config.thresholds.items()}
    severities: dict[str, Any] = {}
    for number in overrides:
        override = config.overrides[number]
        severities.update(override.severity)
        for name, values in override.thresholds.items():
            thresholds.setdefault(name, {}).update(values)
        if override.profile:
            rules = selected(rules, replace(config, profile=override.profile))
    return [replace(r, severity=severities[r.id]) if r.id in severities else r for r in rules], thresholds


class _Run:
    """One source on its way down the street."""

    def __init__(self, linter: Linter, source: Input) -> None:
        self.linter = linter
        self.source = source
        self.findings: list[Finding] = []
        self.not_checked: list[NotChecked] = []
        self.suppressions: list[Suppression] = []
        self.ran: set[str] = set()
        self.records = 0
        self.locator = Locator(source.name, linter.config.lang, None, "")

    def outcome(self) -> Outcome:
        tree = self._tree()
        if tree is not None:
            self._lint_tree(tree)
        self.findings = [f for f in self.findings if f.rule not in self.linter.hidden]
        external = self.linter.external
        everything = [*self.suppressions, *external]
        kept, excused, used = apply(self.findings, everything, self.linter.as_of)
        for told in tell(self.suppressions, used, self.ran, self.linter.as_of):
            kept.append(self.locator.suppression(told))
        met = {s for s in external if any(matches(rule, [s.rule]) for rule in self.ran) and self._met(s)}
        return Outcome(kept, excused, self.not_checked, self.records, used & set(external), met)

    def _met(self, suppression: Suppression) -> bool:
        if fnmatchcase(self.source.name, suppression.where):
            return True
        return any(record.ref.code == suppression.where for record in self.locator.records)

    def _tree(self) -> Tree | None:
        try:
            data = self.source.read()
        except OSError as error:
            self._source_problem("source.unreadable", str(error.strerror or error))
            return None
        reader = reader_for(self.source.extension)
        if reader is None:
            self._source_problem("source.unsupported", _unsupported(self.source.extension))
            return None
        if not data.strip():
            self._source_problem("source.unreadable", "文件是空的 (empty)")
            return None
        if reader.takes == "bytes":
            return self._parsed(reader, data, "")
        decoded = decode(data)
        if decoded.text is None:
            self._source_problem("source.unsupported", "内容是二进制，不是文本 (binary)")
            return None
        tree = self._parsed(reader, decoded.text, decoded.text, decoded.mark)
        self._tell_encoding(decoded)
        return tree

    def _parsed(self, reader: type[Tree], content: str | bytes, text: str, mark: bool = False) -> Tree | None:
        tree = read(reader, content, self.linter.names)
        self.locator = Locator(self.source.name, self.linter.config.lang, tree, text, mark)
        for problem in tree.problems:
            self._tell(problem)
        return None if tree.root is None else tree

    def _tell_encoding(self, decoded: Decoded) -> None:
        if decoded.encoding != "utf-8":
            self._tell(SourceProblem("source.encoding", Region(1, 1, 1, 1), {"encoding": decoded.encoding.upper()}))
        if decoded.cut:
            end = self.locator.end()
            self._tell(SourceProblem("source.truncated", end, {"reason": "最后一个字符不完整 (a broken character)"}))

    def _source_problem(self, rule: str, reason: str) -> None:
        self._tell(SourceProblem(rule, Region(1, 1, 1, 1), {"reason": reason}))

    def _tell(self, problem: SourceProblem) -> None:
        self.findings.append(self.locator.source(problem))

    def _lint_tree(self, tree: Tree) -> None:
        self.suppressions += of_comments(tree.comments())
        rows = find_rows(self.linter.dialects, tree.root)
        strangers = 0
        for row in rows:
            record = read_record(row, self.records, tree.root)
            if record is not None:
                self.records += 1
                self._lint_record(record)
            else:
                strangers += 1
                self._stranger(not_a_guide(row), tree.region(row.at))
        if not rows:
            self._stranger("文件中没有记录 (no records)", Region(1, 1, 1, 1))

    def _stranger(self, reason: str, region: Region) -> None:
        if self.source.named or self.records:
            self._tell(SourceProblem("source.unrecognised", region, {"reason": reason}))
        else:
            self.not_checked.append(NotChecked("*", self.source.name, reason))

    def _lint_record(self, record: Record) -> None:
        plan = self.linter.plan(record, self.source.name)
        self.ran |= plan.ran
        self.suppressions += of_record(record)
        self.locator.records.append(record)
        for rule in plan.not_carried:
            reason = f"方言 {record.dialect} 的数据不含该字段 (not in this platform's data)"
            self.not_checked.append(NotChecked(rule, self.source.name, reason))
        raised: list[Raised] = []
        for _, run in plan.runners:
            raised += run(record.data)
        for problem in record.problems:
            self.findings.append(self.locator.mapping(problem, record))
        for seen in settle(raised) if raised else ():
            if record.broken and any(seen.path[: len(at)] == at for at in record.broken):
                reason = "该处的值无法解读 (the value could not be read)"
                self.not_checked.append(NotChecked(seen.rule.id, self.source.name, reason))
            else:
                self.findings.append(self.locator.rule(seen, record))


def _unsupported(extension: str) -> str:
    known = " ".join(sorted(READERS))
    return f"扩展名 {extension or '（无）'}；可读取 {known}"


def run(ruleset: Ruleset, inputs: Iterable[Input], as_of: str) -> Report:
    """Lint every input and put the outcomes together, in an order that depends on nothing but them."""
    linter = Linter(ruleset, as_of)
    findings: list[Finding] = []
    suppressed: list[Suppressed] = []
    not_checked: set[NotChecked] = {
        NotChecked(unasked.rule.id, "", unasked.reason) for unasked in linter.compiled()[1]
    }
    records = sources = 0
    used: set[Suppression] = set()
    met: set[Suppression] = set()
    for source in inputs:
        outcome = linter.lint(source)
        findings += outcome.findings
        suppressed += outcome.suppressed
        not_checked.update(outcome.not_checked)
        records += outcome.records
        sources += 1
        used |= outcome.used
        met |= outcome.met
    config_locator = Locator("guidelint.yaml", ruleset.config.lang, None, "")
    ran = [rule.id for rule in linter.rules]
    findings += [config_locator.suppression(told) for told in tell(_told_of(linter, met), used, ran, as_of)]
    return Report(
        findings=tuple(sorted(findings, key=lambda finding: finding.sort_key)),
        suppressed=tuple(sorted(suppressed, key=lambda entry: entry.finding.sort_key)),
        not_checked=tuple(sorted(not_checked)),
        records=records,
        sources=sources,
        rules=rule_infos(linter.rules, ruleset.config.lang),
        rules_hash=ruleset.hash,
        language=ruleset.config.lang,
        as_of=as_of,
    )


def _told_of(linter: Linter, met: set[Suppression]) -> list[Suppression]:
    """Exceptions of the config that speak of something in this run, or hold for nothing at all."""
    return [s for s in linter.external if s in met or not s.reason or (s.until and s.until < linter.as_of)]


def rule_infos(rules: Iterable[Rule], language: str) -> dict[str, RuleInfo]:
    """What reports say of the rules of a run, built-in ones of sources included, by id."""
    infos = {}
    for rule in sorted((*rules, *SOURCE_RULES.values()), key=lambda rule: rule.id):
        title, advice = rule.title.in_language(language), rule.advice.in_language(language)
        grounds = [f"- {b.document}{b.clause or ''}" if b.document else f"- {b.reason}" for b in rule.basis]
        text = "\n".join([title, "", *grounds, "", advice])
        infos[rule.id] = RuleInfo(
            rule.id, title, rule.severity, rule.profile, rule.since, rule.basis, advice, text
        )
    return infos


__all__ = ["Dialect", "Input", "Linter", "Outcome", "run", "rule_infos"]
