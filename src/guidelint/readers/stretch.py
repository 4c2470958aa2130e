"""A part of a long list, as it is cut out of the text of the whole."""

from __future__ import annotations

from typing import Any

from guidelint.tuples import NamedTuple


class Stretch(NamedTuple):
    """A part of a list: its text, the place of its first character, the number of its first element, the elements.

    `spans` are where its elements begin and end in the text.
    """

    text: str
    first: tuple[int, int]
    number: int
    values: list[Any]
    spans: list[tuple[int, int]]
