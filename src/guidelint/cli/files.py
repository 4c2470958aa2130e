"""Writing files: whole or not at all, only where the caller asked."""

from __future__ import annotations

import os
from pathlib import Path as FilePath

from guidelint.errors import UsageError


def write_text(path: FilePath, text: str) -> None:
    """Write a text as UTF-8 with the line ends that it has."""
    write_bytes(path, text.encode("utf-8", "replace"))


def write_bytes(path: FilePath, data: bytes) -> None:
    """Write a file so that it is either the old one or the whole new one; UsageError when that cannot be."""
    import tempfile

    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    try:
        handle, name = tempfile.mkstemp(dir=path.absolute().parent, prefix=path.name, suffix=".tmp")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        FilePath(name).chmod(mode)
        FilePath(name).replace(path)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror or error}") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
