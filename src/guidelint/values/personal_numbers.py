"""Finds numbers that identify a person (identity, phone, bank card), and masks them for reports."""

from __future__ import annotations

from typing import Literal

from guidelint.lean.regex import regex
from guidelint.lean.tuples import NamedTuple
from guidelint.values.bank_card import find_bank_cards, is_specimen_card
from guidelint.values.identity_number import find_identity_numbers, is_specimen_number
from guidelint.values.phones import find_phones

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
    for number, _, _, problem in find_identity_numbers(text):
        sort: Sort = "identity_like" if problem or "identity_number" not in sorts else "identity_number"
        found.append(PersonalNumber(sort, number, is_specimen_number(number)))
    for number, _, _ in find_bank_cards(text):
        found.append(PersonalNumber("bank_card", number, is_specimen_card(number)))
    for phone in find_phones(text):
        if phone.kind == "mobile":
            found.append(PersonalNumber("mobile", phone.number, bool(_dummy_mobile.fullmatch(phone.number))))
    return tuple(dict.fromkeys(number for number in found if number.sort in sorts))


_dummy_mobile = regex(r"13800138000|1[0-9]{2}(?:([0-9])\1{7}|12345678|87654321|12341234)")
