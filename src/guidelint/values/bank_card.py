"""Finds bank card numbers in a text: 16 to 19 digits of a network with the check digit of ISO/IEC 7812-1."""

from __future__ import annotations

import re

from guidelint.lean.regex import regex
from guidelint.lean.tuples import NamedTuple
from guidelint.values.identity_number import identity_problem
from guidelint.values.numerals import half_width


class BankCard(NamedTuple):
    """A card number; `start` and `end` are code points of `half_width(text)`."""

    number: str
    start: int
    end: int


def has_check_digit(number: str) -> bool:
    """Whether the last digit is the Luhn check digit of the others (ISO/IEC 7812-1, annex B)."""
    if not (number.isascii() and number.isdigit() and len(number) > 1):
        return False
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number)))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def find_bank_cards(text: str) -> tuple[BankCard, ...]:
    """Every card number in order, unseparated or in groups of four digits.

    Only numbers that begin with 4, 5 or 6, the networks used in China; numbers of the form of an identity
    number are not card numbers, whatever their check character.
    """
    found = []
    for match in _card.finditer(half_width(text)):
        number = re.sub("[ -]", "", match[0])
        if has_check_digit(number) and identity_problem(number) not in (None, "check"):
            found.append(BankCard(number, match.start(), match.end()))
    return tuple(found)


def is_specimen_card(number: str) -> bool:
    """Whether a card number is a well-known specimen."""
    return "12345678" in number or bool(_repeated.search(number))


_card = regex(
    r"(?<![0-9A-Za-z*.-])[4-6](?:[0-9]{15,18}|[0-9]{3}(?:[ -][0-9]{4}){3}(?:[ -][0-9]{1,3})?)"
    r"(?![0-9A-Za-z*]|[ -][0-9])"
)
_repeated = regex(r"([0-9])\1{7}")
