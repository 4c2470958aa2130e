"""The end of a run: results that need all sources are added to the merged outcomes, and the report is built."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from guidelint.assess.tables import view_of
from guidelint.config.settings import Base, Exclude
from guidelint.errors import in_one_language
from guidelint.evaluation.linter import Linter
from guidelint.evaluation.locator import Locator
from guidelint.finding import EVERY_RULE, Finding, Location, NotChecked, Suppressed
from guidelint.lean.structs import replace
from guidelint.report import Report, RuleInfo
from guidelint.rule.builtin import SOURCE_RULES
from guidelint.rule.model import RuleHead
from guidelint.run.outcome import Outcome
from guidelint.run.source_outcome import no_column
from guidelint.sources.inputs import Input
from guidelint.suppressions.suppression import Suppression, expired, suppression_problems

if TYPE_CHECKING:
    from guidelint.run.second_reading import SecondReading

STOPPED = "检查被中断，没有查完 (interrupted: not everything was checked)"
_NO_SET = "只在检查整个文件夹或整份导出时检查 (only asked of a folder or a whole export)"


def report_of(
    linter: Linter,
    outcome: Outcome,
    sources: Sequence[Input],
    stopped: str = "",
    again: SecondReading | None = None,
    partial: bool = False,
) -> Report:
    """The report on sources whose outcomes are put together: what only the whole can tell is added.

    `stopped`: why the run is not complete, if it is not. `again` looks at sources once more, where this process
    alone is not to do it. `partial`: as in RunOptions.
    """
    outcome.add_unrecognised()
    _tell_columns(linter, outcome)
    whole = is_a_set(sources, outcome.records)
    _tell_exceptions(linter, outcome, sources if whole and not stopped else ())
    if linter.set_rules and whole and not stopped:
        try:
            _judge_the_set(linter, outcome, again or _again(linter, outcome, sources))
        except KeyboardInterrupt:
            if not partial:
                raise
            stopped = STOPPED
    if stopped:
        outcome.not_checked.add(NotChecked(EVERY_RULE, "", stopped))
    of_set = frozenset(rule.rule.id for rule in linter.set_rules)
    if stopped or not whole:
        reason = stopped if whole else _NO_SET
        outcome.not_checked.update(NotChecked(rule, "", reason) for rule in of_set)
        of_set = frozenset()
    outcome.sets.close()
    found = _found(outcome, linter.config.lang) | {
        "of_set": of_set,
        "interrupted": bool(stopped),
        "profile_tally": None if linter.config.select else outcome.profile_tally,
    }
    return reported(linter, found)


def _found(outcome: Outcome, language: str) -> dict[str, Any]:
    """What a report tells of an outcome, in its order."""
    return {
        "findings": tuple(sorted(outcome.findings, key=lambda finding: finding.sort_key)),
        "suppressed": tuple(sorted(outcome.suppressed, key=lambda entry: entry.finding.sort_key)),
        "not_checked": tuple(
            sorted(
                {each._replace(reason=in_one_language(each.reason, language)) for each in outcome.not_checked}
            )
        ),
        "records": outcome.records,
        "sources": outcome.sources,
        "tally": outcome.sets.tally,
        "matters": {rules: frozenset(own) for rules, own in outcome.matters.items()},
    }


def reported(linter: Linter, found: Mapping[str, Any]) -> Report:
    """A report of what was found, with what is known of the rules."""
    config = linter.config
    unevaluated = {entry.rule for entry in found["not_checked"] if not entry.source}
    return Report(
        **found,
        evaluated_for_some=linter.evaluated_for_some(unevaluated),
        rules=rule_infos(map(linter.table.head, sorted(linter.known)), config.lang),
        rules_hash=linter.ruleset.hash,
        language=config.lang,
        as_of=linter.as_of,
        assessment=view_of(config.thresholds, config.aliases, linter.as_of),
    )


def _tell_exceptions(linter: Linter, outcome: Outcome, whole: Sequence[Input]) -> None:
    """Exceptions of the config that excuse nothing, and speak of something in this run or of nothing at all.

    `whole`: the sources of a completed run on a set.
    """
    absent = _absent(linter, outcome, whole)
    applicable = [
        s
        for s in linter.from_config
        if s in outcome.config_suppressions or not s.reason or expired(s, linter.as_of) or s.where in absent
    ]
    problems = suppression_problems(applicable, outcome.used, linter.selected, linter.as_of)
    if not problems:
        return
    if absent:
        outcome.keys.append("")  # what lies in the folder may change: the report is not kept for the next run
    from guidelint.config.names import Exceptions

    entries = reversed(linter.config.ignore_findings)  # of those that say the same the first is meant
    stated = dict(zip(reversed(linter.from_config), entries, strict=True))
    exceptions = Exceptions(linter.ruleset.sources)
    for entry in problems:
        file, region = exceptions.place(stated[entry.suppression])
        where = entry.suppression.where
        entry = replace(entry, absent=where if where in absent else "")
        finding = Locator(PurePath(file).name, linter.config.lang, None, "").suppression(entry)
        outcome.findings.append(finding._replace(location=Location(file, region)))


def _absent(linter: Linter, outcome: Outcome, whole: Sequence[Input]) -> set[str]:
    """The codes, folders and globs of the config's exceptions that do not exist.

    A code is known not to exist where the run read all that lies in the folder of the config. Those that a config
    takes from another may be about the files of a third.
    """
    base = linter.ruleset.base if len(linter.ruleset.sources) == 1 else None
    unmet = {exception.where for exception in linter.from_config} - outcome.wheres
    if base is None or not unmet:
        return set()
    if whole and not outcome.sets.tally.unread and _is_all(linter, base, whole):
        return unmet
    return {where for where in unmet if base.lacks(where)}


def _is_all(linter: Linter, base: Base, sources: Iterable[Input]) -> bool:
    """Whether these sources are what a search of the config's folder finds."""
    from guidelint.dialects import platform_tables
    from guidelint.sources.discovery import inputs

    exclude, families = Exclude(linter.config.exclude, base), platform_tables(linter.ruleset.dialects)
    found = inputs([base.folders[0]], [exclude], families=families)
    own = {file.name for file, _ in linter.ruleset.sources}
    names = [{base.place(source.name) for source in each} - own for each in (found, sources)]
    return names[0] == names[1]


def _tell_columns(linter: Linter, outcome: Outcome) -> None:
    """The fields without a column, and the keys that nobody knows, of sources in parts; and of the pages of folders."""
    tables = [(source, "", lacking) for source, lacking in outcome.lacking.items()]
    tables += [
        (page_fields.first, table, page_fields.lacking)
        for table, page_fields in outcome.page_fields.items()
        if page_fields.lacking
    ]
    for source, table, lacking in sorted(tables, key=lambda problems: problems[:2]):
        place = linter.ruleset.place(source)
        locator = Locator(source, linter.config.lang, None, "", place=place)
        finding = locator.source(no_column(lacking, table))
        if finding.rule not in linter.hidden:
            from guidelint.suppressions.matcher import apply

            kept, excused, used = apply([finding], (linter.matcher,))
            outcome.findings += kept
            outcome.suppressed += excused
            outcome.used |= used
    for unknown_keys in outcome.unknown_keys.values():
        outcome.findings += unknown_keys.values()


def _again(linter: Linter, outcome: Outcome, sources: Sequence[Input]) -> SecondReading:
    from guidelint.run.second_reading import SecondReading

    return SecondReading(linter, sources, outcome.by_line)


def _judge_the_set(linter: Linter, outcome: Outcome, again: SecondReading) -> None:
    """The findings of rules over the whole set, less those that a source or the config excuses."""
    from guidelint.evaluation.set_findings import set_findings

    problems = outcome.sets.problems(again.guides)
    found = set_findings(problems, again.regions, linter.config.lang, linter.ruleset.place)
    kept, excused = excused_of(found, outcome.exceptions, linter)
    outcome.findings += kept
    outcome.suppressed += excused


def excused_of(
    findings: Iterable[Finding], exceptions: Mapping[str, Sequence[Suppression]], linter: Linter
) -> tuple[list[Finding], list[Suppressed]]:
    """The findings on a set that stay, and those that their sources (`exceptions`) or the config excuse."""
    kept: list[Finding] = []
    excused: list[Suppressed] = []
    from guidelint.suppressions.matcher import SuppressionMatcher, apply

    own_of = cache(lambda source: SuppressionMatcher(exceptions.get(source, ()), linter.as_of))
    for finding in findings:
        own = apply([finding], (own_of(finding.location.source), linter.matcher))
        kept += own[0]
        excused += own[1]
    return kept, excused


def is_a_set(inputs: Sequence[Input], records: int) -> bool:
    """Whether rules over a set make sense: a folder was searched, or a source that a person named holds many.

    The one file of a commit may hold some guides of a bureau, of which nothing follows for all.
    """
    if records < 2:
        return False
    many = records > len({source.name for source in inputs})
    return any(source.searched or (many and not source.listed) for source in inputs)


def rule_infos(rules: Iterable[RuleHead], language: str) -> dict[str, RuleInfo]:
    """What reports say of the rules of a run, built-in ones of sources included, by id."""
    infos = {}
    for rule in sorted((*rules, *SOURCE_RULES.values()), key=lambda rule: rule.id):
        title, advice = rule.title.in_language(language), rule.advice.in_general(language)
        grounds = [f"- {basis.cited or basis.reason}" for basis in rule.basis]
        text = "\n".join([title, "", *grounds, "", advice])
        words = (rule.id, title, rule.severity, rule.profile, rule.since, rule.basis, advice, text)
        infos[rule.id] = RuleInfo(*words)
    return infos
