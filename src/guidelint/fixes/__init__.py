"""The closed set of fixes: what a rule may do to a value in which it found a defect."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guidelint.fixes.kinds import AnyFix, Normalise, SetTo, Substitute
from guidelint.lean.structs import by_name

__all__ = ("FIXES", "AnyFix", "fix_from_plain", "fix_to_plain")

FIXES: dict[str, type[AnyFix]] = {"substitute": Substitute, "set": SetTo, "normalise": Normalise}


def fix_to_plain(fix: AnyFix) -> dict[str, Any]:
    """A fix as the mapping that a rule file would hold."""
    return {"kind": fix.kind, **by_name(fix)}


def fix_from_plain(plain: Mapping[str, Any]) -> AnyFix:
    """The inverse of `fix_to_plain`; the mapping is trusted."""
    values: dict[str, Any] = {
        name: tuple(v) if isinstance(v, list) else v for name, v in plain.items() if name != "kind"
    }
    return FIXES[plain["kind"]](**values)
