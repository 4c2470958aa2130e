"""`guidelint baseline create/check/prune`: accept the findings of today, and no more without a reason."""

from __future__ import annotations

import argparse
from pathlib import Path as FilePath

from guidelint.baseline import DEFAULT_FILE, Baseline, against, entry_of, parse, render
from guidelint.cli.check import inputs_of
from guidelint.cli.files import write_text
from guidelint.cli.settings import date_of, ruleset_of
from guidelint.engine import run as lint
from guidelint.errors import UsageError
from guidelint.report import Report


def run(options: argparse.Namespace) -> int:
    """The command."""
    ruleset = ruleset_of(options)
    path = FilePath(options.baseline or ruleset.config.baseline or DEFAULT_FILE)
    as_of = date_of(options.as_of, ruleset.config.as_of)
    if options.accept_new and not options.reason:
        raise UsageError("--accept-new wants --reason: why are these findings accepted?")
    report = lint(ruleset, inputs_of(options, ruleset), as_of)
    act = {"create": _create, "check": _check, "prune": _prune}[options.action]
    return act(path, report, options.reason if options.accept_new else None)


def read_baseline(path: FilePath) -> Baseline:
    """The baseline of a file; UsageError when it cannot be read."""
    try:
        return parse(path.as_posix(), path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read baseline {path}: {error}") from error


def _create(path: FilePath, report: Report, reason: str | None) -> int:
    entries = [entry_of(finding) for finding in report.findings]
    comments: tuple[str, ...] = ()
    if path.exists():
        old = read_baseline(path)
        new = against(report.findings, old, None).new
        if new and reason is None:
            raise UsageError(
                f"{path} exists and {len(new)} findings are new to it; accept them with --accept-new --reason"
            )
        comments = old.comments
        if new:
            comments = (
                *comments,
                f"# accepted {len(new)} on {report.as_of}: {' '.join((reason or '').split())}",
            )
    write_text(path, render(entries, comments))
    print(f"{path}: {len(entries)} findings accepted")
    return 0


def _check(path: FilePath, report: Report, reason: str | None) -> int:
    outcome = against(report.findings, read_baseline(path), None)
    for finding in outcome.new:
        region = finding.location.region
        print(
            f"new: {finding.location.source}:{region.line}:{region.column}: {finding.rule} {finding.message}"
        )
    for line, entry in outcome.stale:
        print(f"stale: {path}:{line}: {entry.rule} {entry.matter}")
    print(f"{len(outcome.new)} new, {len(outcome.accepted)} accepted, {len(outcome.stale)} stale")
    return int(bool(outcome.new or outcome.stale))


def _prune(path: FilePath, report: Report, reason: str | None) -> int:
    old = read_baseline(path)
    stale = {line for line, _ in against(report.findings, old, None).stale}
    kept = [entry for line, entry in old.entries if line not in stale]
    write_text(path, render(kept, old.comments))
    print(f"{path}: {len(stale)} stale entries dropped, {len(kept)} left")
    return 0
