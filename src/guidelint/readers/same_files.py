"""Caches what was learned about large files, which a run opens again for findings on a few of their guides."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Iterable
from typing import BinaryIO, Generic, TypeVar

Result = TypeVar("Result")


class LastRead(Generic[Result]):
    """What was learned about the files read last."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, Result] = {}

    def of(self, files: Iterable[BinaryIO], compute: Callable[[], Result], *more: Hashable) -> Result:
        """The result of `compute`, cached while the files do not change; `more`: what else it depends on."""
        state = _state_of(files)
        if state is None:
            return compute()
        key = (state, more)
        if key not in self._kept:
            seen = compute()
            self._kept = {key: seen}
        return self._kept[key]


def _state_of(files: Iterable[BinaryIO]) -> tuple[object, ...] | None:
    """The identity and modification state of files; None if one of them is not a regular file."""
    try:
        facts = [os.fstat(each.fileno()) for each in files]
    except OSError:
        return None
    return tuple((f.st_dev, f.st_ino, f.st_size, f.st_mtime_ns, f.st_ctime_ns) for f in facts)
