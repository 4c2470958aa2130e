"""What a rule leaves alone: matters decided on the spot, those that the configuration exempts, and all before the
law that it rests on holds.
"""

from __future__ import annotations

import re
from typing import Any

from guidelint.assess.tally import is_special
from guidelint.checks.base import HERE, Check, CheckResult, Settings, Test
from guidelint.record import Data
from guidelint.values.time.duration import parse_duration


def decided_on_the_spot(record: Data) -> bool:
    """Whether a matter is 即办件; without 办件类型, whether its promised limit is 即办."""
    handling = (record.get("handling_type") or "").strip()
    if handling:
        return handling == "即办件"
    promise = parse_duration(record.get("promised_limit") or "")
    return promise is not None and promise.instant


class InstantMatter(Check):
    """The matter is decided on the spot: 办件类型 is 即办件, or is missing and the promise is 即办."""

    rarely_holds = True

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        return None if decided_on_the_spot(record) else HERE


class SpecialMatter(Check):
    """The matter is in `special_matters` of the config, by its full name or one of its codes."""

    def compile(self, settings: Settings) -> Test:
        special = frozenset(entry.strip() for entry in settings.special_matters)
        if not special:
            return lambda value, item, record: HERE

        def test(value: Any, item: Data, record: Data) -> CheckResult:
            return None if is_special(record, special) else HERE

        return test


class InForceSince(Check):
    """The date of the run (`--as-of`) is `date` (YYYY-MM-DD) or later."""

    date: str

    def mistakes(self) -> list[tuple[str, str]]:
        good = re.fullmatch(r"[0-9]{4}-[01][0-9]-[0-3][0-9]", self.date)
        return [] if good else [("date", f"not a date of the form YYYY-MM-DD: {self.date!r}")]

    def compile(self, settings: Settings) -> Test:
        seen: CheckResult = None if settings.as_of >= self.date else HERE

        def test(value: Any, item: Data, record: Data) -> CheckResult:
            return seen

        return test
