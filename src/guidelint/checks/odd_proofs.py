"""Checks for proofs among the materials that nobody can give or that another document already shows."""

from __future__ import annotations

from typing import Any, Literal

from guidelint.checks.base import ABSENT, Check, CheckResult, here
from guidelint.record import Data, is_missing
from guidelint.values.issuers import rests_on_law
from guidelint.values.odd_proofs import may_be_odd, odd_proof


class OddProof(Check):
    """The material must not be an absurd proof: 你妈是你妈, 单身证明, 健在证明, or a village's statement on
    what it cannot know.

    A proof whose own basis names a law or regulation passes. With `severity`, only entries of that severity
    count. {reason}: what is wrong with it.
    """

    message_args = ("reason", "reason_en")
    severity: Literal["", "warning", "info"] = ""

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        if not isinstance(value, str) or is_missing(value):
            return ABSENT
        if not may_be_odd(value):
            return None
        issuer = ";".join(str(item.get(name) or "") for name in ("issuer", "source_note"))
        found = odd_proof(value, issuer, str(record.get("name") or ""))
        if (
            found is None
            or (self.severity and self.severity != found.severity)
            or rests_on_law(item.get("basis") or "")
        ):
            return None
        return here(reason=found.reason, reason_en=found.reason_en)
