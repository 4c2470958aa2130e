"""`guidelint baseline create/check/prune`: accept the findings of today, and no more without a reason."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path as FilePath

from guidelint.baseline import DEFAULT_FILE, Baseline, Sorted, against, entry_of, parse, render
from guidelint.cli.check import inputs_of
from guidelint.cli.files import write_text
from guidelint.cli.settings import baseline_file, date_of, ruleset_of
from guidelint.engine import run as lint
from guidelint.errors import UsageError
from guidelint.ratchet import sight_of
from guidelint.report import Report


def run(options: argparse.Namespace) -> int:
    """The command."""
    ruleset = ruleset_of(options)
    path = baseline_file(options, ruleset) or FilePath(DEFAULT_FILE)
    as_of = date_of(options.as_of, ruleset.config.as_of)
    if options.accept_new and not options.reason:
        raise UsageError("--accept-new wants --reason: why are these findings accepted?")
    report = lint(ruleset, inputs_of(options, ruleset), as_of, keep_matters=True)
    if options.action == "create":
        return _create(path, report, options)
    old = read_baseline(path)
    outcome = against(report.findings, old, sight_of(report, is_whole(options, old)))
    return _check(path, outcome) if options.action == "check" else _prune(path, old, outcome)


def read_baseline(path: FilePath) -> Baseline:
    """The baseline of a file; UsageError when it cannot be read."""
    try:
        return parse(path.as_posix(), path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read baseline {path}: {error}") from error


def is_whole(options: argparse.Namespace, baseline: Baseline) -> bool:
    """Whether the paths of a run hold all that a baseline is over: without a word of that, the folder it lies in."""
    folder = FilePath(baseline.file).parent
    seen = [FilePath(path).resolve() for path in options.paths if path != "-"]
    over = [(folder / path).resolve() for path in baseline.over or (".",)]
    return not options.exclude and all(any(each.is_relative_to(own) for own in seen) for each in over)


def _create(path: FilePath, report: Report, options: argparse.Namespace) -> int:
    """What is accepted and was out of this run's sight stays."""
    entries = [entry_of(finding) for finding in report.findings]
    over = set(_over(path, options.paths))
    comments: tuple[str, ...] = ()
    if path.exists():
        old = read_baseline(path)
        whole = is_whole(options, old)
        outcome = against(report.findings, old, sight_of(report, whole))
        comments = _comments(path, old, len(outcome.new), report.as_of, options)
        entries += [entry for _, entry in outcome.unjudged]
        over |= set() if whole else set(old.over or (".",))
    write_text(path, render(entries, comments, over))
    print(f"{path}: {len(entries)} findings accepted")
    return 0


def _over(file: FilePath, paths: list[str]) -> Iterator[str]:
    """Paths as a baseline names them: from its folder, so that they hold wherever a run begins."""
    for path in paths:
        if path != "-" and "\n" not in path:
            try:
                yield os.path.relpath(path, file.parent).replace(os.sep, "/")
            except ValueError:  # on another drive
                yield FilePath(path).absolute().as_posix()


def _comments(
    path: FilePath, old: Baseline, new: int, as_of: str, options: argparse.Namespace
) -> tuple[str, ...]:
    """The comments of a baseline with why more is accepted; UsageError without a reason."""
    if new and not options.accept_new:
        raise UsageError(
            f"{path} exists and {new} findings are new to it; accept them with --accept-new --reason"
        )
    reason = " ".join((options.reason or "").split())
    return (*old.comments, f"# accepted {new} on {as_of}: {reason}") if new else old.comments


def _check(path: FilePath, outcome: Sorted) -> int:
    for finding in outcome.new:
        region = finding.location.region
        print(
            f"new: {finding.location.source}:{region.line}:{region.column}: {finding.rule} {finding.message}"
        )
    for line, entry in outcome.stale:
        print(f"stale: {path}:{line}: {entry.rule} {entry.matter}")
    counts = f"{len(outcome.new)} new, {len(outcome.accepted)} accepted, {len(outcome.stale)} stale"
    print(counts + _unjudged(outcome))
    return int(bool(outcome.new or outcome.stale))


def _prune(path: FilePath, old: Baseline, outcome: Sorted) -> int:
    stale = {line for line, _ in outcome.stale}
    kept = [entry for line, entry in old.entries if line not in stale]
    write_text(path, render(kept, old.comments, old.over))
    print(f"{path}: {len(stale)} stale entries dropped, {len(kept)} left{_unjudged(outcome)}")
    return 0


def _unjudged(outcome: Sorted) -> str:
    count = len(outcome.unjudged)
    return f"; {count} not judged: this run did not ask their rules or see their guides" if count else ""
