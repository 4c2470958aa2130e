"""Files that are either the old ones or the whole new ones."""

from __future__ import annotations

import os
import time
from pathlib import Path as FilePath

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def write_whole(path: FilePath, data: bytes, mode: int) -> None:
    """Write a file beside its place, then put it there; a new one has `mode` less the umask, an old one keeps its own.

    OSError when that cannot be; nothing is left of it then.
    """
    unfinished = path.with_name(f"{path.name}.{os.getpid()}-{time.time_ns():x}.tmp")
    try:
        with os.fdopen(os.open(unfinished, _NEW, mode), "wb") as file:
            file.write(data)
        if path.exists():
            unfinished.chmod(path.stat().st_mode & 0o777)
        unfinished.replace(path)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise
