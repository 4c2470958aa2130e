"""The ground of a finding as one text: norms by document and clause, practice by its reason."""

from __future__ import annotations

from collections.abc import Iterable

from guidelint.finding import Basis


def grounds(bases: Iterable[Basis], separator: str) -> str:
    """What the bases say, in their order; nothing for one that names neither norm nor reason."""
    return separator.join(filter(None, (basis.cited or basis.reason for basis in bases)))
