"""What a writer makes: the contents of a file, and how its name ends."""

from __future__ import annotations

import json
from typing import Any

from guidelint.lean.tuples import NamedTuple


class Written(NamedTuple):
    """The bytes of a file and the end of its name: `.yaml`, `.materials.csv`."""

    suffix: str
    content: bytes


def unmapped(value: Any) -> str:
    """What could not be mapped as one text, for forms that hold texts alone: itself, or JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
