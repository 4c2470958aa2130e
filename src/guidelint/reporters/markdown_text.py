"""Escapes text of guides in Markdown and in HTML within it, so that it is shown literally.

Character references work in both. GitHub makes mentions and issue numbers from the rendered text, so `@` and
`#` are followed by a zero-width space.
"""

from __future__ import annotations

import re

from guidelint.reporters.visible import visible
from guidelint.values.text.shortening import cut

_SPECIAL = re.compile(r"[&<>`*_\[\]|~@#:\\$]|(?<=www)\.", re.IGNORECASE)
_BREAKING = frozenset("@#")
_LABEL = 100


def escape(text: str) -> str:
    """The text on one line: markup as references, hidden characters and line breaks made visible."""
    return _SPECIAL.sub(lambda match: _reference(match[0]), visible(text))


def code(text: str) -> str:
    """The text in a `<code>` element, since no number of backticks is safe in a table."""
    return f"<code>{escape(text)}</code>"


def clip(text: str) -> str:
    """A name or title of at most a hundred code points, truncated with …."""
    return cut(text, _LABEL)


def _reference(character: str) -> str:
    return f"&#{ord(character)};" + ("&#8203;" if character in _BREAKING else "")
