"""Which files a run reads: named ones always, folders by extension, `.gitignore` and excludes respected."""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import takewhile
from pathlib import Path as FilePath
from typing import TYPE_CHECKING

from guidelint.beside import Beside
from guidelint.errors import UsageError
from guidelint.inputs import NOTHING, Input
from guidelint.readers import READERS

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

    from guidelint.readers.platform_tables import Kin

_TABLES = frozenset((".csv", ".tsv"))
"""Extensions of tables whose lists may stand in files beside them."""
_SMALL, _MUCH = 1 << 14, 1 << 20
_TO_READ = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_ALWAYS_LEFT_OUT = frozenset((".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv"))


def inputs(
    paths: Sequence[str], exclude: Sequence[str], force_exclude: bool, kin: Sequence[Kin] = ()
) -> list[Input]:
    """The sources of paths, each once, in order of their names; UsageError for a path that does not exist.

    `kin` are the tables of platforms, which may be a file each.
    """
    spec = _spec(exclude)
    found: dict[str, Input] = {}
    for text in paths:
        path = FilePath(text)
        if path.is_dir():
            for file in _search(path, spec):
                source = _input(*file, searched=path, kin=kin)
                found.setdefault(source.name, source)
        elif not os.path.lexists(path):
            raise UsageError(f"no such file or folder: {text}")
        elif not (force_exclude and spec and spec.match_file(path.as_posix())):
            name = _name(text)
            found[name] = _input(text, name, _extension(name), searched=None, kin=kin)
    whole = [
        name
        for name, source in found.items()
        if source.extension not in _TABLES or found.keys().isdisjoint(_mains_of(name, kin))
    ]
    return [found[name] for name in sorted(whole)]


def stdin_input(data: bytes, filename: str | None) -> Input:
    """Standard input as a source; without a name its first character tells JSON from YAML."""
    name = filename or "<stdin>"
    extension = FilePath(name).suffix.lower()
    if not filename:
        extension = ".json" if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") else ".yaml"
    return Input(name, extension, partial(bytes, data), named=True)


def _input(path: str, name: str, extension: str, searched: FilePath | None, kin: Sequence[Kin]) -> Input:
    """A file as a source; `searched` is the folder whose search met it, if the caller did not name it."""
    read = partial(_bytes_of, path)
    if extension not in _TABLES:
        return Input(name, extension, read, searched is None, NOTHING, Beside(path, searched), path)
    main = FilePath(path)
    beside, places = partial(_beside, main, kin), partial(_places, main, kin)
    return Input(name, extension, read, searched is None, beside, Beside(path, searched), path, places=places)


def _bytes_of(path: str) -> bytes:
    """The bytes of a file, by no more calls than it takes: a file object costs a small guide a tenth of its time."""
    handle = os.open(path, _TO_READ)
    try:
        parts = [os.read(handle, _SMALL)]
        while more := os.read(handle, _MUCH):  # a pipe gives what it has, and may have more
            parts.append(more)
        return b"".join(parts)
    finally:
        os.close(handle)


def _mains_of(name: str, kin: Sequence[Kin]) -> set[str]:
    """Beside which files one holds a list: `a/NAME.csv` for `a/NAME.materials.csv` or `a/NAME.申请材料.csv`, and a
    platform's table of matters for one of its lists."""
    path = FilePath(name)
    if _extension(name) not in _TABLES:
        return set()
    stems = {stem for tables in kin if path.stem in tables.lists for stem in tables.matters}
    if "." in path.stem:
        from guidelint.readers.lists import list_titled

        stem, _, title = path.stem.rpartition(".")
        stems |= {stem} if stem and list_titled(title) else set()
    return {_name(str(path.with_name(stem + path.suffix))) for stem in stems}


def _beside(main: FilePath, kin: Sequence[Kin]) -> dict[str, bytes]:
    """The files beside a table that hold its lists, by name; OSError where one cannot be read."""
    return {name: FilePath(path).read_bytes() for name, path in _places(main, kin).items()}


def _places(main: FilePath, kin: Sequence[Kin]) -> dict[str, str]:
    """The paths of the files beside a table that hold its lists, by name; OSError where its folder cannot be read."""
    folder = main.parent
    names = _listed(str(folder), folder.stat().st_mtime_ns)
    if not any(main.stem in tables.matters for tables in kin):
        begin = f"{main.stem}."
        names = list(takewhile(lambda name: name.startswith(begin), names[bisect_left(names, begin) :]))
    files = {_name(str(folder / name)): str(folder / name) for name in names}
    return {name: path for name, path in files.items() if _name(str(main)) in _mains_of(name, kin)}


@lru_cache(maxsize=4)
def _listed(folder: str, changed: int) -> list[str]:
    """The names in a folder that was last changed then, in order: a folder of tables is not listed for each of them."""
    return sorted(file.name for file in FilePath(folder).iterdir())


def _name(path: str) -> str:
    """How reports call a file: its path without detours, with forward slashes, as it can be written."""
    return _as_written(os.path.normpath(path).replace(os.sep, "/"))


def _as_written(text: str) -> str:
    """A file's name with a question mark for what is no character."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def _extension(name: str) -> str:
    return os.path.splitext(name)[1].lower()  # noqa: PTH122 - a Path for each of thousands of files takes longer


def _spec(patterns: Iterable[str]) -> GitIgnoreSpec | None:
    lines = [line for line in patterns if line.strip()]
    if not lines:
        return None
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(lines)


def _search(folder: FilePath, exclude: GitIgnoreSpec | None) -> Iterator[tuple[str, str, str]]:
    """Path, name and known extension of the files below a folder, without what git or the caller leaves out."""
    ignores = _ignores_above(folder)
    for current, folders, files in os.walk(folder):
        here = FilePath(current)
        own = _spec(_lines(here / ".gitignore"))
        if own:
            ignores.append((here.resolve(), own))
        folders[:] = sorted(
            name
            for name in folders
            if name not in _ALWAYS_LEFT_OUT and not _left_out(here, name, True, ignores, exclude)
        )
        above = _name(f"{current}/x")[:-1]
        for name in sorted(files):
            extension = _extension(name)
            if extension in READERS and not _left_out(here, name, False, ignores, exclude):
                yield f"{current}/{name}", above + _as_written(name), extension


def _left_out(
    folder: FilePath,
    name: str,
    is_folder: bool,
    ignores: list[tuple[FilePath, GitIgnoreSpec]],
    exclude: GitIgnoreSpec | None,
) -> bool:
    slash = "/" if is_folder else ""
    if exclude and exclude.match_file((folder / name).as_posix() + slash):
        return True
    if not ignores:
        return False
    whole = folder.resolve() / name
    return any(
        whole.is_relative_to(base) and spec.match_file(whole.relative_to(base).as_posix() + slash)
        for base, spec in ignores
    )


def _ignores_above(folder: FilePath) -> list[tuple[FilePath, GitIgnoreSpec]]:
    """The .gitignore files between the top of the repository and a folder."""
    found: list[tuple[FilePath, GitIgnoreSpec]] = []
    start = folder.resolve()
    for parent in start.parents if not (start / ".git").exists() else ():
        spec = _spec(_lines(parent / ".gitignore"))
        if spec:
            found.append((parent, spec))
        if (parent / ".git").exists():
            return found
    return []


def _lines(path: FilePath) -> list[str]:
    try:
        return path.read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return []
