"""Files written whole or not at all, and none read that has no end, as a pipe or a device."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path as FilePath
from stat import S_ISDIR, S_ISREG

NO_FILE = "是管道或设备，不是文件 (a pipe or a device, no file)"
_SHOWN = 40
"""So many of the last characters of a name stand in that of the file before it is whole: 255 bytes may be all."""
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def write_whole(path: FilePath, data: bytes, mode: int) -> None:
    """Write a file beside its place, then put it there; a new one has `mode` less the umask, an old one keeps its own.

    OSError when that cannot be; nothing is left of it then.
    """
    write_all([(path, data)], mode)


def write_all(files: Sequence[tuple[FilePath, bytes]], mode: int) -> None:
    """Write files that belong together: none is put into its place before all of them lie beside theirs.

    OSError, which names the file that cannot be written; those that were put into their places are the old ones then.
    """
    unfinished: list[FilePath] = []
    before: list[tuple[FilePath, bytes | None]] = []
    path = FilePath()
    try:
        for path, data in files:
            unfinished.append(_beside(path, data, mode, len(unfinished)))
        for (path, _), whole in zip(files, unfinished, strict=True):
            old = path.read_bytes() if len(files) > 1 and path.is_file() else None
            before.append((path, old))
            whole.replace(path)
    except BaseException as error:  # who stops the program is left nothing to clear away either
        for each in unfinished:
            each.unlink(missing_ok=True)
        for changed, old in before:
            with suppress(OSError):
                _put_back(changed, old, mode)
        if isinstance(error, OSError):
            error.filename = str(path)
        raise


def _put_back(path: FilePath, old: bytes | None, mode: int) -> None:
    """Make a file what it was; None: not there."""
    if old is None:
        path.unlink()
    else:
        _beside(path, old, mode, 0).replace(path)


def _beside(path: FilePath, data: bytes, mode: int, number: int) -> FilePath:
    """A file with the bytes and rights of another beside it, whole; OSError when that cannot be."""
    unfinished = path.with_name(f"{path.name[-_SHOWN:]}.{os.getpid()}-{time.time_ns():x}-{number}.tmp")
    try:
        with os.fdopen(os.open(unfinished, _NEW, mode), "wb") as file:
            file.write(data)
        if path.exists():
            unfinished.chmod(path.stat().st_mode & 0o777)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return unfinished


def has_an_end(path: str) -> None:
    """OSError for a pipe or a device: whoever opens it would wait, or read for ever."""
    mode = os.stat(path).st_mode  # noqa: PTH116 - as for all files that a search meets
    if not (S_ISREG(mode) or S_ISDIR(mode)):
        raise OSError(f"{FilePath(path).name} {NO_FILE}")


def bytes_with_an_end(path: FilePath) -> bytes:
    """The bytes of a file that nobody typed the name of; OSError as of `has_an_end`, or where it cannot be read."""
    has_an_end(str(path))
    return path.read_bytes()
