"""Valid and unique names for Excel sheets: at most 31 characters, none forbidden."""

from __future__ import annotations

import re

from guidelint.reporters.visible import visible

LONGEST = 31
"""UTF-16 units of a sheet's name (Excel specifications and limits)."""

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_RESERVED = frozenset({"history"})


class SheetNames:
    """The names of one workbook, compared without case."""

    def __init__(self) -> None:
        self._taken = set(_RESERVED)

    def give(self, wanted: str) -> str:
        """The name itself if allowed, else a similar one: `/` becomes `_`, a repeated name gets `~2`."""
        clean = _FORBIDDEN.sub("_", visible(wanted)).strip().strip("'") or "_"
        name, number = _cut(clean, LONGEST), 1
        while name.casefold() in self._taken:
            number += 1
            tail = f"~{number}"
            name = _cut(clean, LONGEST - len(tail)) + tail
        self._taken.add(name.casefold())
        return name


def _cut(text: str, limit: int) -> str:
    return text.encode("utf-16-le")[: 2 * limit].decode("utf-16-le", "ignore").rstrip().rstrip("'")
