"""Elements of lists, shared between records: equal ones are one object, which then can be a key by itself.

Clerks pick the same materials, laws and steps again and again. What was found out of one of them holds for all.
"""

from __future__ import annotations

from typing import Any

from guidelint.record import Data
from guidelint.vocabulary import FIELDS

MOST = 100_000
"""So many different elements are kept; whoever keeps answers by element then begins anew, as `full` tells."""
_LISTS = tuple(name for name, field in FIELDS.items() if field.kind == "items" and name != "guidelint_ignore")


class SharedElements:
    """The different elements met so far."""

    def __init__(self) -> None:
        self._known: dict[Any, Data] = {}

    @property
    def full(self) -> bool:
        """Whether it is time to forget them all."""
        return len(self._known) >= MOST

    def clear(self) -> None:
        """Forget them all."""
        self._known.clear()

    def one(self, name: str, element: Data) -> Data:
        """The element of that list that is equal to this one and was there first."""
        key = (name, *[(field, v if type(v) is str else tuple(v)) for field, v in element.items()])
        return self._known.setdefault(key, element)

    def share(self, record: Data) -> None:
        """Replace the elements of a new record by those that are equal to them and were there first."""
        for name in _LISTS:
            elements = record.get(name)
            if elements:
                record[name] = [self.one(name, element) for element in elements]
