"""Whom a finding is attributed to: the displayed name of an authority, or the whole set."""

from __future__ import annotations

import re
from collections.abc import Mapping

from guidelint.fingerprint import of_the_set
from guidelint.record import says_nothing

WHOLE: dict[str, str] = {"zh": "整体", "en": "the whole set"}
"""What the set is called where bodies are named."""


def is_of_the_set(rule: str, identity: str) -> bool:
    """Whether a finding of this fingerprint speaks of the whole set; a saved run tells it as well as a new one."""
    return identity == of_the_set(rule)


def shown_body(authority: str | None, aliases: Mapping[str, str]) -> str:
    """The name under which a body or a region is shown: the config's, else its own; empty where a guide names none."""
    from guidelint.values.body_names import plain_body

    given = authority or ""
    plain = "" if says_nothing(given) else plain_body(given)
    return aliases.get(given) or aliases.get(plain, plain)


def in_cell(text: str) -> str:
    """A text as a cell of a table in Markdown, which is neither markup nor HTML there."""
    import html

    return html.escape(re.sub(r"[\\`*_\[\]|~]", r"\\\g<0>", text))
