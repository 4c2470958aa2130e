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
from guidelint.report import Language, Report
from guidelint.reporters.place import format_place
from guidelint.structs import Struct


class _Words(Struct):
    """What the commands say; texts in braces are filled with str.format."""

    accepted: str
    refused: str
    new: str
    stale: str
    counts: str
    pruned: str


_WORDS: dict[Language, _Words] = {
    "zh": _Words(
        "{path}：已收录 {count} 处问题",
        "{path} 已存在，有 {count} 处问题不在其中；确认收录请加 --accept-new --reason",
        "新增：{place}：{rule} {message}",
        "已过时：{path}:{line}：{rule} {matter}",
        "新增 {new} 处，已收录 {accepted} 处，已过时 {stale} 处",
        "{path}：删去过时的 {stale} 处，余 {left} 处",
    ),
    "en": _Words(
        "{path}: {count} findings accepted",
        "{path} exists and {count} findings are new to it; accept them with --accept-new --reason",
        "new: {place}: {rule} {message}",
        "stale: {path}:{line}: {rule} {matter}",
        "{new} new, {accepted} accepted, {stale} stale",
        "{path}: {stale} stale entries dropped, {left} left",
    ),
}


def run(options: argparse.Namespace) -> int:
    """The command."""
    ruleset = ruleset_of(options)
    path = FilePath(options.baseline or ruleset.config.baseline or DEFAULT_FILE)
    as_of = date_of(options.as_of, ruleset.config.as_of)
    if options.accept_new and not options.reason:
        raise UsageError("--accept-new wants --reason: why are these findings accepted?")
    report = lint(ruleset, inputs_of(options, ruleset.config), as_of)
    act = {"create": _create, "check": _check, "prune": _prune}[options.action]
    return act(path, report, options.reason if options.accept_new else None)


def read_baseline(path: FilePath) -> Baseline:
    """The baseline of a file; UsageError when it cannot be read."""
    try:
        return parse(path.as_posix(), path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read baseline {path}: {error}") from error


def _create(path: FilePath, report: Report, reason: str | None) -> int:
    words, entries = _WORDS[report.language], [entry_of(finding) for finding in report.findings]
    comments: tuple[str, ...] = ()
    if path.exists():
        old = read_baseline(path)
        new = against(report.findings, old, None).new
        if new and reason is None:
            raise UsageError(words.refused.format(path=path, count=len(new)))
        comments = old.comments
        if new:
            comments = (
                *comments,
                f"# accepted {len(new)} on {report.as_of}: {' '.join((reason or '').split())}",
            )
    write_text(path, render(entries, comments))
    print(words.accepted.format(path=path, count=len(entries)))
    return 0


def _check(path: FilePath, report: Report, reason: str | None) -> int:
    words, outcome = _WORDS[report.language], against(report.findings, read_baseline(path), None)
    for finding in outcome.new:
        place = format_place(finding.location)
        print(words.new.format(place=place, rule=finding.rule, message=finding.message))
    for line, entry in outcome.stale:
        print(words.stale.format(path=path, line=line, rule=entry.rule, matter=entry.matter))
    counts = {name: len(found) for name, found in outcome._asdict().items()}
    print(words.counts.format(**counts))
    return int(bool(outcome.new or outcome.stale))


def _prune(path: FilePath, report: Report, reason: str | None) -> int:
    old = read_baseline(path)
    stale = {line for line, _ in against(report.findings, old, None).stale}
    kept = [entry for line, entry in old.entries if line not in stale]
    write_text(path, render(kept, old.comments))
    print(_WORDS[report.language].pruned.format(path=path, stale=len(stale), left=len(kept)))
    return 0
