"""A folder of JSON files by content key, each with a checksum: safe between processes; damaged entries are
ignored.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path as FilePath
from typing import Any, TypeVar
from zlib import crc32

from guidelint.files import write_whole

_Made = TypeVar("_Made")
_SEAL = 9
"""So long is the line before the JSON."""
_MOST = 64
"""So many definitions are kept: half a megabyte for each change of a rule, a dialect or the config."""


class Cache:
    """Plain values by key; without a folder it remembers nothing. Nothing that is read is ever executed."""

    def __init__(self, folder: FilePath | None) -> None:
        self.folder = folder

    def get(self, key: str, made: Callable[[Any], _Made]) -> _Made | None:
        """What is made of the value of a key, None where there is none, or none of which that can be made."""
        if self.folder is None:
            return None
        try:
            whole = (self.folder / f"{key}.json").read_bytes()
            data = whole[_SEAL:]
            return made(json.loads(data)) if whole[:_SEAL] == _seal(data) else None
        except (OSError, ValueError, TypeError, LookupError, AttributeError):
            return None

    def put(self, key: str, value: Any) -> None:
        """Keep a value; a folder that cannot be written is no error."""
        if self.folder is not None:
            data = json.dumps(value, ensure_ascii=False).encode()
            put_bytes(self.folder, f"{key}.json", _seal(data) + data)
            prune(self.folder, _MOST)


def _seal(data: bytes) -> bytes:
    """What tells damage that leaves JSON."""
    return f"{crc32(data):08x}\n".encode()


def prune(folder: FilePath, most: int) -> None:
    """Throw the older half of a folder's files away where there are more than so many."""
    try:
        if len(os.listdir(folder)) <= most:  # noqa: PTH208 (as texts: asked after every run)
            return
        with os.scandir(folder) as entries:
            files = sorted((entry.stat().st_mtime_ns, entry.path) for entry in entries if entry.is_file())
        for _, path in files[: len(files) // 2]:
            FilePath(path).unlink(missing_ok=True)
    except OSError:
        return


def put_bytes(folder: FilePath, name: str, data: bytes) -> None:
    """Write a file of a cache whole or not at all; a folder that cannot be written is no error."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / name, data, 0o600)
    except OSError:
        return


def default_folder(environment: dict[str, str]) -> FilePath | None:
    """`GUIDELINT_CACHE_DIR`, else the user's cache folder; None where there is no home."""
    named = environment.get("GUIDELINT_CACHE_DIR")
    if named:
        return FilePath(named)
    base = environment.get("XDG_CACHE_HOME") or environment.get("LOCALAPPDATA")
    if base:
        return FilePath(base) / "guidelint"
    home = environment.get("HOME") or environment.get("USERPROFILE")
    return FilePath(home) / ".cache" / "guidelint" if home else None
