"""Removes the brackets that distinguish variants of a matter from its name."""

from __future__ import annotations

from functools import lru_cache

_OPENING = "(（[【"
_CLOSING = ")）]】"


@lru_cache(maxsize=4096)
def without_variant(name: str) -> str:
    """取水许可（变更）(甲类) is 取水许可; a name that is nothing but brackets stays as it is."""
    rest = name.rstrip()
    while rest and rest[-1] in _CLOSING:
        start = _opening(rest)
        if start < 1:
            break
        rest = rest[:start].rstrip()
    return rest or name


def _opening(text: str) -> int:
    """The offset of the bracket that the last character closes, -1 if there is none."""
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        if text[at] in _CLOSING:
            depth += 1
        elif text[at] in _OPENING:
            depth -= 1
            if not depth:
                return at
    return -1
