"""The columns and the tables that dialects know, as readers are told of them."""

from __future__ import annotations

from collections.abc import Iterable

from guidelint.tuples import NamedTuple


class Kin(NamedTuple):
    """The tables of a platform, by every spelling of their names: that of its matters, those of their lists.

    `on` are the columns by which a row of a list names its matter, `key` those of the matter that it names.
    """

    matters: frozenset[str]
    lists: frozenset[str]
    on: frozenset[str]
    key: frozenset[str]


class Known(frozenset[str]):
    """The columns that dialects know; `kin` are the tables of platforms that come as several tables."""

    kin: tuple[Kin, ...]

    def __new__(cls, columns: Iterable[str], kin: Iterable[Kin] = ()) -> Known:
        """Of some columns, and of tables."""
        made = super().__new__(cls, columns)
        made.kin = tuple(dict.fromkeys(kin))
        return made
