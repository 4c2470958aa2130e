"""Writing files: whole or not at all, only where the caller asked."""

from __future__ import annotations

import os
import time
from pathlib import Path as FilePath

from guidelint.errors import UsageError


def write_text(path: FilePath, text: str) -> None:
    """Write a text as UTF-8 with the line ends that it has."""
    write_bytes(path, text.encode("utf-8", "replace"))


def write_bytes(path: FilePath, data: bytes) -> None:
    """Write a file so that it is either the old one or the whole new one; UsageError when that cannot be."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}-{time.time_ns():x}.tmp")
    try:
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        if path.exists():
            unfinished.chmod(path.stat().st_mode & 0o777)
        unfinished.replace(path)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror or error}") from error
