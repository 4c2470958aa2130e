"""`guidelint check`: lint, report to every sink that was asked for, and say by status what was found."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import partial as partial_of
from pathlib import Path as FilePath

from guidelint.cli import INTERRUPTED
from guidelint.cli.files import (
    check_outputs,
    discard_output,
    is_stream,
    part_path,
    remove_parts,
    sources_at,
    write_bytes,
    write_text,
)
from guidelint.cli.run_options import run_options_of
from guidelint.cli.settings import (
    baseline_file,
    ruleset_of,
    supports_unicode,
    terminal_width,
    wants_color,
)
from guidelint.config.settings import Exclude
from guidelint.dialects import platform_tables
from guidelint.errors import UsageError, in_one_language
from guidelint.finding import EVERY_RULE, SEVERITIES
from guidelint.lean.structs import replace
from guidelint.report import Report
from guidelint.reporters import BYTES, REPORTERS, must_be_text, render, render_bytes, render_files
from guidelint.reporters.options import Options
from guidelint.rule.matching import check_rule_names
from guidelint.ruleset import Ruleset, with_options
from guidelint.run.engine import run as lint
from guidelint.run.final_report import STOPPED
from guidelint.sources.discovery import inputs, stdin_input
from guidelint.sources.inputs import Input

_INTERRUPTED = {
    "zh": "{}；已查到的都在报告里",
    "en": "{}; the report holds what was found so far",
}
_WIDTH = 100
"""How wide a report is where there is no terminal."""


def run(options: argparse.Namespace) -> int:
    """The command."""
    sinks = sinks_of(options)
    ruleset = ruleset_under(options)
    sources = inputs_of(options, ruleset)
    must_replace_no_guide([path for _, path in sinks], sources, ruleset)
    report = report_on(options, ruleset, sources, partial=True)
    for name, path in sinks:
        write_report(name, path, report, options)
    if not sinks:
        print_report(report, options)
    if report.interrupted:
        language = ruleset.config.lang
        reasons = (each.reason for each in report.not_checked if (each.rule, each.source) == (EVERY_RULE, ""))
        why = next(reasons, in_one_language(STOPPED, language))
        print("guidelint:", _INTERRUPTED[language].format(why), file=sys.stderr)
        return INTERRUPTED
    return status_of(report.counts(), options.fail_on or ruleset.config.fail_on)


def report_on(
    options: argparse.Namespace, ruleset: Ruleset, sources: list[Input], partial: bool = False
) -> Report:
    """The run, held against the git base and the baseline that the caller names.

    `partial`: of a run that is interrupted, what it has found so far; nothing is reported of what has gone
    then.
    """

    judge = partial_of(_judged, options, ruleset)
    if options.changed is None:
        return judge(sources, partial)
    from guidelint.cli.changed import report_of_changes

    families, base = platform_tables(ruleset.dialects), options.changed
    return replace(report_of_changes(judge, sources, base, partial, families), changed_since=base)


def _judged(options: argparse.Namespace, ruleset: Ruleset, sources: list[Input], partial: bool) -> Report:
    """The run, held against the baseline."""
    file = baseline_file(options, ruleset)
    known = None
    if file is not None:
        from guidelint.cli.commands.baseline import is_whole, read_baseline

        known = read_baseline(file, options.baseline is not None)
    keep_matters = known is not None or _writes_json(options)
    run_options = replace(run_options_of(options, ruleset, keep_matters), partial=partial)
    report = lint(ruleset, sources, keep_matters=keep_matters, run_options=run_options)
    if run_options.results is not None:
        run_options.results.prune()
    if report.interrupted or known is None:
        return report
    from guidelint.suppressions.baseline import with_baseline

    return with_baseline(report, known, options.changed is None and is_whole(options, known))


def _writes_json(options: argparse.Namespace) -> bool:
    """Whether a report of this run can be compared with that of another, which asks for its guides."""
    sinks = getattr(options, "output", None) or [getattr(options, "format", None) or ""]
    return any(sink.partition("=")[0] == "json" for sink in sinks)


def ruleset_under(options: argparse.Namespace) -> Ruleset:
    """The ruleset with what the options select and ignore."""
    ruleset = ruleset_of(options)
    check_rule_names(options.select, ruleset.rules, "--select")
    check_rule_names(options.ignore, ruleset.rules, "--ignore")
    ignore = (*ruleset.config.ignore, *options.ignore)
    return with_options(ruleset, select=tuple(options.select) or None, ignore=ignore)


def inputs_of(options: argparse.Namespace, ruleset: Ruleset) -> list[Input]:
    """The sources that the options name, standard input last; UsageError when there are none.

    Where what a search would leave out is left out, so is standard input by its name, and nothing is read of it.
    """
    if not options.paths:
        raise UsageError(
            "请写明要检查的文件或文件夹，- 表示标准输入（怎样用，见 guidelint --help）",
            "name a file, a folder or - for standard input (see guidelint --help)",
        )
    paths = [path for path in options.paths if path != "-"]
    excludes = (Exclude(ruleset.config.exclude, ruleset.base), Exclude(options.exclude))
    unread: list[str] = []
    found = inputs(paths, excludes, options.force_exclude, platform_tables(ruleset.dialects), unread)
    called = options.stdin_filename
    if "-" in options.paths and not (options.force_exclude and called and _is_left_out(called, excludes)):
        if sys.stdin is None:
            raise UsageError("标准输入已经关闭", "standard input is closed")
        found.append(stdin_input(sys.stdin.buffer.read(), options.stdin_filename))
    if not found and not options.force_exclude:
        raise UsageError(
            "这些路径下没有能读取的文件，办事指南请存为 .xlsx、.csv、.docx、.html、.yaml、.json 或 .xml",
            "no input: no file of a known format at these paths; save guides as .xlsx, .csv, .docx, .html, .yaml, "
            ".json or .xml",
        )
    if unread:
        from guidelint.cli.unread import report_unread

        report_unread(unread, found, ruleset.config.lang)
    return found


def must_replace_no_guide(outputs: Iterable[FilePath], sources: Iterable[Input], ruleset: Ruleset) -> None:
    """UsageError where a file to be written is a source in which there are guides, and not an earlier report."""
    if not (replaced := sources_at(outputs, sources)):
        return
    from guidelint.conversion import convert

    for source in replaced:
        made = convert(ruleset, [source])
        if made.records or made.findings:
            raise UsageError(
                f"{source.name!r} 里有办事指南，报告请写到另一个文件",
                f"{source.name!r} holds guides; write the report to another file",
            )


def _is_left_out(name: str, excludes: Iterable[Exclude]) -> bool:
    from guidelint.sources.search import Search

    return Search(excludes).would_skip(name)


def sinks_of(options: argparse.Namespace) -> list[tuple[str, FilePath]]:
    """Format and file of each report that is to be written; UsageError where that cannot be."""
    if not options.output:
        must_be_text(options.format)
    sinks = [sink_of(text, (*REPORTERS, *BYTES)) for text in options.output]
    check_outputs([("-o", path) for _, path in sinks], options.paths)
    return sinks


def sink_of(text: str, formats: Sequence[str]) -> tuple[str, FilePath]:
    """Format and file of one `FORMAT=FILE`."""
    name, equals, file = text.partition("=")
    if not equals or not file:
        raise UsageError(
            f"-o 要写成“格式=文件”，现在是 {text!r}", f"-o: expected FORMAT=FILE, found {text!r}"
        )
    if name not in formats:
        raise UsageError(
            f"-o：没有格式 {name!r}，可用的有 {'、'.join(formats)}",
            f"-o: no format {name!r}; known: {', '.join(formats)}",
        )
    return name, FilePath(file)


def write_report(name: str, path: FilePath, report: Report, options: argparse.Namespace) -> None:
    """Write a report, in as many files as its format wants; into a device or a pipe one after the other.

    Further parts that an earlier, longer report left are removed: they would be read as findings of this one.
    """
    shape = _options(options, _WIDTH, color=False, unicode=True)
    if name in BYTES:
        write_bytes(path, render_bytes(name, report, shape))
        return
    together = is_stream(path)
    number = 0
    for number, text in enumerate(render_files(name, report, shape), 1):
        write_text(path if together else part_path(path, number), text)
    if name == "sarif" and not together:
        remove_parts(path, number + 1)


def print_report(report: Report, options: argparse.Namespace) -> None:
    """Show a report on standard output, as a terminal or a program wants it."""
    name = options.format or ("rich" if sys.stdout.isatty() else "concise")
    width = terminal_width() or _WIDTH
    text = render(name, report, _options(options, width, wants_color(), supports_unicode()))
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader has seen enough; what was found still decides the status
        discard_output()


def _options(options: argparse.Namespace, width: int, color: bool, unicode: bool) -> Options:
    return Options(width=width, color=color, unicode=unicode, verbose=options.verbose, quiet=options.quiet)


def status_of(counts: Mapping[str, int], fail_on: str) -> int:
    """1 when something is as grave as `fail_on`, by the findings of each severity; else 0."""
    failing = () if fail_on == "never" else SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return int(any(counts[severity] for severity in failing))
