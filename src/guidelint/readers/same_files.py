"""Whether files that are opened again are those that were seen before."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import BinaryIO


def state_of(files: Iterable[BinaryIO]) -> tuple[object, ...] | None:
    """What tells that files are those that were seen and have not changed; None where one of them is no file."""
    try:
        facts = [os.fstat(each.fileno()) for each in files]
    except OSError:
        return None
    return tuple((f.st_dev, f.st_ino, f.st_size, f.st_mtime_ns, f.st_ctime_ns) for f in facts)
