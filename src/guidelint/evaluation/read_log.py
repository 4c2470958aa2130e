"""A record that logs which of its fields are read, so that a result can be reused while these stay the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

EVERYTHING = "*"
"""Noted when a reader walks the whole record, or asks how many fields it has."""


def _noting_all(name: str) -> Callable[..., Any]:
    own = getattr(dict, name)

    def method(self: Watched, *arguments: Any) -> Any:
        self.reads.add(EVERYTHING)
        return own(self, *arguments)

    return method


class Watched(dict[str, Any]):
    """A shallow copy of a record; `reads` holds the names of the fields that were read, present or not."""

    __slots__ = ("reads",)

    def __init__(self, record: dict[str, Any]) -> None:
        super().__init__(record)
        self.reads: set[str] = set()

    def get(self, name: str, default: Any = None) -> Any:
        """As a mapping does it."""
        self.reads.add(name)
        return dict.get(self, name, default)

    def __getitem__(self, name: str) -> Any:
        self.reads.add(name)
        return dict.__getitem__(self, name)

    def __contains__(self, name: object) -> bool:
        self.reads.add(str(name))
        return dict.__contains__(self, name)

    __iter__ = _noting_all("__iter__")
    __len__ = _noting_all("__len__")
    __eq__ = _noting_all("__eq__")
    __ne__ = _noting_all("__ne__")
    __or__ = _noting_all("__or__")
    __ror__ = _noting_all("__ror__")
    __hash__ = None
    items = _noting_all("items")
    keys = _noting_all("keys")
    values = _noting_all("values")
    copy = _noting_all("copy")
