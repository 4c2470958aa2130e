"""Texts in SARIF: sentences with full stops, literal messages, descriptions within GitHub's length limit."""

from __future__ import annotations

from guidelint.report import Language
from guidelint.values.text.shortening import cut

_DESCRIPTION_LIMIT = 1024
_STOPS = (".", "。", "!", "！", "?", "？", "…")


def joined(language: Language, *parts: str) -> str:
    """Clauses as sentences, with a full stop after each in the language of the run; empty ones are left out."""
    stop, gap = ("。", "") if language == "zh" else (".", " ")
    return gap.join(part if part.endswith(_STOPS) else part + stop for part in parts if part)


def escape(text: str) -> str:
    """A message that SARIF reads literally: braces doubled (3.11.5), no accidental links (3.11.6)."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "\\](")


def description(text: str) -> str:
    """A short or full description: at most 1,024 code points, truncated with …."""
    return cut(text, _DESCRIPTION_LIMIT)
