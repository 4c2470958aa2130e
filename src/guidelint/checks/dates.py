"""A condition on the day of the run: whether a law that a rule rests on holds yet."""

from __future__ import annotations

import re
from typing import Any

from guidelint.checks.base import HERE, Check, CheckResult, Settings, Test
from guidelint.record import Data


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
