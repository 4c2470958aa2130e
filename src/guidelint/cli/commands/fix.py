"""`guidelint fix`: fix what can be fixed mechanically, then report what is left."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from pathlib import Path as FilePath

from guidelint.cli.commands.baseline import read_baseline
from guidelint.cli.commands.check import (
    inputs_of,
    must_replace_no_guide,
    print_report,
    report_on,
    ruleset_under,
    sinks_of,
    status_of,
    write_report,
)
from guidelint.cli.diff import diff_of
from guidelint.cli.files import write_together
from guidelint.cli.settings import baseline_file, supports_unicode
from guidelint.dialects import platform_tables
from guidelint.errors import OutputError, UsageError
from guidelint.evaluation.linter import Linter
from guidelint.readers import reader_for
from guidelint.report import Report
from guidelint.reporters.visible import visible
from guidelint.ruleset import Ruleset
from guidelint.run.fixing import FixedSource, Rewritten, fix_source
from guidelint.sources.inputs import Input
from guidelint.sources.search import FIXED

_WORDS = {
    "zh": {
        "made": "修正了 {fixes} 处，涉及 {files} 个文件",
        "could": "可以修正 {fixes} 处，涉及 {files} 个文件（没有写入）",
        "not_made": "没有修正：{reason}",
        "copy": "改动写入副本 {file}，原文件未动",
        "unsafe": "另有 {count} 处修正需要人工确认，加 --unsafe 一并修正",
    },
    "en": {
        "made": "{fixes} fixes made in {files} files",
        "could": "{fixes} fixes could be made in {files} files; nothing was written",
        "not_made": "not fixed: {reason}",
        "copy": "the changes are in the copy {file}; the workbook itself was left alone",
        "unsafe": "{count} further fixes want a look first; --unsafe makes them too",
    },
}


def run(options: argparse.Namespace) -> int:
    """The command."""
    if options.interactive:
        raise UsageError(
            "--interactive 留作以后用，现在还没有；想先看看怎样改，用 --diff",
            "--interactive is reserved, and does nothing yet; --diff shows the changes",
        )
    sinks = sinks_of(options)
    ruleset = ruleset_under(options)
    sources = inputs_of(options, ruleset)
    must_replace_no_guide([path for _, path in sinks], sources, ruleset)
    if (accepted := baseline_file(options, ruleset)) is not None:
        # its mistakes are reported before anything is written
        read_baseline(accepted, options.baseline is not None)
    piped = next((source for source in sources if source.path is None), None)
    linter = Linter(ruleset)
    tried = [_fixed_source(linter, source, options.unsafe) for source in _to_fix(options, ruleset, sources)]
    fixed_sources = [fixed_source for fixed_source in tried if fixed_source is not None]
    if options.diff:
        sys.stdout.write("".join(map(diff_of, fixed_sources)))
    else:
        _write(linter, fixed_sources, piped)
        if "-" in options.paths and piped is None:  # left out by its name: an editor gets its text back
            sys.stdout.buffer.write(sys.stdin.buffer.read())
            sys.stdout.buffer.flush()
    left = {
        fixed_source.source.name: fixed_source.left()
        for fixed_source in fixed_sources
        if fixed_source.changed()
    }
    report = report_on(options, ruleset, [left.get(source.name, source) for source in sources])
    try:
        for name, path in sinks:
            write_report(name, path, report, options)
    except OutputError:
        _summary(fixed_sources, report, options)  # what is written stays so
        raise
    if not sinks and not options.diff and "-" not in options.paths:
        print_report(report, options)
    _summary(fixed_sources, report, options)
    return status_of(report.counts(), options.fail_on or ruleset.config.fail_on)


def _to_fix(options: argparse.Namespace, ruleset: Ruleset, sources: list[Input]) -> list[Input]:
    """The sources that may be changed: of those, where a git base is named, that differ from it already."""
    if options.changed is None:
        return sources
    from guidelint.cli.changed import changes_since

    names = changes_since(sources, options.changed, platform_tables(ruleset.dialects)).names
    return [source for source in sources if source.name in names]


def _fixed_source(linter: Linter, source: Input, unsafe: bool) -> FixedSource | None:
    """The bytes after fixes; None for a source that cannot be read, which the report says."""
    try:
        return fix_source(linter, source, unsafe)
    except OSError:
        return None


def _write(linter: Linter, fixed_sources: list[FixedSource], piped: Input | None) -> None:
    """Write what has changed: files whole or not at all, workbooks as a copy, standard input to output."""
    words = _WORDS[linter.config.lang]
    written = [fixed_source for fixed_source in fixed_sources if fixed_source.source is not piped]
    plans = [
        [(file, _target(linter, fixed_source, file)) for file in fixed_source.changed()]
        for fixed_source in written
    ]
    # of a file under two names there is but one
    texts = {(path, file.after) for plan in plans for file, path in plan}
    shared = [path for path, count in Counter(path for path, _ in texts).items() if count > 1]
    if shared:
        raise UsageError(
            f"{min(shared).name} 是几张表共用的，请一张一张地修改",
            f"{min(shared).name} belongs to several tables: fix one of them, then the others",
        )
    for number, (fixed_source, plan) in enumerate(zip(written, plans, strict=True)):
        try:
            write_together([(path, file.after) for file, path in plan])
        except OutputError as error:
            before = sum(map(len, plans[:number]))
            raise OutputError(
                f"{error.zh}；此前已经写入 {before} 个文件", f"{error}; {before} files were written before it"
            ) from error
        for file, path in plan if _is_copied(fixed_source.source) else ():
            print(f"{file.name}: {words['copy'].format(file=path.as_posix())}", file=sys.stderr)
    for fixed_source in fixed_sources if piped else ():
        if fixed_source.source is piped:
            sys.stdout.buffer.write(fixed_source.after)
            sys.stdout.buffer.flush()


def _is_copied(source: Input) -> bool:
    """Whether fixes go into a copy of a source."""
    reader = reader_for(source.extension)
    return reader is not None and reader.takes == "bytes"


def _target(linter: Linter, fixed_source: FixedSource, file: Rewritten) -> FilePath:
    """Where a fixed file goes; UsageError, before anything is written, where it must not."""
    source = fixed_source.source
    origin = FilePath(source.places()[file.name] if file.name != source.name else source.path or source.name)
    path = origin.resolve()
    if _is_copied(source):
        copy = origin.with_suffix(f"{FIXED}{path.suffix}")
        if copy.exists() and not _is_ours(linter, fixed_source, copy.read_bytes()):
            message = f"{copy.as_posix()} exists, and fix did not make it of this {path.name}"
            raise UsageError(
                f"{copy.as_posix()} 已经存在，不是由现在的 {path.name} 修改而来，请移走或者删除后再运行 fix",
                f"{message}: move it away or delete it, then run fix again",
            )
        return copy
    if path.read_bytes() != file.before:
        raise UsageError(
            f"{file.name} 在此期间被别人改过", f"{file.name} was changed by somebody else in the meantime"
        )
    if not os.access(path, os.W_OK):
        raise UsageError(f"写不了 {file.name}：文件是只读的", f"cannot write {file.name}: it is read-only")
    return path


def _is_ours(linter: Linter, fixed_source: FixedSource, data: bytes) -> bool:
    """Whether a copy is what fix writes, with or without the unsafe fixes, so that nothing is lost with it."""
    if data == fixed_source.after:
        return True
    return any(fix_source(linter, fixed_source.source, unsafe).after == data for unsafe in (False, True))


def _summary(fixed_sources: list[FixedSource], report: Report, options: argparse.Namespace) -> None:
    if options.quiet:
        return
    words = _WORDS[report.language]
    for finding, reason in (refused for fixed_source in fixed_sources for refused in fixed_source.refused):
        refusal = words["not_made"].format(reason=reason.in_language(report.language))
        line = f"{finding.location.place}: {finding.rule} {refusal}"
        print(visible(line, supports_unicode()), file=sys.stderr)
    fixes = sum(len(fixed_source.made) for fixed_source in fixed_sources)
    files = sum(len(fixed_source.changed()) for fixed_source in fixed_sources)
    print(words["could" if options.diff else "made"].format(fixes=fixes, files=files), file=sys.stderr)
    unsafe = sum(finding.fix is not None and not finding.fix.safe for finding in report.findings)
    if unsafe and not options.unsafe:
        print(words["unsafe"].format(count=unsafe), file=sys.stderr)
