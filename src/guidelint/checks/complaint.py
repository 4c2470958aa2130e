"""Checks a complaint number against the numbers that it must differ from."""

from __future__ import annotations

from typing import Any, ClassVar

from guidelint.checks.base import ABSENT, Check, Seen, Settings, Test
from guidelint.checks.contact import written
from guidelint.checks.phones import phones_found
from guidelint.record import Data
from guidelint.values.phones import Phone, find_phones


class OtherPhone(Check):
    """Some number must differ from those for consultation: the matter's or, without any, its windows'.

    Numbers are the same when their digits and extensions are and no two area codes contradict. Nothing but
    `hotlines`, which take questions and complaints alike, is no defect.
    """

    kind: ClassVar[str] = "other_phone"
    says: ClassVar[tuple[str, ...]] = ("phone",)
    hotlines: tuple[str, ...] = ()

    def compile(self, settings: Settings) -> Test:
        hotlines = frozenset(self.hotlines)

        def test(value: Any, item: Data, record: Data) -> Seen:
            phones = find_phones(written(value))
            if not phones:
                return ABSENT
            if hotlines.issuperset(phone.number for phone in phones):
                return None
            asked = _consultation(record)
            shared = all(_is_among(phone, asked) for phone in phones)
            return phones_found([phone.text for phone in phones]) if shared else None

        return test


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
