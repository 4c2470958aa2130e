"""`guidelint check`: lint, report to every sink that was asked for, and say by status what was found."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from pathlib import Path as FilePath

from guidelint.cli.files import is_stream, to_nowhere, write_bytes, write_text
from guidelint.cli.manner import manner_of
from guidelint.cli.settings import date_of, ruleset_of, speaks_unicode, wants_color
from guidelint.dialects import platform_tables
from guidelint.discovery import inputs, stdin_input
from guidelint.engine import run as lint
from guidelint.errors import UsageError
from guidelint.finding import SEVERITIES
from guidelint.inputs import Input
from guidelint.report import Report
from guidelint.reporters import BYTES, REPORTERS, render, render_bytes, render_files
from guidelint.reporters.options import Options
from guidelint.ruleset import Ruleset, check_rule_names
from guidelint.structs import replace

INTERRUPTED = 130
"""The exit status of a run that was stopped: 128 and the number of SIGINT."""


def run(options: argparse.Namespace) -> int:
    """The command."""
    sinks = sinks_of(options)
    ruleset = ruleset_under(options)
    as_of = date_of(options.as_of, ruleset.config.as_of)
    sources = inputs_of(options, ruleset)
    report = report_on(options, ruleset, sources, as_of)
    for name, path in sinks:
        write_report(name, path, report, options)
    if not sinks:
        print_report(report, options)
    if report.interrupted:
        print("guidelint: interrupted; the report holds what was found so far", file=sys.stderr)
        return INTERRUPTED
    return status_of(report, options.fail_on or ruleset.config.fail_on)


def report_on(options: argparse.Namespace, ruleset: Ruleset, sources: list[Input], as_of: str) -> Report:
    """The run, held against the git base and the baseline that the caller names."""
    known: Counter[str] = Counter()
    if options.changed is not None:
        from guidelint.cli.changed import changed_inputs, known_findings

        sources, old = changed_inputs(sources, options.changed or "HEAD")
        known = known_findings(ruleset, old, as_of)
    file = options.baseline or ruleset.config.baseline
    matters = file is not None
    manner = manner_of(options, ruleset, as_of, matters)
    report = lint(ruleset, sources, as_of, keep_matters=matters, manner=manner)
    if manner.results is not None:
        manner.results.prune()
    if file is not None:
        from guidelint.cli.baseline import read_baseline
        from guidelint.ratchet import with_baseline

        whole = options.changed is None and any(not source.named for source in sources)
        report = with_baseline(report, read_baseline(FilePath(file)), whole)
    if known:
        from guidelint.ratchet import without_known

        report = without_known(report, known)
    return report


def ruleset_under(options: argparse.Namespace) -> Ruleset:
    """The ruleset with what the options select, ignore and force."""
    ruleset = ruleset_of(options)
    check_rule_names(options.select, ruleset.rules, "--select")
    check_rule_names(options.ignore, ruleset.rules, "--ignore")
    config = ruleset.config
    config = replace(
        config,
        select=tuple(options.select) or config.select,
        ignore=(*config.ignore, *options.ignore),
        dialect=options.dialect or config.dialect,
    )
    return replace(ruleset, config=config)


def inputs_of(options: argparse.Namespace, ruleset: Ruleset) -> list[Input]:
    """The sources that the options name; UsageError when there are none."""
    if not options.paths:
        raise UsageError("name a file, a folder or - for standard input")
    paths = [path for path in options.paths if path != "-"]
    exclude = (*ruleset.config.exclude, *options.exclude)
    found = inputs(paths, exclude, options.force_exclude, platform_tables(ruleset.dialects))
    if "-" in options.paths:
        found.append(stdin_input(sys.stdin.buffer.read(), options.stdin_filename))
    if not found and not options.force_exclude:
        raise UsageError("no input: no file of a known format at these paths")
    return found


def sinks_of(options: argparse.Namespace) -> list[tuple[str, FilePath]]:
    """Format and file of each report that is to be written; UsageError where bytes would go to stdout."""
    if options.format in BYTES and not options.output:
        raise UsageError(f"{options.format} is no text: write it with -o {options.format}=FILE")
    return [_sink(text) for text in options.output]


def _sink(text: str) -> tuple[str, FilePath]:
    name, equals, file = text.partition("=")
    if not equals or not file:
        raise UsageError(f"-o: expected FORMAT=FILE, found {text!r}")
    if name not in REPORTERS and name not in BYTES:
        raise UsageError(f"-o: no format {name!r}; known: {', '.join((*REPORTERS, *BYTES))}")
    path = FilePath(file)
    if not path.absolute().parent.is_dir():
        raise UsageError(f"-o: no folder {path.parent.as_posix()!r}")
    return name, path


def write_report(name: str, path: FilePath, report: Report, options: argparse.Namespace) -> None:
    """Write a report, in as many files as its format wants; into a device or a pipe one after the other."""
    shape = _options(options, 100, color=False, unicode=True)
    if name in BYTES:
        write_bytes(path, render_bytes(name, report, shape))
        return
    together = is_stream(path)
    for number, text in enumerate(render_files(name, report, shape), 1):
        alone = together or number == 1
        write_text(path if alone else path.with_name(f"{path.stem}.{number}{path.suffix}"), text)


def print_report(report: Report, options: argparse.Namespace) -> None:
    """Show a report on standard output, as a terminal or a program wants it."""
    name = options.format or ("rich" if sys.stdout.isatty() else "concise")
    width = _width()
    text = render(name, report, _options(options, width, wants_color(), speaks_unicode()))
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader has seen enough; what was found still decides the status
        to_nowhere()


def _width() -> int:
    try:
        return os.get_terminal_size().columns
    except OSError:
        return 100


def _options(options: argparse.Namespace, width: int, color: bool, unicode: bool) -> Options:
    return Options(width=width, color=color, unicode=unicode, verbose=options.verbose, quiet=options.quiet)


def status_of(report: Report, fail_on: str) -> int:
    """1 when something is as grave as `fail_on`, else 0."""
    if fail_on == "never":
        return 0
    grave = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return int(any(finding.severity in grave for finding in report.findings))
