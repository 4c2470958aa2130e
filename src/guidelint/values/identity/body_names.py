"""Normalises the name of an authority or region: line breaks, spaces, width of brackets."""

from __future__ import annotations

from functools import lru_cache

from guidelint.lean.regex import regex

_WIDE = str.maketrans("()", "（）")


@lru_cache(maxsize=4096)
def plain_body(name: str) -> str:
    """The name on one line, in Chinese without spaces and with wide brackets: 公安局 (户政) is 公安局（户政）."""
    one_line = " ".join(name.split())
    return one_line if one_line.isascii() else _gap.sub("", one_line).translate(_WIDE)


_gap = regex(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])")
