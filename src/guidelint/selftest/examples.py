"""Runs the examples in rules: each states by path and message what its rule must find, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, Literal

from guidelint.attachments import FILES, Files
from guidelint.attachments.file_facts import FileFacts, Kind, heading_of
from guidelint.attachments.kinds import extension_of, usual_kind
from guidelint.checks.base import Settings
from guidelint.checks.dataset.base import DatasetCheck
from guidelint.config.settings import Config
from guidelint.dialects.mapping import map_record
from guidelint.dialects.model import Dialect
from guidelint.evaluation.locator import Locator
from guidelint.evaluation.set_findings import set_words
from guidelint.evaluation.sets import problems_of
from guidelint.finding import Edit
from guidelint.fixes.kinds import AnyFix
from guidelint.fixes.offer import applied, offer
from guidelint.lean.structs import Struct, replace
from guidelint.location import Path, format_path
from guidelint.record import Record
from guidelint.report import Language
from guidelint.rule.compilation import compile_rules, resolve_yields
from guidelint.rule.evaluator import RuleProblem, Runner, runner
from guidelint.rule.matching import matches
from guidelint.rule.model import Rule

Verdict = Literal["reported", "validated", "missing", "noisy", "wrong"]
Messages = dict[str, list[str]]
"""Path → messages."""
SeenRecord = tuple[Record, list[tuple[Path, Mapping[str, str]]]]
"""A record, and path and args of what a rule sees in it."""
_ROUNDS = 20
"""So many fixes at most are applied to a record, one after the other."""
_SIZE = 1024
"""Bytes of a file that does not state its size."""
_shown = partial(json.dumps, ensure_ascii=False, sort_keys=True)


class ExampleResult(Struct):
    """How a rule did on one of its examples. reported and validated are right."""

    rule: str
    example: str
    verdict: Verdict
    expected: Messages
    actual: Messages

    @property
    def right(self) -> bool:
        """Whether the rule said what the example says."""
        return self.verdict in ("reported", "validated")


class Examples:
    """Runs examples; `rules` are all known ones, so that a rule can yield to another.

    The records of an example, and the rules that others yield to, are made once.
    """

    def __init__(self, rules: Iterable[Rule], canonical: Dialect) -> None:
        self.rules = {rule.id: rule for rule in rules}
        self.canonical = canonical
        self._records: dict[int, tuple[Any, list[Record]]] = {}
        self._company: dict[tuple[str, str], list[Runner]] = {}
        self._own: tuple[Rule | None, dict[str, list[Runner]]] = (None, {})

    def results(self, rule: Rule) -> list[ExampleResult]:
        """The result of every example of a rule."""
        return [self.result(rule, example) for example in rule.examples]

    def result(self, rule: Rule, example: Any) -> ExampleResult:
        """What a rule says of an example against what the example says."""
        severities = example.get("severities") or {}
        expected = {
            path: _sorted(by_path, f"[{severities[path]}] " if path in severities else "")
            for path, by_path in example["findings"].items()
        }
        actual = self.messages_of(rule, example)
        verdict = _verdict(expected, actual)
        if expected == actual and example.get("fixed") is not None:
            expected, actual = {"fixed": [_shown(example["fixed"])]}, self._fixed(rule, example)
            verdict = verdict if expected == actual else "wrong"
        return ExampleResult(rule.id, example["name"], verdict, expected, actual)

    def _fixed(self, rule: Rule, example: Any) -> Messages:
        """The record of an example after the rule's fix, and where the rule still speaks."""

        def see(row: Any) -> SeenRecord:
            record = map_record(self.canonical, row, (), 0)
            problems = self._problems(rule, example["config"], record)
            return record, [(problem.path, problem.args) for problem in problems]

        row = _after_fix(rule.fix, example["record"], see) if rule.fix else example["record"]
        return {"fixed": [_shown(row)], **{format_path(path): [rule.id] for path, _ in see(row)[1]}}

    def _problems(self, rule: Rule, config: Any, record: Record) -> list[RuleProblem]:
        """The problems that a rule sees in a record, those left out to which it yields or that are broken."""
        problems = resolve_yields(
            [problem for run in self._runners(rule, config) for problem in run(record.data)]
        )
        return [
            problem
            for problem in problems
            if problem.rule.id == rule.id and not record.is_broken(problem.path)
        ]

    def messages_of(self, rule: Rule, example: Any) -> Messages:
        """What a rule says of an example, by path; of several records, with the index in front (`1: $.code`).

        Where the example gives a severity for a path, the severity found stands before the message.
        """
        if isinstance(rule.check, DatasetCheck):
            return self._of_the_set(rule, example)
        by_path: Messages = {}
        severities = example.get("severities") or {}
        for record in self._mapped(example):
            prefix = f"{record.index}: " if example["records"] else ""
            for problem in self._problems(rule, example["config"], record):
                path = prefix + format_path(problem.path)
                severity = f"[{problem.severity}] " if path in severities else ""
                by_path.setdefault(path, []).append(severity + _message(problem, record))
        return {path: sorted(messages) for path, messages in by_path.items()}

    def _of_the_set(self, rule: Rule, example: Any) -> Messages:
        """What a rule says of the records of an example as a whole set."""
        by_path: Messages = {}
        for problem in problems_of(rule, self._mapped(example), *_settings(example["config"], rule)):
            number = problem.place.number if problem.place else 0
            path = (f"{number}: " if example["records"] else "") + format_path(problem.path)
            by_path.setdefault(path, []).append(set_words(rule, problem, Config().lang)[0])
        return {path: sorted(messages) for path, messages in by_path.items()}

    def _mapped(self, example: Any) -> list[Record]:
        known = self._records.get(id(example))
        if known is None:
            rows = example["records"] or [example["record"]]
            records = [map_record(self.canonical, row, (), index) for index, row in enumerate(rows)]
            if example.get("files"):
                files = {FILES: _stated(example["files"])}
                records = [replace(record, data={**record.data, **files}) for record in records]
            known = self._records[id(example)] = (example, records)
        return known[1]

    def _runners(self, rule: Rule, config: Any) -> list[Runner]:
        """The rule, compiled under an example's settings, and those to which it yields."""
        key = repr(config)
        if self._own[0] is not rule:
            self._own = (rule, {})
        known = self._own[1].get(key)
        if known is None:
            known = _compiled(rule, config)
            for other in self.rules.values() if rule.yields_to else ():
                if other.id != rule.id and matches(other.id, rule.yields_to):
                    known = known + self._other(other, config, key)
            self._own[1][key] = known
        return known

    def _other(self, rule: Rule, config: Any, key: str) -> list[Runner]:
        if (rule.id, key) not in self._company:
            self._company[rule.id, key] = _compiled(rule, config, company=True)
        return self._company[rule.id, key]


class _Row:
    """Plain values that are edited as they are."""

    def __init__(self, root: Any) -> None:
        self.root = root

    def edits(self, path: Path, value: str, changes: Sequence[Edit]) -> tuple[Edit, ...]:
        """The changes themselves."""
        return tuple(changes)


def _after_fix(fix: AnyFix, row: Any, see: Callable[[Any], SeenRecord]) -> Any:
    """A row after the fix of everything that `see` finds in it, one after the other."""
    for _ in range(_ROUNDS):
        record, problems = see(row)
        offers = (offer(fix, seen, record, _Row(row), "zh") for seen in problems)
        made = next(filter(None, offers), None)
        if made is None:
            break
        row = applied(row, [made])
    return row


def _compiled(rule: Rule, config: Any, company: bool = False) -> list[Runner]:
    settings, thresholds = _settings(config, rule)
    evaluators = compile_rules([rule], settings, {} if company else thresholds)[0]
    return [runner(own) for _, own in evaluators]


def _settings(config: Any, rule: Rule) -> tuple[Settings, dict[str, dict[str, Any]]]:
    values = {name: config[name] for name in ("as_of", "area_code", "region_code") if name in config}
    special = tuple(config.get("special_matters", ()))
    lists = {name: frozenset(config[name]) for name in ("mobile_list", "catalogue") if name in config}
    own = {name: value for name, value in config.items() if name not in (*values, *lists, "special_matters")}
    return Settings(**values, special_matters=special, lists=lists), {rule.id: own} if own else {}


def _message(problem: RuleProblem, record: Record) -> str:
    locator = Locator("example", Config().lang, None, "")
    return locator.rule(problem, record).message


def _sorted(by_path: str | list[str], prefix: str) -> list[str]:
    return sorted(prefix + message for message in ([by_path] if isinstance(by_path, str) else by_path))


def _verdict(expected: Messages, actual: Messages) -> Verdict:
    if expected == actual:
        return "reported" if expected else "validated"
    if not actual:
        return "missing"
    return "wrong" if expected else "noisy"


def well_formed(rule: Rule, languages: Sequence[Language] = ("zh",)) -> list[str]:
    """What a rule lacks to be believed: an example that passes, one that fails, words in these languages."""
    wanting = []
    findings = [bool(example["findings"]) for example in rule.examples]
    if True not in findings:
        wanting.append("no example that fails")
    if False not in findings:
        wanting.append("no example that passes")
    if rule.fix and not any(example.get("fixed") for example in rule.examples):
        wanting.append("no example of its fix")
    if len({example["name"] for example in rule.examples}) != len(rule.examples):
        wanting.append("two examples of one name")
    for name in ("title", "message", "advice"):
        lacking = [language for language in languages if not getattr(getattr(rule, name), language)]
        wanting += [f"{name} lacks {language}" for language in lacking]
    return wanting


def _stated(files: Mapping[str, Mapping[str, Any]]) -> Files:
    """The files of an example by path, as facts without bytes; any other path is missing.

    Facts not stated are those of a sound file: the type of its extension, the heading of its text, and a unique hash.
    """

    def facts_of(path: str) -> FileFacts:
        if path not in files:
            return FileFacts(path, problem="missing")
        given = {"size": _SIZE, "sha256": path, **files[path]}
        kind: Kind = given.get("kind") or usual_kind(extension_of(path))
        text = given.get("text")
        heading = given.get("heading") or (heading_of(text) if text else None)
        return FileFacts(path, int(given["size"]), kind, given["sha256"], text, heading, given.get("problem"))

    return Files(facts_of)
