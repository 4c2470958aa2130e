"""What was seen of files that are opened again: a run reads large ones once more for a few of their guides."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Iterable
from typing import BinaryIO, Generic, TypeVar

Seen = TypeVar("Seen")


class LastSeen(Generic[Seen]):
    """What was seen of the files that were read last."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, Seen] = {}

    def of(self, files: Iterable[BinaryIO], look: Callable[[], Seen], *more: Hashable) -> Seen:
        """What a look at files sees, taken once as long as they have not changed; `more` is what else it hangs on."""
        state = _state_of(files)
        if state is None:
            return look()
        key = (state, more)
        if key not in self._kept:
            seen = look()
            self._kept = {key: seen}
        return self._kept[key]


def _state_of(files: Iterable[BinaryIO]) -> tuple[object, ...] | None:
    """What tells that files are those that were seen and have not changed; None where one of them is no file."""
    try:
        facts = [os.fstat(each.fileno()) for each in files]
    except OSError:
        return None
    return tuple((f.st_dev, f.st_ino, f.st_size, f.st_mtime_ns, f.st_ctime_ns) for f in facts)
