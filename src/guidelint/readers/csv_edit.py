"""Edits of a CSV field: inside its quotes where it has them, and quoted when its new text needs that."""

from __future__ import annotations

import re
from collections.abc import Iterable

from guidelint.finding import Edit
from guidelint.readers.literal import changed, signs, tokens, written

_QUOTE = re.compile('""?')


def csv_edits(
    text: str, span: tuple[int, int], delimiter: str, value: str, changes: Iterable[Edit]
) -> tuple[Edit, ...] | None:
    """The edits of the field at a span, quotes included; None where its text is not the value."""
    start, end = span
    wanted = list(changes)
    if text.startswith('"', start):
        said = tokens(text, span, _QUOTE, lambda match: match[0][1:])
        return written(said, value, wanted, lambda changed: changed.replace('"', '""'))
    bare = re.compile(rf'[^"\r\n{re.escape(delimiter)}]*')
    edits = written(
        signs(text, start, end), value, wanted, lambda changed: changed if bare.fullmatch(changed) else None
    )
    if edits is None and text[start:end] == value:
        return (Edit(start, end, '"{}"'.format(changed(value, wanted).replace('"', '""'))),)
    return edits
