"""What linting gave, kept by content between runs: whoever changes one file waits for that file alone.

The key of a batch covers everything its outcome depends on: the rules and the program, the configuration, the
date, and names, places and bytes of its sources. Sources that depend on other files (forms beside a guide, the lists of
a CSV) are not kept.
"""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path as FilePath

from guidelint.batches import Batch
from guidelint.cache import put_bytes
from guidelint.config import Base
from guidelint.digest import blake2b
from guidelint.inputs import NOTHING

_MOST = 4096
"""So many outcomes are kept; then the older half is thrown away."""


class Results:
    """A folder of packed outcomes by key; safe between processes.

    `identity` tells rules, settings and date, `base` where the config stands from which its globs start.
    """

    def __init__(self, folder: FilePath, identity: str, base: Base | None = None) -> None:
        self.folder = folder
        self.identity = identity
        self.base = base

    def key(self, batch: Batch) -> tuple[str, list[bytes]] | None:
        """The key of a batch, and the bytes of its sources; None where its outcome is not kept."""
        parts = [self.identity.encode()]
        read: list[bytes] = []
        for source in batch:
            if source.beside is not NOTHING:
                return None
            try:
                data = source.bytes()
            except OSError:
                return None
            columns = "" if source.present is None else _columns(source.table, source.present)
            place = "" if self.base is None else self.base.place(source.name)
            what = f"{source.name}\0{place}\0{source.extension}\0{source.named}\0{source.part}\0{columns}"
            head = f"\0{what}\0{len(data)}\0"
            parts += head.encode("utf-8", "surrogatepass"), data
            read.append(data)
        return blake2b(b"".join(parts), digest_size=32).hexdigest(), read

    def get(self, key: str) -> bytes | None:
        """What is kept under a key."""
        try:
            return (self.folder / key).read_bytes()
        except OSError:
            return None

    def put(self, key: str, data: bytes) -> None:
        """Keep something; a folder that cannot be written is no error."""
        put_bytes(self.folder, key, data)

    def prune(self) -> None:
        """Throw the older half away where there is too much."""
        try:
            if len(os.listdir(self.folder)) <= _MOST:  # noqa: PTH208 (as texts: asked after every run)
                return
            with os.scandir(self.folder) as entries:
                files = sorted((entry.stat().st_mtime_ns, entry.path) for entry in entries)
            for _, path in files[: len(files) // 2]:
                FilePath(path).unlink(missing_ok=True)
        except OSError:
            return


def _columns(table: str, present: frozenset[str]) -> str:
    """What is thought of the columns of a table."""
    return " ".join([table, *sorted(present)])


def with_bytes(batch: Batch, read: list[bytes]) -> Batch:
    """A batch with the bytes of its sources at hand, so that none is read twice."""
    pairs = zip(batch, read, strict=True)
    return tuple([source._replace(read=partial(bytes, data), held=True) for source, data in pairs])
