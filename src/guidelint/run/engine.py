"""Runs the stages in order: lint every batch of sources, merge the outcomes, build one report.

One batch of sources is in memory at a time; what remains of it is its findings and tallies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from guidelint.errors import Killed
from guidelint.evaluation.linter import Linter
from guidelint.lean.structs import Struct, fresh
from guidelint.report import Report
from guidelint.ruleset import Ruleset
from guidelint.run.final_report import STOPPED, report_of, reported
from guidelint.run.outcome import Outcome
from guidelint.run.results import Results
from guidelint.run.unchanged import Unchanged
from guidelint.run.worker import Worker, jobs_that_pay, make_work
from guidelint.sources.batches import Batch, batches
from guidelint.sources.inputs import PAGES, Input

if TYPE_CHECKING:
    from guidelint.run.pages import PageFolders


class RunOptions(Struct):
    """How a run is executed; nothing here affects the report.

    `jobs`: number of processes, 0 to decide by the input. `results`: the cache of outcomes. `progress` is
    called after every batch with the number of sources (or parts of large ones) done and their total.
    `partial`: if interrupted, the run reports what it has found so far and says so; otherwise
    KeyboardInterrupt propagates.
    """

    jobs: int = 1
    results: Results | None = None
    progress: Callable[[int, int], None] = fresh(default_factory=lambda: _no_progress)
    partial: bool = False


def _no_progress(done: int, of: int) -> None:
    """Progress that nobody wants to see."""


def run(
    ruleset: Ruleset,
    inputs: Iterable[Input],
    keep_matters: bool = False,
    run_options: RunOptions | None = None,
) -> Report:
    """Lint every input and merge the outcomes, in an order that depends only on the inputs.

    `keep_matters` records which rules were evaluated on what, which a baseline needs to detect stale entries.
    """
    linter = Linter(ruleset)
    linter.keeps_matters = keep_matters
    run_options = run_options or RunOptions()
    sources = list(inputs)
    folders = _folders(linter, sources, run_options.results)
    sources = sources if folders is None else folders.assume(sources)
    divided = list(batches(sources))
    last = None
    if run_options.results is not None and len(divided) > 1:
        last = Unchanged(run_options.results, divided, ruleset.sources)
    found = last.found() if last is not None else None
    if found is not None:
        return reported(linter, found)
    worker = Worker(linter, run_options.results)
    total, linted, stopped = _lint_all(worker, sources, divided, run_options)
    corrected = None if stopped or folders is None else folders.correct(sources, total.page_fields)
    if corrected is not None:
        divided = list(batches(corrected))
        total, linted, stopped = _lint_all(worker, corrected, divided, run_options)
    report = report_of(linter, total, linted, stopped, partial=run_options.partial)
    if last is not None and not report.interrupted:
        last.keep(total.keys, report)
    return report


def _folders(linter: Linter, sources: list[Input], results: Results | None) -> PageFolders | None:
    """What is known of pages among others; None where there are none."""
    if sum(source.extension in PAGES for source in sources) < 2:
        return None
    from guidelint.run.pages import PageFolders

    return PageFolders(linter, results)


def _lint_all(
    worker: Worker, sources: list[Input], divided: list[Batch], run_options: RunOptions
) -> tuple[Outcome, list[Input], str]:
    """The merged outcomes of all batches, the sources and parts linted, and why some are missing, if any are."""
    of = sum(map(len, divided))
    total = Outcome(worker.linter.new_sums())
    linted: list[Input] = []
    batch: Batch = ()
    outcomes = _outcomes(worker, divided, run_options)
    try:
        for batch in divided:
            outcome = next(outcomes)
            true = _truly_numbered(batch, total)
            total.merge(outcome if true is batch else worker.outcome(true))
            linted += true
            run_options.progress(len(linted), of)
    except UnicodeDecodeError:  # a part that is not what the beginning of its source promised
        broken = batch[0].name
        whole = [known._replace(path=None) if known.name == broken else known for known in sources]
        return _lint_all(worker, whole, list(batches(whole)), run_options)
    except KeyboardInterrupt as error:
        if not run_options.partial:
            raise
        return total, linted, error.REASON if isinstance(error, Killed) else STOPPED
    return total, linted, ""


def _outcomes(worker: Worker, divided: list[Batch], run_options: RunOptions) -> Iterator[Outcome]:
    jobs = run_options.jobs or jobs_that_pay(divided)
    if jobs == 1 or len(divided) == 1:
        yield from map(worker.outcome, divided)
        return
    from guidelint.run.pool import in_processes

    linter = worker.linter
    given = (linter.ruleset, linter.keeps_matters, worker.results)
    for data in in_processes(make_work, given, divided, min(jobs, len(divided))):
        yield Outcome.unpacked(data, linter)


def _truly_numbered(batch: Batch, total: Outcome) -> Batch:
    """The batch, or the part with its true number if an earlier part did not have one guide per line."""
    part = batch[0].part
    if part is None or part.start == 0:
        return batch
    before = total.records_in_parts.get(batch[0].name, 0)
    return batch if before == part.number else (batch[0]._replace(part=part._replace(number=before)),)
