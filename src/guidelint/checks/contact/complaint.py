"""Checks a complaint number against the numbers that it must differ from."""

from __future__ import annotations

from typing import Any

from guidelint.checks.base import ABSENT, Check, CheckResult
from guidelint.checks.contact.phones import phones_found
from guidelint.checks.contact.windows import written
from guidelint.lean.regex import regex
from guidelint.record import Data
from guidelint.values.contact.phones import Phone, find_phones


class OtherPhone(Check):
    """Some number must differ from those for consultation: the matter's or, if it has none, its windows'.

    Numbers are equal if their digits and extensions are and no two area codes contradict; 同咨询电话 says so
    itself. Public hotlines alone (12345, 12366: all that start with 12), a company's nationwide number
    (95598: all that start with 95) and `hotlines` serve questions and complaints alike and are no defect.
    """

    message_args = ("phone",)
    hotlines: tuple[str, ...] = ()

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        text = written(value)
        phones = find_phones(text)
        consultation = _consultation(record) if text else {}
        if not phones:
            return self._refers_to(text, consultation)
        if all(self._is_hotline(phone.number) for phone in phones):
            return None
        shared = all(_is_among(phone, consultation) for phone in phones)
        return phones_found([phone.text for phone in phones]) if shared else None

    def _refers_to(self, text: str, consultation: _Known) -> CheckResult:
        """The defect of a text without a number that refers to the numbers for consultation."""
        same_number = _same_as_consultation.search(text)
        if same_number is None:
            return ABSENT
        public = all(self._is_hotline(number) for number, _ in consultation)
        return None if public else phones_found([same_number[0]])

    def _is_hotline(self, number: str) -> bool:
        return number in self.hotlines or (len(number) == 5 and number.startswith(("12", "95")))


@regex
def _same_as_consultation() -> str:
    consultation = "咨询(?:电话|方式|号码)"
    return f"同于?咨询(?:电话|方式|号码)?|[与和]{consultation}(?:相同|一致)|(?:见|拨打){consultation}"


_Known = dict[tuple[str, str | None], set[str | None]]
"""The area codes, where there are any, of each number with its extension."""


def _consultation(record: Data) -> _Known:
    texts = [written(record.get("consultation"))]
    if not texts[0]:
        texts = [written(window.get("phone")) for window in record.get("windows") or ()]
    known: _Known = {}
    for text in texts:
        for phone in find_phones(text):
            known.setdefault((phone.number, phone.extension), set()).add(phone.area)
    return known


def _is_among(phone: Phone, known: _Known) -> bool:
    """Whether a number is one of some; an area code that only one of two gives makes no difference."""
    areas = known.get((phone.number, phone.extension))
    return areas is not None and (phone.area is None or phone.area in areas or None in areas)
