"""Finds any of thousands of words in a text at the cost of dozens.

A text is represented by its set of neighbouring character pairs, computed once for all lists. Every word of a
list is indexed under one pair that its correct spelling lacks (口薄 for 户口薄), so that for nearly every
text comparing two sets shows that it contains no wrong word, without consulting the list.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Mapping, Set
from sys import byteorder


class Marked:
    """A text whose pairs of neighbouring characters can be looked up.

    `left`: the text reduced to the characters that some list looks at, and line ends.
    """

    __slots__ = ("left", "text")

    def __init__(self, text: str) -> None:
        self.text = self.left = text

    def met(self, marks: frozenset[int]) -> frozenset[int]:
        """Those of the given pairs that occur in the text; twice as fast as computing all pairs."""
        even, odd = _neighbours(self._paired())
        return marks.intersection(even) | marks.intersection(odd)

    def _paired(self) -> str:
        """The text from which pairs are computed."""
        return self.text


def pairs_of(text: str) -> Set[int]:
    """The pairs of neighbouring UTF-16 units of a text as numbers: the left unit is the lower half."""
    return frozenset().union(*_neighbours(text))


def _neighbours(text: str) -> tuple[array[int], array[int]]:
    """The pairs of a text in order, those that begin at an even unit and those that begin at an odd one."""
    units = text.encode("utf-16-le", "surrogatepass")
    size = len(units)
    if size < 4:
        return array("I"), array("I")
    return array("I", units[: size - size % 4]), array("I", units[2 : size - (size - 2) % 4])


class TermIndex:
    """Words to find, each with its correct spelling (used only to choose a good index pair)."""

    def __init__(self, words: Mapping[str, str]) -> None:
        signs = "".join(word for word in words if len(word) == 1)
        self.signs = re.escape(signs)
        """The words of one character, as in a class of an expression."""
        self._signs = re.compile(f"[{self.signs}]") if signs else None
        self._of_pair: dict[int, list[str]] = {}
        for word, right in words.items():
            if len(word) > 1:
                self._of_pair.setdefault(_mark(word, right), []).append(word)
        self.marks = frozenset(self._of_pair)
        """The pairs of which one stands in every text that holds a word of more than one character."""

    def signs_occur(self, text: Marked) -> bool:
        """Whether one of the single-character words occurs in the text."""
        return self._signs is not None and self._signs.search(text.left) is not None

    def occurs_at(self, text: Marked, met: Set[int]) -> bool:
        """Whether one of the longer words occurs in the text, given the index pairs that do."""
        return any(word in text.text for mark in met for word in self._of_pair[mark])

    def find(self, text: Marked) -> list[tuple[int, str]]:
        """Offset and word of every occurrence, in order; of two that overlap the longer, then the earlier."""
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
        for mark in self._met(text):
            for word in self._of_pair[mark]:
                yield from _all(text.text, word)
        if self._signs is not None:
            for sign in self._signs.finditer(text.text):
                yield sign.start(), sign[0]

    def _met(self, text: Marked) -> Set[int]:
        """The index pairs that occur in the text."""
        return text.met(self.marks) if self.marks else self.marks


def _all(text: str, word: str) -> Iterator[tuple[int, str]]:
    start = text.find(word)
    while start >= 0:
        yield start, word
        start = text.find(word, start + len(word))


def _mark(word: str, right: str) -> int:
    """The last pair of a word that its correct form lacks; without a correct form, its last pair."""
    for end in range(len(word), 1, -1):
        pair = word[end - 2 : end]
        if pair not in right:
            break
    else:
        pair = word[-2:]
    units = pair.encode("utf-16-le", "surrogatepass")
    return int.from_bytes(units, byteorder) if len(units) == 4 else min(pairs_of(pair))
