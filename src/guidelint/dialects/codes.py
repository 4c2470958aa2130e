"""Decodes a platform's codes, single or combined, by its own table only."""

from __future__ import annotations

import re
from collections.abc import Mapping

_MANY_CODES = re.compile(r"[,，^;；|]")
_STEPS_ALONE = frozenset("67")
"""Feedback of results and certificates: steps of the depth list that alone do not determine the level."""
_FROM = ">="
_LONGEST = 18
"""The maximum length of a numeric code; Python refuses to parse numbers of some thousand digits."""


def decoded(codes: Mapping[str, str], text: str) -> str | None:
    """The meaning of a code, None if it has none.

    `>=200` stands for every number from 200 on. Databases and spreadsheets drop leading zeros: 1 is the code
    01 if only one code is that number. For several codes at once (`3^5^6`) it is the first entry whose codes
    (`5+6`) are all there.
    """
    if text in codes:
        return codes[text]
    if not codes:
        return None
    if text.isdecimal() and len(text) <= _LONGEST:
        return _of_number(codes, int(text))
    if not _MANY_CODES.search(text):
        return None
    pieces = frozenset(filter(None, _MANY_CODES.split(text)))
    if not pieces or not pieces <= {code for key in codes for code in key.split("+")} | _STEPS_ALONE:
        return None
    return next((label for key, label in codes.items() if pieces.issuperset(key.split("+"))), None)


def _of_number(codes: Mapping[str, str], number: int) -> str | None:
    same_number = {label for code, label in codes.items() if code.isdecimal() and int(code) == number}
    if same_number:
        return same_number.pop() if len(same_number) == 1 else None
    bounds = {int(key.removeprefix(_FROM)): label for key, label in codes.items() if key.startswith(_FROM)}
    reached = [bound for bound in bounds if number >= bound]
    return bounds[max(reached)] if reached else None
