"""A long list in a file, and the parts in which it is read: never all of it at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from guidelint.location import Lines
from guidelint.readers.decode import decode, encoding_of, texts_of
from guidelint.tuples import NamedTuple

_HEAD = 1 << 18
_READ = 1 << 18


class Stretch(NamedTuple):
    """A part of a list: its text, the place of its first character, the number of its first element, the elements.

    `spans` are where its elements begin and end in the text.
    """

    text: str
    first: tuple[int, int]
    number: int
    values: list[Any]
    spans: list[tuple[int, int]]

    @property
    def after(self) -> tuple[int, int]:
        """The place after its text."""
        if "\r" in self.text:
            return Lines(self.text, self.first).position(len(self.text))
        (line, column), last = self.first, self.text.rfind("\n")  # counted at once
        return line + self.text.count("\n"), len(self.text) - last if last >= 0 else column + len(self.text)


class LongList:
    """A file that may hold one; its parts have at least so many characters."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self._size = size
        self._decoded = encoding_of(file)

    def whole(self) -> list[str]:
        """All of the text; nothing where it is none."""
        self._file.seek(0)
        text = decode(self._file.read()).text
        return [] if text is None else [text]

    def _is_unbroken(self) -> bool:
        """Whether it is a text, and one that does not break off inside of a character."""
        return self._decoded.text is not None and not self._decoded.cut

    def _head(self) -> str:
        """What it begins with."""
        return next(texts_of(self._file, self._decoded, _HEAD), "")

    def _texts(self) -> Iterator[str]:
        """All of its text in pieces."""
        return texts_of(self._file, self._decoded, _READ)
