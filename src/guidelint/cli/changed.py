"""What has changed since a git base: the files to lint, and the findings that were there before."""

from __future__ import annotations

import os
import posixpath
import subprocess
from collections import Counter
from collections.abc import Sequence
from pathlib import Path as FilePath

from guidelint.engine import run as lint
from guidelint.errors import UsageError
from guidelint.inputs import Input
from guidelint.ruleset import Ruleset


def git(*words: str) -> bytes:
    """The output of a git command; UsageError with git's own words when it fails."""
    try:
        done = subprocess.run(("git", *words), capture_output=True, check=False)
    except OSError as error:
        raise UsageError("--changed needs git") from error
    if done.returncode != 0:
        raise UsageError(f"--changed: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout


def changed_inputs(inputs: Sequence[Input], base: str) -> tuple[list[Input], list[Input]]:
    """Those inputs that differ from where the branch left the base, and the base's versions of what differs."""
    root = FilePath(git("rev-parse", "--show-toplevel").decode().strip())
    start = git("merge-base", base, "HEAD").decode().strip()
    listed = git("diff", "--name-only", "--no-renames", "-z", start).decode("utf-8", "replace").split("\0")
    listed += (
        git("ls-files", "--others", "--exclude-standard", "--full-name", "-z", root.as_posix())
        .decode()
        .split("\0")
    )
    names = {(root / name).resolve() for name in listed if name}
    now = [source for source in inputs if FilePath(source.name).resolve() in names]
    before = set(git("ls-tree", "-r", "--name-only", "--full-tree", "-z", start).decode().split("\0"))
    extensions = {source.extension for source in inputs}
    old = [
        _at(start, name, os.path.relpath(root / name).replace(os.sep, "/"))
        for name in sorted(before.intersection(listed))
        if FilePath(name).suffix.lower() in extensions
    ]
    return now, old


def _at(commit: str, name: str, here: str) -> Input:
    """A file of the repository as it was at a commit, under the name that it has from the current folder."""
    extension = FilePath(name).suffix.lower()

    def attached(path: str) -> bytes | None:
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(name), path.replace("\\", "/")))
        if beside.startswith(("..", "/")):
            return None
        try:
            return git("show", f"{commit}:{beside}")
        except UsageError:
            return None

    return Input(here, extension, lambda: git("show", f"{commit}:{name}"), named=False, attached=attached)


def known_findings(ruleset: Ruleset, old: Sequence[Input], as_of: str) -> Counter[str]:
    """How often each finding stood in the older versions, by fingerprint."""
    return Counter(finding.fingerprint for finding in lint(ruleset, old, as_of).findings)
