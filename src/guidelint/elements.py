"""List elements shared between records: equal ones are one object, which can then serve as a key by identity.

The same materials, laws and steps are entered again and again; a result for one of them holds for all. An
element is shared from its second occurrence on, so that elements that never recur use no memory.
"""

from __future__ import annotations

from typing import Any

from guidelint.record import Data
from guidelint.vocabulary import FIELDS

MOST = 12_000
"""So many different elements are kept; whoever keeps answers by element then begins anew, as `full` tells."""
_MET = 100_000
"""So many elements that were encountered once are remembered."""
_LISTS = tuple(name for name, field in FIELDS.items() if field.kind == "items" and name != "guidelint_ignore")


class Shared(dict[str, Any]):
    """An element that stands for all that are equal to it; it lives as long as answers about it are kept."""

    __slots__ = ()


class Interned(dict[str, Any]):
    """An element of a source, one object for all equal ones in it, which makes it a key by its identity."""

    __slots__ = ()
    __hash__ = object.__hash__  # type: ignore[assignment]


class Doorkeeper:
    """Tells what was encountered before, by hash; two things of one hash are only taken for old too early."""

    __slots__ = ("_seen", "most")

    def __init__(self, most: int) -> None:
        self._seen: set[int] = set()
        self.most = most

    def knows(self, key: Any) -> bool:
        """Whether a key was encountered before; from now on it was."""
        mark = hash(key)
        if mark in self._seen:
            return True
        if len(self._seen) >= self.most:
            self._seen.clear()
        self._seen.add(mark)
        return False


class SharedElements:
    """The elements that were encountered more than once."""

    def __init__(self) -> None:
        self._known: dict[Any, Shared] = {}
        self._doorkeeper = Doorkeeper(_MET)

    @property
    def full(self) -> bool:
        """Whether it is time to forget them all."""
        return len(self._known) >= MOST

    def clear(self) -> None:
        """Forget them all."""
        self._known.clear()

    def one(self, key: Any, element: Data) -> Data:
        """The element to use for one that is known by a key: a shared one, or for the first time itself."""
        known = self._known.get(key)
        if known is None and self._doorkeeper.knows(key):
            known = self._known[key] = Shared(element)
        return element if known is None else known

    def share(self, record: Data) -> None:
        """Replace the elements of a new record by those that are shared."""
        for name in _LISTS:
            elements = record.get(name)
            if elements:
                record[name] = [self.one((name, *_items(element)), element) for element in elements]


def _items(element: Data) -> list[Any]:
    return [(field, v if type(v) is str else tuple(v)) for field, v in element.items()]
