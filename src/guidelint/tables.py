"""Holds the long lists that stand as data beside the rules, each read once and only when asked for."""

from __future__ import annotations

from functools import cache
from pathlib import Path as FilePath


@cache
def table(name: str) -> frozenset[str]:
    """The entries of `rules/data/NAME.txt`: one a line, lines that begin with # are comments.

    OSError when there is no such file: the tables come with the package.
    """
    lines = (_data_folder() / f"{name}.txt").read_text("utf-8").splitlines()
    return frozenset(entry for line in lines if (entry := line.strip()) and not entry.startswith("#"))


def _data_folder() -> FilePath:
    """Inside the installed package, or at the top of a checkout."""
    inside = FilePath(__file__).parent / "rules"
    return (inside if inside.is_dir() else FilePath(__file__).parents[2] / "rules") / "data"
