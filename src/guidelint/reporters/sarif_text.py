"""Words in SARIF: sentences with their stops, literal messages, descriptions of the length GitHub takes."""

from __future__ import annotations

from guidelint.report import Language
from guidelint.shortening import cut

_DESCRIPTION_LIMIT = 1024
_STOPS = (".", "。", "!", "！", "?", "？", "…")


def joined(language: Language, *parts: str) -> str:
    """Clauses as sentences: a full stop after each, in the language of the run; empty ones are left out."""
    stop, gap = ("。", "") if language == "zh" else (".", " ")
    return gap.join(part if part.endswith(_STOPS) else part + stop for part in parts if part)


def escape(text: str) -> str:
    """A message as SARIF reads it literally: braces doubled (3.11.5), no accidental links (3.11.6)."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "\\](")


def description(text: str) -> str:
    """A short or full description: at most 1,024 code points, with … where some are missing."""
    return cut(text, _DESCRIPTION_LIMIT)
