"""Detects changed files without reading them, by their sizes and modification times."""

from __future__ import annotations

import json
import os
import sys
from functools import cache
from pathlib import Path as FilePath

from guidelint.tables import data_folder, rules_folder

Stamp = list[tuple[str, int, int]]
"""(path, size, time in ns) of every file in a folder, by name."""


def stamp(folder: str) -> Stamp:
    """The files under a folder; none where it is not there. Folders that are links are not gone into."""
    facts: Stamp = []
    _add(facts, folder)
    return sorted(facts)


def _add(facts: Stamp, folder: str) -> None:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if not entry.is_dir(follow_symlinks=False):
            fact = _fact(entry)
            facts.append((entry.path, fact.st_size, fact.st_mtime_ns))
        elif entry.name != "__pycache__":
            _add(facts, entry.path)


def _fact(entry: os.DirEntry[str]) -> os.stat_result:
    try:
        return entry.stat()
    except OSError:  # a link that leads nowhere
        return entry.stat(follow_symlinks=False)


@cache
def program_stamp() -> str:
    """Changes when the program does, or a rule or dialect that comes with it; tables have a stamp of their own.

    A cache of what was made of definitions is named by it, and so never outlives them or the code that made it.
    """
    package, rules, tables = FilePath(__file__).parents[1], rules_folder(), str(data_folder())
    folders = [package] if rules.is_relative_to(package) else [package, rules]
    facts = [fact for folder in folders for fact in stamp(str(folder)) if not fact[0].startswith(tables)]
    return json.dumps(facts)


def packages_stamp() -> list[tuple[str, int]]:
    """Changes when a package is installed, removed or upgraded: some are the readers of a format."""
    folders = [FilePath(path) for path in sys.path if path.endswith("-packages")]
    return [(str(folder), folder.stat().st_mtime_ns) for folder in folders if folder.is_dir()]
