"""Texts truncated for messages and reports."""

from __future__ import annotations

_SHOWN = 40


def cut(text: str, most: int) -> str:
    """At most so many characters, the last a … where some are missing."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def shortened(text: str) -> str:
    """A value on one line, cut to forty characters."""
    return cut(" ".join(text.split()), _SHOWN)
