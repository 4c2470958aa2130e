"""`guidelint progress OLD NEW`: fixed, new and remaining between two runs (JSON or SARIF) or two exports."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path as FilePath
from typing import Any

from guidelint.assess.progress import progress, text
from guidelint.assess.runs import (
    Run,
    left_out,
    part_of,
    require_complete,
    run_from_json,
    run_from_sarif,
    seen_in_json,
    unread_of,
)
from guidelint.assess.tables import view_of
from guidelint.assess.tally import from_plain
from guidelint.cli.files import part_path
from guidelint.cli.settings import ruleset_of, supports_unicode
from guidelint.config.settings import Exclude
from guidelint.dialects import platform_tables
from guidelint.errors import UsageError
from guidelint.evaluation.linter import Linter
from guidelint.report import Report
from guidelint.reporters.json_report import finding_value
from guidelint.reporters.visible import visible
from guidelint.ruleset import Ruleset
from guidelint.run.engine import run as lint
from guidelint.run.final_report import rule_infos
from guidelint.run.second_reading import records_in
from guidelint.sources.discovery import inputs
from guidelint.sources.inputs import Input, name_of


def run(options: argparse.Namespace) -> int:
    """The command; 1 when something is new."""
    ruleset = ruleset_of(options)
    view = view_of(ruleset.config.thresholds, ruleset.config.aliases, ruleset.as_of)
    made = progress(_run(options.old, ruleset), _run(options.new, ruleset), view)
    if options.format == "json":
        sys.stdout.write(json.dumps(made, ensure_ascii=False, indent=2) + "\n")
    else:
        language = ruleset.config.lang
        infos = rule_infos(map(ruleset.rules.head, ruleset.rules), language)
        shown = text(made, {name: info.title for name, info in infos.items()}, language)
        sys.stdout.write(visible(shown, supports_unicode(), keep="\n"))
    return int(made["total"]["new"] > 0)


def _run(name: str, ruleset: Ruleset) -> Run:
    path = FilePath(name)
    if not path.exists():
        raise UsageError(f"没有这个文件或文件夹：{name}", f"no such file or folder: {name}")
    plain = _plain(path)
    saved = None if plain is None else _saved(name, plain, ruleset.as_of)
    if saved is not None:
        return saved
    excludes, families = [Exclude(ruleset.config.exclude, ruleset.base)], platform_tables(ruleset.dialects)
    sources = inputs([name], excludes, families=families)
    report, guides = lint(ruleset, sources), _guides(Linter(ruleset), sources)
    return _run_of(report, guides, FilePath(name_of(name)))


def _guides(linter: Linter, sources: list[Input]) -> frozenset[str]:
    """The codes and names of the guides of an export."""
    refs = [record.ref for source in sources for record in records_in(linter, source)]
    return frozenset(text for ref in refs for text in (ref.code, ref.name) if text)


def _run_of(report: Report, guides: frozenset[str], path: FilePath) -> Run:
    """A run over an export; its sources are called by their paths in it, as those of another export are."""

    def within(source: str) -> str:
        whole = FilePath(source)
        inside = whole != path and whole.is_relative_to(path)
        return whole.relative_to(path).as_posix() if inside else whole.name

    found = [seen_in_json(finding_value(finding)) for finding in report.findings]
    seen = tuple(each._replace(source=within(each.source)) for each in found)
    reported = [(each.rule, each.source) for each in seen]
    reported += [("source.unreadable", within(name)) for name in report.tally.unread]
    others = [entry._replace(source=entry.source and within(entry.source)) for entry in report.not_checked]
    unread = unread_of(reported, others, report.sources)
    evaluated = frozenset(report.evaluated_rules())
    return Run(report.as_of, seen, report.tally, unread, report.sources == 1, evaluated, guides)


def _saved(name: str, plain: dict[str, Any], as_of: str) -> Run | None:
    """A run from its SARIF or JSON, None for any other object; UsageError where it is damaged."""
    try:
        require_complete(name, plain)
        if "runs" in plain:
            return run_from_sarif({"runs": _runs(FilePath(name), plain)}, as_of)
        if {"tool", "findings", "summary"} <= plain.keys():
            if left_out(plain) > 0:
                plain |= {"findings": _of_cluster(FilePath(name)) or plain["findings"]}
            if (count := left_out(plain)) > 0:
                raise UsageError(
                    f"{name} 里少 {count} 条问题，请用 check 重新生成",
                    f"{name} counts {count} findings that it does not hold: write it again by check",
                )
            tally = from_plain(plain["tally"]) if "tally" in plain else None
            return run_from_json(plain, as_of, tally)
    except (AttributeError, ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise UsageError(
            f"{name} 不完整，不是 check 写出的 SARIF 或者 JSON",
            f"{name} is not whole: neither SARIF nor JSON that check wrote",
        ) from error
    return None


def _of_cluster(summary: FilePath) -> list[Any]:
    """All findings of a run on a cluster, which stand in files beside its summary; empty for any other run."""
    parts = sorted(summary.parent.glob("findings/part-*"))
    return [json.loads(line) for part in parts for line in part.read_bytes().splitlines()]


def _runs(path: FilePath, plain: dict[str, Any]) -> list[Any]:
    """The runs of a SARIF, with those of its further parts beside it; UsageError where one of them is not there."""
    number, of = part_of(plain)
    if number != 1:
        raise UsageError(
            f"{path} 是 {of} 份中的第 {number} 份，请写第一份",
            f"{path} is part {number} of {of}: name the first",
        )
    runs = list(plain["runs"])
    for number in range(2, of + 1):
        file = part_path(path, number)
        part = _plain(file)
        if part is None or part_of(part) != (number, of) or _common_key(part) != _common_key(plain):
            raise UsageError(
                f"没有 {file}，或者它不是 {path} 的 {of} 份中的第 {number} 份",
                f"{file} is missing, or is not part {number} of {of} of {path}",
            )
        runs += part["runs"]
    return runs


def _common_key(plain: dict[str, Any]) -> dict[str, Any]:
    """What all parts of a run say alike."""
    return {name: value for name, value in plain["runs"][0]["properties"].items() if name != "part"}


def _plain(path: FilePath) -> dict[str, Any] | None:
    """The JSON object of a file, None where it is none: then it is an export of guides."""
    if not path.is_file() or path.suffix.lower() not in (".json", ".sarif"):
        return None
    try:
        plain = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return plain if isinstance(plain, dict) else None
