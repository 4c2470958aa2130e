"""Guides by what they may share with others, in sixteen bytes each: ten million codes fit into memory.

Of every key only a mark of 64 bits is kept, with the number of its guide. Guides whose marks meet are read once
more and looked at in full, so that two different keys with one mark never make a finding.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from sys import byteorder

from guidelint.digest import blake2b


class Marks:
    """The marks of a part of the guides, and the numbers of these guides in their part."""

    __slots__ = ("marks", "numbers")

    def __init__(self) -> None:
        self.marks = array("Q")
        self.numbers = array("Q")

    def add(self, key: Iterable[str], number: int) -> None:
        """Note the key of a guide."""
        self.marks.frombytes(_digest(key))
        self.numbers.append(number)

    def merge(self, other: Marks, first: int) -> None:
        """Add another part, whose guides are numbered from `first` on in the whole."""
        self.marks.extend(other.marks)
        self.numbers.extend(number + first for number in other.numbers)

    def meeting(self) -> list[int]:
        """The numbers of the guides whose mark another guide has too, in order."""
        seen: set[int] = set()
        twice: set[int] = set()
        for mark in self.marks:
            if mark in seen:
                twice.add(mark)
            seen.add(mark)
        if not twice:
            return []
        pairs = zip(self.marks, self.numbers, strict=True)
        return sorted(number for mark, number in pairs if mark in twice)

    def signed(self) -> bytes:
        """The marks as numbers with a sign, of eight bytes each in the order of the machine: see `mark_of`."""
        return self.marks.tobytes()

    def __getstate__(self) -> tuple[bytes, bytes]:
        return self.marks.tobytes(), self.numbers.tobytes()

    def __setstate__(self, state: tuple[bytes, bytes]) -> None:
        self.marks, self.numbers = array("Q", state[0]), array("Q", state[1])


def mark_of(key: Iterable[str]) -> int:
    """The mark of a key as a number with a sign."""
    return int.from_bytes(_digest(key), byteorder, signed=True)


def _digest(key: Iterable[str]) -> bytes:
    text = "\x1f".join(key).encode("utf-8", "surrogatepass")
    return blake2b(text, digest_size=8).digest()
