"""The order of things: every source down the street, the outcomes added up, one report.

One batch of sources is in memory at a time; what remains of it is its findings, and sums.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from guidelint.assess.tables import view_of
from guidelint.assess.tally import Tally
from guidelint.batches import Batch, batches
from guidelint.finding import Finding, Location, NotChecked, Suppressed
from guidelint.inputs import PAGES, Input
from guidelint.linter import Linter
from guidelint.locate import Locator
from guidelint.opening import Opening
from guidelint.outcome import Outcome
from guidelint.passage import no_column
from guidelint.reading import Reading
from guidelint.report import Report, RuleInfo
from guidelint.results import Results
from guidelint.rule import RuleHead
from guidelint.ruleset import Ruleset
from guidelint.sets import SetTally
from guidelint.source_rules import SOURCE_RULES
from guidelint.structs import Struct, fresh
from guidelint.suppress import Suppression, expired, tell
from guidelint.unchanged import Unchanged
from guidelint.work import Worker, jobs_that_pay, make_work

if TYPE_CHECKING:
    from guidelint.pages import Folders
    from guidelint.reread import Again

__all__ = ["Input", "Linter", "report_of", "rule_infos", "run", "tally_of"]


_STOPPED = "检查被中断，没有查完 (interrupted: not everything was checked)"
_NO_SET = "只在检查整个文件夹或整份导出时检查 (only asked of a folder or a whole export)"


class Manner(Struct):
    """How a run goes about its work; nothing of it changes the report.

    `jobs`: how many processes, 0 for as many as pay. `results`: what is remembered between runs. `progress` is
    told after every batch how many of how many sources (parts of large ones) are done. `partial`: a run that is
    interrupted reports what it has found so far, and says so; else KeyboardInterrupt goes on to the caller.
    """

    jobs: int = 1
    results: Results | None = None
    progress: Callable[[int, int], None] = fresh(default_factory=lambda: _untold)
    partial: bool = False


def _untold(done: int, of: int) -> None:
    """Progress that nobody wants to know of."""


def run(
    ruleset: Ruleset,
    inputs: Iterable[Input],
    as_of: str,
    keep_matters: bool = False,
    manner: Manner | None = None,
) -> Report:
    """Lint every input and put the outcomes together, in an order that depends on nothing but them.

    `keep_matters` remembers which rules had their say on what, as a baseline needs to tell what has gone stale.
    """
    linter = Linter(ruleset, as_of)
    linter.keeps_matters = keep_matters
    manner = manner or Manner()
    sources = list(inputs)
    folders = _folders(linter, sources, manner.results)
    sources = sources if folders is None else folders.assume(sources)
    divided = list(batches(sources))
    last = None
    if manner.results is not None and len(divided) > 1:
        last = Unchanged(manner.results, divided, ruleset.sources)
    found = last.found() if last is not None else None
    if found is not None:
        return _report(linter, ruleset, found)
    worker = Worker(linter, manner.results)
    total, linted, complete = _lint_all(worker, sources, divided, manner)
    if complete and folders is not None and (corrected := folders.correct(sources, total.shown)) is not None:
        divided = list(batches(corrected))
        total, linted, complete = _lint_all(worker, corrected, divided, manner)
    report = report_of(linter, ruleset, total, linted, complete, partial=manner.partial)
    if last is not None and not report.interrupted:
        last.keep(total.keys, report)
    return report


def _folders(linter: Linter, sources: list[Input], results: Results | None) -> Folders | None:
    """What is known of pages among others; None where there are none."""
    if sum(source.extension in PAGES for source in sources) < 2:
        return None
    from guidelint.pages import Folders

    return Folders(linter, results)


def _lint_all(
    work: Worker, sources: list[Input], divided: list[Batch], manner: Manner
) -> tuple[Outcome, list[Input], bool]:
    """The outcomes of all batches put together, the sources and parts that were linted, and whether all were."""
    of = sum(map(len, divided))
    total = Outcome(work.linter.new_sums())
    linted: list[Input] = []
    batch: Batch = ()
    outcomes = _outcomes(work, divided, manner)
    try:
        for batch in divided:
            outcome = next(outcomes)
            true = _truly_numbered(batch, total)
            total.merge(outcome if true is batch else work.outcome(true))
            linted += true
            manner.progress(len(linted), of)
    except UnicodeDecodeError:  # a part that is not what the beginning of its source promised
        broken = batch[0].name
        whole = [known._replace(path=None) if known.name == broken else known for known in sources]
        return _lint_all(work, whole, list(batches(whole)), manner)
    except KeyboardInterrupt:
        if not manner.partial:
            raise
        return total, linted, False
    return total, linted, True


def _outcomes(work: Worker, divided: list[Batch], manner: Manner) -> Iterator[Outcome]:
    jobs = manner.jobs or jobs_that_pay(divided)
    if jobs == 1 or len(divided) == 1:
        yield from map(work.outcome, divided)
        return
    from guidelint.pool import in_processes

    linter = work.linter
    given = (linter.ruleset, linter.as_of, linter.keeps_matters, work.results)
    for data in in_processes(make_work, given, divided, min(jobs, len(divided))):
        yield Outcome.unpacked(data, linter)


def _truly_numbered(batch: Batch, total: Outcome) -> Batch:
    """A batch as it is, or a part under its true number, where the parts before it had other guides than lines."""
    part = batch[0].part
    if part is None or part.start == 0:
        return batch
    before = total.records_of(batch[0].name)
    return batch if before == part.number else (batch[0]._replace(part=part._replace(number=before)),)


def report_of(
    linter: Linter,
    ruleset: Ruleset,
    outcome: Outcome,
    sources: Sequence[Input],
    complete: bool = True,
    again: Again | None = None,
    partial: bool = False,
) -> Report:
    """The report on sources whose outcomes are put together: what only the whole can tell is added.

    `again` looks at sources once more, where this process alone is not to do it. `partial`: as in Manner.
    """
    outcome.place_strangers()
    _tell_columns(linter, outcome)
    _tell_exceptions(linter, outcome)
    whole = is_a_set(sources, outcome.records)
    if linter.set_rules and whole and complete:
        try:
            _judge_the_set(linter, outcome, again or _again(linter, outcome, sources))
        except KeyboardInterrupt:
            if not partial:
                raise
            complete = False
    if not complete:
        outcome.not_checked.add(NotChecked("*", "", _STOPPED))
    of_set = frozenset(rule.rule.id for rule in linter.set_rules)
    if not (whole and complete):
        reason = _STOPPED if whole else _NO_SET
        outcome.not_checked.update(NotChecked(rule, "", reason) for rule in of_set)
        of_set = frozenset()
    outcome.sets.close()
    found = _found(outcome) | {
        "of_set": of_set,
        "interrupted": not complete,
        "ladder": None if ruleset.config.select else outcome.ladder,
    }
    return _report(linter, ruleset, found)


def _found(outcome: Outcome) -> dict[str, Any]:
    """What a report tells of an outcome, in its order."""
    return {
        "findings": tuple(sorted(outcome.findings, key=lambda finding: finding.sort_key)),
        "suppressed": tuple(sorted(outcome.suppressed, key=lambda entry: entry.finding.sort_key)),
        "not_checked": tuple(sorted(outcome.not_checked)),
        "records": outcome.records,
        "sources": outcome.sources,
        "tally": outcome.sets.tally,
        "matters": {rules: frozenset(own) for rules, own in outcome.matters.items()},
    }


def _report(linter: Linter, ruleset: Ruleset, found: Mapping[str, Any]) -> Report:
    """A report of what was found, with what is known of the rules."""
    config = ruleset.config
    unasked = {entry.rule for entry in found["not_checked"] if not entry.source}
    return Report(
        **found,
        asked_of_some=linter.asked_of_some(unasked),
        rules=rule_infos(map(linter.table.head, sorted(linter.known)), config.lang),
        rules_hash=ruleset.hash,
        language=config.lang,
        as_of=linter.as_of,
        assessment=view_of(config.thresholds, config.aliases, linter.as_of),
    )


def _tell_exceptions(linter: Linter, outcome: Outcome) -> None:
    """Exceptions of the config that excuse nothing, and speak of something in this run or of nothing at all."""
    speaking = [s for s in linter.external if s in outcome.met or not s.reason or expired(s, linter.as_of)]
    told = tell(speaking, outcome.used, linter.selected, linter.as_of)
    if not told:
        return
    from guidelint.config_names import Exceptions

    entries = reversed(linter.config.ignore_findings)  # of those that say the same the first is meant
    stated = dict(zip(reversed(linter.external), entries, strict=True))
    exceptions = Exceptions(linter.ruleset.sources)
    for entry in told:
        file, region = exceptions.place(stated[entry.suppression])
        finding = Locator(PurePath(file).name, linter.config.lang, None, "").suppression(entry)
        outcome.findings.append(finding._replace(location=Location(file, region)))


def _tell_columns(linter: Linter, outcome: Outcome) -> None:
    """The fields without a column, and the keys that nobody knows, of sources in parts; and of the pages of folders."""
    tables = [(source, "", lacking) for source, lacking in outcome.lacking.items()]
    tables += [(shown.first, table, shown.lacking) for table, shown in outcome.shown.items() if shown.lacking]
    for source, table, lacking in sorted(tables, key=lambda told: told[:2]):
        place = linter.ruleset.place(source)
        locator = Locator(source, linter.config.lang, None, "", place=place)
        finding = locator.source(no_column(lacking, table))
        if finding.rule not in linter.hidden:
            from guidelint.excuses import apply

            kept, excused, used = apply([finding], (linter.excuses,))
            outcome.findings += kept
            outcome.suppressed += excused
            outcome.used |= used
    for unheard in outcome.unheard.values():
        outcome.findings += unheard.values()


def _again(linter: Linter, outcome: Outcome, sources: Sequence[Input]) -> Again:
    from guidelint.reread import Again

    return Again(linter, sources, outcome.by_line)


def _judge_the_set(linter: Linter, outcome: Outcome, again: Again) -> None:
    """The findings of rules over the whole set, less those that a source or the config excuses."""
    from guidelint.set_findings import set_findings

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
    from guidelint.excuses import Excuses, apply

    own_of = cache(lambda source: Excuses(exceptions.get(source, ()), linter.as_of))
    for finding in findings:
        own = apply([finding], (own_of(finding.location.source), linter.excuses))
        kept += own[0]
        excused += own[1]
    return kept, excused


def is_a_set(inputs: Sequence[Input], records: int) -> bool:
    """Whether rules over a set make sense: a folder was searched, or the one source that a person named holds many.

    The one file of a commit may hold some guides of a bureau, of which nothing follows for all.
    """
    if records < 2:
        return False
    alone = len({source.name for source in inputs}) == 1
    return any(source.searched or (alone and not source.listed) for source in inputs)


def tally_of(ruleset: Ruleset, inputs: Iterable[Input], as_of: str) -> Tally:
    """The assessment's sums alone, without asking any rule."""
    from guidelint.reread import guides_of

    linter = Linter(ruleset, as_of)
    sums = SetTally([], linter.settings, linter.special)
    sources, strangers = list(inputs), set()
    for source in sources:
        reading, before = Reading(linter, source), sums.records
        for _, record in guides_of(reading):
            sums.observe([(record, source.name)])
        if reading.missed():
            sums.tally.unread.add(source.name)
            if not source.named and sums.records == before:
                strangers.add(source.name)
    sums.close()
    if strangers:
        sums.tally.unread -= strangers & _forms(linter, sources)
    return sums.tally


def _forms(linter: Linter, sources: Iterable[Input]) -> frozenset[str]:
    """The files that guides name as forms, which are no sources where they hold no guides."""
    from guidelint.reread import records_in

    found = frozenset[str]()
    for source in sources:
        opening = Opening(source.name, None)
        for record in records_in(linter, source):
            opening.shown(record, {}, own=False)
        found |= opening.named()
    return found


def rule_infos(rules: Iterable[RuleHead], language: str) -> dict[str, RuleInfo]:
    """What reports say of the rules of a run, built-in ones of sources included, by id."""
    infos = {}
    for rule in sorted((*rules, *SOURCE_RULES.values()), key=lambda rule: rule.id):
        title, advice = rule.title.in_language(language), rule.advice.in_general(language)
        grounds = [f"- {b.document}{b.clause or ''}" if b.document else f"- {b.reason}" for b in rule.basis]
        text = "\n".join([title, "", *grounds, "", advice])
        words = (rule.id, title, rule.severity, rule.profile, rule.since, rule.basis, advice, text)
        infos[rule.id] = RuleInfo(*words)
    return infos
