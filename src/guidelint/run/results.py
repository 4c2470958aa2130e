"""Outcomes cached by content between runs: after a change to one file only that file is linted again.

The key of a batch covers everything its outcome depends on: rules, program, configuration, date, and the
names, locations and bytes of its sources. Sources that depend on other files (forms named by a guide, the
list files of a CSV) are not cached.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path as FilePath
from typing import Any

from guidelint.caching.cache import prune, put_bytes
from guidelint.caching.packing import unpack
from guidelint.config.settings import Base
from guidelint.lean.digest import blake2b
from guidelint.sources.batches import Batch
from guidelint.sources.inputs import IN_PARTS, NOTHING, Input

_MOST = 4096
"""So many outcomes are kept; then the older half is thrown away."""
_PIECE = 1 << 20


class Results:
    """A folder of packed outcomes by key; safe between processes.

    `identity` tells rules, settings and date, `base` where the config stands from which its globs start.
    """

    def __init__(self, folder: FilePath, identity: str, base: Base | None = None) -> None:
        self.folder = folder
        self.identity = identity
        self.base = base

    def key(self, batch: Batch) -> tuple[str, list[bytes | None]] | None:
        """The key of a batch, and the bytes of its sources that are held whole; None if nothing is kept."""
        whole = blake2b(digest_size=32)
        parts = [self.identity.encode()]
        read: list[bytes | None] = []
        for source in batch:
            if source.companions is not NOTHING:
                return None
            try:
                size = _size_in_parts(source) if source.extension in IN_PARTS else None
                data = source.bytes() if size is None else None
                columns = "" if source.present is None else _columns(source.table, source.present)
                place = "" if self.base is None else self.base.place(source.name)
                what = f"\0{source.name}\0{place}\0{source.extension}\0{source.named}\0{source.listed}"
                head = f"{what}\0{source.part}\0{columns}\0{size if data is None else len(data)}\0"
                parts.append(head.encode("utf-8", "surrogatepass"))
                if data is not None:
                    parts.append(data)
                else:
                    whole.update(b"".join(parts))
                    parts.clear()
                    for piece in _pieces(source):
                        whole.update(piece)
            except OSError:
                return None
            read.append(data)
        whole.update(b"".join(parts))
        return whole.hexdigest(), read

    def get(self, key: str) -> bytes | None:
        """What is kept under a key."""
        try:
            return (self.folder / key).read_bytes()
        except OSError:
            return None

    def value(self, key: str) -> Any:
        """What was packed and is kept under a key; None where there is nothing, or it is damaged."""
        data = self.get(key)
        try:
            return None if data is None else unpack(data)
        except ValueError:
            return None

    def put(self, key: str, data: bytes) -> None:
        """Keep something; a folder that cannot be written is no error."""
        put_bytes(self.folder, key, data)

    def prune(self) -> None:
        """Throw the older half away where there is too much."""
        prune(self.folder, _MOST)


def _size_in_parts(source: Input) -> int | None:
    from guidelint.sources.large import size_in_parts

    return size_in_parts(source)


def _columns(table: str, present: frozenset[str]) -> str:
    """What is thought of the columns of a table."""
    return " ".join([table, *sorted(present)])


def _pieces(source: Input) -> Iterator[bytes]:
    """The bytes of a file, one piece in memory at a time; OSError where it cannot be read."""
    with FilePath(source.path or "").open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def with_bytes(batch: Batch, read: list[bytes | None]) -> Batch:
    """A batch with the bytes of its sources at hand, so that none is read twice; large ones are as they were."""
    pairs = zip(batch, read, strict=True)
    return tuple([source if data is None else _with(source, data) for source, data in pairs])


def _with(source: Input, data: bytes) -> Input:
    return source._replace(read=partial(bytes, data), held=True)
