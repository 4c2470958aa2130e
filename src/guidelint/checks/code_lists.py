"""Checks a value against a national code list, by its label or by its code."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from guidelint.checks.base import ABSENT, Check, Seen, Settings, Test, here
from guidelint.checks.codes import given_code
from guidelint.record import Data
from guidelint.regex import regex
from guidelint.shortening import shortened
from guidelint.vocabulary import MATTER_TYPES, RESULT_TYPES

_SEPARATORS = regex("[,，、;；^|/]")
_LISTS: dict[str, frozenset[str]] = {
    "matter_type": frozenset(
        (
            *MATTER_TYPES,
            "行政权力事项",
            "其他类别事项",
            "公共服务事项",
            *(f"{code:02}" for code in range(11)),
            "20",
        )
    ),
    "result_type": frozenset((*RESULT_TYPES, "10", "20", "30", "99")),
}


class CodeList(Check):
    """The value must be in a list: `matter_type` (GB/T 39046-2020 A.1) or `result_type`.

    If there are several values, all must be in it. `also` are extensions published by a province.
    """

    says: ClassVar[tuple[str, ...]] = ("found",)
    of: Literal["matter_type", "result_type"]
    also: tuple[str, ...] = ()

    def compile(self, settings: Settings) -> Test:
        known = _LISTS[self.of].union(self.also)

        def test(value: Any, item: Data, record: Data) -> Seen:
            text = value.strip() if isinstance(value, str) else ""
            if text in known:
                return None
            if not given_code(text):
                return ABSENT
            parts = map(str.strip, _SEPARATORS.split(text))
            strange = next((part for part in parts if part not in known), None)
            return here(found=shortened(strange)) if strange is not None else None

        return test
