"""Finds numbers that identify a person (identity, phone, bank card), and masks them for reports.

A bank card has 16 to 19 digits of a network with the check digit of ISO/IEC 7812-1.
"""

from __future__ import annotations

import re
from typing import Literal

from guidelint.lean.regex import regex
from guidelint.lean.tuples import NamedTuple
from guidelint.values.contact.phones import find_phones
from guidelint.values.identity.identity_number import (
    find_identity_numbers,
    identity_problem,
    is_specimen_number,
)
from guidelint.values.numerals import half_width

Sort = Literal["identity_number", "identity_like", "bank_card", "mobile"]
"""identity_like: the form of an identity number, whatever its check character."""


class PersonalNumber(NamedTuple):
    """One number; `made_up`: it is a well-known specimen."""

    sort: Sort
    number: str
    made_up: bool

    @property
    def masked(self) -> str:
        """The number as reports show it: 430623********1234, 138****8000."""
        ahead = 3 if self.sort == "mobile" else 6
        return self.number[:ahead] + "*" * (len(self.number) - ahead - 4) + self.number[-4:]


def find_personal_numbers(text: str, sorts: frozenset[str]) -> tuple[PersonalNumber, ...]:
    """Every distinct number of some sorts, identity numbers first."""
    found: list[PersonalNumber] = []
    for number in find_identity_numbers(text):
        real = "identity_number" in sorts and identity_problem(number) is None
        sort: Sort = "identity_number" if real else "identity_like"
        found.append(PersonalNumber(sort, number, is_specimen_number(number)))
    for number in find_bank_cards(text):
        found.append(PersonalNumber("bank_card", number, is_specimen_card(number)))
    for phone in find_phones(text):
        if phone.kind == "mobile":
            found.append(PersonalNumber("mobile", phone.number, bool(_dummy_mobile.fullmatch(phone.number))))
    return tuple(dict.fromkeys(number for number in found if number.sort in sorts))


def has_check_digit(number: str) -> bool:
    """Whether the last digit is the Luhn check digit of the others (ISO/IEC 7812-1, annex B)."""
    if not (number.isascii() and number.isdigit() and len(number) > 1):
        return False
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number)))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def find_bank_cards(text: str) -> list[str]:
    """Every card number in order, unseparated or in groups of four digits.

    Only numbers that begin with 4, 5 or 6, the networks used in China; numbers of the form of an identity
    number are not card numbers, whatever their check character.
    """
    found = (re.sub("[ -]", "", match[0]) for match in _card.finditer(half_width(text)))
    return [n for n in found if has_check_digit(n) and identity_problem(n) not in (None, "check")]


def is_specimen_card(number: str) -> bool:
    """Whether a card number is a well-known specimen."""
    return "12345678" in number or bool(_repeated.search(number))


_card = regex(
    r"(?<![0-9A-Za-z*.-])[4-6](?:[0-9]{15,18}|[0-9]{3}(?:[ -][0-9]{4}){3}(?:[ -][0-9]{1,3})?)"
    r"(?![0-9A-Za-z*]|[ -][0-9])"
)
_repeated = regex(r"([0-9])\1{7}")
_dummy_mobile = regex(r"13800138000|1[0-9]{2}(?:([0-9])\1{7}|12345678|87654321|12341234)")
