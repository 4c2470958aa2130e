r"""Edits of a JSON string: signs that are not touched keep their spelling, `\uXXXX` where all else is so."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from guidelint.finding import Edit
from guidelint.readers.literal import tokens, written

_ESCAPE = re.compile(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u....|\\.")


def json_edits(
    text: str, span: tuple[int, int], value: str, changes: Iterable[Edit]
) -> tuple[Edit, ...] | None:
    """The edits of the string that stands at a span, quotes included; None where it is no string."""
    start, end = span
    if text[start] != '"':
        return None
    escaped = text[start:end].isascii() and not value.isascii()

    def encode(changed: str) -> str:
        return json.dumps(changed, ensure_ascii=escaped)[1:-1]

    said = tokens(text, (start + 1, end - 1), _ESCAPE, lambda match: str(json.loads(f'"{match[0]}"')))
    return written(said, value, changes, encode)
