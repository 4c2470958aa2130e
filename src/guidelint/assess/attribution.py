"""Attributes a finding to an authority by its displayed name, or to the whole set."""

from __future__ import annotations

import re
from collections.abc import Mapping

from guidelint.fingerprint import set_fingerprint
from guidelint.record import means_empty

WHOLE: dict[str, str] = {"zh": "整体", "en": "the whole set"}
"""What the set is called where bodies are named."""


def is_set_fingerprint(rule: str, identity: str) -> bool:
    """Whether a finding with this fingerprint concerns the whole set; works for saved runs as well."""
    return identity == set_fingerprint(rule)


def displayed_body(authority: str | None, aliases: Mapping[str, str]) -> str:
    """An authority or region as displayed: the config's alias, else its own name; empty without one."""
    from guidelint.values.identity.body_names import plain_body

    given = authority or ""
    plain = "" if means_empty(given) else plain_body(given)
    return aliases.get(given) or aliases.get(plain, plain)


def in_cell(text: str) -> str:
    """A text as a table cell in Markdown, escaped."""
    import html

    return html.escape(re.sub(r"[\\`*_\[\]|~]", r"\\\g<0>", text))
