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
from guidelint.config import STDIN, Base
from guidelint.errors import UsageError
from guidelint.inputs import NOTHING, Input
from guidelint.readers import READERS
from guidelint.tuples import NamedTuple

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_TABLES = frozenset((".csv", ".tsv"))
"""Extensions of tables whose lists may stand in files beside them."""
_SMALL, _MUCH = 1 << 14, 1 << 20
_TO_READ = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_ALWAYS_LEFT_OUT = frozenset((".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv"))


class Exclude(NamedTuple):
    """Patterns of what is left out, as .gitignore has them, and from where they start: a config, or this folder."""

    patterns: Sequence[str]
    base: Base | None = None


class _LeftOut(NamedTuple):
    spec: GitIgnoreSpec
    base: Base

    def holds(self, path: str) -> bool:
        """Whether a path is left out; that of a folder ends with a slash."""
        return self.spec.match_file(self.base.place(path.rstrip("/")) + ("/" if path.endswith("/") else ""))


def inputs(
    paths: Sequence[str], excludes: Iterable[Exclude] = (), force_exclude: bool = False
) -> list[Input]:
    """The sources of paths, each once, in order of their names; UsageError for a path that does not exist."""
    left_out = _left_out_by(excludes)
    found: dict[str, Input] = {}
    for text in paths:
        path = FilePath(text)
        if path.is_dir():
            for file in _search(path, left_out):
                source = _input(*file, searched=path)
                found.setdefault(source.name, source)
        elif not os.path.lexists(path):
            raise UsageError(f"no such file or folder: {text}")
        elif not (force_exclude and any(each.holds(path.as_posix()) for each in left_out)):
            name = _name(text)
            found[name] = _input(text, name, _extension(name), searched=None)
    whole = [
        name
        for name, source in found.items()
        if source.extension not in _TABLES or _main_of(name) not in found
    ]
    return [found[name] for name in sorted(whole)]


def stdin_input(data: bytes, filename: str | None) -> Input:
    """Standard input as a source; without a name its first character tells JSON from YAML."""
    name = filename or STDIN
    extension = FilePath(name).suffix.lower()
    if not filename:
        extension = ".json" if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") else ".yaml"
    return Input(name, extension, partial(bytes, data), named=True)


def _input(path: str, name: str, extension: str, searched: FilePath | None) -> Input:
    """A file as a source; `searched` is the folder whose search met it, if the caller did not name it."""
    read = partial(_bytes_of, path)
    if extension not in _TABLES:
        return Input(name, extension, read, searched is None, NOTHING, Beside(path, searched), path)
    main = FilePath(path)
    beside, places = partial(_beside, main), partial(_places, main)
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


def _main_of(name: str) -> str | None:
    """Beside which file one holds a list: `a/NAME.csv` for `a/NAME.materials.csv` or `a/NAME.申请材料.csv`."""
    if _extension(name) not in _TABLES:
        return None
    path = FilePath(name)
    if "." not in path.stem:
        return None
    from guidelint.readers.lists import list_titled

    stem, _, title = path.stem.rpartition(".")
    return _name(str(path.with_name(stem + path.suffix))) if stem and list_titled(title) else None


def _beside(main: FilePath) -> dict[str, bytes]:
    """The files beside a table that hold its lists, by name; OSError where one cannot be read."""
    return {name: FilePath(path).read_bytes() for name, path in _places(main).items()}


def _places(main: FilePath) -> dict[str, str]:
    """The paths of the files beside a table that hold its lists, by name; OSError where its folder cannot be read."""
    folder = main.parent
    names = _listed(str(folder), folder.stat().st_mtime_ns)
    begin = f"{main.stem}."
    near = takewhile(lambda name: name.startswith(begin), names[bisect_left(names, begin) :])
    files = {_name(str(folder / name)): str(folder / name) for name in near}
    return {name: path for name, path in files.items() if _main_of(name) == _name(str(main))}


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


def _left_out_by(excludes: Iterable[Exclude]) -> list[_LeftOut]:
    found = ((_spec(exclude.patterns), exclude.base) for exclude in excludes)
    return [_LeftOut(spec, base or Base.of(FilePath())) for spec, base in found if spec is not None]


def _spec(patterns: Iterable[str]) -> GitIgnoreSpec | None:
    lines = [line for line in patterns if line.strip()]
    if not lines:
        return None
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(lines)


def _search(folder: FilePath, left_out: Sequence[_LeftOut]) -> Iterator[tuple[str, str, str]]:
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
            if name not in _ALWAYS_LEFT_OUT and not _left_out(here, name, True, ignores, left_out)
        )
        above = _name(f"{current}/x")[:-1]
        for name in sorted(files):
            extension = _extension(name)
            if extension in READERS and not _left_out(here, name, False, ignores, left_out):
                yield f"{current}/{name}", above + _as_written(name), extension


def _left_out(
    folder: FilePath,
    name: str,
    is_folder: bool,
    ignores: list[tuple[FilePath, GitIgnoreSpec]],
    left_out: Sequence[_LeftOut],
) -> bool:
    slash = "/" if is_folder else ""
    if any(each.holds((folder / name).as_posix() + slash) for each in left_out):
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
