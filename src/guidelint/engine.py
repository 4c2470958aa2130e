"""The order of things: every source down the street, the outcomes added up, one report.

One source is in memory at a time; what remains of it is its findings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from guidelint.assess.ladder import Ladder
from guidelint.assess.tally import Tally
from guidelint.finding import Finding, NotChecked, Suppressed
from guidelint.linter import Linter
from guidelint.locate import Locator
from guidelint.passage import Input, Outcome, Passage
from guidelint.report import Report, RuleInfo
from guidelint.reread import records_of, regions
from guidelint.rule import Rule
from guidelint.ruleset import Ruleset
from guidelint.sets import SetTally, set_findings
from guidelint.source_rules import SOURCE_RULES
from guidelint.suppress import Suppression, apply, tell

__all__ = ["Input", "Linter", "rule_infos", "run", "tally_of"]


class _Sum:
    """What the outcomes of many sources add up to, in any order."""

    def __init__(self, linter: Linter) -> None:
        self.linter = linter
        self.findings: list[Finding] = []
        self.suppressed: list[Suppressed] = []
        unasked = [*linter.compiled()[1], *linter.set_unasked]
        self.not_checked = {NotChecked(entry.rule.id, "", entry.reason) for entry in unasked}
        self.records = 0
        self.sources = 0
        self.used: set[Suppression] = set()
        self.met: set[Suppression] = set()
        self.tally = Tally()
        self.sets = SetTally(linter.set_rules, linter.settings)
        self.ladder = Ladder()
        self.exceptions: dict[str, list[Suppression]] = {}
        self.matters: set[str] = set()
        self.forms: set[str] = set()
        self.no_guides: list[tuple[Input, Outcome]] = []

    def take(self, source: Input, outcome: Outcome) -> None:
        """Take one source's outcome on; of one without guides that a search met, only at the end.

        By then it is known whether it is the form of some guide, which is no source and is judged by rules.
        """
        self.forms |= outcome.forms
        if outcome.records or source.named:
            self.add(source.name, outcome)
        else:
            self.no_guides.append((source, outcome))

    def add(self, source: str, outcome: Outcome) -> None:
        """Add one source's outcome."""
        if outcome.exceptions:
            self.exceptions[source] = outcome.exceptions
        self.findings += outcome.findings
        self.suppressed += outcome.suppressed
        self.not_checked.update(outcome.not_checked)
        self.records += outcome.records
        self.sources += 1
        self.used |= outcome.used
        self.met |= outcome.met
        self.tally.merge(outcome.tally)
        self.sets.merge(outcome.sets)
        self.ladder.merge(outcome.ladder)

    def finish(self, inputs: Sequence[Input]) -> None:
        """What only the whole can tell: rules over the set, and exceptions that excuse nothing."""
        for source, outcome in self.no_guides:
            if source.name not in self.forms:
                self.add(source.name, outcome)
        linter = self.linter
        locator = Locator("guidelint.yaml", linter.config.lang, None, "")
        ran = [rule.id for rule in linter.rules]
        told = tell(_speaking(linter, self.met), self.used, ran, linter.as_of)
        self.findings += [locator.suppression(entry) for entry in told]
        if linter.set_rules and is_a_set(inputs, self.records):
            self._judge_the_set(inputs)
        elif linter.set_rules:
            reason = "只在检查整个文件夹或整份导出时检查 (only asked of a folder or a whole export)"
            self.not_checked.update(NotChecked(rule.rule.id, "", reason) for rule in linter.set_rules)

    def _judge_the_set(self, inputs: Sequence[Input]) -> None:
        linter = self.linter
        by_name = {source.name: source for source in inputs}
        found = set_findings(
            self.sets.problems(),
            lambda name, pairs: regions(linter, by_name[name], pairs),
            linter.config.lang,
        )
        for finding in found:
            stated = self.exceptions.get(finding.location.source, [])
            kept, excused, _ = apply([finding], [*stated, *linter.external], linter.as_of)
            self.findings += kept
            self.suppressed += excused


def is_a_set(inputs: Sequence[Input], records: int) -> bool:
    """Whether rules over a set make sense: a folder was searched, or one source holds many guides."""
    return records > 1 and (any(not source.named for source in inputs) or len(inputs) == 1)


def _speaking(linter: Linter, met: set[Suppression]) -> list[Suppression]:
    """Exceptions of the config that speak of something in this run, or can hold for nothing at all."""
    return [s for s in linter.external if s in met or not s.reason or (s.until and s.until < linter.as_of)]


def run(ruleset: Ruleset, inputs: Iterable[Input], as_of: str, keep_matters: bool = False) -> Report:
    """Lint every input and put the outcomes together, in an order that depends on nothing but them.

    `keep_matters` remembers which guides there were, as a baseline needs to tell what has gone stale.
    """
    linter = Linter(ruleset, as_of)
    total = _Sum(linter)
    sources = list(inputs)
    for source in sources:
        outcome = Passage(linter, source).outcome()
        total.take(source, outcome)
        if keep_matters:
            total.matters |= outcome.matters
    total.finish(sources)
    return Report(
        findings=tuple(sorted(total.findings, key=lambda finding: finding.sort_key)),
        suppressed=tuple(sorted(total.suppressed, key=lambda entry: entry.finding.sort_key)),
        not_checked=tuple(sorted(total.not_checked)),
        records=total.records,
        sources=total.sources,
        rules=rule_infos(linter.rules, ruleset.config.lang),
        rules_hash=ruleset.hash,
        language=ruleset.config.lang,
        as_of=as_of,
        tally=total.tally,
        matters=frozenset(total.matters),
        ladder=None if ruleset.config.select else total.ladder,
    )


def tally_of(ruleset: Ruleset, inputs: Iterable[Input], as_of: str) -> Tally:
    """The assessment's sums alone, without asking any rule."""
    linter = Linter(ruleset, as_of)
    tally = Tally()
    for source in inputs:
        tree = Passage(linter, source).tree()
        for record in records_of(linter, tree) if tree else ():
            tally.observe(record, linter.special)
    return tally


def rule_infos(rules: Iterable[Rule], language: str) -> dict[str, RuleInfo]:
    """What reports say of the rules of a run, built-in ones of sources included, by id."""
    infos = {}
    for rule in sorted((*rules, *SOURCE_RULES.values()), key=lambda rule: rule.id):
        title, advice = rule.title.in_language(language), rule.advice.in_language(language)
        grounds = [f"- {b.document}{b.clause or ''}" if b.document else f"- {b.reason}" for b in rule.basis]
        text = "\n".join([title, "", *grounds, "", advice])
        words = (rule.id, title, rule.severity, rule.profile, rule.since, rule.basis, advice, text)
        infos[rule.id] = RuleInfo(*words)
    return infos
