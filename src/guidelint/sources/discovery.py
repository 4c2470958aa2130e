"""The sources behind paths: files named or found by a search, tables with the files of their lists."""

from __future__ import annotations

import json
import os
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache, partial
from itertools import takewhile
from pathlib import Path as FilePath
from stat import S_ISREG
from typing import TYPE_CHECKING

from guidelint.config.settings import STDIN, Exclude
from guidelint.errors import UsageError
from guidelint.files import NO_FILE, has_an_end
from guidelint.sources.companion_files import CompanionFiles
from guidelint.sources.inputs import NOTHING, Input, name_of, suffix_of

if TYPE_CHECKING:
    from guidelint.readers.known import TableFamily
    from guidelint.sources.search import Search

_TABLES = frozenset((".csv", ".tsv"))
"""Extensions of tables whose lists may stand in files beside them."""
_SMALL, _MUCH = 1 << 14, 1 << 20
_TO_READ = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NOT_TO_WAIT = getattr(os, "O_NONBLOCK", 0)
_WIDE_MARKS = "（引号和选项前的 -- 要用半角的）", " (quotes, and the -- of options, must be ASCII)"
"""What may be wrong with a path that begins as an input method for Chinese types these."""
_MAGIC = {
    b"pk\x03\x04": ".xlsx",
    b"\xd0\xcf\x11\xe0": ".xls",
    b"<!doctype html": ".html",
    b"<html": ".html",
    b"<": ".xml",
}
"""How files begin, in small letters."""


def inputs(
    paths: Sequence[str],
    excludes: Iterable[Exclude] = (),
    force_exclude: bool = False,
    families: Sequence[TableFamily] = (),
    unread: list[str] | None = None,
) -> list[Input]:
    """The sources of paths, each once, in order of their names; UsageError for a path that does not exist.

    `unread` gets the names of the documents in searched folders that no reader reads.

    `force_exclude`: the paths are a list that a program made, such as all files of a commit; what a search
    would leave out is left out, and for a list of a table stands the whole table. `families` are the tables
    of platforms, which may be a file each.
    """
    search = cache(partial(_search_without, excludes))
    found: dict[str, Input] = {}
    for text in paths:
        path = FilePath(text)
        if path.is_dir():
            unlistable: list[str] = []
            for file in search().files(path, unlistable):
                source = _input(*file, families, searched=path)
                found.setdefault(source.name, source)
            found |= {source.name: source for source in map(_unlistable, unlistable)}
            if unread is not None:
                unread[:] = dict.fromkeys(search().unread)
        elif not os.path.lexists(path):
            hint, hint_en = _WIDE_MARKS if text.startswith(tuple("“‘”—–－")) else ("", "")
            raise UsageError(
                f"没有这个文件或文件夹：{text}{hint}", f"no such file or folder: {text}{hint_en}"
            )
        elif not force_exclude:
            name = name_of(text)
            found[name] = _input(text, name, suffix_of(name), families)
        elif not (search().would_skip(text) or search().would_skip(whole := _whole_table(text, families))):
            name = name_of(whole)
            found.setdefault(name, _input(whole, name, suffix_of(name), families, listed=True))
    whole_ones = [
        name
        for name, source in found.items()
        if source.extension not in _TABLES or found.keys().isdisjoint(main_tables_of(name, families))
    ]
    return [found[name] for name in sorted(whole_ones)]


def _search_without(excludes: Iterable[Exclude]) -> Search:
    """A search; most runs have their files named, and need none."""
    from guidelint.sources.search import Search

    return Search(excludes)


def stdin_input(data: bytes, filename: str | None) -> Input:
    """Standard input as a source; without a name its first characters tell what it is, if not YAML."""
    extension = FilePath(filename).suffix.lower() if filename else _extension_of(data)
    return Input(filename or STDIN, extension, partial(bytes, data), named=True)


def _extension_of(data: bytes) -> str:
    """The extension of a file that begins so. One object alone on the first of several lines begins a list of them."""
    begin = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for prefix, extension in _MAGIC.items():
        if begin.startswith(prefix):
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
    families: Sequence[TableFamily],
    searched: FilePath | None = None,
    listed: bool = False,
) -> Input:
    """A file as a source; `searched`: the folder whose search found it, `listed`: a program names it."""
    read = partial(_bytes_of, path, found_by_search=searched is not None)
    named, attached = searched is None and not listed, CompanionFiles(path, searched)
    if extension not in _TABLES:
        return Input(name, extension, read, named, NOTHING, attached, path, listed=listed)
    main = FilePath(path)
    list_files, places = partial(_list_files, main, families), partial(_places, main, families)
    return Input(name, extension, read, named, list_files, attached, path, places=places, listed=listed)


def _bytes_of(path: str, found_by_search: bool) -> bytes:
    """The bytes of a file, by no more calls than it takes: a file object costs a small guide a tenth of its
    time.

    A pipe or a device that a search found has no end that anybody waits for; OSError.
    """
    handle = os.open(path, _TO_READ | (_NOT_TO_WAIT if found_by_search else 0))
    try:
        if found_by_search and not S_ISREG(os.fstat(handle).st_mode):
            raise OSError(NO_FILE)
        parts = [os.read(handle, _SMALL)]
        while more := os.read(handle, _MUCH):  # a pipe gives what it has, and may have more
            parts.append(more)
        return b"".join(parts)
    finally:
        os.close(handle)


def main_tables_of(name: str, families: Sequence[TableFamily]) -> set[str]:
    """Beside which files one holds a list: `a/NAME.csv` for `a/NAME.materials.csv` or `a/NAME.申请材料.csv`, and a
    platform's table of matters for one of its lists."""
    if suffix_of(name) not in _TABLES:
        return set()
    path = FilePath(name)
    stems = {stem for tables in families if path.stem in tables.lists for stem in tables.matters}
    if "." in path.stem:
        from guidelint.readers.table.lists import list_titled

        stem, _, title = path.stem.rpartition(".")
        stems |= {stem} if stem and list_titled(title) else set()
    return {name_of(str(path.with_name(stem + path.suffix))) for stem in stems}


def _list_files(main: FilePath, families: Sequence[TableFamily]) -> dict[str, bytes]:
    """The files beside a table that hold its lists, by name; OSError where one cannot be read."""
    return {name: _bytes_of(path, found_by_search=True) for name, path in _places(main, families).items()}


def _places(main: FilePath, families: Sequence[TableFamily]) -> dict[str, str]:
    """The paths of the files beside a table that hold its lists, by name; OSError where they cannot be read."""
    folder = main.parent
    names = _listed(str(folder), folder.stat().st_mtime_ns)
    if not any(main.stem in tables.matters for tables in families):
        begin = f"{main.stem}."
        names = list(takewhile(lambda name: name.startswith(begin), names[bisect_left(names, begin) :]))
    files = {name_of(str(folder / name)): str(folder / name) for name in names}
    found = {
        name: path for name, path in files.items() if name_of(str(main)) in main_tables_of(name, families)
    }
    for path in found.values():
        has_an_end(path)
    return found


@lru_cache(maxsize=4)
def _listed(folder: str, changed: int) -> list[str]:
    """The names in a folder that was last changed then, in order: a folder of tables is not listed for each of them."""
    return sorted(file.name for file in FilePath(folder).iterdir())


def _unlistable(folder: str) -> Input:
    """A folder in which nobody may look as a source that cannot be read: it may hold guides."""
    return Input(name_of(folder), "", partial(_listing, folder), named=False)


def _listing(folder: str) -> bytes:
    """OSError, as when the folder was searched; nothing where it has been opened since."""
    os.listdir(folder)  # noqa: PTH208 - for its error
    return b""


def _whole_table(path: str, families: Sequence[TableFamily]) -> str:
    """The table of which a file holds a list, where there is one; else the file itself."""
    return next(
        (main for main in sorted(main_tables_of(name_of(path), families)) if FilePath(main).is_file()), path
    )
