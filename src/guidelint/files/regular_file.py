"""Refuses pipes and devices where a file is expected, so that reading a file named in another never blocks."""

from __future__ import annotations

import os
from pathlib import Path as FilePath
from stat import S_ISDIR, S_ISREG

NO_FILE = "是管道或设备，不是文件 (a pipe or a device, no file)"


def has_an_end(path: str) -> None:
    """OSError for a pipe or a device: whoever opens it would wait, or read for ever."""
    mode = os.stat(path).st_mode  # noqa: PTH116 - as for all files that a search meets
    if not (S_ISREG(mode) or S_ISDIR(mode)):
        raise OSError(f"{FilePath(path).name} {NO_FILE}")


def bytes_with_an_end(path: FilePath) -> bytes:
    """The bytes of a file that nobody typed the name of; OSError as above, or where it cannot be read."""
    has_an_end(str(path))
    return path.read_bytes()
