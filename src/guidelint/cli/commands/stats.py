"""`guidelint stats`: the assessment tables, from guides or from the JSON of runs, which add up."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path as FilePath

from guidelint.assess import FORMATS
from guidelint.assess.runs import require_complete
from guidelint.assess.show import shown
from guidelint.assess.tables import tables, view_of
from guidelint.assess.tally import Tally, from_plain
from guidelint.cli.commands.check import inputs_of, must_replace_no_guide, sink_of
from guidelint.cli.files import check_outputs, write_bytes
from guidelint.cli.settings import ruleset_of, supports_unicode, terminal_width
from guidelint.errors import UsageError, unreadable
from guidelint.lean.structs import replace
from guidelint.reporters.visible import visible
from guidelint.ruleset import Ruleset
from guidelint.run.assessment_run import Repeated, tally_of
from guidelint.sources.inputs import Input

_FOR_EYES = ("rich", "markdown")
"""Formats that a terminal shows, which is not to obey what stands in a name."""
_TOLD = 20
"""So many sources that could not be read are named."""
_UNREAD = {
    "zh": "{} 个来源未能读取或没有读全，其中的事项未计入：{}",
    "en": "{} sources could not be read, or not whole; what was not read is not counted: {}",
}
_REPEATED = {
    "zh": "{} 份指南的编码与前面的相同，重复计入；是哪些，用 check 看 dataset.duplicate-code",
    "en": "{} guides have the code of one before and are counted again; check tells which (dataset.duplicate-code)",
}
_MORE = {"zh": "另有 {} 个", "en": "and {} more"}


def run(options: argparse.Namespace) -> int:
    """The command."""
    sinks = sinks_of(options)
    ruleset = ruleset_of(options)
    sources = inputs_of(options, ruleset) if options.paths else []
    must_replace_no_guide([path for _, path in sinks], sources, ruleset)
    write_tables(_tally(options, ruleset, sources), sinks, options, ruleset)
    return 0


def sinks_of(options: argparse.Namespace) -> list[tuple[str, FilePath]]:
    """Format and file of each table that is to be written; UsageError where that cannot be."""
    if not options.output and options.format == "xlsx":
        raise UsageError(
            "工作簿不是文本，请用 -o xlsx=文件 写入文件", "a workbook is no text; write it with -o xlsx=FILE"
        )
    sinks = [sink_of(text, FORMATS) for text in options.output]
    check_outputs([("-o", path) for _, path in sinks], [*options.paths, *options.runs])
    return sinks


def write_tables(
    tally: Tally, sinks: list[tuple[str, FilePath]], options: argparse.Namespace, ruleset: Ruleset
) -> None:
    """Write or show the tables that a tally gives, as the options say."""
    config = ruleset.config
    view = view_of(config.thresholds, config.aliases, ruleset.as_of)
    made = tables(tally, replace(view, by=options.by, rank_by=options.rank_by))
    language = config.lang
    _tell_unread(made["unread"], language)
    for name, path in sinks:
        write_bytes(path, shown(made, name, language))
    if not sinks:
        name = options.format or ("rich" if sys.stdout.isatty() else "json")
        text = shown(made, name, language, terminal_width()).decode("utf-8-sig")
        sys.stdout.write(visible(text, supports_unicode(), keep="\n") if name in _FOR_EYES else text)


def _tell_unread(names: list[str], language: str) -> None:
    """The sources that the tables know nothing of, or not all, on standard error."""
    if names:
        rest = len(names) - _TOLD
        more = [_MORE[language].format(rest)] if rest > 0 else []
        text = ", ".join([*map(visible, names[:_TOLD]), *more])
        print(f"guidelint: {_UNREAD[language].format(len(names), text)}", file=sys.stderr)


def _tally(options: argparse.Namespace, ruleset: Ruleset, sources: list[Input]) -> Tally:
    tally = Tally()
    for path in {FilePath(name).resolve(): FilePath(name) for name in options.runs}.values():
        tally.merge(_saved(path))
    if options.paths:
        repeated = Repeated()
        tally.merge(tally_of(ruleset, sources, repeated))
        if repeated.count:
            text = _REPEATED[ruleset.config.lang].format(repeated.count)
            print(f"guidelint: {text}", file=sys.stderr)
    elif not options.runs:
        raise UsageError(
            "请写明文件或文件夹，或者用 --from 写明以前的结果", "name files or folders, or runs with --from"
        )
    return tally


def _saved(path: FilePath) -> Tally:
    try:
        plain = json.loads(path.read_bytes())
        tally = from_plain(plain["tally"])
        require_complete(f"--from: {path}", plain)
        stopped = "interrupted" in plain.get("partial", {})
    except OSError as error:
        raise unreadable(str(path), error) from error
    except (AttributeError, ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise UsageError(
            f"--from：{path} 不是 check --format json 写出的结果",
            f"--from: {path} is not the JSON of a run (check --format json)",
        ) from error
    if stopped:
        tally.unread.add(path.as_posix())
    return tally
