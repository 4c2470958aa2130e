"""The basis of a finding as one text: norms by document and clause, practice by its reason."""

from __future__ import annotations

from collections.abc import Iterable

from guidelint.finding import Basis


def grounds(bases: Iterable[Basis], separator: str) -> str:
    """The texts of the bases, in order; empty for those with neither norm nor reason."""
    return separator.join(filter(None, (basis.cited or basis.reason for basis in bases)))
