"""Styled lines, wrapped to a width in cells, for text that may break after any Chinese character.

Rich's own wrapping needs spaces, and these lines are produced by the hundred thousand.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from rich.cells import cell_len, get_character_cell_size

from guidelint.lean.tuples import NamedTuple

Styled = tuple[str, str]
"""A text and its style in rich's words; an empty style is plain."""

_NO_START = frozenset("，。、；：？！）》」』】〕”’…,.;:?!)]}%")
_NO_END = frozenset("（《「『【〔“‘([{")


class Line(NamedTuple):
    """Styled parts after an indent; continuation rows are indented by `hang`. Unfolded lines may overflow."""

    parts: tuple[Styled, ...] = ()
    indent: int = 0
    hang: int = 0
    fold: bool = True


def rows(line: Line, width: int) -> Iterator[tuple[Styled, ...]]:
    """The rows of a line wrapped to a width, without line breaks."""
    text = "".join([part[0] for part in line.parts])
    margin = (" " * line.indent, "")
    if not line.fold or line.indent + cell_len(text) <= width:
        yield (margin, *line.parts) if text else ()
        return
    breaks = _breaks(text, max(width - line.indent, 2), max(width - line.hang, 2))
    for start, end in zip((0, *breaks), (*breaks, len(text)), strict=True):
        yield margin, *_slice(line.parts, start, end)
        margin = (" " * line.hang, "")


def _slice(parts: tuple[Styled, ...], start: int, end: int) -> Iterator[Styled]:
    position = 0
    for text, style in parts:
        piece = text[max(start - position, 0) : max(end - position, 0)]
        position += len(text)
        if piece:
            yield piece.rstrip() if position >= end else piece, style


@lru_cache(maxsize=2048)
def _breaks(text: str, first: int, rest: int) -> tuple[int, ...]:
    """The offsets at which new rows begin, if the first row is `first` cells wide and the others `rest`."""
    breaks: list[int] = []
    width_left, used, start = first, 0, 0
    for offset, size in enumerate(map(get_character_cell_size, text)):
        if used + size > width_left and offset > start and text[offset] != " ":
            allowed = (cut for cut in range(offset, start, -1) if _may_break(text, cut - 1))
            start = next(allowed, offset)
            breaks.append(start)
            width_left, used = rest, cell_len(text[start:offset])
        used += size
    return tuple(breaks)


def _may_break(text: str, offset: int) -> bool:
    """Whether a row may end after this offset: after a space, or beside a wide character."""
    here, after = text[offset], text[offset + 1 : offset + 2]
    if not after or after in _NO_START or here in _NO_END:
        return False
    return here == " " or get_character_cell_size(here) == 2 or get_character_cell_size(after) == 2
