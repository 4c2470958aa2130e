"""The long word lists and tables in `rules/data`, each read once and only when needed."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path as FilePath


@cache
def table(name: str) -> frozenset[str]:
    """The entries of `rules/data/NAME.txt`: words, one a line; lines that begin with # are comments.

    OSError when there is no such file: the tables come with the package.
    """
    text = (data_folder() / f"{name}.txt").read_text("utf-8")
    return frozenset(re.sub("(?m)^#.*$", "", text).split())


def rows(name: str, folder: FilePath | None = None) -> list[tuple[str, ...]]:
    """The rows of `NAME.tsv` in the folder of the tables (or another) without its comments and column names.

    Every row is as long as the row of names; OSError when there is no such file.
    """
    return [tuple(line.split("\t")) for line in lines(name, folder)]


def lines(name: str, folder: FilePath | None = None) -> list[str]:
    """The rows as they are written, with a tab between two cells."""
    written = ((folder or data_folder()) / f"{name}.tsv").read_text("utf-8").splitlines()
    return [line for line in written if line and line[0] != "#"][1:]


def data_folder() -> FilePath:
    """The folder of the tables, beside the rules."""
    return rules_folder() / "data"


def rules_folder() -> FilePath:
    """The folder of built-in rules: inside the installed package, or at the top of a checkout."""
    inside = FilePath(__file__).parent / "rules"
    return inside if inside.is_dir() else FilePath(__file__).parents[2] / "rules"
