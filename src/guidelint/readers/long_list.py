"""A file that contains a long list, read in parts (`LongList`, `ListPart`), for JSON and XML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from guidelint.lean.tuples import NamedTuple
from guidelint.location import Lines
from guidelint.readers.decode import decode, encoding_of, texts_of

_HEAD = 1 << 18
_READ = 1 << 18


class ListPart(NamedTuple):
    """A part of a list: its text, the position of its first character, the index of its first element, the
    elements.

    `spans`: the offsets at which its elements begin and end in the text.
    """

    text: str
    first: tuple[int, int]
    number: int
    values: list[Any]
    spans: list[tuple[int, int]]

    @property
    def after(self) -> tuple[int, int]:
        """The position after its text."""
        if "\r" in self.text:
            return Lines(self.text, self.first).position(len(self.text))
        (line, column), last = self.first, self.text.rfind("\n")  # counted at once
        return line + self.text.count("\n"), len(self.text) - last if last >= 0 else column + len(self.text)


class LongList:
    """A file that may contain a long list; parts have at least `size` characters."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self._size = size
        self._decoded = encoding_of(file)

    def whole(self) -> list[str]:
        """The whole text, as a list of one; empty if the file is no text."""
        self._file.seek(0)
        text = decode(self._file.read()).text
        return [] if text is None else [text]

    def _is_unbroken(self) -> bool:
        """Whether the file is text and does not end inside a character."""
        return self._decoded.text is not None and not self._decoded.cut

    def _head(self) -> str:
        """The beginning of the text."""
        return next(texts_of(self._file, self._decoded, _HEAD), "")

    def _texts(self) -> Iterator[str]:
        """The text in chunks."""
        return texts_of(self._file, self._decoded, _READ)
