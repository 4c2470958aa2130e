"""The files below a folder that a run reads.

Git-ignored and excluded files, other programs' own folders and the copies that guidelint wrote are left out.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path as FilePath
from typing import TYPE_CHECKING

from guidelint.config.settings import Base, Exclude
from guidelint.files import bytes_with_an_end
from guidelint.lean.tuples import NamedTuple
from guidelint.readers import READERS
from guidelint.sources.inputs import as_written, name_of, suffix_of

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_WORKBOOKS = frozenset((".xlsx", ".xlsm"))
_ALWAYS_LEFT_OUT = frozenset(("node_modules", "__pycache__"))
_UNREAD = frozenset((".doc", ".wps", ".et", ".pdf"))
"""Formats in which guides are written that no reader reads."""
_HIDDEN = (".", "~$")
"""How names begin of what programs keep for themselves: hooks, workflows, settings, the lock of an open workbook."""
FIXED, ANNOTATED = ".fixed", ".annotated"
"""What the program puts before the ending of a workbook to name the copy that it makes of it."""
_Ignores = list[tuple[FilePath, "GitIgnoreSpec"]]
"""The .gitignore files that hold for a folder, the outermost first, each with the folder in which it stands."""


class _LeftOut(NamedTuple):
    """What some patterns leave out, and from where they start."""

    spec: GitIgnoreSpec
    base: Base

    def holds(self, path: str) -> bool:
        """Whether a path is left out; that of a folder ends with a slash."""
        return self.spec.match_file(self.base.place(path.rstrip("/")) + ("/" if path.endswith("/") else ""))


class Search:
    """What a search leaves out, and what it finds; `unread`: documents that no reader reads."""

    def __init__(self, excludes: Iterable[Exclude]) -> None:
        found = ((_spec(map(_from_here, exclude.patterns)), exclude.base) for exclude in excludes)
        self.unread: list[str] = []
        self._left_out = [
            _LeftOut(spec, base or Base.of(FilePath())) for spec, base in found if spec is not None
        ]

    def files(self, folder: FilePath, closed: list[str]) -> Iterator[tuple[str, str, str]]:
        """Path, name and known extension of the files below a folder, without what git or the caller leaves out.

        `closed` gets the folders in which one may not look.
        """
        above = _ignores_above(folder)
        if above is None:
            return
        ignores_of = {str(folder): above}
        for current, folders, files in os.walk(folder, onerror=lambda error: closed.append(error.filename)):
            here = FilePath(current)
            ignores = ignores_of.pop(current)
            if own := _spec(_lines(here / ".gitignore")):
                ignores = [*ignores, (here.resolve(), own)]
            skipped = partial(self._passes_over, here, here.resolve() if ignores else here, ignores)
            folders[:] = sorted(name for name in folders if not skipped(name, True))
            ignores_of.update({os.path.join(current, name): ignores for name in folders})  # noqa: PTH118 - as os.walk
            begin = name_of(f"{current}/x")[:-1]
            for name, extension in self._readable(begin, files, skipped):
                yield f"{current}/{name}", begin + as_written(name), extension

    def _readable(
        self, begin: str, files: list[str], skipped: Callable[[str, bool], bool]
    ) -> Iterator[tuple[str, str]]:
        """Name and extension of the files in a folder that a reader reads."""
        present = frozenset(files)
        for name in sorted(files):
            extension = suffix_of(name)
            if (extension not in READERS and extension not in _UNREAD) or skipped(name, False):
                continue
            if extension in _UNREAD:
                self.unread.append(begin + as_written(name))
            elif extension not in _WORKBOOKS or _original_of(name) not in present:
                yield name, extension

    def _passes_over(
        self, folder: FilePath, real: FilePath, ignores: _Ignores, name: str, is_folder: bool
    ) -> bool:
        """Whether it passes over a name in a folder, which is `real` without links."""
        if name in _ALWAYS_LEFT_OUT or name.startswith(_HIDDEN):
            return True
        if not (self._left_out or ignores):
            return False
        slash = "/" if is_folder else ""
        if any(each.holds((folder / name).as_posix() + slash) for each in self._left_out):
            return True
        return _is_ignored(real / name, slash, ignores)

    def would_skip(self, path: str) -> bool:
        """Whether a search from here would; where a path does not lead from here, it is judged by its own name."""
        plain = FilePath(path)
        names = plain.parts[-1:] if plain.is_absolute() else [name for name in plain.parts if name != ".."]
        if any(name in _ALWAYS_LEFT_OUT or name.startswith(_HIDDEN) for name in names):
            return True
        original = _original_of(plain.name)
        if original is not None and plain.with_name(original).is_file():
            return True
        return any(each.holds(plain.as_posix()) for each in self._left_out)


def _from_here(pattern: str) -> str:
    """A pattern that begins with ./ as .gitignore writes it, where ./ matches nothing."""
    return pattern[1:] if pattern.startswith("./") else pattern


def _spec(patterns: Iterable[str]) -> GitIgnoreSpec | None:
    """The patterns as one; those that are none (a lone ! or \\) say nothing, as with git."""
    lines = [line for line in patterns if line.strip()]
    if not lines:
        return None
    from pathspec import GitIgnoreSpec

    try:
        return GitIgnoreSpec.from_lines(lines)
    except ValueError:
        return GitIgnoreSpec.from_lines([line for line in lines if _is_pattern(line)])


def _is_pattern(line: str) -> bool:
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True


def _original_of(name: str) -> str | None:
    """Of which workbook a file is a copy that the program made, by its name; None for any other."""
    stem, ending = os.path.splitext(name)  # noqa: PTH122 - as in `suffix_of`
    begin = stem.removesuffix(FIXED).removesuffix(ANNOTATED)
    return begin + ending if begin and begin != stem and ending.lower() in _WORKBOOKS else None


def _is_ignored(path: FilePath, slash: str, ignores: _Ignores) -> bool:
    """Whether git ignores a path (`slash` for a folder) in a folder that it does not: the last word decides."""
    ignored = False
    for base, spec in ignores:
        stated = spec.check_file(path.relative_to(base).as_posix() + slash).include
        ignored = ignored if stated is None else stated
    return ignored


def _ignores_above(folder: FilePath) -> _Ignores | None:
    """The .gitignore files between the top of the repository and a folder; None where git ignores the folder."""
    way = [folder.resolve()]
    while not (way[-1] / ".git").exists():
        if way[-1].parent == way[-1]:
            return []
        way.append(way[-1].parent)
    found: _Ignores = []
    for parent, child in pairwise(reversed(way)):
        if spec := _spec(_lines(parent / ".gitignore")):
            found.append((parent, spec))
        if _is_ignored(child, "/", found):
            return None
    return found


def _lines(path: FilePath) -> list[str]:
    try:
        return bytes_with_an_end(path).decode("utf-8", errors="replace").splitlines()
    except OSError:
        return []
