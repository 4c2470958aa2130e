"""`guidelint baseline create/check/prune`: accept the findings of today, and no more without a reason."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath

from guidelint.cli.commands.check import inputs_of
from guidelint.cli.files import write_text
from guidelint.cli.settings import baseline_file, ruleset_of, supports_unicode, usual_baseline
from guidelint.errors import UsageError
from guidelint.files import has_an_end
from guidelint.report import Report
from guidelint.reporters.visible import visible
from guidelint.run.engine import run as lint
from guidelint.suppressions.baseline import Baseline, Sorted, against, coverage_of, entry_of, parse, render

_WORDS = {
    "zh": {
        "accepted": "{path}：已收录 {count} 处问题",
        "used": "以后检查时写 --baseline {path}，或者在 guidelint.yaml 里写 baseline，才只报新问题",
        "refused": "{path} 已存在，有 {count} 处问题不在其中；确认收录请加 --accept-new --reason",
        "new": "新增：{place}：{rule} {message}",
        "stale": "已过时：{path}:{line}：{rule} {matter}",
        "counts": "新增 {new} 处，已收录 {accepted} 处，已过时 {stale} 处",
        "pruned": "{path}：删去过时的 {stale} 处，余 {left} 处",
        "unjudged": "；另有 {count} 处无法判断：这次没有检查到它们的规则或者事项",
    },
    "en": {
        "accepted": "{path}: {count} findings accepted",
        "used": "check holds its findings against them with --baseline {path}, or baseline in guidelint.yaml",
        "refused": "{path} exists and {count} findings are new to it; accept them with --accept-new --reason",
        "new": "new: {place}: {rule} {message}",
        "stale": "stale: {path}:{line}: {rule} {matter}",
        "counts": "{new} new, {accepted} accepted, {stale} stale",
        "pruned": "{path}: {stale} stale entries dropped, {left} left",
        "unjudged": "; {count} not judged: this run did not ask their rules or see their guides",
    },
}


def run(options: argparse.Namespace) -> int:
    """The command."""
    ruleset = ruleset_of(options)
    path = baseline_file(options, ruleset) or usual_baseline(ruleset)
    if options.accept_new and not options.reason:
        raise UsageError(
            "用 --accept-new 要用 --reason 写明为什么接受这些问题",
            "--accept-new wants --reason: why are these findings accepted?",
        )
    report = lint(ruleset, inputs_of(options, ruleset), keep_matters=True)
    if options.action == "create":
        mention_config = not ruleset.config.baseline and path != usual_baseline(ruleset)
        return _create(path, report, options, mention_config)
    old = read_baseline(path, options.baseline is not None)
    outcome = against(report.findings, old, coverage_of(report, is_whole(options, old)))
    words = _WORDS[report.language]
    return _check(path, outcome, words) if options.action == "check" else _prune(path, old, outcome, words)


def read_baseline(path: FilePath, typed: bool) -> Baseline:
    """The baseline of a file; UsageError when it cannot be read, or nobody typed its name and it may have no end."""
    try:
        if not typed:
            has_an_end(str(path))
        return parse(path.as_posix(), path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise UsageError(
            f"没有基线 {path}，先用 guidelint baseline create 生成",
            f"no baseline {path}: guidelint baseline create makes it",
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"读不了基线 {path}：{error}", f"cannot read baseline {path}: {error}") from error


def is_whole(options: argparse.Namespace, baseline: Baseline) -> bool:
    """Whether the paths of a run hold all that a baseline is over: without a word of that, the folder it lies in."""
    folder = FilePath(baseline.file).parent
    seen = [FilePath(path).resolve() for path in options.paths if path != "-"]
    over = [(folder / path).resolve() for path in baseline.over or (".",)]
    return not options.exclude and all(any(each.is_relative_to(own) for own in seen) for each in over)


def _create(path: FilePath, report: Report, options: argparse.Namespace, mention_config: bool) -> int:
    """Entries that this run could not see stay. `mention_config`: say that `check` must be given the file."""
    words, entries = _WORDS[report.language], [entry_of(finding) for finding in report.findings]
    over = set(_over(path, options.paths))
    comments: tuple[str, ...] = ()
    if path.exists():
        old = read_baseline(path, options.baseline is not None)
        whole = is_whole(options, old)
        outcome = against(report.findings, old, coverage_of(report, whole))
        if outcome.new and not options.accept_new:
            raise UsageError(
                *[_WORDS[lang]["refused"].format(path=path, count=len(outcome.new)) for lang in ("zh", "en")]
            )
        comments = _comments(old, len(outcome.new), report.as_of, options.reason)
        entries += [entry for _, entry in outcome.unjudged]
        over |= set() if whole else set(old.over or (".",))
    write_text(path, render(entries, comments, over))
    print(words["accepted"].format(path=path, count=len(entries)))
    if mention_config:
        print(words["used"].format(path=path))
    return 0


def _over(file: FilePath, paths: list[str]) -> Iterator[str]:
    """Paths as a baseline names them: from its folder, so that they hold wherever a run begins."""
    for path in paths:
        if path != "-" and "\n" not in path:
            try:
                yield os.path.relpath(path, file.parent).replace(os.sep, "/")
            except ValueError:  # on another drive
                yield FilePath(path).absolute().as_posix()


def _comments(old: Baseline, new: int, as_of: str, reason: str | None) -> tuple[str, ...]:
    """The comments of a baseline, with why more is accepted."""
    words = " ".join((reason or "").split())
    return (*old.comments, f"# accepted {new} on {as_of}: {words}") if new else old.comments


def _check(path: FilePath, outcome: Sorted, words: Mapping[str, str]) -> int:
    for finding in outcome.new:
        place = finding.location.place
        _print(words["new"].format(place=place, rule=finding.rule, message=finding.message))
    for line, entry in outcome.stale:
        _print(words["stale"].format(path=path, line=line, rule=entry.rule, matter=entry.matter))
    counts = {name: len(found) for name, found in outcome._asdict().items()}
    print(words["counts"].format(**counts) + _unjudged(outcome, words))
    return int(bool(outcome.new or outcome.stale))


def _print(line: str) -> None:
    print(visible(line, supports_unicode()))


def _prune(path: FilePath, old: Baseline, outcome: Sorted, words: Mapping[str, str]) -> int:
    stale = {line for line, _ in outcome.stale}
    kept = [entry for line, entry in old.entries if line not in stale]
    write_text(path, render(kept, old.comments, old.over))
    summary_line = words["pruned"].format(path=path, stale=len(stale), left=len(kept))
    print(summary_line + _unjudged(outcome, words))
    return 0


def _unjudged(outcome: Sorted, words: Mapping[str, str]) -> str:
    count = len(outcome.unjudged)
    return words["unjudged"].format(count=count) if count else ""
