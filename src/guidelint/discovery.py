"""Which files a run reads: named ones always, folders by extension, `.gitignore` and excludes respected."""

from __future__ import annotations

import json
import os
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import pairwise, takewhile
from pathlib import Path as FilePath
from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING

from guidelint.beside import Beside
from guidelint.config import STDIN, Base
from guidelint.errors import UsageError
from guidelint.inputs import NOTHING, Input
from guidelint.readers import READERS
from guidelint.tuples import NamedTuple

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

    from guidelint.readers.known import Kin

_TABLES = frozenset((".csv", ".tsv"))
"""Extensions of tables whose lists may stand in files beside them."""
_WORKBOOKS = frozenset((".xlsx", ".xlsm"))
_SMALL, _MUCH = 1 << 14, 1 << 20
_TO_READ = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NOT_TO_WAIT = getattr(os, "O_NONBLOCK", 0)
_NO_FILE = "是管道或设备，不是文件 (a pipe or a device, no file)"
_ALWAYS_LEFT_OUT = frozenset(("node_modules", "__pycache__"))
_HIDDEN = (".", "~$")
"""How names begin of what programs keep for themselves: hooks, workflows, settings, the lock of an open workbook."""
FIXED, ANNOTATED = ".fixed", ".annotated"
"""What the program puts before the ending of a workbook to name the copy that it makes of it."""
_Ignores = list[tuple[FilePath, "GitIgnoreSpec"]]
"""The .gitignore files that hold for a folder, the outermost first, each with the folder in which it stands."""

_SIGNS = {
    b"pk\x03\x04": ".xlsx",
    b"\xd0\xcf\x11\xe0": ".xls",
    b"<!doctype html": ".html",
    b"<html": ".html",
    b"<": ".xml",
}
"""How files begin, in small letters."""


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
    paths: Sequence[str],
    excludes: Iterable[Exclude] = (),
    force_exclude: bool = False,
    kin: Sequence[Kin] = (),
) -> list[Input]:
    """The sources of paths, each once, in order of their names; UsageError for a path that does not exist.

    `force_exclude`: the paths are a list that a program made, such as all files of a commit; what a search would
    leave out is left out, and for a list of a table stands the whole table. `kin` are the tables of platforms, which
    may be a file each.
    """
    left_out = _left_out_by(excludes)
    found: dict[str, Input] = {}
    for text in paths:
        path = FilePath(text)
        if path.is_dir():
            for file in _search(path, left_out):
                source = _input(*file, kin, searched=path)
                found.setdefault(source.name, source)
        elif not os.path.lexists(path):
            raise UsageError(f"没有这个文件或文件夹：{text}", f"no such file or folder: {text}")
        elif not force_exclude:
            name = _name(text)
            found[name] = _input(text, name, _extension(name), kin)
        elif not _is_left_out(text, left_out) and not _is_left_out(whole := _whole(text, kin), left_out):
            name = _name(whole)
            found.setdefault(name, _input(whole, name, _extension(name), kin, listed=True))
    whole_ones = [
        name
        for name, source in found.items()
        if source.extension not in _TABLES or found.keys().isdisjoint(mains_of(name, kin))
    ]
    return [found[name] for name in sorted(whole_ones)]


def stdin_input(data: bytes, filename: str | None) -> Input:
    """Standard input as a source; without a name its first characters tell what it is, if not YAML."""
    extension = FilePath(filename).suffix.lower() if filename else _told_by(data)
    return Input(filename or STDIN, extension, partial(bytes, data), named=True)


def _told_by(data: bytes) -> str:
    """The extension of a file that begins so. One object alone on the first of several lines begins a list of them."""
    begin = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for signs, extension in _SIGNS.items():
        if begin.startswith(signs):
            return extension
    if not begin.startswith((b"{", b"[")):
        return ".yaml"
    first, _, rest = data.strip().partition(b"\n")
    return ".jsonl" if rest and first.startswith(b"{") and _is_whole(first) else ".json"


def _is_whole(line: bytes) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _input(
    path: str,
    name: str,
    extension: str,
    kin: Sequence[Kin],
    searched: FilePath | None = None,
    listed: bool = False,
) -> Input:
    """A file as a source; `searched` is the folder whose search met it, `listed` whether a program names it."""
    read, named = partial(_bytes_of, path, met=searched is not None), searched is None and not listed
    attached = Beside(path, searched)
    if extension not in _TABLES:
        return Input(name, extension, read, named, NOTHING, attached, path, listed=listed)
    main = FilePath(path)
    beside, places = partial(_beside, main, kin), partial(_places, main, kin)
    return Input(name, extension, read, named, beside, attached, path, places=places, listed=listed)


def _bytes_of(path: str, met: bool = False) -> bytes:
    """The bytes of a file, by no more calls than it takes: a file object costs a small guide a tenth of its time.

    A pipe or a device that a search met has no end that anybody waits for; OSError.
    """
    handle = os.open(path, _TO_READ | (_NOT_TO_WAIT if met else 0))
    try:
        if met and not S_ISREG(os.fstat(handle).st_mode):
            raise OSError(_NO_FILE)
        parts = [os.read(handle, _SMALL)]
        while more := os.read(handle, _MUCH):  # a pipe gives what it has, and may have more
            parts.append(more)
        return b"".join(parts)
    finally:
        os.close(handle)


def mains_of(name: str, kin: Sequence[Kin] = ()) -> set[str]:
    """Beside which files one holds a list: `a/NAME.csv` for `a/NAME.materials.csv` or `a/NAME.申请材料.csv`, and a
    platform's table of matters for one of its lists."""
    if _extension(name) not in _TABLES:
        return set()
    path = FilePath(name)
    stems = {stem for tables in kin if path.stem in tables.lists for stem in tables.matters}
    if "." in path.stem:
        from guidelint.readers.lists import list_titled

        stem, _, title = path.stem.rpartition(".")
        stems |= {stem} if stem and list_titled(title) else set()
    return {_name(str(path.with_name(stem + path.suffix))) for stem in stems}


def _beside(main: FilePath, kin: Sequence[Kin]) -> dict[str, bytes]:
    """The files beside a table that hold its lists, by name; OSError where one cannot be read."""
    return {name: _bytes_of(path, met=True) for name, path in _places(main, kin).items()}


def _places(main: FilePath, kin: Sequence[Kin]) -> dict[str, str]:
    """The paths of the files beside a table that hold its lists, by name; OSError where they cannot be read."""
    folder = main.parent
    names = _listed(str(folder), folder.stat().st_mtime_ns)
    if not any(main.stem in tables.matters for tables in kin):
        begin = f"{main.stem}."
        names = list(takewhile(lambda name: name.startswith(begin), names[bisect_left(names, begin) :]))
    files = {_name(str(folder / name)): str(folder / name) for name in names}
    found = {name: path for name, path in files.items() if _name(str(main)) in mains_of(name, kin)}
    for path in found.values():
        _has_an_end(path)
    return found


def _has_an_end(path: str) -> None:
    """OSError for a pipe or a device, which nobody is to wait for: whoever opens it would."""
    mode = os.stat(path).st_mode  # noqa: PTH116 - as for all files that a search meets
    if not (S_ISREG(mode) or S_ISDIR(mode)):
        raise OSError(f"{FilePath(path).name} {_NO_FILE}")


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
    found = ((_spec(map(_from_here, exclude.patterns)), exclude.base) for exclude in excludes)
    return [_LeftOut(spec, base or Base.of(FilePath())) for spec, base in found if spec is not None]


def _from_here(pattern: str) -> str:
    """A pattern that begins with ./ as .gitignore writes it, where ./ matches nothing."""
    return pattern[1:] if pattern.startswith("./") else pattern


def _spec(patterns: Iterable[str]) -> GitIgnoreSpec | None:
    lines = [line for line in patterns if line.strip()]
    if not lines:
        return None
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(lines)


def _search(folder: FilePath, left_out: Sequence[_LeftOut]) -> Iterator[tuple[str, str, str]]:
    """Path, name and known extension of the files below a folder, without what git or the caller leaves out."""
    above = _ignores_above(folder)
    if above is None:
        return
    ignores_of = {str(folder): above}
    for current, folders, files in os.walk(folder):
        here = FilePath(current)
        ignores = ignores_of.pop(current)
        if own := _spec(_lines(here / ".gitignore")):
            ignores = [*ignores, (here.resolve(), own)]
        passed_over = partial(_left_out, here, here.resolve() if ignores else here, ignores, left_out)
        folders[:] = sorted(name for name in folders if not passed_over(name, True))
        ignores_of.update({os.path.join(current, name): ignores for name in folders})  # noqa: PTH118 - as os.walk
        begin = _name(f"{current}/x")[:-1]
        present = frozenset(files)
        for name in sorted(files):
            extension = _extension(name)
            if extension not in READERS or passed_over(name, False):
                continue
            if extension not in _WORKBOOKS or original_of(name) not in present:
                yield f"{current}/{name}", begin + _as_written(name), extension


def _left_out(
    folder: FilePath,
    real: FilePath,
    ignores: _Ignores,
    left_out: Sequence[_LeftOut],
    name: str,
    is_folder: bool,
) -> bool:
    """Whether a search passes over a name in a folder, which is `real` without links."""
    if name in _ALWAYS_LEFT_OUT or name.startswith(_HIDDEN):
        return True
    if not (left_out or ignores):
        return False
    slash = "/" if is_folder else ""
    if any(each.holds((folder / name).as_posix() + slash) for each in left_out):
        return True
    return _is_ignored(real / name, slash, ignores)


def _whole(path: str, kin: Sequence[Kin]) -> str:
    """The table of which a file holds a list, where there is one; else the file itself."""
    return next((main for main in sorted(mains_of(_name(path), kin)) if FilePath(main).is_file()), path)


def is_left_out(path: str, excludes: Iterable[Exclude]) -> bool:
    """Whether a search from here would pass over a file of this name."""
    return _is_left_out(path, _left_out_by(excludes))


def _is_left_out(path: str, left_out: Sequence[_LeftOut]) -> bool:
    """Whether a search from here would pass over a file; where a path does not lead from here, by its own name."""
    plain = FilePath(path)
    names = plain.parts[-1:] if plain.is_absolute() else [name for name in plain.parts if name != ".."]
    if any(name in _ALWAYS_LEFT_OUT or name.startswith(_HIDDEN) for name in names):
        return True
    original = original_of(plain.name)
    if original is not None and plain.with_name(original).is_file():
        return True
    return any(each.holds(plain.as_posix()) for each in left_out)


def original_of(name: str) -> str | None:
    """Of which workbook a file is a copy that the program made, by its name; None for any other."""
    stem, ending = os.path.splitext(name)  # noqa: PTH122 - as in `_extension`
    begin = stem.removesuffix(FIXED).removesuffix(ANNOTATED)
    return begin + ending if begin and begin != stem and ending.lower() in _WORKBOOKS else None


def _is_ignored(path: FilePath, slash: str, ignores: _Ignores) -> bool:
    """Whether git ignores a path (`slash` for a folder) in a folder that it does not: the last word decides."""
    ignored = False
    for base, spec in ignores:
        said = spec.check_file(path.relative_to(base).as_posix() + slash).include
        ignored = ignored if said is None else said
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
        return path.read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return []
