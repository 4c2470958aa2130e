"""Regular expressions that are compiled when they are first used: of hundreds in the code a run needs few."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

_USED = ("findall", "finditer", "fullmatch", "match", "pattern", "search", "split", "sub")


class Compiled:
    """An expression by what is used of it, at hand as attributes: faster than a function that keeps it."""


class _Uncompiled(Compiled):
    def __init__(self, source: str | Callable[[], str], flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _USED:
            raise AttributeError(name)
        made = re.compile(self._source if isinstance(self._source, str) else self._source(), self._flags)
        self.__dict__.update({used: getattr(made, used) for used in _USED})
        self.__class__ = Compiled  # type: ignore[assignment]
        return getattr(self, name)


def regex(source: str | Callable[[], str], flags: int = 0) -> re.Pattern[str]:
    """The expression of a text; as a decorator, of the text that a function puts together from its parts."""
    made: Any = _Uncompiled(source, flags)
    return made  # type: ignore[no-any-return]
