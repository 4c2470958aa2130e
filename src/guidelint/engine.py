"""The order of things: every source down the street, the outcomes added up, one report.

One source is in memory at a time; what remains of it is its findings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from guidelint.assess.tally import Tally
from guidelint.finding import NotChecked
from guidelint.inputs import Input
from guidelint.linter import Linter
from guidelint.locate import Locator
from guidelint.outcome import Outcome, lint
from guidelint.report import Report, RuleInfo
from guidelint.reread import Again, records_in
from guidelint.rule import Rule
from guidelint.ruleset import Ruleset
from guidelint.sets import SetTally, set_findings
from guidelint.source_rules import SOURCE_RULES
from guidelint.suppress import apply, tell

__all__ = ["Input", "Linter", "report_of", "rule_infos", "run", "tally_of"]


def run(ruleset: Ruleset, inputs: Iterable[Input], as_of: str, keep_matters: bool = False) -> Report:
    """Lint every input and put the outcomes together, in an order that depends on nothing but them.

    `keep_matters` remembers which guides there were, as a baseline needs to tell what has gone stale.
    """
    linter = Linter(ruleset, as_of)
    linter.keeps_matters = keep_matters
    sources = list(inputs)
    return report_of(linter, ruleset, lint(linter, sources), sources)


def report_of(linter: Linter, ruleset: Ruleset, outcome: Outcome, sources: Sequence[Input]) -> Report:
    """The report on sources whose outcomes are put together: what only the whole can tell is added."""
    outcome.place_strangers()
    unasked = [*linter.compiled()[1], *linter.set_unasked]
    outcome.not_checked.update(NotChecked(entry.rule.id, "", entry.reason) for entry in unasked)
    _tell_exceptions(linter, outcome)
    if linter.set_rules and is_a_set(sources, outcome.records):
        _judge_the_set(linter, outcome, sources)
    elif linter.set_rules:
        reason = "只在检查整个文件夹或整份导出时检查 (only asked of a folder or a whole export)"
        outcome.not_checked.update(NotChecked(rule.rule.id, "", reason) for rule in linter.set_rules)
    outcome.sets.close()
    return Report(
        findings=tuple(sorted(outcome.findings, key=lambda finding: finding.sort_key)),
        suppressed=tuple(sorted(outcome.suppressed, key=lambda entry: entry.finding.sort_key)),
        not_checked=tuple(sorted(outcome.not_checked)),
        records=outcome.records,
        sources=outcome.sources,
        rules=rule_infos(linter.rules, ruleset.config.lang),
        rules_hash=ruleset.hash,
        language=ruleset.config.lang,
        as_of=linter.as_of,
        tally=outcome.sets.tally,
        matters=frozenset(outcome.matters),
        ladder=None if ruleset.config.select else outcome.ladder,
    )


def _tell_exceptions(linter: Linter, outcome: Outcome) -> None:
    """Exceptions of the config that excuse nothing, and speak of something in this run or of nothing at all."""
    speaking = [
        s for s in linter.external if s in outcome.met or not s.reason or (s.until and s.until < linter.as_of)
    ]
    locator = Locator("guidelint.yaml", linter.config.lang, None, "")
    told = tell(speaking, outcome.used, [rule.id for rule in linter.rules], linter.as_of)
    outcome.findings += [locator.suppression(entry) for entry in told]


def _judge_the_set(linter: Linter, outcome: Outcome, sources: Sequence[Input]) -> None:
    """The findings of rules over the whole set, less those that a source or the config excuses."""
    again = Again(linter, sources)
    problems = outcome.sets.problems(again.guides)
    for finding in set_findings(problems, again.regions, linter.config.lang):
        stated = outcome.exceptions.get(finding.location.source, [])
        kept, excused, _ = apply([finding], [*stated, *linter.external], linter.as_of)
        outcome.findings += kept
        outcome.suppressed += excused


def is_a_set(inputs: Sequence[Input], records: int) -> bool:
    """Whether rules over a set make sense: a folder was searched, or one source holds many guides."""
    return records > 1 and (any(not source.named for source in inputs) or len(inputs) == 1)


def tally_of(ruleset: Ruleset, inputs: Iterable[Input], as_of: str) -> Tally:
    """The assessment's sums alone, without asking any rule."""
    linter = Linter(ruleset, as_of)
    sums = SetTally([], linter.settings, linter.special)
    for source in inputs:
        for record in records_in(linter, source):
            sums.observe(record, source.name)
    sums.close()
    return sums.tally


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
