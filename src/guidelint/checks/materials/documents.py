"""Checks of a single material: who issues it, its legal basis, whether it is an absurd proof, and whether paper
is demanded of online applicants.
"""

from __future__ import annotations

from typing import Any, Literal

from guidelint.checks.base import ABSENT, HERE, Check, CheckResult, here
from guidelint.checks.contact.windows import written
from guidelint.record import Data, is_missing
from guidelint.values.depth import depth_level
from guidelint.values.materials.issuers import (
    issuer_in_name,
    names_applicant,
    names_body,
    names_nobody,
    rests_on_law,
    tells_of_source,
)
from guidelint.values.materials.material_names import is_proof_name
from guidelint.values.materials.odd_proofs import may_be_odd, odd_proof
from guidelint.values.materials.paper import asks_for_paper


class IssuerNamed(Check):
    """The issuer, the note on the source or the name itself (律师协会出具的…) must say who issues the
    material.

    政府部门 and 有关单位 as issuer say no more than the source does, and an applicant does not issue what a
    government or an agency does; {said} and {said_en} quote them. For a material with 来源 其他, any note on
    the source suffices: 双方当事人签订, 出租人.
    """

    message_args = ("said", "said_en")

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        issuer, note = written(item.get("issuer")), written(item.get("source_note"))
        elsewhere = item.get("source") == "其他"
        said_who = issuer and not names_nobody(issuer) and (elsewhere or not names_applicant(issuer))
        if said_who or names_body(note):
            return None
        if issuer_in_name(item.get("name") or "") or (elsewhere and tells_of_source(note)):
            return None
        issuer_hint = (f"（出具单位只写了“{issuer}”）", f" (only “{issuer}”)") if issuer else ("", "")
        return here(**dict(zip(self.message_args, issuer_hint, strict=True)))


class Proof(Check):
    """The material is a proof: its name ends in 证明."""

    rarely_holds = True

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        return None if is_proof_name(item.get("name") or "") else HERE


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
        if found is None or self.severity not in ("", found.severity):
            return None
        lawful = rests_on_law(item.get("basis") or "")
        return None if lawful else here(reason=found.reason, reason_en=found.reason_en)


class RestsOnLaw(Check):
    """The basis of the material or the matter must be a law, a regulation or a decision of the State Council.

    With `own`, only the material's own basis counts; if it has none, it is not judged.
    """

    own: bool = False

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        basis = item.get("basis") or ""
        if self.own and is_missing(basis):
            return ABSENT
        lawful = rests_on_law(basis) or (not self.own and any(map(_lawful, record.get("legal_basis") or ())))
        return None if lawful else HERE


def _lawful(entry: Data) -> bool:
    title = entry.get("title") or ""
    marked = title if "《" in title or not title else f"《{title}》"
    number, issuer = entry.get("document_number") or "", entry.get("issuer") or ""
    return rests_on_law(marked + number) or "人民代表大会" in issuer or issuer.strip() == "国务院"


class NoPaperOnline(Check):
    """If a matter is handled completely online, the text must not ask for paper; {found} is what it says."""

    message_args = ("found",)

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        found = asks_for_paper(value) if isinstance(value, str) else None
        if not found:
            return ABSENT
        depth = record.get("online_depth")
        on_line = isinstance(depth, str) and depth_level(depth) == 4
        return here(found=found) if on_line else None
