"""A guide's text in Markdown and in the HTML inside it: shown as it is, never taken for markup.

References are read in both and mean the character alone. GitHub makes mentions and issue numbers of the
rendered text, so a zero-width space stands behind their characters.
"""

from __future__ import annotations

import re

from guidelint.reporters.visible import visible
from guidelint.shortening import cut

_SPECIAL = re.compile(r"[&<>`*_\[\]|~@#:\\$]|(?<=www)\.", re.IGNORECASE)
_BREAKING = frozenset("@#")
_LABEL = 100


def escape(text: str) -> str:
    """The text on one line: markup as references, hidden characters and line breaks written out."""
    return _SPECIAL.sub(lambda match: _reference(match[0]), visible(text))


def code(text: str) -> str:
    """The text in the font of code; an element, as no number of backticks is safe in a table."""
    return f"<code>{escape(text)}</code>"


def clip(text: str) -> str:
    """A name or title: at most a hundred code points, with … where some are missing."""
    return cut(text, _LABEL)


def _reference(character: str) -> str:
    return f"&#{ord(character)};" + ("&#8203;" if character in _BREAKING else "")
