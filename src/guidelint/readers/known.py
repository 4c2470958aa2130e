"""The columns and tables that dialects know, in the form in which readers receive them."""

from __future__ import annotations

from collections.abc import Iterable

from guidelint.lean.tuples import NamedTuple


class TableFamily(NamedTuple):
    """The tables of a platform by all spellings of their names: that of its matters, and those of their
    lists.

    `on`: the columns in which a list row names its matter; `key`: the columns of the matter that it refers
    to.
    """

    matters: frozenset[str]
    lists: frozenset[str]
    on: frozenset[str]
    key: frozenset[str]


class Known(frozenset[str]):
    """The columns known to dialects; `families`: the tables of platforms that export several tables."""

    families: tuple[TableFamily, ...]

    def __new__(cls, columns: Iterable[str], families: Iterable[TableFamily] = ()) -> Known:
        """From columns and tables."""
        made = super().__new__(cls, columns)
        made.families = tuple(dict.fromkeys(families))
        return made
