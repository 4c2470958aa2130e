"""Finds any of thousands of words in a text at the cost of dozens.

A text is taken as its set of neighbouring pairs of signs, made once however many lists are asked. Every word
of a list is filed under one pair of its own, one that the right spelling lacks (口薄 for 户口薄), so that nearly
every text is told from one with a wrong word by comparing two sets, without a look at the list.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping


class Marked:
    """A text with its signs and its pairs of neighbouring signs, each made when first asked for."""

    __slots__ = ("_pairs", "_signs", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._signs: frozenset[str] | None = None
        self._pairs: frozenset[int] | None = None

    @property
    def signs(self) -> frozenset[str]:
        """The different signs of the text."""
        if self._signs is None:
            self._signs = frozenset(self.text)
        return self._signs

    @property
    def pairs(self) -> frozenset[int]:
        """The different pairs of neighbouring UTF-16 units, each as one number."""
        if self._pairs is None:
            self._pairs = pairs_of(self.text)
        return self._pairs


def pairs_of(text: str) -> frozenset[int]:
    """The pairs of neighbouring UTF-16 units of a text as numbers: the left unit is the lower half."""
    units = text.encode("utf-16-le", "surrogatepass")
    size = len(units)
    if size < 4:
        return frozenset()
    even, odd = units[: size - size % 4], units[2 : size - (size - 2) % 4]
    return frozenset(array("I", even)) | frozenset(array("I", odd))


class TermIndex:
    """Words to be found, each with what should stand instead (which only helps to file it well)."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self._of_sign = frozenset(word for word in words if len(word) == 1)
        self._of_pair: dict[int, list[str]] = {}
        for word, right in words.items():
            if len(word) > 1:
                self._of_pair.setdefault(_mark(word, right), []).append(word)
        self._marks = frozenset(self._of_pair)

    def may_occur(self, text: Marked) -> bool:
        """Whether one of the words may stand in the text; no is certain."""
        if self._of_sign and not self._of_sign.isdisjoint(text.signs):
            return True
        return bool(self._marks) and not self._marks.isdisjoint(text.pairs)

    def find(self, text: Marked) -> list[tuple[int, str]]:
        """Offset and word of every occurrence, in order; of two that overlap the longer, then the earlier."""
        if not self.may_occur(text):
            return []
        found: list[tuple[int, str]] = []
        end = 0
        for start, word in sorted(self._occurrences(text), key=lambda at: (at[0], -len(at[1]))):
            if found and start < end:
                if len(word) <= len(found[-1][1]):
                    continue
                found.pop()
            found.append((start, word))
            end = start + len(word)
        return found

    def _occurrences(self, text: Marked) -> Iterator[tuple[int, str]]:
        for mark in self._marks & text.pairs if self._marks else ():
            for word in self._of_pair[mark]:
                yield from _all(text.text, word)
        for sign in self._of_sign & text.signs if self._of_sign else ():
            yield from _all(text.text, sign)


def _all(text: str, word: str) -> Iterator[tuple[int, str]]:
    start = text.find(word)
    while start >= 0:
        yield start, word
        start = text.find(word, start + len(word))


def _mark(word: str, right: str) -> int:
    """The last pair of a word that its right form lacks; of words without one, the last pair."""
    pairs = [word[at : at + 2] for at in range(len(word) - 1)]
    own = [pair for pair in pairs if pair not in right]
    return min(pairs_of((own or pairs)[-1]))
