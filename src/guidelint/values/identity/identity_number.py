"""Finds citizen identity numbers in a text and validates them.

Encoded: GB 11643-1999, six digits of a region, the date of birth, a sequence of three and the check character
of ISO/IEC 7064 MOD 11-2. Regions are checked by province only (GB/T 2260, first two digits).
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Literal

from guidelint.lean.regex import regex
from guidelint.values.numerals import half_width

_PROVINCES = frozenset(
    (
        "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42",
        "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83",
    )
)  # fmt: skip
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_SIGNS = "10X98765432"
_PRINTED = frozenset(("11010519491231002X", "440524188001010014", "34052419800101001X", "53010219200508011X"))
"""Numbers that standards and textbooks print as examples."""
_TESTERS = "11010119900307"
"""Beginnings of numbers used for testing programs."""

IdentityProblem = Literal["length", "sign", "region", "date", "check"]


@lru_cache(maxsize=4096)
def identity_problem(number: str) -> IdentityProblem | None:
    """Why a text is no identity number of 18 characters; None if it is one."""
    number = number.strip().upper()
    if len(number) != 18:
        return "length"
    if not _shape.fullmatch(number):
        return "sign"
    if number[:2] not in _PROVINCES:
        return "region"
    if not _is_date(number[6:14]):
        return "date"
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number[:17], strict=True))
    return None if _SIGNS[total % 11] == number[17] else "check"


def find_identity_numbers(text: str) -> list[str]:
    """Every number in a text with a valid region and date, in order; blanks and tabs between digits are
    ignored.

    Forms give each digit a box of its own. Numbers with a wrong check character are included.
    """
    found = (re.sub(r"\s", "", match[0]).upper() for match in _spaced.finditer(half_width(text)))
    return [number for number in found if identity_problem(number) in (None, "check")]


def is_specimen_number(number: str) -> bool:
    """Whether an identity number is a well-known specimen."""
    return number in _PRINTED or number[:6] in ("111111", "123456") or number.startswith(_TESTERS)


def _is_date(digits: str) -> bool:
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    try:
        return 1800 <= date(year, month, day).year < 2100
    except ValueError:
        return False


_shape = regex("[1-8][0-9]{16}[0-9X]")
_spaced = regex(r"(?<![0-9A-Za-z])[1-8](?:[ \t]{0,2}[0-9]){16}[ \t]{0,2}[0-9Xx](?![0-9A-Za-z*])")
