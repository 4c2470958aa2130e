"""Halves of surrogate pairs, which escapes can write and no output can carry."""

from __future__ import annotations

import re

SURROGATE = re.compile("[\ud800-\udfff]")


def join_surrogates(text: str) -> str:
    """Make one character of each surrogate pair, and U+FFFD of each lone half."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
