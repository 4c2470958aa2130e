"""Hashes of the keys that guides may share with others, sixteen bytes per guide: ten million codes fit into
memory.

Of every key only a 64-bit hash (*mark*) is kept, with the number of its guide. Guides with equal hashes are
read again and compared in full, so that a hash collision never produces a finding.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from sys import byteorder

from guidelint.lean.digest import blake2b

_AT_A_TIME = 10_000_000
"""So many marks are compared at a time; those that are alike are among the same."""


class KeyHashes:
    """The key hashes of a part of the guides, and the numbers of these guides in their part."""

    __slots__ = ("key_hashes", "numbers")

    def __init__(self) -> None:
        self.key_hashes = array("Q")
        self.numbers = array("Q")

    def add(self, key: Iterable[str], number: int) -> None:
        """Add the key of a guide."""
        self.key_hashes.frombytes(_digest(key))
        self.numbers.append(number)

    def merge(self, other: KeyHashes, first: int) -> None:
        """Add another part, whose guides are numbered from `first` on in the whole."""
        self.key_hashes.extend(other.key_hashes)
        self.numbers.extend(number + first for number in other.numbers)

    def shared_numbers(self, least: int = 2) -> list[int]:
        """The numbers of the guides whose hash occurs at least so often, in order."""
        meet: set[int] = set()
        parts = 1 + len(self.key_hashes) // _AT_A_TIME
        for part in range(parts):
            meet |= _frequent((key_hash for key_hash in self.key_hashes if key_hash % parts == part), least)
        if not meet:
            return []
        pairs = zip(self.key_hashes, self.numbers, strict=True)
        return sorted({number for key_hash, number in pairs if key_hash in meet})

    def signed(self) -> bytes:
        """The hashes as signed 64-bit integers in native byte order: see `hash_of`."""
        return self.key_hashes.tobytes()

    def __getstate__(self) -> tuple[bytes, bytes]:
        return self.key_hashes.tobytes(), self.numbers.tobytes()

    def __setstate__(self, state: tuple[bytes, bytes]) -> None:
        self.key_hashes, self.numbers = array("Q", state[0]), array("Q", state[1])


def _frequent(hashes: Iterable[int], least: int) -> set[int]:
    """The hashes that occur at least so often."""
    times: dict[int, int] = {}
    seen: set[int] = set()
    for key_hash in hashes:
        if key_hash in seen:
            times[key_hash] = times.get(key_hash, 1) + 1
        seen.add(key_hash)
    return {key_hash for key_hash, often in times.items() if often >= least} if least > 1 else seen


def hash_of(key: Iterable[str]) -> int:
    """The hash of a key as a signed integer."""
    return int.from_bytes(_digest(key), byteorder, signed=True)


def _digest(key: Iterable[str]) -> bytes:
    text = "\x1f".join(key).encode("utf-8", "surrogatepass")
    return blake2b(text, digest_size=8).digest()
