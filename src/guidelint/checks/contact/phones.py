"""Checks of phone numbers in contact fields: is there one, can it be dialled, does it reach somebody else."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Literal

from guidelint.checks.base import ABSENT, HERE, Check, CheckResult, Settings, Test, here
from guidelint.checks.contact.windows import written
from guidelint.lean.regex import regex
from guidelint.record import Data
from guidelint.values.contact.phones import Phone, expected_digits, find_phones, phone_like
from guidelint.values.numerals import DASHES, half_width

_HIGHER_LEVELS = frozenset(("国家级", "省级"))


class PhoneNumber(Check):
    """One requirement on the phone numbers of a contact field.

    `number`: there is one, or something meant as one; `format`: everything that looks like one is valid;
    `area_code`: local numbers have an area code, and the configured `area_code` if set (province and nation
    are exempt); `digits`: they have the number of digits of that area; `own`: not only `hotlines`;
    `landline`: no mobile; `plain`: ASCII digits and hyphens. `local_digits` sets the digits of the configured
    area if the built-in table is outdated. {trouble}, {trouble_en}: for `area_code`, which numbers have none,
    and which have another area's.
    """

    message_args = ("phone", "area", "expected", "trouble", "trouble_en")
    demand: Literal["number", "format", "area_code", "digits", "own", "landline", "plain"]
    local_digits: int | None = None
    hotlines: tuple[str, ...] = ()

    def compile(self, settings: Settings) -> Test:
        own, hotlines = settings.area_code or "", frozenset(self.hotlines)
        judges: dict[str, Callable[[str, Data], CheckResult]] = {
            "number": lambda text, record: None if find_phones(text) or phone_like(text) else HERE,
            "format": lambda text, record: phones_found(phone_like(text)),
            "area_code": lambda text, record: _area_code(text, record, own),
            "digits": lambda text, record: _digits(text, own, self.local_digits),
            "own": lambda text, record: _own(text, hotlines),
            "landline": lambda text, record: phones_found(_mobiles(text)),
            "plain": lambda text, record: phones_found(_adorned(text)),
        }
        judge = judges[self.demand]

        def test(value: Any, item: Data, record: Data) -> CheckResult:
            text = written(value)
            return judge(text, record) if text else ABSENT

        return test


def _area_code(text: str, record: Data, own: str) -> CheckResult:
    phones = find_phones(text)
    free = not own or record.get("exercise_level") in _HIGHER_LEVELS or bool(_higher.search(text))
    without = [phone.text for phone in phones if phone.kind == "local" and phone.area is None]
    elsewhere = [
        phone.text
        for phone in phones
        if phone.kind == "land" and not free and phone.area != own and _fits(phone, own, None)
    ]
    if not without and not elsewhere:
        return None
    area = f" {own}" if own else ""
    faults = [f"“{'、'.join(without)}”没有写本地区号{area}"] if without else []
    faults_en = [f"“{'、'.join(without)}” without the local area code{area}"] if without else []
    if elsewhere:
        faults.append(f"“{'、'.join(elsewhere)}”的区号不是本地的 {own}")
        faults_en.append(f"“{'、'.join(elsewhere)}” has another area code than the local {own}")
    trouble = {"trouble": "，".join(faults), "trouble_en": ", ".join(faults_en)}
    return here(phone="、".join([*without, *elsewhere]), area=area, **trouble)


def _digits(text: str, own: str, local_digits: int | None) -> CheckResult:
    for phone in find_phones(text):
        if not _fits(phone, own, local_digits):
            expected = _expected(phone.area or "", own, local_digits)
            return here(phone=phone.text, area=phone.area or "", expected=str(expected))
    return None


def _own(text: str, hotlines: frozenset[str]) -> CheckResult:
    phones = find_phones(text)
    if not phones or phone_like(text) or not hotlines.issuperset(phone.number for phone in phones):
        return None
    return phones_found([phone.text for phone in phones])


def _mobiles(text: str) -> list[str]:
    return [phone.text for phone in find_phones(text) if phone.kind == "mobile"]


def _adorned(text: str) -> list[str]:
    """Numbers with full-width digits or other dashes than `-`, as typed."""
    if len(half_width(text)) != len(text):
        return []
    found = (text[phone.start : phone.end] for phone in find_phones(text))
    return [number for number in found if _adornment.search(number)]


def _fits(phone: Phone, own: str, local_digits: int | None) -> bool:
    if phone.kind not in ("land", "local") or phone.area is None:
        return True
    return _expected(phone.area, own, local_digits) in (None, len(phone.number))


def _expected(area: str, own: str, local_digits: int | None) -> int | None:
    return int(local_digits) if local_digits and area == own else expected_digits(area)


def phones_found(phones: Sequence[str]) -> CheckResult:
    """A problem that shows these numbers as {phone}; none if the list is empty."""
    return here(phone="、".join(phones)) if phones else None


_higher = regex("省|国家|全国|总局")
_adornment = regex(f"[０-９{re.escape(DASHES.replace('-', ''))}]")
