"""The blocks of a notice, independent of Markdown and Word."""

from __future__ import annotations

from typing import Literal

from guidelint.lean.tuples import NamedTuple

Style = Literal["note", "mark", "title", "receiver", "heading", "subheading", "body", "closing", "annex"]
"""note: to the person who checks the draft · mark: the number of the document · closing: signature and date."""


class Block(NamedTuple):
    """A paragraph."""

    style: Style
    text: str


class Grid(NamedTuple):
    """A table of texts. `heads` are pairs (group, name); neighbours of one group share a heading."""

    heads: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, ...], ...]


Piece = Block | Grid
