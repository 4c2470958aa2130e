"""What has changed since a git base: the sources that differ, all sources as they were, and what is new in a report."""

from __future__ import annotations

import os
import posixpath
import subprocess
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path as FilePath
from typing import TYPE_CHECKING

from guidelint.errors import UsageError
from guidelint.finding import Finding
from guidelint.lean.structs import replace
from guidelint.lean.tuples import NamedTuple
from guidelint.readers import READERS
from guidelint.report import Report
from guidelint.sources.discovery import main_tables_of
from guidelint.sources.inputs import NOTHING, Input
from guidelint.suppressions.baseline import without_known

if TYPE_CHECKING:
    from guidelint.readers.known import TableFamily

_OF_ONE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY")
"""Where git keeps a repository, as it tells its hooks."""
Judge = Callable[[list[Input], bool], Report]
"""What checks sources under the options of a run; the flag: if interrupted, it reports what it has found so far."""


class Commit(NamedTuple):
    """A commit: its name, the top of its repository, its files by their names from there, and lists by their
    tables.

    `families` are the tables of platforms, which may be a file each; `at` is the folder of a submodule.
    """

    name: str
    top: FilePath
    files: frozenset[str]
    lists: Mapping[str, list[str]]
    families: Sequence[TableFamily]
    at: FilePath | None = None


class Changes(NamedTuple):
    """The names of the sources that differ from a commit, and all sources as they were there."""

    names: frozenset[str]
    before: list[Input]


def report_of_changes(
    judge: Judge, sources: Sequence[Input], base: str, partial: bool, families: Sequence[TableFamily]
) -> Report:
    """What a check finds on sources that have changed, or between these and others, and is new since then.

    All sources are checked, so that the copy of a guide meets its original; and, where something is found, once more
    as they were.
    """
    changes = changes_since(sources, base, families)
    if not changes.names:
        return judge([], partial)
    report = judge(list(sources), partial)
    changed = _names(source for source in sources if source.name in changes.names)
    unchanged = _names(source for source in sources if source.name not in changes.names)

    def is_of_change(finding: Finding) -> bool:
        """Whether a finding is on a changed source, or on no source at all but the run."""
        others = [each.location.source for each in finding.related if each.location]
        return finding.location.source not in unchanged or not changed.isdisjoint(others)

    own = replace(
        report,
        findings=tuple(filter(is_of_change, report.findings)),
        baselined=tuple(filter(is_of_change, report.baselined)),
        suppressed=tuple(entry for entry in report.suppressed if is_of_change(entry.finding)),
        not_checked=tuple(entry for entry in report.not_checked if entry.source not in unchanged),
    )
    if not own.findings or report.interrupted:
        return own
    elsewhere = Counter(finding.fingerprint for finding in report.findings if not is_of_change(finding))
    try:
        known = Counter(finding.fingerprint for finding in judge(changes.before, False).findings)
    except KeyboardInterrupt:
        if not partial:
            raise
        return replace(own, interrupted=True)
    return without_known(own, known - elsewhere)


def changes_since(sources: Sequence[Input], base: str, families: Sequence[TableFamily]) -> Changes:
    """Which sources differ from where the branch left the base; a table does where one of its lists does.

    Standard input always differs, and so does what lies outside of the repository. A submodule is held against the
    commit that the base has of it.
    """
    placed = [(FilePath(source.path or source.name).resolve(), source) for source in sources]
    top = FilePath(os.fsdecode(git("rev-parse", "--show-toplevel")).removesuffix("\n")).resolve()
    commits = list(_commits(_common(base), top, [place for place, _ in placed], families))
    differ = {place for commit in commits for place in _differing(commit)}
    new_folders = {place for place in differ if place.is_dir()}.difference(commit.top for commit in commits)
    now = {
        place: source
        for place, source in placed
        if source.path is None
        or place in differ
        or not place.is_relative_to(top)
        or not new_folders.isdisjoint(place.parents)
    }
    own = {place for place, source in now.items() if source.named}
    gone = {place for place in differ if not place.exists()}
    held = [(_commit_of(commits, place), place) for place in gone.union(now)]
    old = [_at(commit, place, now.get(place)) for commit, place in held if _was(commit, place, place in own)]
    before = [*(source for place, source in placed if place not in now), *old]
    changed = frozenset(source.name for place, source in placed if place in now)
    return Changes(changed, sorted(before, key=lambda source: source.name))


def _common(base: str) -> str:
    """The commit where the branch left the base."""
    try:
        return git("merge-base", "--", base, "HEAD").decode().strip()
    except UsageError as error:
        git("cat-file", "-e", "--", f"{base}^{{commit}}")  # says what is wrong where there is no such commit
        raise UsageError(
            f"--changed：{base} 和 HEAD 没有共同的提交，是不是没有取全历史？",
            f"--changed: {base} and HEAD have no commit in common; was all of the history fetched?",
        ) from error


def _commits(
    name: str,
    top: FilePath,
    places: Sequence[FilePath],
    families: Sequence[TableFamily],
    at: FilePath | None = None,
) -> Iterator[Commit]:
    """A commit, then those that it has of the submodules in which sources lie."""
    files: set[str] = set()
    modules: dict[FilePath, str] = {}
    for entry in _split(git("ls-tree", "-r", "--full-tree", "-z", name, at=at)):
        (_, kind, of), file = entry.partition("\t")[0].split(), entry.partition("\t")[2]
        if kind == "commit":
            modules[top / file] = of
        else:
            files.add(file)
    lists: dict[str, list[str]] = {}
    for file in sorted(files):
        for table in main_tables_of(file, families) & files:
            lists.setdefault(table, []).append(file)
    yield Commit(name, top, frozenset(files), lists, families, at)
    for folder, of in modules.items():
        if (folder / ".git").exists() and any(place.is_relative_to(folder) for place in places):
            yield from _commits(of, folder, places, families, folder)


def _differing(commit: Commit) -> set[FilePath]:
    """Where the work tree differs from a commit; of a new submodule or a repository inside, its folder."""
    names = _split(
        git("diff", "--name-only", "--no-renames", "--no-relative", "-z", commit.name, at=commit.at)
    )
    new = ("ls-files", "--others", "--exclude-standard", "--full-name", "-z", commit.top.as_posix())
    names += _split(git(*new, at=commit.at))
    return {
        (commit.top / name).resolve()
        for whole in names
        for name in (whole, *main_tables_of(whole, commit.families))
    }


def _commit_of(commits: Sequence[Commit], place: FilePath) -> Commit:
    """The commit of the repository in which a place lies, the innermost."""
    return next((commit for commit in reversed(commits) if place.is_relative_to(commit.top)), commits[0])


def _split(listed: bytes) -> list[str]:
    """Names as the file system spells them, which may be no UTF-8."""
    return [name for name in os.fsdecode(listed).split("\0") if name]


def _names(sources: Iterable[Input]) -> frozenset[str]:
    """The names of sources and of the files beside them."""
    return frozenset(name for source in sources for name in (source.name, *_companion_path(source)))


def _companion_path(source: Input) -> Iterable[str]:
    try:
        return source.places()
    except OSError:  # which the report tells
        return ()


def _was(commit: Commit, place: FilePath, named: bool) -> bool:
    """Whether a commit has a source there: a file that can be read, and is no list of a table unless it is named."""
    name = _name_in(commit, place)
    if name not in commit.files or place.suffix.lower() not in READERS:
        return False
    return named or main_tables_of(name, commit.families).isdisjoint(commit.files)


def _name_in(commit: Commit, place: FilePath) -> str:
    return place.relative_to(commit.top).as_posix() if place.is_relative_to(commit.top) else ""


def _at(commit: Commit, place: FilePath, now: Input | None) -> Input:
    """A source as it was in a commit, under the name that it has now, if it is there."""
    name = _name_in(commit, place)
    called = os.path.relpath(place).replace(os.sep, "/") if now is None else now.name
    lists = {
        posixpath.join(posixpath.dirname(called), posixpath.basename(file)): file
        for file in commit.lists.get(name, ())
    }
    return Input(
        called,
        place.suffix.lower(),
        partial(_read, commit, name),
        named=now is not None and now.named,
        companions=partial(_read_all, commit, lists) if lists else NOTHING,
        attached=partial(_read_companion, commit, name),
        listed=now is None or now.listed,
    )


def _read(commit: Commit, name: str) -> bytes:
    """A file as git would check it out: what it keeps may be a pointer (LFS), or in another encoding."""
    return git("cat-file", "--filters", f"{commit.name}:{name}", at=commit.at)


def _read_all(commit: Commit, names: Mapping[str, str]) -> dict[str, bytes]:
    return {called: _read(commit, name) for called, name in names.items()}


def _read_companion(commit: Commit, name: str, path: str) -> bytes | None:
    """What a guide names, from beside it; None where there is none, or it is outside of the repository."""
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(name), path.replace("\\", "/")))
    if beside.startswith(("..", "/")):
        return None
    try:
        return _read(commit, beside)
    except UsageError:
        return None


def git(*words: str, at: FilePath | None = None) -> bytes:
    """The output of a git command; UsageError with git's own words when it fails.

    `at` the folder of a submodule the repository that a hook's environment names is not the one to ask.
    """
    env = None if at is None else {name: text for name, text in os.environ.items() if name not in _OF_ONE}
    try:
        done = subprocess.run(("git", *words), cwd=at, env=env, capture_output=True, check=False)
    except OSError as error:
        raise UsageError("--changed 要用 git，本机没有", "--changed needs git") from error
    if done.returncode != 0:
        message = done.stderr.decode(errors="replace").strip()
        raise UsageError(f"--changed：git 说 {message}", f"--changed: {message}")
    return done.stdout
